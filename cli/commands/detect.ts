import { spawnSync } from 'node:child_process';
import { type Defect, defectNamed, defects, openRows } from '../../impl/driver/defects/index.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { encodeWorkload } from '../../impl/userspace/workload-file.ts';
import { moduleBeside } from '../../properties/campaign/worker.ts';
import type { MatrixRow } from '../../properties/detect/matrix.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import type { DetectProgress, DetectRequest, DetectResult, DetectRow } from '../detect-worker.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { UsageError } from '../io.ts';
import { journalPath, keptIn, staysIn } from '../journal.ts';
import { longTask } from '../long-task.ts';
import { suggestion } from '../nearest.ts';
import { counted } from '../progress.ts';
import { detectionPage } from '../report/detection.ts';
import { REPORT_FOLDER } from '../report/publish.ts';
import { columns, shellWord } from '../report/table.ts';
import { sourcesDigest } from '../shards.ts';
import { readWorkload } from '../workload-file.ts';

export const detect: Command = {
  name: 'detect',
  says: 'look for seeded defects: which rule condemns each first, by which strategy, after how many runs',
  operands: '',
  options: {
    defect: {
      type: 'string',
      value: 'ID',
      words: () => defects.map(({ id }) => id),
      multiple: true,
      says: 'only this one; may be given more than once',
    },
    deep: {
      type: 'boolean',
      says: 'how soon each strategy finds each, into docs/detection.md: takes hours; killed, the same line goes on',
    },
    survivors: {
      type: 'boolean',
      says: 'look for those too that survive for a stated reason: takes minutes',
    },
    series: {
      type: 'string',
      value: 'N',
      with: 'deep',
      says: 'how often each strategy begins anew; 10 unless given',
    },
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      with: 'deep',
      says: `where what is finished is kept; ${REPORT_FOLDER}/ unless given`,
    },
    seeds: {
      type: 'string',
      value: 'N',
      says: 'random schedules of each program, at most, where the default schedules show nothing; 1 unless given',
    },
    json: { type: 'boolean', says: 'as JSON: the canary, and an object for each defect' },
  },
  examples: [
    ['npm run detect', 'does it catch? every seeded defect, looked for anew'],
    ['npm run detect -- --defect M69', 'one of them'],
    ['npm run detect -- --deep', 'by every strategy, into docs/detection.md'],
  ],
  async run(args, io) {
    const wanted = wantedOf(args);
    const request = requestOf(wanted, args);
    const { deep } = request;
    const result = await longTask<DetectRequest, DetectProgress, DetectResult>(
      {
        entry: moduleBeside('../detect-worker', import.meta.url),
        request,
        says: `looking for ${counted(wanted.length, 'seeded defect')}; Ctrl-C prints what was found until then${deep === null ? '' : `\n${keptIn(deep.journal)}`}`,
        shown: ({ done, last }) => ({
          phase: 'looking for defects',
          unit: 'defects',
          done,
          total: wanted.length,
          findings: 0,
          coverage: `${last.id} ${verdictOf(last)}`,
        }),
      },
      io,
    );
    const code = codeOf(result);
    if (args.flag('json')) io.out(`${JSON.stringify(asJson(result, code))}\n`);
    else
      io.out(
        deep === null || result.stopped
          ? asText(result, wanted.length, code, args)
          : deepText(result.rows, args, deep),
      );
    // Blocks of a search share it, and nobody knows which is the last.
    if (deep !== null) io.err(staysIn(deep.journal));
    return code;
  },
};

/** Runs of a strategy without a detection, at most. */
const MAX_RUNS = 60;

function requestOf(wanted: readonly Defect[], args: Args): DetectRequest {
  const workloads = jsonFiles('properties/workloads').map(readWorkload);
  const seeds = args.integer('seeds', 1, 0, 1000);
  const looked = wanted.map((defect) => ({ id: defect.id, looked: looksFor(defect, args) }));
  return { wanted: looked, workloads, seeds, deep: deepOf(args, workloads, seeds) };
}

function deepOf(args: Args, workloads: readonly Workload[], seeds: number): DetectRequest['deep'] {
  if (!args.flag('deep')) return null;
  const series = args.integer('series', 10, 1, 1000);
  const options = { workloads: workloads.map(encodeWorkload), seeds, series, maxRuns: MAX_RUNS };
  const about = JSON.stringify({ ...options, sources: sourcesDigest() });
  const path = journalPath(args.text('report') ?? REPORT_FOLDER, about);
  return { series, maxRuns: MAX_RUNS, journal: { path, about }, surely: args.flag('survivors') };
}

/** 1 where something survives and nobody knows why, or does not survive as it is said to. */
export function codeOf({ canary, rows, stopped }: DetectResult): ExitCode {
  if (canary.missed.length > 0 || holesOf(rows).length > 0 || belied(rows).length > 0) return 1;
  return stopped ? exitCodeOf([], true) : 0;
}

/** What was found as JSON: the canary first, since what condemns nothing proves nothing. */
export function asJson({ canary, rows, stopped }: DetectResult, exitCode: ExitCode): unknown {
  const defects = rows.map((row) => ({ defect: row.id, verdict: verdictOf(row), condemned: row.kill }));
  return { canary, defects, stopped, exitCode };
}

function asText(result: DetectResult, wanted: number, code: ExitCode, args: Args): string {
  const { canary, rows } = result;
  const { executions, missed } = canary;
  const table = columns([['defect', 'rule', 'strategy', 'program', 'runs', 'verdict'], ...rows.map(cells)]);
  return [
    missed.length > 0
      ? `the canary was not condemned in each of ${executions} runs: ${missed.join('; ')}\n`
      : `${table}\n${summary(rows, args)}the canary was condemned in each of ${executions} runs\n`,
    `Verdict: ${verdict(result, wanted)}. Exit code ${code}\n`,
    `Next: ${nextOf(result, args)}\n`,
  ].join('');
}

function verdict({ canary, rows, stopped }: DetectResult, wanted: number): string {
  const holes = holesOf(rows).length;
  if (canary.missed.length > 0) return 'violated, the search misses what every run shows';
  if (holes > 0)
    return `violated, ${counted(holes, 'defect')} ${holes === 1 ? 'survives' : 'survive'} and nobody knows why`;
  const condemned = belied(rows).length;
  if (condemned > 0)
    return `violated, ${counted(condemned, 'defect')} ${condemned === 1 ? 'is' : 'are'} condemned and said to survive: to be stored, and no survivor`;
  if (stopped)
    return `unknown (truncated), not looked for to the end: ${counted(wanted - rows.length, 'defect')}`;
  return 'each is condemned, or survives for a stated reason';
}

/** Of a search that was stopped the same again; else what condemns, told: a hole first. */
function nextOf({ rows, stopped }: DetectResult, args: Args): string {
  if (stopped) {
    const flags = ['deep', 'survivors'].flatMap((name) => (args.flag(name) ? [`--${name}`] : []));
    const values = ['series', 'seeds', 'report'].flatMap((name) => {
      const text = args.text(name);
      return text === null ? [] : [`--${name}`, shellWord(text)];
    });
    const named = args.texts('defect').flatMap((id) => ['--defect', id]);
    const options = [...flags, ...values, ...named];
    return options.length === 0 ? 'npm run detect' : `npm run detect -- ${options.join(' ')}`;
  }
  const [first] = [...holesOf(rows), ...belied(rows), ...rows];
  return first === undefined ? 'npm run list -- defects' : `npm run explain -- ${first.id}`;
}

/** The matrix of how soon each strategy finds each defect, into docs/detection.md; of some defects it is only told. */
function deepText(
  rows: readonly DetectRow[],
  args: Args,
  { series, maxRuns, surely }: NonNullable<DetectRequest['deep']>,
): string {
  const seeds = args.integer('seeds', 1, 0, 1000);
  const command = `npm run detect -- --deep --series ${series} --seeds ${seeds}${surely ? ' --survivors' : ''}`;
  const bare = { rules: [], medians: {}, drawn: null, byRule: [], elsewhere: [] };
  const whole = rows.map((row): MatrixRow => ({ ...bare, ...row }));
  const page = detectionPage(whole, { command, commit: commit(), series, maxRuns });
  if (args.texts('defect').length > 0) return page + summary(rows, args);
  writeOutput('docs/detection.md', page);
  return summary(rows, args);
}

/** What survives for a stated reason takes the whole budget in vain: it is looked for when asked for. */
function looksFor({ id }: Defect, args: Args): boolean {
  return survivalReason(id) === null || args.flag('survivors') || args.texts('defect').length > 0;
}

/** The commit that is checked out, or what stands for one outside of a repository. */
function commit(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : 'unknown';
}

function wantedOf(args: Args): readonly Defect[] {
  const names = args.texts('defect');
  if (names.length === 0) return defects;
  return names.map((name) => {
    const defect = defectNamed(name);
    if (defect !== null) return defect;
    const known = defects.map(({ id }) => id);
    throw new UsageError(`no defect "${name}": ${suggestion(name, known, 'npm run list -- defects')}`);
  });
}

function cells({ id, kill }: DetectRow): readonly string[] {
  const verdict = verdictOf({ id, kill });
  if (kill === null) return [id, '', '', '', '', verdict];
  const { rule, strategy, program, runs } = kill;
  return [id, rule, strategy, program, String(runs), verdict];
}

function verdictOf({ id, kill }: DetectRow): string {
  const why = survivalReason(id);
  if (kill !== null) return why === null ? 'condemned' : 'condemned, and said to survive';
  return why === null ? 'SURVIVES: a hole' : `survives: ${why}`;
}

const holesOf = (rows: readonly DetectRow[]): readonly DetectRow[] =>
  rows.filter(({ id, kill }) => kill === null && survivalReason(id) === null);

/** Those that survive for a stated reason, it is said, and were condemned: the reason does not hold. */
const belied = (rows: readonly DetectRow[]): readonly DetectRow[] =>
  rows.filter(({ id, kill }) => kill !== null && survivalReason(id) !== null);

function summary(rows: readonly DetectRow[], args: Args): string {
  const condemned = rows.filter(({ kill }) => kill !== null).length;
  const holes = holesOf(rows).length;
  const explained = rows.length - condemned - holes;
  const open = openRows.map(({ id, standing }) => `${id} (${standing})`).join(', ');
  return [
    `${condemned} of ${counted(rows.length, 'defect')} condemned, ${explained} survive with a reason, ${holes} without`,
    // Of all that were asked for nothing is missing.
    ...(args.texts('defect').length > 0 ? [] : [`not seeded: ${open}`]),
    '',
  ].join('\n');
}
