/**
 * Breaks code that docs/fidelity.md names and looks whether the test that it names fails.
 *
 *   npx tsx test/fidelity/break.ts --sample 10 --seed 1     pairs at random
 *   npx tsx test/fidelity/break.ts --all                    every pair
 *   npx tsx test/fidelity/break.ts --only A.2.3,D.4-6       these statements, and those of these sections
 *
 * Works on a copy of the committed tree. A function returns at once and does nothing, a number becomes another. Each code
 * is broken once, for all tests that are named with it.
 * Exit code 1 when a test passes on broken code, or does not pass on code that is whole.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { createVitest, type Vitest } from 'vitest/node';
import type { Carried } from './entry.ts';
import { type Found, findCode } from './find-code.ts';
import { entries } from './parts/index.ts';

const { values: options } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    sample: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

const wanted = options.only.split(',').filter((id) => id !== '');
const isWanted = (id: string): boolean =>
  wanted.length === 0 || wanted.some((only) => id === only || (!(only in entries) && id.startsWith(only)));

interface Pair extends Carried {
  readonly id: string;
}

/** Each pair of code and test once, whatever number of statements it carries. */
const pairs: readonly Pair[] = [
  ...new Map(
    Object.entries(entries)
      .filter(([id]) => isWanted(id))
      .flatMap(([id, entry]) => ('carried' in entry ? entry.carried.map((pair) => ({ id, ...pair })) : []))
      .map((pair) => [`${pair.code} ${pair.test} ${pair.title}`, pair] as const),
  ).values(),
];

function chosen(): readonly Pair[] {
  if (options.all || wanted.length > 0) return pairs;
  const some = fc.shuffledSubarray([...pairs], { minLength: Math.min(Number(options.sample), pairs.length) });
  return (fc.sample(some, { numRuns: 1, seed: Number(options.seed) })[0] ?? []).slice(
    0,
    Number(options.sample),
  );
}

const broken = ({ kind, span, source }: Found): string => {
  const old = source.slice(span.start, span.end);
  const put = (text: string): string => source.slice(0, span.start) + text + source.slice(span.end);
  if (kind === 'body')
    return put(old.startsWith('{') ? '{ return undefined as never; }' : '(undefined as never)');
  return put(/^[\d_]/.test(old) ? `((${old}) * 7 + 1)` : '(undefined as never)');
};

const tree = mkdtempSync(join(tmpdir(), 'fidelity-'));
execFileSync('git', ['worktree', 'add', '--quiet', '--detach', tree, 'HEAD']);
symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));

/** A run that takes longer hangs. */
const LIMIT_MS = 300_000;

/** What a test said; a file that could not be read, or did not end, says nothing. */
interface Told {
  readonly test: string;
  readonly title: string;
  readonly passed: boolean;
}

let runner: Promise<Vitest> | null = null;
const start = (): Promise<Vitest> =>
  createVitest('test', { root: tree, config: join(tree, 'vitest.config.ts'), watch: false, reporters: [{}] });

/** What the tests of these files said, all or those with these titles; null when they did not end. */
async function told(files: readonly string[], titles: readonly string[]): Promise<readonly Told[] | null> {
  runner ??= start();
  const vitest = await runner;
  const patterns = titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  vitest.setGlobalTestNamePattern(new RegExp(patterns.join('|')));
  // Of the project that runs them: of the root's files nothing is forgotten when one changes.
  const specifications = await vitest.globTestSpecifications(files.map((file) => join(tree, file)));
  const late = new Promise<null>((done) => setTimeout(() => done(null), LIMIT_MS).unref());
  const run = await Promise.race([vitest.runTestSpecifications(specifications), late]);
  if (run === null) {
    runner = null;
    return null;
  }
  return run.testModules.flatMap((module) =>
    [...module.children.allTests()].flatMap((test) => {
      const { state } = test.result();
      if (state === 'skipped' || state === 'pending') return [];
      const title = test.fullName.replaceAll(' > ', ' ');
      return [{ test: module.relativeModuleId, title, passed: state === 'passed' }];
    }),
  );
}

const isMeant =
  (pair: Pair) =>
  ({ test, title }: Told): boolean =>
    test === pair.test && title.includes(pair.title);

const wholeFiles = new Map<string, readonly Told[] | null>();

/** What is wrong with the tests of a pair on code that is whole; null: they pass. */
async function wrongWhole(pair: Pair): Promise<string | null> {
  const { test } = pair;
  if (!wholeFiles.has(test)) wholeFiles.set(test, await told([test], ['']));
  const whole = wholeFiles.get(test) ?? null;
  if (whole === null) return 'TESTS DID NOT END';
  const meant = whole.filter(isMeant(pair));
  if (meant.length === 0) return 'NO TEST of this title';
  return meant.every(({ passed }) => passed) ? null : 'FAILS ON WHOLE CODE';
}

/** What the pairs of one code come to when it is broken. */
async function judge(code: string, mine: readonly Pair[]): Promise<ReadonlyMap<Pair, string>> {
  const [path = '', name = ''] = code.split('#');
  const at = join(tree, path);
  const found = findCode(at, name);
  if (found === undefined) return new Map(mine.map((pair) => [pair, 'NO SUCH CODE in the committed tree']));
  const words = new Map<Pair, string>();
  for (const pair of mine) {
    const wrong = await wrongWhole(pair);
    if (wrong !== null) words.set(pair, wrong);
  }
  const put = async (text: string): Promise<void> => {
    writeFileSync(at, text);
    (await runner)?.invalidateFile(at);
  };
  await put(broken(found));
  const files = [...new Set(mine.map(({ test }) => test))];
  const after = await told(
    files,
    mine.map(({ title }) => title),
  );
  await put(found.source);
  for (const pair of mine) {
    if (words.has(pair)) continue;
    const meant = after?.filter(isMeant(pair)) ?? [];
    const passes = meant.length > 0 && meant.every(({ passed }) => passed);
    words.set(pair, passes ? 'PASSES ON BROKEN CODE' : 'fails when broken');
  }
  return words;
}

let bad = 0;
try {
  const tried = chosen();
  for (const code of new Set(tried.map((pair) => pair.code))) {
    const mine = tried.filter((pair) => pair.code === code);
    for (const [pair, word] of await judge(code, mine)) {
      if (word !== 'fails when broken') bad++;
      console.log(`${word.padEnd(22)} ${pair.id.padEnd(8)} ${code}  ${pair.test} “${pair.title}”`);
    }
  }
} finally {
  rmSync(join(tree, 'node_modules'));
  execFileSync('git', ['worktree', 'remove', '--force', tree]);
  rmSync(tree, { recursive: true, force: true });
}
console.log(bad === 0 ? 'every pair that was tried is carried' : `${bad} pairs are not carried`);
process.exit(bad === 0 ? 0 : 1);
