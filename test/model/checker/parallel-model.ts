import { protm } from '../../../bench/checker/models/protm.ts';
import {
  idType,
  int,
  type Model,
  perId,
  record,
  type StepRule,
  words,
} from '../../../model/checker/index.ts';

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

export const Wheel = idType('wheel', 5);

/** Wheels that turn for ever, each of them fairly: what one shows comes again, what they show together need not. */
function wheels() {
  const schema = record({ shows: perId(Wheel, int(0, 6)) });
  const { action, leadsTo, eventually, always, defineModel } = words(schema);
  const first = Wheel.at(0);
  return defineModel({
    name: 'wheels',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'turn',
        over: { w: Wheel },
        when: { always: () => true },
        then: (s, { w }) => {
          s.shows[w] = (s.shows[w] + 1) % 7;
        },
        fairness: 'weak',
      }),
    ],
    rules: [
      always({ id: 'NOT-ALL-6', then: (s) => Wheel.ids.some((w) => s.shows[w] !== 6) }),
      leadsTo({ id: 'AGAIN', given: (s) => s.shows[first] === 0, then: (s) => s.shows[first] === 4 }),
      eventually({ id: 'TOGETHER', then: (s) => Wheel.ids.every((w) => s.shows[w] === 5) }),
      leadsTo({
        id: 'HOME',
        given: (s) => s.shows[first] === 3,
        then: (s) => Wheel.ids.every((w) => s.shows[w] === 0),
      }),
    ],
  });
}

/**
 * Wheels whose first turn in one state writes beside the state. Which state that is stands in `tally[2]`. A thread that
 * chooses takes the first that it meets far enough from the start; one that waits stays there until that is done.
 */
export function strayingWheels(tally: Int32Array, role: 'chooses' | 'waits'): Model<never> {
  const model = wheels();
  return {
    ...model,
    rules: [],
    actions: model.actions.map((action) => ({
      ...action,
      then: (s: Parameters<typeof action.then>[0], params: Parameters<typeof action.then>[1]) => {
        const shows = Wheel.ids.map((w) => s.shows[w]);
        if (shows.reduce((sum, x) => sum + x, 0) > 12) {
          const state = shows.reduce((sum, x) => 7 * sum + x, 0);
          if (role === 'chooses') Atomics.compareExchange(tally, 2, 0, state);
          Atomics.notify(tally, 2);
          if (role === 'waits' && Atomics.wait(tally, 2, 0, 60_000) === 'timed-out')
            throw new Error('no thread came that far');
          if (Atomics.load(tally, 2) === state) Reflect.set(s.shows, '-1', 1);
        }
        action.then(s, params);
      },
    })),
  } as unknown as Model<never>;
}

/** The models that threads help with, by name: a thread makes its own. Their first actions have a guard. */
export const models = {
  protm: () => steppedProtm() as unknown as Model<never>,
  wheels: () => wheels() as unknown as Model<never>,
} as const satisfies Readonly<Record<string, () => Model<never>>>;
