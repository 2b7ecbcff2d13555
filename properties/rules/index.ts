import type { Rule } from '../rule.ts';
import { ackBefore } from './ACK-BEFORE.ts';
import { ackCopy } from './ACK-COPY.ts';
import { blame } from './BLAME.ts';
import { bootGen } from './BOOT-GEN.ts';
import { boundedResidence } from './BOUNDED-RESIDENCE.ts';
import { createTime } from './CREATE-TIME.ts';
import { enterConfirmed } from './ENTER-CONFIRMED.ts';
import { enterGate } from './ENTER-GATE.ts';
import { eventOnce } from './EVENT-ONCE.ts';
import { exactlyOnce } from './EXACTLY-ONCE.ts';
import { faultRearm } from './FAULT-REARM.ts';
import { feA } from './FE-a.ts';
import { feB } from './FE-b.ts';
import { feC } from './FE-c.ts';
import { feD } from './FE-d.ts';
import { feE } from './FE-e.ts';
import { feF } from './FE-f.ts';
import { fencePath } from './FENCE-PATH.ts';
import { flagTruth } from './FLAG-TRUTH.ts';
import { heapRef } from './HEAP-REF.ts';
import { idleTruth } from './IDLE-TRUTH.ts';
import { innocentSafe } from './INNOCENT-SAFE.ts';
import { kernelOwned } from './KERNEL-OWNED.ts';
import { lockLive } from './LOCK-LIVE.ts';
import { lockRules } from './LOCK-RULES.ts';
import { noCpuMap } from './NO-CPU-MAP.ts';
import { noGpuMap } from './NO-GPU-MAP.ts';
import { noHandle } from './NO-HANDLE.ts';
import { noLeakWrite } from './NO-LEAK-WRITE.ts';
import { noLostWake } from './NO-LOST-WAKE.ts';
import { noMmuInEntry } from './NO-MMU-IN-ENTRY.ts';
import { noOverlap } from './NO-OVERLAP.ts';
import { noPowerInProtm } from './NO-POWER-IN-PROTM.ts';
import { noProfile } from './NO-PROFILE.ts';
import { noStalePending } from './NO-STALE-PENDING.ts';
import { noThrash } from './NO-THRASH.ts';
import { oneGroup } from './ONE-GROUP.ts';
import { owner } from './OWNER.ts';
import { pingSafe } from './PING-SAFE.ts';
import { privilege } from './PRIVILEGE.ts';
import { protMemOnly } from './PROT-MEM-ONLY.ts';
import { refSafe } from './REF-SAFE.ts';
import { resetClean } from './RESET-CLEAN.ts';
import { saveBuf } from './SAVE-BUF.ts';
import { served } from './SERVED.ts';
import { suspendExit } from './SUSPEND-EXIT.ts';
import { timely } from './TIMELY.ts';
import { topOnly } from './TOP-ONLY.ts';
import { unmapAlways } from './UNMAP-ALWAYS.ts';

/** Every rule that is checked on runs of the simulator, in the order of docs/rules.md; REFINES comes on top. */
export const rules: readonly Rule[] = [
  enterGate,
  owner,
  flagTruth,
  ackCopy,
  ackBefore,
  oneGroup,
  topOnly,
  noOverlap,
  enterConfirmed,
  noMmuInEntry,
  protMemOnly,
  noCpuMap,
  noGpuMap,
  noHandle,
  kernelOwned,
  saveBuf,
  noLeakWrite,
  served,
  timely,
  noLostWake,
  boundedResidence,
  noThrash,
  idleTruth,
  noStalePending,
  refSafe,
  innocentSafe,
  blame,
  resetClean,
  faultRearm,
  noProfile,
  noPowerInProtm,
  suspendExit,
  bootGen,
  createTime,
  pingSafe,
  lockLive,
  fencePath,
  heapRef,
  eventOnce,
  privilege,
  unmapAlways,
  exactlyOnce,
  lockRules,
  feA,
  feB,
  feC,
  feD,
  feE,
  feF,
];
