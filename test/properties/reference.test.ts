import { expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';

const group = (name: string, marked: boolean) => ({ name, priority: 'medium', protected: marked, queues: 1 });

it('a firmware that goes mute around an ENTER makes nobody resume from what was saved at an earlier one', () => {
  const between = ['RUN 200 us', { protected: ['RUN 1 ms'] }, 'RUN 20 ms', { protected: ['RUN 1 ms'] }];
  const workload = decodeWorkload({
    name: 'two entries',
    note: 'One group enters twice, the other always has work.',
    slots: 2,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'p',
        groups: [group('a', true)],
        script: [{ submit: { queue: 'p.a:0', stream: between } }],
      },
      {
        name: 'q',
        groups: [group('b', false)],
        script: [{ submit: { queue: 'q.b:0', stream: Array(30).fill('RUN 2 ms') } }],
      },
    ],
  });
  const run = (muteFromUs: number) =>
    checkRun(
      { revision: revisions.reference, workload, faults: { muteFromUs }, profile: {}, ...runBounds },
      runToCompletion,
    );
  const enters = run(10_000_000).run.events.flatMap((e) =>
    e.kind === 'session' && e.op === 'enterSent' ? [e.tUs] : [],
  );
  expect(enters.length).toBeGreaterThan(1);
  const second = enters[1] ?? 0;
  let resets = 0;
  for (let muteFromUs = second - 120; muteFromUs <= second + 120; muteFromUs += 10) {
    const { violations, run: done } = run(muteFromUs);
    expect(violations, `mute from ${muteFromUs} us`).toEqual([]);
    if (done.events.some((e) => e.kind === 'reset')) resets++;
  }
  expect(resets).toBeGreaterThan(20);
});
