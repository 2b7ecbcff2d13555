import { describe, expect, test } from 'vitest';
import { plain } from '../../../model/checker/index.ts';
import { type Case, protectedMode, type State, small } from '../../../model/protected-mode/index.ts';

/** All states of a case with their predecessors, and those in which a tick period may pass. */
function graphOf(one: Case) {
  const { model, terms } = protectedMode({ ...small, cases: [one] });
  // What changes nothing leads nowhere.
  const walk = plain({ ...model, actions: model.actions.filter((a) => a.id !== 'hostile.attempt') });
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const predecessors: number[][] = [];
  const mayPass = new Set<number>();
  const visit = (s: State): number => {
    const key = walk.key(s);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    predecessors.push([]);
    return states.push(s) - 1;
  };
  for (const s of walk.initial()) visit(s);
  // `states` grows while it is walked.
  for (const [i, s] of states.entries())
    for (const { action, state } of walk.successors(s)) {
      predecessors[visit(state)]?.push(i);
      if (action === 'time.tick') mayPass.add(i);
    }
  /** Number of states for which something is promised, and of those from which no goal can be reached. */
  const promised = (given: (s: State) => boolean, isGoal: (s: State, i: number) => boolean) => {
    const good = new Set(states.flatMap((s, i) => (isGoal(s, i) ? [i] : [])));
    for (const i of good) for (const p of predecessors[i] ?? []) good.add(p);
    const claimed = states.flatMap((s, i) => (given(s) ? [i] : []));
    return { claimed: claimed.length, lost: claimed.filter((i) => !good.has(i)).length };
  };
  return { terms, promised, mayPass };
}

function caseWith(holds: (c: Case) => boolean): Case {
  const one = small.cases.find(holds);
  if (one === undefined) throw new Error('the small scope has no such case');
  return one;
}
const always = () => true;

describe('the bounds can always be met: time never has to stop', () => {
  const cases: readonly (readonly [string, Case])[] = [
    [
      'faults, resets, device suspends, with a firmware that answers',
      caseWith((c) => c.faults === true && c.profile === undefined),
    ],
    ['exits that never complete', caseWith((c) => c.profile?.F04F07 === 'may never complete')],
    ['real-time groups', caseWith((c) => c.groups[0]?.priority === 3)],
  ];
  test.each(cases)('with %s', { timeout: 120_000 }, (_, one) => {
    const { promised, mayPass } = graphOf(one);
    const { claimed, lost } = promised(always, (_s, i) => mayPass.has(i));
    expect(claimed).toBeGreaterThan(5_000);
    expect(lost).toBe(0);
  });
});

describe('nothing gets stuck: from every state the protocol can still', () => {
  test('finish or kill each group that has work, whatever waits beside it', { timeout: 120_000 }, () => {
    const { terms, promised } = graphOf(caseWith((c) => c.groups[1]?.priority === 1 && !c.faults));
    for (const g of terms.groups) {
      const over = (s: State) => !terms.canRun(s, g) || terms.hasNothingToDo(s, g);
      const { claimed, lost } = promised((s) => !over(s), over);
      expect(claimed).toBeGreaterThan(1_000);
      expect(lost).toBe(0);
    }
  });
  test('give the pages of each destroyed group back', { timeout: 120_000 }, () => {
    const { terms, promised } = graphOf(caseWith((c) => c.vmOps === true && c.lateHeap === undefined));
    for (const g of terms.groups) {
      const { claimed, lost } = promised(
        (s) => s.groups[g].life === 'destroyed',
        (s) => s.groups[g].life === 'destroyed' && s.groups[g].buffer.pages !== 'allocated',
      );
      expect(claimed).toBeGreaterThan(1_000);
      expect(lost).toBe(0);
    }
  });
  test('suspend the device when it is asked to, and go on after it', { timeout: 120_000 }, () => {
    const { promised } = graphOf(caseWith((c) => c.deviceSuspends === true && c.lateHeap === undefined));
    const [down, up] = [
      promised(
        (s) => s.power === 'suspending',
        (s) => s.power === 'off',
      ),
      promised(
        (s) => s.power === 'off',
        (s) => s.power === 'on',
      ),
    ];
    expect(Math.min(down.claimed, up.claimed)).toBeGreaterThan(20);
    expect([down.lost, up.lost]).toEqual([0, 0]);
  });
});
