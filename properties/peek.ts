import type { GroupId } from '../impl/ids.ts';

/**
 * What rules may look at beside the event stream, after each operation: the driver's beliefs, which no event
 * can state without the driver's help.
 */
export interface Peek {
  /** The driver's `protected_mode`; null when the revision has none. */
  believesProtected(): boolean | null;
  /** The driver's `active_group`: whom it believes to be in protected mode. */
  believedOwner(): GroupId | null;
  /** The driver's recorded requests of a group, a bit per CS. */
  recordedRequests(group: GroupId): number;
  /** Whether the driver's software mask has PROTM_FAULT set, A.1.1. */
  protmFaultUnmasked(): boolean;
}
