/**
 * The workload file of a single process `p` with a group `p.g` of one queue, on a GPU with one slot of each kind.
 *
 * @param script what `p` does
 * @param more further fields of the file, and `isProtected`, whether the group declares protected use
 */
export function oneGroup(
  script: readonly unknown[],
  { isProtected = false, processes = [], ...more }: OneGroupOptions = {},
) {
  const groups = [{ name: 'g', priority: 'medium', protected: isProtected, queues: 1 }];
  return {
    name: 'one group',
    note: '',
    slots: 1,
    asSlots: 1,
    csPerSlot: 1,
    processes: [{ name: 'p', groups, script }, ...processes],
    ...more,
  };
}

interface OneGroupOptions {
  readonly isProtected?: boolean;
  /** Beside `p`. */
  readonly processes?: readonly unknown[];
  readonly [field: string]: unknown;
}
