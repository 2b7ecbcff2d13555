import type { Errno } from '../errno.ts';
import type { FenceId, GroupId, JobId } from '../ids.ts';
import type { Cell } from '../runtime/cell.ts';
import type { Program } from '../userspace/assembler/program.ts';

/** A job as the queue's lists hold it: names only, so that it can stand in a cell. */
export type QueuedJob = {
  readonly job: JobId;
  /** The value of the queue's sync object when it is done. */
  readonly seqno: number;
  /** An empty stream: it is not in the ring, and has the fence of the job that was written last. */
  readonly fenceOf?: JobId;
};

/** Whether a job in flight has nothing in the ring. */
export const isEmptyStream = ({ fenceOf }: QueuedJob): boolean => fenceOf !== undefined;

/** Of those in flight, the ones that are in the ring. */
export const inRing = (jobs: readonly QueuedJob[]): readonly QueuedJob[] =>
  jobs.some(isEmptyStream) ? jobs.filter((job) => !isEmptyStream(job)) : jobs;

/** A fence: null: not signalled; 0: signalled; else the error that it was signalled with. */
export type Fence = Cell<Errno | 0 | null>;

/** A submitted job and its fence. */
export interface Job {
  readonly id: JobId;
  readonly group: GroupId;
  readonly queue: number;
  readonly seqno: number;
  /** The user's stream. */
  readonly code: Program;
  /** The fence that it waits for before it runs; null: none. */
  readonly dependency: FenceId | null;
  /** It was accepted and has not been eligible since: it, or one before it in its queue, waits for a fence. */
  readonly held: Cell<boolean>;
  readonly fence: Fence;
  /** An error set before signalling (a CS fault), reported when the fence is signalled. */
  readonly fenceErrorSet: Cell<Errno | 0>;
}
