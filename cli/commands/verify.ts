import { join } from 'node:path';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Shard } from '../../properties/campaign/shard.ts';
import type { ShardResults } from '../../properties/verify.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { type Io, UsageError } from '../io.ts';
import { revisionNames, revisionOption, workloadNames, workloadOption } from '../named.ts';
import { count } from '../progress.ts';
import { publish, REPORT_FOLDER } from '../report/publish.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { search, type VerifyRequest } from '../search.ts';
import { encodeShard, parseShard, shardFileName } from '../shards.ts';
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
    budget: { type: 'string', value: 'smoke|default|deep', says: 'how many executions and states' },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
    shard: {
      type: 'string',
      value: 'I/N',
      says: 'only the part that falls to machine I of N; `merge` makes the report of all of them (docs/ci.md)',
    },
    report: {
      type: 'string',
      value: 'DIR',
      says: `where the report is written; ${REPORT_FOLDER}/ unless given`,
    },
    json: { type: 'boolean', says: 'the report as JSON: the same seed gives the same bytes' },
  },
  examples: [
    ['npm run verify', 'the stored workloads on every revision'],
    ['npm run verify -- --workload my.json', 'your workload'],
    ['npm run verify -- --revision series-2026 --seed 7', 'one revision, another search'],
    ['npm run -s verify -- --seed 7 --json > report.json', 'for scripts; times are in report/timing.json'],
  ],
  async run(args, io) {
    const request = requestOf(args);
    const shard = args.text('shard');
    if (shard !== null) return verifyShard(parseShard(shard), request, args, io);
    const startMs = io.clockMs();
    const report = await search<VerifyRequest, VerifyReport>(
      'verify',
      request,
      `searching the model and ${request.revisions.join(', ')}; Ctrl-C prints what was found until then`,
      io,
    );
    return publish(
      report,
      { folder: folderOf(args), json: args.flag('json'), asked: askedFor(args), startMs },
      io,
    );
  },
};

/** Searches the share of a shard and writes what it found for `merge`, which looks into it. */
async function verifyShard(shard: Shard, request: VerifyRequest, args: Args, io: Io): Promise<ExitCode> {
  const name = `shard ${shard.index}/${shard.count}`;
  const results = await search<VerifyRequest & { readonly shard: Shard }, ShardResults | null>(
    'shard',
    { ...request, shard },
    `searching ${name}; Ctrl-C ends it, and nothing is written`,
    io,
  );
  if (results === null) {
    io.out(`${name} was interrupted: nothing written\n`);
    return exitCodeOf([], true);
  }
  const file = join(folderOf(args), 'shards', shardFileName(shard));
  writeOutput(file, encodeShard({ shard, request, asked: askedFor(args), results }));
  const cells = results.stacks.flatMap((stack) => stack.cells);
  const executions = cells.reduce((sum, { result }) => sum + result.executions, 0);
  const broken = [
    ...new Set(cells.flatMap(({ result }) => result.found.map((f) => f.violation.rule))),
  ].sort();
  io.out(
    args.flag('json')
      ? `${JSON.stringify({ shard, file, cells: cells.length, executions, broken })}\n`
      : `${name}: ${count(cells.length)} cells, ${count(executions)} executions; rules that broke: ${broken.join(', ') || 'none'}\n` +
          `${file} has them; what they mean is said when all shards are merged\nNext: npm run merge\n`,
  );
  return 0;
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
    budget: args.oneOf('budget', ['smoke', 'default', 'deep'], 'default'),
    revisions:
      named.length > 0
        ? [...new Set([...revisionNames, ...named])].filter((name) => named.includes(name))
        : revisionNames,
    workloads,
  };
}

/** The options that say what is searched, beside seed and budget, as they were given. */
function askedFor(args: Args): readonly string[] {
  return ['revision', 'workload'].flatMap((name) => args.texts(name).flatMap((text) => [`--${name}`, text]));
}

/** Cells are named by their workload, so two of one name would be one. */
function refuseTwins(workloads: readonly Workload[]): void {
  const names = new Set<string>();
  for (const { name } of workloads) {
    if (names.has(name)) throw new UsageError(`two workloads are called "${name}"`);
    names.add(name);
  }
}
