import { check, EvaluationError, plain, withoutGuard } from '../../../model/checker/index.ts';
import { protectedMode, small } from '../../../model/protected-mode/index.ts';

/**
 * What notices that a guard was deleted: a rule, the range of a variable, or a state without successor; or that all
 * steps which the guard alone prevents change nothing; or that the guard only says what is in scope; or nothing.
 */
export type Outcome = 'rule' | 'range' | 'deadlock' | 'idle steps only' | 'scope' | 'nothing';
export interface Row {
  readonly action: string;
  readonly guard: string;
  readonly outcome: Outcome;
  /** The rule, or the variable. */
  readonly by: string;
}

/** Deletes one guard of the small scope's model and searches that until something notices. */
export function deleteGuard(action: string, guardName: string): Row {
  const row = { action, guard: guardName, by: '' };
  if (/(is|are) in scope$/.test(guardName)) return { ...row, outcome: 'scope' };
  const { model, terms } = protectedMode(small);
  const limits = { maxStates: 2_000_000 };
  try {
    const result = check(withoutGuard(model, action, guardName), { ...limits, stopAtFirst: true });
    const broken = result.perRule.find((r) => r.violations > 0);
    if (broken !== undefined) return { ...row, outcome: 'rule', by: broken.id };
    if (result.deadlocks.count > 0) return { ...row, outcome: 'deadlock' };
  } catch (e) {
    if (!(e instanceof EvaluationError) || e.field === undefined) throw e;
    return { ...row, outcome: 'range', by: e.field };
  }
  const guard = model.actions.find((a) => a.id === action)?.guards.find((g) => g.name === guardName);
  if (guard === undefined) throw new Error(`no guard "${guardName}" of ${action}`);
  const { key } = plain(model);
  const idle = terms.step({
    id: 'idle step',
    on: [action],
    given: (before, _after, _action, params) => !guard.holds(before, params),
    then: (before, after) => key(before) === key(after),
  });
  const result = check(withoutGuard({ ...model, rules: [idle] }, action, guardName), limits);
  return { ...row, outcome: result.perRule.some((r) => r.violations > 0) ? 'nothing' : 'idle steps only' };
}

/** All named guards of the model, in order. */
export function allGuards(): { readonly action: string; readonly guard: string }[] {
  return protectedMode(small).model.actions.flatMap((a) =>
    a.guards.map((g) => ({ action: a.id, guard: g.name })),
  );
}
