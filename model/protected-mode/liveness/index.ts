import { type Action, check, type Model, printTrace, type Trace, withGuards } from '../../checker/index.ts';
import { lowest } from '../../checker/values.ts';
import type { Case } from '../config.ts';
import { protectedMode } from '../index.ts';
import { live } from '../scopes.ts';
import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';
import { beginsForMemory, type Guards, paceOf, policyOf, unfair } from './policy.ts';
import { type LivenessRule, livenessRules } from './rules.ts';

/** One promise that a fair behaviour breaks: it stays in the loop for ever. */
export interface BrokenPromise {
  readonly part: string;
  readonly counterexample: Trace<State>;
  /** Number of the step to whose state the last one returns. */
  readonly loopStart: number;
  /** The counterexample, a line per step. */
  readonly told: readonly string[];
}

export interface LivenessVerdict {
  readonly id: string;
  readonly says: string;
  /** States in which something is promised. */
  readonly given: number;
  readonly broken: readonly BrokenPromise[];
}

/** The model with a driver that decides by `policyOf`, and weak fairness of driver, firmware and GPU. */
export function lively(one: Case): { readonly model: Model<State>; readonly terms: Terms } {
  const { model, terms } = protectedMode({ name: 'liveness', cases: [one] });
  const policy = policyOf(terms);
  const more: Readonly<Record<string, Guards>> = { ...policy, 'time.tick': paceOf(terms) };
  const known = new Set(model.actions.map((a) => a.id));
  for (const id of [...Object.keys(more), ...unfair])
    if (!known.has(id)) throw new Error(`the model has no action "${id}"`);
  const actions = model.actions.flatMap((a): readonly Action<State>[] => {
    const guarded = withGuards(a, more[a.id] ?? {});
    const fair: Action<State> = { ...guarded, fairness: 'weak' };
    if (a.id === 'vm.begin')
      return [guarded, { ...withGuards(fair, beginsForMemory(terms)), id: 'memory.beginVmOp' }];
    // What a process tries changes nothing, so that nothing comes of it.
    if (a.id === 'hostile.attempt') return [];
    return [unfair.includes(a.id) ? guarded : fair];
  });
  return { model: { ...model, name: `${model.name}, fair`, actions, rules: [] }, terms };
}

/** The rules of liveness of the scope, each with its statement for every case. */
export function rulesInTheEnd(): readonly LivenessRule[] {
  return live.cases.flatMap((one) => livenessRules(lively(one).terms, one));
}

/**
 * Decides the rules of liveness in a case.
 * @param broken changes the model first, to see a rule break
 * @param shouldStop asked now and then
 * @returns what it says of the rules is no answer where it was stopped: liveness is decided on all states
 */
export function checkLiveness(
  one: Case,
  broken: (model: Model<State>) => Model<State> = (m) => m,
  shouldStop: () => boolean = () => false,
): {
  readonly stopped: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly rules: readonly LivenessVerdict[];
} {
  const { model, terms } = lively(one);
  const rules = livenessRules(terms, one);
  const checked = { ...broken(model), rules: rules.flatMap((r) => r.parts) };
  const result = check(checked, { onProgress: () => !shouldStop() });
  const found = new Map(result.perRule.map((r) => [r.id, r]));
  return {
    stopped: result.truncatedBy !== undefined,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    rules: rules.map(({ id, says, parts }: LivenessRule) => {
      const results = parts.flatMap((p) => found.get(p.id) ?? []);
      return {
        id,
        says,
        given: results.reduce((n, r) => n + r.givenCount, 0),
        broken: results.flatMap(({ id: part, counterexample, loopStart }) =>
          counterexample === undefined
            ? []
            : [
                {
                  part,
                  counterexample,
                  loopStart: loopStart ?? 0,
                  told: tell(model, counterexample, loopStart ?? 0),
                },
              ],
        ),
      };
    }),
  };
}

function tell(model: Model<State>, trace: Trace<State>, loopStart: number): readonly string[] {
  const loops =
    loopStart === trace.length - 1 ? 'stays there' : `goes on as after step ${loopStart}, for ever`;
  return [...printTrace(model, trace, lowest(model.schema) as State).split('\n'), loops];
}
