import { describe, expect, it } from 'vitest';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { LenientReplay } from '../../../properties/explore/replay.ts';
import type { Pass } from '../../../properties/shrink/core.ts';
import { deletions, withoutPositions } from '../../../properties/shrink/deletions.ts';
import { failingRun, minimiseJointly } from '../../../properties/shrink/joint.ts';
import { decisionsOf } from '../../../properties/shrink/schedule.ts';
import { freshSeed, median } from './measure.ts';

const hints = { points: 0, choices: 0 };

/** Twelve tasks, queued 0 to 11; returns the order in which they ran. */
function runTasks(chooser: Chooser): readonly number[] {
  const machine = new Machine({ chooser, horizonUs: 1, maxSteps: 1000 });
  const order: number[] = [];
  for (let task = 0; task < 12; task++) {
    machine.spawn(`task ${task}`, 'work', function* () {
      order.push(task);
    });
  }
  machine.run();
  return order;
}

function inversions(order: readonly number[]): number {
  let count = 0;
  order.forEach((a, i) => {
    for (const b of order.slice(i + 1)) if (b < a) count++;
  });
  return count;
}

describe('an order of tasks', () => {
  it('ends at 5 inversions on every fresh seed', () => {
    const first = freshSeed();
    const fails = (_: null, chooser: Chooser) => {
      const order = runTasks(chooser);
      return order.indexOf(8) < order.indexOf(3);
    };
    const ends: number[] = [];
    const runs: number[] = [];
    for (let nth = 0; ends.length < 60; nth++) {
      const chooser = randomWalk(0.95).chooser(deriveSeed(first, nth), hints);
      const start = failingRun(null, chooser, fails);
      if (start === null) continue;
      const result = minimiseJointly(start, fails, { passes: [], maxTests: 10_000 });
      const order = runTasks(new LenientReplay(decisionsOf(result.value.schedule)));
      ends.push(inversions(order));
      runs.push(result.runs);
    }
    console.log(
      `Order, from seed ${first}: median ${median(ends)}, worst ${Math.max(...ends)} inversions; ` +
        `median ${median(runs)}, worst ${Math.max(...runs)} runs`,
    );
    expect(ends).toEqual(ends.map(() => 5));
  });
});

/** Kinds of the operations of each of three activities. */
type Programs = readonly (readonly number[])[];

interface Traced {
  readonly fails: boolean;
  readonly contextSwitches: number;
}

interface Operation {
  readonly kind: number;
  readonly activity: number;
  /** For a kind 8: the kind 9 that was open at its middle; whether a kind 7 of the third activity closed since. */
  nine: Operation | null;
  sevenClosed: boolean;
}

/** Runs the activities until the case's predicate fails, or all ended. */
function runOperations(programs: Programs, chooser: Chooser): Traced {
  const open = new Set<Operation>();
  let fails = false;
  let contextSwitches = 0;
  let last = '';
  const machine = new Machine({
    chooser,
    horizonUs: 1,
    maxSteps: 1000,
    afterStep: ({ activity, label }) => {
      if (label !== 'begin') {
        if (last !== '' && last !== activity.path) contextSwitches++;
        last = activity.path;
      }
      return fails;
    },
  });
  const openOf = (kind: number) => [...open].filter((o) => o.kind === kind);
  programs.forEach((kinds, activity) => {
    machine.spawn(`activity ${activity}`, 'process', function* () {
      for (const kind of kinds) {
        const me: Operation = { kind, activity, nine: null, sevenClosed: false };
        yield* machine.step(`opens ${kind}`);
        open.add(me);
        yield* machine.step(`middle of ${kind}`);
        if (kind === 8) me.nine = openOf(9).find((nine) => nine.activity !== activity) ?? null;
        yield* machine.step(`closes ${kind}`);
        open.delete(me);
        for (const eight of openOf(8)) {
          const third = eight.nine !== null && 3 - eight.activity - eight.nine.activity === activity;
          if (kind === 7 && third) eight.sevenClosed = true;
          if (eight.nine === me && eight.sevenClosed) fails = true;
        }
      }
    });
  });
  machine.run();
  return { fails, contextSwitches };
}

const removeOperations: Pass<Programs> = {
  name: 'remove an operation',
  edits: (programs) =>
    deletions(
      programs,
      (p) => p.flat().length,
      (p, positions) => {
        let from = 0;
        return p.map((kinds) => {
          const here = new Set([...positions].map((at) => at - from));
          from += kinds.length;
          return withoutPositions(kinds, here);
        });
      },
    ),
};

describe('operations and their schedule at once', () => {
  it('end at 3 operations, 3 activities, 3 context switches on every fresh seed', () => {
    const first = freshSeed();
    const fails = (programs: Programs, chooser: Chooser) => runOperations(programs, chooser).fails;
    const ends: { operations: number; activities: number; contextSwitches: number }[] = [];
    const runs: number[] = [];
    for (let nth = 0; ends.length < 40; nth++) {
      const random = new Random(deriveSeed(first, nth));
      const programs = Array.from({ length: 3 }, () =>
        // Half of the kinds matter, so that failing starts are not too rare.
        Array.from({ length: 1 + random.below(10) }, () =>
          random.chance(0.5) ? 7 + random.below(3) : random.below(10),
        ),
      );
      const start = failingRun(
        programs,
        randomWalk(0.5).chooser(deriveSeed(first, nth, 'order'), hints),
        fails,
      );
      if (start === null) continue;
      const result = minimiseJointly(start, fails, { passes: [removeOperations], maxTests: 10_000 });
      const { program, schedule } = result.value;
      ends.push({
        operations: program.flat().length,
        activities: program.filter((kinds) => kinds.length > 0).length,
        contextSwitches: runOperations(program, new LenientReplay(decisionsOf(schedule))).contextSwitches,
      });
      runs.push(result.runs);
    }
    const minimal = ends.filter((e) => e.operations === 3 && e.activities === 3 && e.contextSwitches === 3);
    console.log(
      `Both at once, from seed ${first}: minimal in ${minimal.length} of ${ends.length}; ` +
        `worst ${Math.max(...ends.map((e) => e.operations))} operations; ` +
        `median ${median(runs)}, worst ${Math.max(...runs)} runs`,
    );
    expect(minimal.length).toBe(ends.length);
  });
});
