import { by, carried, type Entries, leftOut } from '../entry.ts';

const machine = 'runtime/machine.test.ts';
const jobs = 'driver/jobs.test.ts';

export const partH: Entries = {
  'H.1-text': carried(
    by('gpu/irq-line.ts#suspend', 'driver/mmu-fault.test.ts', 'is not heard: the line is suspended until'),
    by('gpu/irq-line.ts#thread', jobs, 'SYNC_UPDATE signals what is done'),
    by('gpu/irq-line.ts#hardHandler', jobs, 'SYNC_UPDATE signals what is done'),
  ),
  'H.2-text': carried(
    by('linux/wait-queue.ts#wakeUpAll', machine, 'a waiter whose condition holds sleeps on'),
    by('driver/mainline/firmware.ts#panthorFwWaitAcks', 'driver/tick.test.ts', 'costs 100 ms and a reset'),
    by(
      'driver/series-2026/protm-exit.ts#panthorFwInitGlobalIface',
      'driver/protm.test.ts',
      'ENTER under protm.lock',
    ),
  ),
  'H.3-text': carried(
    by(
      'linux/workqueue.ts#modDelayed',
      machine,
      'a pending item is moved, a running one runs exactly once more',
    ),
    by('linux/workqueue.ts#cancelSync', machine, 'cancel-sync waits for the run in flight'),
    by('linux/rwsem.ts#downRead', machine, 'a waiting writer keeps new readers out'),
    by(
      'driver/mainline/reset.ts#panthorDeviceScheduleReset',
      'driver/tick.test.ts',
      'costs 100 ms and a reset',
    ),
  ),
  'H.4-text': carried(
    by('firmware/command-streams.ts#advanceReady', 'firmware/session.test.ts', 'goes row by row'),
    by('driver/mainline/jobs.ts#groupSubmit', jobs, 'a group that cannot run is refused new jobs'),
    by('driver/mainline/jobs.ts#queueRunJob', jobs, 'an empty stream is done when what stands before it is'),
    by(
      'driver/mainline/jobs.ts#queueTimedoutJob',
      jobs,
      'a completion with others in flight restarts the 5 s',
    ),
  ),
  'H.5-text': leftOut('TODO'),
};
