import { by, carried, type Entries, leftOut, partly } from '../entry.ts';

const assembler = 'userspace/assembler.test.ts';
const session = 'firmware/session.test.ts';
const choices = 'firmware/choices.test.ts';
const rows = 'firmware/session-rows.test.ts';
const others = 'firmware/others-in-session.test.ts';
const globalRequests = 'firmware/global-requests.test.ts';
const heap = 'driver/heap.test.ts';
const suspendSession = 'driver/power-session.test.ts';
const caches = 'gpu/caches.test.ts';
const bits = 'interface/bits.test.ts';
const requests = 'interface/requests.test.ts';
const text = 'userspace/workload-file.test.ts';
const threeWrites = 'raises a request by three writes that are visible one after another';
const firewall = 'lets tagged writes into protected memory only';
const entered = '5 to 16: status, candidate, acknowledgement, doorbells, ENTER under protm.lock';

export const partB: Entries = {
  'B.1-1': carried(
    by('firmware/host-events.ts#raiseCs', session, threeWrites),
    by('driver/series-2026/protm-tick.ts#ackPending', 'driver/protm.test.ts', entered),
  ),
  'B.1-2': carried(
    by('firmware/command-streams.ts#isIdle', session, 'what counts as idle is what the bits of CS_REQ say'),
  ),
  'B.1-3': carried(
    by('interface/bits.ts#STATUS_WAIT_PROTM_PENDING', bits, 'status words'),
    by('firmware/csg-requests.ts#publishStatus', choices, 'F33'),
  ),
  'B.1-4': carried(
    by('interface/bits.ts#BLOCKED', bits, 'status words'),
    by('firmware/csg-requests.ts#publishStatus', choices, 'F33'),
  ),
  'B.1-5': carried(
    by('firmware/csg-requests.ts#serve', session, 'of any CSG does so too'),
    by('firmware/csg-requests.ts#changeState', session, 'is survived by SUSPEND and RESUME'),
  ),
  'B.1-6': carried(by('firmware/exit.ts#saveRegion', session, 'is survived by SUSPEND and RESUME')),
  'B.1-7': carried(
    by('firmware/firmware.ts#serveGlobal', session, 'makes firmware leave before it acknowledges'),
    by('firmware/firmware.ts#serveGlobal', globalRequests, 'FWCFG_UPDATE'),
    by('firmware/counters.ts#serve', globalRequests, 'PERFCNT_SAMPLE'),
    by('firmware/counters.ts#switch', globalRequests, 'PERFCNT_EN'),
    by('firmware/firmware.ts#sleep', globalRequests, 'SLEEP halts the MCU and what executes'),
  ),
  'B.1-8': carried(
    by('firmware/counters.ts#sample', globalRequests, 'half a ring raises THRESHOLD'),
    by('firmware/host-events.ts#raiseGlobal', rows, '12 to 14: it leaves at the end of the region'),
    by('driver/series-2026/protm-exit.ts#onProtmExit', 'driver/protm.test.ts', '2 and 4: EXIT is answered'),
  ),
  'B.1-9': leftOut('gone from the production driver since r34, and no version of panthor writes it'),
  'B.1-10': carried(
    by('interface/bits.ts#GPU_STATUS_PROTM_ACTIVE', bits, 'GPU_STATUS, JOB_INT'),
    by('firmware/entry.ts#switchOn', rows, '8 and 9: ENTER is acknowledged'),
  ),
  'B.1-11': carried(
    by('firmware/protected-fault.ts#raiseProtectedFault', session, 'a protected fault reaches the host'),
  ),
  'B.1-12': leftOut('only GPUs with a Job Manager have it'),
  'B.1-13': carried(
    by('interface/bits.ts#PRFCNT_STATUS', bits, 'GLB_PRFCNT_STATUS'),
    by('firmware/counters.ts#sample', globalRequests, 'a sample that the host asks for'),
  ),
  'B.1-14': leftOut(
    'IPA_CONTROL belongs to the power model of the production driver; panthor does not use it',
  ),
  'B.1-15': carried(
    by(
      'driver/series-2026/heap.ts#panthorFwLoadProtectedSection',
      heap,
      '3: the section is skipped without a heap, and lies in it with one',
    ),
  ),
  'B.1-text': carried(
    by(
      'interface/bits.ts#toggled',
      requests,
      'sent: req := NOT ack; outstanding: they differ; answered: req := ack',
    ),
    by(
      'interface/bits.ts#copied',
      requests,
      'sent: req := NOT ack; outstanding: they differ; answered: req := ack',
    ),
    by('driver/mainline/firmware.ts#panthorFwToggleReqs', requests, 'two coalesce, one answer serves both'),
    by('firmware/firmware.ts#serveGlobal', session, 'makes firmware leave before it acknowledges'),
  ),
  'B.2-1': carried(by('firmware/cs-commands.ts#reachRegion', rows, '1: PROT_REGION halts the CS')),
  'B.2-2': carried(
    by('firmware/host-events.ts#raiseCs', rows, '2: CS_ACK := NOT CS_REQ, then the CSG interrupt word'),
    by('firmware/host-events.ts#raiseCs', session, threeWrites),
  ),
  'B.2-3': carried(
    by(
      'driver/series-2026/protm-tick.ts#csSlotProcessProtmPendingEventLocked',
      'driver/protm.test.ts',
      '3: the event is noted',
    ),
  ),
  'B.2-4': carried(by('driver/series-2026/protm-tick.ts#ackPending', 'driver/protm.test.ts', entered)),
  'B.2-5': carried(by('driver/series-2026/protm-entry.ts#sendEnter', 'driver/protm.test.ts', entered)),
  'B.2-6': carried(by('firmware/entry.ts#sample', rows, '6: acknowledgements are sampled at ENTER')),
  'B.2-7': carried(by('firmware/entry.ts#saveOthers', rows, '7: every other CSG on slot is saved')),
  'B.2-8': carried(
    by('firmware/entry.ts#acknowledgeEnter', rows, '8 and 9: ENTER is acknowledged, with an interrupt'),
  ),
  'B.2-9': carried(
    by('firmware/entry.ts#switchOn', rows, '8 and 9: ENTER is acknowledged, with an interrupt'),
  ),
  'B.2-10': carried(by('firmware/entry.ts#goOn', rows, '10: only the sampled CSs are resumed')),
  'B.2-11': carried(
    by('firmware/cs-commands.ts#issue', rows, '11: the region runs in protected mode'),
    by('firmware/cs-commands.ts#issue', choices, 'F25'),
    by('memory/memory.ts#fwWrite', 'memory/memory.test.ts', firewall),
  ),
  'B.2-12': carried(
    by('firmware/exit.ts#lowerBit7', rows, '12 to 14: it leaves at the end of the region'),
    by('firmware/exit.ts#leave', session, 'what comes back from the reset that ends a session'),
  ),
  'B.2-13': carried(
    by('firmware/exit.ts#restore', rows, '12 to 14: it leaves at the end of the region'),
    by('firmware/exit.ts#restore', choices, 'F30'),
  ),
  'B.2-14': carried(by('firmware/exit.ts#raiseExit', rows, '12 to 14: it leaves at the end of the region')),
  'B.2-15': carried(
    by('driver/series-2026/protm-exit.ts#onProtmExit', 'driver/protm.test.ts', '2 and 4: EXIT is answered'),
  ),
  'B.2-text': carried(
    by('firmware/exit.ts#askAgain', session, 'a region that was cut off asks again'),
    by(
      'driver/series-2026/protm-entry.ts#waitEntered',
      'driver/protm.test.ts',
      '14: bit 7 that never comes is polled',
    ),
  ),
  'B.3-1': carried(
    by('firmware/entry.ts#saveOthers', others, 'it executes nothing, keeps its slot and its address space'),
  ),
  'B.3-2': carried(by('firmware/session.ts#acknowledgedCss', choices, 'F35')),
  'B.3-3': carried(by('firmware/cs-readiness.ts#takesDoorbell', choices, 'F15')),
  'B.3-4': carried(
    by(
      'firmware/entry.ts#saveOthers',
      others,
      'a sync object that is signalled is not looked at by firmware',
    ),
  ),
  'B.3-5': carried(
    by('firmware/firmware.ts#reportIdle', choices, 'F37, for any: GLB IDLE comes in the session'),
  ),
  'B.3-6': carried(by('firmware/cs-readiness.ts#gate', choices, 'F11')),
  'B.4-1': carried(
    by('memory/memory.ts#fwWrite', 'memory/memory.test.ts', firewall),
    by('firmware/exit.ts#saveRegion', session, 'is survived by SUSPEND and RESUME'),
  ),
  'B.4-2': carried(by('firmware/exit.ts#leave', session, 'is survived by SUSPEND and RESUME')),
  'B.4-3': partly(
    'when the production driver allocates',
    by(
      'driver/mainline/groups.ts#groupAllocProtmSuspendBuf',
      'driver/protm-rows.test.ts',
      '1: mainline has both',
    ),
    by(
      'driver/mainline/groups.ts#groupFreeProtmSuspendBuf',
      'driver/protm-rows.test.ts',
      '1: mainline has both',
    ),
  ),
  'B.4-4': leftOut(
    'a defect of the production driver; here both sizes come from the interface of the firmware',
  ),
  'B.4-5': carried(
    by('firmware/csg-requests.ts#savedIn', choices, 'F13b'),
    by('firmware/csg-requests.ts#savedIn', choices, 'F08d'),
  ),
  'B.5-text': carried(
    by('firmware/firmware.ts#serveGlobal', session, 'makes firmware leave before it acknowledges'),
    by('firmware/csg-requests.ts#serve', session, 'of any CSG does so too'),
    by('firmware/firmware.ts#serveCsg', choices, 'F06'),
    by('firmware/firmware.ts#serveHost', choices, 'F06'),
  ),
  'B.6-1': carried(
    by(
      'driver/series-2026/protm-exit.ts#beforeVmOp',
      'driver/vm.test.ts',
      'in the series holds protm.lock for reading',
    ),
  ),
  'B.6-2': leftOut(
    'panthor never changes the core mask, and the erratum is that of one GPU: there is no writer of protm.lock beside the entry',
  ),
  'B.6-3': carried(by('gpu/mmu.ts#stalls', 'gpu/mmu.test.ts', 'a command in protected mode, A.1.1')),
  'B.6-4': leftOut(
    'an erratum of two SoCs in what a CPU has written and not flushed. A page table changes only between LOCK and the flush before UNLOCK, and NO-MMU-IN-ENTRY condemns whatever of that reaches into a session, so no rule depends on what is snooped in one',
  ),
  'B.6-5': carried(
    by('firmware/cs-commands.ts#issue', 'driver/mmu-fault.test.ts', 'raises PROTM_FAULT inside a region'),
  ),
  'B.7-1': partly(
    'that the host takes the power between frames is of another platform, and the power of shader cores is the firmware’s own',
    by(
      'driver/reference/quiet-suspend.ts#prepareSuspend',
      suspendSession,
      'the reference ends the session and answers EXIT before it suspends anybody',
    ),
  ),
  'B.7-2': carried(by('gpu/gpu.ts#reset', session, 'a reset in a session ends protected mode')),
  'B.7-3': carried(
    by(
      'driver/series-2026/protm-exit.ts#handleProtmFault',
      'driver/protm-reset.test.ts',
      'all queues of active_group become fatal',
    ),
  ),
  'B.7-4': partly(
    'coherency with the CPU, which older GPUs had to give up for it: nothing snoops the caches here',
    by('firmware/exit.ts#lowerBit7', caches, 'are cleaned before bit 7 falls'),
    by('gpu/caches.ts#flushAtEdge', caches, 'are cleaned before bit 7 falls'),
    by('gpu/caches.ts#tellTagged', caches, 'that firmware does not clean keep protected content'),
    by('firmware/entry.ts#saveOthers', rows, '7: every other CSG on slot is saved'),
  ),
  'B.8-1': carried(
    by(
      'driver/series-2026/protm-exit.ts#onProtmFault',
      'driver/protm-reset.test.ts',
      'is masked by the interrupt thread',
    ),
    by(
      'firmware/protected-fault.ts#protectedFault',
      'driver/mmu-fault.test.ts',
      'raises PROTM_FAULT inside a region',
    ),
    by('firmware/protected-fault.ts#raiseProtectedFault', session, 'a protected fault reaches the host'),
  ),
  'B.8-2': carried(
    by('firmware/entry.ts#mayEnter', choices, 'F19'),
    by(
      'firmware/boot.ts#initialiseLoaded',
      heap,
      'comes up without protected mode, and offers it after a full reset',
    ),
  ),
  'B.9-text': partly(
    'what a driver does about counters: panthor asks for none, and has no CoreSight and no IPA; NO-PROFILE judges what a job can measure, and samples',
    by('firmware/counters.ts#beforeSession', globalRequests, 'firmware samples by itself before it enters'),
    by('firmware/counters.ts#goOn', globalRequests, 'firmware samples by itself before it enters'),
  ),
  'B.10-1': carried(
    by('userspace/assembler/isa.ts#pack', assembler, 'the words of instructions'),
    by('userspace/assembler/encode.ts#regionLength', assembler, 'count a region in instructions'),
    by('userspace/assembler/decode.ts#isWaitedForAtOnce', assembler, 'leave the work outstanding'),
    by('userspace/stream.ts#parseCount', text, 'the size of a region has 16 bits'),
    by('userspace/stream.ts#inRegion', text, 'a region counts the commands that follow it'),
  ),
  'B.10-2': carried(
    by('userspace/stream.ts#commandText', text, 'a command is read back as it was'),
    by('userspace/stream.ts#parseCommand', text, 'a command is read back as it was'),
  ),
  'B.10-3': leftOut('says who uses the instruction, not what it does'),
  'B.10-4': carried(by('firmware/cs-commands.ts#issue', rows, '11: the region runs in protected mode')),
  'B.10-5': leftOut('says who works on user space, not what the hardware does'),
  'B.10-text': carried(by('firmware/cs-commands.ts#endRegion', choices, 'F26')),
};
