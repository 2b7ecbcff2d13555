import { describe, expect, it } from 'vitest';
import { fixes } from '../../../impl/driver/reference/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';

/** A queue waits for another group's job, so the driver looks at the sync object itself; and a VM_BIND. */
const workload = decodeWorkload({
  name: 'waits',
  note: '',
  slots: 1,
  asSlots: 2,
  csPerSlot: 1,
  processes: [
    {
      name: 'p',
      groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
      script: [{ bindAsync: 2 }, { submit: { queue: 'p.g:0', stream: ['SYNC_WAIT done 1', 'RUN 1 ms'] } }],
    },
    {
      name: 'q',
      groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
      script: [{ sleep: '20 ms' }, { submit: { queue: 'q.g:0', stream: ['RUN 1 ms', 'SYNC_ADD done'] } }],
    },
  ],
});

const run = (revision: Revision) => {
  const {
    violations,
    given,
    run: done,
  } = checkRun({ revision, workload, profile: {}, horizonUs: 300_000 }, runToCompletion, {
    rules: ['FENCE-PATH'],
  });
  const signalled = done.events.filter(
    (e) => e.kind === 'job' && e.op === 'signal' && e.error === null,
  ).length;
  return { said: violations.map((v) => v.what), given, signalled };
};

describe('FENCE-PATH', () => {
  it('is broken where a sync object is mapped under the scheduler lock, which run_job takes', () => {
    const units = fixes.map((f) => f.unit).filter((u) => u.name !== 'map-before-lock');
    const unmapped = stack('reference - map-before-lock', [...series2026, ...units]);
    for (const revision of [revisions.mainline, unmapped]) {
      expect(run(revision).said).toEqual([
        expect.stringMatching(
          /^queue_run_job\(.*\) signals a fence and takes sched\.lock held across sync_upd_work: the kernel mapping of done$/,
        ),
      ]);
    }
  });

  it('holds in the reference, and the jobs get done', () => {
    const { said, given, signalled } = run(revisions.reference);
    expect(said).toEqual([]);
    expect(signalled).toBe(2);
    expect(given.get('FENCE-PATH')).toBeGreaterThan(2);
  });

  it('is broken by an allocation under protm.lock, which the worker of VM_BIND takes', () => {
    const allocates: Unit = {
      name: 'allocates',
      on: 'P8',
      title: 'allocate in a VM operation',
      cite: [],
      merges: ['beforeAsLock'],
      functions: {
        beforeAsLock: (d, below) =>
          function* () {
            d.mayReclaim('a page table');
            return yield* below();
          },
      },
    };
    const seeded = stack('reference + allocates', [...series2026, ...fixes.map((f) => f.unit), allocates]);
    const { said } = run(seeded);
    expect(said).toContainEqual(expect.stringMatching(/takes protm\.lock.* held across .*: a page table$/));
  });
});
