/** What a STATUS_UPDATE tells of a queue, D.3, and what becomes of its clock off slot, D.5-4. */
import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { BLOCKED, STATUS_WAIT_PROTM_PENDING } from '../../../impl/interface/bits.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit, finishJob } from './scripts.ts';

const medium = (names: string) => [...names].map((name) => ({ name, priority: 1 as const }));
const group = (d: Driver, name: string) => d.group(groupId(name));

interface Reported {
  readonly reason?: number;
  readonly scoreboards?: number;
  readonly atMost?: boolean;
  readonly waitsForProtm?: boolean;
  readonly ringEmpty?: boolean;
}

/** Plays the firmware: what it would publish of CS 0 of a group's slot. */
function publish(
  d: Driver,
  name: string,
  {
    reason = BLOCKED.UNBLOCKED,
    scoreboards = 0,
    atMost = false,
    waitsForProtm = false,
    ringEmpty = false,
  }: Reported,
): void {
  const cs = d.cs(group(d, name).csgId.peek(), 0);
  d.machine.atomically(() => {
    cs.statusBlockedReason.store(reason);
    cs.statusScoreboards.store(scoreboards);
    cs.statusWait.store(waitsForProtm ? STATUS_WAIT_PROTM_PENDING : 0);
    cs.statusWaitSyncPointer.set(reason === BLOCKED.SYNC_WAIT ? 'frame' : null);
    cs.statusWaitSyncValue.store(reason === BLOCKED.SYNC_WAIT ? 3 : 0);
    cs.statusWaitSyncAtMost.set(atMost);
    if (ringEmpty) finishJob(d, name);
  });
}

describe('after a STATUS_UPDATE, D.3', () => {
  const classOf = (reported: Reported): readonly unknown[] => {
    const { driver } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, medium('g'), ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        publish(d, 'g', reported);
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      },
      { horizonUs: 3_000 },
    );
    const g = group(driver, 'g');
    const word = g.idleQueues.peek() === 1 ? 'idle' : g.blockedQueues.peek() === 1 ? 'blocked' : 'runnable';
    return driver.state.waiting.peek().includes(g.id)
      ? [word, 'waiting', g.queues[0]?.syncWait.peek()]
      : [word];
  };
  const waiting = ['waiting', { object: 'frame', seqno: 3 }];

  test.each<readonly [string, Reported, readonly unknown[]]>([
    ['no reason, ring empty, no scoreboard', { ringEmpty: true }, ['idle']],
    ['no reason, ring empty, a scoreboard in use', { ringEmpty: true, scoreboards: 1 }, ['runnable']],
    ['no reason, work in the ring', {}, ['runnable']],
    ['SYNC_WAIT, no scoreboard', { reason: BLOCKED.SYNC_WAIT }, ['blocked', ...waiting]],
    [
      'SYNC_WAIT, a scoreboard in use',
      { reason: BLOCKED.SYNC_WAIT, scoreboards: 1 },
      ['runnable', ...waiting],
    ],
    [
      'SYNC_WAIT for a value or less',
      { reason: BLOCKED.SYNC_WAIT, atMost: true },
      ['blocked', 'waiting', { object: 'frame', seqno: 3, most: true }],
    ],
    ['DEFERRED', { reason: BLOCKED.DEFERRED, ringEmpty: true }, ['runnable']],
    ['PROGRESS_WAIT', { reason: BLOCKED.PROGRESS_WAIT, ringEmpty: true }, ['runnable']],
    ['SB_WAIT', { reason: BLOCKED.SB_WAIT, ringEmpty: true }, ['runnable']],
    ['RESOURCE', { reason: BLOCKED.RESOURCE, ringEmpty: true }, ['runnable']],
    ['FLUSH', { reason: BLOCKED.FLUSH, ringEmpty: true }, ['runnable']],
    ['waits for protected mode: there is no reason for that', { waitsForProtm: true }, ['runnable']],
  ])('%s', (_, reported, expected) => {
    expect(classOf(reported)).toEqual(expected);
  });

  test('the masks are zeroed first: what one report said is forgotten by the next', () => {
    const after = (first: Reported): readonly [number, number] => {
      const { driver } = drive(
        revisions.mainline,
        function* (d) {
          yield* createAndSubmit(d, medium('g'), ['g']);
          for (const reported of [first, { reason: BLOCKED.RESOURCE }]) {
            yield* d.machine.sleep(1_000, 'it runs');
            publish(d, 'g', reported);
            yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
          }
        },
        { horizonUs: 4_000 },
      );
      const g = group(driver, 'g');
      return [g.idleQueues.peek(), g.blockedQueues.peek()];
    };
    expect(after({ reason: BLOCKED.SYNC_WAIT })).toEqual([0, 0]);
    expect(after({ ringEmpty: true })).toEqual([0, 0]);
  });

  test('a group that waits for protected mode keeps its slot beside three with work; an idle one loses it, A.3', () => {
    const stays = (reported: Reported): boolean => {
      const { driver } = drive(
        revisions['series-2026'],
        function* (d) {
          yield* createAndSubmit(d, [{ name: 'g', priority: 2 }, ...medium('abc')], ['g', 'a', 'b', 'c']);
          yield* d.machine.sleep(1_000 - d.machine.nowUs, 'g, a and b run');
          publish(d, 'g', reported);
        },
        { horizonUs: 25_000, onEnter: (host) => host.setProtected(true) },
      );
      return group(driver, 'g').csgId.peek() >= 0;
    };
    expect([stays({ waitsForProtm: true }), stays({ ringEmpty: true })]).toEqual([true, false]);
  });
});

describe('the job clock off slot, D.5-4', () => {
  /** `g` gives way to three others at the tick of 10 ms, having reported so. */
  const clockOf = (reported: Reported): string => {
    const { driver } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, medium('gabc'), [...'gabc']);
        yield* d.machine.sleep(9_000 - d.machine.nowUs, 'the first three run');
        publish(d, 'g', reported);
      },
      { horizonUs: 15_000 },
    );
    const [queue] = group(driver, 'g').queues;
    expect(group(driver, 'g').csgId.peek()).toBe(-1);
    const at = queue?.timeoutAtUs.peek() ?? null;
    return at === null ? `stands with ${queue?.timeoutRemainingUs.peek()} us left` : `runs until ${at} us`;
  };

  test('stands with its remainder kept while the queue is not blocked', () => {
    expect(clockOf({})).toMatch(/^stands with 4990\d\d\d us left$/);
  });

  test('runs on while the queue is blocked and all of its group is', () => {
    expect(clockOf({ reason: BLOCKED.SYNC_WAIT })).toMatch(/^runs until 5000\d\d\d us$/);
  });
});
