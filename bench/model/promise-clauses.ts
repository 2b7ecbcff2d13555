import { type Action, check, type LeadsToRule, type Model, withoutGuard } from '../../model/checker/index.ts';
import { type Case, live, type State } from '../../model/protected-mode/index.ts';
import { lively } from '../../model/protected-mode/liveness/index.ts';
import { paceOf, policyOf } from '../../model/protected-mode/liveness/policy.ts';
import { type LivenessRule, livenessRules } from '../../model/protected-mode/liveness/rules.ts';
import { editsOf } from './edits.ts';
import { linked, sourceOf } from './linked.ts';
import { allSteps, brokenBySameRuns } from './same-runs.ts';

/** The rules of liveness with one clause of their source text broken: of a `given`, of a `then`, or of what both share. */
export interface BrokenPromises {
  /** Line and column, and what was done there. */
  readonly change: string;
  readonly source: string;
  /** Rules that may say something else now. */
  readonly of: readonly string[];
}

/** A line of the table. */
export interface PromiseRow {
  readonly change: string;
  /**
   * `broken by the model`: the model does not keep it; `vacuous`: nothing is promised any more; `misses`, `condemns`: a
   * model that breaks the whole rule keeps it, or the other way round; `says the same`: the same runs break both, as the
   * graphs of all cases show; `not told`: neither.
   */
  readonly fate: 'broken by the model' | 'vacuous' | 'misses' | 'condemns' | 'says the same' | 'not told';
  /** The part of a rule that tells, and the number of the case in which it does: those of the scope `live`, then `telling`. */
  readonly part: string;
  readonly one: number;
  /** The model that tells: the guard that it goes without, or the action that is not fair. */
  readonly by: string;
}

const path = 'liveness/rules.ts';

/** Cases in which clauses make a difference that those of the scope `live` have no occasion for. */
const telling: readonly Case[] = [
  // A region behind another one, and a group that asks while the session is another's.
  {
    slots: 1,
    vmOps: true,
    groups: [
      { priority: 1, queues: [['P', 'P']] },
      { priority: 1, queues: [['P']] },
    ],
  },
  // What is to run in normal mode goes with its group.
  { slots: 1, vmOps: true, groups: [{ priority: 1, queues: [['P'], ['N']], lifecycle: true }] },
  // A reset interrupts two regions, and one of them goes on alone.
  { slots: 1, once: true, unrelatedResets: true, groups: [{ priority: 1, queues: [['P'], ['P']] }] },
  // What is destroyed never had a buffer.
  { slots: 1, vmOps: true, groups: [{ priority: 1, queues: [['N']], lifecycle: true, declared: false }] },
];
const cases: readonly Case[] = [...live.cases, ...telling];

/** Every clause of the rules of liveness broken, in the order of the source text. */
export function brokenPromises(): readonly BrokenPromises[] {
  const source = sourceOf(path);
  const starts = [...source.matchAll(/^ {2}const (\w+) = |^ {4}rule\(\s*'([\w-]+)'/gm)];
  const pieces = starts.map((m, i) => ({
    word: m[1],
    rule: m[2],
    start: m.index,
    text: source.slice(m.index, starts[i + 1]?.index),
  }));
  // What stands before makes rules of promises, and says nothing itself.
  const begin = source.indexOf('  const isPending');
  return editsOf(source).flatMap(({ what, start, end, by }) => {
    const piece = pieces.filter((p) => p.start <= start).at(-1);
    if (piece === undefined || start < begin || /^('|\[)/.test(source.slice(start, end))) return [];
    const mention = new RegExp(`\\b${piece.word}\\b`);
    const of = pieces.flatMap((p) =>
      p.rule !== undefined && (p === piece || (piece.word !== undefined && mention.test(p.text)))
        ? [p.rule]
        : [],
    );
    return [{ change: what, source: source.slice(0, start) + by + source.slice(end), of }];
  });
}

type Declared = typeof livenessRules;
interface Variant {
  readonly change: string;
  readonly of: readonly string[];
  readonly rules: Declared;
}

/** A model that keeps less than the fair one, to see which promises it breaks. */
interface Weaker {
  readonly name: string;
  readonly of: (model: Model<State>) => Model<State>;
}

/**
 * What `liveness.test.ts` breaks by hand, all of it: each guard of the driver that decides, each action's fairness; and
 * a model in which a request is only ever found by its status.
 */
function weakerModels(one: Case): readonly Weaker[] {
  const { model, terms } = lively(one);
  const guards = [...Object.entries(policyOf(terms)), ['time.tick', paceOf(terms)] as const].flatMap(
    ([action, added]) =>
      Object.keys(added).map(
        (guard): Weaker => ({
          name: `without ${action} / ${guard}`,
          of: (m) => withoutGuard(m, action, guard),
        }),
      ),
  );
  const unfair = model.actions
    .filter((a) => a.fairness !== null)
    .map(
      ({ id }): Weaker => ({
        name: `${id} is not fair`,
        of: (m) => ({
          ...m,
          actions: m.actions.map((a): Action<State> => (a.id === id ? { ...a, fairness: null } : a)),
        }),
      }),
    );
  const byStatus: Weaker = {
    name: 'no request is raised, and driver.choose is not fair',
    of: (m) => ({
      ...m,
      actions: m.actions.flatMap((a): readonly Action<State>[] => {
        if (a.id === 'firmware.reachRegion') return [];
        return [a.id === 'driver.choose' ? { ...a, fairness: null } : a];
      }),
    }),
  };
  return [byStatus, ...guards, ...unfair];
}

/** Throwing is breaking; what is no answer at all is taken as JavaScript takes it. */
const safely = (part: LeadsToRule<State>): LeadsToRule<State> => {
  const asked =
    (holds: (s: State) => boolean, otherwise: boolean) =>
    (s: State): boolean => {
      try {
        return Boolean(holds(s));
      } catch {
        return otherwise;
      }
    };
  return { ...part, given: asked(part.given, true), then: asked(part.then, false) };
};
const partsOf = (rules: readonly LivenessRule[], of: readonly string[]): readonly LeadsToRule<State>[] =>
  rules.flatMap((r) => (of.includes(r.id) ? r.parts : []));

interface Verdict {
  readonly given: number;
  readonly broken: boolean;
}
const verdictsOf = (model: Model<State>, rules: readonly LeadsToRule<State>[]): readonly Verdict[] =>
  check({ ...model, rules: rules.map((r, i) => ({ ...safely(r), id: String(i) })) }).perRule.map((r) => ({
    given: r.givenCount,
    broken: r.violations > 0,
  }));
/** The numbers of the cases, those that cost least to search first. */
const byCost = (): readonly number[] =>
  cases
    .map((one, i) => ({ i, states: check({ ...lively(one).model, rules: [] }).states }))
    .sort((a, b) => a.states - b.states)
    .map(({ i }) => i);

/** A part as it is and as it reads when broken, null if it is gone. */
interface Pair {
  readonly variant: Variant;
  readonly whole: LeadsToRule<State>;
  readonly broken: LeadsToRule<State> | null;
}
function pairsOf(one: Case, variants: readonly Variant[]): readonly Pair[] {
  const { terms } = lively(one);
  const rules = livenessRules(terms, one);
  return variants.flatMap((variant) => {
    const of = new Map(partsOf(variant.rules(terms, one), variant.of).map((p) => [p.id, p]));
    return partsOf(rules, variant.of).map(
      (whole): Pair => ({ variant, whole, broken: of.get(whole.id) ?? null }),
    );
  });
}

/** Of variants those all parts of which the very same runs break in each case of `among`. */
function sameRuns(variants: readonly Variant[], among = cases): readonly Variant[] {
  let same = variants;
  for (const one of among) {
    if (same.length === 0) break;
    const steps = allSteps(one);
    const differ = new Set<Variant>();
    for (const { variant, whole, broken } of pairsOf(one, same))
      if (!differ.has(variant) && (broken === null || !brokenBySameRuns(steps, whole, safely(broken))))
        differ.add(variant);
    same = same.filter((v) => !differ.has(v));
  }
  return same;
}

const variantsOf = (promises: readonly BrokenPromises[]): Promise<readonly Variant[]> =>
  Promise.all(
    promises.map(async ({ change, source, of }): Promise<Variant> => {
      const exports = await linked(path, { path, source });
      return { change, of, rules: exports.livenessRules as Declared };
    }),
  );

/** Of promises those that the same runs break as the whole rules, as far as some cases show. */
export const sayTheSame = async (
  promises: readonly BrokenPromises[],
  among: readonly Case[],
): Promise<readonly string[]> => sameRuns(await variantsOf(promises), among).map((v) => v.change);

export interface JudgeOptions {
  /** Weaker models to look at, by the number of the case and their name. Default: all. */
  readonly wanted?: (one: number, name: string) => boolean;
  /** Called after each case and model with the number of variants that are not told yet, and those that are. */
  readonly onProgress?: (what: string, open: number, told: readonly PromiseRow[]) => void;
}

/**
 * Judges rules of liveness with a clause broken: on the fair model in all cases of the scope `live`, then on models that
 * are less fair or whose driver decides less well.
 */
export async function judgePromises(
  promises: readonly BrokenPromises[],
  { wanted = () => true, onProgress }: JudgeOptions = {},
): Promise<readonly PromiseRow[]> {
  const rows = new Map<string, PromiseRow>();
  const variants = await variantsOf(promises);
  const open = (): readonly Variant[] => variants.filter((v) => !rows.has(v.change));
  const tell = ({ variant, whole }: Pair, fate: PromiseRow['fate'], one: number, by: string): void => {
    if (!rows.has(variant.change))
      rows.set(variant.change, { change: variant.change, fate, part: whole.id, one, by });
  };

  const given = new Map<Variant, number>();
  for (const [i, one] of cases.entries()) {
    const pairs = pairsOf(one, open()).filter((p) => p.broken !== null);
    if (pairs.length === 0) continue;
    const wholes = [...new Set(pairs.map((p) => p.whole))];
    const [kept, verdicts] = [wholes, pairs.flatMap((p) => p.broken ?? [])].map((rules) =>
      verdictsOf(lively(one).model, rules),
    );
    for (const [k, { id }] of wholes.entries())
      if (kept?.[k]?.broken) throw new Error(`case ${i} does not keep ${id}: it can not tell what is broken`);
    for (const [k, pair] of pairs.entries()) {
      const verdict = verdicts?.[k];
      given.set(pair.variant, (given.get(pair.variant) ?? 0) + (verdict?.given ?? 0));
      if (verdict?.broken) tell(pair, 'broken by the model', i, '');
    }
    onProgress?.(`case ${i}`, open().length, [...rows.values()]);
  }
  for (const variant of open())
    if (given.get(variant) === 0)
      rows.set(variant.change, { change: variant.change, fate: 'vacuous', part: '', one: 0, by: '' });
  const same = sameRuns(open());
  for (const { change } of same)
    rows.set(change, { change, fate: 'says the same', part: '', one: 0, by: '' });
  onProgress?.('the same runs', open().length, [...rows.values()]);
  const order = open().length === 0 ? [] : byCost();
  for (const i of order) {
    const one = cases[i];
    if (one === undefined) continue;
    for (const { name, of } of weakerModels(one)) {
      if (!wanted(i, name)) continue;
      const pairs = pairsOf(one, open());
      if (pairs.length === 0) break;
      const model = of(lively(one).model);
      const wholes = [...new Set(pairs.map((p) => p.whole))];
      const parts = pairs.flatMap((p) => p.broken ?? []);
      const verdicts = verdictsOf(model, [...wholes, ...parts]);
      const brokenIs = new Map([...wholes, ...parts].map((rule, k) => [rule, verdicts[k]?.broken === true]));
      for (const pair of pairs) {
        const was = brokenIs.get(pair.whole) === true;
        const is = pair.broken !== null && brokenIs.get(pair.broken) === true;
        if (was !== is) tell(pair, was ? 'misses' : 'condemns', i, name);
      }
      onProgress?.(`case ${i}, ${name}`, open().length, [...rows.values()]);
    }
  }
  return promises.map(
    ({ change }) => rows.get(change) ?? { change, fate: 'not told', part: '', one: 0, by: '' },
  );
}
