import { type IdType, type Model, plain } from '../../../model/checker/index.ts';
import type { Schema } from '../../../model/checker/schema.ts';
import { PlainSet } from '../../../model/checker/values.ts';

/** For each id type, the number that takes the place of each number. */
export type Renaming = ReadonlyMap<IdType, readonly number[]>;

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, at) => [...p.slice(0, at), n - 1, ...p.slice(at)]),
  );
}

/** All ways to rename the members of these types, by plain enumeration. */
export function renamings(types: readonly IdType[]): Renaming[] {
  return types.reduce<Map<IdType, readonly number[]>[]>(
    (all, type) => all.flatMap((m) => permutations(type.count).map((p) => new Map([...m, [type, p]]))),
    [new Map()],
  );
}

const renamed = (type: IdType, x: unknown, by: Renaming): unknown => by.get(type)?.[x as number] ?? x;

/** The plain value with its ids renamed. */
export function image(type: Schema, value: unknown, by: Renaming): unknown {
  switch (type.kind) {
    case 'record': {
      const fields = value as Record<string, unknown>;
      return Object.fromEntries(Object.entries(type.fields).map(([f, t]) => [f, image(t, fields[f], by)]));
    }
    case 'perId': {
      const out: unknown[] = [];
      for (const [i, x] of (value as unknown[]).entries())
        out[renamed(type.by, i, by) as number] = image(type.element, x, by);
      return out;
    }
    case 'array':
      return (value as unknown[]).map((x) => image(type.element, x, by));
    case 'set': {
      const out = new PlainSet(type.of);
      for (const x of value as PlainSet) out.add(renamed(type.of, x, by) as never);
      return out;
    }
    case 'id':
      return renamed(type.of, value, by);
    case 'optional':
      return value === null ? null : image(type.of, value, by);
    default:
      return value;
  }
}

/** All reachable states with their keys, in levels; null when there are more than `limit`. */
export function reach<S>(model: Model<S>, limit: number): readonly ReadonlyMap<string, S>[] | null {
  const p = plain(model);
  const seen = new Set<string>();
  const levels: Map<string, S>[] = [];
  let next = p.initial();
  while (next.length > 0) {
    const level = new Map<string, S>();
    for (const s of next) {
      const key = p.key(s);
      if (!seen.has(key)) level.set(key, s);
      seen.add(key);
    }
    if (seen.size > limit) return null;
    if (level.size > 0) levels.push(level);
    next = [...level.values()].flatMap((s) => p.successors(s).map((x) => x.state));
  }
  return levels;
}

/** Per level, the number of classes of states that differ in names only; each class is named by its least key. */
export function orbitsPerLevel<S>(
  model: Model<S>,
  types: readonly IdType[],
  levels: readonly ReadonlyMap<string, S>[],
): number[] {
  const p = plain(model);
  const all = renamings(types);
  const least = (s: S) =>
    all.reduce((best, by) => {
      const key = p.key(image(model.schema, s, by) as S);
      return key < best ? key : best;
    }, p.key(s));
  return levels.map((level) => new Set([...level.values()].map(least)).size);
}

/** Whether the model, on its reachable states, treats all members of the types alike; by definition, under every renaming. */
export function isSymmetric<S>(
  model: Model<S>,
  types: readonly IdType[],
  levels: readonly ReadonlyMap<string, S>[],
): boolean {
  const p = plain(model);
  const opinion = (s: S, by: Renaming): string => {
    const steps = p.successors(s).map((x) => {
      const over = model.actions.find((a) => a.id === x.action)?.over ?? {};
      const params = Object.entries(x.params).map(([name, v]) => {
        const domain = over[name];
        return domain !== undefined && 'kind' in domain ? String(renamed(domain, v, by)) : String(v);
      });
      const rules = model.rules.map((r) => {
        if (r.kind !== 'step' || (r.on !== undefined && !r.on.includes(x.action))) return '';
        return `${r.given?.(s, x.state, x.action, x.params) ?? true} ${r.then(s, x.state, x.action, x.params)}`;
      });
      return `${x.action}(${params}) ${p.key(image(model.schema, x.state, by) as S)} ${rules}`;
    });
    const rules = model.rules.map((r) => {
      if (r.kind === 'always') return (r.given?.(s) ?? true) ? String(r.then(s)) : 'not asked';
      return r.kind === 'sometimes' ? String(r.then(s)) : '';
    });
    return [model.terminal?.(s), ...rules, ...steps.sort()].join('\n');
  };
  const identity: Renaming = new Map();
  const initial = new Set(p.initial().map((s) => p.key(s)));
  return renamings(types).every(
    (by) =>
      p.initial().every((s) => initial.has(p.key(image(model.schema, s, by) as S))) &&
      levels.every((level) =>
        [...level.values()].every(
          (s) => opinion(s, by) === opinion(image(model.schema, s, by) as S, identity),
        ),
      ),
  );
}
