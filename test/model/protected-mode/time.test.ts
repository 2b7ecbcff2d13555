import { expect, test } from 'vitest';
import { type Model, plain } from '../../../model/checker/index.ts';
import { type Case, protectedMode, type State, small } from '../../../model/protected-mode/index.ts';

/** Number of states, and of those from which no state can be reached in which a tick period may pass. */
function timeLocks(model: Model<State>): { states: number; locked: number } {
  const walk = plain({ ...model, actions: model.actions.filter((a) => a.id !== 'hostile.attempt') });
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const predecessors: number[][] = [];
  const visit = (s: State): number => {
    const key = walk.key(s);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    predecessors.push([]);
    return states.push(s) - 1;
  };
  for (const s of walk.initial()) visit(s);
  const free: number[] = [];
  // `states` grows while it is walked.
  for (const [i, s] of states.entries())
    for (const { action, state } of walk.successors(s)) {
      predecessors[visit(state)]?.push(i);
      if (action === 'time.tick') free.push(i);
    }
  const canPass = new Set(free);
  for (const i of canPass) for (const p of predecessors[i] ?? []) canPass.add(p);
  return { states: states.length, locked: states.length - canPass.size };
}

const cases: readonly (readonly [string, Case | undefined])[] = [
  ['faults and exits that never complete', small.cases.find((c) => c.faults)],
  ['real-time groups', small.cases.find((c) => c.groups[0]?.priority === 3)],
];

test.each(cases)(
  'the bounds can always be met: time never has to stop, with %s',
  { timeout: 120_000 },
  (_, one) => {
    if (one === undefined) throw new Error('the small scope has no such case');
    const { model } = protectedMode({ ...small, cases: [one] });
    const { states, locked } = timeLocks(model);
    expect(states).toBeGreaterThan(10_000);
    expect(locked).toBe(0);
  },
);
