import { describe, expect, it } from 'vitest';
import { fixes } from '../../impl/driver/reference/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { series2026 } from '../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../impl/driver/unit.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';

/** Two queues whose jobs end at the same time, so that two JOB interrupts follow each other closely. */
const workload = decodeWorkload({
  name: 'back to back',
  note: '',
  slots: 1,
  asSlots: 1,
  csPerSlot: 2,
  processes: [
    {
      name: 'p',
      groups: [{ name: 'g', priority: 'medium', protected: false, queues: 2 }],
      script: [0, 1].map((queue) => ({ submit: { queue: `p.g:${queue}`, stream: ['RUN 2 ms'] } })),
    },
  ],
});

/** The thread comes back to the hardware only when nobody else can go on, and firmware waits for the driver's work. */
const threadLast: Chooser = {
  pickActivity: (candidates) => {
    const rank = candidates.map(({ path, op }): number => {
      if (path === 'bus/job') return 3;
      if (path === 'irq/job') return op?.label.startsWith('read JOB') ? 4 : 0;
      return path === 'fw' ? 2 : 1;
    });
    return rank.indexOf(Math.min(...rank));
  },
  pickOption: () => 0,
};

const run = (revision: Revision, postedClears: boolean) =>
  checkRun({ revision, workload, profile: {}, faults: { postedClears }, horizonUs: 100_000 }, threadLast, {
    rules: ['EVENT-ONCE'],
  });

describe('a JOB_INT_CLEAR that lands late, H.5', () => {
  const units = fixes.map((f) => f.unit).filter((u) => u.name !== 'ordered-clear');
  const unordered = stack('reference - ordered-clear', [...series2026, ...units]);

  it('takes an interrupt along that was raised after the words were read', () => {
    for (const revision of [revisions['series-2026'], unordered]) {
      const { violations } = run(revision, true);
      expect(violations.map((v) => v.what)).toEqual(['cleared unread']);
    }
  });

  it('takes nothing along where it is read back first, and where clears are not posted', () => {
    const { violations, run: done } = run(revisions.reference, true);
    expect(violations).toEqual([]);
    expect(done.events.some((e) => e.kind === 'irq' && e.op === 'post')).toBe(true);
    const posted = run(unordered, false);
    expect(posted.violations).toEqual([]);
    expect(posted.run.events.some((e) => e.kind === 'irq' && e.op === 'post')).toBe(false);
  });
});
