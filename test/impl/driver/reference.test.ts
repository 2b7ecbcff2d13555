import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { fixes } from '../../../impl/driver/reference/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../../impl/driver/unit.ts';
import { groupId } from '../../../impl/ids.ts';
import { CS } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { createAndSubmit, endOfRegion, finishJob, process, raiseRequest, submit } from './scripts.ts';

/** The reference without one fix that no other needs. */
function without(name: string): Revision {
  const units = fixes.map((f) => f.unit).filter((u) => u.name !== name);
  expect(units.length).toBe(fixes.length - 1);
  return stack(`reference - ${name}`, [...series2026, ...units]);
}

type Script = (d: Driver, host: AnsweringFirmware) => Act;

/** The rows of a kind under the reference, and under the reference without a fix. */
function compare(
  name: string,
  script: Script,
  kinds: readonly string[],
  horizonUs: number,
): { readonly fixed: readonly string[]; readonly broken: readonly string[] } {
  const rows = (revision: Revision): readonly string[] =>
    trace(drive(revision, script, { horizonUs, onPing: 'exit' }).context, kinds);
  return { fixed: rows(revisions.reference), broken: rows(without(name)) };
}

const entered = (rows: readonly string[]): readonly string[] =>
  rows.filter((row) => row.includes('enterSent')).map((row) => row.replace(/^.* /, ''));

describe('each fix changes what it says', () => {
  test('enter-gate: no entry without a request', () => {
    const { fixed, broken } = compare(
      'enter-gate',
      (d) => createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], ['g']),
      ['session'],
      5_000,
    );
    expect(entered(fixed)).toEqual([]);
    expect(entered(broken)).toEqual(['g']);
  });

  test('enter-gate: a CS that waits with bit 29 and equal bits is let in', () => {
    const { context } = drive(
      revisions.reference,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], ['g']);
        d.cs(0, 0).statusWait.store(1 << 29);
      },
      { horizonUs: 15_000 },
    );
    expect(entered(trace(context, ['session']))).toEqual(['g']);
    expect(trace(context, ['request'])).toEqual([]);
  });

  test('top-only: no entry in a partial tick while a higher priority waits for a slot', () => {
    const plans = [
      { name: 'a', priority: 1 as const, protected: true },
      { name: 'b', priority: 1 as const },
      { name: 'c', priority: 1 as const },
      { name: 'high', priority: 2 as const },
    ];
    const { fixed, broken } = compare(
      'top-only',
      function* (d) {
        yield* createAndSubmit(d, plans, ['a', 'b', 'c']);
        yield* d.machine.sleep(2_000, 'all three run');
        yield* submit(d, 'high');
        raiseRequest(d, 'a');
      },
      ['session'],
      5_000,
    );
    expect(entered(fixed)).toEqual([]);
    expect(entered(broken)).toEqual(['a']);
  });

  test('undeclared-use: kills at once instead of leaving the job to its clock', () => {
    const script: Script = function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
      yield* d.machine.sleep(1_000, 'it runs');
      raiseRequest(d, 'g');
    };
    const { fixed, broken } = compare('undeclared-use', script, ['group', 'job'], 100_000);
    expect(fixed.filter((row) => /kill|signal/.test(row))).toEqual([
      '1.0 g kill CSG0 undeclaredUse',
      '1.0 job g:0/1 signal EINVAL',
    ]);
    expect(broken.filter((row) => /kill|signal/.test(row))).toEqual([]);
  });

  test('pending-hygiene: the next group in the slot does not inherit a request', () => {
    const script: Script = function* (d) {
      const group = { name: 'a', priority: 1 as const, protected: true };
      yield* createAndSubmit(d, [group, { name: 'high', priority: 2 }], ['a', 'high']);
      yield* d.machine.sleep(1_000, 'both run, high is first');
      raiseRequest(d, 'a');
      yield* d.machine.sleep(1_000, 'it is noted');
      yield* d.uapi.groupDestroy(process, groupId('a'));
    };
    const unanswered = (revision: Revision): number => {
      const { driver } = drive(revision, script, { horizonUs: 5_000 });
      const words = driver.fwif.csg.flatMap((csg) => csg.cs);
      return words.filter((cs) => ((cs.req.peek() ^ cs.ack.peek()) & CS.PROTM_PENDING) !== 0).length;
    };
    expect(unanswered(revisions.reference)).toBe(0);
    expect(unanswered(without('pending-hygiene'))).toBe(1);
  });

  test('quiet-watchdog: the ping at 12 s does not throw a session out', () => {
    const script: Script = function* (d) {
      const group = { name: 'g', priority: 1 as const, protected: true };
      yield* createAndSubmit(d, [group], []);
      // In use, so that it is not suspended: a resume begins the watchdog's period anew.
      d.state.pm.get();
      yield* d.machine.sleep(11_500_000, 'until shortly before the watchdog');
      yield* submit(d, 'g');
      yield* d.machine.sleep(1_000, 'it runs');
      raiseRequest(d, 'g');
    };
    const { fixed, broken } = compare('quiet-watchdog', script, ['session'], 12_400_000);
    expect(fixed.filter((row) => row.includes('exitAnswered'))).toEqual([]);
    expect(broken.filter((row) => row.includes('exitAnswered'))).toHaveLength(1);
  });

  test('session-clocks: sessions of others do not run a job into its clock', () => {
    const script: Script = function* (d) {
      const groups = [
        { name: 'video', priority: 2 as const, protected: true },
        { name: 'low', priority: 0 as const },
      ];
      yield* createAndSubmit(d, groups, ['video', 'low']);
      for (let i = 0; i < 3; i++) {
        yield* d.machine.sleep(1_000, 'the region asks');
        raiseRequest(d, 'video');
        yield* d.machine.sleep(1_900_000, 'nearly the residence limit');
        endOfRegion(d);
      }
    };
    const { fixed, broken } = compare('session-clocks', script, ['group'], 5_600_000);
    const timedOut = (rows: readonly string[]): readonly string[] =>
      rows.filter((r) => r.includes('jobTimeout'));
    expect(timedOut(broken).some((row) => row.includes('low'))).toBe(true);
    expect(timedOut(fixed).some((row) => row.includes('low'))).toBe(false);
  });

  test('quiet-session: no doorbell in a session, and all slots are rung after it', () => {
    const rung = (revision: Revision): readonly string[] => {
      const { context } = drive(
        revision,
        function* (d) {
          const groups = [
            { name: 'video', priority: 2 as const, protected: true },
            { name: 'low', priority: 0 as const },
          ];
          yield* createAndSubmit(d, groups, ['video', 'low']);
          finishJob(d, 'low');
          yield* d.machine.sleep(1_000, 'the region asks');
          raiseRequest(d, 'video');
          yield* d.machine.sleep(2_000, 'in the session');
          yield* submit(d, 'low');
          yield* d.machine.sleep(2_000, 'the region ends');
          endOfRegion(d);
        },
        { horizonUs: 8_000 },
      );
      return context.events.flatMap((e) =>
        e.kind === 'word' && /^CSF_DOORBELL[1-9]/.test(e.word)
          ? [`${(e.tUs / 1000).toFixed(1)} ${e.word}`]
          : [],
      );
    };
    expect(rung(without('quiet-session'))).toEqual(['3.0 CSF_DOORBELL2']);
    expect(rung(revisions.reference)).toEqual(['5.0 CSF_DOORBELL1', '5.0 CSF_DOORBELL2']);
  });
});
