import {
  JOB_TIMEOUT_US,
  PING_INTERVAL_US,
  PROTM_FORCED_EXIT_US,
  PROTM_RESIDENCE_US,
  PROTM_SETTLE_US,
  TICK_PERIOD_US,
} from '../../impl/driver/constants.ts';

/** A limit or period that a fix adds to those of A.1.5, or uses otherwise than the posted series does. */
export interface Limit {
  /** Microseconds; null: none. */
  readonly us: number | null;
  readonly use: string;
  /** What the posted series has in its place. */
  readonly posted: string;
  readonly why: string;
}

/** By the name of the fix; those that have none are not here. */
export const limitsOf: { readonly [fix: string]: readonly Limit[] } = {
  'enter-gate': [
    {
      us: PROTM_SETTLE_US,
      use: 'before ENTER, where a CS waits for protected mode by its status word and has not asked',
      posted: 'no wait',
      why: 'firmware is about to raise the request, or never raises it again (F08b, F08d): only time tells the two apart',
    },
  ],
  'exit-answered': [
    {
      us: PROTM_FORCED_EXIT_US,
      use: 'a forced exit: until EXIT is raised, then until bit 7 is 0, then until PING is acknowledged',
      posted: 'the same time, until bit 7 is 0',
      why: 'the order of the three is open (F05), and what of it is still to come would meet the next entry',
    },
    {
      us: PROTM_SETTLE_US,
      use: 'for PING to be acknowledged after the exit, before it is rung again',
      posted: 'no wait',
      why: 'the fast reset of an exit that was under way may take the doorbell with it (F22)',
    },
    {
      us: PROTM_FORCED_EXIT_US,
      use: 'poll of GPU_STATUS, where EXIT was raised and bit 7 is still set; then a reset',
      posted: 'no wait',
      why: 'EXIT may come before bit 7 falls (F05)',
    },
  ],
  'keep-session': [
    {
      us: TICK_PERIOD_US,
      use: 'how long a session lasts while a group of equal priority waits',
      posted: 'until the next tick, whoever waits',
      why: 'FE-b allows a period, and a session that is cut off earlier is one more switch for nothing',
    },
  ],
  'quiet-session': [
    {
      us: PROTM_SETTLE_US,
      use: 'from the last doorbell to ENTER',
      posted: 'no wait',
      why: 'firmware that still serves a doorbell takes ENTER with it, and the doorbell of ENTER then ends the session (F06)',
    },
  ],
  'fair-exit': [
    {
      us: PROTM_RESIDENCE_US,
      use: 'the longest that a session lasts',
      posted: 'no limit',
      why: 'FE-c: it is below the job clock of 5 s, into which whoever waits would run',
    },
    {
      us: TICK_PERIOD_US,
      use: 'how long who waited has been on slot in normal mode before an entry of its rank or below',
      posted: 'no such turn',
      why: 'FE-d: who waited makes progress first',
    },
  ],
  'fair-reset': [
    {
      us: PROTM_FORCED_EXIT_US,
      use: 'PING in a reset after an entry that never came, until it is acknowledged',
      posted: 'the same time, until bit 7 is 0',
      why: 'bit 7 is 0 all the time, which says nothing of whether firmware answers',
    },
  ],
  'quiet-watchdog': [
    {
      us: PING_INTERVAL_US,
      use: 'until the next look of the watchdog that finds a session; it does not ping in one',
      posted: 'a ping each time',
      why: 'a PING ends the session (B.5), and an exit may take longer than the 100 ms of its acknowledgement (F07)',
    },
  ],
  'quiet-mmu': [
    {
      us: null,
      use: 'how long a VM operation whose forced exit failed waits for the reset, and how often it is tried again after one',
      posted: 'goes on without an exit, into a command that stalls',
      why: 'a session that hangs is no fault of the caller (PRIVILEGE)',
    },
  ],
  'session-clocks': [
    {
      us: JOB_TIMEOUT_US,
      use: 'how long after a session of another a lack of progress is not believed; job clocks of others stand still in it',
      posted: 'clocks and timers run on',
      why: 'no CSG but the owner makes progress in a session, and its timer may count on (F20)',
    },
  ],
};
