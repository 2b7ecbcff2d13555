import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MessagePort, Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { CellPool } from '../../../properties/campaign/pool.ts';
import { type CellResult, emptyResult, runCell } from '../../../properties/campaign/run-cell.ts';
import { type Cell, cellText } from '../../../properties/campaign/subject.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { memoryCells, toySubject } from './toy-subject.ts';

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

describe('a worker that ends', () => {
  const others = cells.filter((_, i) => i !== 2);
  const run = (end: string, workers = 2) => {
    const subjectArgument = { end, seeds: [cells[2]?.from] };
    const ending = { ...source, subjectExport: 'makeEndingSubject', subjectArgument };
    const pool = new CellPool(ending, workers, () => false);
    const told: (number | undefined)[] = [];
    const results = pool.runCells(['base'], cells, rules, (_, nth) => told.push(nth));
    pool.close();
    return { results, told };
  };

  it.each([1, 2])('leaves its cell failed, and %d go on with the others', (workers) => {
    const { results, told } = run('exit', workers);
    const at = { units: ['base'], cell: cellText(cells[2] as Cell) };
    const error = 'the thread ended with exit code 7';
    expect(results[2]).toEqual({ ...emptyResult, failed: [{ at, during: 'the run', error, times: 1 }] });
    const rest = results.filter((_, i) => i !== 2);
    expect(rest).toEqual(others.map((cell) => runCell(toySubject, ['base'], cell, rules)));
    // What came of it is not to be kept: it is told without its number.
    expect(told.map((nth) => nth ?? 2).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(told).toContain(undefined);
  });

  it('out of memory says so', () => {
    const child = fileURLToPath(new URL('./pool-child.ts', import.meta.url));
    const options = ['--max-old-space-size=80', '--import', 'tsx', child];
    const { stdout, stderr, status } = spawnSync(process.execPath, options, { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const [first, second] = JSON.parse(stdout) as readonly CellResult[];
    expect(first?.failed[0]?.error).toMatch(/reaching memory limit/);
    expect(second).toEqual(runCell(toySubject, ['base'], memoryCells[1], rules));
  });

  it('before it has what it is to run ends the search: it would end each time', () => {
    expect(() => run('start')).toThrow('a thread of the search did not start: Error: no subject');
  });
});

describe('a keeper that ends in the midst of a search', () => {
  interface Keeper {
    readonly worker: Worker;
    readonly port: MessagePort;
  }
  /** What the search ends with. */
  const searched = (kill: (keeper: Keeper) => void): string => {
    const pool = new CellPool(source, 2, () => false, undefined, 20);
    const keeper = Reflect.get(pool, 'keeper') as Keeper;
    let killed = false;
    try {
      for (;;)
        pool.runCells(['base'], cells, rules, () => {
          if (!killed) kill(keeper);
          killed = true;
        });
    } catch (error) {
      return String(error);
    } finally {
      pool.close();
    }
  };
  const says = 'Error: the thread that starts the threads of the search ended, and they with it: ';

  it('by an error of its own is told with it', () => {
    // A worker without a port.
    expect(searched(({ port }) => port.postMessage({ nth: 9 }))).toContain(`${says}TypeError`);
  });

  it('from outside is told: it shows no life any more', () => {
    expect(searched(({ worker }) => void worker.terminate())).toBe(`${says}it shows no life any more`);
  });
});
