import { OutOfRange, type Params, type PlainModel } from '../../model/checker/index.ts';
import type { ModelSide, ModelStep } from './refine.ts';

/**
 * The plain side of a model as refinement uses it. A run can be in a state that the model never reaches, and from there
 * a step can leave the schema: such a step makes no sense and is left out.
 */
export function modelSideOf<S>(plain: PlainModel<S>): ModelSide<S, Params> {
  const { actions } = plain.model;
  const lent = plain.lowest();
  return {
    eachStep: (state, visit) => {
      for (const { id, then } of actions) {
        for (const params of plain.enabledInstances(state, id)) {
          plain.copy(state, lent);
          try {
            then(lent, params);
            visit(id, lent);
          } catch (error) {
            ignoreOutOfRange(error);
          }
        }
      }
    },
    steps: (state, action) => stepsOf(plain, state, action, plain.enabledInstances(state, action)),
    effects: (state) => actions.flatMap(({ id }) => stepsOf(plain, state, id, plain.instances(id))),
    falseGuards: (state, action, params) => {
      const guards = actions.find((a) => a.id === action)?.guards ?? [];
      return guards.filter((g) => !g.holds(state, params)).map((g) => g.name);
    },
    key: (state) => plain.key(state),
    clone: (state) => plain.clone(state),
  };
}

function stepsOf<S>(
  plain: PlainModel<S>,
  state: S,
  action: string,
  instances: readonly Params[],
): ModelStep<S, Params>[] {
  const steps: ModelStep<S, Params>[] = [];
  for (const params of instances) {
    try {
      steps.push({ action, params, state: plain.apply(state, action, params) });
    } catch (error) {
      ignoreOutOfRange(error);
    }
  }
  return steps;
}

function ignoreOutOfRange(error: unknown): void {
  if (!(error instanceof OutOfRange)) throw error;
}
