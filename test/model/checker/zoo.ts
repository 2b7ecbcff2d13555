import {
  array,
  bool,
  id,
  idType,
  int,
  oneOf,
  optional,
  perId,
  record,
  setOf,
  words,
} from '../../../model/checker/index.ts';

/** A small model that uses every kind of type, containers inside containers, and several initial states. */
export function zoo() {
  const Cage = idType('cage', 2);
  const Beast = idType('beast', 3);
  const schema = record({
    day: int(-1, 1),
    gate: oneOf('shut', 'ajar', 'open'),
    keeper: optional(id(Cage)),
    offset: optional(int(-2, 0)),
    constant: int(7, 7),
    lastFed: id(Beast),
    rings: array(3, bool),
    moods: array(2, oneOf('calm', 'wild')),
    escaped: setOf(Beast),
    cages: perId(
      Cage,
      record({
        locked: bool,
        holds: setOf(Beast),
        hungry: perId(Beast, bool),
        visits: array(2, int(0, 1)),
        spots: perId(Beast, record({ x: int(0, 2), next: optional(id(Beast)) })),
      }),
    ),
  });
  const { action, always, step, sometimes, defineModel } = words(schema);
  return defineModel({
    name: 'zoo',
    schema,
    initial: [
      (s) => {
        s.day = 0;
        for (const c of Cage.ids) s.cages[c].locked = true;
      },
      (s) => {
        s.offset = -2;
        s.rings[1] = true;
        s.cages[Cage.at(1)].holds.add(Beast.at(2));
      },
    ],
    actions: [
      action({
        id: 'open',
        over: { c: Cage },
        when: { 'a keeper is free': (s) => s.keeper === null },
        then: (s, { c }) => {
          s.keeper = c;
          s.gate = s.gate === 'shut' ? 'ajar' : 'open';
          s.cages[c].locked = false;
        },
      }),
      action({
        id: 'leave',
        when: { 'a keeper is there': (s) => s.keeper !== null },
        then: (s) => {
          if (s.keeper !== null) s.cages[s.keeper].locked = true;
          s.keeper = null;
          s.gate = 'shut';
        },
      }),
      action({
        id: 'feed',
        over: { c: Cage, b: Beast, n: [0, 1] },
        when: {
          'the keeper is at c': (s, { c }) => s.keeper === c,
          'b is hungry or n is 0': (s, { c, b, n }) => s.cages[c].hungry[b] || n === 0,
        },
        then: (s, { c, b, n }) => {
          s.lastFed = b;
          s.cages[c].hungry[b] = !s.cages[c].hungry[b];
          s.cages[c].visits[n] = 1;
          if (n === 1 && s.cages[c].spots[b].x < 2) s.cages[c].spots[b].x += 1;
        },
      }),
      action({
        id: 'escape',
        over: { b: Beast },
        when: {
          'the gate is not shut': (s) => s.gate !== 'shut',
          'only one at a time': (s) => s.escaped.size === 0,
          'b is the last fed': (s, p) => s.lastFed === p.b,
        },
        then: (s, { b }) => {
          s.escaped.add(b);
          for (const c of Cage.ids) s.cages[c].holds.delete(b);
          s.moods[0] = 'wild';
          s.offset = s.offset === null ? 0 : null;
          s.cages[Cage.at(0)].spots[b].next = b;
        },
      }),
      action({
        id: 'catch',
        when: { 'one escaped': (s) => s.escaped.size === 1 },
        then: (s) => {
          for (const b of s.escaped) s.cages[Cage.at(0)].holds.add(b);
          s.escaped.clear();
          s.moods.fill('calm');
          s.day = 1;
          s.rings.fill(false);
        },
      }),
    ],
    rules: [
      always({
        id: 'GATE',
        given: (s) => s.escaped.size > 0,
        then: (s) => s.moods[0] === 'wild' && s.constant === 7,
      }),
      step({
        id: 'CATCH-CALMS',
        on: ['catch'],
        given: (before) => before.moods[0] === 'wild',
        then: (_, after) => after.moods[0] === 'calm' && [...after.escaped].length === 0,
      }),
      sometimes({ id: 'BOTH-HELD', then: (s) => s.cages[Cage.at(0)].holds.has(Beast.at(2)) }),
    ],
  });
}
