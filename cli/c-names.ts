import type { SimEvent } from '../impl/events.ts';

/** Where something stands in the kernel: what a mail quotes. */
export interface Place {
  readonly file: string;
  readonly function: string;
  /** The patch of the 2026 series that adds or changes it, `7/8`; null: mainline. */
  readonly patch: string | null;
}

/** `panthorFwProtmEnter` as the kernel spells it, `panthor_fw_protm_enter`. */
export function cName(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

const SCHED = 'panthor_sched.c';
const FW = 'panthor_fw.c';

const functions = {
  tickWork: [SCHED, null],
  tickCtxInit: [SCHED, null],
  tickCtxApply: [SCHED, '7/8'],
  csgsUpdCtxApplyLocked: [SCHED, null],
  groupBindLocked: [SCHED, null],
  groupUnbindLocked: [SCHED, null],
  groupScheduleLocked: [SCHED, null],
  groupTermWork: [SCHED, null],
  processFwEventsWork: [SCHED, '7/8'],
  schedProcessCsgIrqLocked: [SCHED, '7/8'],
  panthorSchedPreReset: [SCHED, '7/8'],
  panthorGroupCreate: [SCHED, '8/8'],
  queueRunJob: [SCHED, null],
  panthorFwProtmEnter: [FW, '7/8'],
  panthorFwPingWork: [FW, null],
  panthorVmLockRegion: ['panthor_mmu.c', '7/8'],
  panthorDeviceScheduleReset: ['panthor_device.h', null],
  panthorDeviceResetWork: ['panthor_device.c', null],
  panthorKernelBoCreate: ['panthor_gem.c', '4/8'],
} as const satisfies Record<string, readonly [file: string, patch: string | null]>;

function place(name: keyof typeof functions): Place {
  const [file, patch] = functions[name];
  return { file, function: cName(name), patch };
}

/** The function of the driver that does what an event tells; null for what others do. */
export function placeOf(event: SimEvent): Place | null {
  switch (event.kind) {
    case 'session':
      return sessionPlace(event);
    case 'request':
      if (event.op === 'note') return place('schedProcessCsgIrqLocked');
      if (event.op === 'ack') return place('tickCtxApply');
      return event.op === 'drop' ? place('groupUnbindLocked') : null;
    case 'csg':
      return event.op === 'ack' ? null : place('csgsUpdCtxApplyLocked');
    case 'group':
      if (event.op === 'bind') return place('groupBindLocked');
      if (event.op === 'unbind') return place('groupUnbindLocked');
      if (event.op === 'create') return place('panthorGroupCreate');
      return event.op === 'kill' ? activityPlace(event.activity) : null;
    case 'tick':
      return place('tickWork');
    case 'reset':
      return event.op === 'schedule' ? place('panthorDeviceScheduleReset') : place('panthorDeviceResetWork');
    case 'job':
      return event.op === 'run' ? place('queueRunJob') : null;
    case 'memory':
      return event.op === 'alloc' ? place('panthorKernelBoCreate') : null;
    case 'lock':
    case 'wait':
    case 'word':
    case 'work':
    case 'ioctl':
    case 'log':
      return activityPlace(event.activity);
    case 'irq':
    case 'command':
    case 'choice':
      return null;
    default:
      return event satisfies never;
  }
}

function sessionPlace(event: SimEvent & { readonly kind: 'session' }): Place | null {
  switch (event.op) {
    case 'enterSent':
    case 'entrySeen':
    case 'entryFailed':
      return place('panthorFwProtmEnter');
    case 'exitAnswered':
      return place('processFwEventsWork');
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

/** The function that an activity of the driver stands for. */
function activityPlace(activity: string): Place | null {
  switch (columnOf(activity).key) {
    case 'tick_work':
      return place('tickWork');
    case 'process_fw_events_work':
      return place('processFwEventsWork');
    case 'reset_work':
      return place('panthorDeviceResetWork');
    case 'ping_work':
      return place('panthorFwPingWork');
    default:
      return null;
  }
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
  if (/^(fw|mcu|cs|csg|gpu|hw)(\b|\d|\/|$)/.test(activity)) return { key: HARDWARE, title: 'FW/GPU' };
  const irq = /^irq\/(\w+)/.exec(activity);
  if (irq !== null) return { key: `irq/${irq[1]}`, title: `${(irq[1] ?? '').toUpperCase()} irq thread` };
  const name = cName(activity);
  return { key: name, title: /_work\b/.test(name) || name === 'setup' ? name : `process ${activity}` };
}
