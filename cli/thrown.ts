import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../properties/package-root.ts';
import type { ExitCode } from './exit-codes.ts';

/** What is said of an exception that is no mistake in what was typed, and the exit code: never that of a broken rule. */
export interface Thrown {
  readonly says: string;
  readonly exitCode: ExitCode;
}

/** `at Object.mayEnter (file:///a/impl/driver/own/my-fix.ts:23:40)`, with or without a name or the scheme. */
const FRAME =
  /^\s*at (?:(?:async )?(.+) \()?((?:file:\/\/)?\/?[^():]*\/impl\/driver\/own\/[^():]+):(\d+):\d+\)?$/;

/** An exception of a driver of somebody's own is bad input, told with its place; any other one leaves all unknown. */
export function thrown(error: unknown): Thrown {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of stack.split('\n')) {
    const [, name, file, at] = FRAME.exec(line) ?? [];
    if (file === undefined) continue;
    const path = relative(packageRoot, file.startsWith('file:') ? fileURLToPath(file) : file);
    const within =
      name === undefined || name.endsWith('<anonymous>') ? '' : `, ${name.replace(/^.*\./, '')}()`;
    const [first = ''] = String(error).split('\n');
    const what = first.replace(/^Error: (?=cell )/, '');
    return { says: `${path}:${at}${within}, threw while the driver ran: ${what}`, exitCode: 2 };
  }
  return { says: `protm-check failed, which says nothing of any rule:\n${stack}`, exitCode: 3 };
}
