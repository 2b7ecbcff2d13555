import { check } from './check.ts';
import type { Model, Rule } from './model.ts';
import { mutant as brokenBy, type Mutation, mutationName } from './mutate.ts';
import { type Explored, eachFirstDeviation, judgeStep } from './mutate-kills.ts';
import { eachSlip } from './mutate-slips.ts';

/** A rule, and the same with one clause broken. */
export interface RuleVariant<S> {
  readonly whole: Rule<S>;
  readonly broken: Rule<S>;
}

/** What tells a broken clause from the whole one. */
export type ClauseFate =
  /** The model breaks the variant, or never gives it occasion any more. */
  | { readonly fate: 'broken by the model' | 'vacuous' }
  /** A mutant that the rule notices is not noticed any more; one that the rule lets pass is. */
  | { readonly fate: 'misses' | 'condemns'; readonly mutant: string }
  /** Both notice the same mutants, but not by the same steps. */
  | { readonly fate: 'other steps'; readonly mutant: string }
  /** They judge a step otherwise that has one variable slipped, or the step after it. */
  | { readonly fate: 'other slips'; readonly slip: string }
  /** They have different verdicts in another model: one holds there, the other is vacuous or violated. */
  | { readonly fate: 'other verdict'; readonly model: string }
  | { readonly fate: 'says the same' };

interface Candidate<S> {
  readonly number: number;
  readonly whole: Rule<S>;
  readonly variant: Rule<S>;
}

export interface JudgeOptions {
  /** Steps to look at for each mutant. */
  readonly most?: number;
  /** Steps of each action, for each combination of its parameters, that are made to slip: a few, then more. */
  readonly slipsPerInstance?: readonly number[];
  /** Each so many-th state of the model is looked at before the mutants are. */
  readonly sampled?: number;
  /** Called after each stage with the number of variants that are told so far. */
  readonly onProgress?: (by: string, told: number) => void;
}

/**
 * Judges variants of rules: on the model, at the first deviations of its mutants, and where a variable slips. A variant that throws is broken.
 */
export function judgeVariants<S>(
  base: Explored<S>,
  variants: readonly RuleVariant<S>[],
  mutations: readonly Mutation[],
  { most = 100, slipsPerInstance = [2, 30], sampled = 256, onProgress }: JudgeOptions = {},
): readonly ClauseFate[] {
  const fates = new Map<number, ClauseFate>();
  const wholes = new Map<Rule<S>, Rule<S>>();
  const candidates = variants.map((v, number): Candidate<S> => {
    const whole = wholes.get(v.whole) ?? guarded(v.whole);
    wholes.set(v.whole, whole);
    return { number, whole, variant: guarded(v.broken) };
  });
  const open = (...weakly: readonly ClauseFate['fate'][]): Candidate<S>[] =>
    candidates.filter(({ number }) => {
      const fate = fates.get(number)?.fate;
      return fate === undefined || weakly.includes(fate);
    });
  const told = (by: string): void => onProgress?.(by, fates.size);
  // A sample of the model tells most of those that it breaks; all of it is for those that nothing else tells.
  judgeOnModel(base, open(), sampled, fates);
  told('a sample of the model');
  for (const mutation of mutations) judgeOnMutant(base, mutation, open('other steps'), most, fates);
  told('mutants');
  for (const perInstance of slipsPerInstance) judgeOnSlips(base, open(), perInstance, fates);
  told('slips');
  judgeOnModel(base, open(), 1, fates);
  told('the model');
  return variants.map((_, i) => fates.get(i) ?? { fate: 'says the same' });
}

/** @param every looks at each so many-th state and its steps; what only speaks is said if these are all. */
function judgeOnModel<S>(
  base: Explored<S>,
  candidates: readonly Candidate<S>[],
  every: number,
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
    if (broke) open = open.filter((c) => fates.get(c.number)?.fate !== 'broken by the model');
  };
  for (let x = 0; x < graph.states && open.length > 0; x += every) {
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
  if (every > 1) return;
  for (const { number } of open)
    if (!spoke.has(number) && !fates.has(number)) fates.set(number, { fate: 'vacuous' });
}

function judgeOnMutant<S>(
  base: Explored<S>,
  mutation: Mutation,
  candidates: readonly Candidate<S>[],
  most: number,
  fates: Map<number, ClauseFate>,
): void {
  const mutant = mutationName(mutation);
  const noticed = new Set<Rule<S>>();
  const variantNoticed = new Set<number>();
  const differs = new Set<number>();
  eachFirstDeviation(base, brokenBy(base.model, mutation), most, (action, params, fault) => {
    if (fault !== null) return true;
    const now = new Map<Rule<S>, boolean>();
    const broken = (rule: Rule<S>): boolean => judgeStep(base.search, rule, action, params).broken;
    for (const { number, whole, variant } of candidates) {
      const was = now.get(whole) ?? broken(whole);
      now.set(whole, was);
      if (was) noticed.add(whole);
      const is = broken(variant);
      if (is) variantNoticed.add(number);
      if (is !== was) differs.add(number);
    }
    return true;
  });
  for (const { number, whole } of candidates)
    if (differs.has(number)) {
      if (!variantNoticed.has(number)) fates.set(number, { fate: 'misses', mutant });
      else if (!noticed.has(whole)) fates.set(number, { fate: 'condemns', mutant });
      else if (!fates.has(number)) fates.set(number, { fate: 'other steps', mutant });
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
 * Of variants, the number of each that has another verdict in a model than the whole rule has.
 * @param model one whose rules are left aside
 */
export function otherVerdicts<S>(model: Model<S>, variants: readonly RuleVariant<S>[]): readonly number[] {
  const named = (rule: Rule<S>, id: string): Rule<S> => ({ ...guarded(rule), id });
  const rules = variants.flatMap((v, i) => [named(v.whole, `whole ${i}`), named(v.broken, `broken ${i}`)]);
  const verdicts = new Map(check({ ...model, rules }).perRule.map((r) => [r.id, r.verdict]));
  return [...variants.keys()].filter((i) => verdicts.get(`whole ${i}`) !== verdicts.get(`broken ${i}`));
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
