import { expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { runCell } from '../../properties/campaign/run-cell.ts';
import { runBounds, simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { parseCell } from '../../properties/campaign/subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { smallWorkloads } from '../../properties/detect/workloads.ts';
import { mixture } from '../../properties/explore/strategies.ts';

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

it.each(['bit 7, EXIT, ack', 'EXIT, bit 7, ack', 'bit 7, ack, EXIT'])(
  'a firmware that goes mute after the exit that a reset asks for takes along whom it restored: %s',
  (order) => {
    const one = (name: string, marked: boolean, stream: readonly unknown[]) => ({
      name,
      groups: [group('g', marked)],
      script: [{ submit: { queue: `${name}.g:0`, stream } }, { wait: `${name}.g:0` }],
    });
    const workload = decodeWorkload({
      name: 'mute after an exit',
      note: 'A session that faults beside a group with work.',
      slots: 2,
      asSlots: 3,
      csPerSlot: 1,
      processes: [one('film', true, [{ protected: ['RUN 40 ms'] }]), one('page', false, ['RUN 40 ms'])],
    });
    const run = (faults: { muteFromUs?: number }) =>
      checkRun(
        {
          revision: revisions.reference,
          workload,
          faults: { protmFaultFromUs: 6_000, ...faults },
          profile: { F05: order },
          ...runBounds,
        },
        runToCompletion,
      );
    const left = run({}).run.events.find((e) => e.kind === 'session' && e.op === 'left')?.tUs ?? 0;
    const { violations, run: done } = run({ muteFromUs: left - 500 });
    expect(violations).toEqual([]);
    expect(
      done.events.some((e) => e.kind === 'group' && e.op === 'kill' && e.cause === 'suspendTimeout'),
    ).toBe(true);
  },
);

it('a group that waited for the residence limit of a higher one runs before another of its priority enters', () => {
  const workload = decodeWorkload({
    name: 'two below',
    note: 'A long session above two groups of one priority, the first of which enters too.',
    slots: 1,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'above',
        groups: [{ name: 'film', priority: 'high', protected: true, queues: 1 }],
        script: [{ submit: { queue: 'above.film:0', stream: [{ protected: ['RUN 3 s'] }] } }],
      },
      {
        name: 'below',
        groups: [group('a', true), group('b', false)],
        script: [
          { sleep: '5 ms' },
          { submit: { queue: 'below.a:0', stream: ['RUN 1 ms', { protected: ['RUN 1 ms'] }, 'RUN 1 ms'] } },
          { sleep: '1 s' },
          { submit: { queue: 'below.b:0', stream: ['RUN 3 ms'] } },
        ],
      },
    ],
  });
  const { violations, given } = checkRun(
    { revision: revisions.reference, workload, profile: {}, ...runBounds },
    runToCompletion,
  );
  expect(given.get('FE-d')).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});

it('a group starts anew after a firmware that hung, though the words of its slot are as that left them', () => {
  const workload = smallWorkloads.find(({ name }) => name === 'binds in a reset');
  if (workload === undefined) throw new Error('the workload is there');
  const profile = { F07: 'never', F09b: 'kept' };
  let resets = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const { violations, run } = checkRun(
      { revision: revisions.reference, workload, profile, ...runBounds },
      mixture.chooser(seed, { points: 1_500, choices: 300 }),
      { rules: ['ENTER-GATE', 'ACK-COPY'] },
    );
    expect(violations, `seed ${seed}`).toEqual([]);
    resets += run.events.filter((e) => e.kind === 'reset' && e.op === 'end').length;
  }
  expect(resets).toBeGreaterThan(7);
});

it('a job that times out while its group is terminated holds the group: it is freed once', () => {
  const key =
    'mixture | asks in phases clock past, F23a = CS fault & F34 = paused & F06 = global doorbell & F07 = 300 ms & F15 = lost & F30 = EXIT first | 2654 to 2654';
  const cell = parseCell(key);
  expect(cell).not.toBeNull();
  if (cell === null) return;
  const units = revisions.reference.units.map((unit) => unit.name);
  const { executions, found, rules } = runCell(simulatorSubject([]), units, cell, ['REF-SAFE']);
  expect([executions, found]).toEqual([1, []]);
  expect(rules['REF-SAFE']?.given).toBeGreaterThan(0);
});
