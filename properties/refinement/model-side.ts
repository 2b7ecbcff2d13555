import { OutOfRange, type Params, type PlainModel } from '../../model/checker/index.ts';
import type { ModelSide, ModelStep } from './refine.ts';

/**
 * The plain side of a model as refinement uses it. A run can be in a state that the model never reaches, and from there
 * a step can leave the schema: such a step makes no sense and is left out.
 */
export function modelSideOf<S>(plain: PlainModel<S>): ModelSide<S, Params> {
  const actions = plain.model.actions.map((a) => a.id);
  return {
    successors: (state) => actions.flatMap((id) => stepsOf(plain, state, id, true)),
    steps: (state, action) => stepsOf(plain, state, action, true),
    effects: (state) => actions.flatMap((id) => stepsOf(plain, state, id, false)),
    falseGuards: (state, action, params) => {
      const guards = plain.model.actions.find((a) => a.id === action)?.guards ?? [];
      return guards.filter((g) => !g.holds(state, params)).map((g) => g.name);
    },
    key: (state) => plain.key(state),
  };
}

function stepsOf<S>(
  plain: PlainModel<S>,
  state: S,
  action: string,
  onlyEnabled: boolean,
): ModelStep<S, Params>[] {
  const steps: ModelStep<S, Params>[] = [];
  for (const params of onlyEnabled ? plain.enabledInstances(state, action) : plain.instances(action)) {
    try {
      steps.push({ action, params, state: plain.apply(state, action, params) });
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
    }
  }
  return steps;
}
