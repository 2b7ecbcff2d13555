/** The RFC of January 2025, sentence by sentence: part E, and what H.5 says of it. */

import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { rfcProtm } from '../../../impl/driver/rfc-2025/protm-state.ts';
import { groupId } from '../../../impl/ids.ts';
import { CS, CSG, GLB, GPU_INT, JOB_INT_GLOBAL_IF } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, endOfRegion, process, protectedScript, raiseRequest, submit } from './scripts.ts';

const rfc = revisions['rfc-2025'];
const two = [
  { name: 'video', priority: 2 as const },
  { name: 'screen', priority: 1 as const },
];

const recorded = (d: Driver, name: string): number =>
  rfcProtm
    .of(d)
    .protmQueues(d.group(groupId(name)))
    .peek();
const pending = (d: Driver): string | null => rfcProtm.of(d).pending.peek();
const differs = (d: Driver, csgId: number): boolean => {
  const cs = d.cs(csgId, 0);
  return ((cs.req.peek() ^ cs.ack.peek()) & CS.PROTM_PENDING) !== 0;
};

/** `video` above `screen`, both with work; then `script` from 3 ms on. */
const withTwo = (
  script: (d: Driver, host: AnsweringFirmware) => Act,
  options: Parameters<typeof drive>[2] = {},
): ReturnType<typeof drive> =>
  drive(
    rfc,
    function* (d, host) {
      yield* createAndSubmit(d, two, ['video', 'screen']);
      yield* d.machine.sleep(3_000 - d.machine.nowUs, 'until 3 ms');
      yield* script(d, host);
    },
    { horizonUs: 8_000, ...options },
  );

describe('heap, E.1', () => {
  const buffers = (protectedHeap: boolean): readonly string[] => {
    const { context } = drive(rfc, (d) => createAndSubmit(d, two, []), { protectedHeap });
    return context.events.flatMap((e) =>
      e.kind === 'memory' && e.op === 'alloc' && /protm|section/.test(e.buffer) ? [e.buffer] : [],
    );
  };

  test('protected firmware sections and a protected suspend buffer for every group come from it', () => {
    expect(buffers(true)).toEqual([
      'fw/protected_section',
      'video/protm_suspend_buf',
      'screen/protm_suspend_buf',
    ]);
  });

  test('without one there are none', () => expect(buffers(false)).toEqual([]));

  test('the interrupt mask contains the PROTM bits only with a heap', () => {
    const mask = (protectedHeap: boolean): number =>
      drive(rfc, function* () {}, { protectedHeap }).driver.fwif.glb.ackIrqMask.peek() &
      (GLB.PROTM_ENTER | GLB.PROTM_EXIT);
    expect([mask(true), mask(false)]).toEqual([GLB.PROTM_ENTER | GLB.PROTM_EXIT, 0]);
  });

  test('a request without one warns once and is forgotten: the job runs into its clock', () => {
    const { context } = withTwo(
      function* (d) {
        raiseRequest(d, 'video');
        yield* d.machine.sleep(1_000, 'it is handled');
        raiseRequest(d, 'video');
      },
      { protectedHeap: false, horizonUs: 6_000_000 },
    );
    expect(trace(context, ['log']).filter((row) => row.includes('WARN'))).toEqual([
      '3.0 log WARN: protected mode without a heap',
    ]);
    expect(trace(context, ['request', 'session'])).toEqual([]);
    expect(trace(context, ['group'])).toContain('5000.0 video kill CSG0 jobTimeout');
  });
});

describe('a request, E.1', () => {
  test('is recorded, asks for a tick, and is not acknowledged', () => {
    const { context } = drive(rfc, protectedScript, { horizonUs: 5_000 });
    expect(callTrace(context, 'process_fw_events_work', 3_000).slice(0, 4)).toEqual([
      'lock sched.lock exclusive',
      'CSG0_IRQ_ACK ^= 1',
      'note request of video:0',
      'queued tick_work',
    ]);
  });

  test('is acknowledged only for the group that gets slot priority 15', () => {
    const { driver, context } = withTwo(function* (d) {
      raiseRequest(d, 'screen');
    });
    expect(trace(context, ['request', 'session'])).toEqual(['3.0 screen:0 request note']);
    expect(recorded(driver, 'screen')).toBe(1);
    expect(differs(driver, 1)).toBe(true);
  });

  test('of a group that waits for a slot is acknowledged as its CSs are programmed', () => {
    const { context } = withTwo(function* (d) {
      // Recorded in a slot, and still there when the group comes back to one.
      raiseRequest(d, 'screen');
      yield* d.machine.sleep(500, 'it is recorded');
      yield* d.fn.panthorDeviceScheduleReset('asked for');
      yield* d.uapi.groupDestroy(process, groupId('video'));
    });
    expect(callTrace(context, 'tick_work', 3_500)).toEqual(
      expect.arrayContaining(['ack request of screen:0', 'ack screen RESUME', 'enterSent screen']),
    );
    expect(trace(context, ['reset']).map((row) => row.split(' ')[2])).toEqual(['schedule', 'begin', 'end']);
  });
});

describe('the acknowledgement, E.1, H.5', () => {
  const rowsOf = (context: Parameters<typeof trace>[0]): readonly string[] => {
    const rows = callTrace(context, 'tick_work', 3_000);
    return rows.slice(rows.indexOf('tick ranked [video screen] protm_group -') + 1);
  };

  test('rewrites all CSs and the endpoint request with priority 14, without EP_CFG; then ENTER, and nothing more', () => {
    const { context } = drive(rfc, protectedScript, { horizonUs: 5_000 });
    expect(rowsOf(context)).toEqual([
      'CSG0_CS0_REQ PROTM_PENDING',
      'ack request of video:0',
      'CSG0_EP_REQ priority 14',
      // the CSG's own doorbell request, but no bit of GLB_DB_REQ
      'CSG0_DB_REQ ^= 1',
      'GLB_REQ PROTM_ENTER',
      'enterSent video',
      'ring CSF_DOORBELL0',
      // no look at GPU_STATUS, no lock given back
      'tick end',
      'unlock sched.lock exclusive',
    ]);
  });

  test('is a constant 1, whatever ACK is: the second request of a CS stays unanswered', () => {
    const { driver, context } = drive(
      rfc,
      function* (d) {
        yield* protectedScript(d);
        yield* d.machine.sleep(1_000, 'the first session is over');
        raiseRequest(d, 'video');
      },
      { horizonUs: 9_000 },
    );
    const { req, ack } = driver.cs(0, 0);
    expect([req.peek() & CS.PROTM_PENDING, ack.peek() & CS.PROTM_PENDING]).toEqual([CS.PROTM_PENDING, 0]);
    expect(trace(context, ['request', 'session']).slice(-3)).toEqual([
      '7.0 video:0 request note',
      '7.0 video:0 request ack',
      '7.0 session enterSent video',
    ]);
  });

  test('writes 0 to every CS that has no recorded request', () => {
    const { driver } = drive(
      rfc,
      function* (d) {
        const group = groupId('video');
        yield* d.uapi.groupCreate(process, { group, priority: 2, queues: 2, protected: true });
        for (const queue of [0, 1]) {
          yield* d.uapi.groupSubmit(process, { group, queue, code: assemble([{ op: 'RUN', us: 1_000 }]) });
        }
        yield* d.machine.sleep(3_000, 'both run');
        // A bit that nobody asked the driver to write.
        const { req } = d.cs(0, 1);
        d.machine.atomically(() => req.store(req.peek() | CS.PROTM_PENDING));
        raiseRequest(d, 'video');
      },
      { horizonUs: 8_000 },
    );
    expect(driver.cs(0, 0).req.peek() & CS.PROTM_PENDING).toBe(CS.PROTM_PENDING);
    expect(driver.cs(0, 1).req.peek() & CS.PROTM_PENDING).toBe(0);
  });
});

describe('PROTM_ENTER, E.1', () => {
  test('is sent only while protm.pending is set, which an ENTER that succeeds clears', () => {
    const { driver, context } = withTwo(function* (d) {
      raiseRequest(d, 'video');
      yield* d.machine.sleep(1_000, 'it is in');
      endOfRegion(d);
      yield* submit(d, 'screen');
    });
    expect(trace(context, ['session'])).toEqual([
      '3.0 session enterSent video',
      '4.0 session exitAnswered -',
    ]);
    expect(trace(context, ['tick']).filter((row) => row.includes('ranked')).length).toBeGreaterThan(2);
    expect(pending(driver)).toBe(null);
  });

  test('that is not acknowledged within 4000 ms: a reset, no bookkeeping, and pending stays', () => {
    const { driver, context } = withTwo(
      function* (d, host) {
        host.ignoreEnter = true;
        raiseRequest(d, 'video');
      },
      { horizonUs: 4_003_011 },
    );
    expect(trace(context, ['session', 'reset'])).toEqual([
      '3.0 session enterSent video',
      '4003.0 session entryFailed video',
      '4003.0 reset schedule entry into protected mode failed',
      '4003.0 reset begin ',
    ]);
    expect(driver.state.lastTick.peek()).toBeLessThan(3_000);
    expect(pending(driver)).toBe('video');
  });

  test('an apply that fails keeps it too: a later tick sends ENTER with no new acknowledgement', () => {
    const { context } = withTwo(
      function* (d, host) {
        yield* createAndSubmit(d, [{ name: 'late', priority: 1 }], []);
        yield* d.machine.sleep(1_000, 'it has no slot');
        // Acknowledged in the same apply in which the new group's slot does not answer.
        host.mute.add(2);
        yield* submit(d, 'late');
        raiseRequest(d, 'video');
        yield* d.machine.until('the reset begins', () => d.state.resetInProgress.get());
        host.mute.clear();
      },
      { horizonUs: 500_000 },
    );
    const told = trace(context, ['request', 'session', 'reset']).map((row) => row.replace(/^\S+ /, ''));
    expect(told.slice(0, 3)).toEqual([
      'video:0 request note',
      'video:0 request ack',
      'reset schedule start timed out',
    ]);
    expect(told.slice(3).filter((row) => /ack|enterSent/.test(row))).toEqual(['session enterSent video']);
  });
});

describe('events, E.1, H.5', () => {
  test('IDLE is answered before EXIT, global events before those of CSGs', () => {
    const { context } = withTwo(function* (d) {
      const { glb } = d.fwif;
      const csg = d.csg(0);
      d.machine.atomically(() => {
        const both = GLB.IDLE | GLB.PROTM_EXIT;
        glb.ack.store((glb.ack.peek() & ~both) | (~glb.req.peek() & both));
        csg.ack.store(csg.ack.peek() ^ CSG.IDLE);
        d.regs.job.raise(JOB_INT_GLOBAL_IF | 1);
      });
    });
    const rows = callTrace(context, 'process_fw_events_work', 3_000).filter((row) =>
      /_REQ|Answered/.test(row),
    );
    expect(rows.slice(0, 4)).toEqual([
      'GLB_REQ IDLE',
      'GLB_REQ PROTM_EXIT',
      'exitAnswered -',
      'CSG0_REQ IDLE',
    ]);
  });
});

describe('nothing else is aware of protected mode, E.1', () => {
  const inSession = (act: (d: Driver) => Act<unknown>): ReturnType<typeof drive> =>
    withTwo(
      function* (d) {
        raiseRequest(d, 'video');
        yield* d.machine.sleep(1_000, 'it is in');
        yield* act(d);
      },
      { onPing: 'exit' },
    );

  test('a VM operation takes no lock, does not wait and forces no exit', () => {
    const { context } = inSession((d) => d.uapi.vmBind(process, 1));
    expect(callTrace(context, 'user', 4_000).slice(0, 3)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock as.slots_lock exclusive',
      'AS1 LOCK',
    ]);
  });

  test('PROTM_FAULT is logged: neither masked nor answered by a reset', () => {
    const { context, driver } = inSession(function* (d) {
      d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
    });
    expect(trace(context, ['log', 'reset']).map((row) => row.replace(/^\S+ /, ''))).toContain(
      'log GPU Fault in protected mode',
    );
    expect(trace(context, ['reset'])).toEqual([]);
    expect(driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT).not.toBe(0);
  });

  test('a reset forces no exit and blames nobody; recorded requests survive it', () => {
    const { context, driver } = withTwo(
      function* (d) {
        raiseRequest(d, 'video');
        yield* d.machine.sleep(500, 'it is in');
        raiseRequest(d, 'screen');
        yield* d.machine.sleep(500, 'it is recorded');
        yield* d.fn.panthorDeviceScheduleReset('asked for');
      },
      { horizonUs: 4_300, onPing: 'exit' },
    );
    expect(callTrace(context, 'reset_work').filter((row) => row.includes('PING'))).toEqual([]);
    expect(trace(context, ['group']).filter((row) => row.includes('kill'))).toEqual([]);
    expect(trace(context, ['reset']).at(-1)).toMatch(/reset end/);
    expect(recorded(driver, 'screen')).toBe(1);
  });

  test('a group needs no flag to get in', () => {
    const { context } = withTwo(function* (d) {
      expect(d.group(groupId('video')).protectedFlag).toBe(false);
      raiseRequest(d, 'video');
    });
    expect(trace(context, ['session'])).toEqual(['3.0 session enterSent video']);
  });

  test('the query for protected features is unknown', () => {
    const told: string[] = [];
    drive(rfc, function* (d) {
      const { error } = yield* d.uapi.queryProtectedInfo(process);
      told.push(String(error));
    });
    expect(told).toEqual(['EINVAL']);
  });
});
