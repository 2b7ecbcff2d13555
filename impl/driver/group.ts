import { type BufferId, bufferId, type GroupId, type ProcessId } from '../ids.ts';
import type { Ring } from '../interface/ring.ts';
import type { Work } from '../linux/workqueue.ts';
import { type Cell, type Guard, openTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import { type GroupPriority, JOB_TIMEOUT_US } from './constants.ts';
import type { QueuedJob } from './job.ts';
import type { Vm } from './vm.ts';

export type GroupState = 'CREATED' | 'ACTIVE' | 'SUSPENDED' | 'TERMINATED' | 'UNKNOWN';

/** Guarded by a spinning lock that is never held across a switch point. */
export const spinGuard = openTo;

/** What a blocked queue waits for: a sync object by its name in the stream, and its value or, with `most`, no more than it. */
export type SyncWait = { readonly object: string; readonly seqno: number; readonly most?: boolean };

/** A panthor_queue: one ring of a group. */
export class Queue {
  /** Jobs written to the ring and not yet signalled, oldest first. */
  readonly inFlightJobs: Cell<readonly QueuedJob[]>;
  /** Jobs that drm_sched has not yet given to run_job, oldest first. */
  readonly entity: Cell<readonly QueuedJob[]>;
  /** The sequence number of the last job, fence_ctx.seqno. */
  readonly seqno: Cell<number>;
  /** What is left of the job clock while it is suspended, microseconds; null while it runs or is stopped. */
  readonly timeoutRemainingUs: Cell<number | null>;
  /** When the running job clock runs out, microseconds; null while it does not run. */
  readonly timeoutAtUs: Cell<number | null>;
  /** drm_sched of this queue is stopped: by a reset, or while its own timeout is handled. */
  readonly stopped: Cell<boolean>;
  /** What a blocked queue waits for, as last reported; guarded by the scheduler's lock. */
  readonly syncWait: Cell<SyncWait | null>;
  /** The object that is mapped for the CPU, syncwait.kmap; guarded by the scheduler's lock. */
  readonly syncMapped: Cell<string | null>;
  timeoutWork!: Work;
  timedoutJobWork!: Work;
  runJobWork!: Work;

  constructor(
    machine: Machine,
    schedLock: Guard,
    group: GroupId,
    readonly index: number,
    readonly ring: Ring,
  ) {
    const name = `${group}:${index}`;
    const lock = spinGuard(`${name}.fence_ctx.lock`);
    this.inFlightJobs = machine.cell<readonly QueuedJob[]>(`${name}.in_flight_jobs`, [], lock);
    this.entity = machine.cell<readonly QueuedJob[]>(`${name}.entity`, [], spinGuard(`${name}.entity.lock`));
    this.seqno = machine.cell(`${name}.fence_ctx.seqno`, 0, lock);
    this.timeoutRemainingUs = machine.cell<number | null>(`${name}.timeout.remaining`, JOB_TIMEOUT_US, lock);
    this.timeoutAtUs = machine.cell<number | null>(`${name}.timeout.at`, null, lock);
    this.syncWait = machine.cell<SyncWait | null>(`${name}.syncwait`, null, schedLock);
    this.syncMapped = machine.cell<string | null>(`${name}.syncwait.kmap`, null, schedLock);
    this.stopped = machine.cell<boolean>(`${name}.stopped`, false, lock);
  }
}

/** A panthor_group. Fields are guarded by the scheduler's lock unless they say otherwise, A.1.3, D.2. */
export class Group {
  readonly state: Cell<GroupState>;
  /** The CSG slot, -1 off slot. */
  readonly csgId: Cell<number>;
  readonly idleQueues: Cell<number>;
  readonly blockedQueues: Cell<number>;
  readonly fatalQueues: Cell<number>;
  readonly timedout: Cell<boolean>;
  readonly destroyed: Cell<boolean>;
  readonly innocent: Cell<boolean>;
  /** kref. */
  readonly refcount: Cell<number>;
  readonly released: Cell<boolean>;
  /** Firmware addresses, 0 for none. */
  readonly suspendBuf: Cell<number>;
  readonly protmSuspendBuf: Cell<number>;
  readonly queues: readonly Queue[];
  readonly queueMask: number;
  /** queue_count: queues whose interface is mapped, the first ones. */
  readonly queueCount: Cell<number>;
  /** tiler_oom: a bit per CS that waits for heap memory; atomic. */
  readonly tilerOom: Cell<number>;
  termWork!: Work;
  tilerOomWork!: Work;
  syncUpdWork!: Work;
  releaseWork!: Work;

  constructor(
    machine: Machine,
    schedLock: Guard,
    readonly id: GroupId,
    readonly process: ProcessId,
    readonly vm: Vm,
    readonly priority: GroupPriority,
    /** Created with GROUP_CREATE_PROTECTED, A.1.6. */
    readonly protectedFlag: boolean,
    rings: readonly Ring[],
  ) {
    this.state = machine.cell<GroupState>(`${id}.state`, 'CREATED', schedLock);
    this.csgId = machine.cell(`${id}.csg_id`, -1, schedLock);
    this.queueMask = (1 << rings.length) - 1;
    this.idleQueues = machine.cell(`${id}.idle_queues`, this.queueMask, schedLock);
    this.blockedQueues = machine.cell(`${id}.blocked_queues`, 0, schedLock);
    this.fatalQueues = machine.cell(`${id}.fatal_queues`, 0, schedLock);
    this.timedout = machine.cell<boolean>(`${id}.timedout`, false, schedLock);
    this.destroyed = machine.cell<boolean>(`${id}.destroyed`, false, schedLock);
    this.innocent = machine.cell<boolean>(`${id}.innocent`, false, schedLock);
    this.queueCount = machine.cell(`${id}.queue_count`, 0, openTo('whoever creates or releases the group'));
    this.tilerOom = machine.cell(`${id}.tiler_oom`, 0, spinGuard('atomic'));
    const kref = spinGuard(`${id}.kref`);
    this.refcount = machine.cell(`${id}.refcount`, 1, kref);
    this.released = machine.cell<boolean>(`${id}.released`, false, kref);
    this.suspendBuf = machine.cell(`${id}.suspend_buf`, 0, kref);
    this.protmSuspendBuf = machine.cell(`${id}.protm_suspend_buf`, 0, kref);
    this.queues = rings.map((ring, i) => new Queue(machine, schedLock, id, i, ring));
  }

  get suspendBufId(): BufferId {
    return bufferId(`${this.id}/suspend_buf`);
  }

  get protmSuspendBufId(): BufferId {
    return bufferId(`${this.id}/protm_suspend_buf`);
  }
}

/** `group_can_run`, A.1.3. */
export function groupCanRun(group: Group): boolean {
  const state = group.state.get();
  return (
    state !== 'TERMINATED' &&
    state !== 'UNKNOWN' &&
    !group.destroyed.get() &&
    group.fatalQueues.get() === 0 &&
    !group.timedout.get()
  );
}

/** `group_is_idle`: every queue idle or blocked as of the last report, A.1.3. */
export function groupIsIdle(group: Group): boolean {
  return ((group.idleQueues.get() | group.blockedQueues.get()) & group.queueMask) === group.queueMask;
}
