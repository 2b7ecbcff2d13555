import { expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { thingKinds } from '../../../properties/campaign/growth.ts';
import {
  answerPairs,
  reachedBy,
  strengthOf,
  unseen,
  unseenText,
} from '../../../properties/campaign/reached.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { smallWorkloads } from '../../../properties/detect/workloads.ts';
import { Random } from '../../../properties/explore/random.ts';
import { strategyNamed } from '../../../properties/explore/strategies.ts';

const units = revisions.reference.units.map((unit) => unit.name);

it('what a run came to: rules, answers of the driver, who ran for whom, answers to part F that it consulted', () => {
  const workload = smallWorkloads.find(({ name }) => name === 'owner dies');
  if (workload === undefined) throw new Error('the workload is there');
  const profile = { F04: '40 ms', F07: '50 ms', F17: 'times out' };
  const chooser = strategyNamed('random walk 0.5').chooser(1, { points: 500, choices: 50 });
  const checked = checkRun(setupOf(units, { workload, faults: {}, profile }), chooser, { rules: ['OWNER'] });
  const reached = reachedBy(checked);
  expect([...reached]).toEqual(
    expect.arrayContaining([
      'rule OWNER',
      'answer GROUP_CREATE ok',
      'choice F04 = 40 ms',
      'choice F07 = 50 ms',
      'choices F04 = 40 ms & F07 = 50 ms',
    ]),
  );
  expect(new Set([...reached].map((text) => text.slice(0, text.indexOf(' '))))).toEqual(
    new Set(Object.keys(thingKinds).filter((kind) => kind !== 'action' && kind !== 'state')),
  );
  expect(checked.consulted.has('F17')).toBe(false);
  expect([...reached].filter((text) => text.includes('F17'))).toEqual([]);
  const switches = [...reached].filter((text) => text.startsWith('switch '));
  expect(switches.length).toBeGreaterThan(20);
  expect(switches.filter((text) => /undefined|\(|\d$/.test(text))).toEqual([]);
});

it('a pair of answers counts only if one run consulted both', () => {
  expect(new Set(answerPairs().map((pair) => pair.join())).size).toBe(answerPairs().length);
  const alone = strengthOf({ 'choice F04 = never': 1, 'choice F07 = never': 1 });
  expect([alone.singles, alone.pairs]).toEqual([2, 0]);
  const both = strengthOf({ 'choice F04 = never': 1, 'choices F04 = never & F07 = never': 1 });
  expect([both.singles, both.pairs]).toEqual([1, 1]);
  expect(both.missed).toHaveLength(both.allSingles - 1);
  expect(both.missed).not.toContain('F04 = never');
  // A pair of which one answer was not taken at all is named by that.
  expect([alone.apart, both.apart]).toEqual([[['F04 = never', 'F07 = never']], []]);
});

it('the estimate of what is left is right on average, where the truth is known', () => {
  // Things of very different frequencies; each execution comes to some of them.
  const chances = Array.from({ length: 300 }, (_, i) => 0.5 / (1 + i) ** 1.3);
  const random = new Random(11);
  const draw = (): readonly number[] => chances.flatMap((chance, i) => (random.chance(chance) ? [i] : []));
  for (const executions of [50, 200, 500]) {
    let estimated = 0;
    let really = 0;
    for (let trial = 0; trial < 25; trial++) {
      const reached: Record<string, readonly [number, number]> = {};
      for (let n = 0; n < executions; n++)
        for (const i of draw()) reached[i] = [(reached[i]?.[0] ?? 0) + 1, n];
      estimated += unseen(reached, executions).perExecution;
      really += chances.reduce((sum, chance, i) => sum + (Object.hasOwn(reached, i) ? 0 : chance), 0);
    }
    expect(Math.abs(estimated / really - 1), `${executions}`).toBeLessThan(0.15);
  }
  expect(unseenText(unseen({ a: [1, 1], b: [4, 1] }, 20))).toBe(
    '2 behaviours met, an estimated 1 new in 20 executions to come',
  );
  expect(unseenText(unseen({ b: [4, 1] }, 20))).toBe('1 behaviour met, each by two executions or more');
});
