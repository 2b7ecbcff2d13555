import { array, idType, int, record, setOf, words } from '../../../model/checker/index.ts';

/**
 * Readers and writers that are served in the order in which they came: three actors, each with at most one request to
 * read and one to write in the queue. Actor k's request to read is number k + 1 and its request to write k + 4; 0 is an
 * empty place.
 */
export function readersWriters() {
  const Actor = idType('actor', 3);
  const schema = record({ readers: setOf(Actor), writers: setOf(Actor), queue: array(6, int(0, 6)) });
  const { action, always, leadsTo, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type A = (typeof Actor.ids)[number];
  const toRead = [1, 2, 3] as unknown as { readonly [K in A]: number };
  const toWrite = [4, 5, 6] as unknown as { readonly [K in A]: number };
  const append = (s: S, request: number): void => {
    s.queue[s.queue.indexOf(0)] = request;
  };
  const serve = (s: S): void => {
    for (const k of [0, 1, 2, 3, 4] as const) s.queue[k] = s.queue[k + 1] ?? 0;
    s.queue[5] = 0;
  };

  return defineModel({
    name: 'readers and writers, 3 actors',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'tryRead',
        over: { a: Actor },
        when: { 'a does not wait to read': (s, { a }) => !s.queue.includes(toRead[a]) },
        then: (s, { a }) => append(s, toRead[a]),
        fairness: 'weak',
      }),
      action({
        id: 'tryWrite',
        over: { a: Actor },
        when: { 'a does not wait to write': (s, { a }) => !s.queue.includes(toWrite[a]) },
        then: (s, { a }) => append(s, toWrite[a]),
        fairness: 'weak',
      }),
      action({
        id: 'read',
        over: { a: Actor },
        when: {
          'a is first': (s, { a }) => s.queue[0] === toRead[a],
          'nobody writes': (s) => s.writers.size === 0,
        },
        then: (s, { a }) => {
          s.readers.add(a);
          serve(s);
        },
        fairness: 'weak',
      }),
      action({
        id: 'write',
        over: { a: Actor },
        when: {
          'a is first': (s, { a }) => s.queue[0] === toWrite[a],
          'nobody reads or writes': (s) => s.writers.size === 0 && s.readers.size === 0,
        },
        then: (s, { a }) => {
          s.writers.add(a);
          serve(s);
        },
        fairness: 'weak',
      }),
      action({
        id: 'stop',
        over: { a: Actor },
        when: { 'a is active': (s, { a }) => s.readers.has(a) || s.writers.has(a) },
        then: (s, { a }) => {
          if (s.readers.has(a)) s.readers.delete(a);
          else s.writers.delete(a);
        },
        fairness: 'weak',
      }),
    ],
    rules: [
      always({
        id: 'EXCLUSIVE',
        given: (s) => s.writers.size > 0,
        then: (s) => s.readers.size === 0 && s.writers.size === 1,
      }),
      leadsTo({ id: 'READS', given: () => true, then: (s) => s.readers.has(Actor.at(0)) }),
      leadsTo({ id: 'WRITES', given: () => true, then: (s) => s.writers.has(Actor.at(0)) }),
    ],
  });
}
