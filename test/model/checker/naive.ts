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
  /** Level of the first state that breaks a state rule, by rule id. */
  readonly firstBroken: ReadonlyMap<string, number>;
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

export function explore<S>(model: Model<S>): Naive {
  const seen = new Set<string>();
  const fired = new Map<string, number>();
  const firstBroken = new Map<string, number>();
  const levels: number[] = [];
  let transitions = 0;
  let frontier: string[] = [];
  const next: string[] = [];
  const fresh = (json?: string): S =>
    build(model.schema, json === undefined ? undefined : JSON.parse(json)) as S;
  const visit = (s: S) => {
    const json = JSON.stringify(s);
    if (seen.has(json)) return;
    seen.add(json);
    next.push(json);
    for (const r of model.rules)
      if (r.kind === 'always' && (r.given?.(s) ?? true) && !r.then(s) && !firstBroken.has(r.id))
        firstBroken.set(r.id, levels.length);
  };
  for (const init of model.initial) {
    const s = fresh();
    init(s);
    visit(s);
  }
  while (next.length > 0) {
    frontier = next.splice(0);
    levels.push(frontier.length);
    for (const json of frontier)
      for (const a of model.actions)
        for (const params of combinations(a.over)) {
          const s = fresh(json);
          if (!a.guards.every((g) => g.holds(s, params as never))) continue;
          a.then(s, params as never);
          transitions += 1;
          fired.set(a.id, (fired.get(a.id) ?? 0) + 1);
          visit(s);
        }
  }
  return { states: [...seen].sort(), transitions, levels, fired, firstBroken };
}
