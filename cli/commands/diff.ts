import { join } from 'node:path';
import { moduleBeside } from '../../properties/campaign/worker.ts';
import { type RuleId, ruleIds } from '../../properties/catalogue.ts';
import type { CarriedOver, ComparedCause, Comparison, Side } from '../../properties/compare.ts';
import { encodeCounterexample } from '../../properties/counterexample/format.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import type { VerifyProgress } from '../../properties/verify-options.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import type { CompareRequest } from '../diff-worker.ts';
import type { ExitCode } from '../exit-codes.ts';
import { jsonFiles, writeOutput } from '../files.ts';
import { type Io, UsageError } from '../io.ts';
import { longTask } from '../long-task.ts';
import { revisionNames, revisionOption, workloadNames, workloadOption } from '../named.ts';
import { count, counted } from '../progress.ts';
import { REPORT_FOLDER } from '../report/publish.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { columns, shellWord, wrapText } from '../report/table.ts';
import { tell } from '../report/told.ts';
import { VerifyPhases } from '../verify-progress.ts';
import { readWorkload } from '../workload-file.ts';

const WIDTH = 100;

export const diff: Command = {
  name: 'diff',
  says: 'what a change of the driver changes: rules whose verdict is another, causes that are new or gone',
  operands: 'REVISION REVISION',
  words: () => revisionNames,
  options: {
    workload: {
      type: 'string',
      value: 'NAME|FILE',
      words: workloadNames,
      multiple: true,
      says: 'only this workload and generated ones; may be given more than once',
    },
    budget: { type: 'string', value: 'smoke|default|deep', says: 'how many executions; smoke unless given' },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      says: `where new findings go; ${REPORT_FOLDER}/ unless given`,
    },
    json: { type: 'boolean', says: 'as JSON: the same options give the same bytes' },
  },
  examples: [
    ['npm run diff -- series-2026 series-2026+enter-gate', 'what one fix of the reference changes'],
    ['npm run diff -- reference reference+M69 --workload video-playback', 'what a seeded defect breaks'],
    ['npm run diff -- rfc-2025 series-2026 --budget default', 'what a new posting changes'],
  ],
  async run(args, io) {
    const request = requestOf(args);
    const comparison = await longTask<CompareRequest, VerifyProgress, Comparison>(
      {
        entry: moduleBeside('../diff-worker', import.meta.url),
        request,
        says: `searching ${request.before} and ${request.after}; Ctrl-C compares what was found until then`,
        shown: shownBy(request),
      },
      io,
    );
    const told = toldOf(comparison, args.text('report') ?? REPORT_FOLDER);
    const code = codeOf(told, comparison);
    if (args.flag('json')) io.out(`${JSON.stringify(jsonOf(told, comparison, request, code))}\n`);
    else io.out(text(told, comparison, request, code, args, io));
    return code;
  },
};

function requestOf(args: Args): CompareRequest {
  const [before, after, ...rest] = args.operands;
  if (before === undefined || after === undefined || rest.length > 0) {
    throw new UsageError(
      `diff takes two revisions, as \`npm run diff -- series-2026 series-2026+enter-gate\`, not ${args.operands.length}`,
    );
  }
  if (before === after) throw new UsageError(`${before} differs from itself in nothing: name two revisions`);
  const files = args.texts('workload');
  return {
    before: revisionOption(before),
    after: revisionOption(after),
    seed: args.integer('seed', DEFAULT_SEED, 0, 2 ** 31 - 1),
    budget: args.oneOf('budget', ['smoke', 'default', 'deep'], 'smoke'),
    workloads:
      files.length > 0 ? files.map(workloadOption) : jsonFiles('properties/workloads').map(readWorkload),
  };
}

function shownBy({ before, after }: CompareRequest) {
  const phases = new VerifyPhases([before, after]);
  return (state: VerifyProgress) => phases.shown(state);
}

type Fresh = ComparedCause & { readonly path: string };

interface Told {
  readonly changed: readonly RuleChange[];
  /** Causes that only the second has. */
  readonly fresh: readonly Fresh[];
  /** Causes that the search met on the second only, though their decisions show them on the first too. */
  readonly uncovered: readonly Fresh[];
  readonly gone: readonly CarriedOver[];
  /** Causes of the first that the search did not meet on the second, though their decisions still show them. */
  readonly missed: readonly CarriedOver[];
  readonly both: readonly ComparedCause[];
}

interface RuleChange {
  readonly rule: RuleId;
  readonly before: string;
  readonly after: string;
  /** It broke on the second driver only. */
  readonly worse: boolean;
}

function toldOf({ before, after, carried, carriedBack }: Comparison, folder: string): Told {
  const has = (side: Side, cause: ComparedCause): boolean =>
    side.causes.some((c) => keyOf(c) === keyOf(cause));
  const lost = carried.filter(({ cause }) => !has(after, cause));
  const nths = new Map<RuleId, number>();
  const fresh = carriedBack
    .filter(({ cause }) => !has(before, cause))
    .map(({ cause, breaks }) => {
      const nth = (nths.get(cause.rule) ?? 0) + 1;
      nths.set(cause.rule, nth);
      const path =
        cause.file === null
          ? join(folder, 'found', `${after.revision}-${cause.rule}-${nth}.json`.toLowerCase())
          : `counterexamples/${cause.file}`;
      return { ...cause, path, breaks };
    });
  return {
    changed: changesOf(before, after),
    fresh: fresh.filter(({ breaks }) => !breaks),
    uncovered: fresh.filter(({ breaks }) => breaks),
    gone: lost.filter(({ breaks }) => !breaks),
    missed: lost.filter(({ breaks }) => breaks),
    both: after.causes.filter((cause) => has(before, cause)),
  };
}

const keyOf = ({ rule, cure }: ComparedCause): string => `${rule}: ${cure?.join() ?? 'no cure'}`;

function changesOf(before: Side, after: Side): readonly RuleChange[] {
  return ruleIds.flatMap((rule) => {
    const kinds = [before, after].map((side) => kindOf(side, rule));
    if (kinds[0] === kinds[1]) return [];
    const worse = kinds[1] === 'breaks';
    return [{ rule, before: wordOf(before, rule), after: wordOf(after, rule), worse }];
  });
}

type Kind = 'breaks' | 'keeps' | 'silent';

function kindOf({ rules }: Side, rule: RuleId): Kind {
  const tally = rules[rule];
  if ((tally?.violatedRuns ?? 0) > 0) return 'breaks';
  return (tally?.given ?? 0) > 0 ? 'keeps' : 'silent';
}

function wordOf(side: Side, rule: RuleId): string {
  const kind = kindOf(side, rule);
  if (kind === 'silent') return 'nothing to judge';
  if (kind === 'keeps') return `not found in ${count(side.executions)}`;
  return `breaks in ${count(side.rules[rule]?.violatedRuns ?? 0)} of ${count(side.executions)}`;
}

function codeOf({ changed, fresh }: Told, { truncated }: Comparison): ExitCode {
  if (fresh.length > 0 || changed.some(({ worse }) => worse)) return 1;
  return truncated ? 3 : 0;
}

function text(
  { changed, fresh, uncovered, gone, missed, both }: Told,
  { before, after, truncated }: Comparison,
  request: CompareRequest,
  code: ExitCode,
  args: Args,
  io: Io,
): string {
  const stories = [...fresh, ...uncovered].map(({ counterexample, file, path }) => {
    const story = tell(counterexample, replay(counterexample), path);
    if (file === null) {
      writeOutput(path, encodeCounterexample({ ...counterexample, story: story.trimEnd().split('\n') }));
    }
    return { path, story };
  });
  const isFresh = new Set(fresh.map(({ path }) => path));
  const only = (a: Side, b: Side): string => a.units.filter((unit) => !b.units.includes(unit)).join(', ');
  const name = (cause: ComparedCause): string =>
    `${cause.rule}, ${cause.cure === null ? 'no cure known' : `cured by ${cause.cure.join(' + ')}`}`;
  const rows: (readonly string[])[] = [
    ...fresh.map((cause) => [io.paint('red', 'new'), name(cause), cause.path]),
    ...uncovered.map((cause) => [
      'uncovered',
      name(cause),
      `${cause.path}: ${before.revision} breaks it too`,
    ]),
    ...gone.map(({ cause }) => [
      io.paint('green', 'gone'),
      name(cause),
      'not met, and its own schedule keeps the rule',
    ]),
    ...missed.map(({ cause }) => ['not met', name(cause), 'but its own schedule still breaks the rule']),
  ];
  const blocks = [
    `${before.revision} and ${after.revision}, budget ${request.budget}, seed ${request.seed}: ${count(before.executions)} and ${counted(after.executions, 'execution')}\n${unitLines(only(before, after), only(after, before))}`,
    changed.length === 0
      ? 'No rule changed its verdict.\n'
      : `Rules whose verdict changed\n${columns(
          [
            ['', before.revision, after.revision],
            ...changed.map((c) => [c.rule, c.before, c.worse ? io.paint('red', c.after) : c.after]),
          ],
          '  ',
        )}`,
    rows.length === 0
      ? `No cause is new or gone; ${both.length} are in both.\n`
      : `Causes\n${columns(rows, '  ')}  in both: ${both.length === 0 ? 'none' : both.length}\n`,
    ...stories.flatMap(({ path, story }) => (isFresh.has(path) ? [story] : [])),
    `${truncated ? 'Interrupted: what was not found may still be there.\n' : ''}Verdict: ${verdict(code, after.revision, before.revision)}. Exit code ${code}\nNext: ${next(fresh, request, args)}\n`,
  ];
  return blocks.join('\n');
}

function unitLines(gone: string, added: string): string {
  const line = [gone === '' ? '' : `without ${gone}`, added === '' ? '' : `with ${added}`].filter(
    (part) => part !== '',
  );
  return wrapText(`${line.join('; ')}`, WIDTH)
    .map((row) => `${row}\n`)
    .join('');
}

function verdict(code: ExitCode, after: string, before: string): string {
  if (code === 1) return `violated, ${after} breaks what ${before} does not`;
  if (code === 3) return 'unknown (truncated)';
  return `nothing breaks on ${after} that does not break on ${before}, in these executions`;
}

/** A line to paste: the first new story, or the same comparison with a wider search. */
function next(fresh: Told['fresh'], { before, after, budget, seed }: CompareRequest, args: Args): string {
  const [first] = fresh;
  if (first !== undefined) return `npm run replay -- ${shellWord(first.path)}`;
  const wider = budget === 'smoke' ? 'default' : 'deep';
  const workloads = args.texts('workload').flatMap((name) => ['--workload', name]);
  const seeds =
    budget === 'deep' ? ['--seed', String(seed + 1)] : seed === DEFAULT_SEED ? [] : ['--seed', String(seed)];
  return `npm run diff -- ${[before, after, ...workloads, '--budget', wider, ...seeds].map(shellWord).join(' ')}`;
}

function jsonOf(
  { changed, fresh, uncovered, gone, missed, both }: Told,
  { before, after, truncated }: Comparison,
  { budget, seed }: CompareRequest,
  code: ExitCode,
): unknown {
  const cause = ({ rule, cure, counterexample }: ComparedCause): object => ({
    rule,
    instance: counterexample.instance,
    cure,
  });
  return {
    before: before.revision,
    after: after.revision,
    budget,
    seed,
    executions: { before: before.executions, after: after.executions },
    truncated,
    changed,
    new: fresh.map((one) => ({ ...cause(one), file: one.path })),
    uncovered: uncovered.map((one) => ({ ...cause(one), file: one.path })),
    gone: gone.map((one) => cause(one.cause)),
    notMet: missed.map((one) => cause(one.cause)),
    both: both.map(cause),
    exitCode: code,
  };
}
