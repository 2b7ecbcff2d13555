import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { GLB } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type AnsweringFirmware, drive, power, trace } from './answering-firmware.ts';
import { callTrace, steps } from './call-trace.ts';
import { createAndSubmit, finishJob, process, reportIdle, submit } from './scripts.ts';

const { mainline } = revisions;

/** A group runs, is done after a millisecond, and gets another job at 300 ms. */
function* idleThenBusy(d: Driver): Act {
  yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
  yield* d.machine.sleep(1_000, 'it runs');
  finishJob(d, 'g');
  reportIdle(d, 'g');
  yield* d.machine.sleep(300_000 - d.machine.nowUs, 'until 300 ms');
  yield* submit(d, 'g');
}

describe('runtime suspend and resume, D.6', () => {
  test('a device whose groups are all idle is suspended after 50 ms: groups, HALT, address spaces, L2, clocks', () => {
    const { context, driver } = drive(mainline, idleThenBusy, { horizonUs: 200_000 });
    expect(steps(context, 'pm_runtime_work')).toEqual([
      'power suspend',
      'lock sched.lock exclusive',
      'CSG0_REQ SUSPEND',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'ack g SUSPEND',
      'unlock sched.lock exclusive',
      'GLB_REQ HALT',
      'ring CSF_DOORBELL0',
      'wait 100 ms for MCU_STATUS HALT',
      'met MCU_STATUS HALT',
      'AS0 UPDATE',
      'AS1 UPDATE',
      'L2_READY = 0',
      'power off',
    ]);
    expect(power(context)).toEqual(['51.0 power suspend', '51.0 power off']);
    const { state } = driver;
    expect(state.pmState.peek()).toBe('SUSPENDED');
    expect(state.asSlots.map((slot) => slot.peek())).toEqual(Array(8).fill(null));
    expect(state.idle[1]?.peek()).toEqual(['g']);
    expect(driver.group(groupId('g')).state.peek()).toBe('SUSPENDED');
    expect(state.pingWork.isPending()).toBe(false);
  });

  test('a fast resume, by whoever submits: L2, HALT cleared, MCU started without loading, then a tick', () => {
    const hosts: AnsweringFirmware[] = [];
    const { context, driver } = drive(
      mainline,
      function* (d, host) {
        hosts.push(host);
        yield* idleThenBusy(d);
      },
      { horizonUs: 310_000 },
    );
    expect(steps(context, 'queue_run_job(g:0)', 300_000)).toEqual([
      'power resume',
      'L2_READY = 1',
      'AS0 UPDATE',
      'GLB_REQ HALT',
      'MCU_CONTROL = 2',
      'GLB_REQ CFG_PROGRESS_TIMER|CFG_ALLOC_EN',
      'ring CSF_DOORBELL0',
      'power on fast',
      'lock sched.lock exclusive',
      'unlock sched.lock exclusive',
    ]);
    expect(hosts[0]?.booted).toEqual(['loaded', 'kept']);
    expect(driver.state.pingWork.isPending()).toBe(true);
    expect(steps(context, 'tick_work', 300_000)).toContain('CSG0_REQ RESUME|ENDPOINT_CONFIG');
  });

  test('what firmware said before and nobody heard is answered with the interrupt of the boot', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        finishJob(d, 'g');
        reportIdle(d, 'g');
        yield* d.machine.sleep(200_000 - d.machine.nowUs, 'until 200 ms');
        d.machine.atomically(() => d.fwif.glb.ack.store(d.fwif.glb.ack.peek() ^ GLB.IDLE));
        yield* d.machine.sleep(100_000, 'until 300 ms');
        yield* submit(d, 'g');
      },
      { horizonUs: 310_000 },
    );
    const after = context.events.filter((e) => e.tUs >= 300_000);
    const queued = after.findIndex((e) => e.kind === 'work' && e.work === 'process_fw_events_work');
    const configured = after.findIndex((e) => e.kind === 'word' && e.word === 'GLB_ACK_IRQ_MASK');
    expect(queued).toBeGreaterThan(0);
    expect(queued).toBeLessThan(configured);
    expect(steps(context, 'process_fw_events_work', 300_000).slice(0, 3)).toEqual([
      'lock sched.lock exclusive',
      'GLB_REQ IDLE',
      'unlock sched.lock exclusive',
    ]);
  });

  test('the interrupt of the first boot is reported to nobody: a probe has no scheduler yet', () => {
    const { events } = drive(mainline, function* () {}).context;
    const ready = events.findIndex((e) => e.kind === 'device' && e.op === 'ready');
    const heard = events.findIndex((e) => e.kind === 'irq' && e.line === 'job' && e.op === 'done');
    const reported = events.findIndex((e) => e.kind === 'work' && e.work === 'process_fw_events_work');
    expect(heard).toBeGreaterThan(0);
    expect(ready).toBeGreaterThan(heard);
    expect(reported).toBeGreaterThan(ready);
  });

  test('firmware that does not halt is reset with the GPU, and the resume is slow', () => {
    const hosts: AnsweringFirmware[] = [];
    const { context } = drive(
      mainline,
      function* (d, host) {
        hosts.push(host);
        host.ignoreHalt = true;
        yield* idleThenBusy(d);
      },
      { horizonUs: 310_000 },
    );
    expect(steps(context, 'pm_runtime_work').slice(-7)).toEqual([
      'timeout MCU_STATUS HALT',
      'AS0 UPDATE',
      'AS1 UPDATE',
      'L2_READY = 0',
      'wait 100 ms for soft reset',
      'met soft reset',
      'power off',
    ]);
    expect(power(context)).toEqual([
      '51.0 power suspend',
      '151.0 log Failed to cleanly suspend MCU',
      '151.0 power off',
      '300.0 power resume',
      '300.0 power on slow',
    ]);
    expect(hosts[0]?.booted).toEqual(['loaded', 'loaded']);
  });

  test('a fast boot that fails is followed by a slow one', () => {
    const hosts: AnsweringFirmware[] = [];
    const { context } = drive(
      mainline,
      function* (d, host) {
        hosts.push(host);
        host.ignoreFastBoot = true;
        yield* idleThenBusy(d);
      },
      { horizonUs: 1_400_000 },
    );
    expect(power(context).slice(2)).toEqual([
      '300.0 power resume',
      '1300.0 log failed to boot MCU (status=disabled)',
      '1300.0 log Fast reset failed, trying a slow reset',
      '1300.0 power on slow',
    ]);
    expect(hosts[0]?.booted).toEqual(['loaded', 'kept', 'loaded']);
  });

  test('a group with work keeps the device powered, and so does whoever holds a reference', () => {
    const busy = drive(mainline, (d) => createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']), {
      horizonUs: 400_000,
    });
    expect(power(busy.context)).toEqual([]);
    expect(busy.driver.state.pmHasRef.peek()).toBe(true);
    expect(busy.driver.state.pm.users).toBe(1);
    const held = drive(
      mainline,
      function* (d) {
        expect(yield* d.state.pm.resumeAndGet()).toBe(0);
        yield* d.machine.sleep(200_000, 'in use');
        d.state.pm.putAutosuspend();
      },
      { horizonUs: 400_000 },
    );
    expect(power(held.context)).toEqual(['250.0 power suspend', '250.0 power off']);
  });

  test('a query of the timestamp wakes the device, one of its limits does not', () => {
    const woken = (type: string): boolean => {
      const { context } = drive(
        mainline,
        function* (d) {
          yield* d.machine.sleep(100_000, 'the device sleeps');
          yield* d.uapi.call(process, { call: 'DEV_QUERY', type, bytes: 64 });
        },
        { horizonUs: 120_000 },
      );
      return power(context).some((row) => row.endsWith('power resume'));
    };
    expect([woken('TIMESTAMP_INFO'), woken('CSIF_INFO')]).toEqual([true, false]);
  });

  test('a query of the timestamp does not count as use of the device: it is suspended when it would have been', () => {
    const asked = (atUs: number): readonly string[] => {
      const { context } = drive(
        mainline,
        function* (d) {
          expect(yield* d.state.pm.resumeAndGet()).toBe(0);
          yield* d.machine.sleep(30_000, 'in use');
          d.state.pm.putAutosuspend();
          yield* d.machine.sleep(atUs - 30_000, 'then idle');
          yield* d.uapi.call(process, { call: 'DEV_QUERY', type: 'TIMESTAMP_INFO', bytes: 64 });
        },
        { horizonUs: 400_000 },
      );
      return power(context).filter((row) => /power (suspend|resume)/.test(row));
    };
    expect(asked(60_000)).toEqual(['80.0 power suspend']);
    // One that it woke stays for the time that a device is given after a resume.
    expect(asked(200_000)).toEqual(['80.0 power suspend', '200.0 power resume', '250.0 power suspend']);
  });

  test('who comes while the device is suspended or resumed waits, and finds it active', () => {
    const { context } = drive(
      mainline,
      function* (d, host) {
        host.ignoreHalt = true;
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
        yield* d.machine.sleep(100_000, 'in the suspend, which takes 100 ms');
        yield* submit(d, 'g');
      },
      { horizonUs: 200_000 },
    );
    expect(power(context)).toEqual([
      '50.0 power suspend',
      '150.0 log Failed to cleanly suspend MCU',
      '150.0 power off',
      '150.0 power resume',
      '150.0 power on slow',
    ]);
    expect(trace(context, ['job', 'csg'])).toEqual([
      '100.0 job g:0/1 submit',
      '150.0 job g:0/1 run',
      '150.0 CSG0 g START request',
      '150.0 CSG0 g EP_CFG request',
      '150.0 CSG0 g START ack',
      '150.0 CSG0 g EP_CFG ack',
    ]);
  });
});

describe('a reset and a suspend, D.6, H.3', () => {
  test('one that is pending is cancelled and turned into a slow resume', () => {
    const hosts: AnsweringFirmware[] = [];
    const { context, driver } = drive(
      mainline,
      function* (d, host) {
        hosts.push(host);
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        // System sleep begins between the queueing of the reset work and its start.
        yield* d.fn.panthorDeviceScheduleReset('test');
        yield* d.state.pm.forceSuspend();
        expect(d.machine.look(() => d.state.resetPending.get())).toBe(true);
        yield* d.machine.sleep(1_000, 'suspended');
        yield* d.state.pm.forceResume();
      },
      { horizonUs: 20_000 },
    );
    expect(power(context)).toEqual([
      '1.0 reset schedule test',
      '1.0 power suspend',
      '1.0 power off',
      '2.0 power resume',
      '2.0 reset begin resume',
      '2.0 reset end ',
      '2.0 power on slow',
    ]);
    expect(hosts[0]?.booted).toEqual(['loaded', 'loaded']);
    expect(driver.state.resetPending.peek()).toBe(false);
    expect(trace(context, ['csg']).at(-2)).toBe('2.0 CSG0 g RESUME ack');
  });

  test('one that runs is waited for, and the suspend comes after it', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        yield* d.fn.panthorDeviceScheduleReset('test');
        yield* d.machine.until('the reset runs', () => d.state.resetInProgress.get());
        yield* d.state.pm.forceSuspend();
      },
      { horizonUs: 5_000 },
    );
    expect(power(context)).toEqual([
      '1.0 reset schedule test',
      '1.0 reset begin ',
      '1.0 power suspend',
      '1.0 reset end ',
      '1.0 power off',
    ]);
    const rows = callTrace(context, 'user').slice(-40);
    expect(rows.indexOf('CSG0_REQ SUSPEND')).toBeGreaterThan(rows.indexOf('power suspend'));
  });

  test('one that is scheduled in the suspend is not queued: pending until the resume', () => {
    const { context } = drive(
      mainline,
      function* (d, host) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        host.ignoreFlush = true;
        yield* d.state.pm.forceSuspend();
        host.ignoreFlush = false;
        yield* d.state.pm.forceResume();
      },
      { horizonUs: 140_000 },
    );
    expect(power(context).filter((row) => !row.includes('WARN'))).toEqual([
      '1.0 power suspend',
      '101.0 reset schedule cache flush timed out',
      '101.0 power off',
      '101.0 power resume',
      '101.0 reset begin resume',
      '101.0 reset end ',
      '101.0 power on slow',
    ]);
  });
});

describe('system sleep', () => {
  test('suspends a device with users; a tick meanwhile finds it disabled; groups with work wait in the idle list', () => {
    const { context, driver } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        yield* d.state.pm.forceSuspend();
        expect(d.state.idle[1]?.peek()).toEqual(['g']);
        d.state.tickWork.queueNow();
        yield* d.machine.sleep(1_000, 'asleep');
        expect(yield* d.state.pm.resumeAndGet()).toBe('EACCES');
        yield* d.state.pm.forceResume();
        yield* d.machine.sleep(1_000, 'awake');
      },
      { horizonUs: 3_500 },
    );
    expect(power(context)).toEqual([
      '1.0 power suspend',
      '1.0 power off',
      '1.0 log WARN: the device cannot be resumed: EACCES',
      '2.0 power resume',
      '2.0 power on fast',
    ]);
    expect(driver.state.pm.users).toBe(1);
    expect(driver.group(groupId('g')).csgId.peek()).toBe(0);
  });

  test('a job that is to be written meanwhile fails with EACCES', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(1_000, 'it runs');
        yield* d.state.pm.forceSuspend();
        yield* submit(d, 'g');
        yield* d.machine.sleep(1_000, 'asleep');
        yield* d.state.pm.forceResume();
      },
      { horizonUs: 3_500 },
    );
    expect(trace(context, ['job']).slice(-2)).toEqual([
      '1.0 job g:0/2 submit',
      '1.0 job g:0/2 signal EACCES',
    ]);
  });

  test('a device without users stays suspended until somebody uses it', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
        yield* d.machine.sleep(1_000, 'idle');
        yield* d.state.pm.forceSuspend();
        yield* d.state.pm.forceResume();
        yield* d.machine.sleep(1_000, 'awake');
        yield* submit(d, 'g');
      },
      { horizonUs: 3_000 },
    );
    expect(power(context)).toEqual([
      '1.0 power suspend',
      '1.0 power off',
      '2.0 power resume',
      '2.0 power on fast',
    ]);
  });
});
