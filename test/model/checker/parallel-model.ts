import { protm } from '../../../bench/checker/models/protm.ts';
import type { StepRule } from '../../../model/checker/index.ts';

type State = ReturnType<typeof protm>['initial'][number] extends (s: infer S) => void ? S : never;

/** The shared benchmark model with its defect, and rules over steps of which some break. */
export function steppedProtm() {
  const model = protm({ groups: 3, slots: 2, commands: 1, priorities: 2, ticks: 1, bug: true });
  const enters: StepRule<State> = {
    kind: 'step',
    id: 'ENTERS-ONCE',
    given: (_, after) => after.mode === 'entering',
    then: (before, after, action) => before.mode !== after.mode || action !== 'raisePending',
  };
  const leaves: StepRule<State> = {
    kind: 'step',
    id: 'LEAVES',
    then: (before, after) => before.mode !== 'protected' || after.mode !== 'normal',
  };
  return { ...model, rules: [...model.rules, enters, leaves] };
}

export default steppedProtm();
