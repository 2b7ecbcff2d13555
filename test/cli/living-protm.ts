import { protm } from '../../bench/checker/models/protm.ts';

/**
 * The shared benchmark model with weakly fair actions and two liveness rules, one of which fails by a loop.
 * @param looked called at each state that liveness looks at
 */
export function livingProtm(looked: () => void) {
  const model = protm({ groups: 3, slots: 2, commands: 1, priorities: 3, ticks: 2 });
  return {
    ...model,
    name: 'shared model with liveness',
    actions: model.actions.map((a) => ({ ...a, fairness: 'weak' as const })),
    rules: [
      ...model.rules,
      {
        kind: 'leadsTo' as const,
        id: 'ENTERS',
        given: (s: State) => {
          looked();
          return s.mode === 'entering';
        },
        then: (s: State) => s.mode === 'protected',
      },
      {
        kind: 'leadsTo' as const,
        id: 'ENTERS-AGAIN',
        given: (s: State) => s.mode === 'normal',
        then: (s: State) => s.mode === 'entering',
      },
    ],
  };
}
type State = Parameters<NonNullable<ReturnType<typeof protm>['initial'][number]>>[0];
