/** The posted series, fault and reset row by row: A.2.6 and A.2.7. */
import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import { groupId } from '../../../impl/ids.ts';
import { CS, GPU_INT } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, raiseRequest } from './scripts.ts';

const series = revisions['series-2026'];
const groups = [
  { name: 'video', priority: 2 as const, protected: true },
  { name: 'screen', priority: 1 as const },
  { name: 'other', priority: 1 as const },
];

/** `video` is the owner of a session; a reset is scheduled at 2 ms. */
function resetInSession(
  options: Parameters<typeof drive>[2] = {},
  prepare: (d: Driver, host: AnsweringFirmware) => Act<unknown> = function* () {},
): ReturnType<typeof drive> {
  return drive(
    series,
    function* (d, host) {
      yield* createAndSubmit(
        d,
        groups,
        groups.map((g) => g.name),
      );
      yield* d.machine.sleep(1_000 - d.machine.nowUs, 'until 1 ms');
      // active_group is set only where the candidate keeps its slot.
      raiseRequest(d, 'video');
      yield* d.machine.sleep(1_000, 'until 2 ms');
      yield* prepare(d, host);
      yield* d.fn.panthorDeviceScheduleReset('asked for');
    },
    { horizonUs: 2_500, ...options },
  );
}

const rowsOf = (context: Parameters<typeof callTrace>[0]): readonly string[] =>
  callTrace(context, 'reset_work', 2_000);
const kills = (context: Parameters<typeof trace>[0]): readonly string[] =>
  trace(context, ['group'])
    .filter((row) => row.includes('kill'))
    .map((row) => row.replace(/^\S+ /, ''));

describe('PROTM_FAULT, A.2.6', () => {
  test('is masked by the interrupt thread, which schedules a reset; the soft reset begins with it unmasked', () => {
    const masks: boolean[] = [];
    const { context, driver } = resetInSession({ onPing: 'exit' }, function* (d, host) {
      const unmasked = (): boolean => (d.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT) !== 0;
      const softReset = host.softReset.bind(host);
      host.softReset = () => {
        masks.push(unmasked());
        softReset();
      };
      d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
      yield* d.machine.until('the reset begins', () => d.state.resetInProgress.get());
      masks.push(unmasked());
    });
    expect(masks).toEqual([false, true]);
    expect(trace(context, ['reset'])[0]).toBe('2.0 reset schedule PROTM_FAULT');
    expect(driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT).not.toBe(0);
  });
});

describe('1: panthor_sched_pre_reset(), A.2.7', () => {
  test('takes reset.lock and waits for a tick in flight; the events work is not cancelled', () => {
    const { context } = drive(
      series,
      function* (d, host) {
        host.ignoreEnter = true;
        yield* createAndSubmit(d, groups, ['video']);
        yield* d.machine.sleep(2_000 - d.machine.nowUs, 'the first tick waits for ENTER');
        yield* d.fn.panthorDeviceScheduleReset('asked for');
        yield* d.machine.sleep(1_000, 'the reset waits too');
        d.state.fwEventsWork.queueNow();
      },
      { horizonUs: 4_001_000 },
    );
    const at = (text: string): number =>
      context.events.findIndex((e) => e.activity === 'reset_work' && e.kind === 'lock' && e.lock === text);
    const ended = context.events.findIndex((e) => e.kind === 'tick' && e.op === 'end');
    expect(at('reset.lock')).toBeLessThan(ended);
    expect(at('sched.lock')).toBeGreaterThan(ended);
    const cancelled = context.events.flatMap((e) =>
      e.kind === 'work' && e.op === 'cancelled' ? [e.work] : [],
    );
    expect(cancelled).not.toContain('process_fw_events_work');
  });

  test('waits for the sync_upd work in flight as well', () => {
    const standsAt: (string | undefined)[] = [];
    drive(
      series,
      function* (d) {
        yield* createAndSubmit(d, groups, []);
        yield* d.state.schedLock.lock();
        d.state.syncUpdWork.queueNow();
        yield* d.machine.sleep(100, 'it waits for sched.lock');
        yield* d.fn.panthorDeviceScheduleReset('asked for');
        yield* d.machine.sleep(100, 'the reset waits for it');
        standsAt.push(d.machine.activities.find(({ path }) => path === 'reset_work')?.op?.label);
        d.state.schedLock.unlock();
      },
      { horizonUs: 50_000 },
    );
    expect(standsAt).toEqual(['wait for sync_upd_work to end']);
  });
});

describe('2: handle_protm_fault(), A.2.7', () => {
  test('all queues of active_group become fatal; after an exit within 500 ms the beliefs are cleared', () => {
    const { context, driver } = resetInSession({ onPing: 'exit' });
    expect(kills(context)).toEqual(['video kill CSG0 protmFault']);
    expect(rowsOf(context).slice(0, 8)).toEqual([
      'reset begin',
      'lock reset.lock exclusive',
      'lock sched.lock exclusive',
      'GLB_REQ PING',
      'ring CSF_DOORBELL0',
      'wait 500 ms for exit from protected mode',
      'met exit from protected mode',
      'unlock sched.lock exclusive',
    ]);
    expect(driver.group(groupId('video')).fatalQueues.peek()).toBe(1);
  });

  test('without an exit the other groups are taken as suspended and unbound, their CSs and clocks as they are', () => {
    const { context, driver } = resetInSession({ horizonUs: 502_010 });
    const rows = rowsOf(context);
    expect(rows).toContain('timeout exit from protected mode');
    expect(
      trace(context, ['group'])
        .filter((row) => row.includes('unbind'))
        .slice(0, 2),
    ).toEqual(['502.0 screen unbind CSG1', '502.0 other unbind CSG2']);
    for (const name of ['screen', 'other']) {
      const group = driver.group(groupId(name));
      expect(group.queues[0]?.timeoutAtUs.peek(), name).not.toBe(null);
    }
    // No request was sent to the slots of these two: firmware has saved them when it entered.
    expect(
      trace(context, ['csg']).filter((row) => /^50\d/.test(row) && /SUSPEND|TERMINATE/.test(row)),
    ).toEqual(['502.0 CSG0 video TERMINATE request', '502.0 CSG0 video TERMINATE ack']);
    expect(driver.cs(1, 0).req.peek() & CS.STATE_MASK).toBe(CS.START);
  });

  test('with protected_mode false nothing of this happens', () => {
    const { context } = resetInSession({}, function* (d) {
      yield* d.state.schedLock.lock();
      protm.of(d).protectedMode.set(false);
      d.state.schedLock.unlock();
    });
    expect(kills(context)).toEqual([]);
    expect(rowsOf(context).filter((row) => row.includes('PING'))).toEqual([]);
  });

  test('without active_group it warns, and protected_mode stays true until an exit', () => {
    const seen: boolean[] = [];
    const { context } = resetInSession({}, function* (d) {
      yield* d.state.schedLock.lock();
      protm.of(d).activeGroup.set(null);
      d.state.schedLock.unlock();
      d.machine.spawn('watcher', 'process', function* () {
        yield* d.machine.until('soft reset', () => d.state.pendingReqs.get() !== 0);
        seen.push(protm.of(d).protectedMode.peek());
      });
    });
    expect(trace(context, ['log'])[0]).toBe('2.0 log WARN: protected mode without an active group');
    expect(seen).toEqual([true]);
  });
});

describe('3 and 4: the rest of the reset, A.2.7', () => {
  const rows = rowsOf(resetInSession({ onPing: 'exit' }).context);
  /** That these rows come in this order, others in between. */
  const inOrder = (...wanted: readonly string[]): void => {
    let from = 0;
    for (const row of wanted) {
      const at = rows.indexOf(row, from);
      expect(at, `"${row}" after row ${from}`).toBeGreaterThanOrEqual(0);
      from = at + 1;
    }
  };

  test('3: the owner is terminated, the others suspended; caches are flushed; slots are given up', () => {
    inOrder(
      'CSG0_REQ TERMINATE',
      'CSG1_REQ SUSPEND',
      'CSG2_REQ SUSPEND',
      'ack video TERMINATE',
      'ack screen SUSPEND',
      'ack other SUSPEND',
      'met cache flush',
      'queued group_term_work(video)',
    );
  });

  test('4: queues are stopped, the GPU is reset, firmware booted, groups restarted, a tick asked for', () => {
    inOrder(
      'unlock reset.lock exclusive',
      'wait 100 ms for soft reset',
      'met soft reset',
      'AS0 UPDATE',
      'GLB_REQ CFG_PROGRESS_TIMER|CFG_ALLOC_EN',
      'lock reset.lock exclusive',
      // each went to the head of its list
      'queued queue_run_job(other:0)',
      'queued queue_run_job(screen:0)',
      'queued tick_work',
      'reset end',
    );
  });
});
