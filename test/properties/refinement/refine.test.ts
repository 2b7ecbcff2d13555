import { describe, expect, it } from 'vitest';
import {
  type ModelSide,
  type ModelStep,
  type Observer,
  Refinement,
} from '../../../properties/refinement/refine.ts';

/** A toy: a request is sent, seen (nobody can tell), granted, and given back; a grant needs that it was seen. */
interface Toy {
  readonly request: boolean;
  readonly seenByFirmware: boolean;
  readonly granted: number;
}

const rules: Record<string, { guards: Record<string, (s: Toy) => boolean>; then: (s: Toy) => Toy }> = {
  send: { guards: { 'nothing is requested': (s) => !s.request }, then: (s) => ({ ...s, request: true }) },
  look: {
    guards: { 'something is requested': (s) => s.request, 'it was not seen': (s) => !s.seenByFirmware },
    then: (s) => ({ ...s, seenByFirmware: true }),
  },
  grant: {
    guards: { 'it was seen': (s) => s.seenByFirmware, 'fewer than two are granted': (s) => s.granted < 2 },
    then: (s) => ({ request: false, seenByFirmware: false, granted: s.granted + 1 }),
  },
  giveBack: {
    guards: { 'one is granted': (s) => s.granted > 0 },
    then: (s) => ({ ...s, granted: s.granted - 1 }),
  },
};

const falseGuards = (s: Toy, action: string): string[] =>
  Object.entries(rules[action]?.guards ?? {}).flatMap(([name, holds]) => (holds(s) ? [] : [name]));

const steps = (s: Toy): readonly ModelStep<Toy, null>[] =>
  Object.entries(rules).map(([action, { then }]) => ({ action, params: null, state: then(s) }));

const toy: ModelSide<Toy, null> = {
  eachStep: (s, visit) => {
    for (const { action, state } of steps(s)) if (falseGuards(s, action).length === 0) visit(action, state);
  },
  steps: (s, name) => steps(s).filter(({ action }) => action === name && falseGuards(s, action).length === 0),
  effects: steps,
  falseGuards,
  key: (s) => JSON.stringify([s.request, s.seenByFirmware, s.granted]),
  clone: (s) => ({ ...s }),
};

const show = (request: boolean, granted: number): Toy => ({ request, granted, seenByFirmware: false });
const observer: Observer<Toy> = {
  names: ['request', 'granted'],
  observe: (s) => [s.request, s.granted],
};
const nothing: Toy = { request: false, seenByFirmware: false, granted: 0 };
const follow = (k = 4): Refinement<Toy, null> => new Refinement(toy, observer, k, new Map(), nothing);

describe('refinement', () => {
  it('explains a visible step by the action that does it, and hidden ones before it', () => {
    const r = follow();
    expect(r.next(show(true, 0))).toEqual({ kind: 'explained', steps: ['send'] });
    expect(r.next(show(false, 1))).toEqual({ kind: 'explained', steps: ['look', 'grant'] });
    expect(r.next(show(false, 0))).toEqual({ kind: 'explained', steps: ['giveBack'] });
    expect([...r.matched]).toEqual([
      ['send', 1],
      ['look', 1],
      ['grant', 1],
      ['giveBack', 1],
    ]);
  });

  it('says nothing while nothing that can be observed changes', () => {
    expect(follow().next(show(false, 0))).toBeNull();
  });

  it('reports what has no explanation, with the nearest action and its false guard, and goes on', () => {
    const r = follow(2);
    expect(r.next(show(false, 1))).toEqual({
      kind: 'unexplained',
      changes: ['granted: 0 -> 1'],
      nearest: { action: 'grant', falseGuard: 'it was seen' },
    });
    expect(r.next(show(true, 1))).toEqual({ kind: 'explained', steps: ['send'] });
  });

  it('does not use more than k steps', () => {
    const r = follow(1);
    r.next(show(true, 0));
    const answer = r.next(show(false, 1));
    expect(answer).toEqual({
      kind: 'unexplained',
      changes: ['request: true -> false', 'granted: 0 -> 1'],
      nearest: { action: 'grant', falseGuard: null },
    });
  });

  it('names no action where none comes nearer', () => {
    const r = follow();
    expect(r.next({ ...show(false, 0), granted: 7 })).toEqual({
      kind: 'unexplained',
      changes: ['granted: 0 -> 7'],
      nearest: null,
    });
  });

  it('answers from its cache as it does without', () => {
    const cache = new Map();
    const answers = [0, 1].map(() => {
      const r = new Refinement(toy, observer, 4, cache, nothing);
      return [r.next(show(true, 0)), r.next(show(false, 1)), r.next(show(false, 2)), r.next(show(true, 2))];
    });
    expect(answers[0]).toEqual(answers[1]);
    expect(cache.size).toBe(4);
  });

  it('takes in an action that shows nothing, after hidden steps where it must', () => {
    const r = follow();
    r.next(show(true, 0));
    expect(r.took('look', show(true, 0))).toEqual({ kind: 'explained', steps: ['look'] });
    expect(r.compatible).toEqual([{ request: true, seenByFirmware: true, granted: 0 }]);
    expect(r.matched.get('look')).toBe(1);
  });

  it('reports an action that can not have happened with its false guard, and goes on', () => {
    const r = follow();
    expect(r.took('look', nothing)).toEqual({
      kind: 'unexplained',
      changes: ['look'],
      nearest: { action: 'look', falseGuard: 'something is requested' },
    });
    expect(r.next(show(true, 0))).toEqual({ kind: 'explained', steps: ['send'] });
  });

  it('goes on after what it need not follow, with an explanation where there is one', () => {
    const r = follow();
    const before = new Map(r.matched);
    r.resume({ request: true, seenByFirmware: true, granted: 1 });
    expect(r.matched).not.toEqual(before);
    expect(r.next(show(false, 2))).toMatchObject({ kind: 'explained' });
    const unexplained = follow();
    unexplained.resume({ request: true, seenByFirmware: true, granted: 2 });
    expect(unexplained.compatible).toEqual([{ request: true, seenByFirmware: true, granted: 2 }]);
  });
});
