import { expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../../impl/driver/unit.ts';
import { groupId } from '../../../impl/ids.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit, submit } from './scripts.ts';

function listed(d: Driver): string {
  const g = groupId('g');
  const isOn = (lists: typeof d.state.idle): boolean => lists.some((list) => list.peek().includes(g));
  return `${isOn(d.state.idle) ? 'idle' : ''}${isOn(d.state.runnable) ? 'runnable' : ''}`;
}

/** Where a group stands to which a job came in a reset, for a tick that chooses as soon as one may. */
function listedAfterReset(units: readonly Unit[]): string {
  let seen = '';
  /** The end of a reset takes its time between the start of the queues and reset.in_progress := 0, and after that. */
  const slowEnd: Unit = {
    name: 'slow-end',
    on: 'P8',
    title: '',
    cite: [],
    functions: {
      panthorGroupStart: (d, below) =>
        function* (group) {
          yield* below(group);
          yield* d.machine.sleep(10, 'jobs come meanwhile');
        },
      panthorSchedPostReset: (d, below) =>
        function* (resetFailed) {
          yield* below(resetFailed);
          yield* d.state.schedLock.lock();
          yield* d.fn.tickBegin(d.tickCtx);
          seen = listed(d);
          d.state.schedLock.unlock();
        },
    },
  };
  // Below the fixes: what they do at the end of a reset comes later.
  const posted = units.findIndex(({ name }) => name === 'P8') + 1;
  drive(stack('slow end', units.toSpliced(posted, 0, slowEnd)), function* (d) {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
    yield* d.fn.panthorSchedPreReset();
    yield* submit(d, 'g');
    yield* d.fn.panthorSchedPostReset(false);
  });
  return seen;
}

test('a group that gets a job at the end of a reset is runnable to the next tick: busy-after-suspend does that', () => {
  const { units } = revisions.reference;
  expect(listedAfterReset(units)).toBe('runnable');
  expect(listedAfterReset(units.filter(({ name }) => name !== 'busy-after-suspend'))).toBe('idle');
});
