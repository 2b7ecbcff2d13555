import type { Cell } from '../../impl/runtime/cell.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import { canonicalText, type Value } from '../../impl/runtime/value.ts';
import { simulate } from '../../impl/simulate.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import { StrictReplay } from '../explore/replay.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';

/** One operation of a run, and what it changed. */
export interface RunStep {
  readonly index: number;
  readonly tUs: number;
  readonly activity: string;
  readonly label: string;
  readonly changes: readonly { readonly cell: string; readonly before: string; readonly after: string }[];
  /** The decisions of the schedule that led to it: who runs, and choices of data that it took. */
  readonly decided: readonly Decision[];
}

/**
 * Every operation of a counterexample's run up to a step, with the state that it changed.
 *
 * @param last the index of the last step wanted
 * @throws ReplayDivergence when the run takes another course than the recorded one
 */
export function stepsOf(counterexample: Counterexample, last: number): readonly RunStep[] {
  const { revision, schedule } = counterexample;
  const setup = setupOf(revision.units, scenarioOf(counterexample));
  const steps: RunStep[] = [];
  const replay = new StrictReplay(schedule);
  const values = new Map<Cell<Value>, string>();
  let told = 0;
  simulate(
    {
      ...setup,
      afterStep: ({ machine }, { index, activity, label, footprint }) => {
        const written = new Set(footprint.flatMap(({ cell, kind }) => (kind === 'write' ? [cell] : [])));
        const changes = machine.cells.flatMap((cell) => {
          const before = values.get(cell);
          if (before !== undefined && !written.has(cell.name)) return [];
          const after = canonicalText(cell.peek());
          values.set(cell, after);
          return before === undefined || before === after ? [] : [{ cell: cell.name, before, after }];
        });
        const decided = replay.taken.slice(told);
        told += decided.length;
        steps.push({ index, tUs: machine.nowUs, activity: activity.path, label, changes, decided });
        return index >= last;
      },
    },
    replay,
  );
  return steps;
}
