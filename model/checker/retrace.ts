import { unlikeCall } from './audit.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Model } from './model.ts';
import { type PlainModel, plain } from './plain.ts';
import type { CheckResult } from './result.ts';
import { printInstance, type Trace } from './show.ts';
import { breaks } from './stepping.ts';

/**
 * Goes along all that a result shows by calls of the model's own functions on plain objects: each step of a trace is one
 * of the model, and its end breaks the rule, is the witness, or is a deadlock. Throws an EvaluationError otherwise: then
 * the search made something else of a function than a call of it does.
 */
export function retrace<S>(model: Model<S>, { perRule, deadlocks }: CheckResult<S>): void {
  let calls: PlainModel<S> | null = null;
  const walk = (trace: Trace<S>): PlainModel<S> => {
    calls ??= plain(model);
    goAlong(calls, trace);
    return calls;
  };
  for (const [r, { id, counterexample, witness, loopStart }] of perRule.entries()) {
    const trace = counterexample ?? witness;
    const rule = model.rules[r];
    if (trace === undefined || rule === undefined) continue;
    walk(trace);
    if (loopStart !== undefined) continue; // what a lasso breaks was decided by calls
    const last = trace.at(-1);
    if (last === undefined) throw new Error(`a trace for ${id} is empty`);
    const shows =
      rule.kind === 'sometimes' ? rule.then(last.state) : breaks(rule, trace.at(-2)?.state ?? null, last);
    if (!shows) throw new EvaluationError(model, `rule ${id}`, trace, unlikeCall());
  }
  const last = deadlocks.trace?.at(-1);
  if (deadlocks.trace === undefined || last === undefined) return;
  const [successor] = walk(deadlocks.trace).successors(last.state);
  if (successor === undefined) return;
  throw new EvaluationError(model, `the guards of ${successor.action}`, deadlocks.trace, unlikeCall());
}

/** Takes the steps of a trace by calls. Throws an EvaluationError where that leads elsewhere. */
export function goAlong<S>({ model, initial, enabled, apply, key }: PlainModel<S>, trace: Trace<S>): void {
  for (const [k, { action, params, state }] of trace.entries()) {
    const unlike = (where: string): EvaluationError<S> =>
      new EvaluationError(model, where, trace.slice(0, k), unlikeCall());
    const from = trace[k - 1]?.state;
    if (action === null || from === undefined) {
      if (!initial().some((s) => key(s) === key(state))) throw unlike('the initial states');
      continue;
    }
    const over = model.actions.find(({ id }) => id === action)?.over ?? {};
    const instance = printInstance(action, over, params);
    const refusal = enabled(from, action, params);
    if (refusal !== true) throw unlike(`guard "${refusal}" of ${instance}`);
    if (key(apply(from, action, params)) !== key(state)) throw unlike(`action ${instance}`);
  }
}
