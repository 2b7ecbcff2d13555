import type { SimContext } from '../context.ts';
import type { Errno } from '../errno.ts';
import type { EventBody } from '../events.ts';
import type { GpuRegisters } from '../gpu/registers.ts';
import type { GroupId, JobId, ProcessId } from '../ids.ts';
import type { CsgInterface, CsInterface, FirmwareInterface } from '../interface/words.ts';
import type { FencePath } from '../linux/fence-path.ts';
import type { Act } from '../runtime/activity.ts';
import type { Machine } from '../runtime/machine.ts';
import { Table } from '../runtime/table.ts';
import { DEFAULT_VM, type Ioctl, ioctlText, NOT_OF_THE_DEVICE } from '../userspace/ioctl.ts';
import { MAX_CSGS } from './constants.ts';
import type { DriverFunctions, GroupCreateArgs, GroupSubmitArgs } from './functions.ts';
import type { Group, Queue } from './group.ts';
import type { Hardware } from './hardware.ts';
import { dispatch } from './ioctls.ts';
import type { Job } from './job.ts';
import { linkFunctions } from './link.ts';
import { vmOf } from './mainline/objects.ts';
import { type CsgSlot, DriverState } from './state.ts';
import { TickCtx } from './tick-ctx.ts';
import type { Revision, UnitState } from './unit.ts';
import { Vm } from './vm.ts';

/** Locks, outermost first, A.1.4. */
const LOCK_ORDER = [
  'reset.lock',
  'sched.lock',
  'vm.op_lock',
  'protm.lock',
  'as.slots_lock',
  'cache_flush_lock',
];

/**
 * The kernel driver: state in the kernel's names, and the record of functions that the units of its revision
 * make up.
 */
export class Driver {
  readonly context: SimContext;
  readonly machine: Machine;
  readonly fwif: FirmwareInterface;
  readonly regs: GpuRegisters;
  readonly state: DriverState;
  readonly fencePath: FencePath;
  /** Every function, late bound. */
  readonly fn: DriverFunctions;
  readonly uapi: Uapi;
  readonly groups: Table<GroupId, Group>;
  readonly jobs: Table<JobId, Job>;
  /** VMs by their names; the one that a process's own groups use is called like the process. */
  readonly vms: Table<string, Vm>;
  /** Processes without CAP_SYS_NICE, which high priorities need. */
  readonly unprivileged = new Set<ProcessId>();
  /** The firmware's VM, in AS0. */
  readonly fwVm: Vm;
  readonly tickCtx: TickCtx;
  private readonly unitState = new Map<UnitState<unknown>, unknown>();

  constructor(
    readonly hw: Hardware,
    readonly revision: Revision,
  ) {
    this.context = hw.context;
    this.machine = hw.context.machine;
    this.groups = new Table(this.machine, 'driver.groups');
    this.jobs = new Table(this.machine, 'driver.jobs');
    this.vms = new Table(this.machine, 'driver.vms');
    this.fwif = hw.fwif;
    this.regs = hw.regs;
    const { observer, fencePath } = this.context.lockObserver(LOCK_ORDER);
    this.fencePath = fencePath;
    this.state = new DriverState(
      this.machine,
      Math.min(hw.fwif.csg.length, MAX_CSGS),
      hw.asSlots,
      observer,
      (work, op) => this.context.emit({ kind: 'work', work, op }),
      { suspend: () => this.fn.panthorDeviceSuspend(), resume: () => this.fn.panthorDeviceResume() },
    );
    this.tickCtx = new TickCtx(this.machine, this.state.schedLock, (id) => this.group(id));
    this.fwVm = new Vm(this.machine, this.state, 'fw', true);
    for (const unit of revision.units) {
      for (const state of unit.state ?? []) this.unitState.set(state, state.create(this));
    }
    this.fn = linkFunctions(this, revision);
    this.uapi = new Uapi(this);
    this.declareWorks();
  }

  emit(body: EventBody): void {
    this.context.emit(body);
  }

  /** An allocation that may reclaim memory, and so wait for a fence. */
  mayReclaim(what: string): void {
    this.fencePath.mayWait(this.machine.currentPath, what);
  }

  /** Runs what signals a fence: between dma_fence_begin_signalling() and dma_fence_end_signalling(). */
  *signalling<T>(body: Act<T>): Act<T> {
    const activity = this.machine.currentPath;
    this.fencePath.begin(activity);
    const result = yield* body;
    this.fencePath.end(activity);
    return result;
  }

  /** Something in the life of the device. */
  noteDevice(op: Extract<EventBody, { kind: 'device' }>['op'], note = ''): void {
    this.emit({ kind: 'device', op, section: false, note });
  }

  /** A wait that is told of: for what, how long at the most, and whether it was met. */
  *tellWait(what: string, limitUs: number, wait: Act<boolean>): Act<boolean> {
    this.emit({ kind: 'wait', op: 'begin', what, limitUs });
    const met = yield* wait;
    this.emit({ kind: 'wait', op: met ? 'met' : 'timeout', what, limitUs });
    return met;
  }

  log(text: string): void {
    this.emit({ kind: 'log', text });
  }

  /** State of a unit. Throws when the unit is not in the stack. */
  stateOf<T>(state: UnitState<T>): T {
    if (!this.unitState.has(state)) {
      throw new Error(
        `${this.revision.name} has no ${state.name}: the unit that declares it is not in the stack`,
      );
    }
    return this.unitState.get(state) as T;
  }

  hasState(state: UnitState<unknown>): boolean {
    return this.unitState.has(state);
  }

  /** Whether a unit of that name is in the stack. */
  has(unit: string): boolean {
    return this.revision.units.some((u) => u.name === unit);
  }

  /** A group that was created. Throws for an unknown one: lists hold only created groups. */
  group(id: GroupId): Group {
    const group = this.groups.get(id);
    if (group === undefined) throw new Error(`no group ${id}`);
    return group;
  }

  job(id: JobId): Job {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  }

  slot(csgId: number): CsgSlot {
    const slot = this.state.csgSlots[csgId];
    if (slot === undefined)
      throw new Error(`no CSG slot ${csgId}: the driver uses ${this.state.csgSlots.length}`);
    return slot;
  }

  /** The group in a slot, read under the scheduler's lock. */
  groupInSlot(csgId: number): Group | null {
    const id = this.slot(csgId).group.get();
    return id === null ? null : this.group(id);
  }

  csg(csgId: number): CsgInterface {
    return this.fwif.slot(csgId);
  }

  cs(csgId: number, csId: number): CsInterface {
    const cs = this.csg(csgId).cs[csId];
    if (cs === undefined) throw new Error(`CSG slot ${csgId} has no CS ${csId}`);
    return cs;
  }

  /** Queues of a group with their index. */
  queue(group: Group, index: number): Queue {
    const queue = group.queues[index];
    if (queue === undefined) throw new Error(`${group.id} has no queue ${index}`);
    return queue;
  }

  /** The VM in an address space, read under as.slots_lock. */
  vmInSlot(as: number): Vm | null {
    const name = this.state.asSlots[as]?.get() ?? null;
    return name === null ? null : this.vmNamed(name);
  }

  /** A VM by its name. Throws for an unknown one: address spaces hold only created VMs. */
  vmNamed(name: string): Vm {
    const vm = name === this.fwVm.name ? this.fwVm : this.vms.get(name);
    if (vm === undefined) throw new Error(`no VM ${name}`);
    return vm;
  }

  private declareWorks(): void {
    const { state, fn } = this;
    state.tickWork = state.schedWq.work('tick_work', () => fn.tickWork());
    state.fwEventsWork = state.schedWq.work('process_fw_events_work', () => fn.processFwEventsWork());
    state.syncUpdWork = state.schedWq.work('sync_upd_work', () => fn.syncUpdWork());
    state.resetWork = state.resetWq.work('reset_work', () => fn.panthorDeviceResetWork());
    state.pingWork = state.resetWq.work('ping_work', () => fn.panthorFwPingWork());
    this.regs.job.start((status) => fn.panthorJobIrqHandler(status));
    this.regs.gpu.start((status) => fn.panthorGpuIrqHandler(status));
    this.regs.mmu.start((status) => fn.panthorMmuIrqHandler(status));
  }
}

/** What a process can ask of the driver. */
export class Uapi {
  constructor(private readonly driver: Driver) {}

  /** Probe of the device, in the activity that calls it. One that is deferred is tried again when a provider comes. */
  *probe(): Act<Errno | 0> {
    const { driver } = this;
    const { heap } = driver.hw;
    for (;;) {
      const seen = heap.registrationCount;
      const error = yield* driver.fn.panthorDeviceInit();
      if (error !== 'EPROBE_DEFER') {
        driver.noteDevice(error === 0 ? 'ready' : 'failed', error === 0 ? '' : error);
        return error;
      }
      driver.noteDevice('deferred');
      yield* driver.machine.until('deferred probe', () => heap.registrationCount !== seen, { head: true });
    }
  }

  /** Unbinds the driver from the device, in the activity that calls it. */
  *unplug(): Act {
    yield* this.driver.fn.panthorDeviceUnplug();
  }

  /** DRM_IOCTL_PANTHOR_GROUP_CREATE. */
  *groupCreate(process: ProcessId, args: GroupCreateArgs): Act<Errno | 0> {
    return yield* this.ioctl(process, `GROUP_CREATE ${args.group}`, () =>
      this.driver.fn.groupCreate(process, args),
    );
  }

  /** A call with everything that can be wrong in it. */
  *call(process: ProcessId, ioctl: Ioctl): Act<Errno | 0> {
    const text = ioctlText(ioctl);
    const body = () => dispatch(this.driver.fn, process, ioctl);
    const said = (): string =>
      ['ok', ...(ioctl.call === 'GROUP_GET_STATE' ? this.driver.fn.groupStateFlags(ioctl.group) : [])].join(
        ', ',
      );
    if (ioctl.call === 'SYNCOBJ_WAIT') return yield* this.coreIoctl(process, text, body);
    if (!NOT_OF_THE_DEVICE.has(ioctl.call)) return yield* this.ioctl(process, text, body, said);
    const error = yield* body();
    this.note(process, text, error === 0 ? 'ok' : error);
    return error;
  }

  /** DRM_IOCTL_PANTHOR_GROUP_SUBMIT with one stream. */
  *groupSubmit(
    process: ProcessId,
    args: GroupSubmitArgs,
  ): Act<{ readonly error: Errno | 0; readonly job: JobId | null }> {
    const { driver } = this;
    let job: JobId | null = null;
    const error = yield* this.ioctl(process, `GROUP_SUBMIT ${args.group}:${args.queue}`, function* () {
      const result = yield* driver.fn.groupSubmit(process, args);
      ({ job } = result);
      return result.error;
    });
    return { error, job };
  }

  /** DRM_IOCTL_PANTHOR_GROUP_DESTROY. */
  *groupDestroy(process: ProcessId, group: GroupId): Act<Errno | 0> {
    return yield* this.ioctl(process, `GROUP_DESTROY ${group}`, () =>
      this.driver.fn.groupDestroy(process, group),
    );
  }

  /** DRM_IOCTL_PANTHOR_DEV_QUERY of PROTECTED_INFO, A.1.6. */
  *queryProtectedInfo(process: ProcessId): Act<{ readonly error: Errno | 0; readonly features: number }> {
    const { driver } = this;
    let features = 0;
    const query = function* (): Act<Errno | 0> {
      const result = yield* driver.fn.queryProtectedInfo(process);
      ({ features } = result);
      return result.error;
    };
    const error = yield* this.ioctl(process, 'DEV_QUERY PROTECTED_INFO', query, () =>
      features === 0 ? 'ok, none' : 'ok, BASIC',
    );
    return { error, features };
  }

  /** DRM_IOCTL_PANTHOR_VM_BIND of ordinary memory, synchronous. */
  *vmBind(process: ProcessId, pages: number): Act<Errno | 0> {
    return yield* this.ioctl(process, `VM_BIND ${pages} pages`, () => this.driver.fn.vmBind(process, pages));
  }

  /** The last descriptor of the process's device file is closed, as at its exit. Works on a device that is gone, too. */
  *close(process: ProcessId): Act {
    yield* this.driver.fn.panthorPostclose(process);
    this.note(process, 'close', 'ok');
  }

  /** DRM_IOCTL_PANTHOR_VM_BIND of ordinary memory, asynchronous. Returns its number in the VM's queue. */
  *vmBindAsync(
    process: ProcessId,
    pages: number,
    after: JobId | null,
  ): Act<{ readonly error: Errno | 0; readonly bind: number | null }> {
    const { driver } = this;
    let bind: number | null = null;
    const queue = function* (): Act<Errno | 0> {
      const result = yield* driver.fn.vmBindAsync(process, pages, after);
      ({ bind } = result);
      return result.error;
    };
    const error = yield* this.ioctl(process, `VM_BIND async ${pages} pages`, queue);
    return { error, bind };
  }

  /** Waits for the fence of an asynchronous VM_BIND: whether it was signalled in time. */
  *bindWait(process: ProcessId, bind: number, timeoutUs: number): Act<boolean> {
    const fence = vmOf(this.driver, process, DEFAULT_VM)?.bindFences[bind - 1];
    if (fence === undefined) return false;
    const what = `wait for VM_BIND #${bind} of ${process}`;
    this.driver.fencePath.mayWait(this.driver.machine.currentPath, what);
    return yield* this.driver.state.fenceWaitqueue.waitEventTimeout(
      () => fence.get() !== null,
      timeoutUs,
      what,
    );
  }

  /** Whether a job's fence is signalled; for conditions and rules. */
  fenceSignalled(job: JobId): boolean {
    return this.driver.job(job).fence.get() !== null;
  }

  /** The error a fence was signalled with, 0 for none or not yet. */
  fenceError(job: JobId): Errno | 0 {
    return this.driver.job(job).fence.get() ?? 0;
  }

  /** dma_fence_wait_timeout(): whether it was signalled in time. */
  *fenceWait(job: JobId, timeoutUs: number): Act<boolean> {
    this.driver.fencePath.mayWait(this.driver.machine.currentPath, `a wait for the fence of ${job}`);
    const { fenceWaitqueue } = this.driver.state;
    return yield* fenceWaitqueue.waitEventTimeout(
      () => this.fenceSignalled(job),
      timeoutUs,
      `wait for fence of ${job}`,
    );
  }

  /**
   * One call into the driver. DRM refuses every call on a device that is gone, and whoever is inside holds the removal
   * up until it is out.
   */
  private *ioctl(
    process: ProcessId,
    call: string,
    body: () => Act<Errno | 0>,
    said: () => string = () => 'ok',
  ): Act<Errno | 0> {
    const { guard } = this.driver.state;
    let error: Errno | 0 = 'ENODEV';
    if (guard.enter()) {
      error = yield* body();
      guard.exit();
    }
    this.note(process, call, error === 0 ? said() : error);
    return error;
  }

  /** A call that the DRM core answers itself: it looks whether the device is there, and an unplug does not wait for it. */
  private *coreIoctl(process: ProcessId, call: string, body: () => Act<Errno | 0>): Act<Errno | 0> {
    const error = this.driver.state.guard.isUnplugged() ? 'ENODEV' : yield* body();
    this.note(process, call, error === 0 ? 'ok' : error);
    return error;
  }

  private note(process: ProcessId, call: string, result: string): void {
    this.driver.emit({ kind: 'ioctl', process, call, result });
  }
}
