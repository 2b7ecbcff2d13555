import { notRepeatable } from '../properties/campaign/repeats.ts';
import { ownPlace } from '../properties/own-place.ts';
import type { ExitCode } from './exit-codes.ts';
import { accessFault } from './files.ts';
import { UsageError } from './io.ts';

/** What is said of an exception that is no mistake in what was typed, and the exit code: never that of a broken rule. */
export interface Thrown {
  readonly says: string;
  readonly exitCode: ExitCode;
}

/** What ended a command: a mistake of whoever typed it, which is told without a stack, or an exception. */
export function failureOf(error: unknown): Thrown {
  const fault = error instanceof UsageError ? error.message : accessFault(error);
  return fault === null ? thrown(error) : { says: fault, exitCode: 2 };
}

/** An exception of a driver of somebody's own is bad input, told with its place; any other one leaves all unknown. */
export function thrown(error: unknown): Thrown {
  const parting = notRepeatable(error);
  if (parting !== null) return { says: parting, exitCode: 2 };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = ownPlace(stack);
  if (place === null) {
    return { says: `protm-check failed, which says nothing of any rule:\n${stack}`, exitCode: 3 };
  }
  const within = place.within === null ? '' : `, ${place.within}()`;
  const [first = ''] = String(error).split('\n');
  const what = first.replace(/^Error: (?=cell )/, '');
  return { says: `${place.path}:${place.line}${within}, threw while the driver ran: ${what}`, exitCode: 2 };
}
