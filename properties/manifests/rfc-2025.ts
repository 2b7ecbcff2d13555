import type { Manifest } from './manifest.ts';

/** What rfc-2025 is known to break. Written by record-campaign.ts; statements may be edited. */
export const rfc2025: Manifest = {
  "revision": "rfc-2025",
  "expected": [
    {
      "rule": "ACK-COPY",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, H.5",
      "counterexample": "rfc-2025/ACK-COPY.series-2026.json"
    },
    {
      "rule": "ENTER-GATE",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1",
      "counterexample": "rfc-2025/ENTER-GATE.series-2026+enter-gate.json"
    },
    {
      "rule": "TIMELY",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1",
      "counterexample": "rfc-2025/TIMELY.series-2026.json"
    },
    {
      "rule": "SERVED",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, F01",
      "counterexample": "rfc-2025/SERVED.series-2026.json"
    },
    {
      "rule": "FE-e",
      "cure": [
        "series-2026"
      ],
      "stated": "not looked at",
      "counterexample": "rfc-2025/FE-e.series-2026.json"
    },
    {
      "rule": "SUSPEND-EXIT",
      "cure": [
        "series-2026",
        "exit-answered",
        "owner-truth",
        "quiet-session"
      ],
      "stated": "E.1, A.2.7, D.6",
      "counterexample": "rfc-2025/SUSPEND-EXIT.series-2026+exit-answered+owner-truth+quiet-session.json"
    },
    {
      "rule": "SUSPEND-EXIT",
      "cure": [
        "series-2026"
      ],
      "stated": "not looked at",
      "counterexample": "rfc-2025/SUSPEND-EXIT.series-2026.json"
    },
    {
      "rule": "ENTER-CONFIRMED",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1, A.2.2-3",
      "counterexample": "rfc-2025/ENTER-CONFIRMED.series-2026+enter-gate.json"
    },
    {
      "rule": "NO-THRASH",
      "cure": [
        "series-2026",
        "enter-gate",
        "exit-answered",
        "owner-truth",
        "keep-session"
      ],
      "stated": "E.1, D.4-2, B.5",
      "counterexample": "rfc-2025/NO-THRASH.series-2026+enter-gate+exit-answered+owner-truth+keep-session.json"
    },
    {
      "rule": "LOCK-LIVE",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, D.6, F18a",
      "counterexample": "rfc-2025/LOCK-LIVE.series-2026.json"
    },
    {
      "rule": "BLAME",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, D.6, B.8",
      "counterexample": "rfc-2025/BLAME.series-2026.json"
    },
    {
      "rule": "REFINES",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1",
      "counterexample": "rfc-2025/REFINES.series-2026+enter-gate.json"
    },
    {
      "rule": "REFINES",
      "cure": [
        "series-2026",
        "enter-gate",
        "undeclared-use"
      ],
      "stated": "A.2.3-3",
      "counterexample": "rfc-2025/REFINES.series-2026+enter-gate+undeclared-use.json"
    },
    {
      "rule": "OWNER",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, H.5",
      "counterexample": "rfc-2025/OWNER.series-2026.json"
    },
    {
      "rule": "OWNER",
      "cure": [
        "series-2026",
        "owner-truth",
        "quiet-session"
      ],
      "stated": "B.5, H.5",
      "counterexample": "rfc-2025/OWNER.series-2026+owner-truth+quiet-session.json"
    },
    {
      "rule": "OWNER",
      "cure": [
        "series-2026",
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ],
      "stated": "E.1, D.6",
      "counterexample": "rfc-2025/OWNER.series-2026+exit-answered+owner-truth+fair-reset+quiet-suspend.json"
    },
    {
      "rule": "NO-MMU-IN-ENTRY",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, A.2.2-3",
      "counterexample": "rfc-2025/NO-MMU-IN-ENTRY.series-2026.json"
    },
    {
      "rule": "NO-STALE-PENDING",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, D.4-10",
      "counterexample": "rfc-2025/NO-STALE-PENDING.series-2026.json"
    },
    {
      "rule": "INNOCENT-SAFE",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, D.6, F04",
      "counterexample": "rfc-2025/INNOCENT-SAFE.series-2026.json"
    },
    {
      "rule": "FE-f",
      "cure": [
        "series-2026"
      ],
      "stated": "not looked at",
      "counterexample": "rfc-2025/FE-f.series-2026.json"
    },
    {
      "rule": "FE-f",
      "cure": [
        "series-2026",
        "exit-answered"
      ],
      "stated": "A.2.3-14, A.2.5",
      "counterexample": "rfc-2025/FE-f.series-2026+exit-answered.json"
    },
    {
      "rule": "UNMAP-ALWAYS",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, A.1.1",
      "counterexample": "rfc-2025/UNMAP-ALWAYS.series-2026.json"
    },
    {
      "rule": "UNMAP-ALWAYS",
      "cure": [
        "series-2026",
        "quiet-mmu"
      ],
      "stated": "E.1, A.1.1",
      "counterexample": "rfc-2025/UNMAP-ALWAYS.series-2026+quiet-mmu.json"
    },
    {
      "rule": "BOUNDED-RESIDENCE",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1, D.4-6",
      "counterexample": "rfc-2025/BOUNDED-RESIDENCE.series-2026+enter-gate.json"
    },
    {
      "rule": "FE-c",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, F07",
      "counterexample": "rfc-2025/FE-c.series-2026.json"
    },
    {
      "rule": "PRIVILEGE",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, A.1.1",
      "counterexample": "rfc-2025/PRIVILEGE.series-2026.json"
    },
    {
      "rule": "PRIVILEGE",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "A.2.3-7, A.2.3-8, A.2.3-11",
      "counterexample": "rfc-2025/PRIVILEGE.series-2026+enter-gate.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "series-2026"
      ],
      "stated": "not looked at",
      "counterexample": "rfc-2025/RESET-CLEAN.series-2026.json"
    },
    {
      "rule": "NO-CPU-MAP",
      "cure": [
        "series-2026",
        "late-heap"
      ],
      "stated": "A.2.1, A.1.6, B.8, G.1",
      "counterexample": "rfc-2025/NO-CPU-MAP.series-2026+late-heap.json"
    },
    {
      "rule": "EVENT-ONCE",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1",
      "counterexample": "rfc-2025/EVENT-ONCE.series-2026.json"
    },
    {
      "rule": "FENCE-PATH",
      "cure": [
        "series-2026",
        "map-before-lock"
      ],
      "stated": "A.1.4-9, A.1.4-8",
      "counterexample": "rfc-2025/FENCE-PATH.series-2026+map-before-lock.json"
    },
    {
      "rule": "TOP-ONLY",
      "cure": [
        "series-2026",
        "exit-answered"
      ],
      "stated": "A.2.3-14, A.2.5",
      "counterexample": "rfc-2025/TOP-ONLY.series-2026+exit-answered.json"
    },
    {
      "rule": "IDLE-TRUTH",
      "cure": [
        "series-2026"
      ],
      "stated": "E.1, H.5",
      "counterexample": "rfc-2025/IDLE-TRUTH.series-2026.json"
    },
    {
      "rule": "NO-OVERLAP",
      "cure": [
        "series-2026",
        "exit-answered"
      ],
      "stated": "E.1, D.4-1",
      "counterexample": "rfc-2025/NO-OVERLAP.series-2026+exit-answered.json"
    },
    {
      "rule": "BLAME",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1, D.6, F18a",
      "counterexample": "rfc-2025/BLAME.series-2026+enter-gate.json"
    },
    {
      "rule": "NO-STALE-PENDING",
      "cure": [
        "series-2026",
        "pending-hygiene"
      ],
      "stated": "E.1, D.4-7",
      "counterexample": "rfc-2025/NO-STALE-PENDING.series-2026+pending-hygiene.json"
    },
    {
      "rule": "PRIVILEGE",
      "cure": [
        "series-2026",
        "quiet-mmu"
      ],
      "stated": "E.1, A.1.1",
      "counterexample": "rfc-2025/PRIVILEGE.series-2026+quiet-mmu.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "series-2026",
        "enter-gate",
        "pending-hygiene"
      ],
      "stated": "E.1, D.6",
      "counterexample": "rfc-2025/RESET-CLEAN.series-2026+enter-gate+pending-hygiene.json"
    },
    {
      "rule": "RESET-CLEAN",
      "cure": [
        "series-2026",
        "enter-gate"
      ],
      "stated": "E.1, H.5",
      "counterexample": "rfc-2025/RESET-CLEAN.series-2026+enter-gate.json"
    },
    {
      "rule": "SUSPEND-EXIT",
      "cure": [
        "series-2026",
        "exit-answered",
        "owner-truth",
        "fair-reset",
        "quiet-suspend"
      ],
      "stated": "E.1, A.2.7, D.6",
      "counterexample": "rfc-2025/SUSPEND-EXIT.series-2026+exit-answered+owner-truth+fair-reset+quiet-suspend.json"
    },
    {
      "rule": "TOP-ONLY",
      "cure": [
        "series-2026",
        "top-only"
      ],
      "stated": "E.1, A.3-2",
      "counterexample": "rfc-2025/TOP-ONLY.series-2026+top-only.json"
    }
  ],
  "may": []
};
