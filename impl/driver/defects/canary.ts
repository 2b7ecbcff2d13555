import type { Defect } from './defect.ts';

/**
 * A driver that every run must condemn, whatever the workload, the schedule and the answers of the firmware: it takes
 * two locks the wrong way round and sends ENTER for nobody, both at probe. A run that does not condemn it was not
 * looked at.
 */
export const canary: Defect = {
  id: 'canary',
  name: 'canary',
  wrong: 'at probe two locks are taken the wrong way round, and ENTER is sent for nobody',
  breaks: ['LOCK-RULES', 'ENTER-GATE'],
  changes: [
    {
      unit: 'P7',
      functions: {
        panthorDeviceInit: (d, unit) =>
          function* () {
            const { slotsLock, schedLock } = d.state;
            const error = yield* unit();
            yield* slotsLock.lock();
            yield* schedLock.lock();
            slotsLock.unlock();
            yield* d.fn.sendEnter();
            schedLock.unlock();
            return error;
          },
      },
    },
  ],
};
