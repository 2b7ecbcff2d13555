import { refuseStray } from './accessors.ts';
import type { Instance } from './engine.ts';
import { ModelError, type StepRule, yesOrNo } from './model.ts';
import type { Search } from './search.ts';
import { printInstance } from './show.ts';

/** States on which the user's functions are looked at one by one, to name one that writes or answers nothing. */
export const auditedStates = 256;
/** States on which they are called twice: that takes time. */
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
 * The error for a search that did not do what a call of the function does. It should never be seen, and hides nothing:
 * what the search says of any other state is as little to be trusted.
 */
export const unlikeCall = (): ModelError =>
  new ModelError(
    'a call of the function does another thing than the search did. Unless it depends on something beside state and ' +
      'parameters, this is an error of the checker, and no verdict is to be trusted: please report it with the text of ' +
      'the function',
  );

/**
 * Looks at the user's functions in a stored state: that guards, rules and `terminal` answer true or false and write
 * nothing, that an action returns nothing, that the search makes of all what a call of them does, and, in the first
 * states, that they do the same when they are called twice.
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
    if (thorough) refuseStray(search.accessors); // calling it again may undo what it leaves
    return [returned, scratch.slice(0, layout.words)];
  };

  engine.load(number);
  for (const [r, rule] of model.rules.entries()) {
    if (rule.kind !== 'always' && rule.kind !== 'sometimes') continue;
    const where = `rule ${rule.id}`;
    const given = rule.kind === 'always' ? rule.given : undefined;
    const judge = engine.judges[r];
    if (given !== undefined) {
      const holds = answer(given(current), where, () => given(current));
      if (holds !== Boolean(judge?.given())) fail(unlikeCall(), where);
      if (!holds) continue;
    }
    const holds = answer(rule.then(current), where, () => rule.then(current));
    if (holds !== Boolean(judge?.then())) fail(unlikeCall(), where);
  }
  /** Of each step what it makes of the state. */
  const steps = new Map<number, Int32Array>();
  let stuck = true;
  for (const [i, instance] of instances.entries()) {
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
    const [returned, once] = effect(instance);
    steps.set(i, once);
    if (thorough)
      try {
        refuseReturned(returned);
        if (effect(instance)[1].some((w, k) => w !== once[k]))
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
      if (shown(search).some((x, k) => x !== was[k])) fail(new ModelError('a rule changed the state'), where);
    }
    engine.load(number);
  }
  refuseStray(search.accessors);
  const odd = oddStep(search, number, steps);
  if (odd !== null) fail(unlikeCall(), odd);
  engine.load(number);
  const { terminal } = model;
  if (!stuck || terminal === null) return;
  answer(terminal(current), 'terminal', () => terminal(current));
  if (wrote(search)) fail(new ModelError('it changed the state'), 'terminal');
}

/** Where the search does not take the steps out of a state that calls take; null: it does. */
function oddStep<S>(
  { engine, instances, accessors }: Search<S>,
  state: number,
  called: ReadonlyMap<number, Int32Array>,
): string | null {
  const { who, after } = engine.steps(state);
  const { words } = accessors.layout;
  const taken = new Map([...who].map((i, k) => [i, after.subarray(k * words, (k + 1) * words)]));
  for (const i of new Set([...called.keys(), ...who])) {
    const [one, other, instance] = [called.get(i), taken.get(i), instances[i]];
    if (instance === undefined) throw new Error(`no instance ${i}`);
    if (one?.every((w, k) => w === other?.[k])) continue;
    const { action, params } = instance;
    const both = one !== undefined && other !== undefined;
    return `${both ? 'action' : 'the guards of'} ${printInstance(action.id, action.over, params)}`;
  }
  return null;
}
