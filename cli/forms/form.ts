import type { SimEvent } from '../../impl/events.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import type { Violation } from '../../properties/rule.ts';
import type { StoryParts } from '../story/story.ts';

/** What every form of a story is made of: a counterexample that was replayed. */
export interface Telling {
  readonly counterexample: Counterexample;
  readonly violation: Violation;
  /** The events of the run up to the one at which the rule was found broken. */
  readonly events: readonly SimEvent[];
  /** The plain text, for a mail. */
  readonly text: string;
  readonly parts: StoryParts;
  /** The line that replays it. */
  readonly replay: string;
}

/** A form of a story. Pure: the same telling gives the same bytes. */
export type Form = (telling: Telling) => string;

/**
 * Nanoseconds that keep the order of events. Virtual time stands still while anything can run, so many events share
 * a microsecond; viewers sort by time and would mix them up. Within a microsecond the nanoseconds are order, not time.
 */
export function orderedNs(events: readonly SimEvent[]): readonly number[] {
  const atOnce = new Map<number, number>();
  for (const { tUs } of events) atOnce.set(tUs, (atOnce.get(tUs) ?? 0) + 1);
  const seen = new Map<number, number>();
  return events.map(({ tUs }) => {
    const nth = seen.get(tUs) ?? 0;
    seen.set(tUs, nth + 1);
    // More than a thousand share what there is: their order is kept by the order of the file.
    const spread = Math.max(1, (atOnce.get(tUs) ?? 1) / 1_000);
    return tUs * 1_000 + Math.floor(nth / spread);
  });
}
