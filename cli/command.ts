import type { Args, OptionSpecs } from './args.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** A sub-command: what the help says of it, and what it does. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly says: string;
  /** What stands after the options, `FILE ...`; empty: nothing may. */
  readonly operands: string;
  /** What can stand there, where `operands` does not list it: for the completion of a shell. */
  readonly words?: () => readonly string[];
  readonly options: OptionSpecs;
  /** Words that its output is told in, each with what it claims. */
  readonly glossary?: readonly (readonly [word: string, says: string])[];
  /** Lines to copy, each with what it does. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /** Throws `UsageError` for what the user can mend. */
  run(args: Args, io: Io): Promise<ExitCode>;
}
