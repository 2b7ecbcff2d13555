import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { breakingOf } from '../../properties/counterexample/breaking.ts';
import { type Counterexample, scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { encodeCounterexample } from '../../properties/counterexample/format.ts';
import { isExpected } from '../../properties/counterexample/is-expected.ts';
import { type Replayed, replay as run } from '../../properties/counterexample/replay.ts';
import { StrictReplay } from '../../properties/explore/replay.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { isKept, jsonFiles, located, readStored, writeOutput } from '../files.ts';
import { type FormName, forms, tellingOf } from '../forms/index.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { count, counted, Progress } from '../progress.ts';
import { eventLines } from '../report/event-lines.ts';
import { shellWord } from '../report/table.ts';
import { tell } from '../report/told.ts';
import { STORY_WIDTH, wrap } from '../story/layout.ts';

const formNames = Object.keys(forms) as readonly FormName[];

export const replay: Command = {
  name: 'replay',
  says: 'run counterexamples again and tell their stories; the same bytes each time',
  glossary: [
    [
      'expected violation',
      'it replays, and lies in counterexamples/ or is foreseen by what is known of its revision',
    ],
    ['violated', 'it replays and nobody expected it, or it is stored and no longer shows'],
  ],
  operands: 'FILE|FOLDER ...',
  options: {
    events: {
      type: 'boolean',
      says: 'every event of the run, a line each, before the story; the breaking one is marked',
    },
    format: {
      type: 'string',
      value: formNames.join('|'),
      says: 'the story of one file in another form: for a merge request, a browser, Perfetto, GTKWave, ShiViz; a script that looks for it on hardware, a test to begin with',
    },
    json: { type: 'boolean', says: 'as JSON: a list with an object for each file' },
    store: { type: 'boolean', says: 'where it replays, write what was seen and the story into the file' },
  },
  examples: [
    ['npm run replay -- counterexamples/', 'every stored counterexample: does it still show?'],
    ['npm run replay -- FILE --events', 'the whole run, a line per event'],
    ['npm run -s replay -- FILE --format html > story.html', 'a page that steps through the run'],
    [
      'npm run -s replay -- FILE --format kprobe > look.sh',
      'look for the same order of functions on hardware',
    ],
    ['npm run -s replay -- FILE --format igt > protm.c', 'the skeleton of a test for the GPU test suite'],
  ],
  async run(args, io) {
    const files = args.operands.flatMap(filesOf);
    if (files.length === 0) {
      throw new UsageError(
        args.operands.length === 0
          ? 'replay what? a counterexample, as report/found/FILE.json, or a folder of them'
          : `no counterexamples in ${args.operands.join(', ')}`,
      );
    }
    if (args.text('format') !== null && args.flag('json'))
      throw new UsageError('--format tells a story, --json what a run shows: leave one of them out');
    if (args.text('format') !== null) return replayAs(args.oneOf('format', formNames, 'markdown'), files, io);
    const shown: Shown[] = [];
    const stopped = await eachOf(files, io, (file) => {
      const one = replayFile(file, args);
      if (!args.flag('json')) {
        if (shown.length > 0) io.out('\n');
        io.out(asText(one, args.flag('events')));
      }
      shown.push(one);
    });
    const code = exitCodeOf(
      shown.map(({ word }) => word),
      stopped,
    );
    if (args.flag('json')) {
      io.out(`${JSON.stringify(shown.map((one) => asJson(one, args.flag('events'))))}\n`);
    } else if (files.length > 1) io.out(`\n${summary(shown, files, args, code)}`);
    return code;
  },
};

/**
 * Does something for each file, with progress where there are several; Ctrl-C ends it after the one that is at work.
 *
 * @returns whether it was ended
 */
async function eachOf(files: readonly string[], io: Io, work: (file: string) => void): Promise<boolean> {
  const progress = new Progress(io);
  let stopped = false;
  const unwatch = onInterrupt(io, () => {
    stopped = true;
    progress.end();
  });
  if (files.length > 1)
    io.err(
      `replaying ${counted(files.length, 'counterexample')}; Ctrl-C ends that, and what was replayed counts\n`,
    );
  try {
    for (const [i, file] of files.entries()) {
      progress.end();
      work(file);
      progress.update({
        phase: 'replaying',
        unit: 'counterexamples',
        done: i + 1,
        total: files.length,
        coverage: '',
        findings: 0,
      });
      // Signals are heard between two files.
      await setImmediate();
      if (stopped) return i + 1 < files.length;
    }
    return false;
  } finally {
    unwatch();
    progress.end();
  }
}

/** The last lines of several: how many replay, which do not, and a line to paste. */
function summary(shown: readonly Shown[], files: readonly string[], args: Args, code: ExitCode): string {
  const stale = shown.filter(({ replayed }) => replayed.stale !== null);
  const [first] = stale;
  const left = files.length - shown.length;
  const unexpected = shown.filter(({ word, replayed }) => word === 'violated' && replayed.stale === null);
  const word =
    first !== undefined || unexpected.length > 0
      ? 'violated'
      : left > 0
        ? 'unknown (truncated)'
        : 'expected violation';
  const next =
    first !== undefined
      ? `replay -- ${shellWord(first.file)} --events`
      : left > 0
        ? `replay -- ${[...args.operands.map(shellWord), ...(args.flag('store') ? ['--store'] : [])].join(' ')}`
        : 'findings';
  return [
    `${counted(shown.length, 'counterexample')} replayed${left === 0 ? '' : `, ${count(left)} not`}; stale:${stale.length === 0 ? ' none' : ''}`,
    ...stale.map(({ file, replayed }) => `  ${file}: ${replayed.stale}`),
    ...(unexpected.length === 0 ? [] : ['replayed, and not expected:']),
    ...unexpected.map(({ file }) => `  ${file}`),
    `Verdict: ${word}. Exit code ${code}`,
    `Next: npm run ${next}`,
    '',
  ].join('\n');
}

function filesOf(path: string): readonly string[] {
  return statSync(located(path), { throwIfNoEntry: false })?.isDirectory() ? jsonFiles(path) : [path];
}

/** Replays one file and prints its story in another form; nothing else goes to stdout. The exit code is the verdict's. */
function replayAs(form: FormName, files: readonly string[], io: Io): ExitCode {
  const [file, another] = files;
  if (file === undefined || another !== undefined) {
    throw new UsageError(`--format ${form} tells one story: name one file, not ${files.length}`);
  }
  const counterexample = readStored(file);
  const replayed = run(counterexample);
  const telling = tellingOf(counterexample, replayed, file);
  if (telling === null) {
    io.err(tell(counterexample, replayed, file));
    return exitCodeOf(['violated']);
  }
  io.out(forms[form](telling));
  return exitCodeOf([wordOf(file, counterexample, replayed)]);
}

/** Expected is what is stored, and whatever else the manifest of its revision foresees. */
function wordOf(file: string, counterexample: Counterexample, { stale }: Replayed): string {
  const expected = stale === null && (isKept(file) || isExpected(counterexample));
  return expected ? 'expected violation' : 'violated';
}

/** What a file shows. */
interface Shown {
  readonly file: string;
  readonly counterexample: Counterexample;
  readonly replayed: Replayed;
  readonly word: string;
  readonly told: string;
}

/** Replays one file, and stores what was seen where that was asked for. */
function replayFile(file: string, args: Args): Shown {
  const counterexample = readStored(file);
  const replayed = run(counterexample);
  const { violation } = replayed;
  const told = tell(counterexample, replayed, file);
  if (args.flag('store') && violation !== null) {
    const { revision, schedule } = counterexample;
    const setup = setupOf(revision.units, scenarioOf(counterexample));
    const breaking = breakingOf(setup, new StrictReplay(schedule), violation);
    const story = told.trimEnd().split('\n');
    writeOutput(file, encodeCounterexample({ ...counterexample, what: violation.what, breaking, story }));
  }
  return { file, counterexample, replayed, told, word: wordOf(file, counterexample, replayed) };
}

function asJson({ file, word, replayed: { checked, violation, stale } }: Shown, events: boolean) {
  return {
    file,
    verdict: word,
    stale,
    violation,
    steps: checked?.run.steps ?? null,
    ...(events && { events: checked?.run.events ?? [] }),
  };
}

function asText({ counterexample, replayed, told, word }: Shown, events: boolean): string {
  const { checked, violation, stale } = replayed;
  const others = checked?.violations.filter((v) => v !== violation) ?? [];
  const also = [...new Set(others.map((v) => v.rule))].filter((rule) => rule !== counterexample.rule).sort();
  return [
    events && checked !== null ? `${eventLines(checked.run.events, violation?.seq ?? null)}\n` : '',
    told,
    also.length > 0 ? `${wrap(`the same run also breaks ${also.join(', ')}`, STORY_WIDTH).join('\n')}\n` : '',
    stale === null ? `Verdict: ${word}, it replays\n` : 'Verdict: violated, the counterexample is stale\n',
  ].join('');
}
