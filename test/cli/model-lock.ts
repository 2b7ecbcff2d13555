import { bool, id, idType, optional, perId, record, words } from '../../model/checker/index.ts';

/** A lock that two workers take in turn, as a user of `model --file` would state it. */
const Worker = idType('worker', 2);
const schema = record({
  holder: optional(id(Worker)),
  wants: perId(Worker, bool),
  inside: perId(Worker, bool),
});
const { action, always, leadsTo, defineModel } = words(schema);

export default defineModel({
  name: 'lock',
  schema,
  initial: () => {},
  actions: [
    action({
      id: 'want',
      over: { w: Worker },
      when: {
        'it is outside': (s, { w }) => !s.inside[w],
        'it does not want yet': (s, { w }) => !s.wants[w],
      },
      then: (s, { w }) => {
        s.wants[w] = true;
      },
    }),
    action({
      id: 'enter',
      over: { w: Worker },
      when: { 'it wants': (s, { w }) => s.wants[w], 'the lock is free': (s) => s.holder === null },
      then: (s, { w }) => {
        s.wants[w] = false;
        s.inside[w] = true;
        s.holder = w;
      },
      fairness: 'weak',
    }),
    action({
      id: 'leave',
      over: { w: Worker },
      when: { 'it is inside': (s, { w }) => s.inside[w] },
      then: (s, { w }) => {
        s.inside[w] = false;
        s.holder = null;
      },
      fairness: 'weak',
    }),
  ],
  rules: [
    always({ id: 'ALONE', then: (s) => Worker.ids.filter((w) => s.inside[w]).length <= 1 }),
    // Weak fairness is not enough: the other may be quicker each time.
    leadsTo({
      id: 'SERVED',
      given: (s) => s.wants[Worker.at(0)],
      then: (s) => s.inside[Worker.at(0)],
    }),
  ],
});
