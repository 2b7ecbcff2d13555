import { describe, expect, it } from 'vitest';
import { fixes } from '../../impl/driver/reference/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { series2026 } from '../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../impl/driver/unit.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';

/** An application binds asynchronously while another's session does not end when it is told to. */
const workload = decodeWorkload({
  name: 'a bind in a session',
  note: '',
  slots: 2,
  asSlots: 2,
  csPerSlot: 1,
  processes: [
    {
      name: 'player',
      groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
      script: [{ submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 100 ms'] }] } }],
    },
    {
      name: 'app',
      groups: [{ name: 'ui', priority: 'medium', protected: false, queues: 1 }],
      script: [
        { submit: { queue: 'app.ui:0', stream: ['RUN 4 ms'] } },
        { sleep: '8 ms' },
        { bindAsync: 4 },
        { waitBind: '4 s' },
        { bind: 4 },
        { submit: { queue: 'app.ui:0', stream: ['RUN 1 ms'] } },
      ],
    },
  ],
});

const run = (revision: Revision) => {
  const { violations, run: done } = checkRun(
    { revision, workload, profile: { F07: 'never' }, horizonUs: 8_000_000, maxSteps: 6_000 },
    runToCompletion,
    { rules: ['NO-MMU-IN-ENTRY', 'EXACTLY-ONCE', 'INNOCENT-SAFE'] },
  );
  return {
    broken: [...new Set(violations.map((v) => v.rule))],
    vm: done.events.flatMap((e) => (e.kind === 'vm' ? [`${e.vm} ${e.op} ${e.note}`.trim()] : [])),
    binds: done.events.flatMap((e) => (e.kind === 'ioctl' && e.call === 'VM_BIND 4 pages' ? [e.result] : [])),
  };
};

describe('an asynchronous bind while a session does not end, A.2.5', () => {
  it('costs the application its VM where the command is sent all the same, as the series does', () => {
    const units = fixes.map((f) => f.unit).filter((u) => u.name !== 'quiet-mmu');
    const { broken, vm, binds } = run(stack('reference - quiet-mmu', [...series2026, ...units]));
    expect(vm).toEqual([
      'app bindQueued #1, 4 pages',
      'app bindRun #1',
      'app unusable',
      'app bindSignalled #1: ETIMEDOUT',
    ]);
    expect(binds).toEqual(['ETIMEDOUT']);
    expect(broken).toContain('NO-MMU-IN-ENTRY');
  });

  it('is done after the reset in the reference', () => {
    const { broken, vm, binds } = run(revisions.reference);
    expect(broken).toEqual([]);
    expect(vm).toEqual([
      'app bindQueued #1, 4 pages',
      'app bindRun #1',
      'app bindRun #1',
      'app bindSignalled #1',
    ]);
    expect(binds).toEqual(['ok']);
  });
});
