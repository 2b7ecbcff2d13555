import { defectiveName, defects } from '../../impl/driver/defects/index.ts';
import { revisions as allRevisions, type DefectiveName, revisionNamed } from '../../impl/driver/revisions.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { encodeCounterexample } from '../../properties/counterexample/format.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import type { RevisionName, VerifyOptions, VerifyProgress } from '../../properties/verify.ts';
import type { FindingReport, VerifyReport } from '../../properties/verify-report.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { Progress } from '../progress.ts';
import { aftermath } from '../report/aftermath.ts';
import { DEFAULT_SEED, type ToldFinding, verdictWords } from '../report/report.ts';
import { terminalReport } from '../report/terminal.ts';
import { tell } from '../report/told.ts';
import { startTask } from '../task.ts';
import { VerifyPhases } from '../verify-progress.ts';
import { readWorkload } from '../workload-file.ts';

/** What the worker is given. */
export type VerifyRequest = Pick<VerifyOptions, 'seed' | 'budget' | 'revisions' | 'workloads'>;

const revisionNames = Object.keys(allRevisions) as readonly RevisionName[];
const defectiveNames = defects.map(({ id }) => defectiveName(id));
export const verify: Command = {
  name: 'verify',
  says: 'search the model and the revisions of the driver, print what breaks and how',
  operands: '',
  options: {
    revision: {
      type: 'string',
      value: revisionNames.join('|'),
      multiple: true,
      says: 'only this one, or reference+M69 for one with a seeded defect; may be given more than once',
    },
    workload: {
      type: 'string',
      value: 'FILE',
      multiple: true,
      says: 'this workload instead of those in properties/workloads/ (the format: docs/workloads.md); may be given more than once',
    },
    budget: { type: 'string', value: 'default|deep', says: 'how many executions and states' },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
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
    const searchedMs = io.clockMs();
    const told = report.revisions.flatMap(({ revision, findings }) =>
      findings.map((finding, i) => toldFinding(revision, finding, i + 1)),
    );
    io.out(
      args.flag('json')
        ? `${JSON.stringify(report, null, 2)}\n`
        : terminalReport({ report, told, asked: askedFor(args), paint: io.paint }),
    );
    writeTiming(report, searchedMs - startMs, io.clockMs() - startMs);
    return exitCodeOf(verdictWords(report), report.truncated);
  },
};

function requestOf(args: Args): VerifyRequest {
  const named = args.texts('revision');
  for (const name of named) {
    if (isRevision(name)) continue;
    const known = name.includes('+') ? defectiveNames : revisionNames;
    const lists = name.includes('+') ? 'npm run list -- defects' : undefined;
    throw new UsageError(`no revision "${name}": ${suggestion(name, known, lists)}`);
  }
  const files = args.texts('workload');
  const workloads = (files.length > 0 ? files : jsonFiles('properties/workloads')).map(readWorkload);
  refuseTwins(workloads);
  return {
    seed: args.integer('seed', DEFAULT_SEED, 0, 2 ** 31 - 1),
    budget: args.oneOf('budget', ['default', 'deep'], 'default'),
    revisions:
      named.length > 0
        ? [...revisionNames, ...named.filter(isDefective)].filter((name) => named.includes(name))
        : revisionNames,
    workloads,
  };
}

/** The options that say what is searched, beside seed and budget, as they were given. */
function askedFor(args: Args): readonly string[] {
  return ['revision', 'workload'].flatMap((name) => args.texts(name).flatMap((text) => [`--${name}`, text]));
}

function isRevision(name: string): name is RevisionName {
  return revisionNamed(name) !== null;
}

function isDefective(name: string): name is DefectiveName {
  return name.includes('+') && isRevision(name);
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

/** Runs a finding again, tells it, and stores what is new below report/found/. */
function toldFinding(revision: string, finding: FindingReport, nth: number): ToldFinding {
  const { counterexample, expected } = finding;
  const stored = expected ? storedFile(revision, finding) : null;
  const file = stored ?? `report/found/${revision}-${counterexample.rule}-${nth}.json`.toLowerCase();
  const replayed = replay(counterexample);
  const text = tell(counterexample, replayed, file);
  if (stored === null) {
    const rows = text.trimEnd().split('\n');
    writeOutput(file, encodeCounterexample({ ...counterexample, story: rows }));
  }
  return { revision, finding, file, story: text, after: aftermath(replayed) };
}

/** The file below counterexamples/ that the manifest names for an expected finding. */
function storedFile(revision: string, { counterexample }: FindingReport): string | null {
  const { rule, cure } = counterexample;
  const expected = manifestOf(revision).expected.find(
    (e) => e.rule === rule && e.cure.join() === (cure?.fixes ?? []).join(),
  );
  return expected === undefined ? null : `counterexamples/${expected.counterexample}`;
}

/** Times and rates, apart from everything that must be equal byte for byte. */
function writeTiming(report: VerifyReport, searchMs: number, totalMs: number): void {
  const executions = report.revisions
    .flatMap((r) => r.explored.epochs)
    .reduce((sum, epoch) => sum + epoch.executions, 0);
  const states = report.model.reduce((sum, model) => sum + model.states, 0);
  const timing = {
    searchMs: Math.round(searchMs),
    totalMs: Math.round(totalMs),
    executions,
    states,
    node: process.version,
  };
  writeOutput('report/timing.json', `${JSON.stringify(timing, null, 2)}\n`);
}
