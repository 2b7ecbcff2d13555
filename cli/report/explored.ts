import { unrealizable } from '../../model/protected-mode/unrealizable.ts';
import { unseenText } from '../../properties/campaign/reached.ts';
import type { RuleVerdict } from '../../properties/campaign/verdicts.ts';
import type { Explored, RevisionReport, VerifyReport } from '../../properties/verify-report.ts';
import { count, counted } from '../progress.ts';
import { questionsOf } from './questions.ts';
import { strategiesTold } from './strategies.ts';
import { wrapText } from './table.ts';

const WIDTH = 100;

/** What was searched in the simulator: the ground on which "not found" stands. */
export function exploredSection(revisions: readonly RevisionReport[]): string {
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

/** @param alike a revision above, by whose strategies, workloads and profiles this one was searched too */
function revisionLines(
  { revision, explored, replayed, units, verdicts }: RevisionReport,
  alike: string | null,
): string {
  const { executions, steps, lateAllowed, mostLate, strategies, workloads, profiles } = explored;
  const again = replayed.length === 0 ? [] : [`stored counterexamples replayed: ${count(replayed.length)}`];
  // A search that was stopped before it came to this revision has no strategies and profiles to speak of.
  if (executions === 0) return `  ${[`${revision}: not searched`, ...again].join('; ')}\n`;
  const lines = [
    `  ${revision}: ${counted(executions, 'execution')}, ${counted(steps, 'step')}; late wake-ups in one execution: ${lateAllowed} allowed, ${mostLate} met`,
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
    ...curesLine(explored),
    ...again.map((line) => `    ${line}`),
    ...replayed.filter((r) => r.stale !== null).map((r) => `    STALE: ${r.file}: ${r.stale}`),
  ];
  return `${lines.flatMap((line) => wrapText(line, WIDTH)).join('\n')}\n`;
}

/** How many rules the line on givens names. */
const SCARCEST = 5;

/** The rules that rest on the fewest occasions; all of them stand in report.json and junit.xml. */
function givenLine(verdicts: RevisionReport['verdicts']): readonly string[] {
  const judged = verdicts.filter(({ word }) => !/^(not applicable|model only|not yet stated)/.test(word));
  if (judged.length === 0) return [];
  const scarcest = judged.toSorted((a, b) => a.given - b.given).slice(0, SCARCEST);
  const told = scarcest.map(({ rule, given }) => `${rule} ${count(given)}`).join(', ');
  return [
    `    rules whose given happened: ${judged.filter((v) => v.given > 0).length} of ${judged.length}; least often: ${told}`,
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
          `${rule}: its given happened in ${count(given)} of ${counted(given + leftOut, 'pair')} of runs; control flow or a fault depends on protected content in ${count(leftOut)}`,
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
    `    ${unseenText({ things, once, perExecution })}${once > 0 ? ' (Good-Turing)' : ''}; whole rounds: ${rounds}`,
    `    strength, by plausible answers to part F other than the default that a run took: single ${answers.reached} of ${answers.of}, pairs in one run ${count(pairs.reached)} of ${count(pairs.of)}`,
    ...(declared.of === 0
      ? []
      : [`    declared reachable: ${declared.of - declared.dead.length} of ${declared.of} reached`]),
    ...every.map(
      ({ program, strategy, schedules }) => `    ${strategy} of ${program}: all ${count(schedules)}`,
    ),
  ];
}

function curesLine({ epochs, exhausted }: Explored): readonly string[] {
  const last = epochs.at(-1);
  const first = epochs[0];
  if (last === undefined || first === undefined || epochs.length < 2) return [];
  const cures = last.units.filter((unit) => !first.units.includes(unit));
  const end = exhausted ? 'nothing new came' : 'the budget ended before nothing new came';
  return [`    searched again with cures stacked (${cures.join(', ')}): ${end}`];
}

/** What this run says nothing about. */
export function gapsSection(report: VerifyReport): string {
  const lines: string[] = [];
  for (const { revision, verdicts, explored } of report.revisions) {
    const vacuous = verdicts.filter((v) => v.word === 'vacuous').map((v) => v.rule);
    if (vacuous.length > 0) lines.push(`  vacuous on ${revision}: ${vacuous.join(', ')}`);
    lines.push(...notReached(verdicts, `on ${revision}`));
    lines.push(...notApplicableLines(revision, verdicts));
    const { answers, pairs, declared } = explored.reached;
    if (declared.dead.length > 0)
      lines.push(`  dead on ${revision}: ${declared.dead.map(({ thing }) => thing).join('; ')}`);
    lines.push(
      ...answers.never.map(({ asked, why }) => `  never asked on ${revision}: ${asked.join('; ')}: ${why}`),
      ...pairs.apart.map(({ answer, leaves, why }) => {
        const beside = leaves.length === 0 ? 'nothing else' : `nothing but ${leaves.join(', ')}`;
        return `  beside ${answer} ${beside} is asked on ${revision}: ${why}`;
      }),
    );
  }
  for (const { scope, rules, deadActions, unreachedActions } of report.model) {
    const vacuous = rules.filter((r) => r.word === 'vacuous').map((r) => r.rule);
    if (vacuous.length > 0) lines.push(`  vacuous in the model, scope ${scope}: ${vacuous.join(', ')}`);
    lines.push(...notReached(rules, `in the model, scope ${scope}`));
    if (deadActions.length > 0) lines.push(`  dead in the model, scope ${scope}: ${deadActions.join(', ')}`);
    if (unreachedActions.length > 0)
      lines.push(`  actions not reached in the model, scope ${scope}: ${unreachedActions.join(', ')}`);
  }
  // Where a revision declares a rule not applicable, another one says how far it is carried.
  const verdicts = report.revisions.flatMap((r) => r.verdicts);
  const notOnRuns = (word: string): readonly string[] => [
    ...new Set(verdicts.filter((v) => v.word === word).map((v) => v.rule)),
  ];
  const modelOnly = notOnRuns('model only');
  if (modelOnly.length > 0) lines.push(`  judged on the model only, not on runs: ${modelOnly.join(', ')}`);
  const notStated = notOnRuns('not yet stated');
  if (notStated.length > 0) lines.push(`  not yet stated: ${notStated.join(', ')}`);
  const silent = report.choices.filter((c) => !c.consulted);
  const missed = silent.filter((c) => c.carried).map((c) => c.id);
  const absent = silent.filter((c) => !c.carried).map((c) => c.id);
  if (missed.length > 0) lines.push(`  choices that no run consulted: ${missed.join(', ')}`);
  if (absent.length > 0) lines.push(`  choices that the simulator does not carry: ${absent.join(', ')}`);
  for (const { revision, explored } of report.revisions) {
    const { missed } = explored.reached.answers;
    // A smoke search tries none but the defaults.
    if (report.budget !== 'smoke' && explored.executions > 0 && missed.length > 0)
      lines.push(
        `  plausible answers to part F that mattered in no run of ${revision}: ${missed.join('; ')}`,
      );
  }
  if (lines.length === 0) return '';
  return `Not covered\n${lines.flatMap((line) => wrapText(line, WIDTH)).join('\n')}\n`;
}

/** Rules whose given a search did not come to that is too small to be meant to. */
function notReached(
  verdicts: readonly { readonly rule: string; readonly word: string }[],
  where: string,
): readonly string[] {
  const silent = verdicts.filter(({ word }) => word.startsWith('not reached'));
  const [first] = silent;
  return first === undefined
    ? []
    : [`  ${first.word} ${where}: ${silent.map(({ rule }) => rule).join(', ')}`];
}

/** Rules that a revision declares not applicable, together where they have one reason. */
function notApplicableLines(revision: string, verdicts: RevisionReport['verdicts']): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, word, notes } of verdicts) {
    const [why] = notes;
    if (word === 'not applicable' && why !== undefined)
      byReason.set(why, [...(byReason.get(why) ?? []), rule]);
  }
  return [...byReason].map(
    ([why, rules]) =>
      `  not applicable on ${revision}: ${rules.length > 4 ? `${rules.length} rules` : rules.join(', ')}: ${why}`,
  );
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
