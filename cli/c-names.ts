import { rfc2025 } from '../impl/driver/rfc-2025/index.ts';
import { series2026 } from '../impl/driver/series-2026/index.ts';
import type { SimEvent } from '../impl/events.ts';

/** Where something stands in the kernel: what a mail quotes. */
export interface Place {
  readonly file: string;
  readonly function: string;
  /** The function of the simulated driver that stands for it, `panthorFwProtmEnter`. */
  readonly simulated: string;
}

/** A place in the driver of a revision, with the patch that last touches it, `7/8`; null: none does. */
export interface PatchedPlace extends Place {
  readonly patch: string | null;
}

/** Identifiers of the driver in a text as the kernel spells them: `panthorFwProtmEnter` is `panthor_fw_protm_enter`. */
export function cName(text: string): string {
  return text.replace(/\b[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+\b/g, (name) =>
    name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
  );
}

const SCHED = 'panthor_sched.c';
const FW = 'panthor_fw.c';

/**
 * Functions of the simulated driver and the file where the kernel has them; the second entry is the kernel's
 * function where the simulator splits it into several.
 */
const functions = {
  tickWork: [SCHED],
  tickCtxInit: [SCHED],
  tickEnterProtm: [SCHED, 'tickWork'],
  panthorSchedSuspend: [SCHED],
  ackPending: [SCHED, 'tickCtxApply'],
  tickCtxReprogKept: [SCHED, 'tickCtxApply'],
  csgSlotSyncQueuesStateLocked: [SCHED],
  groupBindLocked: [SCHED],
  groupUnbindLocked: [SCHED],
  groupCreate: [SCHED, 'panthorGroupCreate'],
  groupDestroy: [SCHED, 'panthorGroupDestroy'],
  groupTermWork: [SCHED],
  groupSubmit: [SCHED],
  syncUpdWork: [SCHED],
  processFwEventsWork: [SCHED],
  schedProcessGlobalIrqLocked: [SCHED],
  schedProcessCsgIrqLocked: [SCHED],
  csSlotProcessProtmPendingEventLocked: [SCHED],
  handleProtmFault: [SCHED],
  queueRunJob: [SCHED],
  queueTimeoutWork: [SCHED],
  queueTimedoutJob: [SCHED],
  panthorFwProtmEnter: [FW],
  panthorFwInitSectionMem: [FW],
  panthorFwPingWork: [FW],
  panthorJobIrqHandler: [FW],
  panthorGpuIrqHandler: ['panthor_gpu.c'],
  onProtmFault: ['panthor_gpu.c', 'panthorGpuIrqHandler'],
  panthorVmBindRunJob: ['panthor_mmu.c'],
  beforeVmOp: ['panthor_mmu.c', 'panthorVmLockRegion'],
  panthorDeviceScheduleReset: ['panthor_device.h'],
  panthorDeviceResetWork: ['panthor_device.c'],
  panthorDeviceSuspend: ['panthor_device.c'],
  panthorDeviceResume: ['panthor_device.c'],
  panthorDeviceInit: ['panthor_device.c'],
  panthorDeviceUnplug: ['panthor_device.c'],
} as const satisfies Record<string, readonly [file: string, kernelFunction?: string]>;

type FunctionName = keyof typeof functions;

/** Functions of the simulated driver that places are made of. */
export const placedFunctions = Object.keys(functions) as readonly FunctionName[];

function place(name: FunctionName): Place {
  const [file] = functions[name];
  return { file, function: cName(inKernel(name)), simulated: name };
}

function inKernel(name: FunctionName): string {
  const [, kernelFunction = name] = functions[name];
  return kernelFunction;
}

/** What the RFC calls otherwise than the series, by the series' name. */
const inRfc: Readonly<Record<string, PatchedPlace>> = {
  panthor_fw_protm_enter: {
    file: SCHED,
    function: 'glb_protm_enter',
    simulated: 'panthorFwProtmEnter',
    patch: '5/5',
  },
};

const patches = [...rfc2025, ...series2026].filter((unit) => isPatch(unit.name));

/** A place as a driver made of units has it: the last patch among them that touches the function or a part of it. */
export function placeIn(found: Place, units: readonly string[]): PatchedPlace {
  const renamed = units.includes('R5') ? inRfc[found.function] : undefined;
  if (renamed !== undefined) return renamed;
  const parts = partsOf(found);
  const touches = patches.findLast(
    ({ name, functions: changed }) => units.includes(name) && parts.some((part) => part in changed),
  );
  return { ...found, patch: touches === undefined ? null : patchName(touches.name) };
}

/** The functions of the simulated driver that the kernel's function of a place is made of. */
export const partsOf = (found: Pick<Place, 'function'>): readonly FunctionName[] =>
  placedFunctions.filter((name) => cName(inKernel(name)) === found.function);

/** Whether a unit is a patch of the series or of the RFC: `P7`, `R5`. */
export function isPatch(unit: string): boolean {
  return /^[PR]\d$/.test(unit);
}

/** A patch as a mail names it: `7/8` of the series, `5/5` of the RFC. */
export function patchName(unit: string): string {
  return `${unit.slice(1)}/${unit.startsWith('R') ? 5 : 8}`;
}

/** Who decides how long a session lasts and who runs. */
export const tickPlace: Place = place('tickWork');
/** Who takes the power away, whatever firmware is at. */
export const suspendPlace: Place = place('panthorDeviceSuspend');
/** Who masks the interrupt of a protected fault. */
export const faultPlace: Place = place('onProtmFault');
/** Who ends a session and its owner in a reset. */
export const protmResetPlace: Place = place('handleProtmFault');

/** The function of the driver that does what an event tells; null for what others do. */
export function placeOf(event: SimEvent): Place | null {
  switch (event.kind) {
    case 'session':
      return sessionPlace(event);
    case 'request':
      if (event.op === 'note') return place('csSlotProcessProtmPendingEventLocked');
      if (event.op === 'ack') return place('ackPending');
      return event.op === 'drop' ? place('groupUnbindLocked') : null;
    case 'csg':
      return event.op === 'ack' ? null : csgPlace(event);
    case 'group':
      if (event.op === 'bind') return place('groupBindLocked');
      if (event.op === 'unbind') return place('groupUnbindLocked');
      if (event.op === 'create') return place('groupCreate');
      if (event.op === 'destroy') return place('groupDestroy');
      if (event.op === 'idle') return place('csgSlotSyncQueuesStateLocked');
      if (event.op !== 'kill') return null;
      return event.cause === 'protmFault' ? place('handleProtmFault') : activityPlace(event.activity);
    case 'tick':
      return place('tickWork');
    case 'reset':
      return event.op === 'schedule' ? place('panthorDeviceScheduleReset') : place('panthorDeviceResetWork');
    case 'power':
      if (event.op === 'access') return activityPlace(event.activity);
      return place(
        event.op === 'resume' || event.op === 'on' ? 'panthorDeviceResume' : 'panthorDeviceSuspend',
      );
    case 'job':
      return event.op === 'run' ? place('queueRunJob') : event.op === 'submit' ? place('groupSubmit') : null;
    case 'memory':
      if (event.buffer.startsWith('fw/')) return place('panthorFwInitSectionMem');
      return event.op === 'alloc' && event.who === 'kernel' ? place('groupCreate') : null;
    case 'word':
      return wordPlace(event);
    case 'wait':
      if (isEntryWait(event.what)) return place('panthorFwProtmEnter');
      return activityPlace(event.activity) ?? (isVmWait.test(event.what) ? place('beforeVmOp') : null);
    case 'lock':
      // Readers are VM operations; who writes lets a group in, whatever called it.
      if (event.lock === 'protm.lock' && event.mode === 'write') return place('panthorFwProtmEnter');
      return activityPlace(event.activity);
    case 'work':
    case 'ioctl':
    case 'log':
    case 'vm':
      return activityPlace(event.activity);
    case 'heap':
      return event.op === 'find' || event.op === 'missing' ? place('panthorDeviceInit') : null;
    case 'device':
      return devicePlace(event.op);
    case 'irq':
    case 'command':
    case 'usage':
    case 'counters':
    case 'value':
    case 'choice':
      return null;
    default:
      return event satisfies never;
  }
}

/** Who suspends all groups at once. */
const suspenders: readonly string[] = ['reset_work', 'pm_runtime_work', 'system_sleep'];
function devicePlace(op: (SimEvent & { readonly kind: 'device' })['op']): Place | null {
  if (op === 'boot') return null;
  return place(op === 'unplug' || op === 'unplugged' ? 'panthorDeviceUnplug' : 'panthorDeviceInit');
}

function csgPlace({ activity, request }: SimEvent & { readonly kind: 'csg' }): Place {
  if (suspenders.includes(columnOf(activity).key)) return place('panthorSchedSuspend');
  return place(request === 'STATUS_UPDATE' ? 'tickCtxInit' : 'ackPending');
}

/** Waits of an entry, whatever activity it stands in. */
const isEntryWait = (what: string): boolean =>
  what === 'GLB PROTM_ENTER' || what === 'GPU_STATUS PROTM_ACTIVE';

/** Waits of a memory operation, which a process does itself. */
const isVmWait = /^(AS\d|exit from protected mode)/;

function wordPlace({ activity, word }: SimEvent & { readonly kind: 'word' }): Place | null {
  const own = activityPlace(activity);
  if (word === 'GLB_REQ' && own === null && columnOf(activity).key !== HARDWARE) return place('beforeVmOp');
  const rings = word === 'CSF_DOORBELL0' && columnOf(activity).key === 'process_fw_events_work';
  return rings ? place('schedProcessCsgIrqLocked') : own;
}

function sessionPlace(event: SimEvent & { readonly kind: 'session' }): Place | null {
  switch (event.op) {
    case 'enterSent':
    case 'entrySeen':
    case 'entryFailed':
      return place('panthorFwProtmEnter');
    case 'exitAnswered':
      return place('schedProcessGlobalIrqLocked');
    case 'exitForced':
      return activityPlace(event.activity);
    case 'enterAcked':
    case 'entered':
    case 'left':
    case 'exitRaised':
      return null;
    default:
      return event.op satisfies never;
  }
}

const activityFunctions: Readonly<Record<string, FunctionName>> = {
  tick_work: 'tickWork',
  process_fw_events_work: 'processFwEventsWork',
  sync_upd_work: 'syncUpdWork',
  reset_work: 'panthorDeviceResetWork',
  ping_work: 'panthorFwPingWork',
  pm_runtime_work: 'panthorDeviceSuspend',
  system_sleep: 'panthorDeviceSuspend',
  group_term_work: 'groupTermWork',
  queue_run_job: 'queueRunJob',
  queue_timeout_work: 'queueTimeoutWork',
  queue_timedout_job: 'queueTimedoutJob',
  vm_bind_work: 'panthorVmBindRunJob',
  'irq/job': 'panthorJobIrqHandler',
  'irq/gpu': 'panthorGpuIrqHandler',
};

/** The function that an activity of the driver stands for; null for a process, firmware and GPU. */
function activityPlace(activity: string): Place | null {
  const name = activityFunctions[columnOf(activity).key];
  return name === undefined ? null : place(name);
}

export interface Column {
  /** Activities of one key share a column. */
  readonly key: string;
  readonly title: string;
}

/** The column that firmware and GPU share. */
export const HARDWARE = 'hw';

/** The column of a story in which an activity's rows stand, titled as an engineer calls it. */
export function columnOf(activity: string): Column {
  if (/^(fw|mcu|cs|csg|gpu|hw|bus)(\b|\d|\/|$)/.test(activity)) return { key: HARDWARE, title: 'FW/GPU' };
  const irq = /^irq\/(\w+)/.exec(activity);
  if (irq !== null) return { key: `irq/${irq[1]}`, title: `${(irq[1] ?? '').toUpperCase()} irq thread` };
  // `queue_run_job(player.video:0)`: one column for all that run the same function.
  const name = cName(activity.replace(/\(.*\)$/, ''));
  return { key: name, title: name };
}
