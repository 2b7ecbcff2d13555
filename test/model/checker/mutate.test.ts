import { describe, expect, test } from 'vitest';
import { id, idType, int, optional, perId, record, setOf, words } from '../../../model/checker/index.ts';
import { type Mutation, mutationName } from '../../../model/checker/mutate.ts';
import { judgeVariants, otherVerdicts, type RuleVariant } from '../../../model/checker/mutate-clauses.ts';
import { explore, fateOf, firstDeviations, judge, mutationsOf } from '../../../model/checker/mutate-kills.ts';
import { rulesThatNeedTheirGiven, survivorWithout, weighRules } from '../../../model/checker/mutate-rules.ts';
import { eachSlip } from '../../../model/checker/mutate-slips.ts';

/** A token goes round; one rule looks at it, one counter nobody looks at. */
function ring() {
  const Node = idType('node', 3);
  const schema = record({
    holder: optional(id(Node)),
    phase: int(0, 3),
    unwatched: int(0, 2),
    visited: setOf(Node),
    nodes: perId(Node, record({ has: int(0, 1), turns: int(0, 2) })),
  });
  const { action, always, step, defineModel } = words(schema);
  return defineModel({
    name: 'ring',
    schema,
    initial: (s) => {
      s.nodes[Node.at(0)].has = 1;
    },
    actions: [
      action({
        id: 'pass',
        over: { from: Node, to: Node },
        when: {
          'it has the token': (s, { from }) => s.nodes[from].has === 1,
          'the next one is somebody else': (_, { from, to }) => from !== to,
          'it has turns left': (s, { from }) => s.nodes[from].turns < 2,
        },
        then: (s, { from, to }) => {
          s.nodes[from].has = 0;
          s.nodes[to].has = 1;
          s.nodes[from].turns += 1;
          s.holder = to;
          s.visited.add(to);
        },
      }),
      action({
        id: 'count',
        when: { 'it is not full': (s) => s.unwatched < 2, 'always so': (s) => s.phase === 0 },
        then: (s) => {
          s.unwatched += 1;
        },
      }),
      action({ id: 'rest', then: () => {} }),
    ],
    rules: [
      always({ id: 'ONE', then: (s) => Node.ids.filter((n) => s.nodes[n].has === 1).length === 1 }),
      step({
        id: 'VISITED',
        on: ['pass'],
        given: (before, after) => before.visited.size !== after.visited.size,
        then: (before, after) => after.visited.size === before.visited.size + 1,
      }),
      step({
        id: 'MOVES',
        on: ['pass'],
        then: (before, after) => !Node.ids.every((n) => before.nodes[n].has === after.nodes[n].has),
      }),
    ],
  });
}

const base = explore(ring());
const all = mutationsOf(base);
const byName = (name: string): Mutation => {
  const found = all.find((m) => mutationName(m) === name);
  if (found === undefined)
    throw new Error(`there is no mutation ${name} among ${all.map(mutationName).join('; ')}`);
  return found;
};

describe('the list of mutations', () => {
  test('has each guard and each variable that an action changes, told apart by its parameters', () => {
    expect(all.map(mutationName)).toEqual([
      'pass: "it has the token" deleted',
      'pass: "it has the token" negated',
      'pass: "the next one is somebody else" deleted',
      'pass: "the next one is somebody else" negated',
      'pass: "it has turns left" deleted',
      'pass: "it has turns left" negated',
      'pass: holder left alone',
      'pass: holder gets another value',
      'pass: visited left alone',
      'pass: visited gets another value',
      'pass: nodes[from].has left alone',
      'pass: nodes[from].turns left alone',
      'pass: nodes[from].turns gets another value',
      'pass: nodes[to].has left alone',
      'count: "it is not full" deleted',
      'count: "it is not full" negated',
      'count: "always so" deleted',
      'count: "always so" negated',
      'count: unwatched left alone',
      'count: unwatched gets another value',
    ]);
  });
});

describe('a mutant', () => {
  const judged = (name: string) => judge([{ name: 'only', base: () => base }], byName(name));
  test('is killed by every rule that its first deviation breaks', () => {
    expect(judged('pass: "it has the token" deleted')).toMatchObject({
      fate: 'killed',
      by: ['ONE', 'MOVES'],
    });
    expect(judged('pass: nodes[to].has left alone')).toMatchObject({ by: ['ONE'], seen: 'first step' });
    expect(judged('pass: "the next one is somebody else" deleted')).toMatchObject({ by: ['MOVES'] });
  });
  test('is killed by the range of a variable', () => {
    expect(judged('pass: "it has turns left" deleted').by).toEqual(['range of nodes[node0].turns']);
    expect(judged('count: "it is not full" deleted').by).toEqual(['range of unwatched']);
  });
  test('that fires no more is dead, which is no kill', () => {
    expect(judged('count: "always so" negated')).toMatchObject({ fate: 'dead', by: ['count'], seen: 'only' });
  });
  test('with the same states and transitions is equivalent', () => {
    expect(judged('count: "always so" deleted').fate).toBe('same graph');
  });
  test('can leave a set alone, or change it', () => {
    expect(judged('pass: visited gets another value').by).toEqual(['VISITED']);
    expect(judged('pass: visited left alone').fate).toBe('dead');
  });
  test('that nothing notices is a hole', () => {
    for (const name of ['count: unwatched gets another value', 'pass: holder left alone'])
      expect(judged(name).fate, name).toBe('hole');
  });
  test('is unknown when the search is cut short', () => {
    expect(fateOf(base, byName('pass: holder left alone'), 5)).toEqual({ fate: 'unknown', states: 5 });
  });
});

test('a first deviation that is noticed is noticed by a whole search as well', () => {
  const noticed = all.filter((m) => {
    const { rules, fault } = firstDeviations(base, m);
    return rules.length > 0 || fault !== null;
  });
  expect(noticed.length).toBeGreaterThan(5);
  for (const m of noticed) expect(fateOf(base, m).fate, mutationName(m)).toBe('killed');
});

describe('a rule', () => {
  const weights = weighRules(base, all);
  const weightOf = (rule: string) => {
    const found = weights.find((w) => w.rule === rule);
    if (found === undefined) throw new Error(`there is no rule ${rule}`);
    return found;
  };
  test('pulls its weight if a mutant lives on without it', () => {
    const visited = weightOf('VISITED');
    expect(visited.alone.map(mutationName)).toEqual(['pass: visited gets another value']);
    expect(survivorWithout(base, visited)).toEqual({
      mutant: 'pass: visited gets another value',
      fate: 'hole',
    });
  });
  test('that notices nothing alone names the rules that notice all of it', () => {
    const twice = { ...base, model: { ...base.model, rules: [...base.model.rules] } };
    const [one] = base.model.rules;
    if (one === undefined) throw new Error('no rule');
    twice.model.rules.push({ ...one, id: 'ONE again' });
    const again = weighRules(twice, all).find((w) => w.rule === 'ONE again');
    expect(again).toMatchObject({ alone: [], containedIn: ['ONE'] });
    expect(survivorWithout(twice, again ?? weightOf('ONE'))).toBeNull();
  });
  test('needs its given if it breaks without', () => {
    expect(rulesThatNeedTheirGiven(base.model)).toEqual(['VISITED']);
  });
});

describe('a rule with a clause broken', () => {
  const [one, visited, moves] = base.model.rules;
  if (one?.kind !== 'always' || visited?.kind !== 'step' || moves?.kind !== 'step')
    throw new Error('the rules come in another order');
  type State = Parameters<typeof one.then>[0];
  const judged = (...variants: RuleVariant<State>[]) => judgeVariants(base, variants, all, { sampled: 1 });

  test('is told from the whole one by the model, or by what it says of mutants', () => {
    const thrown = () => {
      throw new Error('a clause that kept it from this is gone');
    };
    expect(
      judged(
        { whole: one, broken: { ...one, then: () => false } },
        { whole: one, broken: { ...one, then: thrown } },
        { whole: { ...one, then: () => true }, broken: { ...one, given: () => false } },
        { whole: visited, broken: { ...visited, then: () => true } },
        { whole: one, broken: { ...one, then: () => true } },
        { whole: one, broken: { ...one, then: (s: State) => one.then(s) && s.unwatched < 2 } },
      ),
    ).toEqual([
      { fate: 'broken by the model' },
      { fate: 'broken by the model' },
      { fate: 'vacuous' },
      { fate: 'misses', mutant: 'pass: visited gets another value' },
      { fate: 'misses', mutant: 'pass: "it has the token" deleted' },
      { fate: 'broken by the model' },
    ]);
  });
  test('that is stricter condemns a mutant that the rule lets pass', () => {
    const tellsHolder = (b: State, a: State) => b.holder !== a.holder;
    const broken = { ...moves, then: (b: State, a: State) => moves.then(b, a, '', {}) && tellsHolder(b, a) };
    expect(judged({ whole: moves, broken })).toEqual([
      { fate: 'condemns', mutant: 'pass: holder left alone' },
    ]);
  });
  test('that only sees less of what a mutant does says so of other steps', () => {
    const broken = { ...one, then: (s: State) => one.then(s) || s.unwatched > 0 };
    expect(judged({ whole: one, broken })).toEqual([{ fate: 'other steps', mutant: expect.any(String) }]);
  });
  test('that no mutant shows is shown by a variable that slips, if there is one', () => {
    // No action of the ring leaves a node's turns behind, so that no mutant changes them for `count`.
    const guard = {
      ...visited,
      given: () => true,
      then: (b: State, a: State) => a.visited.size >= b.visited.size,
    };
    const broken = { ...guard, on: ['pass', 'count'] };
    expect(judged({ whole: guard, broken })).toEqual([
      { fate: 'other slips', slip: 'count also makes visited {}' },
    ]);
  });
  test('that says the same of every step may have another verdict where there is no occasion', () => {
    const same = { whole: one, broken: { ...one } };
    const always = { ...one, then: () => true };
    const never = { whole: { ...always, given: (s: State) => s.phase > 0 }, broken: always };
    expect(judged(same, never)).toEqual([{ fate: 'says the same' }, { fate: 'says the same' }]);
    expect(otherVerdicts(base.model, [same, never])).toEqual([1]);
  });
});

test('a step slips in each variable that is none of the constants, to each other value or to its neighbours', () => {
  const told = new Set<string>();
  const slips = eachSlip(base, 1, (_action, _params, slip) => {
    told.add(slip());
    return true;
  });
  // Six passes, one count, one rest; the phase is a constant.
  expect(slips).toBeGreaterThan(8 * 20);
  expect([...told].filter((t) => t.includes('phase'))).toEqual([]);
  const atRest = [...told].filter((t) => t.startsWith('rest also makes nodes[node2].'));
  expect(atRest.filter((t) => !t.includes(', then '))).toEqual([
    'rest also makes nodes[node2].has 1',
    'rest also makes nodes[node2].turns 1',
    'rest also makes nodes[node2].turns 2',
  ]);
  // The step after a slip is any that the model can take there.
  expect(atRest).toContain('rest also makes nodes[node2].has 1, then pass(from=node2, to=node0)');
  expect(atRest).not.toContain('rest also makes nodes[node2].turns 1, then pass(from=node2, to=node0)');
  let seen = 0;
  eachSlip(base, 1, () => ++seen < 7);
  expect(seen).toBe(7);
});
