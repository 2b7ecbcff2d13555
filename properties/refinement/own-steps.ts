import type { State } from '../../model/protected-mode/index.ts';
import type { ModelInstance } from '../abstraction/instance.ts';
import type { ModelSide, Observation, Observer, Shown } from './refine.ts';

/**
 * The observer's view and, beside it, what it leaves to the model though a run shows when it happens: the phases of
 * firmware, the driver's notes of requests, acknowledgements, ranks.
 */
function wholeView({ terms }: ModelInstance, observer: Observer<State>): (s: State) => Observation {
  return (s) => {
    const shown: Shown[] = [...observer.observe(s)];
    const owner = s.owner === null ? -1 : terms.Group.indexOf(s.owner);
    const first = s.first === null ? -1 : terms.Group.indexOf(s.first);
    shown.push(s.driver, s.firmware, s.forcing !== 'none', owner, first);
    for (const g of terms.groups) {
      const { saved, turn, queues } = s.groups[g];
      shown.push(saved, turn);
      for (const q of terms.queues) {
        const { waits, recorded, acknowledged, sampled, issued } = queues[q];
        shown.push(waits, recorded, acknowledged, sampled, issued);
      }
    }
    return shown;
  };
}

/**
 * The actions of the model that lead from one state of a run to the next one: each alone, possible there, and changing
 * what a run shows as the run did. None where a run does several at once, or what the model has otherwise.
 *
 * An explanation (`Refinement`) takes hidden steps only where it needs them, and then as late as it can; this tells them
 * when they happen.
 */
export function ownSteps(
  instance: ModelInstance,
  side: ModelSide<State, unknown>,
  observer: Observer<State>,
): (before: State, after: State) => readonly string[] {
  const view = wholeView(instance, observer);
  return (before, after) => {
    const goal = view(after);
    const from = view(before);
    if (goal.every((shown, i) => shown === from[i])) return [];
    const found = new Set<string>();
    side.eachStep(before, (action, state) => {
      if (found.has(action)) return;
      const shown = view(state);
      if (goal.every((value, i) => value === shown[i])) found.add(action);
    });
    return [...found];
  };
}
