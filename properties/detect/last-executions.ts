import { askingCells } from '../campaign/plan.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { LenientReplay } from '../explore/replay.ts';
import { strategyNamed } from '../explore/strategies.ts';
import { runToCompletion } from '../explore/strategy.ts';
import { manifestOf, manifestRevisions } from '../manifests/index.ts';
import type { Execution } from './detect.ts';

/**
 * The executions that every default search of the reference takes, because they come to what others do not, and their
 * programs with the default schedule.
 */
export function askingExecutions(): readonly Execution[] {
  return withDefaults(
    askingCells('default', 'reference').map(({ strategy, program, from }) => {
      return { strategy: strategyNamed(strategy), program, seed: from };
    }),
  );
}

/** What is stored of the posted revisions, in the schedule that breaks a rule there and in the default one. */
export function storedExecutions(): readonly Execution[] {
  const files = manifestRevisions.flatMap((name) => manifestOf(name).expected.map((e) => e.counterexample));
  return withDefaults(
    files.map((program) => {
      const { schedule } = readCounterexample(pathOf(program));
      const name = 'the stored schedule';
      return {
        strategy: { name, lateAllowed: 0, chooser: () => new LenientReplay(schedule) },
        program,
        seed: 1,
      };
    }),
  );
}

/** The executions, then each of their programs with the default schedule, where that is none of them. */
function withDefaults(executions: readonly Execution[]): readonly Execution[] {
  const isDefault = ({ strategy }: Execution): boolean => strategy === runToCompletion;
  const done = new Set(executions.filter(isDefault).map(({ program }) => program));
  const left = new Set(executions.map(({ program }) => program).filter((program) => !done.has(program)));
  return [...executions, ...[...left].map((program) => ({ strategy: runToCompletion, program, seed: 1 }))];
}
