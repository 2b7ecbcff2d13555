import type { CureTable } from './cure-table.ts';

/** Written by record-cures.ts. */
export const cures: CureTable = {
  "removed": {
    "series-2026/ENTER-GATE.enter-gate.json": [
      [
        "enter-gate"
      ]
    ],
    "series-2026/FLAG-TRUTH.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "owner-truth"
      ]
    ],
    "series-2026/TOP-ONLY.enter-gate.json": [
      [
        "enter-gate"
      ]
    ],
    "series-2026/CREATE-TIME.enter-gate.json": [
      [
        "enter-gate"
      ]
    ],
    "series-2026/NO-OVERLAP.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/ENTER-CONFIRMED.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/NO-THRASH.enter-gate.json": [
      [
        "enter-gate"
      ]
    ],
    "series-2026/SUSPEND-EXIT.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "owner-truth"
      ]
    ],
    "series-2026/NO-STALE-PENDING.pending-hygiene.json": [
      [
        "pending-hygiene"
      ]
    ],
    "series-2026/ACK-COPY.pending-hygiene.json": [
      [
        "pending-hygiene"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/REFINES.enter-gate.json": [
      [
        "enter-gate"
      ]
    ],
    "series-2026/RESET-CLEAN.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset"
      ]
    ],
    "series-2026/OWNER.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/UNMAP-ALWAYS.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "quiet-mmu"
      ]
    ],
    "series-2026/BOUNDED-RESIDENCE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered",
        "owner-truth",
        "keep-session",
        "fair-exit"
      ]
    ],
    "series-2026/FAULT-REARM.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset"
      ]
    ],
    "series-2026/BLAME.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "owner-truth"
      ]
    ],
    "series-2026/NO-POWER-IN-PROTM.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "clean-unplug"
      ]
    ],
    "series-2026/EVENT-ONCE.owner-truth.json": [
      [
        "owner-truth"
      ],
      [
        "undeclared-use"
      ]
    ],
    "series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/NO-THRASH.exit-answered+keep-session.json": [
      [
        "exit-answered",
        "keep-session"
      ]
    ],
    "series-2026/NO-OVERLAP.exit-answered.json": [
      [
        "exit-answered"
      ]
    ],
    "series-2026/ENTER-CONFIRMED.exit-answered.json": [
      [
        "exit-answered"
      ]
    ],
    "series-2026/FLAG-TRUTH.exit-answered.json": [
      [
        "exit-answered"
      ]
    ],
    "series-2026/RESET-CLEAN.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FAULT-REARM.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/BOUNDED-RESIDENCE.fair-exit.json": [
      [
        "fair-exit"
      ]
    ],
    "series-2026/FE-c.fair-exit.json": [
      [
        "fair-exit"
      ]
    ],
    "series-2026/REFINES.fair-exit.json": [
      [
        "fair-exit"
      ]
    ],
    "series-2026/INNOCENT-SAFE.fair-exit.json": [
      [
        "fair-exit"
      ],
      [
        "session-clocks"
      ]
    ],
    "series-2026/CREATE-TIME.undeclared-use.json": [
      [
        "undeclared-use"
      ]
    ],
    "series-2026/NO-THRASH.quiet-watchdog.json": [
      [
        "quiet-watchdog"
      ]
    ],
    "series-2026/PING-SAFE.quiet-watchdog.json": [
      [
        "quiet-watchdog"
      ]
    ],
    "series-2026/INNOCENT-SAFE.session-clocks.json": [
      [
        "session-clocks"
      ]
    ],
    "series-2026/NO-PROFILE.quiet-profile.json": [
      [
        "quiet-profile"
      ]
    ],
    "series-2026/PRIVILEGE.quiet-mmu.json": [
      [
        "quiet-mmu"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.quiet-mmu.json": [
      [
        "quiet-mmu"
      ]
    ],
    "series-2026/NO-THRASH.quiet-session.json": [
      [
        "quiet-session"
      ]
    ],
    "series-2026/NO-CPU-MAP.late-heap.json": [
      [
        "late-heap"
      ]
    ],
    "series-2026/FENCE-PATH.map-before-lock.json": [
      [
        "map-before-lock"
      ]
    ],
    "series-2026/TOP-ONLY.top-only.json": [
      [
        "top-only"
      ]
    ],
    "series-2026/SAVE-BUF.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "undeclared-use"
      ]
    ],
    "series-2026/SERVED.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "owner-truth"
      ]
    ],
    "series-2026/ACK-COPY.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "pending-hygiene"
      ]
    ],
    "series-2026/EVENT-ONCE.undeclared-use.json": [
      [
        "owner-truth"
      ],
      [
        "undeclared-use"
      ]
    ],
    "series-2026/FE-d.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "top-only"
      ],
      [
        "exit-answered",
        "owner-truth",
        "keep-session"
      ]
    ],
    "series-2026/FLAG-TRUTH.exit-answered+owner-truth.json": [
      [
        "exit-answered",
        "owner-truth",
        "keep-session"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset"
      ]
    ],
    "series-2026/INNOCENT-SAFE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/INNOCENT-SAFE.fair-reset.json": [
      [
        "fair-reset"
      ]
    ],
    "series-2026/REF-SAFE.fair-reset.json": [
      [
        "fair-reset"
      ]
    ],
    "series-2026/NO-THRASH.exit-answered.json": [
      [
        "exit-answered",
        "owner-truth",
        "keep-session"
      ]
    ],
    "series-2026/RESET-CLEAN.fair-reset.json": [
      [
        "fair-reset"
      ]
    ],
    "series-2026/UNMAP-ALWAYS.quiet-mmu.json": [
      [
        "quiet-mmu"
      ]
    ],
    "series-2026/BOOT-GEN.late-heap.json": [
      [
        "late-heap"
      ]
    ],
    "series-2026/LOCK-LIVE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FE-e.enter-gate+exit-answered.json": [],
    "series-2026/FE-b.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "clean-unplug"
      ]
    ],
    "series-2026/TOP-ONLY.busy-after-suspend.json": [
      [
        "busy-after-suspend"
      ]
    ],
    "series-2026/FE-f.exit-answered+owner-truth+keep-session.json": [
      [
        "exit-answered",
        "owner-truth",
        "keep-session"
      ]
    ],
    "series-2026/REF-SAFE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "owner-truth"
      ]
    ],
    "series-2026/REFINES.top-only.json": [
      [
        "top-only"
      ]
    ],
    "series-2026/UNMAP-ALWAYS.clean-unplug.json": [
      [
        "clean-unplug"
      ]
    ],
    "series-2026/NO-POWER-IN-PROTM.clean-unplug.json": [
      [
        "clean-unplug"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.clean-unplug.json": [
      [
        "clean-unplug"
      ]
    ],
    "series-2026/SUSPEND-EXIT.clean-unplug.json": [
      [
        "clean-unplug"
      ]
    ],
    "series-2026/EXACTLY-ONCE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "undeclared-use"
      ],
      [
        "exit-answered",
        "owner-truth",
        "keep-session"
      ]
    ],
    "series-2026/ONE-GROUP.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/OWNER.exit-answered+owner-truth+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FE-a.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "clean-unplug"
      ]
    ],
    "series-2026/NO-HANDLE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ],
      [
        "owner-truth",
        "quiet-session"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.unlock-at-release.json": [
      [
        "unlock-at-release"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.unlock-if-locked.json": [
      [
        "unlock-if-locked"
      ]
    ],
    "series-2026/UNMAP-ALWAYS.bind-if-alive.json": [
      [
        "bind-if-alive"
      ]
    ],
    "series-2026/ACK-BEFORE.enter-gate.json": [
      [
        "enter-gate"
      ],
      [
        "exit-answered"
      ]
    ],
    "series-2026/NO-MMU-IN-ENTRY.exit-answered+owner-truth+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FLAG-TRUTH.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/BOUNDED-RESIDENCE.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/SERVED.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FE-e.exit-answered+fair-reset+quiet-suspend.json": [
      [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/FE-d.exit-answered+keep-session+fair-exit.json": [
      [
        "exit-answered",
        "keep-session",
        "fair-exit"
      ]
    ],
    "series-2026/FE-b.fair-exit.json": [
      [
        "fair-exit"
      ]
    ],
    "series-2026/FE-a.fair-exit.json": [
      [
        "fair-exit"
      ]
    ],
    "series-2026/RESET-CLEAN.pending-hygiene.json": [
      [
        "pending-hygiene"
      ]
    ],
    "series-2026/BLAME.fair-reset+quiet-suspend.json": [
      [
        "fair-reset",
        "quiet-suspend"
      ]
    ],
    "series-2026/TIMELY.top-only.json": [
      [
        "top-only"
      ]
    ],
    "series-2026/FE-b.clean-unplug.json": [
      [
        "clean-unplug"
      ]
    ]
  },
  "needed": [
    {
      "fix": "enter-gate",
      "without": [
        "enter-gate"
      ],
      "breaks": [
        "series-2026/ENTER-GATE.enter-gate.json",
        "series-2026/CREATE-TIME.enter-gate.json",
        "series-2026/NO-THRASH.enter-gate.json",
        "series-2026/REFINES.enter-gate.json",
        "defects/enter-gate.ackPending.ENTER-GATE.json",
        "defects/enter-gate.csgSlotSyncQueuesStateLocked.ENTER-GATE.json",
        "defects/enter-gate.groupUnbindLocked.ENTER-GATE.json",
        "defects/enter-gate.mayEnter.ENTER-GATE.json",
        "defects/enter-gate.selectProtmGroup.REFINES.json",
        "defects/no-enter-gate.ENTER-GATE.json"
      ]
    },
    {
      "fix": "exit-answered",
      "without": [
        "exit-answered",
        "keep-session",
        "fair-exit",
        "fair-reset",
        "quiet-suspend"
      ],
      "breaks": [
        "series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/NO-THRASH.exit-answered+keep-session.json",
        "series-2026/NO-OVERLAP.exit-answered.json",
        "series-2026/ENTER-CONFIRMED.exit-answered.json",
        "series-2026/RESET-CLEAN.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FAULT-REARM.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FLAG-TRUTH.exit-answered+owner-truth.json",
        "series-2026/NO-THRASH.exit-answered.json",
        "series-2026/FE-e.enter-gate+exit-answered.json",
        "series-2026/FE-f.exit-answered+owner-truth+keep-session.json",
        "series-2026/OWNER.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/NO-MMU-IN-ENTRY.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/FLAG-TRUTH.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/BOUNDED-RESIDENCE.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/SERVED.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FE-e.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FE-d.exit-answered+keep-session+fair-exit.json",
        "defects/exit-answered.sendEnter.ENTER-CONFIRMED.json",
        "defects/exit-answered.waitEntered.ENTER-CONFIRMED.json",
        "defects/no-exit-answered.ENTER-CONFIRMED.json"
      ]
    },
    {
      "fix": "owner-truth",
      "without": [
        "owner-truth",
        "keep-session",
        "quiet-session",
        "fair-exit",
        "fair-reset",
        "quiet-watchdog",
        "session-clocks",
        "quiet-suspend"
      ],
      "breaks": [
        "series-2026/FLAG-TRUTH.exit-answered+owner-truth.json",
        "series-2026/FE-f.exit-answered+owner-truth+keep-session.json",
        "series-2026/OWNER.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/NO-MMU-IN-ENTRY.exit-answered+owner-truth+fair-reset+quiet-suspend.json"
      ]
    },
    {
      "fix": "keep-session",
      "without": [
        "keep-session",
        "fair-exit"
      ],
      "breaks": [
        "series-2026/NO-THRASH.exit-answered+keep-session.json",
        "series-2026/FE-f.exit-answered+owner-truth+keep-session.json",
        "series-2026/FE-d.exit-answered+keep-session+fair-exit.json",
        "defects/keep-session.tickBegin.NO-THRASH.json",
        "defects/no-keep-session.NO-THRASH.json"
      ]
    },
    {
      "fix": "quiet-session",
      "without": [
        "quiet-session"
      ],
      "breaks": [
        "series-2026/NO-THRASH.quiet-session.json",
        "defects/no-quiet-session.NO-THRASH.json",
        "defects/quiet-session.queueRingDoorbell.NO-THRASH.json",
        "defects/quiet-session.ringCsgAfterIrqLocked.NO-THRASH.json"
      ]
    },
    {
      "fix": "fair-exit",
      "without": [
        "fair-exit"
      ],
      "breaks": [
        "series-2026/BOUNDED-RESIDENCE.fair-exit.json",
        "series-2026/FE-c.fair-exit.json",
        "series-2026/REFINES.fair-exit.json",
        "series-2026/FE-d.exit-answered+keep-session+fair-exit.json",
        "series-2026/FE-b.fair-exit.json",
        "series-2026/FE-a.fair-exit.json",
        "defects/fair-exit.csgSlotSyncQueuesStateLocked.FE-a.json",
        "defects/fair-exit.groupScheduleLocked.FE-a.json",
        "defects/fair-exit.mayEnter.FE-d.json",
        "defects/fair-exit.onProtmExit.FE-d.json",
        "defects/fair-exit.queueRingDoorbell.FE-b.json",
        "defects/fair-exit.sessionRecheckUs.FE-c.json",
        "defects/no-fair-exit.FE-c.json"
      ]
    },
    {
      "fix": "pending-hygiene",
      "without": [
        "pending-hygiene"
      ],
      "breaks": [
        "series-2026/RESET-CLEAN.pending-hygiene.json",
        "defects/no-pending-hygiene.NO-STALE-PENDING.json"
      ]
    },
    {
      "fix": "undeclared-use",
      "without": [
        "undeclared-use"
      ],
      "breaks": [
        "series-2026/CREATE-TIME.undeclared-use.json",
        "series-2026/EVENT-ONCE.undeclared-use.json",
        "defects/no-undeclared-use.CREATE-TIME.json"
      ]
    },
    {
      "fix": "fair-reset",
      "without": [
        "fair-reset",
        "quiet-suspend"
      ],
      "breaks": [
        "series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/RESET-CLEAN.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FAULT-REARM.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/INNOCENT-SAFE.fair-reset.json",
        "series-2026/REF-SAFE.fair-reset.json",
        "series-2026/RESET-CLEAN.fair-reset.json",
        "series-2026/OWNER.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/NO-MMU-IN-ENTRY.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/FLAG-TRUTH.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/BOUNDED-RESIDENCE.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/SERVED.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FE-e.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/BLAME.fair-reset+quiet-suspend.json",
        "defects/fair-reset.handleProtmFault.INNOCENT-SAFE.json",
        "defects/fair-reset.panthorGpuSoftReset.RESET-CLEAN.json",
        "defects/no-fair-reset.INNOCENT-SAFE.json"
      ]
    },
    {
      "fix": "quiet-watchdog",
      "without": [
        "quiet-watchdog"
      ],
      "breaks": [
        "series-2026/NO-THRASH.quiet-watchdog.json",
        "series-2026/PING-SAFE.quiet-watchdog.json",
        "defects/no-quiet-watchdog.PING-SAFE.json"
      ]
    },
    {
      "fix": "quiet-mmu",
      "without": [
        "quiet-mmu"
      ],
      "breaks": [
        "series-2026/PRIVILEGE.quiet-mmu.json",
        "series-2026/NO-MMU-IN-ENTRY.quiet-mmu.json",
        "series-2026/UNMAP-ALWAYS.quiet-mmu.json",
        "defects/no-quiet-mmu.NO-MMU-IN-ENTRY.json",
        "defects/quiet-mmu.beforeAsLock.NO-MMU-IN-ENTRY.json",
        "defects/quiet-mmu.panthorMmuIrqHandler.NO-MMU-IN-ENTRY.json",
        "defects/quiet-mmu.panthorVmExecSyncOp.PRIVILEGE.json"
      ]
    },
    {
      "fix": "unlock-at-release",
      "without": [
        "unlock-at-release"
      ],
      "breaks": [
        "series-2026/NO-MMU-IN-ENTRY.unlock-at-release.json"
      ]
    },
    {
      "fix": "unlock-if-locked",
      "without": [
        "unlock-if-locked"
      ],
      "breaks": [
        "series-2026/NO-MMU-IN-ENTRY.unlock-if-locked.json",
        "defects/no-unlock-if-locked.NO-MMU-IN-ENTRY.json"
      ]
    },
    {
      "fix": "bind-if-alive",
      "without": [
        "bind-if-alive"
      ],
      "breaks": [
        "series-2026/UNMAP-ALWAYS.bind-if-alive.json",
        "defects/no-bind-if-alive.UNMAP-ALWAYS.json"
      ]
    },
    {
      "fix": "top-only",
      "without": [
        "top-only"
      ],
      "breaks": [
        "series-2026/TOP-ONLY.top-only.json",
        "series-2026/REFINES.top-only.json",
        "series-2026/TIMELY.top-only.json",
        "defects/no-top-only.TIMELY.json",
        "defects/top-only.selectProtmGroup.TIMELY.json"
      ]
    },
    {
      "fix": "session-clocks",
      "without": [
        "session-clocks"
      ],
      "breaks": [
        "series-2026/INNOCENT-SAFE.session-clocks.json",
        "defects/no-session-clocks.INNOCENT-SAFE.json",
        "defects/session-clocks.csgSlotProcessProgressTimerLocked.INNOCENT-SAFE.json",
        "defects/session-clocks.panthorFwProtmEnter.INNOCENT-SAFE.json"
      ]
    },
    {
      "fix": "quiet-suspend",
      "without": [
        "quiet-suspend"
      ],
      "breaks": [
        "series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/RESET-CLEAN.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FAULT-REARM.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/OWNER.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/NO-MMU-IN-ENTRY.exit-answered+owner-truth+fair-reset+quiet-suspend.json",
        "series-2026/FLAG-TRUTH.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/BOUNDED-RESIDENCE.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/SERVED.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/FE-e.exit-answered+fair-reset+quiet-suspend.json",
        "series-2026/BLAME.fair-reset+quiet-suspend.json",
        "defects/no-quiet-suspend.BOUNDED-RESIDENCE.json",
        "defects/quiet-suspend.panthorGpuResume.RESET-CLEAN.json",
        "defects/quiet-suspend.panthorMmuSuspend.NO-MMU-IN-ENTRY.json",
        "defects/quiet-suspend.prepareSuspend.SUSPEND-EXIT.json",
        "defects/quiet-suspend.tickBegin.NO-THRASH.json"
      ]
    },
    {
      "fix": "busy-after-suspend",
      "without": [
        "busy-after-suspend"
      ],
      "breaks": [
        "series-2026/TOP-ONLY.busy-after-suspend.json"
      ]
    },
    {
      "fix": "bind-checked",
      "without": [
        "bind-checked"
      ],
      "breaks": []
    },
    {
      "fix": "ordered-clear",
      "without": [
        "ordered-clear"
      ],
      "breaks": [
        "defects/no-ordered-clear.EVENT-ONCE.json"
      ]
    },
    {
      "fix": "map-before-lock",
      "without": [
        "map-before-lock"
      ],
      "breaks": [
        "series-2026/FENCE-PATH.map-before-lock.json",
        "defects/no-map-before-lock.FENCE-PATH.json"
      ]
    },
    {
      "fix": "late-heap",
      "without": [
        "late-heap"
      ],
      "breaks": [
        "series-2026/NO-CPU-MAP.late-heap.json",
        "series-2026/BOOT-GEN.late-heap.json",
        "defects/late-heap.groupAllocBuffers.BOOT-GEN.json",
        "defects/late-heap.panthorFwInitSectionMem.NO-CPU-MAP.json",
        "defects/late-heap.panthorFwLoadProtectedSection.BOOT-GEN.json",
        "defects/late-heap.queryProtectedInfo.BOOT-GEN.json",
        "defects/no-late-heap.BOOT-GEN.json"
      ]
    },
    {
      "fix": "clean-unplug",
      "without": [
        "clean-unplug"
      ],
      "breaks": [
        "series-2026/UNMAP-ALWAYS.clean-unplug.json",
        "series-2026/NO-POWER-IN-PROTM.clean-unplug.json",
        "series-2026/NO-MMU-IN-ENTRY.clean-unplug.json",
        "series-2026/SUSPEND-EXIT.clean-unplug.json",
        "series-2026/FE-b.clean-unplug.json",
        "defects/clean-unplug.panthorSchedUnplug.UNMAP-ALWAYS.json",
        "defects/no-clean-unplug.UNMAP-ALWAYS.json"
      ]
    },
    {
      "fix": "quiet-profile",
      "without": [
        "quiet-profile"
      ],
      "breaks": [
        "series-2026/NO-PROFILE.quiet-profile.json",
        "defects/no-quiet-profile.NO-PROFILE.json"
      ]
    }
  ],
  "chosen": [
    "enter-gate",
    "exit-answered",
    "owner-truth",
    "keep-session",
    "quiet-session",
    "fair-exit",
    "pending-hygiene",
    "undeclared-use",
    "fair-reset",
    "quiet-watchdog",
    "quiet-mmu",
    "unlock-at-release",
    "unlock-if-locked",
    "bind-if-alive",
    "top-only",
    "session-clocks",
    "quiet-suspend",
    "busy-after-suspend",
    "ordered-clear",
    "map-before-lock",
    "late-heap",
    "clean-unplug",
    "quiet-profile"
  ],
  "tried": [],
  "search": {
    "budget": "default",
    "seed": 1,
    "executions": 510,
    "broken": []
  }
};
