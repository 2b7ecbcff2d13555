/**
 * Breaks each clause and statement of each fix of the reference driver, one at a time (`broken-fixes.ts`), and says which
 * rule condemns what is left, on which run.
 * Usage: npx tsx bench/reference/clauses.ts --rows FILE [--fix enter-gate,fair-exit] [--seeds 1] [--only 'defects/|default'] [--most 300] [--part 1/2] [--again]
 * A row a line is appended to FILE; what has a row there is not judged again, but with `--again`: first on the
 * run that showed it.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BrokenFix, brokenFixes, fixAlone, referenceNoting, referenceWith } from './broken-fixes.ts';
import { clausePrograms } from './clause-programs.ts';
import type { ClauseRow } from './clause-row.ts';
import { allBroken, digestOf, judged, runThrough, type Trial, trials } from './executions.ts';
import { isSame, type Outcome, whatFails, whatIsLater } from './outcome.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    fix: { type: 'string' },
    seeds: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    most: { type: 'string', default: '100000' },
    part: { type: 'string', default: '1/1' },
    survey: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
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
const programNames = new Set(clausePrograms.map(({ workload }) => workload.name));
const clauseTrials = new Set(all.filter(({ scenario }) => programNames.has(scenario.workload.name)));
const mutants = brokenFixes();
/** For each broken fix the runs that would notice, as far as one can tell without running it. */
const noticing = mutants.map((): Trial[] => []);
if (!values.alone) {
  const noted = new Set<number>();
  const watching = await referenceNoting(mutants, (nth) => noted.add(nth));
  for (const trial of all) {
    noted.clear();
    runThrough(watching, trial);
    for (const nth of noted) noticing[nth]?.push(trial);
  }
}

const kills = new Map<Trial, number>();
const known = new Map<Trial, string>();
/** Kinds of runs come by turns. */
const places = new Map(all.map((trial, i) => [trial, (i * 389) % all.length]));
const spread = (trial: Trial): number => places.get(trial) ?? 0;
const baseDigest = (trial: Trial): string => {
  const digest = known.get(trial) ?? digestOf(base, trial);
  known.set(trial, digest);
  return digest;
};

const outcomes = new Map<Trial, Outcome>();
/** What clients get of the reference where nothing but the driver says when what happens; null elsewhere. */
function usualOutcome(trial: Trial): Outcome | null {
  const { faults } = trial.scenario;
  const isTimed = [faults.muteFromUs, faults.protmFaultFromUs, faults.deadBootFromUs].some(
    (us) => us !== undefined,
  );
  if (!trial.isPlain || isTimed) return null;
  const known = outcomes.get(trial) ?? judged(base, trial).outcome;
  outcomes.set(trial, known);
  return known;
}

/** What is later by less than any sleep of a driver is not later. */
const LATER_US = 50;

async function judge(broken: BrokenFix, before: ClauseRow | undefined): Promise<ClauseRow> {
  const revision = await referenceWith(broken);
  const own = (trial: Trial): number => {
    if (trial.name === before?.on) return 3;
    if (clauseTrials.has(trial)) return 2;
    return trial.name.includes(broken.file.replace('.ts', '')) ? 1 : 0;
  };
  const mine = (noticing[mutants.findIndex((m) => keyOf(m) === keyOf(broken))] ?? [])
    .toSorted((a, b) => own(b) - own(a) || (kills.get(b) ?? 0) - (kills.get(a) ?? 0) || spread(a) - spread(b))
    .slice(0, most);
  const row = (fate: ClauseRow['fate'], by = '', on = ''): ClauseRow => {
    const { file, change, name } = broken;
    return { file, change, name, fate, by, on, runs: mine.length };
  };
  if (mine.length === 0) return row('not noticed');
  if (values.survey) return { ...row('seen', 'not judged'), runs: mine.length };
  let fails: ClauseRow | null = null;
  let latest: { readonly us: number; readonly row: ClauseRow } | null = null;
  let others: Trial | null = null;
  for (const trial of mine) {
    try {
      const { rule, outcome } = judged(revision, trial);
      if (rule !== null) {
        kills.set(trial, (kills.get(trial) ?? 0) + 1);
        return row('condemned', rule, trial.name);
      }
      const usual = usualOutcome(trial);
      if (usual === null) continue;
      const failing = whatFails(usual, outcome);
      if (failing !== null) fails ??= row('fails', failing, trial.name);
      if (!isSame(usual, outcome)) others ??= trial;
      const { what, us } = whatIsLater(usual, outcome);
      if (us >= LATER_US && us > (latest?.us ?? 0)) {
        latest = { us, row: row('later', `${what} by ${us / 1000} ms`, trial.name) };
      }
    } catch (error) {
      return row('throws', error instanceof Error ? error.message.slice(0, 120) : String(error), trial.name);
    }
  }
  if (fails !== null) return fails;
  if (latest !== null) return latest.row;
  if (others !== null) return row('seen', 'clients are told otherwise', others.name);
  const other = mine.find((trial) => digestOf(revision, trial) !== baseDigest(trial));
  return other === undefined ? row('same') : row('seen', '', other.name);
}

const wholeAlone = new Map<string, ReadonlySet<string>>();

/** What notices that a clause is gone where the fix stands alone on the series. */
async function judgeAlone(broken: BrokenFix): Promise<string | null> {
  const whole = await fixAlone(broken.file, null);
  const revision = await fixAlone(broken.file, broken);
  const own = (trial: Trial): number => (trial.name.includes(broken.file.replace('.ts', '')) ? 1 : 0);
  const mine = all
    .filter(
      ({ name }) =>
        name.startsWith('series-2026/') || name.startsWith('defects/') || name.includes(', default'),
    )
    .sort((a, b) => own(b) - own(a))
    .slice(0, most);
  for (const trial of mine) {
    try {
      const broke = allBroken(revision, trial);
      if (broke.size === 0) continue;
      const key = `${broken.file} ${trial.name}`;
      const before = wholeAlone.get(key) ?? allBroken(whole, trial);
      wholeAlone.set(key, before);
      const more = [...broke].find((rule) => !before.has(rule));
      if (more !== undefined) return `${more} on ${trial.name}`;
    } catch {
      // A driver without the other fixes may lead firmware where it stops.
    }
  }
  return null;
}

/** What no rule condemns. */
const open: readonly ClauseRow['fate'][] = ['fails', 'later', 'seen', 'same', 'not noticed'];
const wanted = mutants
  .filter(({ file }) => values.fix === undefined || values.fix.split(',').includes(file.replace('.ts', '')))
  .filter((_, i) => i % parts === part - 1);
for (const broken of wanted) {
  const before = rows.get(keyOf(broken));
  if (values.alone) {
    if (before === undefined || !open.includes(before.fate) || before.alone) continue;
    const row = { ...before, alone: await judgeAlone(broken) };
    rows.set(keyOf(row), row);
    appendFileSync(path, `${JSON.stringify(row)}\n`);
    continue;
  }
  if (before !== undefined && !values.again) continue;
  const row = await judge(broken, before);
  rows.set(keyOf(row), row);
  appendFileSync(path, `${JSON.stringify(row)}\n`);
}
if (parts === 1) {
  const inOrder = mutants.flatMap((b) => rows.get(keyOf(b)) ?? []);
  writeFileSync(path, inOrder.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
const count = new Map<string, number>();
for (const { fate } of rows.values()) count.set(fate, (count.get(fate) ?? 0) + 1);
console.log([...count].map(([fate, n]) => `${fate} ${n}`).join(', '));
