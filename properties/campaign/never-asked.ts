/** Answers, or questions with all their answers, that a revision never lets matter, and why. */
export interface Never {
  readonly asked: readonly string[];
  readonly why: string;
}

const everyRevision: readonly Never[] = [];

/**
 * By revision: the questions of part F that no run of it comes to, or none of a default search. Of a revision that is
 * not listed nothing is declared.
 */
export const neverAsked: Readonly<Record<string, readonly Never[]>> = {
  mainline: [],
  'series-2026': [...everyRevision],
  'rfc-2025': [...everyRevision],
  reference: [
    { asked: ['F01'], why: 'ENTER-GATE: there is no ENTER without an acknowledged CS' },
    { asked: ['F02'], why: 'NO-OVERLAP: there is no ENTER in a session or before its EXIT is answered' },
    { asked: ['F08c'], why: 'ACK-BEFORE: no request is acknowledged after ENTER' },
    { asked: ['F12'], why: 'TOP-ONLY: the acknowledged CSG is that of the highest priority' },
    { asked: ['F14'], why: 'SAVE-BUF: nobody without a protected suspend buffer is let in' },
    { asked: ['F17'], why: 'NO-MMU-IN-ENTRY: caches are flushed outside of sessions' },
    { asked: ['F19'], why: 'BOOT-GEN: nobody enters before the firmware booted with its protected section' },
    { asked: ['F32'], why: 'NO-MMU-IN-ENTRY: nothing is locked at an entry' },
    { asked: ['F39'], why: 'SUSPEND-EXIT: firmware is halted and configured outside of sessions' },
  ],
};
