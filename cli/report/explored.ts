import { unrealizable } from '../../model/protected-mode/unrealizable.ts';
import { behavioursText, unseenText } from '../../properties/campaign/reached.ts';
import type { CellResult } from '../../properties/campaign/run-cell.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import type { RuleVerdict } from '../../properties/campaign/verdicts.ts';
import type { Explored, ModelReport, RevisionReport, VerifyReport } from '../../properties/verify-report.ts';
import { count, counted } from '../progress.ts';
import { questionsOf } from './questions.ts';
import { racesText, statedReads } from './races.ts';
import { strategiesTold } from './strategies.ts';
import { wrapText } from './table.ts';

const WIDTH = 100;

/** Where what is only counted here is told one by one. */
const ONE_BY_ONE = '--verbose names each of these, report.json has all';

/** What was searched in the simulator: the ground on which "not found" stands. Names are counted unless all are asked for. */
export function exploredSection(revisions: readonly RevisionReport[], verbose: boolean): string {
  if (!verbose) {
    const named = revisions.some(({ explored }) => explored.executions > 0) ? `  ${ONE_BY_ONE}\n` : '';
    return `Explored in the simulator\n${revisions.map(countedLines).join('')}${named}`;
  }
  const searched = revisions.filter(({ explored }) => explored.executions > 0);
  const blocks = revisions.map((revision) => {
    const alike = searched
      .slice(0, searched.indexOf(revision))
      .find((other) => planOf(other) === planOf(revision));
    return revisionLines(revision, alike?.revision ?? null);
  });
  return `Explored in the simulator\n${blocks.join('')}`;
}

const planOf = ({ explored: { strategies, workloads, profiles } }: RevisionReport): string =>
  JSON.stringify([strategies, workloads, profiles]);

/** How much was searched of a revision, and what its stored counterexamples came to. */
function countedLines({ revision, explored, replayed, verdicts }: RevisionReport): string {
  if (explored.executions === 0) return notSearched(revision, replayed);
  const { workloads, profiles, matchedActions, unmatchedActions } = explored;
  const strategies = strategiesTold(explored.strategies);
  const judged = judgedOf(verdicts);
  const matched = Object.keys(matchedActions).length;
  const parts = [
    `${strategies.length} ${strategies.length === 1 ? 'strategy' : 'strategies'}`,
    counted(workloads.length, 'workload'),
    counted(profiles.length, 'profile'),
    `${judged.filter((v) => v.given > 0).length} of ${judged.length} rules had something to judge`,
    ...(matched === 0 ? [] : [`${matched} of ${matched + unmatchedActions.length} actions of the model`]),
  ];
  const lines = [
    executionsLine(revision, explored),
    ...cutLine(explored),
    `    ${parts.join(', ')}`,
    ...reachedLines(explored),
    ...racesLine(explored, false),
    ...curesLine(explored, false),
    ...replayedLines(replayed),
  ];
  return `${lines.flatMap((line) => wrapText(line, WIDTH)).join('\n')}\n`;
}

/** A search that was stopped before it came to a revision has no strategies and profiles to speak of. */
function notSearched(revision: string, replayed: RevisionReport['replayed']): string {
  return `  ${[`${revision}: not searched`, ...againOf(replayed)].join('; ')}\n`;
}

const againOf = (replayed: RevisionReport['replayed']): readonly string[] =>
  replayed.length === 0 ? [] : [`stored counterexamples replayed: ${count(replayed.length)}`];

const replayedLines = (replayed: RevisionReport['replayed']): readonly string[] => [
  ...againOf(replayed).map((line) => `    ${line}`),
  ...replayed.filter((r) => r.stale !== null).map((r) => `    STALE: ${r.file}: ${r.stale}`),
];

const executionsLine = (revision: string, { executions, steps, lateAllowed, mostLate }: Explored): string =>
  `  ${revision}: ${counted(executions, 'execution')}, ${counted(steps, 'step')}; late wake-ups in one execution: ${lateAllowed} allowed, ${mostLate} met`;

/** Executions that were ended at the bound on steps: their rules have judged only what came before. Null where none was. */
export function cutText({ cut = 0, executions }: Pick<CellResult, 'cut' | 'executions'>): string | null {
  if (cut === 0) return null;
  const limit = `the limit of ${count(runBounds.maxSteps)} steps`;
  return `ended at ${limit}: ${count(cut)} of ${counted(executions, 'execution')}; what would come later in them is not judged`;
}

function cutLine(explored: Explored): readonly string[] {
  const text = cutText(explored);
  return text === null ? [] : [`    ${text}`];
}

function racesLine({ races }: Explored, verbose: boolean): readonly string[] {
  const text = racesText(races);
  if (text === null) return [];
  const reads = statedReads(races);
  return [`    ${text}${verbose && reads.length > 0 ? `: ${reads.join('; ')}` : ''}`];
}

/** @param alike a revision above, by whose strategies, workloads and profiles this one was searched too */
function revisionLines(
  { revision, explored, replayed, units, verdicts }: RevisionReport,
  alike: string | null,
): string {
  if (explored.executions === 0) return notSearched(revision, replayed);
  const { strategies, workloads, profiles } = explored;
  const lines = [
    executionsLine(revision, explored),
    ...cutLine(explored),
    `    units: ${units.join(', ')}`,
    ...(alike === null
      ? [
          `    strategies: ${strategiesTold(strategies).join(', ')}`,
          `    workloads: ${workloads.join(', ')}`,
          `    profiles: ${profiles.length > 8 ? `${profiles.slice(0, 8).join(', ')} and ${profiles.length - 8} more` : profiles.join(', ')}`,
        ]
      : [`    strategies, workloads and profiles: those of ${alike}`]),
    ...givenLine(verdicts),
    ...leftOutLines(verdicts).map((line) => `    ${line}`),
    ...matchedLine(explored),
    ...reachedLines(explored),
    ...racesLine(explored, true),
    ...curesLine(explored, true),
    ...replayedLines(replayed),
  ];
  return `${lines.flatMap((line) => wrapText(line, WIDTH)).join('\n')}\n`;
}

/** How many rules the line on givens names. */
const SCARCEST = 5;

/** The verdicts on rules that runs of a revision are judged by. */
const judgedOf = (verdicts: RevisionReport['verdicts']): RevisionReport['verdicts'] =>
  verdicts.filter(({ word }) => !/^(not applicable|model only|not yet stated)/.test(word));

/** The rules that rest on the fewest occasions; all of them stand in report.json and junit.xml. */
function givenLine(verdicts: RevisionReport['verdicts']): readonly string[] {
  const judged = judgedOf(verdicts);
  if (judged.length === 0) return [];
  const scarcest = judged.toSorted((a, b) => a.given - b.given).slice(0, SCARCEST);
  const told = scarcest.map(({ rule, given }) => `${rule} ${count(given)}`).join(', ');
  return [
    `    rules that had something to judge: ${judged.filter((v) => v.given > 0).length} of ${judged.length}; least often: ${told}`,
  ];
}

/** Rules that say nothing of a part of what they would be judged by. */
export function leftOutLines(
  verdicts: readonly Pick<RuleVerdict, 'rule' | 'given' | 'leftOut'>[],
): readonly string[] {
  return verdicts.flatMap(({ rule, given, leftOut = 0 }) =>
    leftOut === 0
      ? []
      : [
          `${rule}: it had something to judge in ${count(given)} of ${counted(given + leftOut, 'pair')} of runs; control flow or a fault depends on protected content in ${count(leftOut)}`,
        ],
  );
}

function matchedLine({ matchedActions, unmatchedActions }: Explored): readonly string[] {
  const matched = Object.keys(matchedActions).length;
  if (matched === 0) return [];
  const missed = unmatchedActions.length === 0 ? '' : `; not: ${unmatchedActions.join(', ')}`;
  return [
    `    actions of the model that explain steps: ${matched} of ${matched + unmatchedActions.length}${missed}`,
  ];
}

/** How strong a "not found" is: what was met, how much may be left, which answers to part F, which programs wholly. */
function reachedLines({ reached, executions }: Explored): readonly string[] {
  const { rounds, answers, pairs, declared, every, things, once } = reached;
  const perExecution = once / Math.max(1, executions);
  return [
    `    ${unseenText({ things, once, perExecution }, behavioursText)}${once > 0 ? ' (Good-Turing)' : ''}; whole rounds: ${rounds}`,
    `    strength, by plausible answers to part F other than the default that a run took: single ${answers.reached} of ${answers.of}, pairs in one run ${count(pairs.reached)} of ${count(pairs.of)}`,
    ...(declared.of === 0
      ? []
      : [`    declared reachable: ${declared.of - declared.dead.length} of ${declared.of} reached`]),
    ...every.map(
      ({ program, strategy, schedules }) => `    ${strategy} of ${program}: all ${count(schedules)}`,
    ),
  ];
}

function curesLine({ epochs, exhausted }: Explored, verbose: boolean): readonly string[] {
  const last = epochs.at(-1);
  const first = epochs[0];
  if (last === undefined || first === undefined || epochs.length < 2) return [];
  const cures = last.units.filter((unit) => !first.units.includes(unit));
  const end = exhausted ? 'nothing new came' : 'the budget ended before nothing new came';
  const stacked = verbose
    ? `cures stacked (${cures.join(', ')})`
    : `${counted(cures.length, 'cure')} stacked`;
  return [`    searched again with ${stacked}: ${end}`];
}

/** Something that this run says nothing about. */
interface Gap {
  /** What it is a matter of, where only how many there are is told; null: it counts for the exit code. */
  readonly about: string | null;
  readonly things: number;
  readonly line: string;
}

/** What this run says nothing about: what counts for the exit code in full, the rest counted unless all is asked for. */
export function gapsSection(report: VerifyReport, verbose: boolean): string {
  const gaps = [
    ...report.revisions.flatMap(gapsOfRevision),
    ...report.model.flatMap(gapsOfModel),
    ...gapsOfRules(report),
    ...gapsOfChoices(report),
  ];
  if (gaps.length === 0) return '';
  const told = gaps.filter(({ about }) => verbose || about === null).map(({ line }) => line);
  const sums = new Map<string, number>();
  for (const { about, things } of gaps) if (about !== null) sums.set(about, (sums.get(about) ?? 0) + things);
  const summed = [...sums].map(([about, things]) => `${about} ${count(things)}`).join(', ');
  const folded = verbose || summed === '' ? [] : [`  ${summed}`, `  ${ONE_BY_ONE}`];
  return `Not covered\n${[...told, ...folded].flatMap((line) => wrapText(line, WIDTH)).join('\n')}\n`;
}

function gapsOfRevision({ revision, verdicts, explored }: RevisionReport): readonly Gap[] {
  const { answers, pairs, declared } = explored.reached;
  const dead = declared.dead.map(({ thing }) => thing);
  return [
    ...gap(null, verdictsThat(verdicts, 'vacuous'), `vacuous on ${revision}: `),
    ...notReached(verdicts, `on ${revision}`),
    ...notApplicableLines(revision, verdicts),
    ...gap(null, dead, `dead on ${revision}: `, '; '),
    ...answers.never.flatMap(({ asked, why }) =>
      gap('answers never asked:', asked, `never asked on ${revision}: `, '; ', `: ${why}`),
    ),
    ...pairs.apart.map(({ answer, leaves, why }): Gap => {
      const beside = leaves.length === 0 ? 'nothing else' : `nothing but ${leaves.join(', ')}`;
      const line = `  beside ${answer} ${beside} is asked on ${revision}: ${why}`;
      return { about: 'answers that leave little else to ask:', things: 1, line };
    }),
    ...gap(
      'pairs of answers that no run took together:',
      pairs.missed,
      `answers that no run of ${revision} took together: `,
      '; ',
    ),
  ];
}

function gapsOfModel({ scope, rules, deadActions, unreachedActions }: ModelReport): readonly Gap[] {
  const where = `in the model, scope ${scope}`;
  return [
    ...gap(null, verdictsThat(rules, 'vacuous'), `vacuous ${where}: `),
    ...notReached(rules, where),
    ...gap(null, deadActions, `dead ${where}: `),
    ...gap('actions of the model not reached:', unreachedActions, `actions not reached ${where}: `),
  ];
}

/** Where a revision declares a rule not applicable, another one says how far it is carried. */
function gapsOfRules({ revisions }: VerifyReport): readonly Gap[] {
  const verdicts = revisions.flatMap((r) => r.verdicts);
  const only = verdictsThat(verdicts, 'model only');
  return [
    ...gap('rules of the model only:', only, 'judged on the model only, not on runs: '),
    ...gap('rules not yet stated:', verdictsThat(verdicts, 'not yet stated'), 'not yet stated: '),
  ];
}

function gapsOfChoices({ choices, revisions, budget }: VerifyReport): readonly Gap[] {
  const silent = choices.filter((c) => !c.consulted);
  const missed = silent.filter((c) => c.carried).map((c) => c.id);
  const absent = silent.filter((c) => !c.carried).map((c) => c.id);
  return [
    ...gap('questions that no run asked:', missed, 'choices that no run consulted: '),
    ...gap('questions not carried:', absent, 'choices that the simulator does not carry: '),
    ...revisions.flatMap(({ revision, explored }) => {
      const { missed } = explored.reached.answers;
      // A smoke search tries none but the defaults.
      if (budget === 'smoke' || explored.executions === 0) return [];
      const head = `plausible answers to part F that mattered in no run of ${revision}: `;
      return gap('plausible answers that mattered in no run:', missed, head, '; ');
    }),
  ];
}

/** Things that nothing is said about, if there are any. */
function gap(
  about: string | null,
  things: readonly string[],
  head: string,
  between = ', ',
  tail = '',
): readonly Gap[] {
  if (things.length === 0) return [];
  return [{ about, things: things.length, line: `  ${head}${things.join(between)}${tail}` }];
}

const verdictsThat = (
  verdicts: readonly { readonly rule: string; readonly word: string }[],
  word: string,
): readonly string[] => [...new Set(verdicts.filter((v) => v.word === word).map((v) => v.rule))];

/** Rules whose given a search did not come to that is too small to be meant to. */
function notReached(
  verdicts: readonly { readonly rule: string; readonly word: string }[],
  where: string,
): readonly Gap[] {
  const silent = verdicts.filter(({ word }) => word.startsWith('not reached'));
  const rules = silent.map(({ rule }) => rule);
  return gap('rules not reached:', rules, `${silent[0]?.word ?? ''} ${where}: `);
}

/** Rules that a revision declares not applicable, together where they have one reason. */
function notApplicableLines(revision: string, verdicts: RevisionReport['verdicts']): readonly Gap[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, word, notes } of verdicts) {
    const [why] = notes;
    if (word === 'not applicable' && why !== undefined)
      byReason.set(why, [...(byReason.get(why) ?? []), rule]);
  }
  return [...byReason].map(([why, rules]): Gap => {
    const named = rules.length > 4 ? `${rules.length} rules` : rules.join(', ');
    const line = `  not applicable on ${revision}: ${named}: ${why}`;
    return { about: 'rules not applicable:', things: rules.length, line };
  });
}

/** What is claimed of the reference but for these: rules that no driver can keep together (docs/rules.md, section 4). */
export function unrealizableSection(report: VerifyReport): string {
  if (!report.revisions.some((r) => r.revision === 'reference')) return '';
  const rows = unrealizable.flatMap(({ choice, answer, when, rules }) =>
    wrapText(`  ${choice} "${answer}", while ${when}: not together ${rules.join(', ')}`, WIDTH),
  );
  return `No driver can keep (shown by a game on the model, docs/model.md)\n${rows.join('\n')}\n`;
}

/** The open choices on which findings hang, one finding for each cause, the most wanted answer first. */
export function questionsSection(report: VerifyReport): string {
  const asked = questionsOf(report);
  if (asked.length === 0) return '';
  const rows = asked.map(({ id, question, findings, severities }) => {
    const matters = [
      ...(findings === 0 ? [] : [counted(findings, 'cause')]),
      ...(severities === 0
        ? []
        : [`how bad ${counted(severities, 'cause')} ${severities === 1 ? 'is' : 'are'}`]),
    ];
    return `  ${id}  ${question}: the answer matters to ${matters.join(', and to ')}`;
  });
  const more = `counted by the smallest counterexample of each cause; all of them: npm run explain -- ${asked[0]?.id ?? ''}`;
  return `Questions for the firmware's owners\n${rows.join('\n')}\n${wrapText(`  ${more}`, WIDTH).join('\n')}\n`;
}
