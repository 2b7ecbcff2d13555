import { createHash } from 'node:crypto';
import type { Model } from '../../../model/checker/index.ts';
import type { Schema } from '../../../model/checker/schema.ts';

/**
 * A second explorer for the same models: plain objects, a Map with JSON keys, nothing shared with the checker but
 * the model itself. Slow on purpose and simple enough to be believed.
 */
export interface Naive {
  /** JSON of each reachable state, sorted. */
  readonly states: readonly string[];
  readonly transitions: number;
  readonly levels: readonly number[];
  readonly fired: ReadonlyMap<string, number>;
  /** Level of the first state that breaks a state rule or a transition rule, by rule id. */
  readonly firstBroken: ReadonlyMap<string, number>;
  /** Rules of the kind `sometimes` of which a witness was seen. */
  readonly witnessed: ReadonlySet<string>;
  /** Successors of each state, states numbered as found; kept where the model has liveness rules. */
  readonly graph: NaiveGraph;
}

export interface NaiveEdge {
  /** What is treated fairly when this edge is taken: the instance by itself, families of actions. */
  readonly fair: readonly NaiveFair[];
  readonly to: number;
}
export interface NaiveFair {
  readonly name: string;
  readonly kind: 'weak' | 'strong';
}
export interface NaiveGraph {
  readonly edges: readonly (readonly NaiveEdge[])[];
  /** By rule id: the states in which `given` holds (for `eventually` the initial ones), and those with `then`. */
  readonly given: ReadonlyMap<string, ReadonlySet<number>>;
  readonly then: ReadonlyMap<string, ReadonlySet<number>>;
}

/** A set of small integers that is iterated in ascending order and serialises as a sorted list. */
class NaiveSet {
  readonly #members = new Set<number>();
  get size() {
    return this.#members.size;
  }
  has(x: number) {
    return this.#members.has(x);
  }
  add(x: number) {
    this.#members.add(x);
  }
  delete(x: number) {
    this.#members.delete(x);
  }
  clear() {
    this.#members.clear();
  }
  [Symbol.iterator]() {
    return [...this.#members].sort((a, b) => a - b)[Symbol.iterator]();
  }
  toJSON() {
    return [...this];
  }
}

/** A fresh value of a schema; with `from`, a copy of that JSON value. */
function build(type: Schema, from?: unknown): unknown {
  switch (type.kind) {
    case 'record': {
      const given = from as Record<string, unknown> | undefined;
      return Object.fromEntries(Object.entries(type.fields).map(([f, t]) => [f, build(t, given?.[f])]));
    }
    case 'perId':
    case 'array': {
      const n = type.kind === 'perId' ? type.by.count : type.length;
      const given = from as unknown[] | undefined;
      return Array.from({ length: n }, (_, i) => build(type.element, given?.[i]));
    }
    case 'set': {
      const out = new NaiveSet();
      for (const x of (from as number[] | undefined) ?? []) out.add(x);
      return out;
    }
    case 'bool':
      return from ?? false;
    case 'int':
      return from ?? type.low;
    case 'oneOf':
      return from ?? type.values[0];
    case 'id':
      return from ?? 0;
    case 'optional':
      return from ?? null;
  }
}

/** The JSON of a state as the checker unpacks it, with sets as sorted lists. */
export function canonical(type: Schema, state: unknown): string {
  const plain = JSON.stringify(state, (_, v: unknown) =>
    typeof v === 'object' && v !== null && Symbol.iterator in v && !Array.isArray(v)
      ? [...(v as Iterable<unknown>)]
      : v,
  );
  return JSON.stringify(build(type, JSON.parse(plain)));
}

function combinations(over: Model<unknown>['actions'][number]['over']): Record<string, unknown>[] {
  const names = Object.keys(over);
  const go = (i: number, chosen: Record<string, unknown>): Record<string, unknown>[] => {
    const name = names[i];
    if (name === undefined) return [chosen];
    const domain = over[name];
    if (domain === undefined) return [];
    const values: unknown[] =
      'kind' in domain ? Array.from({ length: domain.count }, (_, k) => k) : [...domain];
    return values.flatMap((v) => go(i + 1, { ...chosen, [name]: v }));
  };
  return go(0, {});
}

/** What a step of an action honours, by the words of the model. */
function fairOf<S>(model: Model<S>, id: string, params: Readonly<Record<string, unknown>>): NaiveFair[] {
  const out: NaiveFair[] = [];
  for (const a of model.actions)
    if (a.id === id && a.fairness !== null)
      out.push({ name: `${id} ${JSON.stringify(params)}`, kind: a.fairness });
  model.fairness.forEach((family, number) => {
    if (!family.of.includes(id)) return;
    const values = (family.each ?? []).map((p) => `${p}=${String(params[p])}`).join(' ');
    out.push({ name: `family ${number} ${values}`, kind: family.kind });
  });
  return out;
}

/** A digest of a set of strings, whatever their order: the sum of the halves of their SHA-256. */
export function digest(strings: Iterable<string>): string {
  const sums = [0n, 0n, 0n, 0n];
  for (const x of strings) {
    const hash = createHash('sha256').update(x).digest();
    for (let i = 0; i < 4; i++)
      sums[i] = ((sums[i] ?? 0n) + hash.readBigUInt64LE(8 * i)) & 0xffffffffffffffffn;
  }
  return sums.map((x) => x.toString(16).padStart(16, '0')).join('');
}

export function explore<S>(model: Model<S>): Naive {
  const seen = new Map<string, number>();
  const fired = new Map<string, number>();
  const firstBroken = new Map<string, number>();
  const witnessed = new Set<string>();
  const levels: number[] = [];
  const edges: NaiveEdge[][] = [];
  const given = new Map<string, Set<number>>();
  const then = new Map<string, Set<number>>();
  const liveness = model.rules.filter((r) => r.kind === 'eventually' || r.kind === 'leadsTo');
  for (const r of liveness) {
    given.set(r.id, new Set());
    then.set(r.id, new Set());
  }
  const instances = model.actions.flatMap((a) =>
    combinations(a.over).map((params) => ({ a, params, fair: fairOf(model, a.id, params) })),
  );
  let transitions = 0;
  const next: string[] = [];
  const fresh = (json?: string): S =>
    build(model.schema, json === undefined ? undefined : JSON.parse(json)) as S;
  const breaks = (rule: string) => {
    if (!firstBroken.has(rule)) firstBroken.set(rule, levels.length);
  };
  const visit = (s: S): number => {
    const json = JSON.stringify(s);
    const known = seen.get(json);
    if (known !== undefined) return known;
    const number = seen.size;
    seen.set(json, number);
    next.push(json);
    for (const r of model.rules) {
      if (r.kind === 'always' && (r.given?.(s) ?? true) && !r.then(s)) breaks(r.id);
      if (r.kind === 'sometimes' && r.then(s)) witnessed.add(r.id);
      if (r.kind !== 'eventually' && r.kind !== 'leadsTo') continue;
      if (r.kind === 'leadsTo' ? r.given(s) : levels.length === 0) given.get(r.id)?.add(number);
      if (r.then(s)) then.get(r.id)?.add(number);
    }
    return number;
  };
  for (const init of model.initial) {
    const s = fresh();
    init(s);
    visit(s);
  }
  while (next.length > 0) {
    const frontier = next.splice(0);
    levels.push(frontier.length);
    for (const json of frontier) {
      const before = fresh(json);
      const out: NaiveEdge[] = [];
      for (const { a, params, fair } of instances) {
        if (!a.guards.every((g) => g.holds(before, params as never))) continue;
        const s = fresh(json);
        a.then(s, params as never);
        transitions += 1;
        fired.set(a.id, (fired.get(a.id) ?? 0) + 1);
        for (const r of model.rules)
          if (r.kind === 'step' && (r.on === undefined || r.on.includes(a.id)))
            if (
              (r.given?.(before, s, a.id, params as never) ?? true) &&
              !r.then(before, s, a.id, params as never)
            )
              breaks(r.id);
        const to = visit(s);
        if (liveness.length > 0) out.push({ fair, to });
      }
      edges.push(out);
    }
  }
  const states = [...seen.keys()].sort();
  return { states, transitions, levels, fired, firstBroken, witnessed, graph: { edges, given, then } };
}
