import type { Manifest } from './manifest.ts';

/** What series-2026 is known to break. Written by record-campaign.ts; statements may be edited. */
export const series2026: Manifest = {
  "revision": "series-2026",
  "expected": [
    {
      "rule": "ENTER-GATE",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7",
      "counterexample": "series-2026/ENTER-GATE.enter-gate.json"
    },
    {
      "rule": "FLAG-TRUTH",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.1.3, A.2.3-7, A.2.3-8",
      "counterexample": "series-2026/FLAG-TRUTH.enter-gate.json"
    },
    {
      "rule": "TOP-ONLY",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.3, D.4-3",
      "counterexample": "series-2026/TOP-ONLY.enter-gate.json"
    },
    {
      "rule": "CREATE-TIME",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.1.6",
      "counterexample": "series-2026/CREATE-TIME.enter-gate.json"
    },
    {
      "rule": "NO-OVERLAP",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-13, A.2.5-2",
      "counterexample": "series-2026/NO-OVERLAP.enter-gate.json"
    },
    {
      "rule": "ENTER-CONFIRMED",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-14, A.2.3-7",
      "counterexample": "series-2026/ENTER-CONFIRMED.enter-gate.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.5-2, A.2.5-4",
      "counterexample": "series-2026/NO-THRASH.enter-gate.json"
    },
    {
      "rule": "SUSPEND-EXIT",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-15, A.2.7, D.6",
      "counterexample": "series-2026/SUSPEND-EXIT.enter-gate.json"
    },
    {
      "rule": "NO-STALE-PENDING",
      "cure": [
        "pending-hygiene"
      ],
      "stated": "A.1.3, A.2.7-3",
      "counterexample": "series-2026/NO-STALE-PENDING.pending-hygiene.json"
    },
    {
      "rule": "ACK-COPY",
      "cure": [
        "pending-hygiene"
      ],
      "stated": "A.2.3-10, A.2.3-11",
      "counterexample": "series-2026/ACK-COPY.pending-hygiene.json"
    },
    {
      "rule": "REFINES",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7",
      "counterexample": "series-2026/REFINES.enter-gate.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-15, A.2.7-2",
      "counterexample": "series-2026/RESET-CLEAN.enter-gate.json"
    },
    {
      "rule": "OWNER",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.1.3, A.2.3-7, A.2.3-8",
      "counterexample": "series-2026/OWNER.enter-gate.json"
    },
    {
      "rule": "NO-MMU-IN-ENTRY",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-14, A.2.2-2, A.2.2-3",
      "counterexample": "series-2026/NO-MMU-IN-ENTRY.enter-gate.json"
    },
    {
      "rule": "FE-f",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-8, A.2.3-11",
      "counterexample": "series-2026/FE-f.enter-gate.json"
    },
    {
      "rule": "UNMAP-ALWAYS",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-8, A.2.3-11",
      "counterexample": "series-2026/UNMAP-ALWAYS.enter-gate.json"
    },
    {
      "rule": "BOUNDED-RESIDENCE",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.5, A.2.3-7",
      "counterexample": "series-2026/BOUNDED-RESIDENCE.enter-gate.json"
    },
    {
      "rule": "FAULT-REARM",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-8, A.2.3-11",
      "counterexample": "series-2026/FAULT-REARM.enter-gate.json"
    },
    {
      "rule": "BLAME",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.5-2, A.2.7-1, A.2.7-2",
      "counterexample": "series-2026/BLAME.enter-gate.json"
    },
    {
      "rule": "NO-POWER-IN-PROTM",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.7, D.6, F01, F39",
      "counterexample": "series-2026/NO-POWER-IN-PROTM.enter-gate.json"
    },
    {
      "rule": "EVENT-ONCE",
      "cure": [
        "owner-truth"
      ],
      "stated": "A.1.3, A.2.3-15, A.2.5-2",
      "counterexample": "series-2026/EVENT-ONCE.owner-truth.json"
    },
    {
      "rule": "SUSPEND-EXIT",
      "cure": [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ],
      "stated": "A.2.7, D.6",
      "counterexample": "series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "exit-answered",
        "keep-session"
      ],
      "stated": "A.2.3-6, A.2.5",
      "counterexample": "series-2026/NO-THRASH.exit-answered+keep-session.json"
    },
    {
      "rule": "NO-OVERLAP",
      "cure": [
        "exit-answered"
      ],
      "stated": "A.2.3-6, A.2.3-13, A.2.5, A.2.5-2",
      "counterexample": "series-2026/NO-OVERLAP.exit-answered.json"
    },
    {
      "rule": "ENTER-CONFIRMED",
      "cure": [
        "exit-answered"
      ],
      "stated": "A.2.3-14, A.2.5",
      "counterexample": "series-2026/ENTER-CONFIRMED.exit-answered.json"
    },
    {
      "rule": "FLAG-TRUTH",
      "cure": [
        "exit-answered"
      ],
      "stated": "A.2.3-13, A.2.5-2",
      "counterexample": "series-2026/FLAG-TRUTH.exit-answered.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ],
      "stated": "A.2.6, A.2.7, D.6",
      "counterexample": "series-2026/RESET-CLEAN.exit-answered+fair-reset+quiet-suspend.json"
    },
    {
      "rule": "FAULT-REARM",
      "cure": [
        "exit-answered",
        "fair-reset",
        "quiet-suspend"
      ],
      "stated": "A.2.7, D.4-1, D.6, B.7, G.1",
      "counterexample": "series-2026/FAULT-REARM.exit-answered+fair-reset+quiet-suspend.json"
    },
    {
      "rule": "BOUNDED-RESIDENCE",
      "cure": [
        "fair-exit"
      ],
      "stated": "A.2.5, A.3, D.4-6",
      "counterexample": "series-2026/BOUNDED-RESIDENCE.fair-exit.json"
    },
    {
      "rule": "FE-c",
      "cure": [
        "fair-exit"
      ],
      "stated": "A.3, B.3, C.6, D.5",
      "counterexample": "series-2026/FE-c.fair-exit.json"
    },
    {
      "rule": "REFINES",
      "cure": [
        "fair-exit"
      ],
      "stated": "A.2.5, A.3, D.4-6",
      "counterexample": "series-2026/REFINES.fair-exit.json"
    },
    {
      "rule": "INNOCENT-SAFE",
      "cure": [
        "fair-exit"
      ],
      "stated": "A.3, B.3, C.6, D.5",
      "counterexample": "series-2026/INNOCENT-SAFE.fair-exit.json"
    },
    {
      "rule": "CREATE-TIME",
      "cure": [
        "undeclared-use"
      ],
      "stated": "A.2.3-3, A.1.6",
      "counterexample": "series-2026/CREATE-TIME.undeclared-use.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "quiet-watchdog"
      ],
      "stated": "A.1.5, A.2.5, B.5",
      "counterexample": "series-2026/NO-THRASH.quiet-watchdog.json"
    },
    {
      "rule": "PING-SAFE",
      "cure": [
        "quiet-watchdog"
      ],
      "stated": "A.1.5, A.2.5, B.5",
      "counterexample": "series-2026/PING-SAFE.quiet-watchdog.json"
    },
    {
      "rule": "INNOCENT-SAFE",
      "cure": [
        "session-clocks"
      ],
      "stated": "A.3, D.5",
      "counterexample": "series-2026/INNOCENT-SAFE.session-clocks.json"
    },
    {
      "rule": "NO-PROFILE",
      "cure": [
        "quiet-profile"
      ],
      "stated": "A.1.6, B.9, G.1",
      "counterexample": "series-2026/NO-PROFILE.quiet-profile.json"
    },
    {
      "rule": "PRIVILEGE",
      "cure": [
        "quiet-mmu"
      ],
      "stated": "A.2.5, A.1.5",
      "counterexample": "series-2026/PRIVILEGE.quiet-mmu.json"
    },
    {
      "rule": "NO-MMU-IN-ENTRY",
      "cure": [
        "quiet-mmu"
      ],
      "stated": "A.1.1, A.1.5, A.2.5",
      "counterexample": "series-2026/NO-MMU-IN-ENTRY.quiet-mmu.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "quiet-session"
      ],
      "stated": "B.5, H.5, F06",
      "counterexample": "series-2026/NO-THRASH.quiet-session.json"
    },
    {
      "rule": "NO-CPU-MAP",
      "cure": [
        "late-heap"
      ],
      "stated": "A.2.1-3, A.2.1-4, F27",
      "counterexample": "series-2026/NO-CPU-MAP.late-heap.json"
    },
    {
      "rule": "FENCE-PATH",
      "cure": [
        "map-before-lock"
      ],
      "stated": "A.1.4-9, A.1.4-8",
      "counterexample": "series-2026/FENCE-PATH.map-before-lock.json"
    },
    {
      "rule": "TOP-ONLY",
      "cure": [
        "top-only"
      ],
      "stated": "A.2.3-7, A.3-2",
      "counterexample": "series-2026/TOP-ONLY.top-only.json"
    },
    {
      "rule": "SAVE-BUF",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.1.3, A.2.3-3, A.2.3-8",
      "counterexample": "series-2026/SAVE-BUF.enter-gate.json"
    },
    {
      "rule": "SERVED",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-11, A.2.3-15, F01",
      "counterexample": "series-2026/SERVED.enter-gate.json"
    },
    {
      "rule": "ACK-COPY",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-3, A.2.3-10, A.2.3-11",
      "counterexample": "series-2026/ACK-COPY.enter-gate.json"
    },
    {
      "rule": "EVENT-ONCE",
      "cure": [
        "undeclared-use"
      ],
      "stated": "A.2.3-3",
      "counterexample": "series-2026/EVENT-ONCE.undeclared-use.json"
    },
    {
      "rule": "FE-d",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-6, A.2.3-7, A.2.3-14",
      "counterexample": "series-2026/FE-d.enter-gate.json"
    },
    {
      "rule": "FLAG-TRUTH",
      "cure": [
        "exit-answered",
        "owner-truth"
      ],
      "stated": "A.2.3-14, A.2.5-2",
      "counterexample": "series-2026/FLAG-TRUTH.exit-answered+owner-truth.json"
    },
    {
      "rule": "FLAG-TRUTH",
      "cure": [
        "owner-truth",
        "quiet-session"
      ],
      "stated": "A.2.3-14, A.2.5-2",
      "counterexample": "series-2026/FLAG-TRUTH.owner-truth+quiet-session.json"
    },
    {
      "rule": "INNOCENT-SAFE",
      "cure": [
        "enter-gate"
      ],
      "stated": "A.2.3-6, A.2.7-2, A.2.7-3, A.1.5",
      "counterexample": "series-2026/INNOCENT-SAFE.enter-gate.json"
    },
    {
      "rule": "INNOCENT-SAFE",
      "cure": [
        "fair-reset"
      ],
      "stated": "A.2.3-15, A.1.5, A.2.7-2, A.2.7-3",
      "counterexample": "series-2026/INNOCENT-SAFE.fair-reset.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "exit-answered"
      ],
      "stated": "A.2.3-14, A.2.5-2, A.2.3-6",
      "counterexample": "series-2026/NO-THRASH.exit-answered.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "fair-reset"
      ],
      "stated": "A.2.6, H.1, F18a",
      "counterexample": "series-2026/RESET-CLEAN.fair-reset.json"
    },
    {
      "rule": "UNMAP-ALWAYS",
      "cure": [
        "quiet-mmu"
      ],
      "stated": "A.2.5, A.1.5-9",
      "counterexample": "series-2026/UNMAP-ALWAYS.quiet-mmu.json"
    }
  ],
  "may": []
};
