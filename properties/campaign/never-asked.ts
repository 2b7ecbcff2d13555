import { choiceIds, openChoices } from '../../impl/profile/choices.ts';

/** Answers, or questions with all their answers, that no execution of a default search comes to, and why. */
export interface Never {
  readonly asked: readonly string[];
  readonly why: string;
}

const cutBefore =
  'not met: what firmware did not save by SUSPEND is killed, or its run is cut before it resumes';
const beforeEnter = 'requests are acknowledged before ENTER is sent, A.2.3';

/**
 * By revision: the plausible answers to part F that no execution of a default search comes to. `not met` where nothing
 * rules it out: generated scenarios of the deep search may. Of a revision that is not listed nothing is declared.
 */
export const neverAsked: Readonly<Record<string, readonly Never[]>> = {
  mainline: [
    {
      asked: choiceIds.filter(
        (id) => openChoices[id].plausible.length > 0 && !['F09a', 'F09b', 'F23c'].includes(id),
      ),
      why: 'it has no protected mode, D.5, and no section of it',
    },
  ],
  'rfc-2025': [
    { asked: ['F08c'], why: beforeEnter },
    { asked: ['F08d'], why: cutBefore },
    {
      asked: ['F12'],
      why: 'not met: it enters for whoever asks, and firmware runs the acknowledged one, E.1',
    },
    { asked: ['F14'], why: 'all its groups get a protected suspend buffer, E.1' },
  ],
  'series-2026': [{ asked: ['F08c'], why: beforeEnter }],
  reference: [
    { asked: ['F01'], why: 'ENTER-GATE: there is no ENTER without an acknowledged CS' },
    { asked: ['F02'], why: 'NO-OVERLAP: there is no ENTER in a session or before its EXIT is answered' },
    {
      asked: ['F06 = user doorbell'],
      why: 'no doorbell is rung in a session (quiet-session); not met: one of the owner that is rung just before',
    },
    { asked: ['F08c'], why: 'ACK-BEFORE: no request is acknowledged after ENTER' },
    { asked: ['F12'], why: 'TOP-ONLY: the acknowledged CSG is that of the highest priority' },
    { asked: ['F14'], why: 'SAVE-BUF: nobody without a protected suspend buffer is let in' },
    { asked: ['F17'], why: 'NO-MMU-IN-ENTRY: caches are flushed outside of sessions' },
    { asked: ['F19'], why: 'BOOT-GEN: nobody enters before the firmware booted with its protected section' },
    { asked: ['F32'], why: 'NO-MMU-IN-ENTRY: nothing is locked at an entry' },
    { asked: ['F39'], why: 'SUSPEND-EXIT: firmware is halted and configured outside of sessions' },
  ],
};

/** An answer after which no execution comes to other questions, and why. */
export interface Apart {
  readonly answer: string;
  /** The questions that it leaves, beside its own. */
  readonly leaves: readonly string[];
  readonly why: string;
}

/** Of a revision that sends ENTER whatever firmware was loaded. */
const withoutSection: readonly Apart[] = [
  {
    answer: 'F27 = yes',
    leaves: ['F09a', 'F09b', 'F18a', 'F18b', 'F19', 'F23c'],
    why: 'the CPU cannot write the section that is protected already, A.2.1-4: each boot is one without it, and no session begins (F19)',
  },
  {
    answer: 'F19 = never acknowledged',
    leaves: ['F09a', 'F09b', 'F23c', 'F27'],
    why: 'the section is there at each boot of a run or at none (F27): where it is missed, no session begins',
  },
];

/** By revision: answers that are consulted with few others, or none. Of a revision that is not listed nothing is declared. */
export const neverTogether: Readonly<Record<string, readonly Apart[]>> = {
  'rfc-2025': withoutSection,
  'series-2026': withoutSection,
  reference: [
    {
      answer: 'F27 = yes',
      leaves: ['F09a', 'F09b'],
      why: 'the driver loads no such section and offers no protected mode, A.2.1: nothing of sessions is asked',
    },
  ],
};
