import { check } from './check.ts';
import type { Model, Rule } from './model.ts';
import { type Mutation, mutationName } from './mutate.ts';
import { type Explored, type Fate, fateOf, firstDeviations } from './mutate-kills.ts';

/** What a rule is good for, as its mutants tell. */
export interface RuleWeight {
  readonly rule: string;
  /** Mutants that it notices at their first step, and those of them that nothing else notices there. */
  readonly kills: number;
  readonly alone: readonly Mutation[];
  /** Rules that notice all of these as well. */
  readonly containedIn: readonly string[];
}

/** Weighs the rules of a model by the first deviations of its mutants. */
export function weighRules<S>(base: Explored<S>, mutations: readonly Mutation[]): readonly RuleWeight[] {
  const noticed = mutations.map((mutation) => ({ mutation, ...firstDeviations(base, mutation) }));
  return base.model.rules.map(({ id: rule }) => {
    const own = noticed.filter((n) => n.rules.includes(rule));
    const others = base.model.rules.map((r) => r.id).filter((id) => id !== rule);
    return {
      rule,
      kills: own.length,
      alone: own.filter((n) => n.rules.length === 1 && n.fault === null).map((n) => n.mutation),
      containedIn: own.length === 0 ? [] : others.filter((id) => own.every((n) => n.rules.includes(id))),
    };
  });
}

/**
 * A mutant that is not killed any more when a rule is dropped (which is what its `then` made true, or its `given` made
 * false, comes to), among those that it notices alone; null if other rules, or ranges, kill all of them later.
 * @param most mutants to try; each costs a search
 */
export function survivorWithout<S>(
  base: Explored<S>,
  { rule, alone }: RuleWeight,
  most = 3,
): { readonly mutant: string; readonly fate: Fate['fate'] } | null {
  const rules = base.model.rules.filter((r) => r.id !== rule);
  const weaker: Explored<S> = { ...base, model: { ...base.model, rules } };
  for (const mutation of alone.slice(0, most)) {
    const { fate } = fateOf(weaker, mutation);
    if (fate !== 'killed') return { mutant: mutationName(mutation), fate };
  }
  return null;
}

/** Rules that break as soon as their `given` is made true; the other rules have theirs only to say when they speak. */
export function rulesThatNeedTheirGiven<S>(model: Model<S>): readonly string[] {
  const always = (rule: Rule<S>): Rule<S> => {
    if (rule.kind !== 'always' && rule.kind !== 'step') return rule;
    const { given: _, ...rest } = rule;
    return rest;
  };
  return check({ ...model, rules: model.rules.map(always) })
    .perRule.filter((r) => r.violations > 0)
    .map((r) => r.id);
}
