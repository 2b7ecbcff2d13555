import { expect, test } from 'vitest';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { runToCompletion } from '../../../properties/explore/strategy.ts';
import { unitsOf } from '../../../properties/revision.ts';

/** Two CSs of a group whose regions end at one microsecond, and somebody for whom the session is ended. */
const workload = decodeWorkload({
  name: 'ends for all',
  note: 'Both regions end at once.',
  slots: 2,
  asSlots: 3,
  csPerSlot: 2,
  processes: [
    {
      name: 'a',
      groups: [{ name: 'main', priority: 'medium', protected: true, queues: 2 }],
      script: [0, 1].map((queue) => ({
        submit: { queue: `a.main:${queue}`, stream: [{ protected: ['RUN 100 us'] }] },
      })),
    },
    {
      name: 'b',
      groups: [{ name: 'main', priority: 'medium', protected: false, queues: 1 }],
      script: [{ sleep: '5 ms' }, { submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }],
    },
  ],
});

const followed = (faults: Faults) => {
  const profile = { F35: 'ends the session', F07: '300 ms' };
  const chooser = runToCompletion.chooser(1, { points: 0, choices: 0 });
  return checkRun(setupOf(unitsOf('reference'), { workload, faults, profile }), chooser, {
    rules: ['REFINES'],
  });
};

const isExit = (cause: string): boolean => cause === 'no exit from protected mode';

test('a CS whose region ended with that of another is let in no longer, so the exit is explained', () => {
  const { violations, given } = followed({});
  expect(violations).toEqual([]);
  expect(given.get('REFINES')).toBeGreaterThan(50);
});

test('firmware that left and went mute before it answered leads to a reset that is taken over', () => {
  const { run, violations, given } = followed({ muteFromUs: 20_000 });
  const exits = run.events.filter((e) => e.kind === 'session' && e.op === 'left');
  const resets = run.events.filter((e) => e.kind === 'reset' && e.op === 'schedule' && isExit(e.cause));
  expect([exits.length, resets.length]).toEqual([1, 1]);
  expect(violations).toEqual([]);
  expect(given.get('REFINES')).toBeGreaterThan(40);
});
