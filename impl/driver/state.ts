import type { GroupId } from '../ids.ts';
import { DeviceGuard } from '../linux/device-guard.ts';
import type { LockObserver } from '../linux/lockdep.ts';
import { Mutex } from '../linux/mutex.ts';
import { type PmCallbacks, RuntimePm } from '../linux/runtime-pm.ts';
import { WaitQueue } from '../linux/wait-queue.ts';
import { type Work, type WorkEvent, Workqueue } from '../linux/workqueue.ts';
import type { Cell } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import { AUTOSUSPEND_US, PRIORITIES_ASCENDING } from './constants.ts';
import { spinGuard } from './group.ts';

/** One entry of sched->csg_slots. */
export interface CsgSlot {
  readonly group: Cell<GroupId | null>;
  readonly priority: Cell<number>;
}

/** ptdev->pm.state. */
export type PmState = 'ACTIVE' | 'SUSPENDING' | 'SUSPENDED' | 'RESUMING';

/** The state that every revision has, in the kernel's names, D.2. */
export class DriverState {
  readonly schedLock: Mutex;
  readonly resetLock: Mutex;
  readonly slotsLock: Mutex;
  /** gpu->cache_flush_lock: one flush at a time. */
  readonly cacheFlushLock: Mutex;
  readonly schedWq: Workqueue;
  readonly resetWq: Workqueue;
  readonly cleanupWq: Workqueue;
  readonly heapAllocWq: Workqueue;
  readonly vmBindWq: Workqueue;
  /** fw->req_waitqueue: every acknowledgement is waited for here, H.2. */
  readonly reqWaitqueue: WaitQueue;
  /** gpu->reqs_acked. */
  readonly gpuReqsAcked: WaitQueue;
  readonly fenceWaitqueue: WaitQueue;
  /** Lists by priority; index 0 LOW. */
  readonly runnable: readonly Cell<readonly GroupId[]>[];
  readonly idle: readonly Cell<readonly GroupId[]>[];
  readonly waiting: Cell<readonly GroupId[]>;
  readonly csgSlots: readonly CsgSlot[];
  /** When the next full tick is due, microseconds; null: U64_MAX, ticks are stopped. */
  readonly reschedTarget: Cell<number | null>;
  readonly lastTick: Cell<number>;
  readonly usedCsgSlotCount: Cell<number>;
  readonly mightHaveIdleGroups: Cell<boolean>;
  /** sched->pm.has_ref: the scheduler uses the device. */
  readonly pmHasRef: Cell<boolean>;
  /** dev->power. */
  readonly pm: RuntimePm;
  readonly pmState: Cell<PmState>;
  /** reset.fast: firmware was halted and boots without its sections being loaded anew. */
  readonly resetFast: Cell<boolean>;
  readonly fwEvents: Cell<number>;
  readonly resetPending: Cell<boolean>;
  readonly resetInProgress: Cell<boolean>;
  readonly stoppedGroups: Cell<readonly GroupId[]>;
  readonly fwBooted: Cell<boolean>;
  /** ptdev->scheduler: whether there is one, which is so from the end of the first probe on. */
  readonly scheduler: Cell<boolean>;
  /** gpu->pending_reqs: interrupts of the GPU that somebody waits for. */
  readonly pendingReqs: Cell<number>;
  /** mmu->as.slots[].vm: the VM in each address space, by name. */
  readonly asSlots: readonly Cell<string | null>[];
  /** mmu->as.faulty_mask: address spaces whose fault nobody handled. */
  readonly faultyMask: Cell<number>;
  /** mmu->as.lru_list: VMs with an address space and no group on slot, least recently used first. */
  readonly lruList: Cell<readonly string[]>;
  /** mmu->vm.reset_in_progress: VM_BIND queues are stopped. */
  readonly vmsStopped: Cell<boolean>;
  /** drm_dev_enter(), drm_dev_exit(), drm_dev_unplug(). */
  readonly guard: DeviceGuard;
  tickWork!: Work;
  fwEventsWork!: Work;
  syncUpdWork!: Work;
  resetWork!: Work;
  pingWork!: Work;

  constructor(
    machine: Machine,
    slots: number,
    asSlots: number,
    readonly lockObserver: LockObserver,
    observeWork: (work: string, event: WorkEvent) => void,
    pmCallbacks: PmCallbacks,
    workLateUs: number,
  ) {
    this.schedLock = new Mutex(machine, 'sched.lock', lockObserver);
    this.resetLock = new Mutex(machine, 'reset.lock', lockObserver);
    this.slotsLock = new Mutex(machine, 'as.slots_lock', lockObserver);
    this.cacheFlushLock = new Mutex(machine, 'cache_flush_lock', lockObserver);
    this.schedWq = new Workqueue(machine, 'panthor-csf-sched', false, workLateUs, observeWork);
    this.resetWq = new Workqueue(machine, 'panthor-reset-ordered-wq', true, workLateUs, observeWork);
    this.cleanupWq = new Workqueue(machine, 'panthor-cleanup', false, workLateUs, observeWork);
    this.vmBindWq = new Workqueue(machine, 'panthor-vm-bind', false, workLateUs, observeWork);
    this.heapAllocWq = new Workqueue(machine, 'panthor-heap-alloc', false, workLateUs, observeWork);
    this.reqWaitqueue = new WaitQueue(machine, 'req_waitqueue');
    this.gpuReqsAcked = new WaitQueue(machine, 'reqs_acked');
    this.fenceWaitqueue = new WaitQueue(machine, 'dma_fence');
    const list = (name: string): Cell<readonly GroupId[]> =>
      machine.cell<readonly GroupId[]>(name, [], this.schedLock);
    this.runnable = PRIORITIES_ASCENDING.map((p) => list(`groups.runnable[${p}]`));
    this.idle = PRIORITIES_ASCENDING.map((p) => list(`groups.idle[${p}]`));
    this.waiting = list('groups.waiting');
    this.csgSlots = Array.from({ length: slots }, (_, i) => ({
      group: machine.cell<GroupId | null>(`csg_slots[${i}].group`, null, this.schedLock),
      priority: machine.cell(`csg_slots[${i}].priority`, 0, this.schedLock),
    }));
    this.reschedTarget = machine.cell<number | null>('resched_target', null, this.schedLock);
    this.lastTick = machine.cell('last_tick', 0, this.schedLock);
    this.usedCsgSlotCount = machine.cell('used_csg_slot_count', 0, this.schedLock);
    this.mightHaveIdleGroups = machine.cell<boolean>('might_have_idle_groups', false, this.schedLock);
    this.pmHasRef = machine.cell<boolean>('pm.has_ref', false, this.schedLock);
    this.pm = new RuntimePm(machine, pmCallbacks, AUTOSUSPEND_US, workLateUs);
    this.pmState = machine.cell<PmState>('pm.state', 'ACTIVE', spinGuard('atomic'));
    this.resetFast = machine.cell<boolean>('reset.fast', false, spinGuard('set with the scheduler stopped'));
    this.fwEvents = machine.cell('fw_events', 0);
    this.resetPending = machine.cell<boolean>('reset.pending', false);
    this.resetInProgress = machine.cell<boolean>('reset.in_progress', false);
    this.stoppedGroups = machine.cell<readonly GroupId[]>('reset.stopped_groups', [], this.resetLock);
    this.fwBooted = machine.cell<boolean>('fw.booted', false);
    this.scheduler = machine.cell<boolean>('ptdev.scheduler', false, spinGuard('set at probe'));
    this.pendingReqs = machine.cell('gpu.pending_reqs', 0, spinGuard('reqs_lock'));
    this.asSlots = Array.from({ length: asSlots + 1 }, (_, as) =>
      machine.cell<string | null>(`as.slots[${as}].vm`, null, this.slotsLock),
    );
    this.faultyMask = machine.cell('as.faulty_mask', 0, this.slotsLock);
    this.lruList = machine.cell<readonly string[]>('as.lru_list', [], this.slotsLock);
    this.vmsStopped = machine.cell<boolean>('mmu.vm.reset_in_progress', false, spinGuard('mmu.vm.lock'));
    this.guard = new DeviceGuard(machine, lockObserver);
  }
}
