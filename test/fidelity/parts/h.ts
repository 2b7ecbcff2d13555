import { by, carried, type Entries } from '../entry.ts';

const machine = 'runtime/machine.test.ts';
const power = 'driver/power.test.ts';
const entryPoints = 'driver/entry-points.test.ts';
const requests = 'interface/requests.test.ts';
const rfc = 'driver/rfc-2025.test.ts';
const jobs = 'driver/jobs.test.ts';

export const partH: Entries = {
  'H.1-text': carried(
    by('gpu/irq-line.ts#suspend', 'driver/mmu-fault.test.ts', 'is not heard: the line is suspended until'),
    by(
      'gpu/irq-line.ts#resume',
      'driver/power-session.test.ts',
      'PROTM_FAULT that was masked for a reset is unmasked by the slow resume of the reference only',
    ),
    by('gpu/irq-line.ts#thread', jobs, 'SYNC_UPDATE signals what is done'),
    by('gpu/irq-line.ts#hardHandler', jobs, 'SYNC_UPDATE signals what is done'),
  ),
  'H.2-text': carried(
    by('linux/wait-queue.ts#wakeUpAll', machine, 'a waiter whose condition holds sleeps on'),
    by('driver/mainline/firmware.ts#panthorFwWaitAcks', 'driver/tick.test.ts', 'costs 100 ms and a reset'),
    by(
      'driver/mainline/firmware.ts#panthorJobIrqHandler',
      'driver/protm-rows.test.ts',
      'the wait of 500 ms ends when bit 7 is 0',
    ),
    by(
      'driver/mainline/firmware.ts#panthorFwInitGlobalIface',
      requests,
      'of mainline: configuration, PING, IDLE_EN and IDLE',
    ),
    by(
      'driver/series-2026/protm-exit.ts#panthorFwInitGlobalIface',
      requests,
      'of 7/8: PROTM_ENTER and PROTM_EXIT too',
    ),
  ),
  'H.3-text': carried(
    by(
      'linux/workqueue.ts#modDelayed',
      machine,
      'a pending item is moved, a running one runs exactly once more',
    ),
    by(
      'linux/workqueue.ts#queueDelayed',
      machine,
      'a pending item is moved, a running one runs exactly once more',
    ),
    by('linux/workqueue.ts#cancelSync', machine, 'cancel-sync waits for the run in flight'),
    by('linux/workqueue.ts#flush', machine, 'a flush makes a pending item due'),
    by('linux/workqueue.ts#mayStart', machine, 'an ordered queue runs one after another'),
    by('linux/rwsem.ts#downRead', machine, 'a waiting writer keeps new readers out'),
    by(
      'driver/mainline/groups.ts#schedQueueDelayedWork',
      'driver/tick-work.test.ts',
      'full: at the target, or a period after last_tick',
    ),
    by(
      'driver/mainline/reset.ts#panthorDeviceScheduleReset',
      power,
      'one that is scheduled in the suspend is not queued: pending until the resume',
    ),
  ),
  'H.4-text': carried(
    by('firmware/command-streams.ts#advanceReady', 'gpu/caches.test.ts', 'before each job, FLUSH_CACHE2'),
    by('gpu/caches.ts#flush', 'gpu/caches.test.ts', 'before each job, FLUSH_CACHE2'),
    by(
      'driver/mainline/jobs.ts#queueStop',
      'driver/order.test.ts',
      'a job clock that runs when a reset stops',
    ),
    by('linux/workqueue.ts#disableSync', 'driver/order.test.ts', 'a job clock that runs when a reset stops'),
    by('firmware/command-streams.ts#advanceReady', 'firmware/session.test.ts', 'goes row by row'),
    by(
      'driver/mainline/dependencies.ts#wakeDependents',
      'driver/vm-bind-syncs.test.ts',
      'a job waits for a bind that waits for a job',
    ),
    by('driver/mainline/jobs.ts#groupSubmit', jobs, 'a group that cannot run is refused new jobs'),
    by('driver/mainline/jobs.ts#runJob', jobs, 'an empty stream is done when what stands before it is'),
    by('driver/mainline/jobs.ts#returnLastFence', jobs, 'and at once where that has ended'),
    by('driver/mainline/fences.ts#signalEmpty', jobs, 'with its error, when it ends'),
    by('firmware/cs-readiness.ts#regionWritesBehind', 'firmware/session.test.ts', 'ends among the moves'),
    by('driver/mainline/jobs.ts#runJob', power, 'a job that is to be written meanwhile fails with EACCES'),
    by(
      'driver/mainline/fences.ts#queueTimeoutWork',
      jobs,
      'a completion with others in flight restarts the 5 s',
    ),
    by(
      'driver/mainline/fences.ts#queueTimeoutWork',
      jobs,
      'a clock that has run out and finds nothing done kills',
    ),
    by(
      'driver/mainline/job-clock.ts#queueTimedoutJob',
      jobs,
      'a completion with others in flight restarts the 5 s',
    ),
    by(
      'linux/fence-path.ts#check',
      'linux/fence-path.test.ts',
      'may not depend on such a lock through another one',
    ),
  ),
  'H.5-text': carried(
    by(
      'driver/mainline/events.ts#schedProcessCsgIrqLocked',
      entryPoints,
      'cs_irq_ack before the CSs; FAULT is acknowledged',
    ),
    by(
      'driver/mainline/events.ts#ringCsgAfterIrqLocked',
      entryPoints,
      'cs_irq_ack before the CSs; FAULT is acknowledged, and its CS and CSG are rung',
    ),
    by('driver/rfc-2025/protm.ts#tickEnterProtm', rfc, 'is sent only while protm.pending is set'),
    by(
      'driver/rfc-2025/protm.ts#tickCtxReprogKept',
      rfc,
      'rewrites all CSs and the endpoint request with priority 14',
    ),
    by('driver/rfc-2025/protm.ts#schedProcessGlobalIrqLocked', rfc, 'IDLE is answered before EXIT'),
    by(
      'gpu/irq-line.ts#land',
      'posted-clear.test.ts',
      'takes an interrupt along that was raised after the words were read',
    ),
    by('gpu/irq-line.ts#readBack', 'posted-clear.test.ts', 'takes nothing along where it is read back first'),
  ),
};
