import { type IdType, type Model, plain, type Successor } from '../../../model/checker/index.ts';
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

/** Per level, the number of classes of states that differ in names only. */
export function orbitsPerLevel<S>(
  model: Model<S>,
  types: readonly IdType[],
  levels: readonly ReadonlyMap<string, S>[],
): number[] {
  const p = plain(model);
  const all = renamings(types);
  return levels.map((level) => {
    const told = new Set<string>();
    let orbits = 0;
    for (const [key, s] of level) {
      if (told.has(key)) continue;
      orbits += 1;
      for (const by of all) told.add(p.key(image(model.schema, s, by) as S));
    }
    return orbits;
  });
}

/** Whether the model, on its reachable states, treats all members of the types alike; by definition, under every renaming. */
export function isSymmetric<S>(
  model: Model<S>,
  types: readonly IdType[],
  levels: readonly ReadonlyMap<string, S>[],
): boolean {
  const p = plain(model);
  const rename = (s: S, by: Renaming): S => image(model.schema, s, by) as S;
  const ofState = (s: S): string[] => {
    const rules = model.rules.map((r) => {
      if (r.kind === 'always') return (r.given?.(s) ?? true) ? String(r.then(s)) : 'not asked';
      return r.kind === 'sometimes' ? String(r.then(s)) : '';
    });
    return [String(model.terminal?.(s)), ...rules];
  };
  const ofStep = (s: S, x: Successor<S>): string =>
    model.rules
      .map((r) => {
        if (r.kind !== 'step' || (r.on !== undefined && !r.on.includes(x.action))) return '';
        return `${r.given?.(s, x.state, x.action, x.params) ?? true} ${r.then(s, x.state, x.action, x.params)}`;
      })
      .join(' ');
  const told = new Map<string, { fixed: string[]; steps: { step: Successor<S>; rules: string }[] }>();
  const tell = (s: S) => {
    const key = p.key(s);
    const known = told.get(key) ?? {
      fixed: ofState(s),
      steps: p.successors(s).map((step) => ({ step, rules: ofStep(s, step) })),
    };
    told.set(key, known);
    return known;
  };
  /** What the model says of a state, in the names that a renaming gives. */
  const opinion = (s: S, by: Renaming): string => {
    const { fixed, steps } = tell(s);
    const lines = steps.map(({ step, rules }) => {
      const over = model.actions.find((a) => a.id === step.action)?.over ?? {};
      const params = Object.entries(step.params).map(([name, v]) => {
        const domain = over[name];
        return domain !== undefined && 'kind' in domain ? String(renamed(domain, v, by)) : String(v);
      });
      return `${step.action}(${params}) ${p.key(rename(step.state, by))} ${rules}`;
    });
    return [...fixed, ...lines.sort()].join('\n');
  };
  const identity: Renaming = new Map();
  const initial = new Set(p.initial().map((s) => p.key(s)));
  const states = levels.flatMap((level) => [...level.values()]);
  return renamings(types).every(
    (by) =>
      p.initial().every((s) => initial.has(p.key(rename(s, by)))) &&
      states.every((s) => opinion(s, by) === opinion(rename(s, by), identity)),
  );
}
