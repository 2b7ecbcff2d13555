import { type CheckOptions, check, printTrace } from '../model/checker/index.ts';
import { lowest } from '../model/checker/values.ts';
import {
  type Case,
  type ProtectedModeConfig,
  protectedMode,
  type State,
} from '../model/protected-mode/index.ts';
import { checkLiveness } from '../model/protected-mode/liveness/index.ts';
import * as scopes from '../model/protected-mode/scopes.ts';
import { type Memo, noMemo } from './campaign/memo.ts';
import type { Budget, ModelReport } from './verify-report.ts';

/**
 * How far a search of the model goes, by budget: to the end of its scope, if not more states come than it may store; or to
 * a depth, which it reaches.
 */
const limits: Readonly<Record<Budget, Pick<CheckOptions, 'maxStates' | 'maxDepth'>>> = {
  smoke: { maxDepth: 15 },
  default: { maxStates: 3_000_000 },
  deep: { maxStates: 60_000_000 },
};

export interface ModelProgress {
  readonly scope: string;
  readonly states: number;
  readonly expanded: number;
}

/** The scopes that a budget searches, the smallest first. */
export function scopesOf(budget: Budget): readonly ProtectedModeConfig[] {
  switch (budget) {
    case 'smoke':
      return [scopes.small];
    case 'default':
      return [scopes.verify];
    case 'deep':
      return [scopes.verify, scopes.medium];
  }
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
  wanted: readonly ProtectedModeConfig[] = scopesOf(budget),
  given: readonly ModelReport[] = [],
  memo: Memo = noMemo,
): readonly ModelReport[] {
  const reports: ModelReport[] = [];
  // What was searched before is told even if nothing more is begun.
  const isBegun = (scope: string): boolean =>
    memo.recall(keyOf(scope)) !== null ||
    given.some((report) => report.scope === scope) ||
    (memo.unfinished?.(keyOf(scope)).isBegun ?? false);
  // What comes in the end goes with the first scope, so that one shard looks for it.
  const livesHere = budget !== 'smoke' && wanted.includes(scopes.verify);
  if (livesHere) {
    const known = given.find((report) => report.scope === scopes.live.name);
    const report = known ?? searchLiveness(shouldStop, memo);
    if (report !== null) reports.push(report);
  }
  for (const scope of wanted) {
    if (shouldStop() && !isBegun(scope.name)) continue;
    const known = given.find((report) => report.scope === scope.name);
    reports.push(
      known ??
        keptScope(memo, scope.name, (checkpoint) =>
          searchScope(scope, { ...limits[budget], ...checkpoint }, shouldStop, onProgress),
        ),
    );
  }
  return reports;
}

const keyOf = (scope: string): string => `model | ${scope}`;

/** A scope whose search goes on where it was killed or stopped: so it never has fewer states than were told before. */
function keptScope(
  memo: Memo,
  scope: string,
  search: (on: Pick<CheckOptions, 'checkpoint'>) => ModelReport,
): ModelReport {
  const key = keyOf(scope);
  const unfinished = memo.unfinished?.(key);
  const before = memo.recall(key) as ModelReport | null;
  const report = before ?? search(unfinished === undefined ? {} : { checkpoint: unfinished.store });
  if (report.truncatedBy === 'caller') return report;
  if (before === null) memo.keep(key, report);
  unfinished?.forget();
  return report;
}

/** What comes in the end in one case. Plain data. */
interface LiveCase {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly rules: readonly {
    readonly id: string;
    readonly given: number;
    readonly trace: readonly string[];
  }[];
}

/** What comes in the end, in every case of the scope for it: all of them are small. Null where it was stopped. */
function searchLiveness(shouldStop: () => boolean, memo: Memo): ModelReport | null {
  const found: LiveCase[] = [];
  for (const [nth, one] of scopes.live.cases.entries()) {
    const key = `${keyOf(scopes.live.name)} | ${nth}`;
    const before = memo.recall(key) as LiveCase | null;
    const verdict = before ?? liveCase(one, shouldStop);
    if (verdict === null) return null;
    if (before === null) memo.keep(key, verdict);
    found.push(verdict);
  }
  const sum = (of: (one: (typeof found)[number]) => number): number => found.reduce((n, f) => n + of(f), 0);
  const ids = [...new Set(found.flatMap((f) => f.rules.map((r) => r.id)))];
  return {
    scope: scopes.live.name,
    states: sum((f) => f.states),
    transitions: sum((f) => f.transitions),
    depth: Math.max(...found.map((f) => f.depth)),
    truncatedBy: null,
    rules: ids.map((rule) => {
      const verdicts = found.flatMap((f) => f.rules.filter((r) => r.id === rule));
      const given = verdicts.reduce((n, r) => n + r.given, 0);
      const trace = verdicts.find((r) => r.trace.length > 0)?.trace ?? [];
      const word = trace.length > 0 ? 'violated' : given === 0 ? 'vacuous' : 'holds (exhaustive)';
      return { rule, word, given, trace };
    }),
    deadActions: [],
    unreachedActions: [],
  };
}

function liveCase(one: Case, shouldStop: () => boolean): LiveCase | null {
  if (shouldStop()) return null;
  const { stopped, states, transitions, depth, rules } = checkLiveness(one, undefined, shouldStop);
  if (stopped) return null;
  const told = rules.map(({ id, given, broken }) => ({ id, given, trace: broken[0]?.told ?? [] }));
  return { states, transitions, depth, rules: told };
}

function searchScope(
  scope: ProtectedModeConfig,
  options: CheckOptions,
  shouldStop: () => boolean,
  onProgress: (progress: ModelProgress) => void,
): ModelReport {
  const { model } = protectedMode(scope);
  const start = lowest(model.schema) as State;
  const result = check(model, {
    ...options,
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
    deadActions: result.deadActions,
    unreachedActions: result.unreachedActions,
  };
}
