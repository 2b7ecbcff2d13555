/** A helping thread that says when it is ready and counts how often it looked at a guard. */
import { workerData } from 'node:worker_threads';
import { help } from '../../../model/checker/index.ts';
import { models, strayingWheels } from './parallel-model.ts';

export interface HelperSetup {
  readonly entry: string;
  readonly model: keyof typeof models;
  readonly memory: SharedArrayBuffer;
  /** Threads that are ready; guards looked at; the state in which an effect strays. */
  readonly tally: SharedArrayBuffer;
  /** What goes wrong at each thousandth look, or in the state that this thread chooses. */
  readonly fault: 'none' | 'throws' | 'hangs' | 'strays';
}

const { model: name, memory, tally, fault } = workerData as HelperSetup;
const counts = new Int32Array(tally);
const model = fault === 'strays' ? strayingWheels(counts, 'chooses') : models[name]();
const counting = {
  ...model,
  actions: model.actions.map((action, a) =>
    a > 0
      ? action
      : {
          ...action,
          guards: action.guards.map((guard) => ({
            name: guard.name,
            holds: (...args: Parameters<typeof guard.holds>) => {
              const looks = Atomics.add(counts, 1, 1);
              if (looks % 1000 === 999 && fault === 'throws') throw new Error('a fault of this thread');
              if (looks % 1000 === 999 && fault === 'hangs') Atomics.wait(counts, 0, 1);
              return guard.holds(...args);
            },
          })),
        },
  ),
};
Atomics.add(counts, 0, 1);
Atomics.notify(counts, 0);
help(counting, memory);
