import { check, EvaluationError, withoutGuard } from '../../../model/checker/index.ts';
import { protectedMode, small } from '../../../model/protected-mode/index.ts';

/** What notices that a guard was deleted: a rule, or the range of a variable, or nothing. */
export type Outcome = 'rule' | 'range' | 'nothing';
export interface Row {
  readonly action: string;
  readonly guard: string;
  readonly outcome: Outcome;
  /** The rule, or the variable. */
  readonly by: string;
}

/** Deletes one guard of the small scope's model and searches that until something notices. */
export function deleteGuard(action: string, guard: string): Row {
  const { model } = protectedMode(small);
  try {
    const limits = { maxStates: 2_000_000, stopAtFirst: true };
    const broken = check(withoutGuard(model, action, guard), limits).perRule.find((r) => r.violations > 0);
    return broken === undefined
      ? { action, guard, outcome: 'nothing', by: '' }
      : { action, guard, outcome: 'rule', by: broken.id };
  } catch (e) {
    if (!(e instanceof EvaluationError) || e.field === undefined) throw e;
    return { action, guard, outcome: 'range', by: e.field };
  }
}

/** All named guards of the model, in order. */
export function allGuards(): { readonly action: string; readonly guard: string }[] {
  return protectedMode(small).model.actions.flatMap((a) =>
    a.guards.map((g) => ({ action: a.id, guard: g.name })),
  );
}
