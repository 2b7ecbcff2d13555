import { by, carried, type Entries, leftOut, partly } from '../entry.ts';

const protm = 'driver/protm.test.ts';
const vm = 'driver/vm.test.ts';
const tick = 'driver/tick.test.ts';
const jobs = 'driver/jobs.test.ts';
const session = 'firmware/session.test.ts';
const bits = 'interface/bits.test.ts';
const constants = 'driver/constants.test.ts';
const machine = 'runtime/machine.test.ts';

const noted = '3: the event is noted and a tick asked for';
const entryInOrder = '5 to 16: status, candidate, acknowledgement, doorbells, ENTER under protm.lock';
const unasked = '7: ENTER is sent without any request';
const mute = '13: ENTER that is not acknowledged holds the scheduler lock for 4 s';
const noBit7 = '14: bit 7 that never comes is polled for 500 ms';
const exitAnswered = '2 and 4: EXIT is answered, a tick asked for';
const naturalExit = 'a VM operation waits 5 ms for a natural exit';
const protmFault = 'the owner is killed, an exit is forced, the bit is masked until the reset';
const readLock = 'in the series holds protm.lock for reading';
const rowByRow = 'goes row by row';

export const partA: Entries = {
  'A.1.1-1': carried(by('interface/bits.ts#GPU_INT', bits, 'GPU_INT')),
  'A.1.1-2': carried(
    by('gpu/gpu.ts#reset', session, 'a reset in a session ends protected mode'),
    by('gpu/gpu.ts#flushed', vm, 'one at a time; after one that was not answered'),
  ),
  'A.1.1-3': partly(
    'ACTIVE, PWR_ACTIVE, PAGE_FAULT and DBG: the driver reads only bit 7',
    by('interface/bits.ts#GPU_STATUS_PROTM_ACTIVE', bits, 'GPU_STATUS, JOB_INT'),
  ),
  'A.1.1-4': leftOut('TODO power MCU'),
  'A.1.1-5': carried(by('interface/bits.ts#JOB_INT_GLOBAL_IF', bits, 'GPU_STATUS, JOB_INT')),
  'A.1.1-6': carried(
    by('interface/bits.ts#AS_COMMAND', bits, 'AS_COMMAND, AS_STATUS'),
    by('gpu/address-space.ts#run', 'gpu/mmu.test.ts', 'sets AS_ACTIVE at once and clears it when it is done'),
  ),
  'A.1.1-7': carried(by('driver/mainline/jobs.ts#queueRingDoorbell', jobs, 'on slot: the user doorbell')),
  'A.1.1-text': carried(by('gpu/mmu.ts#stalls', 'gpu/mmu.test.ts', 'a command in protected mode, A.1.1')),

  'A.1.2-1': carried(by('driver/mainline/firmware.ts#panthorFwWaitAcks', tick, 'costs 100 ms and a reset')),
  'A.1.2-2': carried(
    by('driver/mainline/firmware.ts#panthorFwToggleReqs', protm, entryInOrder),
    by('interface/bits.ts#toggled', protm, entryInOrder),
  ),
  'A.1.2-3': carried(
    by('driver/mainline/firmware.ts#panthorFwUpdateReqs', protm, exitAnswered),
    by('interface/bits.ts#copied', protm, exitAnswered),
  ),
  'A.1.2-4': leftOut('TODO req spinlock'),
  'A.1.2-5': leftOut('TODO toggle idempotent'),
  'A.1.2-6': carried(by('driver/mainline/firmware.ts#panthorFwRingCsgDoorbells', protm, entryInOrder)),
  'A.1.2-text': partly(
    'performance counters, FWCFG_UPDATE, SLEEP and INACTIVE: no driver here uses them; RESOURCE and DEFERRED as reasons to wait',
    by('interface/bits.ts#GLB', bits, 'GLB'),
    by('interface/bits.ts#CSG', bits, 'CSG'),
    by('interface/bits.ts#CS', bits, 'CS'),
    by('interface/bits.ts#BLOCKED', bits, 'status words'),
    by('interface/bits.ts#STATUS_WAIT_PROTM_PENDING', bits, 'status words'),
    by('driver/series-2026/protm-exit.ts#panthorFwInitGlobalIface', protm, entryInOrder),
  ),

  'A.1.3-1': leftOut('TODO heap'),
  'A.1.3-2': carried(by('driver/series-2026/protm-exit.ts#beforeVmOp', vm, readLock)),
  'A.1.3-3': carried(by('driver/series-2026/protm-tick.ts#tickEnterProtm', protm, exitAnswered)),
  'A.1.3-4': carried(by('driver/series-2026/protm-tick.ts#tickCtxAckKept', protm, protmFault)),
  'A.1.3-5': carried(by('driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingLocked', protm, noted)),
  'A.1.3-6': leftOut('TODO protm_suspend_buf'),
  'A.1.3-7': carried(by('driver/series-2026/protm-tick.ts#selectProtmGroup', protm, unasked)),
  'A.1.3-8': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroupsFromList', tick, 'four groups on three slots'),
  ),
  'A.1.3-9': carried(
    by('driver/mainline/slots.ts#csgSlotSyncStateLocked', tick, 'four groups on three slots'),
  ),
  'A.1.3-10': carried(by('driver/mainline/mmu.ts#panthorVmActive', vm, 'the firmware has AS0')),
  'A.1.3-11': carried(by('driver/series-2026/protm-exit.ts#onProtmFault', protm, protmFault)),
  'A.1.3-text': carried(
    by('driver/group.ts#groupCanRun', jobs, 'a group that cannot run is refused new jobs'),
    by('driver/group.ts#groupIsIdle', tick, 'keep a slot while nobody wants it'),
  ),

  'A.1.4-1': carried(
    by('driver/mainline/firmware.ts#panthorJobIrqHandler', protm, noted),
    by('driver/mainline/events.ts#panthorSchedReportFwEvents', protm, noted),
  ),
  'A.1.4-2': carried(by('driver/series-2026/protm-exit.ts#processFwEventsWork', protm, exitAnswered)),
  'A.1.4-3': carried(by('driver/series-2026/protm-entry.ts#takeEntry', protm, entryInOrder)),
  'A.1.4-4': carried(by('driver/mainline/vm.ts#panthorVmLockRegion', vm, readLock)),
  'A.1.4-5': carried(by('driver/mainline/device.ts#panthorGpuIrqHandler', protm, protmFault)),
  'A.1.4-6': carried(
    by(
      'driver/mainline/mmu.ts#panthorMmuIrqHandler',
      'driver/mmu-fault.test.ts',
      'masks the AS, flushes, takes the page table away',
    ),
  ),
  'A.1.4-7': carried(by('linux/workqueue.ts#queueNow', machine, 'an ordered queue runs one after another')),
  'A.1.4-8': carried(by('driver/mainline/jobs.ts#queueRunJob', jobs, 'on slot: the user doorbell')),
  'A.1.4-9': leftOut('TODO sync_upd op_lock'),
  'A.1.4-10': carried(
    by('driver/mainline/events.ts#groupTilerOomWork', jobs, 'is answered after the heap has grown'),
  ),
  'A.1.4-11': carried(
    by('driver/mainline/jobs.ts#groupSyncUpdWork', jobs, 'SYNC_UPDATE signals what is done'),
    by('driver/mainline/jobs.ts#groupTermWork', jobs, 'a group that cannot run is refused new jobs'),
  ),
  'A.1.4-12': carried(
    by('driver/mainline/groups.ts#groupCreate', vm, 'a group is not created, and what was allocated'),
    by('driver/mainline/groups.ts#groupDestroy', 'driver/reset.test.ts', 'one that is destroyed in a reset'),
  ),
  'A.1.4-text': leftOut('TODO refused queueing'),

  'A.1.5-1': carried(
    by('driver/constants.ts#PROTM_ENTER_TIMEOUT_US', constants, 'limits and periods'),
    by('driver/series-2026/protm-entry.ts#sendEnter', protm, mute),
  ),
  'A.1.5-2': carried(
    by('driver/constants.ts#PROTM_ACTIVE_POLL_US', constants, 'poll of GPU_STATUS.PROTM_ACTIVE'),
    by('driver/series-2026/protm-entry.ts#waitEntered', protm, noBit7),
  ),
  'A.1.5-3': carried(
    by('driver/constants.ts#PROTM_NATURAL_EXIT_US', constants, 'wait for natural exit'),
    by('driver/series-2026/protm-exit.ts#beforeAsLock', protm, naturalExit),
  ),
  'A.1.5-4': carried(
    by('driver/constants.ts#PROTM_FORCED_EXIT_US', constants, 'forced exit after PING'),
    by('driver/series-2026/protm-exit.ts#forceExit', protm, naturalExit),
  ),
  'A.1.5-5': carried(
    by('driver/constants.ts#CSG_ACK_TIMEOUT_US', tick, 'costs 100 ms and a reset'),
    by('driver/constants.ts#ACK_BUSY_POLL_US', constants, 'every CSG request ack'),
  ),
  'A.1.5-6': carried(
    by('driver/constants.ts#PING_INTERVAL_US', constants, 'FW watchdog PING interval'),
    by('driver/constants.ts#PING_TIMEOUT_US', constants, 'FW watchdog PING interval'),
  ),
  'A.1.5-7': carried(by('driver/constants.ts#TICK_PERIOD_US', constants, 'scheduler tick period')),
  'A.1.5-8': carried(
    by('driver/constants.ts#JOB_TIMEOUT_US', jobs, 'a completion with others in flight restarts the 5 s'),
  ),
  'A.1.5-9': carried(
    by('driver/constants.ts#AS_ACTIVE_TIMEOUT_US', vm, 'AS_ACTIVE that stays set is waited for 100 ms'),
  ),
  'A.1.5-10': partly(
    'TODO MCU halt and stop',
    by('driver/constants.ts#CACHE_FLUSH_TIMEOUT_US', constants, 'GPU cache flush'),
    by('driver/constants.ts#SOFT_RESET_TIMEOUT_US', constants, 'soft reset'),
  ),
  'A.1.5-11': carried(by('driver/constants.ts#FW_BOOT_TIMEOUT_US', constants, 'FW boot')),
  'A.1.5-12': leftOut('TODO progress timer'),
  'A.1.5-13': leftOut('TODO hysteresis'),
  'A.1.5-14': carried(
    by('driver/constants.ts#MAX_CSGS', constants, 'slots and priorities'),
    by('driver/constants.ts#MAX_CSG_PRIO', constants, 'slots and priorities'),
    by('driver/constants.ts#PRIORITY', constants, 'slots and priorities'),
  ),
  'A.1.5-15': leftOut('limits of the production driver, quoted for contrast'),
  'A.1.5-text': carried(by('driver/series-2026/protm-entry.ts#panthorFwProtmEnter', protm, mute)),

  'A.1.6-1': leftOut('TODO uapi query'),
  'A.1.6-2': leftOut('TODO uapi create'),
  'A.1.6-3': carried(by('firmware/cs-commands.ts#reachRegion', session, rowByRow)),

  'A.2.1-1': leftOut('TODO heaps'),
  'A.2.1-2': leftOut('TODO heaps'),
  'A.2.1-3': leftOut('TODO heaps'),
  'A.2.1-4': leftOut('TODO heaps'),
  'A.2.1-5': leftOut('TODO heaps'),
  'A.2.1-6': leftOut('TODO heaps'),
  'A.2.2-1': leftOut('TODO heaps'),
  'A.2.2-2': leftOut('TODO heaps'),
  'A.2.2-3': carried(
    by('driver/mainline/groups.ts#groupDestroy', 'driver/reset.test.ts', 'one that is destroyed in a reset'),
  ),

  'A.2.3-1': carried(by('firmware/cs-commands.ts#reachRegion', session, rowByRow)),
  'A.2.3-2': carried(by('driver/mainline/events.ts#panthorSchedReportFwEvents', protm, noted)),
  'A.2.3-3': carried(
    by('driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingLocked', protm, noted),
    by('driver/mainline/events.ts#schedProcessCsgIrqLocked', protm, noted),
  ),
  'A.2.3-4': carried(by('driver/series-2026/protm-exit.ts#schedProcessGlobalIrqLocked', protm, exitAnswered)),
  'A.2.3-5': carried(by('driver/mainline/tick.ts#tickWork', protm, entryInOrder)),
  'A.2.3-6': carried(by('driver/mainline/tick.ts#tickCtxInit', protm, entryInOrder)),
  'A.2.3-7': carried(by('driver/series-2026/protm-tick.ts#selectProtmGroup', protm, unasked)),
  'A.2.3-8': carried(
    by('driver/series-2026/protm-tick.ts#tickCtxAckKept', protm, entryInOrder),
    by('driver/series-2026/protm-tick.ts#ackPending', protm, entryInOrder),
  ),
  'A.2.3-9': carried(by('driver/mainline/slots.ts#csgsUpdCtxApplyLocked', protm, entryInOrder)),
  'A.2.3-10': leftOut('TODO unbind irq'),
  'A.2.3-11': carried(
    by('driver/mainline/tick-apply.ts#tickCtxStartGroup', tick, 'four groups on three slots'),
    by('driver/mainline/mmu.ts#panthorVmActive', vm, 'the firmware has AS0'),
  ),
  'A.2.3-12': carried(by('driver/mainline/tick-apply.ts#tickCtxApply', tick, 'four groups on three slots')),
  'A.2.3-13': carried(
    by('driver/series-2026/protm-entry.ts#takeEntry', protm, entryInOrder),
    by('driver/series-2026/protm-entry.ts#sendEnter', protm, mute),
  ),
  'A.2.3-14': carried(by('driver/series-2026/protm-entry.ts#waitEntered', protm, noBit7)),
  'A.2.3-15': carried(
    by('driver/series-2026/protm-entry.ts#releaseEntry', protm, entryInOrder),
    by('driver/series-2026/protm-tick.ts#tickEnterProtm', protm, mute),
  ),
  'A.2.3-16': carried(by('driver/mainline/tick.ts#tickRearm', tick, 'four groups on three slots')),
  'A.2.3-text': carried(
    by('firmware/entry.ts#sample', session, rowByRow),
    by('firmware/entry.ts#saveOthers', session, rowByRow),
  ),
  'A.2.4-text': carried(
    by('firmware/cs-readiness.ts#takesDoorbell', 'firmware/choices.test.ts', 'each open choice'),
  ),
  'A.2.5-1': carried(by('firmware/exit.ts#leave', session, 'makes firmware leave before it acknowledges')),
  'A.2.5-2': carried(by('driver/series-2026/protm-exit.ts#onProtmExit', protm, exitAnswered)),
  'A.2.5-3': carried(by('firmware/exit.ts#askAgain', session, 'a region that was cut off asks again')),
  'A.2.5-4': carried(by('driver/series-2026/protm-exit.ts#onProtmExit', protm, exitAnswered)),
  'A.2.5-text': carried(
    by('driver/series-2026/protm-exit.ts#beforeAsLock', protm, naturalExit),
    by('driver/series-2026/protm-exit.ts#forceExit', protm, naturalExit),
    by('driver/mainline/vm.ts#panthorVmExpandRegion', vm, 'LOCK a second time within the operation'),
  ),
  'A.2.6-text': carried(
    by('driver/series-2026/protm-exit.ts#onProtmFault', protm, protmFault),
    by('driver/series-2026/protm-exit.ts#panthorGpuSoftReset', protm, protmFault),
    by(
      'driver/mainline/mmu.ts#panthorMmuIrqHandler',
      'driver/mmu-fault.test.ts',
      'a locked region of the VM is unlocked first',
    ),
  ),
  'A.2.7-1': carried(by('driver/mainline/reset.ts#panthorSchedPreReset', protm, protmFault)),
  'A.2.7-2': carried(by('driver/series-2026/protm-exit.ts#handleProtmFault', protm, protmFault)),
  'A.2.7-3': carried(by('driver/mainline/reset.ts#panthorSchedSuspend', tick, 'costs 100 ms and a reset')),
  'A.2.7-4': carried(
    by('driver/mainline/reset.ts#panthorDeviceResetWork', tick, 'costs 100 ms and a reset'),
    by('driver/mainline/mmu.ts#panthorMmuPostReset', vm, 'a reset releases all, and groups get theirs again'),
  ),

  'A.3-1': carried(by('driver/mainline/tick.ts#tickWork', tick, 'keeps the order of running groups')),
  'A.3-2': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'keeps the order of running groups'),
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'lets only real-time groups preempt'),
  ),
  'A.3-3': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'two groups on three slots keep their slots'),
  ),
  'A.3-4': carried(
    by(
      'driver/mainline/tick.ts#tickCtxUpdateReschedTarget',
      tick,
      'one group of each priority: no further tick',
    ),
  ),
  'A.3-5': carried(
    by('driver/mainline/tick-apply.ts#tickCtxUpdateKept', tick, 'two groups on three slots keep their slots'),
  ),
  'A.3-6': leftOut('TODO idle pass with protm group'),
  'A.3-7': carried(
    by(
      'driver/mainline/slots.ts#csSlotSyncQueueStateLocked',
      protm,
      'a request is neither noted nor acknowledged',
    ),
  ),
  'A.3-8': carried(
    by('driver/mainline/jobs.ts#queueSuspendTimeout', jobs, 'the clock stands still off slot'),
  ),
  'A.3-9': carried(by('driver/mainline/jobs.ts#queueRingDoorbell', jobs, 'on slot: the user doorbell')),
  'A.3-10': carried(by('driver/mainline/tick.ts#tickCtxCleanup', tick, 'costs 100 ms and a reset')),
};
