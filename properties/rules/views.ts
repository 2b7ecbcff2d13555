import type { Declaration, ExitCause, KillCause } from '../../impl/events.ts';
import type { GroupId, JobId, ProcessId } from '../../impl/ids.ts';

/**
 * What is said of a group when it is created: by the workload, or by the call that creates it where that is another one.
 * LOW is priority 0, MEDIUM 1, HIGH 2, real-time 3, D.1.
 */
export interface GroupFacts extends Declaration {
  readonly id: GroupId;
  readonly process: ProcessId;
}

/** What is about to be executed on a queue. */
export type QueueHead =
  /** Nothing was submitted that is not finished. */
  | 'empty'
  /** A normal-mode command; every job begins and ends with the kernel's own, H.4. */
  | 'normal'
  /** Halted at or inside a PROT_REGION. */
  | 'region'
  /** Waits for a sync object. */
  | 'blocked';

export interface QueueView {
  readonly group: GroupId;
  readonly index: number;
  head: QueueHead;
  /** When the head became 'normal', or the host answered what its CS was halted at; microseconds. */
  normalSinceUs: number;
  /** Its CS stands at a fatal error, a fault or a lack of memory that the host has not answered: it executes nothing. */
  halted: boolean;
  /** Jobs that submit accepted, without those that were done and never written to the ring. */
  accepted: number;
  /** Those of them that are not written to the ring yet. */
  readonly unwritten: Set<JobId>;
  /** Jobs that were written to the ring: the scheduler knows of them. */
  written: number;
  /** Jobs that the CS has finished: extract of the ring. */
  finished: number;
  /** The sync object and value that the queue waits for at its head, while it is 'blocked'. */
  waitsFor: { readonly object: string; readonly seqno: number; readonly most?: true } | null;
  /** Firmware raised PROTM_PENDING for this queue since it was bound, and when. */
  raisedSeq: number | null;
  raisedUs: number;
  /** The driver recorded the request and neither answered nor dropped it since. */
  noted: boolean;
  /** A job was written to its ring during a session and it executed nothing since. */
  kickedSeq: number | null;
  /** When the CS halted at its region and was not let in since; null when it does not wait. */
  waitingSinceUs: number | null;
  /** It reached a region and has not finished it. */
  inRegion: boolean;
  /** The sync object and value that a command of its region waits for; null: it stands at none. */
  regionWaitsFor: QueueView['waitsFor'];
  /** Index of the last command of the region that was reached last. */
  regionLast: number;
  /** The driver acknowledged the request since the last EXIT, and did not stop the CS since. */
  acknowledged: boolean;
  /** It was acknowledged, or waited with bit 29, when the present session's ENTER was sent. */
  letIn: boolean;
}

export interface GroupView {
  facts: GroupFacts;
  queues: readonly QueueView[];
  life: 'none' | 'live' | 'destroyed' | 'released';
  killed: KillCause | null;
  slot: number | null;
  /** The event by which it came to its slot, or left the last one; null before the first. */
  slotSeq: number | null;
  /** On slot with START or RESUME acknowledged and no stop requested since. */
  active: boolean;
  /** Idle as the driver last processed it. */
  idle: boolean;
  /** The event that made it idle or not; null before the first. */
  idleSeq: number | null;
  /** When firmware last published status words of this group: a STATUS_UPDATE or SUSPEND acknowledgement. */
  reportSeq: number;
}

/** The groups as the driver ranked them, for the ENTER that may follow. */
export interface Ranking {
  readonly seq: number;
  readonly activity: string;
  readonly picked: readonly GroupId[];
  readonly protmGroup: GroupId | null;
  /** Groups that could run and were not idle. */
  readonly contenders: readonly GroupId[];
  /** Contenders with a request that the driver had recorded or could see. */
  readonly pending: ReadonlySet<GroupId>;
}

/** From sending ENTER until EXIT is answered or a reset takes over. */
export interface Session {
  readonly group: GroupId | null;
  readonly sentUs: number;
  readonly sentSeq: number;
  readonly sender: string;
  /** Firmware acknowledged ENTER. */
  acked: boolean;
  enteredUs: number | null;
  enteredSeq: number | null;
  leftUs: number | null;
  exitRaised: boolean;
  /** When the driver first asked for an exit by a PING, microseconds. */
  exitAskedUs: number | null;
  exitCause: ExitCause | null;
  /** The driver saw GPU_STATUS bit 7, or EXIT. */
  seen: boolean;
  /** Protected commands were executed in it. */
  progress: boolean;
  /** The event that ended it: EXIT answered, a reset, or the next ENTER. */
  endedBySeq: number | null;
}

/** A protected suspend buffer as firmware can use it. */
export type ProtectedBuffer = 'absent' | 'allocated' | 'mapped' | 'unmapped';

/** The name of a group's protected suspend buffer. */
export function protectedBufferName(group: GroupId): string {
  return `${group}${PROTM_SUSPEND_BUF}`;
}

/** How the names of protected suspend buffers end, after their group's. */
export const PROTM_SUSPEND_BUF = '/protm_suspend_buf';

/** The words of one CS that rules look at. */
export interface CsWords {
  req: number;
  ack: number;
  statusWait: number;
}

/** One CSG slot. */
export interface SlotView {
  group: GroupId | null;
  /** CSG_PROTM_SUSPEND_BUF: the address that firmware was given, 0 for none. */
  protmSuspendBuf: number;
  readonly cs: CsWords[];
}

/** What the driver waits for now: begun, neither met nor timed out. */
export interface WaitView {
  readonly what: string;
  readonly activity: string;
  readonly sinceUs: number;
  readonly limitUs: number;
}
