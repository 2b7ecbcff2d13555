import { spawnSync } from 'node:child_process';
import { type Defect, defectNamed, defects, openRows } from '../../impl/driver/defects/index.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { encodeWorkload } from '../../impl/userspace/workload-file.ts';
import { remembered } from '../../properties/campaign/memo.ts';
import { runCanary } from '../../properties/detect/canary.ts';
import { type MatrixRow, matrixRow, plainKill, survivor } from '../../properties/detect/matrix.ts';
import { searchDefect } from '../../properties/detect/record.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { type Io, UsageError } from '../io.ts';
import { Journal, journalPath } from '../journal.ts';
import { suggestion } from '../nearest.ts';
import { detectionPage } from '../report/detection.ts';
import { REPORT_FOLDER } from '../report/publish.ts';
import { columns } from '../report/table.ts';
import { sourcesDigest } from '../shards.ts';
import { readWorkload } from '../workload-file.ts';

/** Whether a defect was condemned, and by what. */
type Row = Pick<MatrixRow, 'id' | 'kill'>;

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
      says: 'with --deep, how often each strategy begins anew; 10 unless given',
    },
    report: {
      type: 'string',
      value: 'DIR',
      says: `with --deep, where what is finished is kept; ${REPORT_FOLDER}/ unless given`,
    },
    seeds: {
      type: 'string',
      value: 'N',
      says: 'random schedules of each program, at most, where the default schedules show nothing; 1 unless given',
    },
    json: { type: 'boolean', says: 'an object for each defect, as JSON' },
  },
  examples: [
    ['npm run detect', 'does it catch? every seeded defect, looked for anew'],
    ['npm run detect -- --defect M69', 'one of them'],
    ['npm run detect -- --deep', 'by every strategy, into docs/detection.md'],
  ],
  async run(args, io) {
    const wanted = wantedOf(args);
    const seeds = args.integer('seeds', 1, 0, 1000);
    const workloads = jsonFiles('properties/workloads').map(readWorkload);
    const { executions, missed } = runCanary(workloads, 4);
    if (missed.length > 0) {
      io.out(`the canary was not condemned in each of ${executions} runs: ${missed.join('; ')}\n`);
      return 1;
    }
    if (args.flag('deep')) return deep(wanted, args, workloads, seeds, io);
    const rows: Row[] = [];
    for (const defect of wanted) {
      const kill = looksFor(defect, args) ? searchDefect(defect, workloads, seeds) : null;
      const row: Row = { id: defect.id, kill: kill === null ? null : plainKill(kill) };
      rows.push(row);
      io.err(`${rows.length} of ${wanted.length}: ${defect.id} ${verdictOf(row)}\n`);
    }
    if (args.flag('json')) {
      io.out(
        `${JSON.stringify(rows.map((row) => ({ defect: row.id, verdict: verdictOf(row), condemned: row.kill })))}\n`,
      );
      return holesOf(rows).length === 0 ? 0 : 1;
    }
    io.out(columns([['defect', 'rule', 'strategy', 'program', 'runs', 'verdict'], ...rows.map(cells)]));
    io.out(`\n${summary(rows)}the canary was condemned in each of ${executions} runs\n`);
    return holesOf(rows).length === 0 ? 0 : 1;
  },
};

/** Runs of a strategy without a detection, at most. */
const MAX_RUNS = 60;

function deep(
  wanted: readonly Defect[],
  args: Args,
  workloads: readonly Workload[],
  seeds: number,
  io: Io,
): ExitCode {
  const series = args.integer('series', 10, 1, 1000);
  const options = { workloads, seeds, series, maxRuns: MAX_RUNS };
  const about = JSON.stringify({
    ...options,
    workloads: workloads.map(encodeWorkload),
    sources: sourcesDigest(),
  });
  const path = journalPath(args.text('report') ?? REPORT_FOLDER, about);
  const journal = new Journal(path, about);
  io.err(
    `${journal.size === 0 ? 'what is finished is kept in' : `${journal.size} finished, going on from`} ${path}\n`,
  );
  const rows = wanted.map((defect, i) => {
    const find = (): MatrixRow => (looksFor(defect, args) ? matrixRow(defect, options) : survivor(defect));
    const row = remembered(
      journal,
      `defect ${defect.id}${args.flag('survivors') ? ' surely' : ''}`,
      () => false,
      find,
    );
    io.err(`${i + 1} of ${wanted.length}: ${defect.id} ${verdictOf(row)}\n`);
    return row;
  });
  const asked = args.flag('survivors') ? ' --survivors' : '';
  const command = `npm run detect -- --deep --series ${series} --seeds ${seeds}${asked}`;
  const page = detectionPage(rows, { command, commit: commit(), series, maxRuns: MAX_RUNS });
  if (args.texts('defect').length > 0) io.out(page);
  else writeOutput('docs/detection.md', page);
  io.out(summary(rows));
  return holesOf(rows).length === 0 ? 0 : 1;
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

function cells({ id, kill }: Row): readonly string[] {
  const verdict = verdictOf({ id, kill });
  if (kill === null) return [id, '', '', '', '', verdict];
  const { rule, strategy, program, runs } = kill;
  return [id, rule, strategy, program, String(runs), verdict];
}

function verdictOf({ id, kill }: Row): string {
  if (kill !== null) return 'condemned';
  const why = survivalReason(id);
  return why === null ? 'SURVIVES: a hole' : `survives: ${why}`;
}

const holesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ id, kill }) => kill === null && survivalReason(id) === null);

function summary(rows: readonly Row[]): string {
  const condemned = rows.filter(({ kill }) => kill !== null).length;
  const holes = holesOf(rows).length;
  const explained = rows.length - condemned - holes;
  return [
    `${condemned} of ${rows.length} defects condemned, ${explained} survive with a reason, ${holes} without`,
    `not seeded: ${openRows.map(({ id, standing }) => `${id} (${standing})`).join(', ')}`,
    '',
  ].join('\n');
}
