import { describe, expect, it } from 'vitest';
import { fixes } from '../../impl/driver/reference/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { series2026 } from '../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../impl/driver/unit.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';

const workloadOf = (
  name: string,
  processes: Readonly<Record<string, { priority: string; protected: boolean; streams: readonly unknown[] }>>,
) =>
  decodeWorkload({
    name,
    note: '',
    slots: 2,
    asSlots: 2,
    csPerSlot: 1,
    processes: Object.entries(processes).map(([process, { priority, protected: declared, streams }]) => ({
      name: process,
      groups: [{ name: 'g', priority, protected: declared, queues: 1 }],
      script: streams.map((stream) => ({ submit: { queue: `${process}.g:0`, stream } })),
    })),
  });

/** At 1 GHz the limit of the driver is 2.6 s, less than the job clock. */
const faults = { gpuMhz: 1_000 };

const killsOf = (revision: Revision, w: ReturnType<typeof workloadOf>, profile = {}): readonly string[] =>
  simulate({ revision, workload: w, profile, faults, horizonUs: 8_000_000 }, runToCompletion).events.flatMap(
    (e) =>
      e.kind === 'group' && e.op === 'kill' ? [`${Math.round(e.tUs / 1000)} ${e.group} ${e.cause}`] : [],
  );

describe('a CSG without progress, D.5', () => {
  const hangs = workloadOf('hangs', {
    p: { priority: 'medium', protected: false, streams: [['RUN 1 s', 'RUN 4 s']] },
    q: { priority: 'medium', protected: false, streams: [Array(6).fill('RUN 1 s')] },
  });

  it('is killed, its job signalled with ETIMEDOUT, by the progress timer where that is shorter than the job clock', () => {
    expect(killsOf(revisions.mainline, hangs)).toEqual(['3623 p.g progressTimeout', '5001 q.g jobTimeout']);
    const slow = simulate(
      { revision: revisions.mainline, workload: hangs, profile: {}, horizonUs: 8_000_000 },
      runToCompletion,
    );
    const causes = slow.events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [e.cause] : []));
    expect(causes).toEqual(['jobTimeout']);
  });
});

describe('a CSG that sessions of another keep from progress, F20', () => {
  const frozen = workloadOf('frozen', {
    p: { priority: 'high', protected: true, streams: Array(4).fill([{ protected: ['RUN 1 s'] }]) },
    q: { priority: 'low', protected: false, streams: [['RUN 1 s']] },
  });
  const checked = (revision: Revision, F20: string) =>
    checkRun(
      { revision, workload: frozen, faults, profile: { F20 }, horizonUs: 6_000_000 },
      runToCompletion,
      { rules: ['INNOCENT-SAFE'] },
    );

  it('is killed by a driver that believes the event, which no rule allows', () => {
    const units = fixes.map((f) => f.unit).filter((u) => u.name !== 'session-clocks');
    const believing = stack('reference - session-clocks', [...series2026, ...units]);
    const { violations, consulted } = checked(believing, 'runs');
    expect(violations.map((v) => `${v.instance}: ${v.what}`)).toEqual([
      expect.stringMatching(/^q\.g: its progress timer ran out; sessions of others held the GPU for /),
    ]);
    expect(consulted).toContain('F20');
    // Without the fix its job clock runs in sessions too.
    const paused = checked(believing, 'paused').violations.map((v) => v.what);
    expect(paused).toEqual([expect.stringMatching(/^its job clock ran out/)]);
  });

  it('lives on in the reference, which does not believe the event', () => {
    for (const F20 of ['runs', 'paused']) {
      const { violations, run } = checked(revisions.reference, F20);
      expect(violations).toEqual([]);
      expect(run.events.filter((e) => e.kind === 'group' && e.op === 'kill')).toEqual([]);
      expect(
        run.events.filter((e) => e.kind === 'job' && e.op === 'signal' && e.error === null),
      ).toHaveLength(5);
    }
  });
});
