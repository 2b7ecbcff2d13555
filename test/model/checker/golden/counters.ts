import { idType, int, perId, record, words } from '../../../../model/checker/index.ts';

/**
 * Counters up to 2, after J. Vanlightly, "An introduction to symmetry in TLA+" (jack-vanlightly.com, 5 December 2024),
 * who draws the states of two counters that TLC finds: 9, and 6 with symmetry.
 */
export function counters(count: number) {
  const Counter = idType('counter', count);
  const schema = record({ counters: perId(Counter, int(0, 2)) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `${count} counters`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'increment',
        over: { c: Counter },
        when: { 'not at the top': (s, { c }) => s.counters[c] < 2 },
        then: (s, { c }) => {
          s.counters[c] += 1;
        },
      }),
    ],
    terminal: (s) => Counter.ids.every((c) => s.counters[c] === 2),
  });
  return { model, types: [Counter] };
}
