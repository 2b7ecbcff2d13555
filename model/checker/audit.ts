import type { Instance } from './engine.ts';
import { ModelError, type StepRule, yesOrNo } from './model.ts';
import type { Search } from './search.ts';

/** States on which the user's functions are looked at one by one, to name one that writes or answers nothing. */
export const auditedStates = 256;
/** States on which they are called twice, and actions that no rule looks at are called at all: that takes time. */
const calledTwice = 16;

/** Whether the state in the scratch buffer is not the one that was loaded. */
export function wrote<S>({ engine, accessors }: Search<S>): boolean {
  const { scratch, layout } = accessors;
  engine.pack();
  for (let w = 0; w < layout.words; w++) if (scratch[w] !== scratch[layout.words + w]) return true;
  return false;
}

/** All that a function over steps is shown: both states, packed, and what of them is shown as arrays. */
function shown<S>({ accessors }: Search<S>): readonly unknown[] {
  const { scratch, layout, currentArrays, beforeArrays } = accessors;
  const arrays = [...currentArrays, ...beforeArrays].flatMap(({ values }) => values);
  return [...scratch.subarray(0, 2 * layout.words), ...arrays];
}

/** What an action gives back shows that it is meant for another kind of checker. */
function refuseReturned(returned: unknown): void {
  if (typeof returned !== 'object' || returned === null) return;
  if ('then' in returned)
    throw new ModelError('it returns a promise: an action is one step, without `await`');
  // What is returned by the way, as by an arrow without braces, is no object literal.
  if (Object.getPrototypeOf(returned) === Object.prototype)
    throw new ModelError('it returns an object: an action changes the state that it is given, in place');
}

const beside = 'depends on something beside state and parameters: called twice,';

/**
 * Looks at the user's functions in a stored state: that guards, rules and `terminal` answer true or false and write
 * nothing, that an action returns nothing, and, in the first states, that all do the same when they are called twice.
 */
export function audit<S>(search: Search<S>, number: number): void {
  const { engine, model, instances } = search;
  const { scratch, layout } = search.accessors;
  const current = search.accessors.current as S;
  const before = search.accessors.before as S;
  const thorough = number < calledTwice;
  const fail = (e: unknown, where: string): never => {
    throw search.explain(e, where, search.traceTo(number));
  };
  /** The answer that was given; `again` is asked for it once more. */
  const answer = (said: unknown, where: string, again: () => unknown): boolean => {
    try {
      const yes = yesOrNo(said);
      if (thorough && again() !== yes) throw new ModelError(`${beside} it gave two answers`);
      return yes;
    } catch (e) {
      return fail(e, where);
    }
  };
  /** What an action returns and makes of the state. What it throws is told by who finds the way there: see `diagnose`. */
  const effect = ({ action, params }: Instance<S>): readonly [unknown, Int32Array] => {
    engine.load(number);
    const returned: unknown = action.then(current, params);
    engine.pack();
    return [returned, scratch.slice(0, layout.words)];
  };

  engine.load(number);
  for (const rule of model.rules) {
    if (rule.kind !== 'always' && rule.kind !== 'sometimes') continue;
    const where = `rule ${rule.id}`;
    const given = rule.kind === 'always' ? rule.given : undefined;
    if (given === undefined || answer(given(current), where, () => given(current)))
      answer(rule.then(current), where, () => rule.then(current));
  }
  let stuck = true;
  for (const instance of instances) {
    const { action, params } = instance;
    let enabled = true;
    for (const guard of action.guards) {
      const said: unknown = guard.holds(current, params);
      const where = (): string => `guard "${guard.name}" of ${action.id}`;
      if (thorough || typeof said !== 'boolean') answer(said, where(), () => guard.holds(current, params));
      if (wrote(search)) fail(new ModelError('a guard changed the state'), where());
      enabled = said === true;
      if (!enabled) break;
    }
    if (!enabled) continue;
    stuck = false;
    const watching = search.stepRules[instance.actionIndex] ?? [];
    if (!thorough && watching.length === 0) continue;
    const [returned, once] = effect(instance);
    if (thorough)
      try {
        refuseReturned(returned);
        if (effect(instance)[1].some((w, i) => w !== once[i]))
          throw new ModelError(`${beside} it did two things`);
      } catch (e) {
        fail(e, `action ${action.id}`);
      }
    const was = watching.length === 0 ? [] : shown(search);
    for (const rule of watching) {
      const where = `rule ${rule.id}`;
      const ask = (of: StepRule<S>['then']): boolean =>
        answer(of(before, current, action.id, params), where, () => of(before, current, action.id, params));
      if (!rule.given || ask(rule.given)) ask(rule.then);
      if (shown(search).some((x, i) => x !== was[i])) fail(new ModelError('a rule changed the state'), where);
    }
    engine.load(number);
  }
  const { terminal } = model;
  if (!stuck || terminal === null) return;
  answer(terminal(current), 'terminal', () => terminal(current));
  if (wrote(search)) fail(new ModelError('it changed the state'), 'terminal');
}
