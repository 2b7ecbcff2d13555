import type { Action, Domain, Params } from './model.ts';

export type Fairness = 'weak' | 'strong';

/**
 * Fairness of several actions together, as `\A p : WF(A(p) \/ \E q : B(p, q))` in TLA+: a behaviour that can take a step
 * of the family from some point on without a break (strong: again and again) takes one again and again. Which one is
 * left open: that is the difference to fairness of each action by itself.
 */
export interface FairFamily {
  readonly kind: Fairness;
  /** Ids of actions. A step of any of them, with any parameters, honours the demand. */
  readonly of: readonly string[];
  /** Parameters that all of these have: one demand for each combination of their values. Default: one in all. */
  readonly each?: readonly string[];
}

/** All demands of fairness of a model, over the instances of its actions as a search numbers them. */
export interface Demands {
  readonly kinds: readonly Fairness[];
  /** Instances of each demand. */
  readonly members: readonly ReadonlySet<number>[];
  /** Demands that an instance is in. */
  readonly of: readonly (readonly number[])[];
}

/**
 * Draws up the demands: those of single instances, which actions state themselves, in the order of the instances; then
 * those of the families.
 */
export function demandsOf<S>(
  instances: readonly { readonly action: Action<S>; readonly params: Params }[],
  families: readonly FairFamily[],
): Demands {
  const kinds: Fairness[] = [];
  const members: Set<number>[] = [];
  const of = instances.map((): number[] => []);
  const known = new Map<string, number>();
  const demand = (key: string, kind: Fairness, instance: number): void => {
    const number = known.get(key) ?? kinds.push(kind) - 1;
    if (number === members.length) members.push(new Set());
    known.set(key, number);
    members[number]?.add(instance);
    of[instance]?.push(number);
  };
  for (const [i, { action }] of instances.entries())
    if (action.fairness !== null) demand(`instance ${i}`, action.fairness, i);
  for (const [f, { kind, of: actions, each = [] }] of families.entries())
    for (const [i, { action, params }] of instances.entries())
      if (actions.includes(action.id))
        demand(JSON.stringify([f, ...each.map((name) => params[name])]), kind, i);
  return { kinds, members, of };
}

const sameDomain = (a: Domain, b: Domain): boolean =>
  a === b || (!('kind' in a) && !('kind' in b) && JSON.stringify(a) === JSON.stringify(b));

/** What is wrong with a family, for people; null if nothing is. */
export function familyFault<S>(actions: readonly Action<S>[], { of, each = [] }: FairFamily): string | null {
  if (of.length === 0) return 'names no action: give ids of actions in `of`';
  const members = of.map((id) => actions.find((a) => a.id === id));
  const first = members[0];
  for (const [k, member] of members.entries()) {
    if (member === undefined || first === undefined) return `there is no action "${of[k]}"`;
    for (const name of each) {
      const domain = member.over[name];
      const other = first.over[name];
      if (domain === undefined)
        return `action ${member.id} has no parameter "${name}", so it cannot be fair for each of its values`;
      if (other !== undefined && !sameDomain(domain, other))
        return `parameter "${name}" of ${first.id} and of ${member.id} have different values`;
    }
  }
  return null;
}
