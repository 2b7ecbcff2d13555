import type { Chooser } from '../../impl/runtime/decision.ts';
import type { StepRecord } from '../../impl/runtime/machine.ts';
import { canonicalText } from '../../impl/runtime/value.ts';
import { type Setup, type System, simulate } from '../../impl/simulate.ts';
import type { Violation } from '../rule.ts';
import type { Breaking } from './counterexample.ts';

/** What the step at which a rule breaks did: who did which operation, and every cell that it changed. */
export function breakingOf(setup: Setup, chooser: Chooser, { step, tUs }: Violation): Breaking {
  let before: ReadonlyMap<string, string> = new Map();
  let breaking: Breaking = { step, tUs, activity: '', operation: '', changes: [] };
  const afterStep = (system: System, { index, activity, label }: StepRecord): boolean => {
    if (index === step - 1) before = cellsOf(system);
    if (index < step) return false;
    const changes = [...cellsOf(system)]
      .map(([cell, after]) => ({ cell, before: before.get(cell) ?? '', after }))
      .filter((c) => c.before !== c.after);
    breaking = { step, tUs, activity: activity.path, operation: label, changes };
    return true;
  };
  simulate({ ...setup, afterStep }, chooser);
  return breaking;
}

function cellsOf({ machine }: System): ReadonlyMap<string, string> {
  return new Map(machine.cells.map((cell) => [cell.name, canonicalText(cell.peek())]));
}
