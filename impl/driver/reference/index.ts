import { series2026 } from '../series-2026/index.ts';
import { linkedOnce, type Revision, stack } from '../unit.ts';
import { bindChecked } from './bind-checked.ts';
import { bindIfAlive } from './bind-if-alive.ts';
import { busyAfterSuspend } from './busy-after-suspend.ts';
import { cleanUnplug } from './clean-unplug.ts';
import { enterGate } from './enter-gate.ts';
import { exitAnswered } from './exit-answered.ts';
import { fairExit } from './fair-exit.ts';
import { fairReset } from './fair-reset.ts';
import type { Fix } from './fix.ts';
import { keepSession } from './keep-session.ts';
import { lateHeap } from './late-heap.ts';
import { mapBeforeLock } from './map-before-lock.ts';
import { orderedClear } from './ordered-clear.ts';
import { ownerTruth } from './owner-truth.ts';
import { pendingHygiene } from './pending-hygiene.ts';
import { quietMmu } from './quiet-mmu.ts';
import { quietProfile } from './quiet-profile.ts';
import { quietSession } from './quiet-session.ts';
import { quietSuspend } from './quiet-suspend.ts';
import { quietWatchdog } from './quiet-watchdog.ts';
import { resetHoldsDevice } from './reset-holds-device.ts';
import { sessionClocks } from './session-clocks.ts';
import { topOnly } from './top-only.ts';
import { undeclaredUse } from './undeclared-use.ts';
import { unlockAtRelease } from './unlock-at-release.ts';
import { unlockIfLocked } from './unlock-if-locked.ts';

export type { Fix } from './fix.ts';

/** The named fixes, in the order in which they are stacked. */
export const fixes: readonly Fix[] = [
  enterGate,
  exitAnswered,
  ownerTruth,
  keepSession,
  quietSession,
  fairExit,
  pendingHygiene,
  undeclaredUse,
  fairReset,
  quietWatchdog,
  quietMmu,
  unlockAtRelease,
  unlockIfLocked,
  bindIfAlive,
  topOnly,
  sessionClocks,
  resetHoldsDevice,
  quietSuspend,
  busyAfterSuspend,
  bindChecked,
  orderedClear,
  mapBeforeLock,
  lateHeap,
  cleanUnplug,
  quietProfile,
];

/** The posted series with every fix: the driver that is meant to keep every rule. */
export const reference: Revision = stack('reference', [
  ...series2026,
  ...linkedOnce(fixes.map((fix) => fix.unit)),
]);
