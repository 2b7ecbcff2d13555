import type { RuleId } from '../catalogue.ts';

/**
 * From which statements of docs/protocol.md a known violation follows, read off its story: `rule` and the fixes that
 * cure it. A cause that is not here was not read yet.
 */
const rows: readonly (readonly [RuleId, cure: string, stated: string])[] = [
  ['ENTER-GATE', 'enter-gate', 'A.2.3-7'],
  ['REFINES', 'enter-gate', 'A.2.3-7'],
  ['CREATE-TIME', 'enter-gate', 'A.2.3-7, A.1.6'],
  ['OWNER', 'enter-gate', 'A.1.3, A.2.3-7, A.2.3-8'],
  ['FLAG-TRUTH', 'enter-gate', 'A.1.3, A.2.3-7, A.2.3-8'],
  ['NO-OVERLAP', 'enter-gate', 'A.2.3-7, A.2.3-13, A.2.5-2'],
  ['NO-OVERLAP', 'exit-answered', 'A.2.3-6, A.2.3-13, A.2.5, A.2.5-2'],
  ['ENTER-CONFIRMED', 'enter-gate', 'A.2.3-14, A.2.3-7'],
  ['ENTER-CONFIRMED', 'exit-answered', 'A.2.3-14, A.2.5'],
  ['NO-MMU-IN-ENTRY', 'enter-gate', 'A.2.3-14, A.2.2-2, A.2.2-3'],
  ['NO-MMU-IN-ENTRY', 'exit-answered', 'A.2.3-14, A.2.2-2, A.2.2-3'],
  ['NO-MMU-IN-ENTRY', 'quiet-mmu', 'A.1.1, A.1.5, A.2.5'],
  ['NO-THRASH', 'enter-gate', 'A.2.3-7, A.2.5-2, A.2.5-4'],
  ['NO-THRASH', 'exit-answered', 'A.2.3-14, A.2.5-2, A.2.3-6'],
  ['NO-THRASH', 'keep-session', 'A.2.3-6, A.2.5'],
  ['NO-THRASH', 'quiet-session', 'B.5, H.5, F06'],
  ['INNOCENT-SAFE', 'enter-gate', 'A.2.3-6, A.2.7-2, A.2.7-3, A.1.5'],
  ['INNOCENT-SAFE', 'fair-reset', 'A.2.3-15, A.1.5, A.2.7-2, A.2.7-3'],
  ['INNOCENT-SAFE', 'session-clocks', 'A.3, D.5'],
  ['FE-c', 'fair-exit', 'A.3, B.3, C.6, D.5'],
  ['CREATE-TIME', 'undeclared-use', 'A.2.3-3, A.1.6'],
  ['RESET-CLEAN', 'enter-gate', 'A.2.3-7, A.2.3-15, A.2.7-2'],
  ['RESET-CLEAN', 'fair-reset', 'A.2.6, H.1, F18a'],
  ['TOP-ONLY', 'enter-gate', 'A.2.3-7, A.3, D.4-3'],
  ['BLAME', 'enter-gate', 'A.2.3-7, A.2.5-2, A.2.7-1, A.2.7-2'],
  ['SAVE-BUF', 'enter-gate', 'A.1.3, A.2.3-3, A.2.3-8'],
  ['ACK-COPY', 'enter-gate', 'A.2.3-3, A.2.3-10, A.2.3-11'],
  ['BOUNDED-RESIDENCE', 'enter-gate', 'A.2.5, A.2.3-7'],
  ['BOUNDED-RESIDENCE', 'fair-exit', 'A.2.5, A.3, D.4-6'],
  ['NO-STALE-PENDING', 'pending-hygiene', 'A.1.3, A.2.7-3'],
  ['FLAG-TRUTH', 'exit-answered+owner-truth', 'A.2.3-14, A.2.5-2'],
  ['FLAG-TRUTH', 'owner-truth+quiet-session', 'A.2.3-14, A.2.5-2'],
  ['REFINES', 'fair-exit', 'A.2.5, A.3, D.4-6'],
  ['NO-THRASH', 'quiet-watchdog', 'A.1.5, A.2.5, B.5'],
  ['SERVED', 'enter-gate', 'A.2.3-11, A.2.3-15, F01'],
  ['FE-d', 'enter-gate', 'A.2.3-6, A.2.3-7, A.2.3-14'],
  ['PING-SAFE', 'quiet-watchdog', 'A.1.5, A.2.5, B.5'],
  ['SUSPEND-EXIT', 'enter-gate', 'A.2.3-7, A.2.3-15, A.2.7, D.6'],
  ['SUSPEND-EXIT', 'quiet-suspend', 'A.2.7, D.6'],
  ['NO-POWER-IN-PROTM', 'enter-gate', 'A.2.3-7, A.2.7, D.6, F01, F39'],
  ['NO-POWER-IN-PROTM', 'quiet-suspend', 'A.2.7, D.6, F39'],
  ['RESET-CLEAN', 'quiet-suspend', 'A.2.6, A.2.7, D.6, H.1'],
  ['FLAG-TRUTH', 'quiet-suspend', 'A.2.7, D.6'],
  ['NO-MMU-IN-ENTRY', 'quiet-suspend', 'A.1.1, A.2.7, D.6'],
  ['SERVED', 'quiet-suspend', 'A.2.7, D.6'],
  ['LOCK-RULES', 'quiet-suspend', 'D.4-1, D.6'],
  ['TOP-ONLY', 'busy-after-suspend', 'A.3, D.6'],
  ['BOOT-GEN', 'late-heap', 'A.1.6, A.2.1-3'],
  ['UNMAP-ALWAYS', 'clean-unplug', 'A.2.1-6, D.6'],
  ['PRIVILEGE', 'quiet-mmu', 'A.2.5, A.1.5'],
];

/** The statements, or null for a cause that nobody has read yet. */
export function statedFor(rule: RuleId, cure: readonly string[]): string | null {
  return rows.find(([id, fixes]) => id === rule && fixes === cure.join('+'))?.[2] ?? null;
}
