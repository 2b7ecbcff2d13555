/** The firmware watchdog, A.1.4, A.1.5: ping_work, on the ordered reset workqueue. */
import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { GLB } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type AnsweringFirmware, drive } from './answering-firmware.ts';

/** What the watchdog did and what came of it, in a device that stays in use. */
function watched(
  script: (d: Driver, host: AnsweringFirmware) => Act<unknown>,
  horizonUs: number,
): readonly string[] {
  const { context } = drive(
    revisions.mainline,
    function* (d, host) {
      d.state.pm.get();
      yield* script(d, host);
    },
    { horizonUs },
  );
  return context.events.flatMap((e) => {
    const at = `${(e.tUs / 1_000).toFixed(0)} ms`;
    if (e.kind === 'word' && e.word === 'GLB_REQ' && ((e.before ^ e.after) & GLB.PING) !== 0)
      return [`${at} PING by ${e.activity}`];
    if (e.kind === 'reset') return [`${at} reset ${e.op} ${e.cause}`.trim()];
    return e.kind === 'log' ? [`${at} ${e.text}`] : [];
  });
}

describe('the watchdog', () => {
  test('pings every 12 s while firmware answers', () => {
    expect(watched(function* () {}, 30_000_000)).toEqual([
      '12000 ms PING by ping_work',
      '24000 ms PING by ping_work',
    ]);
  });

  test('waits 100 ms for the answer, then schedules a reset, and begins anew after it', () => {
    const told = watched(function* (d, host) {
      yield* d.machine.sleep(11_000_000, 'shortly before');
      host.ignorePing = true;
      yield* d.machine.until('a reset', () => d.state.resetPending.get());
      host.ignorePing = false;
    }, 24_500_000);
    expect(told).toEqual([
      '12000 ms PING by ping_work',
      '12100 ms FW ping timeout, scheduling a reset',
      '12100 ms reset schedule ping timeout',
      '12100 ms reset begin',
      '12100 ms reset end',
      '24100 ms PING by ping_work',
    ]);
  });

  test('asks nothing with a reset pending', () => {
    const told = watched(function* (d) {
      yield* d.machine.sleep(11_000_000, 'shortly before');
      yield* d.machine.write(d.state.resetPending, true);
    }, 30_000_000);
    expect(told).toEqual([]);
  });
});
