import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { type EnumerationLimits, enumerateDelays } from '../../../properties/explore/delay-bounded.ts';
import { History, telling } from '../../../properties/explore/dpor/history.ts';
import { Touches } from '../../../properties/explore/dpor/touches.ts';
import { cellsOf, type Taken, traceOf } from './dpor/plain.ts';
import { registerProgram } from './dpor/register-programs.ts';
import type { Toy } from './dpor/toy-machine.ts';

type Bound = Pick<EnumerationLimits, 'maxDelays' | 'counting'>;

/** The traces of the schedules within a bound, and how many were run: each, or one of those that come to the same. */
function traces(
  toy: Toy,
  bound: Bound,
  merge: boolean,
): { readonly runs: number; readonly all: Set<string> } {
  const all = new Set<string>();
  let history: History | null = null;
  const run = (chooser: Chooser): string => {
    const steps: Taken[] = [];
    const machine: Machine = new Machine({
      chooser: telling(chooser, () => history),
      horizonUs: 1_000,
      maxSteps: 1_000,
      attend: (candidates) => {
        history?.attend(candidates);
        return false;
      },
      afterStep: (step) => {
        history?.stepped(step);
        const cells = cellsOf(touches.of(step));
        steps.push({ process: step.activity.path, options: [], cells, stretch: machine.nowUs });
        return false;
      },
    });
    toy(machine);
    const touches = new Touches(machine);
    history = new History(machine);
    machine.run();
    return traceOf(steps);
  };
  const { runs, complete } = enumerateDelays(run, (trace) => !all.add(trace), {
    ...bound,
    maxRuns: 100_000,
    ...(merge ? { cameTo: () => history?.text() ?? '' } : {}),
  });
  expect(complete).toBe(true);
  return { runs, all };
}

/** Three processes over shared registers: some steps depend on each other, most do not. */
const processes = fc.tuple(...['p', 'q', 'r'].map((own) => process(own)));

function process(own: string): fc.Arbitrary<string> {
  const register = fc.constantFrom('x', 'y', own, own, own);
  const word = fc.oneof(
    fc.tuple(register, fc.constantFrom(':=1', ':=2')),
    fc.tuple(register, fc.constantFrom('!1?', '!2?')),
  );
  return fc
    .array(word, { minLength: 7, maxLength: 9 })
    .map((words) => words.map((w) => w.join('')).join(' '));
}

describe('schedules that come to the same, gone on with once', () => {
  it('have the traces of all schedules within the bound, and are fewer', () => {
    let each = 0;
    let merged = 0;
    for (const p of fc.sample(processes, { seed: 2026, numRuns: 4 })) {
      for (const bound of [
        { maxDelays: 2, counting: 'delays' },
        { maxDelays: 2, counting: 'preemptions' },
      ] as const) {
        const whole = traces(registerProgram(p), bound, false);
        const one = traces(registerProgram(p), bound, true);
        expect([...one.all].sort(), p.join('; ')).toEqual([...whole.all].sort());
        each += whole.runs;
        merged += one.runs;
      }
    }
    expect(each).toBeGreaterThan(2_000);
    expect(merged).toBeLessThan(0.95 * each);
  });
});
