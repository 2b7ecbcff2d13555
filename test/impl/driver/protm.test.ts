import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import { groupId } from '../../../impl/ids.ts';
import { GPU_INT } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, process, protectedScript, raiseRequest } from './scripts.ts';

const series = revisions['series-2026'];

/** The protected group alone asks, and stays in its session. */
function* staysProtected(d: Driver): Act {
  yield* createAndSubmit(d, [{ name: 'video', priority: 2, protected: true }], ['video']);
  yield* d.machine.sleep(1_000, 'it starts');
  raiseRequest(d, 'video');
  yield* d.machine.sleep(1_000, 'it is protected');
}

describe('entry in the posted series, A.2.3', () => {
  test('3: the event is noted and a tick asked for; PROTM_PENDING is not acknowledged', () => {
    const { context } = drive(series, protectedScript, { horizonUs: 5_000 });
    expect(callTrace(context, 'process_fw_events_work', 3_000).slice(0, 7)).toEqual([
      'lock sched.lock exclusive',
      'CSG0_IRQ_ACK ^= 1',
      'note request of video:0',
      'queued tick_work',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'unlock sched.lock exclusive',
    ]);
  });

  test('5 to 16: status, candidate, acknowledgement, doorbells, ENTER under protm.lock', () => {
    const { context, driver } = drive(series, protectedScript, { horizonUs: 5_000 });
    expect(callTrace(context, 'tick_work', 3_000)).toEqual([
      'lock sched.lock exclusive',
      'tick begin',
      'CSG0_REQ STATUS_UPDATE',
      'CSG1_REQ STATUS_UPDATE',
      // the doorbell bit of CSG 0 is still outstanding from the events work: two requests coalesce
      'GLB_DB_REQ ^= 2',
      'ring CSF_DOORBELL0',
      'ack video STATUS_UPDATE',
      'ack screen STATUS_UPDATE',
      'tick ranked [video screen] protm_group video',
      'CSG0_CS0_REQ PROTM_PENDING',
      'ack request of video:0',
      'CSG0_DB_REQ ^= 1',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'lock protm.lock write',
      'GLB_REQ PROTM_ENTER',
      'enterSent video',
      'ring CSF_DOORBELL0',
      'wait 500 ms for GPU_STATUS PROTM_ACTIVE',
      'met GPU_STATUS PROTM_ACTIVE',
      'entrySeen video',
      'unlock protm.lock write',
      'tick end',
      'unlock sched.lock exclusive',
    ]);
    expect(protm.of(driver).protectedMode.peek()).toBe(true);
    expect(protm.of(driver).activeGroup.peek()).toBe('video');
  });

  test('7: ENTER is sent without any request, in the first tick that has a candidate', () => {
    const { context } = drive(series, (d) => createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']));
    expect(trace(context, ['session', 'request'])).toEqual([
      '0.0 session enterSent g',
      '0.0 session entrySeen g',
    ]);
  });

  test('13: ENTER that is not acknowledged holds the scheduler lock for 4 s, then a reset', () => {
    const { context } = drive(
      series,
      function* (d, host) {
        host.ignoreEnter = true;
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
      },
      { horizonUs: 4_050_000 },
    );
    expect(trace(context, ['session', 'reset']).slice(0, 3)).toEqual([
      '0.0 session enterSent g',
      '4000.0 session entryFailed g',
      '4000.0 reset schedule entry into protected mode failed',
    ]);
  });

  test('14: bit 7 that never comes is polled for 500 ms', () => {
    const { context } = drive(series, (d) => createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']), {
      horizonUs: 600_000,
      onEnter: () => {},
    });
    expect(trace(context, ['session']).slice(0, 2)).toEqual([
      '0.0 session enterSent g',
      '500.0 session entryFailed g',
    ]);
  });
});

describe('exit in the posted series, A.2.5', () => {
  test('2 and 4: EXIT is answered, a tick asked for, the beliefs cleared; the tick sends ENTER again', () => {
    const { context } = drive(series, protectedScript, { horizonUs: 9_000 });
    expect(callTrace(context, 'process_fw_events_work', 6_000).slice(0, 5)).toEqual([
      'lock sched.lock exclusive',
      'GLB_REQ PROTM_EXIT',
      'exitAnswered video',
      'queued tick_work',
      'unlock sched.lock exclusive',
    ]);
    expect(trace(context, ['session']).slice(-3)).toEqual([
      '6.0 session exitAnswered video',
      '6.0 session enterSent video',
      '6.0 session entrySeen video',
    ]);
  });

  test('a VM operation waits 5 ms for a natural exit, then forces one', () => {
    const { context } = drive(
      series,
      function* (d) {
        yield* staysProtected(d);
        yield* d.uapi.vmBind(process, 1);
      },
      { horizonUs: 30_000 },
    );
    expect(callTrace(context, 'user', 2_000)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'GLB_REQ PING',
      'ring CSF_DOORBELL0',
      'wait 500 ms for exit from protected mode',
    ]);
    const ping = context.events.findLast((e) => e.kind === 'word' && e.word === 'GLB_REQ');
    const locked = context.events.findLast((e) => e.kind === 'lock' && e.lock === 'as.slots_lock');
    expect((ping?.tUs ?? 0) - (locked?.tUs ?? 0)).toBe(5_000);
  });
});

describe('fault and reset in the posted series, A.2.6, A.2.7', () => {
  test('the owner is killed, an exit is forced, the bit is masked until the reset', () => {
    const { context, driver } = drive(
      series,
      function* (d) {
        yield* staysProtected(d);
        d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
      },
      { horizonUs: 800_000 },
    );
    expect(trace(context, ['reset', 'log']).slice(0, 3)).toEqual([
      '2.0 log GPU fault in protected mode',
      '2.0 reset schedule PROTM_FAULT',
      '2.0 reset begin ',
    ]);
    expect(trace(context, ['group']).filter((row) => row.includes('kill'))).toEqual([
      '2.0 video kill CSG0 protmFault',
    ]);
    expect(driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT).toBe(GPU_INT.PROTM_FAULT);
    expect(protm.of(driver).protectedMode.peek()).toBe(false);
    expect(driver.uapi.fenceError([...driver.jobs.keys()][0] as never)).toBe('EINVAL');
  });
});

describe('mainline, D.5', () => {
  test('a request is neither noted nor acknowledged, and the job runs into its clock', () => {
    const { context, driver } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'video', priority: 2 }], ['video']);
        yield* d.machine.sleep(1_000, 'it starts');
        raiseRequest(d, 'video');
      },
      { horizonUs: 6_000_000 },
    );
    expect(trace(context, ['request', 'session'])).toEqual([]);
    expect(trace(context, ['group']).filter((row) => row.includes('kill'))).toEqual([
      '5000.0 video kill CSG0 jobTimeout',
    ]);
    expect(driver.group(groupId('video')).state.peek()).toBe('TERMINATED');
  });
});

describe('the reference', () => {
  test('acknowledges right before ENTER and rings nothing else; no ENTER without a request', () => {
    const { context } = drive(revisions.reference, protectedScript, { horizonUs: 9_000 });
    const rows = callTrace(context, 'tick_work', 3_000);
    const from = rows.indexOf('tick ranked [video screen] protm_group video');
    expect(rows.slice(from, from + 10)).toEqual([
      'tick ranked [video screen] protm_group video',
      'CSG0_CS0_REQ PROTM_PENDING',
      'ack request of video:0',
      'lock protm.lock write',
      'GLB_REQ PROTM_ENTER',
      'enterSent video',
      'ring CSF_DOORBELL0',
      'wait 500 ms for GPU_STATUS PROTM_ACTIVE',
      'met GPU_STATUS PROTM_ACTIVE',
      'entrySeen video',
    ]);
    expect(trace(context, ['session'])).toEqual([
      '3.1 session enterSent video',
      '3.1 session entrySeen video',
      '6.0 session exitAnswered video',
    ]);
  });

  test('a tick in a session touches no slot', () => {
    const { context } = drive(revisions.reference, staysProtected, { horizonUs: 50_000 });
    const later = callTrace(context, 'tick_work', 2_000).filter((row) => !row.startsWith('queued'));
    expect(later.length).toBeGreaterThan(0);
    const inSession = ['lock sched.lock exclusive', 'tick begin', 'tick end', 'unlock sched.lock exclusive'];
    expect(later).toEqual(Array.from({ length: later.length / 4 }, () => inSession).flat());
  });

  test('a session ends at the residence limit of 2 s, and the owner comes back to it', () => {
    const { context } = drive(revisions.reference, staysProtected, {
      horizonUs: 2_600_000,
      onPing: 'exit',
    });
    expect(trace(context, ['session', 'log', 'reset'])).toEqual([
      '1.1 session enterSent video',
      '1.1 session entrySeen video',
      '2001.1 log protected mode of video ends: residence limit',
      '2001.1 session exitAnswered video',
    ]);
  });
});
