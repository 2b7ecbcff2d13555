import type { GroupId } from '../impl/ids.ts';

/** One way in which somebody can reach a buffer. */
export interface MappingView {
  readonly kind: 'pte' | 'tlb' | 'cpu' | 'handle' | 'mmapOffset' | 'dmaBuf';
  /** `AS0`, another address space, or a process. */
  readonly who: string;
  readonly buffer: string;
}

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
  /**
   * Who can reach which buffer, and by what: page-table and TLB entries, CPU mappings, handles, descriptors. The same list
   * as long as nothing changes.
   */
  mappings(): readonly MappingView[];
  /** What clients have mapped in a VM: buffers by their names, `memory` for what has no name. */
  mappedIn(vm: string): readonly string[];
  /** What refers to a group without holding it: lists, slots, works, the owner; in words. */
  references(group: GroupId): readonly string[];
  /** Whether work of a group's CSs goes on in the slot that it has, or had last. */
  worksOutstanding(slot: number): boolean;
  /** The activities between drm_dev_enter() and drm_dev_exit(). */
  insideDevice(): readonly string[];
  /** Whether the driver's software mask has PROTM_FAULT set, A.1.1. */
  protmFaultUnmasked(): boolean;
}
