import { fixes } from '../../impl/driver/revisions.ts';
import { isSameCause } from '../campaign/stack.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import type { Expected, Manifest } from './manifest.ts';
import { statedFor } from './stated.ts';

/** What a campaign without known causes leaves behind: counterexamples to store and the manifest that names them. */
export interface Record {
  readonly manifest: Manifest;
  /** By path below counterexamples/. */
  readonly files: ReadonlyMap<string, Counterexample>;
}

/**
 * The manifest in which every cause that was found and has a cure is expected: what has none is not understood,
 * and nobody should expect it. The statements are those that somebody read off the story (stated.ts); those of new
 * causes are what the fixes of the cure cite, and a test asks for somebody to read them.
 */
export function record(
  revision: string,
  counterexamples: readonly Counterexample[],
  before: Manifest,
): Record {
  const files = new Map<string, Counterexample>();
  const expected: Expected[] = [];
  for (const c of counterexamples) {
    if (c.cure === null) continue;
    const cure = c.cure.fixes;
    const same = (e: Expected): boolean => e.rule === c.rule && isSameCause(e.cure, cure);
    if (expected.some(same)) continue;
    const counterexample = `${revision}/${c.rule}.${cure.join('+')}.json`;
    files.set(counterexample, c);
    const stated = statedFor(c.rule, cure) ?? citationsOf(cure);
    expected.push({ rule: c.rule, cure, stated, counterexample });
  }
  return { manifest: { revision, expected, may: before.may }, files };
}

function citationsOf(cure: readonly string[]): string {
  const last = fixes.find((fix) => fix.unit.name === cure.at(-1));
  return last?.unit.cite.filter((cite) => !cite.startsWith('F')).join(', ') ?? 'not looked at';
}

/** The source of a manifest's module. */
export function manifestSource({ revision, expected, may }: Manifest): string {
  const name = revision.replaceAll(/-(\w)/g, (_, c: string) => c.toUpperCase());
  return `import type { Manifest } from './manifest.ts';

/** What ${revision} is known to break. Written by record-campaign.ts; statements may be edited. */
export const ${name}: Manifest = ${JSON.stringify({ revision, expected, may }, null, 2)};
`;
}
