import type { Rule } from '../../checker/index.ts';
import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';
import { ackBefore } from './ACK-BEFORE.ts';
import { ackCopy } from './ACK-COPY.ts';
import { blame } from './BLAME.ts';
import { bootGen } from './BOOT-GEN.ts';
import { boundedResidence } from './BOUNDED-RESIDENCE.ts';
import { createTime } from './CREATE-TIME.ts';
import { csgStates } from './CSG-STATES.ts';
import { enterConfirmed } from './ENTER-CONFIRMED.ts';
import { enterGate } from './ENTER-GATE.ts';
import { eventOnce } from './EVENT-ONCE.ts';
import { exactlyOnce } from './EXACTLY-ONCE.ts';
import { exitCause } from './EXIT-CAUSE.ts';
import { faultRearm } from './FAULT-REARM.ts';
import { feA } from './FE-a.ts';
import { feB } from './FE-b.ts';
import { feC } from './FE-c.ts';
import { feD } from './FE-d.ts';
import { feF } from './FE-f.ts';
import { flagTruth } from './FLAG-TRUTH.ts';
import { frozen } from './FROZEN.ts';
import { heapRef } from './HEAP-REF.ts';
import { history } from './HISTORY.ts';
import { idleTruth } from './IDLE-TRUTH.ts';
import { innocentSafe } from './INNOCENT-SAFE.ts';
import { kernelOwned } from './KERNEL-OWNED.ts';
import { lifeOrder } from './LIFE-ORDER.ts';
import { modeOrder } from './MODE-ORDER.ts';
import { noCpuMap } from './NO-CPU-MAP.ts';
import { noGpuMap } from './NO-GPU-MAP.ts';
import { noHandle } from './NO-HANDLE.ts';
import { noIdleSteps } from './NO-IDLE-STEPS.ts';
import { noMmuInEntry } from './NO-MMU-IN-ENTRY.ts';
import { noOverlap } from './NO-OVERLAP.ts';
import { noPowerInProtm } from './NO-POWER-IN-PROTM.ts';
import { noStalePending } from './NO-STALE-PENDING.ts';
import { noThrash } from './NO-THRASH.ts';
import { oneGroup } from './ONE-GROUP.ts';
import { owner } from './OWNER.ts';
import { pingSafe } from './PING-SAFE.ts';
import { protMemOnly } from './PROT-MEM-ONLY.ts';
import { refSafe } from './REF-SAFE.ts';
import { resetClean } from './RESET-CLEAN.ts';
import { rotation } from './ROTATION.ts';
import { saveBuf } from './SAVE-BUF.ts';
import { scope } from './SCOPE.ts';
import { served } from './SERVED.ts';
import { singleTopGroup } from './SINGLE-TOP-GROUP.ts';
import { stillWaits } from './STILL-WAITS.ts';
import { suspendExit } from './SUSPEND-EXIT.ts';
import { timely } from './TIMELY.ts';
import { topOnly } from './TOP-ONLY.ts';

/** All rules stated so far, bound to one instance of the model, in the order of the rulebook. */
export function rulesOf(t: Terms): readonly Rule<State>[] {
  return [
    enterGate(t),
    owner(t),
    flagTruth(t),
    ackCopy(t),
    ackBefore(t),
    oneGroup(t),
    topOnly(t),
    noOverlap(t),
    enterConfirmed(t),
    noMmuInEntry(t),
    protMemOnly(t),
    noCpuMap(t),
    noGpuMap(t),
    noHandle(t),
    kernelOwned(t),
    saveBuf(t),
    heapRef(t),
    feA(t),
    feB(t),
    feC(t),
    feD(t),
    feF(t),
    served(t),
    timely(t),
    boundedResidence(t),
    noThrash(t),
    idleTruth(t),
    noStalePending(t),
    refSafe(t),
    innocentSafe(t),
    blame(t),
    resetClean(t),
    faultRearm(t),
    noPowerInProtm(t),
    suspendExit(t),
    bootGen(t),
    pingSafe(t),
    createTime(t),
    eventOnce(t),
    exactlyOnce(t),
    csgStates(t),
    singleTopGroup(t),
    frozen(t),
    exitCause(t),
    lifeOrder(t),
    scope(t),
    history(t),
    modeOrder(t),
    rotation(t),
    stillWaits(t),
    noIdleSteps(t),
  ];
}
