import { describe, expect, test } from 'vitest';
import {
  bool,
  check,
  type FairFamily,
  type Fairness,
  idType,
  int,
  ModelError,
  perId,
  record,
  words,
} from '../../../model/checker/index.ts';
import { explore } from './naive.ts';
import { brokenLiveness } from './naive-liveness.ts';

const Client = idType('client', 2);
const schema = record({
  clients: perId(Client, record({ waits: bool })),
  /** Time of day: the desk is open at noon only. */
  hour: int(0, 2),
});
const { action, leadsTo, weak, strong, defineModel } = words(schema);

/** Two clients ask and are served, by either of two desks. Nothing but `fairness` makes the system go on. */
function desks(fairness: readonly FairFamily[], own: Fairness | null = null, opensAtNoon = false) {
  const serve = (id: string) =>
    action({
      id,
      over: { c: Client },
      when: {
        'c waits': (s, { c }) => s.clients[c].waits,
        open: (s) => !opensAtNoon || s.hour === 1,
      },
      then: (s, { c }) => {
        s.clients[c].waits = false;
      },
      ...(own === null ? {} : { fairness: own }),
    });
  return defineModel({
    name: 'desks',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'ask',
        over: { c: Client },
        when: { 'c does not wait': (s, { c }) => !s.clients[c].waits },
        then: (s, { c }) => {
          s.clients[c].waits = true;
        },
      }),
      action({
        id: 'time',
        then: (s) => {
          s.hour = opensAtNoon ? (s.hour + 1) % 3 : 0;
        },
        fairness: 'weak',
      }),
      serve('left'),
      serve('right'),
    ],
    rules: [
      leadsTo({
        id: 'EACH',
        given: (s) => s.clients[Client.at(1)].waits,
        then: (s) => !s.clients[Client.at(1)].waits,
      }),
      leadsTo({
        id: 'ANY',
        given: (s) => Client.ids.every((c) => s.clients[c].waits),
        then: (s) => Client.ids.some((c) => !s.clients[c].waits),
      }),
    ],
    fairness,
  });
}

function kept(model: ReturnType<typeof desks>): readonly string[] {
  const r = check(model);
  expect(r.truncatedBy).toBeUndefined();
  const broken = new Set(r.perRule.filter((x) => x.verdict === 'violated').map((x) => x.id));
  expect(brokenLiveness(explore(model).graph)).toEqual(broken);
  return r.perRule.filter((x) => !broken.has(x.id)).map((x) => x.id);
}

describe('what is fair together', () => {
  const both = ['left', 'right'];
  test('nothing: nobody need be served', () => expect(kept(desks([]))).toEqual([]));
  test('each desk for each client by itself', () => expect(kept(desks([], 'weak'))).toEqual(['EACH', 'ANY']));
  test('an action as a whole serves somebody, perhaps always the same', () =>
    expect(kept(desks([weak({ of: ['left'] })]))).toEqual(['ANY']));
  test('so do two actions as a whole', () => expect(kept(desks([weak({ of: both })]))).toEqual(['ANY']));
  test('both desks for each client: each is served by either', () =>
    expect(kept(desks([weak({ of: both, each: ['c'] })]))).toEqual(['EACH', 'ANY']));
  test('weakly, desks that close now and then need serve nobody', () =>
    expect(kept(desks([weak({ of: both, each: ['c'] })], null, true))).toEqual([]));
  test('strongly they must', () => {
    expect(kept(desks([strong({ of: both, each: ['c'] })], null, true))).toEqual(['EACH', 'ANY']);
    expect(kept(desks([strong({ of: both })], null, true))).toEqual(['ANY']);
  });
  test('the family of all actions forbids stopping, and no more', () => {
    expect(kept(desks([weak({ of: ['ask', 'time', 'left', 'right'] })]))).toEqual(['ANY']);
  });
});

describe('a family that cannot be meant is refused, with what and where', () => {
  const Other = idType('other', 2);
  const refused = (family: FairFamily) => () =>
    defineModel({
      name: 'm',
      schema,
      initial: () => {},
      actions: [
        action({ id: 'a', over: { c: Client }, then: () => {} }),
        action({ id: 'b', over: { c: Other }, then: () => {} }),
        action({ id: 'd', over: { n: [0, 1] }, then: () => {} }),
        action({ id: 'e', over: { n: [0, 2] }, then: () => {} }),
      ],
      fairness: [family],
    });
  test.each<[FairFamily, string]>([
    [weak({ of: [] }), 'fairness of model m, weak of : names no action'],
    [strong({ of: ['a', 'x'] }), 'fairness of model m, strong of a, x: there is no action "x"'],
    [weak({ of: ['a', 'd'], each: ['c'] }), 'action d has no parameter "c"'],
    [weak({ of: ['a', 'b'], each: ['c'] }), 'parameter "c" of a and of b have different values'],
    [weak({ of: ['d', 'e'], each: ['n'] }), 'parameter "n" of d and of e have different values'],
  ])('%j', (family, message) => {
    expect(refused(family)).toThrow(ModelError);
    expect(refused(family)).toThrow(message);
  });
});
