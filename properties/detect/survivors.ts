/**
 * Defects that nothing condemns, each with the reason why that is no hole in the rules. A survivor that is not here is
 * one. `twin`: a defect that takes away what covers this one as well, or the nearest that shows; it is condemned.
 */
export interface Survivor {
  readonly kind: 'covered' | 'not met within the budget' | 'no rule';
  readonly why: string;
  readonly twin: string | null;
}

/** Something else does the same, so that what is left is the reference in all that a rule can see. */
const covered = (why: string, twin: string): Survivor => ({ kind: 'covered', why, twin });
/** What would show it was met by no execution of the search, and by none of the last ones. Whether it can be is open. */
const notMet = (why: string, twin: string | null = null): Survivor => ({
  kind: 'not met within the budget',
  why,
  twin,
});
/** The rulebook forbids nothing that follows from it. */
const noRule = (why: string): Survivor => ({ kind: 'no rule', why, twin: null });

const whoFaulted = noRule(
  'whoever has the address space next is blamed for an ordinary page fault: asked by no rule, only by fuzzed clients and a test of the driver',
);

export const explainedSurvivors: Readonly<Record<string, Survivor>> = {
  'fair-exit.tickBegin': covered(
    'a session of a period or more is followed by a full tick, which rotates: who waited runs before the owner is first again',
    'fair-exit.onProtmExit',
  ),
  'fair-exit.syncUpdWork': notMet(
    'what was signalled before a session is handled before its first tick looks who waits, and in a session nobody signals: processes have no sync objects of their own',
    'fair-exit.csgSlotSyncQueuesStateLocked',
  ),
  'enter-gate.tickCtxDropPending': covered(
    'nothing is recorded of a group that is bound: pending-hygiene forgot it when it was unbound',
    'no-pending-hygiene',
  ),
  'exit-answered.tickBegin': covered(
    "EXIT's own interrupt is answered by process_fw_events_work as soon as the lock is free",
    'exit-ignored',
  ),
  'exit-answered.mayEnter': covered(
    'a tick that finds a session ends it or goes no further, so that none stands when ENTER is due',
    'no-exit-answered',
  ),
  'owner-truth.handleProtmFault': covered(
    'fair-reset replaces this function and does not call what stands below',
    'no-fair-reset',
  ),
  'keep-session.tickEnterProtm': covered(
    'enter-gate keeps ticks going while a group with a protected buffer is busy',
    'fair-exit.sessionRecheckUs',
  ),
  'quiet-session.panthorFwRingCsgDoorbells': notMet(
    "the exit that it lets happen is of ENTER's own doorbell, which the firmware is rung by anyway: the rule asks for four in a row",
    'quiet-session.ringCsgAfterIrqLocked',
  ),
  'quiet-session.takeEntry': notMet(
    "the exit that it lets happen is of ENTER's own doorbell, which the firmware is rung by anyway: the rule asks for four in a row",
    'quiet-session.ringCsgAfterIrqLocked',
  ),
  'top-only.tickRearm': covered(
    'who asks for a tick needs the scheduler lock, which the tick holds until it has re-armed itself',
    'top-only.selectProtmGroup',
  ),
  'session-clocks.queueResumeTimeout': covered(
    'a clock that is started in a session loses the two seconds of that session at most, and stands still in the next',
    'session-clocks.panthorFwProtmEnter',
  ),
  'fair-reset.maskProtmFault': notMet('two who change the mask have to meet within a few steps', 'M65'),
  'fair-reset.unmaskProtmFault': notMet(
    'two who change the mask have to meet within a few steps',
    'fault-not-rearmed',
  ),
  'quiet-mmu.panthorVmReleaseAsLocked': whoFaulted,
  'quiet-mmu.mmuFaultIsOver': whoFaulted,
  'quiet-mmu.panthorMmuResume': noRule(
    'a VM_BIND job that waits for a reset is not run after a resume; that its fence is signalled is asked by no rule, only by a test of the driver',
  ),
  'quiet-mmu.panthorMmuUnplug': noRule(
    'a VM_BIND job that waits for a reset is not run after an unplug; that its fence is signalled is asked by no rule, only by a test of the driver',
  ),
  'quiet-mmu.panthorVmDeclareUnusable': covered(
    'what fails in a session has a reset due, which waits for the worker of the VM: vmOpIsRetried has it run again, and no VM becomes unusable',
    'no-quiet-mmu',
  ),
  'reset-holds-device.panthorDeviceResume': notMet(
    'a reset has to be scheduled while the system wakes up, when only threads of the kernel run: power-session.test.ts plays that',
    'no-reset-holds-device',
  ),
  'no-bind-checked': notMet(
    'no plausible answer of part F was seen to make a bind fail: it is for hardware that is stuck',
  ),
  'map-before-lock.queueSyncWaitMet': notMet(
    'a queue has to begin to wait between two holds of the scheduler lock',
    'no-map-before-lock',
  ),
  'late-heap.protmHeapInit': noRule(
    'a probe that is deferred until there is a heap is right too, says BOOT-GEN',
  ),
  'late-heap.panthorFwBoot': noRule('a device that never offers protected mode breaks no rule'),
  'late-heap.panthorMmuPostReset': noRule('a heap that is held for longer than it is used breaks no rule'),
  'buffer-never-freed': noRule('a buffer that is never given back breaks no rule that is judged on runs'),
  'ticks-in-reset': covered(
    'the reset cancels ticks before it does anything, and from when it is scheduled the rules leave the driver alone',
    'nobody-blamed',
  ),
  'no-rotation': noRule(
    'fairness among groups in normal mode is no rule: who never gets a slot asks for nothing, and SERVED and FE-e speak of groups that ask',
  ),
  'clean-unplug.ioctlEntersDevice': notMet(
    'a call that mainline makes outside of the device guard would have to map or allocate within the microseconds of an unplug',
    'clean-unplug.panthorSchedUnplug',
  ),
};

/** The reason why a defect may survive, in a line; null where it may not. */
export function survivalReason(id: string): string | null {
  const survivor = explainedSurvivors[id];
  if (survivor === undefined) return null;
  const { kind, why, twin } = survivor;
  return `${kind}: ${why}${twin === null ? '' : ` (${twin} is condemned)`}`;
}
