import { describe, expect, it } from 'vitest';
import { reference } from '../../../impl/driver/reference/index.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { type CheckedRun, checkRun } from '../../../properties/check-run.ts';

/** Gives the entry lock back when ENTER is acknowledged, before GPU_STATUS says anything. */
const earlyRelease: Unit = {
  name: 'early-release',
  on: 'P8',
  title: 'seeded: the entry lock covers only the acknowledgement',
  cite: ['A.2.3-14'],
  merges: ['waitEntered'],
  functions: {
    waitEntered: (d, below) =>
      function* () {
        yield* d.fn.releaseEntry();
        return yield* below();
      },

    releaseEntry: (d, below) =>
      function* () {
        if (protm.of(d).lock.holders().includes(d.machine.currentPath)) yield* below();
      },
  },
};

const seeded: Revision = stack('seeded', [
  ...series2026,
  ...reference.units.slice(series2026.length),
  earlyRelease,
]);

/** A film with one protected region beside a process that binds memory all the time. */
const workload = decodeWorkload({
  name: 'binding',
  note: 'Memory operations come while a session begins, goes on and ends.',
  slots: 3,
  asSlots: 3,
  csPerSlot: 1,
  processes: [
    {
      name: 'player',
      groups: [{ name: 'film', priority: 'medium', protected: true, queues: 1 }],
      script: [
        { submit: { queue: 'player.film:0', stream: ['RUN 1 ms', { protected: ['RUN 20 ms', 'WAIT'] }] } },
        { sleep: '500 us' },
        { repeat: { times: 200, script: [{ bind: 1 }, { sleep: '2 us' }] } },
      ],
    },
  ],
});

const check = (revision: Revision, profile: Readonly<Record<string, string>>): CheckedRun =>
  checkRun({ revision, workload, profile, horizonUs: 300_000 }, runToCompletion, {
    rules: ['NO-MMU-IN-ENTRY', 'ENTER-CONFIRMED'],
  });
const found = (run: CheckedRun): readonly string[] =>
  run.violations.map(({ rule, what }) => `${rule}: ${what.replace(/ [\d.]+ ms after.*/, '')}`);

describe('AS commands of a driver that gives the entry lock back too early', () => {
  it('are found in flight when GPU protected rises, where they stall (F16)', () => {
    const run = check(seeded, {});
    expect(found(run)).toContain('NO-MMU-IN-ENTRY: LOCK of player is in flight when GPU protected rises');
    expect(run.consulted).toContain('F16');
  });

  it.each(['protected fault', 'stalls until unlocked', 'works'])(
    'leave a region locked, where they complete, and its protected access: %s (F32)',
    (F32) => {
      const runs = ['0 us', '1 ms'].map((F04) => check(seeded, { F04, F16: 'completes', F32 }));
      const locked = runs.filter((run) => found(run).some((what) => what.includes('a region is locked')));
      expect(locked.length).toBeGreaterThan(0);
      for (const run of locked) {
        expect(run.consulted).toContain('F32');
        const faults = run.run.events.filter((e) => e.kind === 'memory' && e.op === 'fault');
        expect(faults.some((e) => e.kind === 'memory' && /locked region/.test(e.note))).toBe(
          F32 === 'protected fault',
        );
      }
    },
  );

  it('are kept out by the reference, under every answer to F16', () => {
    for (const F16 of ['stalls until exit', 'completes', 'never completes']) {
      const run = check(reference, { F16 });
      expect(found(run)).toEqual([]);
      expect(run.given.get('NO-MMU-IN-ENTRY')).toBeGreaterThan(0);
      const commands = run.run.events.filter((e) => e.kind === 'word' && e.word === 'AS1_COMMAND');
      expect(commands.length).toBeGreaterThan(100);
    }
  });
});
