import { type RuleId, ruleIds } from '../../properties/catalogue.ts';
import type { Comparison, There } from '../../properties/compare/compare.ts';
import type { CauseName, Side } from '../../properties/compare/side.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import type { CompareRequest } from '../diff-worker.ts';
import type { ExitCode } from '../exit-codes.ts';
import { foundFile, writeFound } from '../found-file.ts';
import type { Io } from '../io.ts';
import { count, counted } from '../progress.ts';
import { failedText, failsAgain } from '../report/failed.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { columns, shellWord, wrapText } from '../report/table.ts';
import { tell } from '../report/told.ts';

const WIDTH = 100;

/** A comparison with the files and stories of its runs. */
export interface Told {
  readonly comparison: Comparison;
  readonly changed: readonly RuleChange[];
  /** By counterexample: the file that replays it. */
  readonly files: ReadonlyMap<Counterexample, string>;
  /** Of what is new. */
  readonly stories: readonly string[];
}

interface RuleChange {
  readonly rule: RuleId;
  readonly before: string;
  readonly after: string;
  /** The second driver breaks it for a cause that the first has not. */
  readonly worse: boolean;
}

/** Writes every run that is spoken of into the folder of a report, each with its story. */
export function toldOf(comparison: Comparison, folder: string): Told {
  const { before, after, fresh, uncovered, missed } = comparison;
  const files = new Map<Counterexample, string>();
  const write = (counterexample: Counterexample): string => {
    const file = foundFile(folder, counterexample);
    const story = tell(counterexample, replay(counterexample), file);
    writeFound(file, counterexample, story);
    files.set(counterexample, file);
    return story;
  };
  const stories = fresh.map(({ counterexample }) => write(counterexample));
  for (const { counterexample, there } of uncovered) {
    write(counterexample);
    if (there.stored === null) write(there.counterexample);
    else files.set(there.counterexample, `counterexamples/${there.stored}`);
  }
  for (const { there } of missed) write(there.counterexample);
  const worse = new Set(fresh.map(({ rule }) => rule));
  return { comparison, changed: changesOf(before, after, worse), files, stories };
}

function changesOf(before: Side, after: Side, worse: ReadonlySet<RuleId>): readonly RuleChange[] {
  return ruleIds.flatMap((rule) => {
    if (kindOf(before, rule) === kindOf(after, rule)) return [];
    return [{ rule, before: wordOf(before, rule), after: wordOf(after, rule), worse: worse.has(rule) }];
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

/** Only what is new is held against a change; where something failed nobody knows what is. */
export function codeOf({ before, after, fresh, truncated }: Comparison): ExitCode {
  if (fresh.length > 0) return 1;
  return truncated || before.failed.length + after.failed.length > 0 ? 3 : 0;
}

/** @param workloads those that were asked for by name */
export function text(
  told: Told,
  request: CompareRequest,
  code: ExitCode,
  workloads: readonly string[],
  io: Io,
): string {
  const { comparison, changed, stories } = told;
  const { before, after, both, truncated } = comparison;
  const only = (a: Side, b: Side): string => a.units.filter((unit) => !b.units.includes(unit)).join(', ');
  const rows = rowsOf(told, io);
  const files = workloads.flatMap((name) => ['--workload', name]);
  const failed = [before, after].flatMap((side) =>
    side.failed.map((failure) => ({ failure, again: failsAgain(side, failure, files), on: side.revision })),
  );
  const blocks = [
    `${before.revision} and ${after.revision}, budget ${request.budget}, seed ${request.seed}: ${count(before.executions)} and ${counted(after.executions, 'execution')}\n${unitLines(only(before, after), only(after, before))}`,
    ...(failed.length === 0 ? [] : [failedText(failed)]),
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
      ? `${truncated ? 'Of what was compared n' : 'N'}o cause is new or gone; ${both.length} are in both.\n`
      : `Causes\n${columns(rows, '  ')}  in both: ${both.length === 0 ? 'none' : both.length}\n`,
    ...stories,
    `${truncated ? 'Interrupted: what was not found may still be there.\n' : ''}Verdict: ${verdict(code, after.revision, before.revision)}. Exit code ${code}\nNext: ${next(told, request, workloads)}\n`,
  ];
  return blocks.join('\n');
}

/** A row for each cause that is not in both: the word, which it is, what the word rests on, files to replay. */
function rowsOf({ comparison, files }: Told, io: Io): readonly (readonly string[])[] {
  const { before, after, fresh, uncovered, cured, gone, missed, untried } = comparison;
  const a = before.revision;
  const b = after.revision;
  const of = (counterexample: Counterexample): string => files.get(counterexample) ?? '';
  const tried = (revision: string, n: number): string =>
    n === 0
      ? `${revision} is not judged by this rule`
      : `not shown on ${revision} in ${counted(n, 'execution')} that were tried`;
  return [
    ...fresh.flatMap((cause) => [
      [io.paint('red', 'new'), nameOf(cause), tried(a, cause.tried)],
      ['', '', `  on ${b}: ${of(cause.counterexample)}`],
    ]),
    ...uncovered.flatMap((cause) => [
      ['uncovered', nameOf(cause), `${a} breaks it too${howOf(cause.there)}`],
      ['', '', `  on ${a}: ${of(cause.there.counterexample)}`],
      ['', '', `  on ${b}: ${of(cause.counterexample)}`],
    ]),
    ...cured.map((cause) => [io.paint('green', 'cured'), nameOf(cause), tried(b, cause.tried)]),
    ...gone.map((cause) => [io.paint('green', 'gone'), nameOf(cause), tried(b, cause.tried)]),
    ...missed.flatMap((cause) => [
      ['not met', nameOf(cause), `${b} still breaks it${howOf(cause.there)}`],
      ['', '', `  on ${b}: ${of(cause.there.counterexample)}`],
    ]),
    ...untried.map((cause) => [
      'untried',
      nameOf(cause),
      `met on ${cause.on}; interrupted before the other was tried`,
    ]),
  ];
}

const nameOf = ({ rule, cure }: CauseName): string =>
  `${rule}, ${cure === null ? 'no cure known' : `cured by ${cure.join(' + ')}`}`;

/** How a driver was shown to break it: `, under another schedule, once owner-truth is stacked on it`. */
function howOf({ under, stacked }: There): string {
  const names = stacked.join(' + ');
  if (under === 'what is stored of it') {
    return `, as is stored of it${stacked.length === 0 ? '' : ` with ${names} stacked on it`}`;
  }
  const once = stacked.length === 0 ? '' : `, once ${names} is stacked on it`;
  return `${under === 'its own search' ? ', met by its own search' : `, under ${under}`}${once}`;
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
function next(
  { comparison, files }: Told,
  { before, after, budget, seed }: CompareRequest,
  named: readonly string[],
): string {
  const [first] = comparison.fresh;
  if (first !== undefined) return `npm run replay -- ${shellWord(files.get(first.counterexample) ?? '')}`;
  const wider = budget === 'smoke' ? 'default' : 'deep';
  const workloads = named.flatMap((name) => ['--workload', name]);
  const seeds =
    budget === 'deep' ? ['--seed', String(seed + 1)] : seed === DEFAULT_SEED ? [] : ['--seed', String(seed)];
  return `npm run diff -- ${[before, after, ...workloads, '--budget', wider, ...seeds].map(shellWord).join(' ')}`;
}

/** The same for scripts. */
export function jsonOf(
  { comparison, changed, files }: Told,
  { budget, seed }: CompareRequest,
  code: ExitCode,
): unknown {
  const { before, after, fresh, uncovered, cured, gone, missed, untried, both, truncated } = comparison;
  const cause = ({ rule, cure, instance }: CauseName): object => ({ rule, instance, cure });
  const file = (counterexample: Counterexample): string | null => files.get(counterexample) ?? null;
  const there = ({ under, stacked, counterexample }: There): object => ({
    under,
    stacked,
    file: file(counterexample),
  });
  return {
    before: before.revision,
    after: after.revision,
    budget,
    seed,
    executions: { before: before.executions, after: after.executions },
    failed: { before: before.failed, after: after.failed },
    truncated,
    changed,
    new: fresh.map((one) => ({ ...cause(one), tried: one.tried, file: file(one.counterexample) })),
    uncovered: uncovered.map((one) => ({
      ...cause(one),
      file: file(one.counterexample),
      before: there(one.there),
    })),
    cured: cured.map((one) => ({ ...cause(one), tried: one.tried })),
    gone: gone.map((one) => ({ ...cause(one), tried: one.tried })),
    notMet: missed.map((one) => ({ ...cause(one), after: there(one.there) })),
    untried: untried.map((one) => ({ ...cause(one), on: one.on })),
    both: both.map(cause),
    exitCode: code,
  };
}
