import type { SimEvent } from '../../impl/events.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { type Counterexample, scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { ReplayDivergence, StrictReplay } from '../../properties/explore/replay.ts';
import { type Html, html } from '../html/html.ts';
import { metaOf } from '../report/told.ts';
import { type StoryParts, storyParts } from '../story/story.ts';
import { words } from '../story/words.ts';
import type { Telling } from './form.ts';

type Steps = StoryParts['steps'];

/**
 * The nearest schedule that is known to keep the rule: that without the last decision, else the one that leaves the run at
 * its point of no return. Null where neither is known.
 */
export function holdingSchedule({ nearest, schedule, noReturn }: Counterexample): readonly Decision[] | null {
  if (nearest !== null && schedule.length > 0) return schedule.slice(0, -1);
  return noReturn?.last?.wayOut ?? null;
}

/**
 * The story from where the two runs part, beside that of the nearest schedule that holds, told by the same measure. That
 * it holds is not taken from the file: it is run. Null where there is none.
 */
export function besideHolding(telling: Telling): Html | null {
  const { counterexample: c, events, violation, parts } = telling;
  const schedule = holdingSchedule(c);
  if (schedule === null) return null;
  const others = eventsOf(c, schedule)?.filter(({ tUs }) => tUs <= violation.tUs);
  if (others === undefined) return null;
  const from = events.findIndex((event, i) => !same(event, others[i]));
  if (from === -1) return null;
  const breaking = events.find(({ seq }) => seq === violation.seq);
  // To be told by the same measure it is told up to where the rule breaks here, or to the same moment.
  const end =
    others.find((event, i) => i >= from && breaking !== undefined && alike(event, breaking)) ?? others.at(-1);
  const there =
    end === undefined
      ? []
      : storyParts(others, { ...violation, seq: end.seq, tUs: end.tUs }, metaOf(c, '')).steps;
  const fromHere = after(parts.steps, events[from]);
  const fromThere = after(there, others[from]);
  return html`<div class="beside">
<section aria-labelledby="breaks"><h3 id="breaks">This run breaks the rule</h3>${list(fromHere, fromThere, true)}</section>
<section aria-labelledby="holds"><h3 id="holds">The nearest schedule that holds</h3>${list(fromThere, fromHere, false)}</section>
</div>
<p class="soft">Both runs are alike until ${(events[from]?.tUs ?? 0) / 1000} ms. Underlined: only in this one of the two, elsewhere in its order, or at another moment.</p>`;
}

export const holdsStyle = `
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; } .beside ol { padding-left: 0; list-style: none; } .beside .only { text-decoration: underline; }
`;

/** The events of the run under a schedule that keeps the rule; null where it does not any more, or fits no run. */
export function eventsOf(c: Counterexample, schedule: readonly Decision[]): readonly SimEvent[] | null {
  const setup = setupOf(c.revision.units, scenarioOf(c));
  try {
    const { run, violations } = checkRun(setup, new StrictReplay(schedule), { rules: [c.rule] });
    return violations.some(({ rule }) => rule === c.rule) ? null : run.events;
  } catch (error) {
    if (error instanceof ReplayDivergence) return null;
    throw error;
  }
}

const alike = (a: SimEvent, b: SimEvent): boolean => a.activity === b.activity && words(a) === words(b);
const same = (a: SimEvent, b: SimEvent | undefined): boolean =>
  b !== undefined && a.tUs === b.tUs && alike(a, b);

/** What is told from an event on; a deadline that passed is told last. */
const after = (steps: Steps, first: SimEvent | undefined): Steps =>
  steps.filter(({ event }) => event === null || (first !== undefined && event.seq >= first.seq));

/** Steps in order; what is not in the longest common order of both is marked, and moments that differ. */
function list(steps: Steps, others: Steps, breaks: boolean): Html {
  if (steps.length === 0) return html`<p>Nothing of what tells it happens.</p>`;
  const kept = common(steps.map(key), others.map(key));
  const rows = steps.map(({ tUs, column, text, broken }, i) => {
    const there = kept.get(i);
    const marked = there === undefined ? html`<span class="only">${text}</span>` : html`${text}`;
    const time = `${tUs / 1000} ms`;
    const when =
      there === undefined || others[there]?.tUs === tUs
        ? html`${time}`
        : html`<span class="only">${time}</span>`;
    return html`<li>${when} ${column.title}: ${marked}${broken && breaks ? html` <span class="bad">BROKEN</span>` : null}</li>\n`;
  });
  return html`<ol>${rows}</ol>`;
}

const key = ({ column, text }: Steps[number]): string => `${column.title}: ${text}`;

/** Which of `a` are in a longest common subsequence with `b`, and where they stand there. */
function common(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number> {
  const width = b.length + 1;
  const lengths = new Array<number>((a.length + 1) * width).fill(0);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
  const kept = new Map<number, number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.set(i++, j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return kept;
}
