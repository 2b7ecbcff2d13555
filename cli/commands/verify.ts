import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workload } from '../../impl/userspace/workload.ts';
import { encodeWorkload } from '../../impl/userspace/workload-file.ts';
import type { Shard } from '../../properties/campaign/shard.ts';
import type { ShardResults } from '../../properties/verify-options.ts';
import type { Budget, VerifyReport } from '../../properties/verify-report.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { type Io, UsageError } from '../io.ts';
import { type JournalPlace, journalPath, keptIn, removeJournal, staysIn } from '../journal.ts';
import { SAVE_INTERVAL_MS } from '../model/checkpoint-file.ts';
import { revisionNames, revisionOption, workloadNames, workloadOption } from '../named.ts';
import { suggestion } from '../nearest.ts';
import { counted } from '../progress.ts';
import type { Absent } from '../report/absent.ts';
import { publish, REPORT_FOLDER } from '../report/publish.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { notEnded, reporting } from '../report/reporting.ts';
import { shellWord } from '../report/table.ts';
import { search, type VerifyRequest } from '../search.ts';
import type { ShardRequest } from '../shard-worker.ts';
import { encodeShard, parseShard, shardFileName, sourcesDigest } from '../shards.ts';
import type { TimedRequest } from '../verify-worker.ts';
import { readWorkload } from '../workload-file.ts';

export const verify: Command = {
  name: 'verify',
  says: 'search the model and the revisions of the driver, print what breaks and how',
  operands: '',
  options: {
    revision: {
      type: 'string',
      value: revisionNames.join('|'),
      multiple: true,
      says: 'only this one, or reference+M69 with a seeded defect, or series-2026+enter-gate with a fix; may be given more than once',
    },
    workload: {
      type: 'string',
      value: 'NAME|FILE',
      words: workloadNames,
      multiple: true,
      says: 'this workload, or a stored one by its name, instead of those in properties/workloads/ (docs/workloads.md); may be given more than once',
    },
    budget: {
      type: 'string',
      value: 'smoke|default|deep|TIME',
      says: 'how many executions and states; smoke: a minute, what it does not reach is no failure; 30m or 2h: the deep search, for so long',
    },
    deep: {
      type: 'boolean',
      says: 'the deep search: what it has finished is kept, and the same command goes on from there',
    },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
    shard: {
      type: 'string',
      value: 'I/N',
      says: 'only the part that falls to machine I of N; `merge` makes the report of all of them (docs/ci.md); with --deep the same command goes on where it was stopped',
    },
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      usual: REPORT_FOLDER,
      says: `where the report is written; ${REPORT_FOLDER}/ unless given`,
    },
    verbose: {
      type: 'boolean',
      says: 'name what was searched and what was not covered, on the terminal too, instead of counting it',
    },
    json: { type: 'boolean', says: 'the report as JSON: the same seed gives the same bytes' },
  },
  examples: [
    ['npm run verify', 'the stored workloads on every revision'],
    ['npm run verify -- --workload my.json', 'your workload'],
    ['npm run verify -- --revision series-2026 --seed 7', 'one revision, another search'],
    [
      'npm run verify -- --budget smoke',
      'for each merge request: whether everything works together, and what is stored replays',
    ],
    ['npm run verify -- --deep --budget 30m', 'half an hour; killed or not, the same line goes on'],
    ['npm run -s verify -- --seed 7 --json > report.json', 'for scripts; times are in report/timing.json'],
  ],
  async run(args, io) {
    const request = requestOf(args);
    const shard = args.text('shard');
    if (shard === null) {
      return reporting(folderOf(args), notEnded, io, () => verifyAll(request, args, io));
    }
    if (secondsOf(args) !== null)
      throw new UsageError('a shard has no time of its own: give --budget smoke, default or deep');
    const part = parseShard(shard);
    return reporting(folderOf(args), inShards, io, () => verifyShard(part, request, args, io));
  },
};

/** Until `merge` writes the report of a search in shards. */
const inShards: Absent = {
  what: 'a search in shards has no report yet',
  why: 'Shards were searched, or are: `npm run merge` looks into what all of them found and writes the report.',
  exitCode: 3,
};

/** A scope of the model takes minutes: whoever kills it in the first seconds loses those. */
const modelIsSaved = `the search of the model is saved every ${SAVE_INTERVAL_MS / 1000} s, for the first time after as long`;

/** Searches everything on this machine and publishes what it found. */
async function verifyAll(request: VerifyRequest, args: Args, io: Io): Promise<ExitCode> {
  const startMs = io.clockMs();
  const seconds = secondsOf(args);
  const journal = request.budget === 'deep' ? journalOf(request, folderOf(args)) : null;
  const report = await search<TimedRequest, VerifyReport>(
    'verify',
    { ...request, seconds, journal },
    `searching the model and ${request.revisions.join(', ')}; Ctrl-C prints what was found until then` +
      (journal === null ? '' : `\n${keptIn(journal)}; ${modelIsSaved}`),
    io,
  );
  const code = publish(
    report,
    {
      folder: folderOf(args),
      json: args.flag('json'),
      verbose: args.flag('verbose'),
      asked: askedFor(args),
      startMs,
    },
    io,
  );
  if (journal === null) return code;
  // What has a time goes on when it is given more.
  if (seconds === null && !report.truncated) removeJournal(journal);
  else io.err(staysIn(journal));
  return code;
}

/** Searches the share of a shard and writes what it found for `merge`, which looks into it. */
async function verifyShard(shard: Shard, request: VerifyRequest, args: Args, io: Io): Promise<ExitCode> {
  const name = `shard ${shard.index}/${shard.count}`;
  const file = join(folderOf(args), 'shards', shardFileName(shard));
  // One of an earlier search would be merged with the others of this one.
  rmSync(file, { force: true });
  const journal = request.budget === 'deep' ? journalOf(request, folderOf(args), shard) : null;
  const results = await search<ShardRequest, ShardResults | null>(
    'shard',
    { ...request, shard, journal },
    journal === null
      ? `searching ${name}; Ctrl-C ends it, and nothing is written`
      : `searching ${name}; Ctrl-C ends it, and the same command goes on\n${keptIn(journal)}; ${modelIsSaved}`,
    io,
  );
  if (results === null) {
    const exitCode = exitCodeOf([], true);
    io.out(
      args.flag('json')
        ? `${JSON.stringify({ shard, file: null, exitCode })}\n`
        : `${name} was interrupted: ${journal === null ? 'nothing written' : 'nothing for `merge` is written yet'}\nNext: npm run verify -- ${sameAgain(args).map(shellWord).join(' ')}\n`,
    );
    if (journal !== null) io.err(staysIn(journal));
    return exitCode;
  }
  writeOutput(file, encodeShard({ shard, request, asked: askedFor(args), results }));
  if (journal !== null) removeJournal(journal);
  const cells = results.stacks.flatMap((stack) => stack.cells);
  const executions = cells.reduce((sum, { result }) => sum + result.executions, 0);
  const broken = [
    ...new Set(cells.flatMap(({ result }) => result.found.map((f) => f.violation.rule))),
  ].sort();
  io.out(
    args.flag('json')
      ? `${JSON.stringify({ shard, file, cells: cells.length, executions, broken })}\n`
      : `${name}: ${counted(cells.length, 'cell')}, ${counted(executions, 'execution')}; rules that broke: ${broken.join(', ') || 'none'}\n` +
          `${file} has them; what they mean is said when all shards are merged\nNext: npm run merge\n`,
  );
  return 0;
}

/** The options of a shard as they were given, but for how it tells. */
const sameAgain = (args: Args): readonly string[] => [
  ...askedFor(args),
  ...['shard', 'budget', 'seed', 'report'].flatMap((name) => {
    const text = args.text(name);
    return text === null ? [] : [`--${name}`, text];
  }),
  ...(args.flag('deep') ? ['--deep'] : []),
];

/** Where what was finished is kept, by what is searched: the same command finds it again. */
function journalOf(request: VerifyRequest, folder: string, shard: Shard | null = null): JournalPlace {
  const workloads = request.workloads.map(encodeWorkload);
  const part = shard === null ? {} : { shard };
  const about = JSON.stringify({ ...request, ...part, workloads, sources: sourcesDigest() });
  return { path: journalPath(folder, about), about };
}

const DURATION = /^(\d{1,4}(?:\.\d)?)(s|m|h)$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The time that the search is given, or null. */
function secondsOf(args: Args): number | null {
  const [, amount, unit = ''] = DURATION.exec(args.text('budget') ?? '') ?? [];
  return amount === undefined ? null : Number(amount) * (SECONDS[unit] ?? 0);
}

const budgets = ['smoke', 'default', 'deep'] as const;

function budgetOf(args: Args): Budget {
  const text = args.text('budget');
  if (text === null) return args.flag('deep') ? 'deep' : 'default';
  if (secondsOf(args) !== null) return 'deep';
  const budget = budgets.find((word) => word === text);
  if (budget === undefined) {
    throw new UsageError(`--budget knows no "${text}": ${suggestion(text, [...budgets, '30m', '2h'])}`);
  }
  if (args.flag('deep') && budget !== 'deep') {
    throw new UsageError(
      `--deep is a budget of its own: leave --budget ${budget} out, or give a time as 30m`,
    );
  }
  return budget;
}

const folderOf = (args: Args): string => args.text('report') ?? REPORT_FOLDER;

function requestOf(args: Args): VerifyRequest {
  const named = args.texts('revision').map(revisionOption);
  const files = args.texts('workload');
  const workloads =
    files.length > 0 ? files.map(workloadOption) : jsonFiles('properties/workloads').map(readWorkload);
  refuseTwins(workloads);
  return {
    seed: args.integer('seed', DEFAULT_SEED, 0, 2 ** 31 - 1),
    budget: budgetOf(args),
    revisions:
      named.length > 0
        ? [...new Set([...revisionNames, ...named])].filter((name) => named.includes(name))
        : revisionNames,
    workloads,
  };
}

/** The options that say what is searched, beside seed and a budget that is a word, as they were given. */
function askedFor(args: Args): readonly string[] {
  const time = secondsOf(args) === null ? [] : ['--budget', args.text('budget') ?? ''];
  const named = ['revision', 'workload'].flatMap((name) =>
    args.texts(name).flatMap((text) => [`--${name}`, text]),
  );
  return [...named, ...time];
}

/** Cells are named by their workload, so two of one name would be one. */
function refuseTwins(workloads: readonly Workload[]): void {
  const names = new Set<string>();
  for (const { name } of workloads) {
    if (names.has(name)) throw new UsageError(`two workloads are called "${name}"`);
    names.add(name);
  }
}
