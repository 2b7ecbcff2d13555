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
      alone: own.filter((n) => n.rules.length === 1 && n.range === null).map((n) => n.mutation),
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

/** A rule with one clause broken. */
export interface RuleVariant<S> {
  readonly of: string;
  /** What was done to it. */
  readonly change: string;
  readonly rule: Rule<S>;
}

/** What tells a broken clause from the whole one. */
export type ClauseFate =
  /** The model itself breaks the variant. */
  | { readonly fate: 'broken by the model' }
  /** A mutant that the rule notices alone is not noticed any more. */
  | { readonly fate: 'misses alone'; readonly mutant: string }
  /** A mutant is not noticed any more, but other rules notice it too. */
  | { readonly fate: 'misses'; readonly mutant: string }
  /** It says the same about the model and the first steps of its mutants. */
  | { readonly fate: 'says the same' };

/**
 * Judges variants of rules: by a search of the model with all of them, and by the first deviations of its mutants.
 * A variant that throws is broken.
 * @param most steps to look at for each mutant
 */
export function judgeVariants<S>(
  base: Explored<S>,
  variants: readonly RuleVariant<S>[],
  mutations: readonly Mutation[],
  most = 3000,
): readonly ClauseFate[] {
  const named = variants.map(({ rule }, i) => ({ ...guarded(rule), id: `variant ${i}` }));
  const broken = new Set(
    check({ ...base.model, rules: named })
      .perRule.filter((r) => r.violations > 0)
      .map((r) => r.id),
  );
  const own = base.model.rules.map((r) => r.id);
  const noticed = mutations.map((m) => {
    const whole = firstDeviations(base, m, most);
    // Only what the whole rule notices can be missed.
    const asked = named.filter((r, i) => !broken.has(r.id) && whole.rules.includes(variants[i]?.of ?? ''));
    const byVariants =
      asked.length === 0
        ? []
        : firstDeviations({ ...base, model: { ...base.model, rules: asked } }, m, most).rules;
    return { mutant: mutationName(m), range: whole.range, rules: [...whole.rules, ...byVariants] };
  });
  return variants.map(({ of }, i): ClauseFate => {
    const id = `variant ${i}`;
    if (broken.has(id)) return { fate: 'broken by the model' };
    const missed = noticed.filter((n) => n.rules.includes(of) && !n.rules.includes(id));
    const isAlone = missed.find((n) => n.range === null && !n.rules.some((r) => r !== of && own.includes(r)));
    if (isAlone !== undefined) return { fate: 'misses alone', mutant: isAlone.mutant };
    const [first] = missed;
    return first === undefined ? { fate: 'says the same' } : { fate: 'misses', mutant: first.mutant };
  });
}

/** The same rule, false where it would throw. */
function guarded<S>(rule: Rule<S>): Rule<S> {
  const safely =
    <A extends unknown[]>(f: (...args: A) => boolean) =>
    (...args: A): boolean => {
      try {
        return f(...args);
      } catch {
        return false;
      }
    };
  if (rule.kind === 'always')
    return { ...rule, ...(rule.given && { given: safely(rule.given) }), then: safely(rule.then) };
  if (rule.kind === 'step')
    return { ...rule, ...(rule.given && { given: safely(rule.given) }), then: safely(rule.then) };
  return rule;
}
