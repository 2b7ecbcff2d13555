/** A historical defect that is not seeded: what it waits for, or why it has no counterpart here. */
export interface OpenRow {
  readonly id: string;
  readonly name: string;
  readonly standing: 'waits' | 'no counterpart';
  /** What it waits for; or why it cannot be told of this driver. */
  readonly why: string;
  /** The nearest defect that can be seeded: it must be condemned. */
  readonly twin: string | null;
}

/** The rows of the list of historical defects that no seeded defect stands for. */
export const openRows: readonly OpenRow[] = [
  {
    id: 'M56',
    name: 'starting-slot',
    standing: 'no counterpart',
    why: 'a tick that ends without the acknowledgement of START sends no ENTER and schedules a reset, and a CS asks only once its CSG was started: there is no slot that starts and has asked',
    twin: 'stop-before-enter',
  },
];

/** Rules that no seeded defect can break yet, and what that waits for. */
export const untestedRules: Readonly<Record<string, string>> = {};
