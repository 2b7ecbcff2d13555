import { by, carried, type Entries, leftOut, partly } from '../entry.ts';

const protm = 'driver/protm.test.ts';
const vm = 'driver/vm.test.ts';
const tick = 'driver/tick.test.ts';
const jobs = 'driver/jobs.test.ts';
const session = 'firmware/session.test.ts';
const bits = 'interface/bits.test.ts';
const constants = 'driver/constants.test.ts';
const order = 'driver/order.test.ts';
const machine = 'runtime/machine.test.ts';

const rows = 'driver/protm-rows.test.ts';
const limits = 'driver/limits.test.ts';
const watchdog = 'driver/watchdog.test.ts';
const protmReset = 'driver/protm-reset.test.ts';
const tickWork = 'driver/tick-work.test.ts';
const entryPoints = 'driver/entry-points.test.ts';
const classes = 'driver/classification.test.ts';
const power = 'driver/power.test.ts';
const suspendSession = 'driver/power-session.test.ts';
const heap = 'driver/heap.test.ts';
const assembler = 'userspace/assembler.test.ts';
const uapi = 'driver/uapi.test.ts';
const requests = 'interface/requests.test.ts';
const sessionRows = 'firmware/session-rows.test.ts';
const scheduling = 'driver/scheduling.test.ts';
const sevenScheduling = 'driver/protm-scheduling.test.ts';

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
  'A.1.1-2': partly(
    'HARD_RESET: no driver here sends it; that a soft reset may leave protected mode on is F29',
    by('gpu/gpu.ts#reset', session, 'a reset in a session ends protected mode'),
    by('gpu/gpu.ts#flushed', 'driver/mmu-fault.test.ts', 'reaches the GPU (F17)'),
  ),
  'A.1.1-3': partly(
    'ACTIVE, PWR_ACTIVE, PAGE_FAULT and DBG: neither panthor nor the series looks at them, so no run differs (`unread-bits.test.ts`)',
    by('interface/bits.ts#GPU_STATUS_PROTM_ACTIVE', bits, 'GPU_STATUS, JOB_INT'),
  ),
  'A.1.1-4': carried(
    by('firmware/firmware.ts#main', 'dead-boot.test.ts', 'says that the MCU is dead'),
    by('driver/mainline/firmware.ts#mcuStatusName', 'dead-boot.test.ts', 'says that the MCU is dead'),
    by('interface/bits.ts#MCU_STATUS', power, 'a device whose groups are all idle is suspended after 50 ms'),
    by('driver/mainline/firmware.ts#panthorFwBoot', power, 'a fast resume, by whoever submits'),
  ),
  'A.1.1-5': carried(by('interface/bits.ts#JOB_INT_GLOBAL_IF', bits, 'GPU_STATUS, JOB_INT')),
  'A.1.1-6': carried(
    by('interface/bits.ts#AS_COMMAND', bits, 'AS_COMMAND, AS_STATUS'),
    by('gpu/address-space.ts#run', 'gpu/mmu.test.ts', 'sets AS_ACTIVE at once and clears it when it is done'),
  ),
  'A.1.1-7': carried(
    by('driver/mainline/jobs.ts#queueRingDoorbell', jobs, 'on slot: the user doorbell'),
    by('driver/mainline/firmware.ts#panthorFwRingCsgDoorbells', protm, entryInOrder),
  ),
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
  'A.1.2-4': carried(
    by('interface/words.ts#update', requests, 'a read-modify-write of req is one step'),
    by('driver/mainline/firmware.ts#panthorFwUpdateReqs', requests, 'a read-modify-write of req is one step'),
  ),
  'A.1.2-5': carried(
    by(
      'interface/bits.ts#toggled',
      requests,
      'sent: req := NOT ack; outstanding: they differ; answered: req := ack',
    ),
    by('driver/mainline/firmware.ts#panthorFwToggleReqs', requests, 'two coalesce, one answer serves both'),
  ),
  'A.1.2-6': carried(by('driver/mainline/firmware.ts#panthorFwRingCsgDoorbells', protm, entryInOrder)),
  'A.1.2-text': partly(
    'the events INACTIVE, of iterators for compute, fragment and tiler work: commands here have no kind, no source says when firmware raises them, no driver unmasks them, and no run differs by what these bits say (`unread-bits.test.ts`); EXTRACT_EVENT, which the driver sets, and the CSG event DOORBELL, which it never looks at: no source says what firmware does with either; firmware that publishes DEFERRED, PROGRESS_WAIT or FLUSH: D.3 classes them as SB_WAIT and RESOURCE (`classification.test.ts` has each), so that no decision of the driver could tell; flags of a firmware section other than PROT, ZERO and initial data, which say how the firmware maps its own memory',
    by('interface/bits.ts#GLB', bits, 'GLB'),
    by('interface/bits.ts#CSG', bits, 'CSG'),
    by('interface/bits.ts#CS', bits, 'CS'),
    by('interface/bits.ts#BLOCKED', bits, 'status words'),
    by('driver/mainline/slots.ts#csgSlotProgLocked', 'simulate.test.ts', 'completes every job of'),
    by('interface/bits.ts#STATUS_WAIT_PROTM_PENDING', bits, 'status words'),
    by(
      'driver/series-2026/protm-exit.ts#panthorFwInitGlobalIface',
      requests,
      'of 7/8: PROTM_ENTER and PROTM_EXIT too',
    ),
  ),

  'A.1.3-1': carried(
    by('driver/series-2026/heap.ts#protmHeapInit', heap, '1: a heap that is not there defers the probe'),
  ),
  'A.1.3-2': carried(by('driver/series-2026/protm-exit.ts#beforeVmOp', vm, readLock)),
  'A.1.3-3': carried(by('driver/series-2026/protm-tick.ts#tickEnterProtm', protm, exitAnswered)),
  'A.1.3-4': carried(
    by('driver/series-2026/protm-tick.ts#tickCtxAckKept', protm, protmFault),
    by('driver/series-2026/protm-exit.ts#onProtmExit', protm, exitAnswered),
    by('driver/series-2026/protm-exit.ts#handleProtmFault', protmReset, 'without active_group it warns'),
  ),
  'A.1.3-5': carried(
    by('driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingEventLocked', protm, noted),
    by(
      'driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingEventLocked',
      rows,
      '10: an evicted group may ask again while its slot is given away',
    ),
  ),
  'A.1.3-6': carried(
    by(
      'driver/mainline/groups.ts#groupAllocBuffers',
      rows,
      '1: suspend buffer, then with the flag the protected one',
    ),
    by(
      'driver/series-2026/uapi.ts#groupWantsProtmSuspendBuf',
      rows,
      '1: suspend buffer, then with the flag the protected one',
    ),
  ),
  'A.1.3-7': carried(by('driver/series-2026/protm-tick.ts#selectProtmGroup', protm, unasked)),
  'A.1.3-8': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroupsFromList', tick, 'four groups on three slots'),
    by(
      'driver/mainline/groups.ts#schedQueueDelayedWork',
      rows,
      '10: an evicted group may ask again while its slot is given away',
    ),
    by(
      'driver/mainline/events.ts#syncUpdWork',
      entryPoints,
      'what is unblocked goes to the head of runnable',
    ),
  ),
  'A.1.3-9': carried(
    by('driver/mainline/slots.ts#csgSlotSyncStateLocked', tickWork, 'a new group: lowest free slot'),
    by('driver/mainline/slots.ts#groupUnbindLocked', tickWork, 'a new group: lowest free slot'),
  ),
  'A.1.3-10': carried(
    by('driver/mainline/mmu.ts#panthorVmActive', vm, 'the firmware has AS0'),
    by(
      'driver/mainline/vm.ts#panthorVmUnlockRegion',
      vm,
      'locks the region, changes the page table under op_lock alone',
    ),
  ),
  'A.1.3-11': carried(
    by(
      'driver/series-2026/protm-exit.ts#changeMask',
      'driver/irq-mask.test.ts',
      'in the series is changed under the wrong lock',
    ),
  ),
  'A.1.3-text': carried(
    by('driver/group.ts#groupCanRun', jobs, 'a group that cannot run is refused new jobs'),
    by('driver/group.ts#groupIsIdle', classes, 'runs on while the queue is blocked and all of its group is'),
    by('driver/group.ts#groupIsIdle', tick, 'keep a slot while nobody wants it'),
  ),

  'A.1.4-1': carried(
    by('driver/mainline/firmware.ts#panthorJobIrqHandler', protm, noted),
    by('driver/mainline/events.ts#panthorSchedReportFwEvents', protm, noted),
  ),
  'A.1.4-2': carried(
    by(
      'driver/series-2026/protm-exit.ts#processFwEventsWork',
      rows,
      '3 and 4: CSG events first, then EXIT, then IDLE with a tick',
    ),
  ),
  'A.1.4-3': carried(by('driver/series-2026/protm-entry.ts#takeEntry', protm, entryInOrder)),
  'A.1.4-4': carried(
    by('driver/mainline/vm.ts#panthorVmLockRegion', vm, readLock),
    by(
      'driver/mainline/vm-bind.ts#vmBindWork',
      'driver/vm-bind.test.ts',
      'returns at once; the worker of its VM does the operation',
    ),
    by(
      'driver/mainline/vm-bind.ts#panthorIoctlVmBindAsync',
      'driver/vm-bind-syncs.test.ts',
      'is refused where a submit is',
    ),
    by(
      'driver/mainline/vm-bind.ts#panthorVmCleanupOpCtx',
      'driver/vm-bind-syncs.test.ts',
      'frees the buffer when the address space has forgotten it',
    ),
    by(
      'driver/mainline/reclaim.ts#panthorVmEvictBoMappingsLocked',
      'driver/vm-bind.test.ts',
      'evicts the mappings of a VM by a VM operation',
    ),
  ),
  'A.1.4-5': carried(by('driver/mainline/device.ts#panthorGpuIrqHandler', protm, protmFault)),
  'A.1.4-6': carried(
    by(
      'driver/mainline/mmu.ts#panthorMmuIrqHandler',
      'driver/mmu-fault.test.ts',
      'masks the AS, flushes, takes the page table away',
    ),
  ),
  'A.1.4-7': carried(
    by('linux/workqueue.ts#mayStart', machine, 'an ordered queue runs one after another'),
    by(
      'driver/mainline/reset.ts#panthorSchedPreReset',
      protmReset,
      'takes reset.lock and waits for a tick in flight',
    ),
  ),
  'A.1.4-8': carried(by('driver/mainline/jobs.ts#queueRunJob', jobs, 'on slot: the user doorbell')),
  'A.1.4-9': carried(
    by(
      'driver/mainline/events.ts#panthorQueueMapSyncwaitObj',
      entryPoints,
      'looks the buffer up under op_lock',
    ),
  ),
  'A.1.4-10': carried(
    by('driver/mainline/tiler-heaps.ts#groupTilerOomWork', jobs, 'is answered after the heap has grown'),
  ),
  'A.1.4-11': carried(
    by('driver/mainline/fences.ts#groupSyncUpdWork', jobs, 'SYNC_UPDATE signals what is done'),
    by(
      'driver/mainline/fences.ts#groupTermWork',
      tickWork,
      'a fatal group: -EINVAL; one that timed out: -ETIMEDOUT',
    ),
  ),
  'A.1.4-12': carried(
    by(
      'driver/series-2026/protm-exit.ts#beforeVmOp',
      rows,
      '2: each map for firmware takes protm.lock for reading',
    ),
    by('driver/mainline/groups.ts#groupDestroy', 'driver/reset.test.ts', 'one that is destroyed in a reset'),
  ),
  'A.1.4-text': carried(
    by(
      'driver/mainline/groups.ts#schedQueueWork',
      rows,
      '2: with a reset pending the work is not queued, and the event bit stays',
    ),
    by(
      'driver/mainline/groups.ts#schedQueueDelayedWork',
      tickWork,
      'full: at the target, or a period after last_tick',
    ),
  ),

  'A.1.5-1': carried(
    by('driver/constants.ts#PROTM_ENTER_TIMEOUT_US', constants, 'wait for GLB PROTM_ENTER ack'),
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
    by('driver/mainline/firmware.ts#panthorFwPingWork', watchdog, 'pings every 12 s while firmware answers'),
    by('driver/mainline/firmware.ts#panthorFwPingWork', watchdog, 'waits 100 ms for the answer'),
  ),
  'A.1.5-7': carried(by('driver/constants.ts#TICK_PERIOD_US', constants, 'scheduler tick period')),
  'A.1.5-8': carried(
    by('driver/constants.ts#JOB_TIMEOUT_US', jobs, 'a completion with others in flight restarts the 5 s'),
  ),
  'A.1.5-9': carried(
    by('driver/constants.ts#AS_ACTIVE_TIMEOUT_US', vm, 'AS_ACTIVE that stays set is waited for 100 ms'),
  ),
  'A.1.5-10': carried(
    by('driver/mainline/unplug.ts#panthorFwStop', 'driver/devfreq.test.ts', 'and waits until it is'),
    by('driver/constants.ts#MCU_STOP_TIMEOUT_US', constants, 'MCU stop'),
    by('driver/constants.ts#CACHE_FLUSH_TIMEOUT_US', constants, 'GPU cache flush'),
    by('driver/constants.ts#SOFT_RESET_TIMEOUT_US', constants, 'soft reset'),
    by('driver/constants.ts#SOFT_RESET_TIMEOUT_US', limits, 'the soft reset is waited for 100 ms'),
    by('driver/constants.ts#FW_HALT_TIMEOUT_US', constants, 'FW HALT poll'),
    by(
      'driver/mainline/power.ts#panthorFwSuspend',
      power,
      'firmware that does not halt is reset with the GPU',
    ),
  ),
  'A.1.5-11': carried(
    by('driver/constants.ts#FW_BOOT_TIMEOUT_US', constants, 'FW boot'),
    by('driver/constants.ts#FW_BOOT_TIMEOUT_US', limits, 'firmware has 1000 ms to boot'),
  ),
  'A.1.5-12': carried(
    by('driver/constants.ts#PROGRESS_TIMEOUT_CYCLES', constants, 'the progress timer'),
    by(
      'firmware/firmware.ts#configureProgressTimers',
      'progress-timers.test.ts',
      'by the progress timer where that is shorter than the job clock',
    ),
  ),
  'A.1.5-13': partly(
    'the hysteresis of the shader power-off: firmware switches shader cores by itself, and no word tells the host',
    by('firmware/tasks.ts#IDLE_HYSTERESIS_US', session, 'a CSG is reported idle 800 us after its last job'),
    by(
      'driver/constants.ts#AUTOSUSPEND_US',
      power,
      'a device whose groups are all idle is suspended after 50 ms',
    ),
  ),
  'A.1.5-14': carried(
    by(
      'driver/mainline/firmware.ts#panthorFwInitIfaces',
      'driver/probe.test.ts',
      'refuses a device with fewer than MIN_CSGS',
    ),
    by('driver/constants.ts#MAX_GROUPS_PER_POOL', uapi, 'gives a file 128 groups at a time'),
    by('driver/constants.ts#MAX_CSGS', constants, 'slots and priorities'),
    by('driver/constants.ts#MAX_CSGS', 'driver/probe.test.ts', 'drives no more slots than MAX_CSGS'),
    by('driver/constants.ts#MAX_CSG_PRIO', tickWork, 'priorities count down from 15 over all chosen groups'),
    by('driver/constants.ts#PRIORITY', constants, 'slots and priorities'),
  ),
  'A.1.5-15': leftOut('limits of the production driver, quoted for contrast'),
  'A.1.5-text': carried(by('driver/series-2026/protm-entry.ts#panthorFwProtmEnter', protm, mute)),

  'A.1.6-1': carried(
    by('driver/mainline/queries.ts#ioctlDevQuery', uapi, 'answers the size to a NULL pointer'),
    by('driver/series-2026/uapi.ts#queryTypes', uapi, 'knows PROTECTED_INFO from 8/8 on'),
    by('driver/series-2026/uapi.ts#queryProtectedInfo', heap, '1: an empty parameter is no protected mode'),
  ),
  'A.1.6-2': carried(
    by(
      'driver/mainline/queries.ts#ioctlGroupCreate',
      uapi,
      'looks at queues, priority, capability, flags and VM, in this order',
    ),
    by('driver/series-2026/uapi.ts#groupCreateFlags', uapi, 'the flag with'),
    by('driver/series-2026/heap.ts#groupAllocProtmSuspendBuf', uapi, 'the flag with'),
    by(
      'memory/dma-heap.ts#admit',
      heap,
      'an allocation is refused by the provider, and its error is passed through',
    ),
  ),
  'A.1.6-3': carried(
    by('firmware/cs-commands.ts#reachRegion', session, rowByRow),
    by('userspace/assembler/decode.ts#commandsIn', assembler, 'decode to the stream that was assembled'),
  ),

  'A.2.1-1': carried(
    by('driver/series-2026/heap.ts#protmHeapInit', heap, '1: a heap that is not there defers the probe'),
    by('memory/dma-heap.ts#find', heap, '1: and the probe is tried again when a provider comes'),
    by(
      'driver/series-2026/heap.ts#groupAllocProtmSuspendBuf',
      heap,
      '1: an empty parameter is no protected mode',
    ),
  ),
  'A.2.1-2': carried(
    by('driver/series-2026/heap.ts#protmHeapFini', heap, '2: a probe that fails later only drops the heap'),
  ),
  'A.2.1-3': carried(
    by(
      'driver/series-2026/heap.ts#panthorFwLoadProtectedSection',
      rows,
      '1 and 3: with a heap the protected section comes from it',
    ),
    by(
      'driver/series-2026/heap.ts#panthorFwLoadProtectedSection',
      heap,
      '3: the section is skipped without a heap',
    ),
    by(
      'driver/series-2026/heap.ts#panthorFwInitSectionMem',
      'initial-data.test.ts',
      'can be written where the heap is ordinary memory',
    ),
  ),
  'A.2.1-4': carried(
    by(
      'driver/series-2026/heap.ts#panthorFwInitSectionMem',
      'initial-data.test.ts',
      'the CPU meets the firewall, and firmware lacks the data',
    ),
    by(
      'memory/memory.ts#syncForDevice',
      'initial-data.test.ts',
      'is touched by the caches of the CPU in the RFC',
    ),
    by('driver/series-2026/heap.ts#p3', 'initial-data.test.ts', 'is left alone from 3/8 on'),
  ),
  'A.2.1-5': carried(
    by(
      'firmware/boot.ts#initialiseLoaded',
      heap,
      'comes up without protected mode, and offers it after a full reset when the heap is there',
    ),
    by(
      'driver/series-2026/heap.ts#panthorFwInitSectionMem',
      'initial-data.test.ts',
      'is written by the series when it is protected already',
    ),
  ),
  'A.2.1-6': carried(
    by(
      'driver/series-2026/heap.ts#panthorGpuUnplug',
      heap,
      '6: the heap is put after firmware, MMU and GPU are unplugged',
    ),
    by(
      'driver/series-2026/heap.ts#panthorFwFreeSections',
      heap,
      '6: the heap is put after firmware, MMU and GPU are unplugged',
    ),
    by('driver/mainline/unplug.ts#ioctlEntersDevice', 'driver/order.test.ts', 'an unplug of'),
    by('driver/mainline/unplug.ts#panthorSchedUnplug', 'driver/order.test.ts', 'no work of the scheduler'),
  ),
  'A.2.2-1': carried(
    by(
      'driver/mainline/groups.ts#groupAllocBuffers',
      rows,
      '1: suspend buffer, then with the flag the protected one',
    ),
    by('driver/series-2026/heap.ts#groupAllocProtmSuspendBuf', rows, '1: each as large as the firmware says'),
    by('driver/mainline/groups.ts#mapFirmwareBuffer', vm, 'a group is not created, and what was allocated'),
  ),
  'A.2.2-2': carried(
    by(
      'driver/series-2026/protm-exit.ts#beforeAsLock',
      rows,
      '2: each map for firmware takes protm.lock for reading',
    ),
  ),
  'A.2.2-3': carried(
    by('driver/mainline/groups.ts#groupDestroy', rows, '3: off slot the group is terminated at once'),
    by('driver/mainline/groups.ts#groupReleaseWork', rows, '3: off slot the group is terminated at once'),
    by(
      'driver/mainline/groups.ts#groupDestroy',
      tickWork,
      'who loses a slot is suspended, or terminated if it cannot run',
    ),
    by('driver/mainline/groups.ts#groupDestroy', 'driver/reset.test.ts', 'one that is destroyed in a reset'),
  ),

  'A.2.3-1': carried(
    by('firmware/cs-commands.ts#reachRegion', sessionRows, '1: PROT_REGION halts the CS'),
    by('firmware/host-events.ts#raiseCs', sessionRows, '2: CS_ACK := NOT CS_REQ'),
  ),
  'A.2.3-2': carried(
    by(
      'driver/mainline/events.ts#panthorSchedReportFwEvents',
      rows,
      '2: with a reset pending the work is not queued, and the event bit stays',
    ),
  ),
  'A.2.3-3': carried(
    by('driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingEventLocked', protm, noted),
    by('driver/mainline/events.ts#schedProcessCsgIrqLocked', protm, noted),
    by(
      'driver/mainline/events.ts#csSlotProcessIrqLocked',
      entryPoints,
      'cs_irq_ack before the CSs; FAULT is acknowledged',
    ),
    by('driver/series-2026/protm-exit.ts#processFwEventsWork', rows, '3 and 4: CSG events first, then EXIT'),
  ),
  'A.2.3-4': carried(
    by(
      'driver/series-2026/protm-exit.ts#schedProcessGlobalIrqLocked',
      rows,
      '3 and 4: CSG events first, then EXIT, then IDLE with a tick',
    ),
    by('driver/series-2026/protm-exit.ts#schedProcessGlobalIrqLocked', protm, exitAnswered),
  ),
  'A.2.3-5': carried(
    by('driver/mainline/tick.ts#tickWork', protm, entryInOrder),
    by('driver/mainline/tick.ts#tickBegin', tickWork, 'with a reset pending it returns at once'),
  ),
  'A.2.3-6': carried(
    by('driver/mainline/tick.ts#tickCtxInit', protm, entryInOrder),
    by('driver/mainline/tick.ts#tickCtxInit', rows, '9: a slot that does not answer'),
  ),
  'A.2.3-7': carried(
    by('driver/series-2026/protm-tick.ts#selectProtmGroup', protm, unasked),
    by(
      'driver/series-2026/protm-tick.ts#selectProtmGroup',
      sevenScheduling,
      'the series keeps only those of no higher priority',
    ),
  ),
  'A.2.3-8': carried(
    by('driver/series-2026/protm-tick.ts#tickCtxAckKept', protm, entryInOrder),
    by('driver/series-2026/protm-tick.ts#ackPending', protm, entryInOrder),
  ),
  'A.2.3-9': carried(
    by('driver/mainline/slots.ts#csgsUpdCtxApplyLocked', protm, entryInOrder),
    by(
      'driver/mainline/slots.ts#csgsUpdCtxApplyLocked',
      rows,
      '9: a slot that does not answer: a reset, and no ENTER',
    ),
  ),
  'A.2.3-10': carried(
    by('driver/mainline/tick-apply.ts#tickCtxApply', rows, '10: an evicted group may ask again'),
    by(
      'driver/mainline/events.ts#schedProcessCsgIrqLocked',
      tickWork,
      'what an evicted group still has to say is heard before its slot is given away',
    ),
  ),
  'A.2.3-11': carried(
    by('driver/mainline/tick-apply.ts#tickCtxStartGroup', tickWork, 'a new group: lowest free slot'),
    by(
      'driver/series-2026/protm-tick.ts#tickCtxDropPending',
      rows,
      '11: a group that gets a slot loses its recorded requests',
    ),
    by('driver/mainline/mmu.ts#panthorVmActive', vm, 'the firmware has AS0'),
    by('driver/mainline/mmu.ts#panthorVmActive', vm, 'another group of a VM that is active gets its slot'),
    by(
      'driver/mainline/mmu.ts#panthorMmuAsDisable',
      vm,
      'a VM that loses its address space in the middle of an operation is unlocked for it',
    ),
  ),
  'A.2.3-12': carried(by('driver/mainline/tick-apply.ts#requeue', scheduling, 'keeps every constraint')),
  'A.2.3-13': carried(
    by('driver/series-2026/protm-entry.ts#takeEntry', protm, entryInOrder),
    by('driver/series-2026/protm-entry.ts#sendEnter', protm, mute),
  ),
  'A.2.3-14': carried(by('driver/series-2026/protm-entry.ts#waitEntered', protm, noBit7)),
  'A.2.3-15': carried(
    by('driver/series-2026/protm-entry.ts#releaseEntry', protm, entryInOrder),
    by(
      'driver/series-2026/protm-tick.ts#tickEnterProtm',
      rows,
      '15 and 16: after a failed entry the bookkeeping is skipped',
    ),
  ),
  'A.2.3-16': carried(
    by('driver/mainline/tick.ts#tickRearm', sevenScheduling, 'the re-arm at its end moves it'),
    by(
      'driver/series-2026/protm-tick.ts#tickEnterProtm',
      rows,
      '15 and 16: after a failed entry the bookkeeping is skipped',
    ),
  ),
  'A.2.3-text': carried(
    by('firmware/entry.ts#sample', sessionRows, '6: acknowledgements are sampled at ENTER'),
    by('firmware/entry.ts#saveOthers', sessionRows, '7: every other CSG on slot is saved'),
  ),
  'A.2.4-text': carried(
    by(
      'firmware/entry.ts#saveOthers',
      'firmware/others-in-session.test.ts',
      'it executes nothing, keeps its slot and its address space',
    ),
    by(
      'firmware/entry.ts#saveOthers',
      'firmware/others-in-session.test.ts',
      'a sync object that is signalled is not looked at by firmware',
    ),
    by('firmware/cs-readiness.ts#takesDoorbell', 'firmware/choices.test.ts', 'F15'),
  ),
  'A.2.5-1': carried(by('firmware/exit.ts#leave', session, 'makes firmware leave before it acknowledges')),
  'A.2.5-2': carried(by('driver/series-2026/protm-exit.ts#onProtmExit', protm, exitAnswered)),
  'A.2.5-3': carried(by('firmware/exit.ts#askAgain', session, 'a region that was cut off asks again')),
  'A.2.5-4': carried(by('driver/series-2026/protm-exit.ts#onProtmExit', protm, exitAnswered)),
  'A.2.5-text': carried(
    by('driver/series-2026/protm-exit.ts#beforeAsLock', protm, naturalExit),
    by('driver/series-2026/protm-exit.ts#forceExit', rows, 'the wait of 500 ms ends when bit 7 is 0'),
    by(
      'driver/series-2026/protm-exit.ts#beforeVmOp',
      rows,
      'the read lock is taken also without an address space',
    ),
    by(
      'driver/series-2026/protm-exit.ts#beforeAsLock',
      'driver/mmu-fault.test.ts',
      'the posted series goes on and gives LOCK in protected mode',
    ),
    by(
      'driver/mainline/vm.ts#panthorVmLockRegion',
      'driver/vm-bind.test.ts',
      'locks nothing, so that nobody ends a session for it',
    ),
    by('driver/mainline/vm.ts#panthorVmUnlockRegion', vm, 'a flush that is not answered schedules a reset'),
    by(
      'driver/mainline/vm-bind.ts#panthorVmDeclareUnusable',
      'driver/vm-bind.test.ts',
      'is unusable: its address space is disabled by further commands',
    ),
    by(
      'driver/mainline/reclaim.ts#panthorVmEvictBoMappingsLocked',
      'driver/vm-bind.test.ts',
      'only tries the lock of a VM: EDEADLK',
    ),
    by('driver/mainline/vm.ts#panthorVmExpandRegion', vm, 'LOCK a second time within the operation'),
    by('driver/series-2026/interface.ts#panthorGpuvaSmStepRemap', vm, 'with 6/8 the operation fails'),
  ),
  'A.2.6-text': carried(
    by(
      'driver/series-2026/protm-exit.ts#onProtmFault',
      protmReset,
      'is masked by the interrupt thread, which schedules a reset',
    ),
    by(
      'driver/series-2026/protm-exit.ts#panthorGpuSoftReset',
      protmReset,
      'is masked by the interrupt thread, which schedules a reset',
    ),
    by(
      'driver/mainline/mmu.ts#panthorMmuIrqHandler',
      'driver/mmu-fault.test.ts',
      'a locked region of the VM is unlocked first',
    ),
  ),
  'A.2.7-1': carried(
    by(
      'driver/mainline/reset.ts#panthorSchedPreReset',
      protmReset,
      'takes reset.lock and waits for a tick in flight',
    ),
  ),
  'A.2.7-2': carried(
    by(
      'driver/series-2026/protm-exit.ts#handleProtmFault',
      protmReset,
      'all queues of active_group become fatal',
    ),
    by(
      'driver/series-2026/protm-exit.ts#handleProtmFault',
      protmReset,
      'without an exit the other groups are taken as suspended',
    ),
    by('driver/series-2026/protm-exit.ts#handleProtmFault', protmReset, 'without active_group it warns'),
  ),
  'A.2.7-3': carried(
    by(
      'driver/mainline/reset.ts#panthorSchedSuspend',
      protmReset,
      '3: the owner is terminated, the others suspended',
    ),
    by('driver/mainline/reset.ts#panthorSchedSuspend', tick, 'costs 100 ms and a reset'),
  ),
  'A.2.7-4': carried(
    by(
      'driver/mainline/reset.ts#panthorDeviceResetWork',
      protmReset,
      '4: queues are stopped, the GPU is reset',
    ),
    by('driver/mainline/mmu.ts#panthorMmuPostReset', vm, 'a reset releases all, and groups get theirs again'),
    by('driver/mainline/power.ts#panthorGpuL2PowerOn', 'driver/reset.test.ts', 'the reset takes L2 away'),
    by('driver/mainline/jobs.ts#queueStop', order, 'a reset waits for the run_job that is in flight'),
  ),

  'A.3-1': carried(
    by('driver/mainline/tick.ts#tickWork', tickWork, 'full: at the target, or a period after last_tick'),
    by('linux/workqueue.ts#modDelayed', sevenScheduling, 'the re-arm at its end moves it'),
    by('driver/mainline/tick.ts#tickRearm', sevenScheduling, 'the re-arm at its end moves it'),
  ),
  'A.3-2': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'keeps the order of running groups'),
    by('driver/mainline/tick.ts#tickCtxPickGroups', scheduling, 'keeps every constraint'),
  ),
  'A.3-3': carried(
    by('driver/mainline/tick.ts#tickCtxPickGroups', tick, 'two groups on three slots keep their slots'),
    by(
      'driver/mainline/tick.ts#tickCtxPickGroupsFromList',
      tickWork,
      'a group whose VM gets no address space',
    ),
  ),
  'A.3-4': carried(
    by(
      'driver/mainline/tick.ts#tickCtxUpdateReschedTarget',
      tick,
      'one group of each priority: no further tick',
    ),
  ),
  'A.3-5': carried(
    by(
      'driver/mainline/tick-apply.ts#tickCtxUpdateKept',
      tickWork,
      'priorities count down from 15 over all chosen groups',
    ),
  ),
  'A.3-6': carried(
    by(
      'driver/series-2026/protm-tick.ts#tickCtxPickIdleGroups',
      sevenScheduling,
      'the series keeps only those of no higher priority',
    ),
    by(
      'driver/mainline/tick.ts#tickCtxPickIdleGroups',
      sevenScheduling,
      'mainline keeps all that are on slot',
    ),
    by(
      'driver/mainline/reset.ts#panthorSchedSuspend',
      suspendSession,
      'groups with work are runnable again after the resume of the reference only',
    ),
  ),
  'A.3-7': carried(
    by(
      'driver/mainline/slots.ts#csSlotSyncQueueStateLocked',
      classes,
      'a group that waits for protected mode keeps its slot beside three with work',
    ),
    by('driver/mainline/fences.ts#queueTimeoutWork', protm, 'a request is neither noted nor acknowledged'),
  ),
  'A.3-8': carried(
    by('driver/mainline/job-clock.ts#queueSuspendTimeout', classes, 'stands with its remainder kept'),
  ),
  'A.3-9': carried(
    by('driver/mainline/jobs.ts#queueRingDoorbell', jobs, 'on slot: the user doorbell'),
    by('driver/mainline/events.ts#syncUpdWork', entryPoints, 'a real-time group gets a tick'),
  ),
  'A.3-10': carried(
    by(
      'driver/mainline/tick.ts#tickCtxCleanup',
      tickWork,
      'a tick that was given up: who cannot run is terminated',
    ),
    by(
      'driver/mainline/tick-apply.ts#applyOrReset',
      tickWork,
      'a slot that does not start: reset, and the tick is given up',
    ),
  ),
};
