import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { panthorDevfreqGetDevStatus } from '../../../impl/driver/mainline/devfreq.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { drive, power, trace } from './answering-firmware.ts';
import { steps } from './call-trace.ts';
import { createAndSubmit, finishJob, reportIdle, submit } from './scripts.ts';

/** Milliseconds. */
type Status = { readonly busy: number; readonly total: number };

/** What devfreq is told at some times, microseconds. */
function told(
  revision: (typeof revisions)[keyof typeof revisions],
  atUs: readonly number[],
  script: (d: Driver) => Act,
  options: Parameters<typeof drive>[2] = {},
): readonly Status[] {
  const answers: Status[] = [];
  const ask = function* (d: Driver): Act {
    for (const us of atUs) {
      yield* d.machine.sleep(us - d.machine.nowUs, 'poll of the governor');
      const { busyUs, totalUs } = panthorDevfreqGetDevStatus(d);
      answers.push({ busy: Math.round(busyUs / 1_000), total: Math.round(totalUs / 1_000) });
    }
  };
  drive(
    revision,
    function* (d) {
      d.machine.spawn('devfreq', 'work', () => ask(d));
      yield* script(d);
    },
    { horizonUs: 600_000, ...options },
  );
  return answers;
}

describe('devfreq, D.4-8', () => {
  const idleAt30 = function* (d: Driver): Act {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
    yield* d.machine.sleep(30_000, 'it runs');
    finishJob(d, 'g');
    reportIdle(d, 'g');
  };

  test('is told busy by the tick that picks a group with work, and idle by the one in which all are', () => {
    expect(told(revisions.mainline, [50_000, 60_000], idleAt30)).toEqual([
      { busy: 30, total: 50 },
      { busy: 0, total: 10 },
    ]);
  });

  test('is told busy by a job for a group on slot, before any tick', () => {
    // Its ticks are stopped since 31 ms, and the doorbell alone would leave the rate where it is.
    const again = function* (d: Driver): Act {
      yield* idleAt30(d);
      yield* d.machine.sleep(10_000, 'idle');
      yield* d.state.schedLock.lock();
      d.groups.get(groupId('g'))?.idleQueues.set(0);
      d.state.schedLock.unlock();
      yield* submit(d, 'g');
    };
    expect(told(revisions.mainline, [40_000, 50_000], again)).toEqual([
      { busy: 30, total: 40 },
      { busy: 10, total: 10 },
    ]);
  });

  test('begins to count anew when the device is resumed', () => {
    const again = function* (d: Driver): Act {
      yield* idleAt30(d);
      yield* d.machine.sleep(270_000, 'asleep since 80 ms');
      yield* submit(d, 'g');
    };
    expect(told(revisions.mainline, [310_000], again)).toEqual([{ busy: 10, total: 10 }]);
  });

  test('is told nothing by a tick whose ENTER fails, A.2.3-16', () => {
    const script = (d: Driver): Act =>
      createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], ['g']);
    const at = [100_000];
    expect(told(revisions['series-2026'], at, script)).toEqual([{ busy: 100, total: 100 }]);
    const fails = { onEnter: () => {} };
    expect(told(revisions['series-2026'], at, script, fails)).toEqual([{ busy: 0, total: 100 }]);
  });
});

describe('an unplug switches the MCU off, D.1', () => {
  test.each([false, true])('and waits until it is; it does not stop: %s', (ignoreStop) => {
    const { context } = drive(
      revisions.mainline,
      function* (d, host) {
        host.ignoreStop = ignoreStop;
        yield* d.uapi.unplug();
      },
      { horizonUs: 300_000 },
    );
    const rows = steps(context, 'user').filter((row) => row.includes('MCU'));
    expect(rows.slice(rows.indexOf('MCU_CONTROL = 0'))).toEqual([
      'MCU_CONTROL = 0',
      'wait 100 ms for MCU_STATUS DISABLED',
      `${ignoreStop ? 'timeout' : 'met'} MCU_STATUS DISABLED`,
    ]);
    expect(power(context).filter((row) => row.endsWith('Failed to stop MCU'))).toHaveLength(
      ignoreStop ? 1 : 0,
    );
    const over = trace(context, ['power']);
    expect(over.at(-1)).toMatch(/power off$/);
  });
});
