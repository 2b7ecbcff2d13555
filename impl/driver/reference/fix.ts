import type { Unit } from '../unit.ts';

/** A named fix: a unit on the posted series, what it changes, and the rules that force it. */
export interface Fix {
  readonly unit: Unit;
  /** One sentence, in the words of a commit. */
  readonly changes: string;
  /** Rules of rules.md that the stack below breaks without it. */
  readonly forcedBy: readonly string[];
}
