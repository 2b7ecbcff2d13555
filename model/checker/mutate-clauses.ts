import { check } from './check.ts';
import type { Model, Rule } from './model.ts';
import { type Mutation, mutationName } from './mutate.ts';
import { type Explored, eachFirstDeviation, judgeStep } from './mutate-kills.ts';
import { eachSlip } from './mutate-slips.ts';

/** A rule, and the same with one clause broken. */
export interface RuleVariant<S> {
  readonly whole: Rule<S>;
  readonly broken: Rule<S>;
}

/** What tells a broken clause from the whole one, the strongest there is. */
export type ClauseFate =
  /** The model breaks the variant, or never gives it occasion any more. */
  | { readonly fate: 'broken by the model' | 'vacuous' }
  /** A mutant that only the rule notices is not noticed any more; that others notice too; that the rule lets pass. */
  | { readonly fate: 'misses alone' | 'misses' | 'condemns'; readonly mutant: string }
  /** Both notice the same mutants, but not by the same steps. */
  | { readonly fate: 'other steps'; readonly mutant: string }
  /** They judge a step of the model otherwise that has one variable slipped. */
  | { readonly fate: 'other slips'; readonly slip: string }
  /** Only one of them is vacuous in this part of the model. */
  | { readonly fate: 'other occasions'; readonly part: string }
  | { readonly fate: 'says the same' };

interface Candidate<S> {
  readonly number: number;
  readonly whole: Rule<S>;
  readonly variant: Rule<S>;
}

/**
 * Judges variants of rules: on all states and steps of the model, then at the first deviations of its mutants, then at
 * slips. A variant that throws is broken.
 * @param most steps to look at for each mutant
 * @param slipsPerInstance steps of each action, for each combination of its parameters, that are made to slip
 */
export function judgeVariants<S>(
  base: Explored<S>,
  variants: readonly RuleVariant<S>[],
  mutations: readonly Mutation[],
  { most = 3000, slipsPerInstance = 64 }: { readonly most?: number; readonly slipsPerInstance?: number } = {},
): readonly ClauseFate[] {
  const fates = new Map<number, ClauseFate>();
  const wholes = new Map<Rule<S>, Rule<S>>();
  const candidates = variants.map((v, number): Candidate<S> => {
    const whole = wholes.get(v.whole) ?? guarded(v.whole);
    wholes.set(v.whole, whole);
    return { number, whole, variant: guarded(v.broken) };
  });
  const open = (weakly = false): Candidate<S>[] =>
    candidates.filter(({ number }) => {
      const fate = fates.get(number)?.fate;
      return fate === undefined || (weakly && (fate === 'other steps' || fate === 'misses'));
    });
  judgeOnModel(base, candidates, fates);
  for (const mutation of mutations) judgeOnMutant(base, mutation, open(true), most, fates);
  judgeOnSlips(base, open(), slipsPerInstance, fates);
  return variants.map((_, i) => fates.get(i) ?? { fate: 'says the same' });
}

function judgeOnModel<S>(
  base: Explored<S>,
  candidates: readonly Candidate<S>[],
  fates: Map<number, ClauseFate>,
): void {
  const { search, graph, words } = base;
  const width = search.accessors.layout.words;
  let open = [...candidates];
  const spoke = new Set<number>();
  const judge = (action: string, params: Parameters<typeof judgeStep>[3], kind: Rule<S>['kind']): void => {
    let broke = false;
    for (const { number, variant } of open) {
      if (variant.kind !== kind) continue;
      const { speaks, broken } = judgeStep(search, variant, action, params);
      if (speaks) spoke.add(number);
      if (!broken) continue;
      fates.set(number, { fate: 'broken by the model' });
      broke = true;
    }
    if (broke) open = open.filter((c) => !fates.has(c.number));
  };
  for (let x = 0; x < graph.states; x++) {
    search.engine.put(words, x * width);
    judge('', {}, 'always');
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      const instance = search.instances[graph.who[e] ?? 0];
      if (instance === undefined) continue;
      search.engine.put(words, x * width);
      instance.action.then(search.accessors.current as S, instance.params);
      search.engine.pack();
      judge(instance.action.id, instance.params, 'step');
    }
  }
  for (const { number } of open) if (!spoke.has(number)) fates.set(number, { fate: 'vacuous' });
}

function judgeOnMutant<S>(
  base: Explored<S>,
  mutation: Mutation,
  candidates: readonly Candidate<S>[],
  most: number,
  fates: Map<number, ClauseFate>,
): void {
  const mutant = mutationName(mutation);
  const { rules } = base.model;
  const noticed = new Set<string>();
  const wholeNoticed = new Set<Rule<S>>();
  const variantNoticed = new Set<number>();
  const differs = new Set<number>();
  let leavesRange = false;
  eachFirstDeviation(base, mutation, most, (action, params, range) => {
    if (range !== null) {
      leavesRange = true;
      return;
    }
    const broken = (rule: Rule<S>): boolean => judgeStep(base.search, rule, action, params).broken;
    for (const rule of rules) if (!noticed.has(rule.id) && broken(rule)) noticed.add(rule.id);
    const now = new Map<Rule<S>, boolean>();
    for (const { number, whole, variant } of candidates) {
      const was = now.get(whole) ?? broken(whole);
      now.set(whole, was);
      if (was) wholeNoticed.add(whole);
      const is = broken(variant);
      if (is) variantNoticed.add(number);
      if (is !== was) differs.add(number);
    }
  });
  for (const { number, whole } of candidates) {
    if (!differs.has(number)) continue;
    const was = fates.get(number)?.fate;
    if (wholeNoticed.has(whole) && !variantNoticed.has(number)) {
      const alone = noticed.size === 1 && !leavesRange;
      if (alone || was !== 'misses') fates.set(number, { fate: alone ? 'misses alone' : 'misses', mutant });
    } else if (!wholeNoticed.has(whole) && was !== 'misses') fates.set(number, { fate: 'condemns', mutant });
    else if (was === undefined) fates.set(number, { fate: 'other steps', mutant });
  }
}

function judgeOnSlips<S>(
  base: Explored<S>,
  candidates: readonly Candidate<S>[],
  perInstance: number,
  fates: Map<number, ClauseFate>,
): void {
  let open = [...candidates];
  eachSlip(base, perInstance, (action, params, slip) => {
    let told = false;
    const wholes = new Map<Rule<S>, boolean>();
    for (const { number, whole, variant } of open) {
      let was = wholes.get(whole);
      if (was === undefined) {
        was = judgeStep(base.search, whole, action, params).broken;
        wholes.set(whole, was);
      }
      if (judgeStep(base.search, variant, action, params).broken === was) continue;
      fates.set(number, { fate: 'other slips', slip: slip() });
      told = true;
    }
    if (told) open = open.filter((c) => !fates.has(c.number));
    return open.length > 0;
  });
}

/**
 * Of variants, the number of each that is vacuous in a model where the whole rule is not, or the other way round.
 * @param model one whose rules are left aside
 */
export function otherOccasions<S>(model: Model<S>, variants: readonly RuleVariant<S>[]): readonly number[] {
  const named = (rule: Rule<S>, id: string): Rule<S> => ({ ...guarded(rule), id });
  const rules = variants.flatMap((v, i) => [named(v.whole, `whole ${i}`), named(v.broken, `broken ${i}`)]);
  const vacuous = new Set(check({ ...model, rules }).vacuousRules);
  return [...variants.keys()].filter((i) => vacuous.has(`whole ${i}`) !== vacuous.has(`broken ${i}`));
}

/** The same rule, false where it would throw. */
function guarded<S>(rule: Rule<S>): Rule<S> {
  const safely =
    <A extends unknown[]>(f: (...args: A) => boolean, otherwise: boolean) =>
    (...args: A): boolean => {
      try {
        return f(...args);
      } catch {
        return otherwise;
      }
    };
  if (rule.kind === 'always')
    return {
      ...rule,
      ...(rule.given && { given: safely(rule.given, true) }),
      then: safely(rule.then, false),
    };
  if (rule.kind === 'step')
    return {
      ...rule,
      ...(rule.given && { given: safely(rule.given, true) }),
      then: safely(rule.then, false),
    };
  return rule;
}
