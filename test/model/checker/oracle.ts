import { check, type FairFamily, type Fairness, int, record, words } from '../../../model/checker/index.ts';

/** A model that is a graph. State 0 is the initial one. */
export interface Net {
  readonly states: number;
  /** One per (from, action, variant). */
  readonly edges: readonly Edge[];
  /** By action, of each variant by itself. */
  readonly fairness: readonly (Fairness | null)[];
  readonly families: readonly Family[];
  readonly given: readonly number[];
  readonly then: readonly number[];
}
/** Actions that are fair together: for each variant, or in all. */
export interface Family {
  readonly kind: Fairness;
  readonly actions: readonly number[];
  readonly eachVariant: boolean;
}
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly action: number;
  /** Value of the action's parameter. */
  readonly variant: number;
}

const schema = record({ n: int(0, 5) });
const { action, always, step, sometimes, eventually, leadsTo, defineModel } = words(schema);

export function modelOf({ edges, fairness, families, given, then }: Net) {
  const find = (n: number, a: number, variant: number) =>
    edges.find((e) => e.from === n && e.action === a && e.variant === variant);
  return defineModel({
    name: 'net',
    schema,
    initial: () => {},
    actions: fairness.map((fair, a) =>
      action({
        id: `a${a}`,
        over: { variant: [0, 1] },
        when: { 'there is an edge': (s, { variant }) => find(s.n, a, variant) !== undefined },
        then: (s, { variant }) => {
          s.n = find(s.n, a, variant)?.to ?? s.n;
        },
        ...(fair === null ? {} : { fairness: fair }),
      }),
    ),
    rules: [
      always({ id: 'always', given: (s) => given.includes(s.n), then: (s) => !then.includes(s.n) }),
      step({
        id: 'step',
        on: ['a0', 'a1'],
        given: (before) => given.includes(before.n),
        then: (_, after) => !then.includes(after.n),
      }),
      sometimes({ id: 'sometimes', then: (s) => then.includes(s.n) && !given.includes(s.n) }),
      eventually({ id: 'eventually', then: (s) => then.includes(s.n) }),
      leadsTo({ id: 'leadsTo', given: (s) => given.includes(s.n), then: (s) => then.includes(s.n) }),
    ],
    fairness: families.map(
      ({ kind, actions, eachVariant }): FairFamily => ({
        kind,
        of: actions.map((a) => `a${a}`),
        ...(eachVariant ? { each: ['variant'] } : {}),
      }),
    ),
    terminal: () => true,
  });
}

/** What a rule of a net should come out as. `length`: steps of a shortest counterexample, or of its stem. */
export interface Expected {
  readonly verdict: 'holds (exhaustive)' | 'violated' | 'vacuous';
  readonly length: number | null;
}

/** Distance of each state from some, through states that `inside` admits. */
export function distances(
  { edges }: Net,
  from: ReadonlyMap<number, number>,
  inside: (x: number) => boolean,
): Map<number, number> {
  const out = new Map([...from].filter(([x]) => inside(x)));
  for (let again = true; again; ) {
    again = false;
    for (const e of edges) {
      const d = (out.get(e.from) ?? Infinity) + 1;
      if (!inside(e.to) || d >= (out.get(e.to) ?? Infinity)) continue;
      out.set(e.to, d);
      again = true;
    }
  }
  return out;
}

/** Everything that is to be treated fairly, as sets of edges. */
function fairThings({ fairness, families }: Net): { kind: Fairness; has(e: Edge): boolean }[] {
  const variants = [0, 1];
  return [
    ...fairness.flatMap((kind, a) =>
      kind === null
        ? []
        : variants.map((v) => ({ kind, has: (e: Edge) => e.action === a && e.variant === v })),
    ),
    ...families.flatMap(({ kind, actions, eachVariant }) =>
      (eachVariant ? variants : [null]).map((v) => ({
        kind,
        has: (e: Edge) => actions.includes(e.action) && (v === null || e.variant === v),
      })),
    ),
  ];
}

/**
 * Fairness by definition. What a behaviour does again and again is a set of edges that is strongly connected, or one
 * state in which it stays. Each such set is tried: of what is weakly fair (an action's variant, or what a family takes
 * together) some edge must be in the set or none may leave one of the states; of what is strongly fair, none may leave
 * any. An edge from a state to itself is stuttering: it is no edge.
 * @returns the least distance, by `distance`, of a state that some fair behaviour returns to forever, or null
 */
function fairForever(net: Net, distance: ReadonlyMap<number, number>): number | null {
  const real = net.edges.filter((e) => e.from !== e.to);
  const isFair = (states: readonly number[], edges: readonly Edge[]): boolean =>
    fairThings(net).every(({ kind, has }) => {
      const isOff = (x: number) => !real.some((e) => e.from === x && has(e));
      return edges.some(has) || (kind === 'weak' ? states.some(isOff) : states.every(isOff));
    });
  const isConnected = (states: readonly number[], edges: readonly Edge[]): boolean =>
    states.every((x) => {
      const there = distances({ ...net, edges }, new Map([[x, 0]]), () => true);
      return states.every((y) => there.has(y));
    });

  const inside = real.filter((e) => distance.has(e.from) && distance.has(e.to));
  if (inside.length > 12) throw new Error('too many edges to try every set of them');
  let best: number | null = null;
  const offer = (states: readonly number[]) => {
    const d = Math.min(...states.map((x) => distance.get(x) ?? Infinity));
    if (best === null || d < best) best = d;
  };
  for (const x of distance.keys()) if (isFair([x], [])) offer([x]);
  for (let bits = 1; bits < 1 << inside.length; bits++) {
    const edges = inside.filter((_, i) => ((bits >> i) & 1) === 1);
    const states = [...new Set(edges.flatMap((e) => [e.from, e.to]))];
    // Each state must be left and entered; the dearer test only then.
    if (!states.every((x) => edges.some((e) => e.from === x) && edges.some((e) => e.to === x))) continue;
    if (isFair(states, edges) && isConnected(states, edges)) offer(states);
  }
  return best;
}

/** What every rule of `modelOf(net)` should come out as, from first principles. */
export function expectedOf(net: Net): Readonly<Record<string, Expected>> {
  const level = distances(net, new Map([[0, 0]]), () => true);
  const reached = [...level.keys()];
  const given = reached.filter((x) => net.given.includes(x));
  const met = (x: number) => net.then.includes(x);
  const least = (list: readonly number[]): number | null => (list.length === 0 ? null : Math.min(...list));
  const verdict = (length: number | null, happened: boolean): Expected => ({
    verdict: length !== null ? 'violated' : happened ? 'holds (exhaustive)' : 'vacuous',
    length,
  });
  const at = (x: number) => level.get(x) ?? Infinity;
  const steps = net.edges.filter((e) => e.action <= 1 && level.has(e.from) && net.given.includes(e.from));
  const witness = reached.some((x) => met(x) && !net.given.includes(x));
  const owing = (from: readonly number[]) =>
    fairForever(
      net,
      distances(net, new Map(from.map((x) => [x, at(x)])), (x) => !met(x)),
    );
  return {
    always: verdict(least(given.filter(met).map(at)), given.length > 0),
    step: verdict(least(steps.filter((e) => met(e.to)).map((e) => at(e.from) + 1)), steps.length > 0),
    sometimes: { verdict: witness ? 'holds (exhaustive)' : 'violated', length: null },
    eventually: verdict(owing([0]), true),
    leadsTo: verdict(owing(given), given.length > 0),
  };
}

/** The same from the checker; a lasso is walked and its fairness is looked at. */
export function foundIn(net: Net): Readonly<Record<string, Expected>> {
  const out: Record<string, Expected> = {};
  for (const rule of check(modelOf(net)).perRule) {
    const isLiveness = rule.kind === 'eventually' || rule.kind === 'leadsTo';
    const trace = rule.counterexample;
    if (isLiveness && trace !== undefined) checkLasso(net, trace, rule.loopStart ?? -1);
    out[rule.id] = {
      verdict: rule.verdict as Expected['verdict'],
      length: trace === undefined ? null : isLiveness ? (rule.loopStart ?? -1) : trace.length - 1,
    };
  }
  return out;
}

interface TraceStep {
  readonly action: string | null;
  readonly params: object;
  readonly state: { readonly n: number };
}
/** Throws unless a lasso runs along edges, closes, avoids what is owed and honours fairness. */
function checkLasso(net: Net, trace: readonly TraceStep[], start: number): void {
  const taken = trace.slice(1).map((t, i) => {
    const from = trace[i]?.state.n;
    const edge = net.edges.find(
      (e) =>
        e.from === from &&
        e.to === t.state.n &&
        `a${e.action}` === t.action &&
        'variant' in t.params &&
        e.variant === t.params.variant,
    );
    if (edge === undefined) throw new Error(`no edge from ${from} to ${t.state.n} by ${t.action}`);
    return edge;
  });
  const loop = taken.slice(start);
  const states = trace.slice(start).map((t) => t.state.n);
  if (states[0] !== states.at(-1)) throw new Error('the loop is open');
  if (states.some((x) => net.then.includes(x))) throw new Error('the loop meets the goal');
  const real = net.edges.filter((e) => e.from !== e.to);
  const isOff = (x: number, has: (e: Edge) => boolean) => !real.some((e) => e.from === x && has(e));
  for (const { kind, has } of fairThings(net)) {
    if (loop.some((e) => e.from !== e.to && has(e))) continue;
    const honoured = kind === 'weak' ? states.some((x) => isOff(x, has)) : states.every((x) => isOff(x, has));
    if (!honoured) throw new Error(`a ${kind} demand is not honoured`);
  }
}
