import { ModelError, yesOrNo } from './model.ts';
import type { Search } from './search.ts';

/** States on which the user's functions are looked at one by one, to name one that writes or answers nothing. */
export const auditedStates = 256;

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

/** Looks at what guards, rules and `terminal` answer in a stored state, and that none of them writes. */
export function audit<S>(search: Search<S>, number: number): void {
  const { engine, model, instances } = search;
  const current = search.accessors.current as S;
  const before = search.accessors.before as S;
  const fail = (e: unknown, where: string): never => {
    throw search.explain(e, where, search.traceTo(number));
  };
  const answer = (said: unknown, where: () => string): boolean => {
    try {
      return yesOrNo(said);
    } catch (e) {
      return fail(e, where());
    }
  };
  engine.load(number);
  for (const rule of model.rules) {
    const where = (): string => `rule ${rule.id}`;
    if (rule.kind === 'always' && (!rule.given || answer(rule.given(current), where)))
      answer(rule.then(current), where);
    else if (rule.kind === 'sometimes') answer(rule.then(current), where);
  }
  let stuck = true;
  for (const { action, actionIndex, params } of instances) {
    const enabled = action.guards.every((guard) => {
      const where = (): string => `guard "${guard.name}" of ${action.id}`;
      const holds = answer(guard.holds(current, params), where);
      if (wrote(search)) fail(new ModelError('a guard changed the state'), where());
      return holds;
    });
    if (!enabled) continue;
    stuck = false;
    const watching = search.stepRules[actionIndex] ?? [];
    if (watching.length === 0) continue;
    action.then(current, params);
    engine.pack();
    const was = shown(search);
    for (const rule of watching) {
      const where = (): string => `rule ${rule.id}`;
      if (!rule.given || answer(rule.given(before, current, action.id, params), where))
        answer(rule.then(before, current, action.id, params), where);
      if (shown(search).some((x, i) => x !== was[i]))
        fail(new ModelError('a rule changed the state'), where());
    }
    engine.load(number);
  }
  if (!stuck || model.terminal === null) return;
  answer(model.terminal(current), () => 'terminal');
  if (wrote(search)) fail(new ModelError('it changed the state'), 'terminal');
}
