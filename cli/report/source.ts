import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { revisions } from '../../impl/driver/revisions.ts';
import { packageRoot } from '../../properties/package-root.ts';

/** Where a function of the simulated driver is written. */
export interface SourcePlace {
  /** A path from the package's root, `impl/driver/series-2026/protm-entry.ts`. */
  readonly file: string;
  /** The line on which the function begins, from 1. */
  readonly line: number;
}

/**
 * Where the function that runs on a stack is written: in the topmost unit that defines it.
 *
 * @param name function of the simulated driver, `panthorFwProtmEnter`
 * @param stack names of units, lowest first
 * @returns null where the sources are not there or do not have it
 */
export function sourceOf(name: string, stack: readonly string[]): SourcePlace | null {
  for (const unit of [...stack].reverse()) {
    const home = Object.values(revisions).find((revision) => revision.units.some((u) => u.name === unit));
    const defines = home?.units.some((u) => u.name === unit && Object.hasOwn(u.functions, name)) === true;
    if (!defines) continue;
    for (const file of filesOf(home.name, unit)) {
      const line = lineOf(file, name);
      if (line !== null) return { file, line };
    }
  }
  return null;
}

/** A unit has a file of its own name or, if it is somebody's own, of its revision's, or lies in those of the revision that first has it. */
function filesOf(revision: string, unit: string): readonly string[] {
  const folder = `impl/driver/${revision}`;
  const own = [`${folder}/${unit}.ts`, `impl/driver/own/${revision}.ts`].find((file) =>
    existsSync(join(packageRoot, file)),
  );
  if (own !== undefined) return [own];
  if (!existsSync(join(packageRoot, folder))) return [];
  return readdirSync(join(packageRoot, folder))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => `${folder}/${file}`);
}

function lineOf(file: string, name: string): number | null {
  const lines = readFileSync(join(packageRoot, file), 'utf8').split('\n');
  const at = lines.findIndex((line) => new RegExp(`^ +${name}: `).test(line));
  return at === -1 ? null : at + 1;
}
