import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Revision } from '../../impl/driver/unit.ts';
import type { Faults } from '../../impl/firmware/parts.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';

const workload = (name: string, more: object) =>
  decodeWorkload({
    ...JSON.parse(readFileSync(new URL(`../../properties/workloads/${name}.json`, import.meta.url), 'utf8')),
    ...more,
  });

const run = (revision: Revision, name: string, fails: boolean) =>
  runWith(revision, name, {}, { protmFaultFromUs: 0, ...(fails ? { deadBootFromUs: 500 } : {}) });

const runWith = (revision: Revision, name: string, more: object, faults: Faults) =>
  checkRun(
    { revision, workload: workload(name, more), profile: {}, faults, horizonUs: 3_000_000 },
    runToCompletion,
  );

describe('firmware that does not boot after a reset, D.6', () => {
  const told = (revision: Revision, fails: boolean) => {
    const { run: done, violations } = run(revision, 'video-playback', fails);
    const { events } = done;
    const logs = events.flatMap((e) => (e.kind === 'log' && /boot MCU/.test(e.text) ? [e.text] : []));
    const killed = events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [String(e.cause)] : []));
    const unplugged = events.some((e) => e.kind === 'device' && e.op === 'unplugged');
    return { logs, killed: new Set(killed), unplugged, violations };
  };

  it('says that the MCU is dead, terminates all groups and takes the device away', () => {
    const { logs, killed, unplugged } = told(revisions.reference, true);
    expect(logs).toEqual([
      'failed to boot MCU (status=fatal)',
      'Failed to boot MCU after reset, making device unusable.',
    ]);
    expect(killed).toContain('resetFailed');
    expect(unplugged).toBe(true);
    expect(told(revisions.reference, false)).toMatchObject({ logs: [], unplugged: false });
  });

  it.each(['video-playback', 'closed-lid', 'private-app', 'equal-turns'])(
    'and the reference keeps every rule in it, on %s',
    (name) => {
      const { violations, run: done } = run(revisions.reference, name, true);
      expect(done.events.some((e) => e.kind === 'log' && e.text.includes('status=fatal'))).toBe(true);
      expect(violations.map((v) => `${v.rule} ${v.instance}: ${v.what}`)).toEqual([]);
    },
  );

  it('never ends beside a system suspend, which waits for the reset inside the device: not in the reference', () => {
    const system = [{ sleep: '700 ms' }, 'suspend', { sleep: '1 ms' }, 'resume'];
    const faults = { muteFromUs: 5_000, deadBootFromUs: 500 };
    const locks = (revision: Revision): readonly string[] =>
      runWith(revision, 'video-playback', { system }, faults).violations.flatMap((v) =>
        v.rule === 'LOCK-LIVE' ? [v.what] : [],
      );
    for (const revision of [revisions.mainline, revisions['series-2026']]) {
      expect(locks(revision)).toEqual([
        'waits for ever: reset_work waits for the device guard, which has in it system_sleep, system_sleep waits for reset_work to end: a deadlock',
      ]);
    }
    expect(locks(revisions.reference)).toEqual([]);
  });
});
