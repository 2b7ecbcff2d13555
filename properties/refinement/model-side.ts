import { OutOfRange, type Params, type PlainModel } from '../../model/checker/index.ts';
import type { ModelSide, ModelStep } from './refine.ts';

/** The plain side of a model as refinement uses it. */
export function modelSideOf<S>(plain: PlainModel<S>): ModelSide<S, Params> {
  return {
    successors: (state) => plain.successors(state),
    steps: (state, action) =>
      plain
        .instances(action)
        .filter((params) => plain.enabled(state, action, params) === true)
        .map((params) => ({ action, params, state: plain.apply(state, action, params) })),
    effects: (state) => effectsOf(plain, state),
    falseGuards: (state, action, params) => {
      const guards = plain.model.actions.find((a) => a.id === action)?.guards ?? [];
      return guards.filter((g) => !g.holds(state, params)).map((g) => g.name);
    },
    key: (state) => plain.key(state),
  };
}

function effectsOf<S>(plain: PlainModel<S>, state: S): ModelStep<S, Params>[] {
  const steps: ModelStep<S, Params>[] = [];
  for (const { id } of plain.model.actions) {
    for (const params of plain.instances(id)) {
      try {
        steps.push({ action: id, params, state: plain.apply(state, id, params) });
      } catch (error) {
        // An action that leaves the schema makes no sense here.
        if (!(error instanceof OutOfRange)) throw error;
      }
    }
  }
  return steps;
}
