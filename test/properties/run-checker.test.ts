import { expect, it } from 'vitest';
import { watching } from '../../properties/rule.ts';
import { RunChecker } from '../../properties/run-checker.ts';
import { Belief, facts } from './rules/telling.ts';

it('what is owed in a run in which nothing can run any more is broken when that run ended', () => {
  const owedForEver = watching({ id: 'SERVED', cite: [], on: 'all' }, (verdicts) => ({
    observe() {},
    finish(end, v) {
      verdicts.violated({ ...v.now, tUs: end.observedUntilUs }, 'player.video', 'owed');
    },
  }));
  const checker = new RunChecker([owedForEver], facts, 3, new Belief());
  checker.afterStep([{ kind: 'log', text: 'the last', seq: 0, step: 7, tUs: 1500, activity: 'fw' }]);
  checker.finish({ observedUntilUs: Number.POSITIVE_INFINITY, quiet: true, standsAt: new Map() });
  expect(checker.violations().map(({ tUs, step }) => [tUs, step])).toEqual([[1500, 7]]);
});
