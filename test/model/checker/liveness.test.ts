import { describe, expect, test } from 'vitest';
import { graphBytes, graphOf } from '../../../model/checker/graph.ts';
import { check, type Fairness, int, record, words } from '../../../model/checker/index.ts';
import { Search } from '../../../model/checker/search.ts';

const schema = record({ n: int(0, 9) });
const { action, eventually, leadsTo, defineModel } = words(schema);

/** A model that is a graph: `edges[k][x]` is where action k leads from state x, absent when it is disabled. */
interface Net {
  readonly edges: readonly (readonly (number | undefined)[])[];
  readonly fairness: readonly (Fairness | null)[];
}

function modelOf({ edges, fairness }: Net, from: readonly number[], to: readonly number[]) {
  return defineModel({
    name: 'net',
    schema,
    initial: () => {},
    actions: edges.map((row, k) =>
      action({
        id: `a${k}`,
        when: { enabled: (s) => row[s.n] !== undefined },
        then: (s) => {
          s.n = row[s.n] ?? 0;
        },
        ...(fairness[k] ? { fairness: fairness[k] } : {}),
      }),
    ),
    rules: [
      leadsTo({ id: 'L', given: (s) => from.includes(s.n), then: (s) => to.includes(s.n) }),
      eventually({ id: 'E', then: (s) => to.includes(s.n) }),
    ],
    terminal: () => true,
  });
}

/** States reachable from `roots` through states not in `avoid`, with their distances. */
function reach(
  { edges }: Net,
  roots: ReadonlyMap<number, number>,
  avoid: readonly number[],
): Map<number, number> {
  const dist = new Map([...roots].filter(([x]) => !avoid.includes(x)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [x, d] of [...dist])
      for (const row of edges) {
        const y = row[x];
        if (y === undefined || avoid.includes(y) || (dist.get(y) ?? Infinity) <= d + 1) continue;
        dist.set(y, d + 1);
        changed = true;
      }
  }
  return dist;
}

/** Tries every set of states: can a behaviour stay exactly in it forever, fairly? Shortest stem to one, or null. */
function bruteForce(net: Net, sources: ReadonlyMap<number, number>, to: readonly number[]): number | null {
  const region = reach(net, sources, to);
  const states = [...region.keys()];
  let best: number | null = null;
  for (let bits = 1; bits < 1 << states.length; bits++) {
    const set = states.filter((_, i) => (bits >> i) & 1);
    const [first = 0] = set;
    const outside = Array.from({ length: 10 }, (_, x) => x).filter((x) => !set.includes(x));
    const connected = set.every((x) => {
      const there = reach(net, new Map([[x, 0]]), outside);
      return set.every((y) => there.has(y));
    });
    if (!connected || first === undefined) continue;
    const fair = net.edges.every((row, k) => {
      // A step that changes nothing is no step.
      const taken = set.some((x) => row[x] !== undefined && row[x] !== x && set.includes(row[x]));
      const enabled = set.filter((x) => row[x] !== undefined && row[x] !== x).length;
      if (net.fairness[k] === 'weak') return taken || enabled < set.length;
      if (net.fairness[k] === 'strong') return taken || enabled === 0;
      return true;
    });
    if (!fair) continue;
    const stem = Math.min(...set.map((x) => region.get(x) ?? Infinity));
    if (best === null || stem < best) best = stem;
  }
  return best;
}

function randomNet(seed: number): Net {
  let x = seed * 7919 + 13;
  const roll = (n: number) => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return (x >>> 9) % n;
  };
  const size = 3 + roll(6);
  const edges = Array.from({ length: 2 + roll(4) }, () =>
    Array.from({ length: size }, () => (roll(10) < 5 ? roll(size) : undefined)),
  );
  return { edges, fairness: edges.map(() => ([null, 'weak', 'strong'] as const)[roll(3)] ?? null) };
}

const verdicts = { violated: 0, holds: 0, loops: 0, stutters: 0 };

test.each(Array.from({ length: 300 }, (_, i) => i))(
  'random graph %i: as if every set of states were tried',
  (seed) => {
    const net = randomNet(seed);
    const to = [1 + (seed % 3)];
    const from = [seed % 2, 3];
    const r = check(modelOf(net, from, to));
    const level = reach(net, new Map([[0, 0]]), []);
    const cases = [
      { id: 'L', sources: new Map([...level].filter(([x]) => from.includes(x))) },
      { id: 'E', sources: new Map([[0, 0]]) },
    ];
    for (const { id, sources } of cases) {
      const expected = bruteForce(net, sources, to);
      const rule = r.perRule.find((x) => x.id === id);
      if (rule === undefined) throw new Error('rule is missing');
      if (expected === null) {
        expect(rule.counterexample).toBeUndefined();
        expect(rule.verdict).toBe(sources.size === 0 ? 'vacuous' : 'holds (exhaustive)');
        verdicts.holds += 1;
        continue;
      }
      verdicts.violated += 1;
      expect(rule.verdict).toBe('violated');
      const trace = rule.counterexample ?? [];
      const start = rule.loopStart ?? -1;
      expect(start).toBe(expected);
      // Each step is an edge; the loop closes, avoids the goal and honours fairness.
      for (const [i, step] of trace.entries())
        if (i > 0)
          expect(net.edges[Number(step.action?.slice(1))]?.[trace[i - 1]?.state.n ?? -1]).toBe(step.state.n);
      expect(trace.at(-1)?.state.n).toBe(trace[start]?.state.n);
      const set = trace.slice(start).map((s) => s.state.n);
      expect(set.some((n) => to.includes(n))).toBe(false);
      if (trace.length - 1 > start) verdicts.loops += 1;
      else verdicts.stutters += 1;
      for (const [k, row] of net.edges.entries()) {
        const taken = trace.slice(start + 1).some((s) => s.action === `a${k}`);
        const enabled = set.filter((n) => row[n] !== undefined && row[n] !== n).length;
        if (net.fairness[k] === 'weak') expect(taken || enabled < set.length).toBe(true);
        if (net.fairness[k] === 'strong') expect(taken || enabled === 0).toBe(true);
      }
    }
  },
);

test('the random graphs exercised both verdicts, loops and stuttering', () => {
  for (const n of Object.values(verdicts)) expect(n).toBeGreaterThan(20);
});

describe('the textbook differences', () => {
  // 0 -> 1 -> 0 round and round; `leave` is enabled in 0 only and leads to 2.
  const net = (fairness: Fairness | null): Net => ({
    edges: [
      [1, 0],
      [2, undefined],
    ],
    fairness: ['weak', fairness],
  });
  const verdict = (fairness: Fairness | null) => check(modelOf(net(fairness), [0], [2])).perRule[0];

  test('weak fairness does not force an action that is enabled only now and then', () => {
    expect(verdict('weak')).toMatchObject({ verdict: 'violated', loopStart: 0 });
    expect(verdict('weak')?.counterexample?.map((x) => x.state.n)).toEqual([0, 1, 0]);
  });
  test('strong fairness does', () => expect(verdict('strong')?.verdict).toBe('holds (exhaustive)'));
  test('without fairness a behaviour may stop anywhere', () => {
    const r = check(modelOf({ edges: [[1]], fairness: [null] }, [0], [1])).perRule[0];
    expect(r).toMatchObject({ verdict: 'violated', loopStart: 0 });
    expect(r?.counterexample).toHaveLength(1);
  });
  test('a search that was cut short claims nothing about liveness', () => {
    const r = check(modelOf({ edges: [[1, 2, 3]], fairness: ['weak'] }, [0], [3]), { maxStates: 2 });
    expect(r.perRule.map((x) => x.verdict)).toEqual(['unknown (truncated)', 'unknown (truncated)']);
  });
});

describe('edges count against the limit of memory', () => {
  // A thousand states, from each of which 64 others are one step away: few states, many edges.
  const ring = record({ n: int(0, 999) });
  const w = words(ring);
  const model = w.defineModel({
    name: 'ring',
    schema: ring,
    initial: () => {},
    actions: [
      w.action({
        id: 'jump',
        over: { by: Array.from({ length: 64 }, (_, i) => i + 1) },
        then: (s, { by }) => {
          s.n = (s.n + by) % 1000;
        },
      }),
    ],
    rules: [
      w.eventually({ id: 'NEVER', then: () => false }),
      w.leadsTo({ id: 'AT-ONCE', given: (s) => s.n > 500, then: (s) => s.n > 500 }),
      w.always({ id: 'IN', then: (s) => s.n < 1000 }),
      w.always({ id: 'LOW', then: (s) => s.n < 900 }),
    ],
  });
  const verdicts = (r: ReturnType<typeof check>) => r.perRule.map((x) => x.verdict);
  const roomy = check(model);

  test('what is allocated is told', () => {
    const search = new Search(model, {});
    search.seed();
    search.run(1000);
    const { offsets, targets, who } = graphOf(search.engine, 64_000);
    const edges = offsets.byteLength + targets.byteLength + who.byteLength;
    expect(edges).toBe(graphBytes(1000, 64_000));
    expect(roomy.memoryBytes).toBeGreaterThan(search.engine.memoryBytes() + edges);
  });

  test('a limit that they fit is no limit', () => {
    expect(check(model, { maxMemoryBytes: roomy.memoryBytes })).toEqual(roomy);
    expect(verdicts(roomy)).toEqual(['violated', 'holds (exhaustive)', 'holds (exhaustive)', 'violated']);
  });

  test('a byte less, and liveness is unknown, the rest as it was', () => {
    const maxMemoryBytes = roomy.memoryBytes - 1;
    const r = check(model, { maxMemoryBytes });
    expect(r).toMatchObject({
      states: 1000,
      transitions: 64_000,
      truncatedBy: 'memory',
      verdict: 'violated',
    });
    const unknown = 'unknown (truncated)';
    expect(verdicts(r)).toEqual([unknown, unknown, 'holds (exhaustive)', 'violated']);
    for (const x of r.perRule.slice(0, 2)) expect(x.counterexample).toBeUndefined();
    expect(r.perRule[3]).toEqual(roomy.perRule[3]);
    expect(r.memoryBytes).toBeLessThan(roomy.memoryBytes - 64_000 * 8);
    const alone = { ...model, rules: model.rules.slice(0, 3) };
    expect(check(alone, { maxMemoryBytes }).verdict).toBe(unknown);
  });

  test('stopped while liveness is decided, it is unknown from there on, the rest as it was', () => {
    let asked = 0;
    const whole = check(model, { onProgress: () => ++asked > 0 });
    expect(whole).toEqual(roomy);
    // The last two times are before the two rules of liveness.
    let again = 0;
    const r = check(model, { onProgress: () => ++again < asked });
    expect(r).toMatchObject({ states: 1000, truncatedBy: 'caller', verdict: 'violated' });
    expect(verdicts(r)).toEqual(['violated', 'unknown (truncated)', 'holds (exhaustive)', 'violated']);
  });

  test('a model without liveness needs no edges', () => {
    const safe = { ...model, rules: model.rules.slice(2) };
    const { memoryBytes } = check(safe);
    expect(check(safe, { maxMemoryBytes: memoryBytes * 4 }).truncatedBy).toBeUndefined();
    expect(memoryBytes * 4).toBeLessThan(roomy.memoryBytes);
  });
});
