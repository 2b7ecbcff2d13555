import { dirname } from 'node:path';
import { packageRoot } from '../properties/package-root.ts';
import type { Io } from './io.ts';

/** A line to paste as it is written for a clone of the project: `npm run verify -- --seed 7`. */
const inClone =
  /\bnpm run (?:-s )?(verify|explore|traces|shrink|diff|new|completion|merge|model|replay|detect|findings|list|explain)\b(?: --(?= |$))?/gm;

/** Lines to paste in a project that has this one installed: `npx protm-check verify --seed 7`. */
export function spelledForProject(text: string): string {
  return text.replaceAll(inClone, 'npx protm-check $1');
}

/** Whether the project is installed in another one. */
const installed = /[\\/]node_modules$/.test(dirname(packageRoot));

/** A line to paste as it is written here; for a column, which is as wide as that. */
export function asPasted(line: string): string {
  return installed ? spelledForProject(line) : line;
}

/** Where the project is installed in another one, all that is told is spelled for that one. */
export function spelled(io: Io): Io {
  if (!installed) return io;
  return {
    out: (text) => io.out(spelledForProject(text)),
    err: (text) => io.err(spelledForProject(text)),
    live: io.live,
    columns: io.columns,
    paint: (format, text) => io.paint(format, text),
    clockMs: () => io.clockMs(),
  };
}
