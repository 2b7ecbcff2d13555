/** What is to be seen of the scheduler before and after a tick: plain values, no code of the driver. */

/** What firmware reports of a queue, D.3. */
export type QueueReport =
  | 'runs'
  /** Insert is extract. */
  | 'empty'
  | 'empty, scoreboard in use'
  | 'waits for a sync object'
  | 'waits for a sync object, scoreboard in use'
  | 'blocked by a resource';

export interface GroupBefore {
  readonly id: string;
  /** LOW 0, MEDIUM 1, HIGH 2, RT 3. */
  readonly priority: number;
  readonly vm: string;
  readonly slot: number | null;
  /** On slot: 15 is the highest. */
  readonly slotPriority: number | null;
  /** A.1.3. */
  readonly canRun: boolean;
  /** What the next STATUS_UPDATE says of its queues; of a group off slot what the last one said. */
  readonly queues: readonly QueueReport[];
  readonly list: ListName | null;
  /** It was on a slot before. */
  readonly suspended: boolean;
  readonly references: number;
}

export interface GroupAfter {
  readonly id: string;
  readonly slot: number | null;
  readonly slotPriority: number | null;
  readonly state: string;
  readonly references: number;
  readonly termQueued: boolean;
  /** Requests that the tick sent to its slot, in their order. */
  readonly requests: readonly string[];
}

export type ListName = 'runnable' | 'idle';
/** Ids by list and priority, in order. */
export type Lists = Readonly<Record<ListName, readonly (readonly string[])[]>>;

export interface Before {
  readonly slots: number;
  readonly asSlots: number;
  readonly groups: readonly GroupBefore[];
  readonly lists: Lists;
  /** When tick_work() began, microseconds; it had to wait for the lock from then on. */
  readonly nowUs: number;
  readonly lastTickUs: number;
  /** null: ticks are stopped. */
  readonly reschedTargetUs: number | null;
  /** The slot of a group that answers no request. */
  readonly muteSlot: number | null;
  readonly resetPending: boolean;
}

export interface After {
  readonly groups: readonly GroupAfter[];
  readonly lists: Lists;
  readonly lastTickUs: number;
  readonly reschedTargetUs: number | null;
  /** When the next tick is due, microseconds; null: none is queued. */
  readonly nextTickUs: number | null;
  readonly usedCsgSlotCount: number;
  readonly mightHaveIdleGroups: boolean;
  readonly pmHasRef: boolean;
  readonly resetScheduled: boolean;
}
