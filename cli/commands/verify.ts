import { revisions as allRevisions } from '../../impl/driver/revisions.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { RevisionName, VerifyOptions, VerifyProgress } from '../../properties/verify.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { jsonFiles } from '../files.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { Progress } from '../progress.ts';
import { publish } from '../report/publish.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { startTask } from '../task.ts';
import { VerifyPhases } from '../verify-progress.ts';
import { readWorkload } from '../workload-file.ts';

/** What the worker is given. */
export type VerifyRequest = Pick<VerifyOptions, 'seed' | 'budget' | 'revisions' | 'workloads'>;

/** Where a report goes for which no folder is given. */
export const REPORT_FOLDER = 'report';

const revisionNames = Object.keys(allRevisions) as readonly RevisionName[];
export const verify: Command = {
  name: 'verify',
  says: 'search the model and the revisions of the driver, print what breaks and how',
  operands: '',
  options: {
    revision: {
      type: 'string',
      value: revisionNames.join('|'),
      multiple: true,
      says: 'only this one; may be given more than once',
    },
    workload: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      says: 'this workload instead of those in properties/workloads/ (the format: docs/workloads.md); may be given more than once',
    },
    budget: { type: 'string', value: 'default|deep', says: 'how many executions and states' },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
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
    const startMs = io.clockMs();
    const report = await search(request, io);
    return publish(
      report,
      {
        folder: args.text('report') ?? REPORT_FOLDER,
        json: args.flag('json'),
        asked: askedFor(args),
        startMs,
      },
      io,
    );
  },
};

function requestOf(args: Args): VerifyRequest {
  const named = args.texts('revision');
  for (const name of named) {
    if (!isRevision(name)) throw new UsageError(`no revision "${name}": ${suggestion(name, revisionNames)}`);
  }
  const files = args.texts('workload');
  const workloads = (files.length > 0 ? files : jsonFiles('properties/workloads')).map(readWorkload);
  refuseTwins(workloads);
  return {
    seed: args.integer('seed', DEFAULT_SEED, 0, 2 ** 31 - 1),
    budget: args.oneOf('budget', ['default', 'deep'], 'default'),
    revisions: named.length > 0 ? revisionNames.filter((name) => named.includes(name)) : revisionNames,
    workloads,
  };
}

/** The options that say what is searched, beside seed and budget, as they were given. */
function askedFor(args: Args): readonly string[] {
  return ['revision', 'workload'].flatMap((name) => args.texts(name).flatMap((text) => [`--${name}`, text]));
}

function isRevision(name: string): name is RevisionName {
  return revisionNames.some((known) => known === name);
}

/** Cells are named by their workload, so two of one name would be one. */
function refuseTwins(workloads: readonly Workload[]): void {
  const names = new Set<string>();
  for (const { name } of workloads) {
    if (names.has(name)) throw new UsageError(`two workloads are called "${name}"`);
    names.add(name);
  }
}

/** Searches in a worker; Ctrl-C once asks it to return what it has, twice ends the process. */
async function search(request: VerifyRequest, io: Io): Promise<VerifyReport> {
  const progress = new Progress(io);
  const phases = new VerifyPhases(request.revisions);
  const task = startTask<VerifyRequest, VerifyProgress, VerifyReport>(
    new URL('../verify-worker.ts', import.meta.url),
    request,
    (state) => progress.update(phases.shown(state)),
  );
  const unwatch = onInterrupt(io, () => {
    task.stop();
    progress.end();
  });
  io.err(
    `searching the model and ${request.revisions.join(', ')}; Ctrl-C prints what was found until then\n`,
  );
  try {
    return await task.result;
  } finally {
    unwatch();
    progress.end();
  }
}
