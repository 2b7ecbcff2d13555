import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { type GroupList, listAddTail } from '../../../impl/driver/lists.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { GPU_INT } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drive, power, trace } from './answering-firmware.ts';
import { steps } from './call-trace.ts';
import { createAndSubmit, raiseRequest } from './scripts.ts';

const { mainline } = revisions;
const series = revisions['series-2026'];

describe('a suspend in a session, A.2.7', () => {
  const inSession = function* (d: Driver): Act {
    yield* createAndSubmit(d, [{ name: 'video', priority: 2, protected: true }], ['video']);
    yield* d.machine.sleep(1_000, 'it runs');
    raiseRequest(d, 'video');
    yield* d.machine.sleep(1_000, 'it is protected');
    yield* d.state.pm.forceSuspend();
    yield* d.machine.sleep(1_000, 'asleep');
    yield* d.state.pm.forceResume();
  };

  test('the posted series sends SUSPEND and HALT, and has not answered EXIT when the MCU is halted', () => {
    const workload = decodeWorkload({
      name: 'in a session',
      note: '',
      slots: 1,
      asSlots: 1,
      csPerSlot: 1,
      processes: [
        {
          name: 'p',
          groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
          script: [{ submit: { queue: 'p.video:0', stream: [{ protected: ['RUN 40 ms'] }] } }],
        },
      ],
      system: [{ sleep: '5 ms' }, 'suspend', 'resume'],
    });
    // Firmware events are handled after the suspend wherever that can go on: the delay of a work item.
    const suspendFirst: Chooser = {
      pickActivity: (candidates) =>
        Math.max(
          0,
          candidates.findIndex((a) => a.path === 'system_sleep' || a.kind === 'firmware'),
        ),
      pickOption: () => 0,
    };
    const { system } = simulate({ revision: series, workload, profile: {}, horizonUs: 20_000 }, suspendFirst);
    const rows = steps(system.context, 'system_sleep');
    expect(rows.slice(0, rows.indexOf('met MCU_STATUS HALT') + 1)).toEqual([
      'power suspend',
      'lock sched.lock exclusive',
      'CSG0_REQ SUSPEND',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'wait 100 ms for CSG 0 SUSPEND',
      'met CSG 0 SUSPEND',
      'ack p.video SUSPEND',
      'unlock sched.lock exclusive',
      'GLB_REQ HALT',
      'ring CSF_DOORBELL0',
      'wait 100 ms for MCU_STATUS HALT',
      'met MCU_STATUS HALT',
    ]);
    const told = system.context.events.flatMap((e) => {
      if (e.kind === 'power') return [`power ${e.op}`];
      if (e.kind === 'session' && e.op.startsWith('exit')) return [e.op];
      return e.kind === 'word' && e.word === 'MCU_STATUS' ? [`MCU_STATUS = ${e.after}`] : [];
    });
    const off = told.indexOf('power off');
    expect(told.slice(told.lastIndexOf('exitForced', off), off)).toEqual([
      'exitForced',
      'exitRaised',
      'MCU_STATUS = 2',
      'exitAnswered',
      'MCU_STATUS = 0',
    ]);
  });

  test('the reference ends the session and answers EXIT before it suspends anybody', () => {
    const { context } = drive(revisions.reference, inSession, { horizonUs: 3_000, onPing: 'exit' });
    const rows = steps(context, 'user', 2_000);
    expect(rows.slice(0, rows.indexOf('GLB_REQ HALT') + 1)).toEqual([
      'power suspend',
      'lock sched.lock exclusive',
      'GLB_REQ PING',
      'ring CSF_DOORBELL0',
      'wait 500 ms for complete exit from protected mode',
      'met complete exit from protected mode',
      'GLB_REQ PROTM_EXIT',
      'exitAnswered video',
      'ring CSF_DOORBELL1',
      'unlock sched.lock exclusive',
      'lock sched.lock exclusive',
      'CSG0_REQ SUSPEND',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'ack video SUSPEND',
      'unlock sched.lock exclusive',
      'GLB_REQ HALT',
    ]);
  });

  test('PROTM_FAULT that was masked for a reset is unmasked by the slow resume of the reference only', () => {
    const faulted = function* (d: Driver): Act {
      yield* createAndSubmit(d, [{ name: 'video', priority: 2, protected: true }], ['video']);
      yield* d.machine.sleep(1_000, 'it runs');
      d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
      yield* d.machine.until('the reset is scheduled', () => d.state.resetPending.get());
      yield* d.state.pm.forceSuspend();
      yield* d.state.pm.forceResume();
      yield* d.machine.sleep(1_000, 'awake');
    };
    const unmasked = (revision: typeof series): boolean => {
      const { context, driver } = drive(revision, faulted, { horizonUs: 600_000, onPing: 'exit' });
      expect(power(context).some((row) => row.includes('reset begin resume'))).toBe(true);
      return (driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT) !== 0;
    };
    expect(unmasked(series)).toBe(false);
    expect(unmasked(revisions.reference)).toBe(true);
  });

  describe('a reset that is scheduled in a resume', () => {
    /** PROTM_FAULT comes when L2 is back. */
    const faultInResume = (d: Driver): void => {
      d.machine.spawn('gpu/fault', 'gpu', function* () {
        yield* d.machine.until('power is off', () => d.regs.l2Ready.cell.get() === 0);
        yield* d.machine.until('L2 is back', () => d.regs.l2Ready.cell.get() === 1);
        d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
      });
    };
    const systemSleep = function* (d: Driver): Act {
      faultInResume(d);
      d.state.pm.get();
      yield* d.state.pm.forceSuspend();
      yield* d.machine.sleep(1_000, 'asleep');
      yield* d.state.pm.forceResume();
    };
    const unused = function* (d: Driver): Act {
      expect(yield* d.state.pm.resumeAndGet()).toBe(0);
      faultInResume(d);
      d.state.pm.putAutosuspend();
      yield* d.machine.sleep(60_000, 'unused, suspended');
      expect(yield* d.fn.panthorDeviceResumeAndGet()).toBe(0);
    };
    /** Everybody else goes first: the reset work runs before the resume has returned. */
    const slowResume: Chooser = {
      pickActivity: (candidates) =>
        Math.max(
          0,
          candidates.findIndex((a) => a.path !== 'user'),
        ),
      pickOption: () => 0,
    };
    const resets = (revision: typeof series, script: (d: Driver) => Act): readonly string[] =>
      power(drive(revision, script, { horizonUs: 400_000, chooser: slowResume }).context)
        .filter((row) => row.includes('reset'))
        .map((row) => row.replace(/^\S+ /, ''));

    test('waits for ever in the posted series', () => {
      expect(resets(series, systemSleep)).toEqual(['reset schedule PROTM_FAULT']);
      expect(resets(series, unused)).toEqual(['reset schedule PROTM_FAULT']);
    });

    test('runs after it in the reference, though a runtime resume has not made the device active yet', () => {
      const whole = ['reset schedule PROTM_FAULT', 'reset begin ', 'reset end '];
      expect(resets(revisions.reference, systemSleep)).toEqual(whole);
      expect(resets(revisions.reference, unused)).toEqual(whole);
    });

    test('keeps the device from being suspended, though runtime PM was disabled when it began', () => {
      const waitsForReset = function* (d: Driver): Act {
        d.machine.spawn('holder', 'process', function* () {
          yield* d.state.resetLock.lock();
          yield* d.machine.sleep(200_000, 'the reset waits for reset.lock');
          d.state.resetLock.unlock();
        });
        yield* systemSleep(d);
        d.state.pm.putAutosuspend();
      };
      const { context } = drive(revisions.reference, waitsForReset, {
        horizonUs: 400_000,
        chooser: slowResume,
      });
      const rows = power(context).filter((row) => /reset (begin|end)|suspend/.test(row));
      expect(rows).toEqual([
        '0.0 power suspend',
        '1.0 reset begin ',
        '200.0 reset end ',
        '250.0 power suspend',
      ]);
    });
  });

  test('a tick that got its reference before system sleep puts a group on slot after all were taken off', () => {
    const tickInBetween = function* (d: Driver): Act {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], []);
      yield* d.state.schedLock.lock();
      d.state.tickWork.queueNow();
      yield* d.machine.sleep(10, 'the tick has its reference and waits for the lock');
      listAddTail(d.state.runnable[1] as GroupList, d.group(groupId('g')));
      d.state.schedLock.unlock();
      yield* d.state.pm.forceSuspend();
    };
    const starts = (revision: typeof series): number => {
      const { context } = drive(revision, tickInBetween, { horizonUs: 50_000 });
      const rows = trace(context, ['power', 'csg']);
      const from = rows.findIndex((row) => row.includes('power suspend'));
      expect(from).toBeGreaterThanOrEqual(0);
      return rows.slice(from).filter((row) => row.endsWith('START request')).length;
    };
    expect(starts(series)).toBe(1);
    expect(starts(revisions.reference)).toBe(0);
  });

  test('groups with work are runnable again after the resume of the reference only', () => {
    const script = function* (d: Driver): Act {
      yield* createAndSubmit(
        d,
        [
          { name: 'high', priority: 2 },
          { name: 'low', priority: 0 },
        ],
        ['high', 'low'],
      );
      yield* d.machine.sleep(1_000, 'high runs, low waits for the slot');
      yield* d.state.pm.forceSuspend();
      yield* d.state.pm.forceResume();
    };
    const firstPicked = (revision: typeof series): string | undefined => {
      const { context } = drive(revision, script, { slots: 1, horizonUs: 9_000 });
      const rows = trace(context, ['power', 'tick']);
      const from = rows.findIndex((row) => row.includes('power on'));
      return /\[.*\]/.exec(rows.slice(from).find((row) => row.includes('ranked')) ?? '')?.[0];
    };
    expect(firstPicked(mainline)).toBe('[low]');
    expect(firstPicked(revisions.reference)).toBe('[high]');
  });
});

describe('a reset, a runtime suspend and a tick, D.4-1, D.6, H.3', () => {
  /** A tick and a reset are queued in the instant in which the device has been unused for 50 ms. */
  const allAtOnce = function* (d: Driver): Act {
    expect(yield* d.state.pm.resumeAndGet()).toBe(0);
    d.state.pm.putAutosuspend();
    yield* d.machine.sleep(50_000, 'unused');
    d.state.tickWork.queueNow();
    yield* d.fn.panthorDeviceScheduleReset('test');
  };
  /** The reset begins, then the suspend, then the tick, which the reset only then waits for. */
  const reversed: Chooser = {
    pickActivity: (candidates) => {
      const label = (path: string): string => candidates.find((a) => a.path === path)?.op?.label ?? '';
      const at = (path: string): number => candidates.findIndex((a) => a.path === path);
      if (at('user') >= 0) return at('user');
      if (at('reset_work') >= 0 && label('reset_work') !== 'cancel tick_work') return at('reset_work');
      if (at('pm_runtime_work') >= 0) return at('pm_runtime_work');
      return Math.max(0, at('tick_work'));
    },
    pickOption: () => 0,
  };
  const ends = (revision: typeof series): readonly string[] => {
    const { context, end } = drive(revision, allAtOnce, { horizonUs: 20_000_000, chooser: reversed });
    const works = new Map<string, string>();
    for (const e of context.events) if (e.kind === 'work') works.set(e.work, e.op);
    const begun = power(context).filter((row) => row.includes('power suspend') || row.includes('reset end'));
    return [end, `reset ${works.get('reset_work')}`, `tick ${works.get('tick_work')}`, ...begun];
  };

  test('wait for one another for ever in the posted series, as in mainline', () => {
    const stuck = ['quiet', 'reset start', 'tick start', '50.0 power suspend'];
    expect(ends(series)).toEqual(stuck);
    expect(ends(mainline)).toEqual(stuck);
  });

  test('in the reference the reset keeps the device in use, and the suspend comes after it', () => {
    expect(ends(revisions.reference).filter((row) => row !== 'quiet' && row !== 'horizon')).toEqual([
      'reset end',
      'tick end',
      '50.0 reset end ',
      '100.0 power suspend',
    ]);
  });
});
