/** What a CS does after a fault of its region was answered in the session. */
import { expect, test } from 'vitest';
import { CS } from '../../../impl/interface/bits.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { measureHints } from '../../../properties/explore/hints.ts';
import { strategyNamed } from '../../../properties/explore/strategies.ts';
import { unitsOf } from '../../../properties/revision.ts';

const workload = decodeWorkload({
  name: 'faulty',
  note: 'A region that reads ordinary memory, and a job after it.',
  slots: 1,
  asSlots: 3,
  csPerSlot: 1,
  processes: [
    {
      name: 'odd',
      groups: [{ name: 'main', priority: 'medium', protected: true, queues: 1 }],
      script: [
        { submit: { queue: 'odd.main:0', stream: [{ protected: ['READ'] }] } },
        { submit: { queue: 'odd.main:0', stream: ['RUN 1 ms'] } },
      ],
    },
  ],
});

test('the kernel’s commands after the job and the next job wait for the exit', () => {
  const profile = { F21: 'event while protected', F25: 'fault' } as const;
  const setup = { ...setupOf(unitsOf('series-2026'), { workload, faults: {}, profile }), horizonUs: 50_000 };
  const strategy = strategyNamed('random walk 0.5');
  const hints = measureHints((chooser) => checkRun(setup, chooser, { rules: [] }));
  let answeredInSession = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { run } = checkRun(setup, strategy.chooser(seed, hints), { rules: ['EXACTLY-ONCE'] });
    const inSession = run.events.filter(
      (e) => e.kind === 'command' && e.gpuProtected && e.op === 'issue' && !e.region,
    );
    expect(inSession).toEqual([]);
    const answer = run.events.findIndex(
      (e) => e.kind === 'word' && e.word === 'CSG0_CS0_REQ' && ((e.before ^ e.after) & CS.FAULT) !== 0,
    );
    const sessions = run.events.slice(0, answer).filter((e) => e.kind === 'session');
    if (answer < 0 || sessions.findLast((e) => e.op === 'entered' || e.op === 'left')?.op !== 'entered')
      continue;
    answeredInSession++;
    const after = run.events.slice(answer).map((e) => {
      if (e.kind === 'word' && e.word === 'odd.main:0/SYNC_SEQNO') return 'SYNC_ADD';
      return e.kind === 'session' && e.op === 'left' ? 'left' : '';
    });
    expect(after.find((what) => what !== '')).toBe('left');
  }
  expect(answeredInSession).toBeGreaterThan(0);
});
