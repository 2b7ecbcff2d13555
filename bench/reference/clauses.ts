/**
 * Breaks each clause and statement of each fix of the reference driver, one at a time (`broken-fixes.ts`), and says which
 * rule condemns what is left, on which run.
 * Usage: npx tsx bench/reference/clauses.ts --rows FILE [--fix enter-gate,fair-exit] [--seeds 1] [--only 'defects/|default'] [--most 300] [--part 1/2] [--again]
 * A row a line is appended to FILE; what has a row there is not judged again, but with `--again` what nothing condemned.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BrokenFix, brokenFixes, functionOf, referenceWith } from './broken-fixes.ts';
import { breaks, calledIn, digestOf, type Trial, trials } from './executions.ts';

/** What became of a broken fix. */
export interface ClauseRow {
  readonly file: string;
  readonly change: string;
  readonly name: string;
  /**
   * `condemned` by a rule; `throws`, the simulator stops it, as lockdep would; `seen`, runs differ and keep every rule;
   * `same`, no run differs in any state, operation or event; `not reached`.
   */
  readonly fate: 'condemned' | 'throws' | 'seen' | 'same' | 'not reached';
  /** The rule, or what is thrown. */
  readonly by: string;
  /** The first run that shows it. */
  readonly on: string;
  /** Runs that come to the function. */
  readonly runs: number;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    fix: { type: 'string' },
    seeds: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    most: { type: 'string', default: '100000' },
    part: { type: 'string', default: '1/1' },
    again: { type: 'boolean', default: false },
  },
});
const { rows: path } = values;
if (path === undefined) throw new Error('--rows FILE says where the rows go');
const [part = 0, parts = 0] = values.part.split('/').map(Number);
const most = Number(values.most);

const rows = new Map<string, ClauseRow>();
const keyOf = ({ file, name }: { readonly file: string; readonly name: string }): string => `${file} ${name}`;
if (existsSync(path)) {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as ClauseRow;
    rows.set(keyOf(row), row);
  }
}

const base = await referenceWith(null);
const only = new RegExp(values.only);
const all = trials(Number(values.seeds)).filter(({ name }) => only.test(name));
/** Which functions of the fixes a run comes to. */
const reached = new Map(all.map((trial) => [trial, calledIn(base, trial)]));

const kills = new Map<Trial, number>();
const known = new Map<Trial, string>();
const baseDigest = (trial: Trial): string => {
  const digest = known.get(trial) ?? digestOf(base, trial);
  known.set(trial, digest);
  return digest;
};

async function judge(broken: BrokenFix): Promise<ClauseRow> {
  const revision = await referenceWith(broken);
  const where = functionOf(broken);
  const comes = (trial: Trial): boolean =>
    [...(reached.get(trial) ?? [])].some((f) =>
      where.name === null ? true : f === `${where.fix}.${where.name}`,
    );
  const own = (trial: Trial): number => (trial.name.includes(where.fix) ? 1 : 0);
  const mine = all
    .filter(comes)
    .sort((a, b) => own(b) - own(a) || (kills.get(b) ?? 0) - (kills.get(a) ?? 0))
    .slice(0, most);
  const row = (fate: ClauseRow['fate'], by = '', on = ''): ClauseRow => {
    const { file, change, name } = broken;
    return { file, change, name, fate, by, on, runs: mine.length };
  };
  if (mine.length === 0) return row('not reached');
  let thrown: ClauseRow | null = null;
  for (const trial of mine) {
    try {
      const rule = breaks(revision, trial);
      if (rule === null) continue;
      kills.set(trial, (kills.get(trial) ?? 0) + 1);
      return row('condemned', rule, trial.name);
    } catch (error) {
      // A driver that is that wrong on one run may be condemned on another.
      thrown ??= row(
        'throws',
        error instanceof Error ? error.message.slice(0, 120) : String(error),
        trial.name,
      );
      return thrown;
    }
  }
  const other = mine.find((trial) => digestOf(revision, trial) !== baseDigest(trial));
  return other === undefined ? row('same') : row('seen', '', other.name);
}

const wanted = brokenFixes()
  .filter(({ file }) => values.fix === undefined || values.fix.split(',').includes(file.replace('.ts', '')))
  .filter((_, i) => i % parts === part - 1);
for (const broken of wanted) {
  const before = rows.get(keyOf(broken));
  const open =
    before === undefined || (values.again && ['seen', 'same', 'not reached'].includes(before.fate));
  if (!open) continue;
  const row = await judge(broken);
  rows.set(keyOf(row), row);
  appendFileSync(path, `${JSON.stringify(row)}\n`);
}
if (parts === 1) {
  const inOrder = brokenFixes().flatMap((b) => rows.get(keyOf(b)) ?? []);
  writeFileSync(path, inOrder.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
const count = new Map<string, number>();
for (const { fate } of rows.values()) count.set(fate, (count.get(fate) ?? 0) + 1);
console.log([...count].map(([fate, n]) => `${fate} ${n}`).join(', '));
