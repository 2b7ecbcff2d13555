import { expect, test } from 'vitest';
import {
  array,
  bool,
  id,
  idType,
  int,
  optional,
  perId,
  record,
  type StateOf,
  words,
} from '../../../model/checker/index.ts';

const Group = idType('group', 2);
const Queue = idType('queue', 2);
const schema = record({
  owner: optional(id(Group)),
  groups: perId(Group, record({ on: bool })),
  order: array(2, int(0, 1)),
});
type S = StateOf<typeof schema>;

/** Compiled, never run: what the type checker must reject. */
export function rejected(s: S): unknown[] {
  const g = Group.at(0);
  const q = Queue.at(0);
  return [
    // @ts-expect-error ids have no order
    g < Group.at(1),
    // @ts-expect-error ids have no arithmetic
    g + 1,
    // @ts-expect-error a queue is not a group
    s.groups[q],
    () => {
      // @ts-expect-error a queue is not a group
      s.owner = q;
    },
    () => {
      // @ts-expect-error what contains scalars cannot be replaced
      s.groups[g] = { on: true };
    },
    words(schema).always({
      id: 'X',
      // @ts-expect-error there is no such field
      then: (t) => t.nothing,
    }),
    words(schema).action({
      id: 'x',
      over: { h: Group, n: [0, 1] },
      when: {
        'one id differs from another': (t, { h }) => h !== g && t.groups[h].on,
        // @ts-expect-error 2 is not in the domain of n
        'n is 2': (_, { n }) => n === 2,
      },
      then: (t, { h, n }) => {
        t.order[n] = 1;
        t.owner = h;
      },
    }),
  ];
}

test('ids are small integers in order at run time', () => {
  expect(Group.ids.map((g) => Group.indexOf(g))).toEqual([0, 1]);
  expect(() => Group.at(2)).toThrow('there is no number 2');
});
