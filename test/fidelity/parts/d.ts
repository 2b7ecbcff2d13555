import { by, carried, type Entries, leftOut, partly } from '../entry.ts';

const tick = 'driver/tick.test.ts';
const jobs = 'driver/jobs.test.ts';
const vm = 'driver/vm.test.ts';
const constants = 'driver/constants.test.ts';
const silent = 'costs 100 ms and a reset';

export const partD: Entries = {
  'D.1-text': partly(
    'L2 power on, HALT and stop of the MCU TODO',
    by('driver/constants.ts#JOB_TIMEOUT_US', constants, 'job clock per queue'),
    by('driver/constants.ts#TICK_PERIOD_US', constants, 'scheduler tick period'),
    by('driver/constants.ts#CSG_ACK_TIMEOUT_US', tick, silent),
    by('driver/constants.ts#MAX_CSG_PRIO', constants, 'slots and priorities'),
  ),
  'D.2-text': carried(by('driver/mainline/groups.ts#schedQueueWork', tick, 'four groups on three slots')),
  'D.3-text': carried(
    by('driver/mainline/slots.ts#csSlotSyncQueueStateLocked', tick, 'keep a slot while nobody wants it'),
  ),
  'D.4-1': carried(by('driver/mainline/tick.ts#tickWork', tick, 'keeps the order of running groups')),
  'D.4-2': carried(
    by('driver/mainline/tick.ts#tickCtxInit', tick, silent),
    by(
      'driver/mainline/mmu.ts#tickCtxFlagVmFault',
      'driver/mmu-fault.test.ts',
      'the tick kills every group of the VM that is on slot',
    ),
  ),
  'D.4-3': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'lets only real-time groups preempt'),
  ),
  'D.4-4': carried(by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'four groups on three slots')),
  'D.4-5': carried(
    by('driver/mainline/tick.ts#tickCtxPickIdleGroups', tick, 'keep a slot while nobody wants it'),
  ),
  'D.4-6': carried(
    by(
      'driver/mainline/tick.ts#tickCtxPickGroupsFromList',
      tick,
      'one group of each priority: no further tick',
    ),
  ),
  'D.4-7': carried(
    by('driver/mainline/tick-apply.ts#tickCtxApply', tick, 'four groups on three slots'),
    by('driver/mainline/tick-apply.ts#tickCtxStartGroup', vm, 'a failed UPDATE leaves the slot unprogrammed'),
  ),
  'D.4-8': leftOut('TODO pm'),
  'D.4-9': carried(
    by(
      'driver/mainline/tick.ts#tickCtxUpdateReschedTarget',
      tick,
      'one group of each priority: no further tick',
    ),
  ),
  'D.4-10': carried(
    by('driver/mainline/jobs.ts#groupTermWork', jobs, 'a group that cannot run is refused new jobs'),
  ),
  'D.4-text': carried(
    by('driver/mainline/slots.ts#csgsUpdCtxApplyLocked', tick, silent),
    by('driver/mainline/slots.ts#csgSlotSyncStateLocked', tick, 'four groups on three slots'),
    by('driver/mainline/slots.ts#csSlotResetLocked', jobs, 'the clock stands still off slot'),
  ),
  'D.5-1': carried(
    by('driver/mainline/jobs.ts#queueRunJob', jobs, 'on slot: the user doorbell'),
    by('driver/mainline/jobs.ts#groupScheduleLocked', tick, 'lets only real-time groups preempt'),
  ),
  'D.5-2': carried(
    by('driver/mainline/events.ts#processFwEventsWork', jobs, 'SYNC_UPDATE signals what is done'),
    by(
      'driver/mainline/events.ts#csSlotProcessProtmPendingLocked',
      'driver/protm.test.ts',
      'a request is neither noted nor acknowledged',
    ),
  ),
  'D.5-3': leftOut('TODO sync_upd'),
  'D.5-4': carried(
    by(
      'driver/mainline/jobs.ts#queueTimedoutJob',
      'driver/protm.test.ts',
      'a request is neither noted nor acknowledged',
    ),
    by('driver/mainline/jobs.ts#queueSuspendTimeout', jobs, 'the clock stands still off slot'),
    by(
      'driver/mainline/jobs.ts#queueTimeoutWork',
      jobs,
      'a completion with others in flight restarts the 5 s',
    ),
  ),
  'D.5-5': carried(
    by('driver/mainline/groups.ts#groupDestroy', 'driver/reset.test.ts', 'one that is destroyed in a reset'),
  ),
  'D.6-text': partly(
    'TODO power',
    by('driver/mainline/reset.ts#panthorSchedSuspend', tick, silent),
    by(
      'driver/mainline/reset.ts#panthorSchedPostReset',
      'driver/reset.test.ts',
      'one that is destroyed in a reset',
    ),
    by('driver/mainline/mmu.ts#panthorVmIdle', vm, 'a group off slot keeps its address space'),
    by(
      'driver/mainline/vm.ts#panthorVmExecOp',
      vm,
      'locks the region, changes the page table under op_lock alone',
    ),
  ),
};
