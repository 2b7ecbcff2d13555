import {
  type CheckResult,
  diff,
  loopLabel,
  plain,
  printInstance,
  type SymmetryResult,
  type Trace,
  type Verdict,
} from '../../model/checker/index.ts';
import { count, counted } from '../progress.ts';
import { endedBy } from '../report/limit.ts';
import { columns, wrapText } from '../report/table.ts';
import { featureWords, type ScopeFeatures } from './features.ts';
import type { AnyModel } from './source.ts';

/** A step of a trace in words. */
export interface ToldStep {
  /** `enter(g=group1)`, or null for the initial state. */
  readonly action: string | null;
  /** `field: before -> after`; of the initial state what differs from the lowest. */
  readonly changes: readonly string[];
}

export interface ToldRule {
  readonly id: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly given: number;
  readonly violations: number;
  readonly instance: string | null;
  /** Of a lasso: the step to whose state the last step returns. */
  readonly loopStart: number | null;
  /** Of a lasso that goes round: what is claimed of the length of its loop. */
  readonly loop: typeof loopLabel | null;
  /** Shortest counterexample, or witness of a `sometimes` rule; null if there is none. */
  readonly trace: readonly ToldStep[] | null;
}

/** A search in words: plain data, the same bytes for the same search. */
export interface ModelReport {
  readonly model: string;
  /** Of a scope of the reference model, what it has in it. */
  readonly features: ScopeFeatures | null;
  readonly verdict: Verdict;
  readonly truncatedBy: string | null;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly rules: readonly ToldRule[];
  readonly actions: readonly {
    readonly id: string;
    readonly enabled: number;
    readonly fired: number;
    readonly newStates: number;
  }[];
  /** Of a search that took ids for interchangeable; its figures count orbits. */
  readonly symmetry: SymmetryResult | null;
  /** Of a search that found all states. */
  readonly deadActions: readonly string[];
  /** Of one that was cut short: these did not happen in it, of which nothing follows. */
  readonly unreachedActions: readonly string[];
  readonly deadlocks: { readonly count: number; readonly trace: readonly ToldStep[] | null };
}

/** Tells a trace step by step. */
export function toldTrace(model: AnyModel, trace: Trace<unknown>): readonly ToldStep[] {
  const overOf = new Map(model.actions.map((a) => [a.id, a.over]));
  let before = plain(model).lowest();
  return trace.map(({ action, params, state }) => {
    const changes = diff(model.schema, before, state);
    before = state;
    return {
      action: action === null ? null : printInstance(action, overOf.get(action) ?? {}, params),
      changes: changes === '' ? [] : changes.split('\n'),
    };
  });
}

/** @param features of a scope of the reference model, null for any other model */
export function reportOf(
  model: AnyModel,
  result: CheckResult<unknown>,
  features: ScopeFeatures | null,
): ModelReport {
  const tell = (trace: Trace<unknown> | undefined) => (trace === undefined ? null : toldTrace(model, trace));
  return {
    model: result.model,
    features,
    verdict: result.verdict,
    truncatedBy: result.truncatedBy ?? null,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    rules: result.perRule.map((r) => ({
      id: r.id,
      kind: r.kind,
      verdict: r.verdict,
      given: r.givenCount,
      violations: r.violations,
      instance: r.instance ?? null,
      loopStart: r.loopStart ?? null,
      loop: r.loop ?? null,
      trace: tell(r.counterexample ?? r.witness),
    })),
    actions: result.perAction.map(({ id, enabled, fired, newStates }) => ({ id, enabled, fired, newStates })),
    symmetry: result.symmetry ?? null,
    deadActions: result.deadActions,
    unreachedActions: result.unreachedActions,
    deadlocks: { count: result.deadlocks.count, trace: tell(result.deadlocks.trace) },
  };
}

/** A told trace, numbered as printTrace numbers it. */
export function traceLines(trace: readonly ToldStep[], loopStart: number | null = null): readonly string[] {
  const lines = trace.flatMap(({ action, changes }, i) => [
    `${String(i).padStart(5)}. ${action ?? 'initially'}`,
    ...changes.map((change) => `         ${change}`),
  ]);
  if (loopStart === null) return lines;
  const stays = loopStart === trace.length - 1;
  return [
    ...lines,
    stays
      ? '       and the system stays there for ever'
      : `       and on from ${loopStart} for ever (${loopLabel})`,
  ];
}

/** The report for a terminal. */
export function modelReportText(report: ModelReport, withActions: boolean): string {
  const { rules, deadlocks, symmetry } = report;
  const byVerdict = new Map<string, string[]>();
  for (const r of rules) byVerdict.set(r.verdict, [...(byVerdict.get(r.verdict) ?? []), r.id]);
  const verdicts = [...byVerdict].flatMap(([verdict, ids]) =>
    wrapText(`  ${verdict}, ${ids.length}: ${ids.join(' ')}`, 100),
  );
  const broken = rules.filter((r) => r.verdict === 'violated');
  const cut = report.truncatedBy === null ? '' : `, ${endedBy(report.truncatedBy)}`;
  const states = symmetry === null ? counted(report.states, 'state') : counted(symmetry.orbits, 'orbit');
  return [
    `${report.model}: ${states}, ${counted(report.transitions, 'transition')}, depth ${report.depth}${cut}`,
    ...(report.features === null ? [] : wrapText(featureWords(report.features), 100)),
    ...(symmetry === null ? [] : wrapText(symmetryWords(symmetry), 100)),
    rules.length === 0 ? 'Rules: none' : 'Rules',
    ...verdicts,
    ...wrapText(deadWords(report), 100),
    ...(withActions ? ['Actions', actionTable(report).trimEnd()] : []),
    ...broken.flatMap((r) => ['', ...storyOf(r)]),
    ...(deadlocks.trace === null
      ? []
      : [
          '',
          `Deadlock in ${counted(deadlocks.count, 'state')}, the nearest:`,
          ...traceLines(deadlocks.trace),
        ]),
    '',
  ].join('\n');
}

function symmetryWords({ types, unreducedStates, checked }: SymmetryResult): string {
  const sampled = checked.samples === 0 ? '' : ` and ${count(checked.samples)} further ones`;
  const ground = checked.all
    ? 'proved on each of them'
    : `sampled, not proved: compared on the first ${counted(checked.states, 'state')}${sampled}`;
  const all = BigInt(unreducedStates).toLocaleString('en-US');
  return `Symmetry of ${types.join(' and ')}: the orbits stand for ${all} states; ${ground}`;
}

function deadWords({ deadActions, unreachedActions, truncatedBy, depth }: ModelReport): string {
  const list = (ids: readonly string[]): string => `${counted(ids.length, 'action')}: ${ids.join(' ')}`;
  if (deadActions.length > 0) return `Dead, ${list(deadActions)}`;
  if (unreachedActions.length === 0) return 'Every action happened';
  // What did not happen in a search that was cut short may have been to come.
  return truncatedBy === 'depth'
    ? `Not reached to depth ${depth}, ${list(unreachedActions)}`
    : `Not reached before the search was ${endedBy(truncatedBy ?? 'caller')}, ${list(unreachedActions)}`;
}

function storyOf({ id, kind, violations, instance, trace, loopStart }: ToldRule): readonly string[] {
  const named = instance === null ? id : `${id} (${instance})`;
  if (trace === null) return [`${named}: no reachable state is as it asks for`];
  const what = counted(violations, kind === 'step' ? 'transition' : 'state');
  const where = loopStart === null ? `broken in ${what}, the nearest` : 'broken by a fair behaviour';
  return [`${named}, ${where}:`, ...traceLines(trace, loopStart)];
}

function actionTable({ actions }: ModelReport): string {
  const rows = actions.map(({ id, enabled, fired, newStates }) => [
    id,
    `enabled in ${count(enabled)}`,
    `fired ${count(fired)}`,
    `found ${counted(newStates, 'state')}`,
  ]);
  return columns(rows, '  ');
}
