import { check, type Trace, witnesses } from '../../model/checker/index.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { counted } from '../progress.ts';
import type { FindTrace } from './session.ts';
import type { AnyModel } from './source.ts';

/**
 * Finds traces by the name of a rule or an action; searches when first asked, and keeps what it found.
 * What it returns throws `UsageError` for an unknown name and where there is no such trace.
 */
export function traceFinder(model: AnyModel, maxStates: number): FindTrace {
  const known = new Map<string, Trace<unknown>>();
  const { rules, actions } = model;
  return (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const found = rules.some((r) => r.id === name)
      ? ofRule(model, name, maxStates)
      : actions.some((a) => a.id === name)
        ? ofAction(model, name, maxStates)
        : null;
    if (found === null) {
      const names = [...rules.map((r) => r.id), ...actions.map((a) => a.id)];
      throw new UsageError(`no rule or action "${name}": ${suggestion(name, names)}`);
    }
    known.set(name, found);
    return found;
  };
}

function ofRule(model: AnyModel, id: string, maxStates: number): Trace<unknown> {
  const result = check({ ...model, rules: model.rules.filter((r) => r.id === id) }, { maxStates });
  const [rule] = result.perRule;
  const trace = rule?.counterexample ?? rule?.witness;
  if (trace === undefined) throw new UsageError(`there is no way to ${id}: ${rule?.verdict}`);
  return trace;
}

function ofAction(model: AnyModel, id: string, maxStates: number): Trace<unknown> {
  const { witnesses: all, exhaustive } = witnesses(model, { maxStates });
  const trace = all.find((w) => w.action === id)?.trace ?? null;
  if (trace === null)
    throw new UsageError(
      `${id} ${exhaustive ? 'can never happen' : `did not happen in ${counted(maxStates, 'state')}`}`,
    );
  return trace;
}
