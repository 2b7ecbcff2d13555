import { check, printTrace } from '../model/checker/index.ts';
import { lowest } from '../model/checker/values.ts';
import { type ProtectedModeConfig, protectedMode, type State } from '../model/protected-mode/index.ts';
import * as scopes from '../model/protected-mode/scopes.ts';
import type { Budget, ModelReport } from './verify-report.ts';

/** States that a search of the model may store, by budget. */
const maxStates: Readonly<Record<Budget, number>> = {
  smoke: 20_000,
  default: 3_000_000,
  deep: 60_000_000,
};

export interface ModelProgress {
  readonly scope: string;
  readonly states: number;
  readonly expanded: number;
}

/** The scopes that a budget searches, the smallest first. */
export function scopesOf(budget: Budget): readonly ProtectedModeConfig[] {
  return budget === 'smoke' ? [scopes.small] : [scopes.small, scopes.medium, scopes.large];
}

/** The ids of the model's actions; every scope has the same. */
export function modelActions(): readonly string[] {
  return protectedMode(scopes.small).model.actions.map((a) => a.id);
}

/**
 * Searches the reference model in scopes, those of the budget by default. A scope that is interrupted is reported as
 * such.
 *
 * @param given scopes that were searched already are not searched again
 */
export function searchModel(
  budget: Budget,
  shouldStop: () => boolean,
  onProgress: (progress: ModelProgress) => void,
  scopes: readonly ProtectedModeConfig[] = scopesOf(budget),
  given: readonly ModelReport[] = [],
): readonly ModelReport[] {
  const reports: ModelReport[] = [];
  for (const scope of scopes) {
    if (shouldStop()) break;
    const known = given.find((report) => report.scope === scope.name);
    reports.push(known ?? searchScope(scope, maxStates[budget], shouldStop, onProgress));
  }
  return reports;
}

function searchScope(
  scope: ProtectedModeConfig,
  limit: number,
  shouldStop: () => boolean,
  onProgress: (progress: ModelProgress) => void,
): ModelReport {
  const { model } = protectedMode(scope);
  const start = lowest(model.schema) as State;
  const result = check(model, {
    maxStates: limit,
    onProgress: ({ states, expanded }) => {
      onProgress({ scope: scope.name, states, expanded });
      return !shouldStop();
    },
  });
  return {
    scope: scope.name,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    truncatedBy: result.truncatedBy ?? null,
    rules: result.perRule.map(({ id, verdict, givenCount, counterexample }) => ({
      rule: id,
      word: verdict,
      given: givenCount,
      trace: counterexample === undefined ? [] : printTrace(model, counterexample, start).split('\n'),
    })),
    // What was not reached is not dead.
    deadActions: result.truncatedBy == null ? result.deadActions : [],
  };
}
