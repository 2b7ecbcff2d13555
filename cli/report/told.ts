import { type ChoiceId, openChoices } from '../../impl/profile/choices.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import type { Replayed } from '../../properties/counterexample/replay.ts';
import { type Assumption, type StoryMeta, story } from '../story/story.ts';

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

function metaOf(counterexample: Counterexample, file: string): StoryMeta {
  const { revision, needs, nearest, cure, minimal, schedule } = counterexample;
  const decisions = schedule.length === 1 ? '1 decision' : `${schedule.length} decisions`;
  return {
    revision: revision.name,
    units: revision.units,
    needs: Object.entries(needs.choices).map(assumption),
    lateWakeUps: needs.late,
    minimal: `${minimal.label} (${decisions})`,
    replay: `npm run replay -- ${file}`,
    nearest,
    cure: cure === null ? null : `${cure.fixes.join(' + ')} (${cure.rerun} executions re-run keep the rule)`,
  };
}

function assumption([id, option]: readonly [string, string]): Assumption {
  const choice = openChoices[id as ChoiceId];
  const standing =
    option === choice.default ? 'default' : choice.stress.includes(option) ? 'stress' : 'plausible';
  return { id, option, standing };
}
