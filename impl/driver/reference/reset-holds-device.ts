import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import type { Fix } from './fix.ts';

/**
 * A device suspend waits for the reset work inside of the device guard. The reset stops run_job, which may wait until a
 * suspend that has begun is over; and one whose firmware does not boot takes the device away, which waits for whoever is
 * inside of the guard. None of them ends. So a reset uses the device, and no runtime suspend begins in it; a suspend in
 * system sleep waits for the reset before it goes in. A reset that finds the device on its way down is left to the
 * resume, and one that finds it on its way up to whoever uses the device next: it resumed it, or waits for that.
 */
export const resetHoldsDevice: Fix = {
  changes:
    'a reset uses the device, a device suspend waits for it outside of the device guard, and none is lost in a resume',
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
          const { pm } = d.state;
          const got = pm.getIfActive();
          if (got === 0) return;
          // System sleep does not look at users, but runtime suspends come again before the reset may be over.
          if (got === 'EINVAL') pm.get();
          yield* below();
          pm.putAutosuspend();
        },

      panthorDeviceResume: (d, below) =>
        function* () {
          const error = yield* below();
          // One that was scheduled before pm.state was ACTIVE again was not queued.
          if (error === 0) yield* queueIfPending(d);
          return error;
        },

      panthorDeviceResumeAndGet: (d, below) =>
        function* () {
          const error = yield* below();
          // One that ran before runtime PM counted the device as active left it pending.
          if (error === 0) yield* queueIfPending(d);
          return error;
        },
    },
  },
};

function* queueIfPending({ machine, state }: Driver): Act {
  if (yield* machine.read(state.resetPending)) state.resetWork.queueNow();
}
