import { renameSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Step } from '../../impl/userspace/workload.ts';
import { moduleBeside } from '../../properties/campaign/worker.ts';
import { type Counterexample, countAssumed } from '../../properties/counterexample/counterexample.ts';
import { encodeCounterexample } from '../../properties/counterexample/format.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { packageRoot } from '../../properties/package-root.ts';
import { plural } from '../../properties/plural.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { jsonFiles, located, readStored, writeOutput } from '../files.ts';
import { UsageError } from '../io.ts';
import { longTask } from '../long-task.ts';
import { count, counted } from '../progress.ts';
import { columns, shellWord } from '../report/table.ts';
import { tell } from '../report/told.ts';
import type { ShrinkProgress, ShrinkRequest } from '../shrink-worker.ts';
import { readWorkload } from '../workload-file.ts';

const RUNS = 10_000;
const ENUMERATION = 20_000;

export const shrink: Command = {
  name: 'shrink',
  says: 'make a counterexample smaller: fewer groups, commands, assumptions and decisions, each really re-run',
  operands: 'FILE',
  options: {
    out: {
      type: 'string',
      writes: 'file',
      value: 'FILE',
      says: 'where the smaller one goes; into the same file unless given. Every second it is written as it stands',
    },
    runs: { type: 'string', value: 'N', says: `executions in shrinking, at most; ${RUNS} unless given` },
    enumeration: {
      type: 'string',
      value: 'N',
      says: `executions spent on showing that fewer decisions do not do, at most; ${ENUMERATION} unless given`,
    },
    facts: {
      type: 'boolean',
      says: 'then search with fewer assumptions and with other answers of firmware, and look for the point of no return',
    },
    json: { type: 'boolean', says: 'what became smaller, as JSON' },
  },
  examples: [
    ['npm run shrink -- report/found/series-2026-served-3f2a91c0.json', 'go on where shrinking was stopped'],
    ['npm run shrink -- FILE --out small.json --runs 100000', 'try harder, into another file'],
    [
      'npm run shrink -- report/found/series-2026-served-3f2a91c0.json --facts',
      'and find out what it hangs on, and from when on nothing can be done',
    ],
  ],
  async run(args, io) {
    const [file, ...rest] = args.operands;
    if (file === undefined) throw new UsageError('shrink what? a counterexample, as report/found/FILE.json');
    if (rest.length > 0) throw new UsageError(`shrink takes one file, not also "${rest[0]}"`);
    const out = args.text('out') ?? file;
    if (isStored(out)) {
      throw new UsageError(
        `${file} is one of the stored counterexamples: say with --out where a smaller one goes`,
      );
    }
    const before = readStored(file);
    const { stale } = replay(before);
    if (stale !== null) {
      const code = exitCodeOf(['violated']);
      io.out(
        args.flag('json')
          ? `${JSON.stringify({ file, rule: before.rule, stale, exitCode: code })}\n`
          : `${before.rule} (${before.instance}): STALE, ${stale}: there is nothing to shrink\n`,
      );
      return code;
    }
    const maxRuns = args.integer('runs', RUNS, 1, 2 ** 31 - 1);
    const request = {
      counterexample: before,
      maxRuns,
      maxEnumeration: args.integer('enumeration', ENUMERATION, 0, 2 ** 31 - 1),
      facts: args.flag('facts') ? jsonFiles('properties/workloads').map(readWorkload) : null,
    };
    const after = await longTask<ShrinkRequest, ShrinkProgress, Counterexample>(
      {
        entry: moduleBeside('../shrink-worker', import.meta.url),
        request,
        says: `shrinking ${file}; Ctrl-C keeps what it has come to, the same line goes on from there`,
        shown: ({ phase, runs, decisions, kept }) => {
          if (kept !== null) keep(out, kept);
          const coverage = `${plural(decisions, 'decision')} left`;
          return { phase, unit: 'runs', done: runs, total: 0, findings: 0, coverage };
        },
      },
      io,
    );
    const story = tell(after, replay(after), out);
    keep(out, { ...after, story: story.trimEnd().split('\n') });
    const { label, runs } = after.minimal;
    const done = label !== 'not shrunk to the end';
    const code: ExitCode = done ? 0 : 3;
    if (args.flag('json')) {
      const sizes = { before: sizeOf(before), after: sizeOf(after) };
      io.out(
        `${JSON.stringify({ file: out, rule: after.rule, ...sizes, label, runs, cure: after.cure?.fixes ?? null, exitCode: code })}\n`,
      );
      return code;
    }
    const asked = `${maxRuns === RUNS ? '' : ` --runs ${maxRuns}`}${args.flag('facts') ? ' --facts' : ''}`;
    const again = `npm run shrink -- ${shellWord(out)}${asked}`;
    io.out(
      `${sizeTable(before, after)}\n${story}\n${minimalLine(after)}\nNext: ${done ? `npm run replay -- ${shellWord(out)}` : again}\n`,
    );
    return code;
  },
};

/** Whether a path is that of a counterexample that the manifests know. */
function isStored(path: string): boolean {
  return !relative(join(packageRoot, 'counterexamples'), resolve(located(path))).startsWith('..');
}

/** Writes a counterexample so that a kill leaves the one before or this one. */
function keep(file: string, counterexample: Counterexample): void {
  writeOutput(`${file}.part`, encodeCounterexample(counterexample));
  renameSync(`${file}.part`, file);
}

/** What a reader has to go through. */
function sizeOf(counterexample: Counterexample): Readonly<Record<string, number>> {
  const { workload, schedule } = counterexample;
  const all = workload.processes.flatMap(({ script }) => flat(script));
  return {
    processes: workload.processes.length,
    groups: workload.processes.flatMap(({ groups }) => groups).length,
    steps: all.length + (workload.system?.length ?? 0),
    commands: all.reduce((sum, step) => sum + (step.op === 'submit' ? step.stream.length : 0), 0),
    assumptions: countAssumed(counterexample),
    decisions: schedule.length,
  };
}

const flat = (script: readonly Step[]): readonly Step[] =>
  script.flatMap((step) => (step.op === 'repeat' ? [step, ...flat(step.script)] : [step]));

function sizeTable(before: Counterexample, after: Counterexample): string {
  const now = sizeOf(after);
  return columns([
    ['', 'before', 'after'],
    ...Object.entries(sizeOf(before)).map(([what, n]) => [what, String(n), String(now[what] ?? 0)]),
  ]);
}

function minimalLine({ minimal: { label, runs, enumerated } }: Counterexample): string {
  const words = {
    'fewest delays': fewerText(enumerated ?? 0),
    '1-minimal':
      '1-minimal: no single edit makes it smaller; not all schedules with fewer decisions were run',
    'not shrunk to the end': 'not shrunk to the end: it was stopped, or the limit on runs was hit',
  } as const;
  return `${words[label]}. ${counted(runs, 'execution')} re-run`;
}

/** What "fewest" rests on; the default schedule has no decision. */
function fewerText(enumerated: number): string {
  if (enumerated === 0) return 'fewest delays: the default schedule shows it';
  const all =
    enumerated === 1
      ? 'the default schedule keeps'
      : `all ${count(enumerated)} schedules of this program with fewer decisions keep`;
  return `fewest delays: ${all} the rule`;
}
