import { expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../../impl/driver/unit.ts';
import { groupId } from '../../../impl/ids.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit, submit } from './scripts.ts';

/** The end of a reset takes its time between the start of the queues and reset.in_progress := 0. */
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
  },
};

/** Where a group stands to which a job came in a reset, when that is over. */
function listedAfterReset(units: readonly Unit[]): string {
  let listed = '';
  drive(stack('slow end', [...units, slowEnd]), function* (d) {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
    yield* d.fn.panthorSchedPreReset();
    yield* submit(d, 'g');
    yield* d.fn.panthorSchedPostReset(false);
    const g = groupId('g');
    const isOn = (lists: typeof d.state.idle): boolean => lists.some((list) => list.peek().includes(g));
    listed = `${isOn(d.state.idle) ? 'idle' : ''}${isOn(d.state.runnable) ? 'runnable' : ''}`;
  });
  return listed;
}

test('a group that gets a job at the end of a reset is listed as runnable: busy-after-suspend does that', () => {
  const { units } = revisions.reference;
  expect(listedAfterReset(units)).toBe('runnable');
  expect(listedAfterReset(units.filter(({ name }) => name !== 'busy-after-suspend'))).toBe('idle');
});
