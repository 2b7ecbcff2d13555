import type { Fix } from './fix.ts';

/**
 * A device suspend waits for the reset work inside of the device guard. The reset stops run_job, which may wait until a
 * suspend that has begun is over; and one whose firmware does not boot takes the device away, which waits for whoever is
 * inside of the guard. None of them ends. So a reset uses the device, and no runtime suspend begins in it; a suspend in
 * system sleep waits for the reset before it goes in. A reset that comes too late to use the device is left to the resume.
 */
export const resetHoldsDevice: Fix = {
  changes: 'a reset uses the device, and a device suspend waits for it outside of the device guard',
  forcedBy: ['LOCK-LIVE'],
  unit: {
    name: 'reset-holds-device',
    on: 'P8',
    title: 'drm/panthor: hold the device in a reset, wait for it before a suspend enters the device',
    cite: ['A.2.7', 'D.6'],
    functions: {
      beforeSuspend: (d, below) =>
        function* () {
          yield* below();
          yield* d.state.resetWork.cancelSync();
        },

      panthorDeviceResetWork: (d, below) =>
        function* () {
          const got = d.state.pm.getIfActive();
          if (got === 0) return;
          yield* below();
          if (got === 1) d.state.pm.putAutosuspend();
        },

      panthorDeviceResume: (d, below) =>
        function* () {
          const error = yield* below();
          // One that was scheduled before the device counted as active again was not queued.
          if (error === 0 && (yield* d.machine.read(d.state.resetPending))) d.state.resetWork.queueNow();
          return error;
        },
    },
  },
};
