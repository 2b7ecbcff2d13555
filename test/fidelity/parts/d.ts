import { by, carried, type Entries, partly } from '../entry.ts';

const tick = 'driver/tick.test.ts';
const jobs = 'driver/jobs.test.ts';
const vm = 'driver/vm.test.ts';
const tickWork = 'driver/tick-work.test.ts';
const entryPoints = 'driver/entry-points.test.ts';
const classes = 'driver/classification.test.ts';
const power = 'driver/power.test.ts';
const rows = 'driver/protm-rows.test.ts';
const protmReset = 'driver/protm-reset.test.ts';
const reset = 'driver/reset.test.ts';
const vmBind = 'driver/vm-bind.test.ts';
const mmuFault = 'driver/mmu-fault.test.ts';
const scheduling = 'driver/scheduling.test.ts';
const constants = 'driver/constants.test.ts';
const order = 'driver/order.test.ts';
const silent = 'costs 100 ms and a reset';

export const partD: Entries = {
  'D.1-text': partly(
    'the power of shader cores, which firmware switches by itself and no word tells the host',
    by('driver/constants.ts#MIN_CSGS', constants, 'slots and priorities'),
    by(
      'driver/mainline/firmware.ts#panthorFwInitIfaces',
      'driver/probe.test.ts',
      'refuses a device with fewer than MIN_CSGS',
    ),
    by('driver/constants.ts#JOB_TIMEOUT_US', constants, 'JOB_TIMEOUT'),
    by('driver/constants.ts#TICK_PERIOD_US', constants, 'and of D.1'),
    by('driver/constants.ts#MCU_STOP_TIMEOUT_US', constants, 'MCU stop'),
    by('driver/constants.ts#MAX_GROUPS_PER_POOL', constants, 'groups per file'),
    by('driver/constants.ts#CSG_ACK_TIMEOUT_US', constants, 'CSG ack wait'),
    by('driver/constants.ts#PING_INTERVAL_US', constants, 'FW ping every'),
    by('driver/constants.ts#L2_POWER_TIMEOUT_US', constants, 'L2 power'),
    by('driver/constants.ts#L2_POWER_TIMEOUT_US', 'driver/limits.test.ts', 'L2 is polled for 20 ms'),
    by('driver/constants.ts#AUTOSUSPEND_US', constants, 'autosuspend'),
    by('driver/constants.ts#PROGRESS_TIMEOUT_CYCLES', constants, 'the progress timer'),
    by('driver/constants.ts#MAX_CSG_PRIO', constants, 'MAX_CSG_PRIO'),
  ),
  'D.2-text': carried(
    by('driver/mainline/groups.ts#schedQueueWork', rows, '2: with a reset pending the work is not queued'),
    by('driver/mainline/groups.ts#groupQueueWork', rows, '3: off slot the group is terminated at once'),
    by('driver/group.ts#groupCanRun', jobs, 'a group that cannot run is refused new jobs'),
    by('driver/group.ts#groupIsIdle', tick, 'keep a slot while nobody wants it'),
    by(
      'driver/mainline/tick.ts#tickCtxUpdateReschedTarget',
      tickWork,
      'groups with work: a target a period after last_tick',
    ),
  ),
  'D.3-text': partly(
    'objects of 32 bits: what streams here set and wait for fits into 16, so that such a wait is answered as one on 64 bits',
    by('driver/mainline/slots.ts#csSlotSyncQueueStateLocked', classes, 'SYNC_WAIT for a value or less'),
    by('driver/mainline/events.ts#queueSyncWaitMet', entryPoints, 'an object of'),
    by('userspace/stream.ts#meets', 'driver/waits.test.ts', 'a stream that waits for a value or less'),
    by('driver/mainline/slots.ts#csSlotSyncQueueStateLocked', classes, 'after a STATUS_UPDATE, D.3'),
    by('driver/mainline/slots.ts#csgSlotSyncQueuesStateLocked', classes, 'after a STATUS_UPDATE, D.3'),
  ),
  'D.4-1': carried(
    by(
      'driver/mainline/tick.ts#tickWork',
      tickWork,
      'now and resched_target are sampled before the lock is taken',
    ),
    by('driver/mainline/tick.ts#tickBegin', tickWork, 'with a reset pending it returns at once'),
    by(
      'driver/mainline/power.ts#panthorDeviceResumeAndGet',
      power,
      'who comes while the device is suspended or resumed waits',
    ),
    by('linux/device-guard.ts#enter', 'driver/uapi.test.ts', 'a device that is gone answers ENODEV'),
  ),
  'D.4-2': carried(
    by(
      'driver/mainline/tick.ts#tickCtxInit',
      tickWork,
      'STATUS_UPDATE to every occupied slot: all requests, one ring',
    ),
    by('driver/mainline/tick.ts#tickCtxInit', tickWork, 'slots are waited for one after another'),
    by(
      'driver/mainline/tick.ts#insertOldGroup',
      tickWork,
      'the groups of a priority are taken by slot priority',
    ),
    by(
      'driver/mainline/mmu.ts#tickCtxFlagVmFault',
      mmuFault,
      'the tick kills every group of the VM that is on slot',
    ),
  ),
  'D.4-3': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'lets only real-time groups preempt'),
    by('driver/mainline/tick.ts#tickCtxPickGroups', scheduling, 'keeps every constraint'),
  ),
  'D.4-4': carried(by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'four groups on three slots')),
  'D.4-5': carried(
    by('driver/mainline/tick.ts#tickCtxPickIdleGroups', tick, 'keep a slot while nobody wants it'),
    by(
      'driver/mainline/tick.ts#tickCtxPickIdleGroups',
      'driver/protm-scheduling.test.ts',
      'mainline keeps all that are on slot',
    ),
  ),
  'D.4-6': carried(
    by(
      'driver/mainline/tick.ts#tickCtxPickGroupsFromList',
      tickWork,
      'a group whose VM gets no address space',
    ),
    by(
      'driver/mainline/tick.ts#tickCtxPickGroupsFromList',
      tickWork,
      'two VMs of one need an address space each',
    ),
    by(
      'driver/mainline/tick.ts#tickCtxPickGroupsFromList',
      tick,
      'one group of each priority: no further tick',
    ),
  ),
  'D.4-7': carried(
    by(
      'driver/mainline/tick-apply.ts#tickCtxSuspendEvicted',
      tickWork,
      'who loses a slot is suspended, or terminated',
    ),
    by(
      'driver/mainline/tick-apply.ts#tickCtxUpdateKept',
      tickWork,
      'priorities count down from 15 over all chosen groups',
    ),
    by(
      'driver/mainline/tick-apply.ts#tickCtxApply',
      tickWork,
      'what an evicted group still has to say is heard',
    ),
    by('driver/mainline/tick-apply.ts#tickCtxStartGroup', tickWork, 'a new group: lowest free slot'),
    by(
      'driver/mainline/tick-apply.ts#tickCtxStartGroup',
      'driver/failed-bind.test.ts',
      'is asked to start all the same, acknowledged, and lost',
    ),
    by('driver/mainline/tick-apply.ts#applyOrReset', tickWork, 'a slot that does not start: reset'),
    by('driver/mainline/tick-apply.ts#requeue', tickWork, 'a chosen group that is destroyed meanwhile'),
    by('driver/mainline/tick-apply.ts#tickCtxApply', order, 'who lost its slot is unbound by priority'),
  ),
  'D.4-8': partly(
    'the rates that the governor makes of it: a run at another rate is one of a workload with other durations and another clock of the progress timer (`gpuMhz`), and both are drawn',
    by(
      'driver/mainline/jobs.ts#runJob',
      'driver/devfreq.test.ts',
      'is told busy by a job for a group on slot',
    ),
    by(
      'driver/mainline/devfreq.ts#panthorDevfreqRecordBusy',
      'driver/devfreq.test.ts',
      'is told busy by the tick',
    ),
    by(
      'driver/mainline/devfreq.ts#panthorDevfreqRecordIdle',
      'driver/devfreq.test.ts',
      'is told busy by the tick',
    ),
    by('driver/mainline/devfreq.ts#panthorDevfreqResume', 'driver/devfreq.test.ts', 'begins to count anew'),
    by('driver/mainline/tick-apply.ts#requeue', tickWork, 'one with work beside an idle one'),
    by('driver/mainline/tick.ts#notePmRef', tickWork, 'groups with work: a target a period after last_tick'),
    by('driver/mainline/tick.ts#notePmRef', power, 'a group with work keeps the device powered'),
  ),
  'D.4-9': carried(
    by('driver/mainline/tick.ts#tickCtxUpdateReschedTarget', tickWork, 'all idle: no target'),
    by(
      'driver/mainline/tick.ts#tickCtxUpdateReschedTarget',
      tickWork,
      'groups with work: a target a period after last_tick',
    ),
    by('driver/mainline/tick.ts#tickWork', tickWork, 'last_tick becomes that early now'),
  ),
  'D.4-10': carried(
    by(
      'driver/mainline/fences.ts#groupTermWork',
      tickWork,
      'a fatal group: -EINVAL; one that timed out: -ETIMEDOUT',
    ),
    by(
      'driver/mainline/tick.ts#tickCtxCleanup',
      tickWork,
      'a fatal group: -EINVAL; one that timed out: -ETIMEDOUT',
    ),
    by(
      'driver/mainline/tick.ts#tickCtxCleanup',
      tickWork,
      'a tick that was given up: who cannot run is terminated',
    ),
    by('driver/mainline/fences.ts#signalJob', jobs, 'an error at the end overwrites that of a CS fault'),
  ),
  'D.4-text': carried(
    by('driver/mainline/slots.ts#csgsUpdCtxApplyLocked', tick, silent),
    by('driver/mainline/slots.ts#csgSlotSyncPriorityLocked', tickWork, 'priorities count down from 15'),
    by('driver/mainline/slots.ts#csgSlotSyncStateLocked', tickWork, 'a new group: lowest free slot'),
    by('driver/mainline/slots.ts#csSlotResetLocked', classes, 'stands with its remainder kept'),
  ),
  'D.5-1': carried(
    by('driver/mainline/jobs.ts#runJob', jobs, 'on slot: the user doorbell'),
    by('driver/mainline/jobs.ts#groupScheduleLocked', entryPoints, 'a submission off slot'),
    by(
      'driver/mainline/tick.ts#schedResumeTick',
      entryPoints,
      'ticks are stopped, slots full: a period after the last',
    ),
  ),
  'D.5-2': carried(
    by(
      'driver/mainline/events.ts#processFwEventsWork',
      entryPoints,
      'GLB first, IDLE with a tick, then the CSGs',
    ),
    by(
      'driver/mainline/events.ts#schedProcessGlobalIrqLocked',
      entryPoints,
      'GLB first, IDLE with a tick, then the CSGs',
    ),
    by('driver/mainline/events.ts#schedProcessCsgIrqLocked', entryPoints, 'cs_irq_ack before the CSs'),
    by('driver/mainline/events.ts#schedProcessCsgIrqLocked', jobs, 'SYNC_UPDATE signals what is done'),
    by(
      'driver/mainline/events.ts#csgSlotProcessProgressTimerLocked',
      'progress-timers.test.ts',
      'by the progress timer where that is shorter',
    ),
    by(
      'driver/mainline/events.ts#csSlotProcessFatalEventLocked',
      'driver/unrecoverable.test.ts',
      'a fatal error of a CS, D.5',
    ),
    by(
      'driver/mainline/events.ts#csSlotProcessIrqLocked',
      entryPoints,
      'FAULT: the job at extract gets -EINVAL',
    ),
    by('driver/mainline/tiler-heaps.ts#groupTilerOomWork', jobs, 'is answered after the heap has grown'),
    by(
      'driver/mainline/job-clock.ts#queueTimedoutJob',
      'driver/protm.test.ts',
      'a request is neither noted nor acknowledged',
    ),
  ),
  'D.5-3': carried(
    by(
      'driver/mainline/events.ts#syncUpdWork',
      entryPoints,
      'what is unblocked goes to the head of runnable',
    ),
    by('driver/mainline/events.ts#queueSyncWaitMet', entryPoints, 'looks the buffer up under op_lock'),
    by('driver/mainline/events.ts#queueSyncWaitMet', entryPoints, 'what a wait was met by is unmapped'),
    by('driver/mainline/events.ts#syncUpdWork', entryPoints, 'a real-time group gets a tick'),
  ),
  'D.5-4': carried(
    by(
      'driver/mainline/job-clock.ts#queueTimedoutJob',
      'driver/protm.test.ts',
      'a request is neither noted nor acknowledged',
    ),
    by('driver/mainline/job-clock.ts#queueSuspendTimeout', classes, 'stands with its remainder kept'),
    by('driver/mainline/slots.ts#csSlotResetLocked', classes, 'stands with its remainder kept'),
    by('driver/group.ts#groupIsIdle', classes, 'runs on while the queue is blocked and all of its group is'),
    by('driver/mainline/slots.ts#programCs', jobs, 'the clock stands still off slot'),
    by(
      'driver/mainline/fences.ts#signalCompletions',
      jobs,
      'a completion with others in flight restarts the 5 s',
    ),
    by('driver/mainline/fences.ts#signalCompletions', jobs, 'a job that is found done off slot'),
  ),
  'D.5-5': carried(
    by(
      'driver/mainline/events.ts#schedProcessGlobalIrqLocked',
      entryPoints,
      'GLB first, IDLE with a tick, then the CSGs',
    ),
    by('driver/mainline/mmu.ts#panthorMmuIrqHandler', mmuFault, 'and asks for a tick'),
    by(
      'driver/mainline/groups.ts#groupDestroy',
      tickWork,
      'who loses a slot is suspended, or terminated if it cannot run',
    ),
    by(
      'driver/mainline/client-vms.ts#panthorVmDestroy',
      entryPoints,
      'flushes the tick while a group of it is on slot',
    ),
  ),
  'D.6-text': carried(
    by('driver/mainline/reset.ts#panthorSchedSuspend', tick, silent),
    by(
      'driver/mainline/reset.ts#panthorSchedSuspend',
      protmReset,
      '3: the owner is terminated, the others suspended',
    ),
    by(
      'driver/mainline/reset.ts#panthorDeviceResetWork',
      protmReset,
      '4: queues are stopped, the GPU is reset',
    ),
    by(
      'driver/mainline/reset.ts#panthorDeviceScheduleReset',
      power,
      'one that is scheduled in the suspend is not queued',
    ),
    by(
      'driver/mainline/firmware.ts#panthorJobIrqHandler',
      power,
      'what firmware said before and nobody heard',
    ),
    by('driver/mainline/reset.ts#panthorSchedPostReset', reset, 'one that is destroyed in a reset'),
    by('driver/mainline/groups.ts#panthorGroupStart', protmReset, '4: queues are stopped, the GPU is reset'),
    by('firmware/boot.ts#initialiseLoaded', 'firmware/choices.test.ts', 'F09b'),
    by(
      'driver/mainline/power.ts#panthorDeviceSuspend',
      power,
      'a device whose groups are all idle is suspended after 50 ms',
    ),
    by(
      'driver/mainline/power.ts#panthorFwSuspend',
      power,
      'firmware that does not halt is reset with the GPU',
    ),
    by(
      'driver/mainline/power.ts#panthorDeviceResume',
      power,
      'one that is pending is cancelled and turned into a slow resume',
    ),
    by('driver/mainline/power.ts#panthorSchedResume', power, 'groups with work wait in the idle list'),
    by('driver/mainline/mmu.ts#panthorVmIdle', vm, 'a group off slot keeps its address space'),
    by('driver/mainline/mmu.ts#assignAs', vm, 'a group off slot keeps its address space'),
    by(
      'driver/mainline/vm.ts#panthorVmExecOp',
      vm,
      'locks the region, changes the page table under op_lock alone',
    ),
    by('driver/mainline/vm-bind.ts#panthorVmStop', vmBind, 'workers stop before the GPU is reset'),
    by('driver/mainline/vm-bind.ts#panthorVmStart', vmBind, 'workers stop before the GPU is reset'),
    by(
      'driver/mainline/unplug.ts#panthorDeviceUnplug',
      'driver/uapi.test.ts',
      'a device that is gone answers ENODEV',
    ),
    by('driver/mainline/device.ts#onProtmFault', 'driver/rfc-2025.test.ts', 'PROTM_FAULT is logged'),
  ),
};
