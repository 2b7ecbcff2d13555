import type { SimContext } from '../context.ts';
import type { Errno } from '../errno.ts';
import type { EventBody } from '../events.ts';
import type { GpuRegisters } from '../gpu/registers.ts';
import type { FenceId, GroupId, JobId, ProcessId } from '../ids.ts';
import type { CsgInterface, CsInterface, FirmwareInterface } from '../interface/words.ts';
import type { FencePath } from '../linux/fence-path.ts';
import type { Act } from '../runtime/activity.ts';
import type { Machine } from '../runtime/machine.ts';
import { Table } from '../runtime/table.ts';
import { MAX_CSGS } from './constants.ts';
import type { DriverFunctions } from './functions.ts';
import type { Group, Queue } from './group.ts';
import type { Hardware } from './hardware.ts';
import type { Fence, Job } from './job.ts';
import { linkFunctions, unlinkFunctions } from './link.ts';
import { type CsgSlot, DriverState } from './state.ts';
import { TickCtx } from './tick-ctx.ts';
import { Uapi } from './uapi.ts';
import type { Revision, UnitState } from './unit.ts';
import { Vm } from './vm.ts';

/** Locks, outermost first, A.1.4. */
const LOCK_ORDER = [
  'reset.lock',
  'sched.lock',
  'heap_pool.lock',
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
  /** The last group of each name that could not be created. It keeps its name until all that it had is given back. */
  readonly discarded: Table<GroupId, Group>;
  readonly jobs: Table<JobId, Job>;
  /** Fences of asynchronous VM_BINDs, of all that there ever were. Who has the name of one got it from who made it. */
  readonly bindFences = new Map<FenceId, Fence>();
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
    this.discarded = new Table(this.machine, 'driver.discarded');
    this.jobs = new Table(this.machine, 'driver.jobs');
    this.vms = new Table(this.machine, 'driver.vms');
    this.fwif = hw.fwif;
    this.regs = hw.regs;
    this.fencePath = this.context.fencePath;
    this.context.lockOrder.state(LOCK_ORDER);
    this.state = new DriverState(
      this.machine,
      Math.min(hw.fwif.csg.length, MAX_CSGS),
      hw.asSlots,
      this.context.lockObserver,
      (work, op) => this.context.emit({ kind: 'work', work, op }),
      { suspend: () => this.fn.panthorDeviceSuspend(), resume: () => this.fn.panthorDeviceResume() },
      hw.workLateUs,
    );
    this.tickCtx = new TickCtx(this.machine, this.state.schedLock, (id) => this.group(id));
    this.fwVm = new Vm(this.machine, this.state, 'fw', true);
    for (const unit of revision.units) {
      for (const state of unit.state ?? []) this.unitState.set(state, state.create(this));
    }
    this.uapi = new Uapi(this);
    // Last: the functions get what the driver has by now.
    this.fn = linkFunctions(this, revision);
    this.declareWorks();
  }

  /** The run is over, and no function of the driver is called any more. What it has stays as it is. */
  over(): void {
    unlinkFunctions(this);
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

  /** A buffer of the kernel could not be unmapped: it is not freed either. */
  noteLeak(buffer: string, error: Errno): void {
    this.log(`WARN: ${buffer} stays mapped`);
    this.emit({ kind: 'memory', op: 'leak', buffer, who: 'kernel', note: error });
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

  fence(id: FenceId): Fence {
    // What is not of a VM_BIND is of a job.
    return this.bindFences.get(id) ?? this.job(id as JobId).fence;
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
