import type { LeadsToRule } from '../../model/checker/index.ts';
import { type Explored, explore } from '../../model/checker/mutate-kills.ts';
import { type Case, protectedMode, type State } from '../../model/protected-mode/index.ts';

/** The steps of every driver, the fair one and all that decide less well: none does what the model does not. */
export const allSteps = (one: Case): Explored<State> =>
  explore(protectedMode({ name: 'all steps', cases: [one] }).model);

const isThen = 1;
const isOpenInFirst = 2;
const isOpenInSecond = 4;

/**
 * Whether the very same runs break both of two promises, be they fair or not. A promise is broken by a run from one of
 * its `given` on if `then` never holds. With one and the same `then`, that is so for both if no run comes to a `given`
 * of the one without having been, since `then` last held, at a `given` of the other.
 */
export function brokenBySameRuns(
  { graph, words, search, initialStates }: Explored<State>,
  first: LeadsToRule<State>,
  second: LeadsToRule<State>,
): boolean {
  const { engine, accessors } = search;
  const { layout } = accessors;
  const state = accessors.current as State;
  const is = new Uint8Array(graph.states);
  for (let x = 0; x < graph.states; x++) {
    engine.put(words, x * layout.words);
    const then = first.then(state);
    if (then !== second.then(state)) return false;
    if (then) is[x] = isThen;
    else is[x] = (first.given(state) ? isOpenInFirst : 0) | (second.given(state) ? isOpenInSecond : 0);
  }
  const comesTo = (open: number, without: number): boolean => {
    const seen = new Uint8Array(graph.states);
    const queue: number[] = [];
    const meet = (x: number): void => {
      if (seen[x] === 1 || ((is[x] ?? 0) & (isThen | without)) !== 0) return;
      seen[x] = 1;
      queue.push(x);
    };
    const meetAfter = (x: number): void => {
      for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) meet(graph.targets[e] ?? 0);
    };
    for (let x = 0; x < initialStates; x++) meet(x);
    for (let x = 0; x < graph.states; x++) if (is[x] === isThen) meetAfter(x);
    for (let x = queue.pop(); x !== undefined; x = queue.pop()) {
      if (((is[x] ?? 0) & open) !== 0) return true;
      meetAfter(x);
    }
    return false;
  };
  return !comesTo(isOpenInFirst, isOpenInSecond) && !comesTo(isOpenInSecond, isOpenInFirst);
}
