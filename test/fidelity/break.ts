/**
 * Breaks code that docs/fidelity.md names and looks whether the test that it names fails.
 *
 *   npx tsx test/fidelity/break.ts --sample 10 --seed 1     pairs at random
 *   npx tsx test/fidelity/break.ts --all                    every pair
 *   npx tsx test/fidelity/break.ts --only A.2.3,D.4-6       these statements, and those of these sections
 *
 * Works on a copy of the committed tree. A function returns at once and does nothing, a number becomes another.
 * Exit code 1 when a test passes on broken code, or does not pass on code that is whole.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
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

interface Told {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** What the tests of a file said, all or those with a title; null when they could not be run. */
function told(test: string, title?: string): Told | null {
  const pattern = title?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    test,
    ...(pattern === undefined ? [] : ['-t', pattern]),
    '--reporter=json',
  ];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 300_000,
  });
  const found = /^\{.*\}$/m.exec(stdout)?.[0];
  return found === undefined ? null : (JSON.parse(found) as Told);
}

const wholeFiles = new Map<string, Told | null>();

/** What is wrong with the tests of a pair on code that is whole; null: they pass. */
function wrongWhole({ test, title }: Carried): string | null {
  if (!wholeFiles.has(test)) wholeFiles.set(test, told(test));
  const whole = wholeFiles.get(test) ?? null;
  if (whole === null) return 'TESTS DID NOT END';
  const results = whole.testResults.flatMap((file) => file.assertionResults);
  const meant = results.filter(({ fullName }) => fullName.includes(title));
  if (meant.length === 0) return 'NO TEST of this title';
  return meant.every(({ status }) => status === 'passed') ? null : 'FAILS ON WHOLE CODE';
}

let bad = 0;
try {
  for (const pair of chosen()) {
    const [path = '', name = ''] = pair.code.split('#');
    const at = join(tree, path);
    const code = findCode(at, name);
    const wrong = wrongWhole(pair);
    let word: string;
    if (code === undefined) word = 'NO SUCH CODE in the committed tree';
    else if (wrong !== null) word = wrong;
    else {
      writeFileSync(at, broken(code));
      word = told(pair.test, pair.title)?.success === true ? 'PASSES ON BROKEN CODE' : 'fails when broken';
      writeFileSync(at, code.source);
    }
    if (word !== 'fails when broken') bad++;
    console.log(`${word.padEnd(22)} ${pair.id.padEnd(8)} ${pair.code}  ${pair.test} “${pair.title}”`);
  }
} finally {
  rmSync(join(tree, 'node_modules'));
  execFileSync('git', ['worktree', 'remove', '--force', tree]);
  rmSync(tree, { recursive: true, force: true });
}
console.log(bad === 0 ? 'every pair that was tried is carried' : `${bad} pairs are not carried`);
process.exitCode = bad === 0 ? 0 : 1;
