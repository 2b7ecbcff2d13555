import type { SimEvent } from '../../impl/events.ts';
import { choiceIds, openChoices } from '../../impl/profile/choices.ts';
import type { Activity } from '../../impl/runtime/activity.ts';
import { hashText } from '../../impl/runtime/value.ts';
import type { CheckedRun } from '../check-run.ts';
import { plural } from '../plural.ts';
import type { SearchedCell } from './campaign.ts';
import type { CellResult, Reached } from './run-cell.ts';
import type { RareRun } from './subject.ts';

/**
 * What an execution came to, as texts: rules whose given happened (`rule OWNER`), where it is followed on the model
 * the actions that explain its steps (`action driver.enter`) and the states (`state 1x7k2p`, by a hash), kinds of events
 * (`event group kill`), answers of the driver (`answer GROUP_CREATE EINVAL`), who ran in whose place (`switch irq/job for tick_work`), and answers to part F other than the default that it consulted, alone
 * (`choice F04 = never`) and two together (`choices F04 = never & F07 = 50 ms`).
 */
export function reachedBy(checked: CheckedRun): ReadonlySet<string> {
  const { run, given, matchedActions, abstractStates } = checked;
  const reached = new Set<string>();
  for (const [rule, count] of given) if (count > 0) reached.add(`rule ${rule}`);
  for (const action of matchedActions.keys()) reached.add(`action ${action}`);
  for (const state of abstractStates) reached.add(`state ${(hashText(state) >>> 0).toString(36)}`);
  for (const event of run.events) {
    reached.add(`event ${event.kind}${'op' in event ? ` ${event.op}` : ''}`);
    if (event.kind === 'ioctl')
      reached.add(`answer ${event.call.split(' ')[0]} ${event.result.split(',')[0]}`);
  }
  const kinds = new Map(run.system.machine.activities.map((a) => [a.path, kindOf(a)]));
  for (const decision of run.decisions) {
    if (decision.kind !== 'run') continue;
    reached.add(`switch ${kinds.get(decision.run)} for ${kinds.get(decision.insteadOf.activity)}`);
  }
  for (const text of choicesReached(run.events)) reached.add(text);
  return reached;
}

/** What an activity is, without who it works for: `queue_run_job` for `queue_run_job(a.main:0)`. */
function kindOf({ kind, path }: Activity): string {
  return kind === 'process' ? kind : path.replace(/\(.*|[/.]\d+$/g, '');
}

/** The plausible answers to part F, other than the default, that a run took, alone and two together. */
function choicesReached(events: readonly SimEvent[]): readonly string[] {
  const taken = new Set<string>();
  for (const event of events) {
    if (event.kind === 'choice') taken.add(`${event.id} = ${event.option}`);
  }
  const answers = plausibleAnswers.filter((answer) => taken.has(answer));
  const pairs = answers.flatMap((a, i) =>
    answers.slice(i + 1).flatMap((b) => (sameQuestion(a, b) ? [] : [`choices ${a} & ${b}`])),
  );
  return [...answers.map((answer) => `choice ${answer}`), ...pairs];
}

/** What is met once may be the last of its kind or the first of many. */
export interface Unseen {
  /** Different things that were reached. */
  readonly things: number;
  /** Those that a single execution reached. */
  readonly once: number;
  /** An estimate of how many new things the next execution reaches: mostly less than 1. */
  readonly perExecution: number;
}

/** An execution that alone came to something, and its program. */
export type RareExecution = RareRun & { readonly program: string };

/** Which executions alone came to something, as cells are searched. */
export class Rarity {
  /** Null: several came to it. */
  private readonly witnesses = new Map<string, RareExecution | null>();

  add({ cell, result }: SearchedCell): void {
    const { strategy, program, every, near } = cell;
    for (const [thing, [executions, seed]] of Object.entries(result.reached)) {
      // What is not a function of a seed alone cannot be run again by one.
      const alone = executions === 1 && every === undefined && near === undefined;
      const first = alone && !this.witnesses.has(thing);
      this.witnesses.set(thing, first ? { strategy, program, seed } : null);
    }
  }

  /** Each once, in the order in which they were found. */
  executions(): readonly RareExecution[] {
    const all = [...this.witnesses.values()].filter((rare) => rare !== null);
    return [...new Map(all.map((rare) => [JSON.stringify(rare), rare])).values()];
  }
}

/**
 * How much is left to find: things that one execution alone came to, by executions.
 * I. J. Good: The Population Frequencies of Species and the Estimation of Population Parameters. Biometrika 40 (1953),
 * with an idea of A. M. Turing; for executions that come to many things each as in A. Chao and others, Ecological
 * Monographs 84 (2014). It is an estimate, and supposes that executions are drawn alike, which those of a portfolio are
 * only nearly.
 */
export function unseen(reached: Reached, executions: number): Unseen {
  const met = new Met();
  met.add({ executions, reached });
  return met.unseen();
}

/** The same, counted as cells come in: a search of many of them tells of it after each. */
export class Met {
  executions = 0;
  private readonly counts = new Map<string, number>();
  private once = 0;

  add({ executions, reached }: Pick<CellResult, 'executions' | 'reached'>): void {
    this.executions += executions;
    for (const [thing, [count]] of Object.entries(reached)) {
      const before = this.counts.get(thing) ?? 0;
      this.counts.set(thing, before + count);
      if (before === 1) this.once--;
      if (before + count === 1) this.once++;
    }
  }

  unseen(): Unseen {
    const { executions, counts, once } = this;
    return { things: counts.size, once, perExecution: executions === 0 ? 1 : once / executions };
  }
}

/** What counts as a behaviour, in words. */
export const behavioursText =
  'rules judged, actions and states of the model, events, results of calls, switches of activities, answers to part F';

/**
 * The same in words: `214 behaviours met, an estimated 1 new in 300 executions to come`.
 *
 * @param what what a behaviour is, where that is to be said
 */
export function unseenText({ things, once, perExecution }: Unseen, what = ''): string {
  const met = `${plural(things, 'behaviour')} met${what === '' ? '' : ` (${what})`}`;
  if (once === 0) return `${met}, each by two executions or more`;
  const executions = Math.round(1 / perExecution);
  const often = executions <= 1 ? 'each execution' : plural(executions, 'execution');
  return `${met}, an estimated 1 new in ${often} to come`;
}

/** How strong the profiles were: answers to part F that were consulted, alone and in pairs, of those that may be. */
export interface Strength {
  /** Pairs that no execution took together, though it took each of the two alone. */
  readonly apart: readonly AnswerPair[];
  readonly singles: number;
  readonly allSingles: number;
  readonly pairs: number;
  readonly allPairs: number;
  /** Answers that no execution consulted. */
  readonly missed: readonly string[];
}

/**
 * @param singles the answers that may be consulted at all
 * @param pairs those of them that may be consulted in one run
 */
export function strengthOf(
  reached: Readonly<Record<string, unknown>>,
  singles: readonly string[] = plausibleAnswers,
  pairs: readonly AnswerPair[] = answerPairs(singles),
): Strength {
  const met = (answer: string): boolean => Object.hasOwn(reached, `choice ${answer}`);
  const missed = singles.filter((answer) => !met(answer));
  const left = pairs.filter(([a, b]) => !Object.hasOwn(reached, `choices ${a} & ${b}`));
  return {
    singles: singles.length - missed.length,
    allSingles: singles.length,
    pairs: pairs.length - left.length,
    allPairs: pairs.length,
    missed,
    apart: left.filter(([a, b]) => met(a) && met(b)),
  };
}

/** Every plausible answer to part F that this simulator carries, `F04 = never`. */
export const plausibleAnswers: readonly string[] = choiceIds.flatMap((id) =>
  openChoices[id].carried ? openChoices[id].plausible.map((option) => `${id} = ${option}`) : [],
);

export const questionOf = (answer: string): string => answer.slice(0, answer.indexOf(' '));
const sameQuestion = (a: string, b: string): boolean => questionOf(a) === questionOf(b);

export type AnswerPair = readonly [string, string];

/** Every two of them to different questions, in the order of part F. */
export function answerPairs(singles: readonly string[] = plausibleAnswers): readonly AnswerPair[] {
  return singles.flatMap((a, i) =>
    singles.slice(i + 1).flatMap((b) => (sameQuestion(a, b) ? [] : [[a, b] as const])),
  );
}
