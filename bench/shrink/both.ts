/**
 * Three activities of up to 10 operations, each of three steps (opens, middle, closes), kinds 0 to 9. It fails when an
 * operation of kind 9 is open, one of kind 8 of another activity has its middle meanwhile, one of kind 7 of the third
 * closes while the kind 8 is open, and the kind 9 closes while the kind 8 still is. Minimal: 3 operations of 3 activities
 * and 3 context switches.
 */
import * as fc from 'fast-check';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { Machine } from '../../impl/runtime/machine.ts';
import { deriveSeed, Random } from '../../properties/explore/random.ts';
import { randomWalk } from '../../properties/explore/random-walk.ts';
import { LenientReplay } from '../../properties/explore/replay.ts';
import { noHints } from '../../properties/explore/strategy.ts';
import type { Pass } from '../../properties/shrink/core.ts';
import { deletions, withoutPositions } from '../../properties/shrink/deletions.ts';
import { failingRun, minimiseJointly } from '../../properties/shrink/joint.ts';
import { decisionsOf } from '../../properties/shrink/schedule.ts';
import type { End, ShrinkCase } from './case.ts';

const LEAST = 3;
const MOST = 10;

/** Kinds of the operations of each of three activities. */
type Programs = readonly (readonly number[])[];

interface Operation {
  readonly kind: number;
  readonly activity: number;
  /** For a kind 8: the kind 9 that was open at its middle; whether a kind 7 of the third activity closed since. */
  nine: Operation | null;
  sevenClosed: boolean;
}

/** What the steps of the operations do, in whatever order they come. */
class Operations {
  fails = false;
  contextSwitches = 0;
  private last: number | null = null;
  private readonly open = new Set<Operation>();

  opens(kind: number, activity: number): Operation {
    this.step(activity);
    const operation: Operation = { kind, activity, nine: null, sevenClosed: false };
    this.open.add(operation);
    return operation;
  }

  middle(operation: Operation): void {
    this.step(operation.activity);
    if (operation.kind === 8) {
      operation.nine = this.openOf(9).find((nine) => nine.activity !== operation.activity) ?? null;
    }
  }

  closes(operation: Operation): void {
    const { kind, activity } = operation;
    this.step(activity);
    this.open.delete(operation);
    for (const eight of this.openOf(8)) {
      const third = eight.nine !== null && 3 - eight.activity - eight.nine.activity === activity;
      if (kind === 7 && third) eight.sevenClosed = true;
      if (eight.nine === operation && eight.sevenClosed) this.fails = true;
    }
  }

  private openOf(kind: number): readonly Operation[] {
    return [...this.open].filter((operation) => operation.kind === kind);
  }

  private step(activity: number): void {
    if (this.fails) return;
    if (this.last !== null && this.last !== activity) this.contextSwitches++;
    this.last = activity;
  }
}

/** Runs the activities until they fail or all ended. */
function runOperations(programs: Programs, chooser: Chooser): Operations {
  const operations = new Operations();
  const afterStep = (): boolean => operations.fails;
  const machine = new Machine({ chooser, horizonUs: 1, maxSteps: 1000, afterStep });
  for (const [activity, kinds] of programs.entries()) {
    machine.spawn(`activity ${activity}`, 'process', function* () {
      for (const kind of kinds) {
        yield* machine.step(`opens ${kind}`);
        const me = operations.opens(kind, activity);
        yield* machine.step(`middle of ${kind}`);
        operations.middle(me);
        yield* machine.step(`closes ${kind}`);
        operations.closes(me);
      }
    });
  }
  machine.run();
  return operations;
}

const removal: Pass<Programs> = {
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

function endOf(programs: Programs, { contextSwitches }: Operations, runs: number): End {
  const size = programs.flat().length;
  const activities = programs.filter((kinds) => kinds.length > 0).length;
  return { size, minimal: size === LEAST && activities === 3 && contextSwitches === 3, runs };
}

/** Half of the kinds matter, so that failing starts are not too rare. */
const kind = fc.oneof(fc.integer({ min: 7, max: 9 }), fc.nat(9));
const programs = fc.tuple(
  ...Array.from({ length: 3 }, () => fc.array(kind, { minLength: 1, maxLength: MOST })),
);

export const both: ShrinkCase = {
  name: 'both at once',
  unit: 'operations',
  least: LEAST,
  ours(seed) {
    const random = new Random(seed);
    const drawn = Array.from({ length: 3 }, () =>
      Array.from({ length: 1 + random.below(MOST) }, () =>
        random.chance(0.5) ? 7 + random.below(3) : random.below(10),
      ),
    );
    const fails = (candidate: Programs, chooser: Chooser): boolean => runOperations(candidate, chooser).fails;
    const chooser = randomWalk(0.5).chooser(deriveSeed(seed, 'order'), noHints);
    const start = failingRun<Programs>(drawn, chooser, fails);
    if (start === null) return null;
    const { value, runs } = minimiseJointly(start, fails, { passes: [removal], maxTests: 10_000 });
    const ended = runOperations(value.program, new LenientReplay(decisionsOf(value.schedule)));
    return endOf(value.program, ended, runs);
  },
  async fastCheck(seed) {
    let executed = 0;
    let last: { readonly programs: Programs; readonly operations: Operations } | null = null;
    const { failed, numRuns } = await fc.check(
      fc.asyncProperty(programs, fc.scheduler(), async (drawn, scheduler) => {
        executed++;
        const operations = new Operations();
        const step = (): Promise<void> => scheduler.schedule(Promise.resolve());
        const activities = drawn.map(async (kinds, activity) => {
          for (const one of kinds) {
            await step();
            const me = operations.opens(one, activity);
            await step();
            operations.middle(me);
            await step();
            operations.closes(me);
          }
        });
        await scheduler.waitFor(Promise.all(activities));
        if (!operations.fails) return;
        last = { programs: drawn, operations };
        throw new Error('closed inside');
      }),
      { seed, numRuns: 3_000 },
    );
    if (!failed || last === null) return null;
    const { programs: left, operations } = last as { programs: Programs; operations: Operations };
    return endOf(left, operations, executed - numRuns);
  },
};
