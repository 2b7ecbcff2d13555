import { idType, int, oneOf, perId, record, words } from '../../../../model/checker/index.ts';

/**
 * Threads that increment a shared counter without a lock, after the example `increment` of the model checker
 * Stateright 0.31 (examples/increment.rs), whose documentation lists the states of two threads: 13, and 8 with symmetry
 * reduction.
 */
export function increment(threads: number) {
  const Thread = idType('thread', threads);
  const schema = record({
    shared: int(0, threads),
    threads: perId(Thread, record({ at: oneOf('read', 'write', 'done'), seen: int(0, threads - 1) })),
  });
  const { action, always, defineModel } = words(schema);
  const model = defineModel({
    name: `increment by ${threads} threads`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'read',
        over: { t: Thread },
        when: { 'has not read': (s, { t }) => s.threads[t].at === 'read' },
        then: (s, { t }) => {
          s.threads[t].seen = s.shared;
          s.threads[t].at = 'write';
        },
      }),
      action({
        id: 'write',
        over: { t: Thread },
        when: { 'has read': (s, { t }) => s.threads[t].at === 'write' },
        then: (s, { t }) => {
          s.shared = s.threads[t].seen + 1;
          s.threads[t].at = 'done';
        },
      }),
    ],
    rules: [
      always({
        id: 'COUNTED',
        then: (s) => Thread.ids.filter((t) => s.threads[t].at === 'done').length === s.shared,
      }),
    ],
    terminal: (s) => Thread.ids.every((t) => s.threads[t].at === 'done'),
  });
  return { model, types: [Thread] };
}
