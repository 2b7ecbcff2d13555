import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import { stateGraph, toAut, toDot, toJson } from '../../../model/checker/export-graph.ts';
import { toItf } from '../../../model/checker/export-itf.ts';
import { witnesses } from '../../../model/checker/export-witness.ts';
import {
  bool,
  check,
  idType,
  type Model,
  perId,
  plain,
  printInstance,
  record,
  words,
} from '../../../model/checker/index.ts';
import { cellsOf, encode, readCell } from '../../../model/checker/values.ts';
import { zoo } from './zoo.ts';

/** The whole graph by the functions over plain objects, breadth first: states by key, edges as text. */
function walk<S>(model: Model<S>) {
  const p = plain(model);
  const numbers = new Map<string, number>();
  const queue: S[] = [];
  const number = (state: S): number => {
    const key = p.key(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, queue.push(state) - 1);
    return queue.length - 1;
  };
  for (const s of p.initial()) number(s);
  const initial = queue.length;
  const edges: { readonly from: number; readonly label: string; readonly to: number }[] = [];
  for (let x = 0; x < queue.length; x++) {
    for (const { action, params, state } of p.successors(queue[x] as S)) {
      const over = model.actions.find((a) => a.id === action)?.over ?? {};
      edges.push({ from: x, label: printInstance(action, over, params), to: number(state) });
    }
  }
  return { states: queue, initial, edges };
}

/** Reads a file by the grammar of the CADP manual page; throws at the first line that it does not have. */
function readAut(text: string) {
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  const [head, ...lines] = text.trimEnd().split('\n');
  const [, first, transitions, states] = /^des \((\d+), (\d+), (\d+)\)$/.exec(head ?? '') ?? [];
  const edges = lines.map((line) => {
    const [, from, label, to] = /^\((\d+), "([^"]{1,5000})", (\d+)\)$/.exec(line) ?? [];
    if (label === undefined) throw new Error(`no transition: ${line}`);
    return { from: Number(from), label, to: Number(to) };
  });
  return { first: Number(first), transitions: Number(transitions), states: Number(states), edges };
}

const tiny = { groups: 2, slots: 1, commands: 1, priorities: 2, ticks: 2 };
const small = () => protm(tiny);
const zooStates = 3_000;

describe('state graph', () => {
  test('as .aut: every transition that the plain functions make, with its label, and no other', () => {
    const model = small();
    const expected = walk(model);
    const aut = readAut([...toAut(stateGraph(model, 100_000))].join(''));
    expect(aut.edges.length).toBeGreaterThan(1000);
    expect(aut).toEqual({
      first: 0,
      transitions: expected.edges.length,
      states: expected.states.length,
      edges: expected.edges,
    });
  });

  test('as .aut: several initial states hang on one first state', () => {
    const model = twoStarts();
    const aut = readAut([...toAut(stateGraph(model, 100))].join(''));
    const { states, edges } = walk(model);
    expect(aut).toEqual({
      first: 0,
      transitions: edges.length + 2,
      states: states.length + 1,
      edges: [
        { from: 0, label: 'initially', to: 1 },
        { from: 0, label: 'initially', to: 2 },
        ...edges.map((e) => ({ ...e, from: e.from + 1, to: e.to + 1, label: e.label.replaceAll('"', "'") })),
      ],
    });
  });

  test('as JSON: states and edges can be read back', () => {
    const model = small();
    const expected = walk(model);
    const read = JSON.parse([...toJson(stateGraph(model, 100_000))].join('')) as {
      states: number;
      transitions: number;
      initial: number;
      labels: string[];
      state: Record<string, unknown>[];
      edges: [number, number, number][];
    };
    expect([read.states, read.transitions, read.initial]).toEqual([
      expected.states.length,
      expected.edges.length,
      expected.initial,
    ]);
    expect(read.edges.map(([from, label, to]) => ({ from, label: read.labels[label], to }))).toEqual(
      expected.edges,
    );
    expect(new Set(read.state.map((s) => JSON.stringify(s))).size).toBe(expected.states.length);
    expect(read.state[0]).toMatchObject({ mode: 'normal', owner: null, groups: { group0: { work: 0 } } });
  });

  test('as DOT: a node for every state, an edge for every transition, what breaks a rule is red', () => {
    const graph = stateGraph(protm({ ...tiny, bug: true }), 100_000);
    const lines = [...toDot(graph)].join('').trimEnd().split('\n');
    expect(lines.filter((l) => / -> /.test(l))).toHaveLength(graph.edges.targets.length);
    expect(lines.filter((l) => /^ {2}\d+ \[label=/.test(l))).toHaveLength(graph.edges.states);
    expect(lines.filter((l) => l.includes('peripheries=2'))).toHaveLength(graph.initial);
    const id = 'no normal command in protected mode';
    const broken = check(graph.model).perRule.find((r) => r.id === id)?.violations;
    expect(broken).toBeGreaterThan(0);
    expect(lines.filter((l) => l.includes('color=red') && l.includes(`breaks ${id}`))).toHaveLength(
      broken ?? 0,
    );
  });

  test('as DOT over chosen fields: a node for each combination of values, no loops', () => {
    const graph = stateGraph(twoStarts(), 100);
    expect([...toDot(graph, { fields: ['on[lamp1]'] })].join('')).toBe(`digraph "two \\"starts\\"" {
  node [shape=box];
  0 [label="on[lamp1]: false", peripheries=2];
  1 [label="on[lamp1]: true", peripheries=2];
  0 -> 1 [label="switch \\"it\\""];
  1 -> 0 [label="switch \\"it\\""];
}
`);
    expect([...toDot(graph, { fields: ['on'] })].join('')).toContain('on[lamp0]: true\\non[lamp1]: true');
    expect(() => [...toDot(graph, { fields: ['onn'] })]).toThrow(
      '"two "starts"" has no field "onn"; the outermost are: on',
    );
  });

  test('one of a search that was ended is a part of the whole, and says so', () => {
    const model = small();
    const whole = walk(model);
    let looks = 0;
    const part = stateGraph(model, 100_000, ({ states, expanded }) => {
      looks++;
      return states < 200 || expanded > states;
    });
    const { states, expanded, targets } = part.edges;
    expect(looks).toBeGreaterThan(2);
    expect(states).toBeGreaterThanOrEqual(200);
    expect(expanded).toBeGreaterThan(0);
    expect(expanded).toBeLessThan(states);
    // What it has is what the whole graph has: all edges of the states that were looked at, none of the others.
    const known = whole.edges.filter(({ from }) => from < expanded);
    expect(targets).toHaveLength(known.length);
    const read = JSON.parse([...toJson(part)].join('')) as {
      labels: string[];
      expanded: number;
      edges: [number, number, number][];
    };
    expect(read.expanded).toBe(expanded);
    expect(read.edges.map(([from, label, to]) => ({ from, label: read.labels[label], to }))).toEqual(known);
    const dashed = [...toDot(part)]
      .join('')
      .split('\n')
      .filter((line) => line.includes('style=dashed'));
    expect(dashed).toHaveLength(states - expanded);
    expect(() => [...toAut(part)]).toThrow('cannot say that a graph is a part of one');
    expect(stateGraph(model, 100_000, () => true).edges.expanded).toBe(whole.states.length);
  });

  test('one that is too large is refused with what to do', () => {
    expect(() => stateGraph(small(), 1000)).toThrow(
      /has more than 1000 states: raise maxStates \(--max-states\), or draw a few fields of it \(--fields\)/,
    );
    const exact = walk(twoStarts()).states.length;
    expect(stateGraph(twoStarts(), exact).edges.states).toBe(exact);
    expect(() => stateGraph(twoStarts(), exact - 1)).toThrow('has more than');
  });
});

/** Two lamps, one of them lit at first, in a model whose names need quoting. */
function twoStarts() {
  const Lamp = idType('lamp', 2);
  const schema = record({ on: perId(Lamp, bool) });
  const { action, eventually, defineModel } = words(schema);
  return defineModel({
    name: 'two "starts"',
    schema,
    initial: Lamp.ids.map((l) => (s) => {
      s.on[l] = true;
    }),
    actions: [
      action({
        id: 'switch "it"',
        over: { l: Lamp },
        then: (s, { l }) => {
          s.on[l] = !s.on[l];
        },
      }),
    ],
    rules: [eventually({ id: 'DARK', then: (s) => Lamp.ids.every((l) => !s.on[l]) })],
  });
}

/** The value of an ITF expression by the words of ADR-015, or an error for what is none. */
function readItf(x: unknown): unknown {
  if (typeof x === 'string' || typeof x === 'boolean') return x;
  if (Array.isArray(x)) return x.map(readItf);
  if (typeof x !== 'object' || x === null) throw new Error(`no ITF expression: ${String(x)}`);
  const fields = Object.entries(x);
  const [key, value] = fields[0] ?? [];
  if (fields.length === 1 && key === '#bigint') {
    if (!/^-?[0-9]+$/.test(String(value))) throw new Error(`no integer: ${String(value)}`);
    return Number(value);
  }
  if (fields.length === 1 && key === '#set') return { set: (value as unknown[]).map(readItf) };
  if (fields.length === 1 && key === '#tup') return { tuple: (value as unknown[]).map(readItf) };
  if (fields.length === 1 && key === '#map')
    return Object.fromEntries((value as [string, unknown][]).map(([k, v]) => [k, readItf(v)]));
  if (fields.length === 2 && 'tag' in x && 'value' in x)
    return x.tag === 'None' ? null : { some: readItf(x.value) };
  if (fields.some(([k]) => k.startsWith('#'))) throw new Error(`no ITF expression: ${JSON.stringify(x)}`);
  return Object.fromEntries(fields.map(([k, v]) => [k, readItf(v)]));
}

/** What a plain state says, found by following the printed path of every cell through the decoded one. */
function expectSame<S>(model: Model<S>, state: S, decoded: Record<string, unknown>): number {
  let compared = 0;
  for (const cell of cellsOf(model.schema)) {
    let at: unknown = decoded;
    for (const key of cell.name.split(/[.[\]]+/).filter((k) => k !== ''))
      at = (at as Record<string, unknown>)[key];
    const value = readCell(state, cell);
    const { type } = cell;
    const asId = (name: string) => Number(/\d+$/.exec(name)?.[0]);
    if (type.kind === 'set')
      expect((at as { set: string[] }).set.map(asId)).toEqual([...(value as Iterable<unknown>)]);
    else if (type.kind === 'id') expect(asId(at as string)).toBe(value);
    else if (type.kind === 'optional') {
      const some = at === null ? null : (at as { some: unknown }).some;
      expect(some === null ? null : type.of.kind === 'id' ? asId(some as string) : some).toBe(value);
    } else expect(at, cell.name).toBe(value);
    expect(encode(type, value)).toBeGreaterThanOrEqual(0);
    compared += 1;
  }
  return compared;
}

describe('traces in the ITF format', () => {
  test('every kind of value comes back as it was', () => {
    const model = zoo();
    const caught = witnesses(model, { maxStates: zooStates }).witnesses.find((w) => w.action === 'catch');
    const trace = caught?.trace ?? [];
    expect(trace.length).toBeGreaterThan(2);
    const itf = JSON.parse(JSON.stringify(toItf(model, trace, { description: 'a witness' }))) as ReturnType<
      typeof toItf
    >;
    expect(itf['#meta']).toMatchObject({ format: 'ITF', source: 'zoo', description: 'a witness' });
    expect(itf.vars).toEqual(Object.keys(model.schema.fields));
    expect(itf.states).toHaveLength(trace.length);
    expect('loop' in itf).toBe(false);
    let compared = 0;
    for (const [i, { '#meta': meta, ...state }] of itf.states.entries()) {
      expect(Object.keys(state)).toEqual(itf.vars);
      expect(meta).toMatchObject({ index: i });
      const step = trace[i];
      if (step === undefined) throw new Error('a state too many');
      compared += expectSame(model, step.state, readItf(state) as Record<string, unknown>);
    }
    expect(compared).toBeGreaterThan(100);
    expect(itf.states.at(-1)?.['#meta']).toEqual({ index: trace.length - 1, action: 'catch' });
  });

  test('a lasso ends before it repeats itself', () => {
    const model = twoStarts();
    const [rule] = check(model).perRule;
    if (rule?.counterexample === undefined || rule.loopStart === undefined) throw new Error('no lasso');
    // Without fairness the system may just stay where it is.
    expect(rule.loopStart).toBe(rule.counterexample.length - 1);
    const stays = toItf(model, rule.counterexample, { loopStart: rule.loopStart });
    expect([stays.loop, stays.states.length]).toEqual([rule.loopStart, rule.counterexample.length]);

    const [start] = rule.counterexample;
    const p = plain(model);
    if (start === undefined) throw new Error('no initial state');
    const around: (typeof rule.counterexample)[number][] = [start];
    for (let i = 0; i < 2; i++) {
      const [next] = p.successors(around.at(-1)?.state ?? start.state);
      if (next !== undefined) around.push(next);
    }
    expect(p.key(around.at(-1)?.state ?? start.state)).toBe(p.key(start.state));
    const loops = toItf(model, around, { loopStart: 0 });
    expect([loops.loop, loops.states.length]).toEqual([0, 2]);
    expect(loops['#meta']).toMatchObject({
      'loop-action': 'switch "it"(l=lamp0)',
      'loop-length': 'short, not minimal',
    });
    expect(stays['#meta']).not.toHaveProperty('loop-length');
  });
});

describe('shortest witness per action', () => {
  test('each is a real path, as long as the distance at which the action is first enabled', () => {
    const model = small();
    const { states, initial, edges } = walk(model);
    const distance = states.map((_, x) => (x < initial ? 0 : Infinity));
    for (const { from, to } of edges) distance[to] = Math.min(distance[to] ?? 0, (distance[from] ?? 0) + 1);
    const nearest = new Map<string, number>();
    for (const { from, label } of edges) {
      const id = label.replace(/\(.*/, '');
      nearest.set(id, Math.min(nearest.get(id) ?? Infinity, (distance[from] ?? 0) + 1));
    }
    const found = witnesses(model);
    expect(found.exhaustive).toBe(true);
    expect(found.witnesses.map((w) => w.action)).toEqual(model.actions.map((a) => a.id));
    const p = plain(model);
    for (const { action, trace } of found.witnesses) {
      if (trace === null) throw new Error(`${action} has no witness`);
      expect(trace.length - 1, action).toBe(nearest.get(action));
      expect(trace.at(-1)?.action).toBe(action);
      for (const [i, step] of trace.entries()) {
        const before = trace[i - 1];
        if (before === undefined || step.action === null) continue;
        expect(p.enabled(before.state, step.action, step.params)).toBe(true);
        expect(p.key(p.apply(before.state, step.action, step.params))).toBe(p.key(step.state));
      }
    }
  });

  test('only those that are asked for are looked for, and no further; ended early, the rest is unknown', () => {
    const model = small();
    const all = witnesses(model);
    const first = all.witnesses.toSorted((a, b) => (a.trace?.length ?? 0) - (b.trace?.length ?? 0))[0];
    if (first === undefined) throw new Error('the model has actions');
    const one = witnesses(model, { actions: [first.action] });
    expect(one.witnesses).toEqual([first]);
    expect([one.exhaustive, one.states <= all.states]).toEqual([true, true]);
    const met: number[] = [];
    const ended = witnesses(model, {
      onProgress: (progress) => {
        met.push(progress.met);
        return false;
      },
    });
    expect(met).toHaveLength(1);
    expect(ended.witnesses.filter(({ trace }) => trace !== null)).toHaveLength(met[0] ?? -1);
    expect(ended.witnesses.length).toBeGreaterThan(met[0] ?? 0);
    expect(ended.exhaustive).toBe(false);
  });

  test('a dead action has none, and only a complete search says that it is dead', () => {
    const model = small();
    const never = {
      ...(model.actions[0] ?? twoStarts().actions[0]),
      id: 'never',
    } as (typeof model.actions)[0];
    const dead = {
      ...model,
      actions: [...model.actions, { ...never, guards: [{ name: 'no', holds: () => false }] }],
    };
    const all = witnesses(dead);
    expect([all.exhaustive, all.witnesses.at(-1)]).toEqual([true, { action: 'never', trace: null }]);
    const some = witnesses(dead, { maxStates: 30 });
    expect([some.exhaustive, some.witnesses.at(-1)?.trace]).toEqual([false, null]);
    expect(some.witnesses.filter((w) => w.trace !== null).length).toBeGreaterThan(1);
  });
});
