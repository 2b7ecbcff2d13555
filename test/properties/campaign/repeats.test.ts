import { beforeEach, describe, expect, test, vi } from 'vitest';
import { execute, refinesModel, storedWorkloads } from '../../../cli/api/index.ts';
import { revisionOption } from '../../../cli/named.ts';
import { thrown } from '../../../cli/thrown.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { type CellResult, runCell } from '../../../properties/campaign/run-cell.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { unitsOf } from '../../../properties/revision.ts';
import { forgetTicks, quiet, remembers, shuffles } from './planted.ts';

vi.mock('../../../impl/driver/own/index.ts', async () => {
  const planted = await import('./planted.ts');
  return {
    own: { remembers: planted.remembers(), shuffles: planted.shuffles(), quiet: planted.quiet() },
  };
});
beforeEach(forgetTicks);

const workloads = storedWorkloads().filter(({ name }) => name === 'equal-turns');
const [workload] = workloads;
if (workload === undefined) throw new Error('the workload is there');

/** Names the unit, the step, the place, what was done there in each of the two runs, and what may be the cause. */
const parts = (unit: string): RegExp =>
  new RegExp(
    `^${unit}: two runs of one schedule part at step \\d+, (on|in) .*equal-turns.*: \\d[\\d.]* ms \\S+ "[^"]+"[,;] .*beside the cells`,
  );

function searched(name: string): CellResult {
  const units = unitsOf(revisionOption(name));
  const cell = { strategy: 'mixture', program: 'equal-turns, default', from: 3, count: 2 };
  return runCell(simulatorSubject(workloads), units, cell, ['SERVED']);
}

function caught(what: () => unknown): unknown {
  try {
    what();
  } catch (error) {
    return error;
  }
  return null;
}

const planted: readonly (readonly [what: string, name: string, made: () => Revision])[] = [
  ['a hidden global', 'remembers', remembers],
  ['an order that nobody decides', 'shuffles', shuffles],
];

describe.each(planted)('a unit of somebody’s own with %s is told', (_, name, made) => {
  test('by execute and toRefineModel', () => {
    expect(() => execute({ revision: made(), workload })).toThrow(parts(name));
    forgetTicks();
    expect(() => refinesModel(made(), { workloads, executions: 1 })).toThrow(parts(name));
  });

  test('by each cell of a search, as bad input', () => {
    const error = caught(() => searched(name));
    expect(thrown(error)).toEqual({ says: expect.stringMatching(parts(name)), exitCode: 2 });
    // As a pool of threads hands it on.
    const handed = new Error(`cell 1 of 9: ${String(error)}\n    at somewhere (x.ts:1:1)`);
    expect(thrown(handed)).toEqual(thrown(error));
    expect(thrown(error).says).toContain('in mixture | equal-turns, default | 3 to 3: ');
  });
});

test('one that keeps nothing is searched, and what the project has itself is not run twice', () => {
  const subject = simulatorSubject(workloads);
  const twice = (name: string): void => {
    const asked = (): never => {
      throw new Error('run');
    };
    const program = subject.space.program('equal-turns, default', 1);
    subject.repeats?.(unitsOf(revisionOption(name)), program, asked, '');
  };
  expect(() => twice('quiet')).toThrow('run');
  for (const name of ['mainline', 'rfc-2025', 'reference', 'reference+M69', 'series-2026+enter-gate']) {
    twice(name);
  }
  expect(searched('quiet')).toMatchObject({ executions: 2, failed: [] });
  expect(execute({ revision: quiet(), workload }).run.steps).toBeGreaterThan(300);
});
