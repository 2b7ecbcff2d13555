import { check, EvaluationError, plain, withoutGuard } from '../../../model/checker/index.ts';
import { type Case, protectedMode } from '../../../model/protected-mode/index.ts';
import { small } from '../../../model/protected-mode/scopes.ts';

/** What notices that a guard was deleted: a rule, the range of a variable, a state without successor, or nothing. */
export type Outcome = `rule ${string}` | `range of ${string}` | 'deadlock' | 'nothing';

/** Deletes one guard in the model of one case and searches that. */
export function deleteGuard(one: Case, actionId: string, guardName: string): Outcome {
  const { model } = protectedMode({ ...small, cases: [one] });
  try {
    const result = check(withoutGuard(model, actionId, guardName), { maxStates: 500_000, stopAtFirst: true });
    const broken = result.perRule.find((r) => r.violations > 0);
    if (broken !== undefined) return `rule ${broken.id}`;
    return result.deadlocks.count > 0 ? 'deadlock' : 'nothing';
  } catch (e) {
    if (!(e instanceof EvaluationError) || e.field === undefined) throw e;
    return `range of ${e.field}`;
  }
}

/** Whether each step that the guard alone prevents in this case would change nothing. */
export function preventsOnlyIdleSteps(one: Case, actionId: string, guardName: string): boolean {
  const { model, terms } = protectedMode({ ...small, cases: [one] });
  const guard = model.actions.find((a) => a.id === actionId)?.guards.find((g) => g.name === guardName);
  if (guard === undefined) throw new Error(`no guard "${guardName}" of ${actionId}`);
  const { key } = plain(model);
  const idle = terms.step({
    id: 'idle step',
    on: [actionId],
    given: (before, _after, _action, params) => !guard.holds(before, params),
    then: (before, after) => key(before) === key(after),
  });
  const result = check(withoutGuard({ ...model, rules: [idle] }, actionId, guardName), {
    maxStates: 500_000,
  });
  return result.perRule.every((r) => r.violations === 0);
}

/** A guard that only says whether something is in scope; deleting it widens the scope. */
export const isScopeGuard = (guardName: string): boolean => /(is|are) in scope$/.test(guardName);
