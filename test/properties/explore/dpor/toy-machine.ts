import type { Chooser } from '../../../../impl/runtime/decision.ts';
import { Machine } from '../../../../impl/runtime/machine.ts';
import { MachinePilot, type Scope } from '../../../../properties/explore/dpor/machine.ts';
import type { Pilot } from '../../../../properties/explore/dpor.ts';

/** Spawns the activities of a small program. The function that it returns says how a run ended. */
export type Toy = (machine: Machine) => () => string;

const bounds = { horizonUs: 1_000_000, maxSteps: 10_000 };
const everything: Scope = { fromUs: 0, varies: () => true };

/** One run under a chooser: how it ended. */
export function runToy(toy: Toy, chooser: Chooser): string {
  const machine = new Machine({ chooser, ...bounds });
  const ended = toy(machine);
  machine.run();
  return ended();
}

/** One run under a pilot: how it ended. */
export function flyToy(toy: Toy): (pilot: Pilot) => string {
  return (pilot) => {
    const chooser = new MachinePilot(pilot, everything);
    const machine: Machine = new Machine({
      chooser,
      ...bounds,
      attend: (candidates) => chooser.attend(machine, candidates),
      afterStep: (step) => {
        chooser.afterStep(step);
        return false;
      },
    });
    const ended = toy(machine);
    machine.run();
    return ended();
  };
}

/** The values of all cells, by name. */
export function valuesOf(machine: Machine): string {
  return machine.cells.map((c) => `${c.name}=${JSON.stringify(c.peek())}`).join(' ');
}
