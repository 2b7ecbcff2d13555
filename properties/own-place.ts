import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.ts';

/** Where a driver of somebody's own threw. */
export interface OwnPlace {
  /** Path from the root of the package. */
  readonly path: string;
  readonly line: string;
  /** The function, where it has a name. */
  readonly within: string | null;
}

/** `at Object.mayEnter (file:///a/impl/driver/own/my-fix.ts:23:40)`, with or without a name or the scheme. */
const FRAME =
  /^\s*at (?:(?:async )?(.+) \()?((?:file:\/\/)?\/?[^():]*\/impl\/driver\/own\/[^():]+):(\d+):\d+\)?$/;

/** The place in a driver of somebody's own that an exception went through; null where there is none. */
export function ownPlace(stack: string): OwnPlace | null {
  for (const text of stack.split('\n')) {
    const [, name, file, line] = FRAME.exec(text) ?? [];
    if (file === undefined || line === undefined) continue;
    const path = relative(packageRoot, file.startsWith('file:') ? fileURLToPath(file) : file);
    const within = name === undefined || name.endsWith('<anonymous>') ? null : name.replace(/^.*\./, '');
    return { path, line, within };
  }
  return null;
}
