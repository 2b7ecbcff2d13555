import { expect, it } from 'vitest';
import { CellPool } from '../../../properties/campaign/pool.ts';
import { runCell } from '../../../properties/campaign/run-cell.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { toySubject } from './toy-subject.ts';

const cells: readonly Cell[] = Array.from({ length: 7 }, (_, i) => ({
  strategy: 'random walk 0.5 + 1 late',
  program: i % 2 === 0 ? 'slow' : 'fast',
  from: 1 + 20 * i,
  count: 20,
}));
const rules: readonly RuleId[] = ['OWNER', 'TIMELY', 'SERVED'];
const source = {
  subjectModule: new URL('./toy-subject.ts', import.meta.url).href,
  subjectExport: 'makeToySubject',
  subjectArgument: null,
};

it('workers give what this thread gives, whatever their number', () => {
  const here = cells.map((cell) => runCell(toySubject, ['base'], cell, rules));
  expect(here.some((r) => r.found.length > 0)).toBe(true);
  for (const workers of [1, 2, 3]) {
    const pool = new CellPool(source, workers, () => false);
    expect(pool.runCells(['base'], cells, rules, () => {})).toEqual(here);
    pool.close();
  }
});

it('a pool that is told to stop gives what was done until then', () => {
  let done = 0;
  const pool = new CellPool(source, 1, () => done >= 2);
  const results = pool.runCells(['base'], cells, rules, (n) => {
    done = n;
  });
  pool.close();
  expect(results.length).toBe(cells.length);
  const executions = results.reduce((sum, r) => sum + (r?.executions ?? 0), 0);
  expect(executions).toBeLessThan(140);
  expect(executions).toBeGreaterThan(0);
});
