/**
 * Twelve tasks, queued 0 to 11, run in an order that the schedule chooses; it fails when task 8 runs before task 3. Minimal:
 * 5 inversions.
 */
import * as fc from 'fast-check';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { Machine } from '../../impl/runtime/machine.ts';
import { randomWalk } from '../../properties/explore/random-walk.ts';
import { LenientReplay } from '../../properties/explore/replay.ts';
import { noHints } from '../../properties/explore/strategy.ts';
import { failingRun, minimiseJointly } from '../../properties/shrink/joint.ts';
import { decisionsOf } from '../../properties/shrink/schedule.ts';
import type { ShrinkCase } from './case.ts';

const TASKS = 12;
const LEAST = 5;

/** Returns the order in which the tasks ran. */
function runTasks(chooser: Chooser): readonly number[] {
  const machine = new Machine({ chooser, horizonUs: 1, maxSteps: 1000 });
  const order: number[] = [];
  for (let task = 0; task < TASKS; task++) {
    machine.spawn(`task ${task}`, 'work', function* () {
      order.push(task);
    });
  }
  machine.run();
  return order;
}

const failing = (order: readonly number[]): boolean => order.indexOf(8) < order.indexOf(3);

function inversions(order: readonly number[]): number {
  let count = 0;
  for (const [i, a] of order.entries()) for (const b of order.slice(i + 1)) if (b < a) count++;
  return count;
}

export const order: ShrinkCase = {
  name: 'order',
  unit: 'inversions',
  least: LEAST,
  ours(seed) {
    const fails = (_: null, chooser: Chooser): boolean => failing(runTasks(chooser));
    const start = failingRun(null, randomWalk(0.95).chooser(seed, noHints), fails);
    if (start === null) return null;
    const { value, runs } = minimiseJointly(start, fails, { passes: [], maxTests: 10_000 });
    const ended = runTasks(new LenientReplay(decisionsOf(value.schedule)));
    return { size: inversions(ended), minimal: failing(ended) && inversions(ended) === LEAST, runs };
  },
  async fastCheck(seed) {
    let executed = 0;
    let last: readonly number[] = [];
    const { failed, numRuns } = await fc.check(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        executed++;
        const ran: number[] = [];
        for (let task = 0; task < TASKS; task++) {
          scheduler.schedule(Promise.resolve(task)).then((done) => ran.push(done));
        }
        await scheduler.waitAll();
        if (!failing(ran)) return;
        last = ran;
        throw new Error('8 before 3');
      }),
      { seed, numRuns: 100 },
    );
    if (!failed) return null;
    return { size: inversions(last), minimal: inversions(last) === LEAST, runs: executed - numRuns };
  },
};
