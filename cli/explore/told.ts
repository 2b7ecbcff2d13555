import type { Exploration, ExploreFinding, Growth } from '../../properties/campaign/explore.ts';
import type { Failure } from '../../properties/campaign/failure.ts';
import { parseCell } from '../../properties/campaign/subject.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import { isAsMet, isExpected } from '../../properties/counterexample/is-expected.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { strategyNamed, strategyNames } from '../../properties/explore/strategies.ts';
import { runToCompletion } from '../../properties/explore/strategy.ts';
import { plural } from '../../properties/plural.ts';
import { type MetRace, noRaces } from '../../properties/races/look.ts';
import { cName } from '../c-names.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import type { ExploreRequest } from '../explore-worker.ts';
import { foundFile, writeFound } from '../found-file.ts';
import type { Io } from '../io.ts';
import { count, counted } from '../progress.ts';
import { cutText, leftOutLines } from '../report/explored.ts';
import { failedText } from '../report/failed.ts';
import { racesText, raceText } from '../report/races.ts';
import { columns, shellWord, wrapText } from '../report/table.ts';
import { tell } from '../report/told.ts';
import { EXPECTED_AS_MET } from '../report/verdict.ts';
import { faultWords } from '../story/faults.ts';

const WIDTH = 100;
/** Executions for which no number is given. */
export const EXECUTIONS = 200;
/** What takes the place of a workload's name where each few seeds draw a scenario. */
export const GENERATED = 'generated';

/** What was asked for: what the search is given, and the options as they stand on a command line. */
export interface Asked {
  readonly request: ExploreRequest;
  /** For each rule or headline that was named, the rules that it stands for. */
  readonly named: readonly (readonly RuleId[])[];
  /** The options but seed, executions and what only says how to tell it. */
  readonly line: readonly string[];
}

type Reached = Pick<Growth, 'rules' | 'choices' | 'actions'>;

/** Late wake-ups that an execution may have: where every schedule is run, each counts as a delay. */
const lateAllowedIn = ({ strategy, kind }: ExploreRequest): number =>
  kind?.every === undefined ? strategyNamed(strategy).lateAllowed : kind.every.bound;

/** How many wake-ups may be late, and what else the search assumes: part of its verdict. */
const boundsOf = (request: ExploreRequest): string =>
  [`at most ${lateAllowedIn(request)} late`, ...faultWords(request.scenario?.faults ?? {})].join(', ');

/** How much was reached, as a phrase. */
export function reachedText(
  { rules, choices, actions }: Reached,
  { rules: judged, refine }: ExploreRequest,
): string {
  const parts = [
    `${rules} of ${judged.length} rules had something to judge`,
    `${choices} questions of part F asked`,
    ...(refine ? [`${actions} actions of the model matched`] : []),
  ];
  return parts.join(', ');
}

/** A finding and the file that replays it. */
export interface Written {
  readonly finding: ExploreFinding;
  readonly file: string;
  /** Null where the cause is known. */
  readonly story: string | null;
}

/** Writes what is new into the folder of a report, for `replay` and `shrink`. */
export function written(findings: readonly ExploreFinding[], folder: string): readonly Written[] {
  return findings.map((finding) => {
    if (finding.known !== null) {
      return { finding, file: `counterexamples/${finding.known.counterexample}`, story: null };
    }
    const { counterexample } = finding;
    const file = foundFile(folder, counterexample);
    const story = tell(counterexample, replay(counterexample), file);
    writeFound(file, counterexample, story);
    return { finding, file, story };
  });
}

type Words = ReadonlyMap<RuleId, string>;

/**
 * The verdict of each rule of which the search says something: that broke, was judged, or was asked for by name where
 * nothing happened that this name speaks of.
 */
export function verdictsOf({ searched, findings }: Exploration, { named, request }: Asked): Words {
  const verdicts = new Map<RuleId, string>();
  const silent = (rule: RuleId): boolean => (searched.rules[rule]?.given ?? 0) === 0;
  for (const rule of request.rules) {
    const mine = findings.filter((finding) => finding.rule === rule);
    const words = mine.map((finding) => wordOf(finding));
    if (words.length > 0) verdicts.set(rule, words.includes('violated') ? 'violated' : 'expected violation');
    else if (broke(searched, rule)) verdicts.set(rule, 'unknown (truncated)');
    else if (!silent(rule)) {
      verdicts.set(rule, `not found in ${plural(searched.executions, 'execution')}, ${boundsOf(request)}`);
    } else if (named.some((rules) => rules.includes(rule) && rules.every(silent)))
      verdicts.set(rule, 'vacuous');
  }
  return verdicts;
}

/** That of the worst verdict; a search that was cut short or that failed in part leaves the rest unknown. */
export function codeOf({ searched, stopped, failed }: Exploration, words: Words): ExitCode {
  const races = racesIn(searched).map(() => 'violated');
  return exitCodeOf([...words.values(), ...races], stopped || failed.length > 0);
}

const racesIn = ({ races = noRaces }: Exploration['searched']): readonly MetRace[] => races.found;

function wordOf(finding: ExploreFinding): 'violated' | 'expected violation' {
  if (finding.known !== null) return 'expected violation';
  return isExpected(finding.counterexample) ? 'expected violation' : 'violated';
}

const broke = ({ found }: Exploration['searched'], rule: RuleId): boolean =>
  found.some(({ violation }) => violation.rule === rule);

/** Whether a finding was left as it was met. */
const isRaw = (finding: ExploreFinding): boolean => finding.known === null && isAsMet(finding.counterexample);

/** What an exploration found, for a terminal. */
export function text(
  result: Exploration,
  asked: Asked,
  found: readonly Written[],
  words: Words,
  code: ExitCode,
  io: Io,
): string {
  const { searched, growth, stopped, failed } = result;
  const { request } = asked;
  const { revision, scenario, strategy, seed } = request;
  const begun = searched.executions + searched.failed.reduce((sum, { times }) => sum + times, 0);
  const last = seed + Math.max(begun, 1) - 1;
  const profile = Object.entries(scenario?.profile ?? {}).map(([id, answer]) => `, ${id} = ${answer}`);
  const faults = faultWords(scenario?.faults ?? {}).map((fault) => `, ${fault}`);
  const cut = cutText(searched);
  const races = racesText(searched.races ?? noRaces);
  const raced = racesIn(searched).map((race) => `a race on ${race.cell}: ${raceText(race)}`);
  const head = [
    `${revision}, ${scenario?.workload.name ?? 'generated workloads'}${profile.join('')}${faults.join('')}, ${strategy}, seeds ${seed} to ${last}`,
    `${counted(searched.executions, 'execution')}, ${counted(searched.steps, 'step')}; late wake-ups in one execution: ${lateAllowedIn(request)} allowed, ${searched.mostLate} met`,
    ...(cut === null ? [] : [cut]),
    ...(races === null ? [] : [races]),
    `${reachedText(growth.at(-1) ?? { rules: 0, choices: 0, actions: 0 }, request)}${growthText(growth, searched.executions)}`,
  ];
  const row = (rule: RuleId, word: string, file: string): readonly string[] => {
    const { violatedRuns = 0 } = searched.rules[rule] ?? {};
    return [rule, word, `${count(violatedRuns)} of ${counted(searched.executions, 'execution')}`, file];
  };
  const rows = found.map(({ finding, file }) => {
    const expected = io.paint('yellow', isRaw(finding) ? EXPECTED_AS_MET : 'expected violation');
    const isNew = wordOf(finding) === 'violated';
    return row(finding.rule, isNew ? io.paint('red', 'violated') : expected, file);
  });
  // What failed where it was looked into is told with nothing but that it broke.
  const untold = request.rules
    .filter((rule) => broke(searched, rule) && !found.some(({ finding }) => finding.rule === rule))
    .map((rule) => row(rule, io.paint('yellow', 'broke, not looked into'), ''));
  const silent = request.rules.filter((rule) => (searched.rules[rule]?.given ?? 0) === 0);
  const gaps = silent.length === 0 ? '' : `nothing happened that these speak of: ${silent.join(', ')}`;
  const leftOut = leftOutLines(
    request.rules.map((rule) => ({ rule, ...(searched.rules[rule] ?? { given: 0 }) })),
  );
  const stories = found.flatMap(({ story }) => (story === null ? [] : [story]));
  const blocks = [
    lines(head),
    ...(failed.length === 0
      ? []
      : [failedText(failed.map((failure) => ({ failure, again: failsAgain(failure, asked) })))]),
    rows.length + untold.length === 0 ? 'No rule broke.\n' : columns([...rows, ...untold]),
    ...(raced.length === 0 ? [] : [lines(raced)]),
    ...stories,
    ...(gaps === '' ? [] : [lines([gaps])]),
    ...(leftOut.length === 0 ? [] : [lines(leftOut)]),
    `${stopped ? 'Interrupted: what was not found may still be there.\n' : ''}Verdict: ${verdictLine(result, asked, words)}. Exit code ${code}\nNext: ${next(result, asked, found)}\n`,
  ];
  return blocks.join('\n');
}

function failsAgain({ at }: Failure, asked: Asked): string {
  if (!('cell' in at)) throw new Error('what an exploration fails in is a cell');
  return onlyThose(at.cell, asked);
}

/** The options that were given, with the executions of a cell alone. */
function onlyThose(key: string, { line }: Asked): string {
  const cell = parseCell(key);
  if (cell === null) throw new Error(`"${key}" is no cell`);
  const these = line.includes('--cell')
    ? []
    : ['--seed', String(cell.from), '--executions', String(cell.count)];
  return `npm run explore -- ${[...line, ...these].map(shellWord).join(' ')}`;
}

const lines = (texts: readonly string[]): string =>
  texts
    .flatMap((line) => wrapText(line, WIDTH))
    .map((line) => `${line}\n`)
    .join('');

function growthText(growth: readonly Growth[], executions: number): string {
  const grew = growth.at(-1)?.executions ?? 0;
  if (executions === 0) return '';
  return grew === executions
    ? '; the last executions still added to these figures, so more may too'
    : `; the last ${counted(executions - grew, 'execution')} added nothing to these figures`;
}

/** The worst verdict, and which rules it is of. */
function verdictLine({ searched, stopped, failed }: Exploration, { request }: Asked, words: Words): string {
  const of = (word: string): string =>
    [...words].flatMap(([rule, w]) => (w === word ? [rule] : [])).join(', ');
  const races = racesIn(searched).map(({ cell }) => `a race on ${cell}`);
  const violated = [of('violated'), ...races].filter((what) => what !== '').join(', ');
  if (violated !== '') return `violated (${violated})`;
  if (stopped || failed.length > 0) return 'unknown (truncated)';
  if (of('vacuous') !== '') return `vacuous (${of('vacuous')})`;
  if (of('expected violation') !== '') return `expected violation (${of('expected violation')})`;
  return `not found in ${counted(searched.executions, 'execution')}, ${boundsOf(request)}`;
}

/** A line to paste: look at what is new, or at what failed, or search on: more seeds while there is something to gain, else another strategy. */
function next(
  { searched, growth, stopped, failed }: Exploration,
  asked: Asked,
  found: readonly Written[],
): string {
  const { request, line } = asked;
  const fresh = found.filter(({ finding }) => finding.known === null);
  const [first] = fresh.sort((a, b) => wordOf(b.finding).localeCompare(wordOf(a.finding)));
  if (first !== undefined) {
    const { finding, file } = first;
    const whole = finding.known !== null || finding.counterexample.minimal.label !== 'not shrunk to the end';
    return `npm run ${whole ? 'replay' : 'shrink'} -- ${shellWord(file)}`;
  }
  const [race] = racesIn(searched);
  if (race !== undefined) return onlyThose(race.at, asked);
  const [failure] = failed;
  if (failure !== undefined) return failsAgain(failure, asked);
  if (line.includes('--cell')) return 'npm run verify';
  const more = stopped || (growth.at(-1)?.executions ?? 0) === searched.executions;
  const deterministic = request.strategy === runToCompletion.name;
  const at = strategyNames.indexOf(request.strategy);
  const other = strategyNames[(at + 1) % strategyNames.length] ?? request.strategy;
  const without = line.filter((word, i) => word !== '--strategy' && line[i - 1] !== '--strategy');
  const options =
    more && !deterministic
      ? [...line, '--seed', String(request.seed + searched.executions)]
      : [...without, '--strategy', other, ...(request.seed === 1 ? [] : ['--seed', String(request.seed)])];
  const executions = request.executions === EXECUTIONS ? [] : ['--executions', String(request.executions)];
  return `npm run explore -- ${[...options, ...executions].map(shellWord).join(' ')}`;
}

/** The same for scripts. */
export function jsonOf(
  { searched, growth, stopped, failed }: Exploration,
  asked: Asked,
  found: readonly Written[],
  words: Words,
  code: ExitCode,
): unknown {
  const { revision, scenario, strategy, seed } = asked.request;
  return {
    revision,
    workload: scenario?.workload.name ?? GENERATED,
    choices: scenario?.profile ?? null,
    faults: scenario?.faults ?? null,
    strategy,
    seed,
    executions: searched.executions,
    steps: searched.steps,
    cut: searched.cut ?? 0,
    mostLate: searched.mostLate,
    truncated: stopped || failed.length > 0,
    failed: failed.map((failure) => ({ ...failure, again: failsAgain(failure, asked) })),
    growth,
    races: searched.races ?? noRaces,
    consulted: searched.consulted,
    actions: searched.actions,
    verdicts: Object.fromEntries([...words].map(([rule, word]) => [rule, { word, ...searched.rules[rule] }])),
    findings: found.map(({ finding, file }) => ({
      rule: finding.rule,
      expected: wordOf(finding) !== 'violated',
      file,
      ...(finding.known === null && {
        instance: finding.counterexample.instance,
        what: cName(finding.counterexample.what),
        cure: finding.counterexample.cure?.fixes ?? null,
        minimal: finding.counterexample.minimal.label,
      }),
    })),
    exitCode: code,
  };
}
