import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { drive, trace } from './answering-firmware.ts';
import { createAndSubmit, finishJob, process, submit } from './scripts.ts';

const same = (names: string): { name: string; priority: 1 }[] =>
  [...names].map((name) => ({ name, priority: 1 }));

/** The rows of ticks that ranked, and what happened to slots. */
const ranked = (context: Parameters<typeof trace>[0]): readonly string[] =>
  trace(context, ['tick']).filter((row) => row.includes('ranked'));

describe('a full tick rotates by one within a priority, D.4-4', () => {
  test('four groups on three slots: the highest falls behind, the longest waiting gets the slot', () => {
    const { context } = drive(revisions.mainline, (d) => createAndSubmit(d, same('abcd'), [...'abcd']), {
      horizonUs: 41_000,
    });
    expect(ranked(context)).toEqual([
      '0.1 tick ranked partial [a b c] -',
      '10.0 tick ranked full [b c d] -',
      '20.0 tick ranked full [c d a] -',
      '30.0 tick ranked full [d a b] -',
      '40.0 tick ranked full [a b c] -',
    ]);
  });

  test('two groups on three slots keep their slots and swap priorities', () => {
    const { context } = drive(revisions.mainline, (d) => createAndSubmit(d, same('ab'), ['a', 'b']), {
      horizonUs: 15_000,
    });
    expect(trace(context, ['csg', 'group']).slice(-8)).toEqual([
      '10.0 CSG0 a STATUS_UPDATE request',
      '10.0 CSG1 b STATUS_UPDATE request',
      '10.0 CSG0 a STATUS_UPDATE ack',
      '10.0 CSG1 b STATUS_UPDATE ack',
      '10.0 CSG0 a EP_CFG request',
      '10.0 CSG1 b EP_CFG request',
      '10.0 CSG0 a EP_CFG ack',
      '10.0 CSG1 b EP_CFG ack',
    ]);
  });
});

describe('a partial tick, D.4-3', () => {
  test('keeps the order of running groups', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, same('abc'), [...'abc']);
        yield* d.machine.sleep(14_000, 'past the first full tick');
        yield* d.uapi.groupDestroy(process, groupId('b'));
      },
      { horizonUs: 16_000 },
    );
    expect(ranked(context).slice(-2)).toEqual([
      '10.0 tick ranked full [b c a] -',
      '14.0 tick ranked partial [c a] -',
    ]);
  });

  test('lets only real-time groups preempt', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        const more = [
          { name: 'high', priority: 2 as const },
          { name: 'rt', priority: 3 as const },
        ];
        yield* createAndSubmit(d, [...same('abc'), ...more], [...'abc']);
        yield* d.machine.sleep(14_000, 'past the first full tick');
        yield* submit(d, 'high');
        yield* submit(d, 'rt');
      },
      { horizonUs: 25_000 },
    );
    expect(ranked(context).slice(-2)).toEqual([
      '14.1 tick ranked partial [rt b c] -',
      '20.0 tick ranked full [rt high c] -',
    ]);
  });
});

describe('idle groups, D.4-5', () => {
  test('keep a slot while nobody wants it, and lose it to one with work', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, same('abcd'), [...'abc']);
        yield* d.machine.sleep(5_000, 'the job of b ends');
        finishJob(d, 'b');
        yield* d.machine.sleep(10_000, 'past the first full tick');
        yield* submit(d, 'd');
      },
      { horizonUs: 16_000 },
    );
    expect(
      trace(context, ['tick', 'group'])
        .filter((row) => /ranked|idle|unbind|bind/.test(row))
        .slice(-5),
    ).toEqual([
      '10.0 b idle CSG1',
      '10.0 tick ranked full [c a b] -',
      '15.1 tick ranked partial [c a d] -',
      '15.1 b unbind CSG1',
      '15.1 d bind CSG1',
    ]);
  });
});

describe('stop_tick, D.4-6', () => {
  test('one group of each priority: no further tick', () => {
    const plans = [
      { name: 'low', priority: 0 as const },
      { name: 'medium', priority: 1 as const },
      { name: 'high', priority: 2 as const },
    ];
    const { context, driver } = drive(
      revisions.mainline,
      (d) => createAndSubmit(d, plans, ['low', 'medium', 'high']),
      { horizonUs: 50_000 },
    );
    expect(ranked(context)).toEqual(['0.0 tick ranked partial [high medium low] -']);
    expect(driver.state.reschedTarget.peek()).toBe(null);
  });
});

describe('a slot that does not answer, D.4-2', () => {
  test('costs 100 ms and a reset, which suspends the others and kills the silent one as innocent', () => {
    const { context, driver } = drive(
      revisions.mainline,
      function* (d, host) {
        yield* createAndSubmit(d, same('ab'), ['a', 'b']);
        yield* d.machine.sleep(5_000, 'both run');
        host.mute.add(0);
      },
      { horizonUs: 315_000 },
    );
    expect(trace(context, ['reset', 'log'])).toEqual([
      '110.0 log CSG 0 update request timedout',
      '110.0 reset schedule STATUS_UPDATE timed out',
      '110.0 reset begin ',
      '210.0 log CSG 0 update request timedout',
      '210.0 log CSG suspend failed, escalating to termination',
      '310.0 log CSG 0 update request timedout',
      '310.0 reset end ',
    ]);
    expect(driver.group(groupId('a')).innocent.peek()).toBe(true);
    expect(driver.group(groupId('a')).state.peek()).toBe('TERMINATED');
    expect(driver.group(groupId('b')).timedout.peek()).toBe(false);
    expect(trace(context, ['job']).filter((row) => row.includes('signal'))).toEqual([
      '310.0 job a:0/1 signal ETIMEDOUT',
    ]);
  });
});
