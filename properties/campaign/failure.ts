import { pathToFileURL } from 'node:url';
import type { RuleId } from '../catalogue.ts';
import { ownPlace } from '../own-place.ts';
import { packageRoot } from '../package-root.ts';
import { notRepeatable } from './repeats.ts';
import { type Cell, cellText } from './subject.ts';

/**
 * An exception of the simulator, of a rule or of what looks into findings. It says nothing of any rule, and what would have
 * come after it is not known; everything else is searched all the same.
 */
export interface Failure {
  readonly at: FailedCell | StoredFile;
  /** What was being done. */
  readonly during: 'the run' | 'the replay' | `a look into ${RuleId}`;
  /** The exception, with the places in the project that it went through. */
  readonly error: string;
  /** How often the same exception was met. */
  readonly times: number;
}

/** The key of an execution, or of the block that it stands in: `explore --cell` runs it again. */
export interface FailedCell {
  /** The stack of units that was run. */
  readonly units: readonly string[];
  readonly cell: string;
}

/** A stored counterexample, by its path below counterexamples/. */
export interface StoredFile {
  readonly file: string;
}

/** Where the search stands in a stack trace: what called it depends on threads. */
const SEARCH = /properties\/campaign\/(run-cell|campaign)\.[jt]s/;

/**
 * What an exception says, the same on every machine and with any number of threads.
 *
 * @throws the exception itself where a driver of somebody's own threw it: that is for its author to mend, at once
 */
function errorText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (ownPlace(stack) !== null || notRepeatable(error) !== null) throw error;
  const lines = stack.split('\n');
  const end = lines.findIndex((line) => SEARCH.test(line));
  const roots = [
    `${pathToFileURL(packageRoot).href.replace(/\/$/, '')}/`,
    `${packageRoot.replace(/\/$/, '')}/`,
  ];
  const above = lines.slice(0, end === -1 ? undefined : end).join('\n');
  return roots.reduce((text, root) => text.replaceAll(root, ''), above);
}

/** What failed in a cell. Throws what a driver of somebody's own threw. */
export function failureAt(
  units: readonly string[],
  cell: Cell | string,
  during: Failure['during'],
  error: unknown,
): Failure {
  const at = { units, cell: typeof cell === 'string' ? cell : cellText(cell) };
  return { at, during, error: errorText(error), times: 1 };
}

/** What failed while a stored counterexample was run again. Throws what a driver of somebody's own threw. */
export function failedReplay(file: string, error: unknown): Failure {
  return { at: { file }, during: 'the replay', error: errorText(error), times: 1 };
}

/** One of each exception: the same message from the same place is told once, by the first that met it. */
export function distinct(failures: readonly Failure[]): readonly Failure[] {
  const byError = new Map<string, Failure>();
  for (const failure of failures) {
    const key = failure.error.split('\n').slice(0, 2).join('\n');
    const first = byError.get(key);
    byError.set(key, first === undefined ? failure : { ...first, times: first.times + failure.times });
  }
  return [...byError.values()];
}
