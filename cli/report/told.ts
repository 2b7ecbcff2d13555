import { type ChoiceId, openChoices } from '../../impl/profile/choices.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { isAsMet } from '../../properties/counterexample/is-expected.ts';
import type { Replayed } from '../../properties/counterexample/replay.ts';
import { plural } from '../../properties/plural.ts';
import { cName } from '../c-names.ts';
import { fixesOf } from '../explain/stored.ts';
import { mainlineHas } from '../findings/finding.ts';
import { contentWords, faultWords } from '../story/faults.ts';
import { keptWithText } from '../story/kept-with.ts';
import { noReturnText } from '../story/no-return.ts';
import { type Assumption, type StoryMeta, type StoryParts, story, storyParts } from '../story/story.ts';
import { blamedUnit } from './own-unit.ts';

/**
 * The story of a counterexample that was run again. One that no longer shows tells why instead.
 *
 * @param file path of the counterexample, for the line that replays it
 */
export function tell(counterexample: Counterexample, replayed: Replayed, file: string): string {
  const { checked, violation, stale } = replayed;
  if (checked === null || violation === null) {
    return `${counterexample.rule} (${counterexample.instance}): STALE, ${stale ?? 'it does not show'}\n`;
  }
  return story(checked.run.events, violation, metaOf(counterexample, file));
}

/** The parts of the same story; null for one that no longer shows. */
export function tellParts(
  counterexample: Counterexample,
  { checked, violation }: Replayed,
  file: string,
): StoryParts | null {
  if (checked === null || violation === null) return null;
  return storyParts(checked.run.events, violation, metaOf(counterexample, file));
}

/** What is known of a finding beyond its run. */
export function metaOf(counterexample: Counterexample, file: string): StoryMeta {
  const { revision, needs, faults, workload, secrets, cure, minimal, schedule, noReturn } = counterexample;
  const decisions = plural(schedule.length, 'decision');
  const own = blamedUnit(counterexample);
  const keptWith = keptWithText(counterexample);
  return {
    ...(own !== null && { own }),
    revision: revision.name.startsWith('reference') ? revision.name : (revision.name.split('+')[0] ?? ''),
    stacked: fixesOf(revision),
    // A unit with a seeded defect is told as the patch that it stands for.
    units: revision.units.map((unit) => unit.split('+')[0] ?? unit),
    ...(isAsMet(counterexample) && { asMet: true }),
    needs: Object.entries(needs.choices).map(assumption),
    lateWakeUps: needs.late,
    faults: [...faultWords(faults, workload.heap), ...contentWords(secrets)],
    minimal: schedule.length === 0 ? 'the default schedule shows it' : `${minimal.label} (${decisions})`,
    replay: `npm run replay -- ${file}`,
    nearest: nearestSchedule(counterexample),
    ...(noReturn && { noReturn: noReturnText(noReturn) }),
    ...(keptWith !== null && { keptWith }),
    ...(mainlineHas(counterexample) && { ofMainline: true }),
    cure: cure === null ? null : `${cure.fixes.join(' + ')}, ${rerun(cure.rerun)}`,
  };
}

function rerun(executions: number): string {
  return executions === 1
    ? '1 execution re-run with it holds'
    : `${executions} executions re-run with it hold`;
}

/** The schedule that differs in the last decision only, where that one is known to keep the rule. */
function nearestSchedule({ nearest, schedule }: Counterexample): string | null {
  const last = schedule.at(-1);
  if (nearest === null || last === undefined) return null;
  if (last.kind === 'value') {
    const late = /^late\((.*)\)$/.exec(last.name)?.[1];
    return late === undefined
      ? `${last.name} not ${last.option}`
      : `${cName(late)} in time, not ${Number.parseInt(last.option, 10) / 1000} ms late`;
  }
  const { insteadOf, run } = last;
  return `${cName(insteadOf.activity)} ("${cName(insteadOf.label)}") running before ${cName(run)}`;
}

function assumption([id, option]: readonly [string, string]): Assumption {
  const choice = openChoices[id as ChoiceId];
  const standing =
    option === choice.default ? 'default' : choice.stress.includes(option) ? 'stress' : 'plausible';
  return { id, option, standing };
}
