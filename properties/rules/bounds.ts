import type { HostDelays } from '../../impl/host-delays.ts';

/** Bounds that rules use, microseconds, each with its source. */

/** Scheduler tick period, A.1.5. */
export const TICK_PERIOD_US = 10_000;
/** Longest delay of a work item's wake-up: one tick period. Part F, host side. */
export const WORK_LATE_US = TICK_PERIOD_US;
/** Longest delay of an interrupt thread's wake-up. Part F, host side. */
export const IRQ_LATE_US = 1_000;
/**
 * Longest delay from an interrupt to the scheduler's answer: the interrupt thread, then at most three work
 * items in a row (firmware events, sync update, tick).
 */
export const hostDelayUs = ({ irqLateUs, workLateUs }: HostDelays): number => irqLateUs + 3 * workLateUs;
/** Where a run assumes no longer delays. */
export const HOST_DELAY_US = hostDelayUs({ irqLateUs: IRQ_LATE_US, workLateUs: WORK_LATE_US });
/** Wait for one CSG request's acknowledgement, per slot, one slot after another; A.1.5. */
export const CSG_ACK_LIMIT_US = 100_000;
/** Waits for the ENTER acknowledgement and then for GPU_STATUS, A.1.5. */
export const ENTER_LIMIT_US = 4_000_000 + 500_000;
/** Forced exit by PING, A.1.5. */
export const FORCED_EXIT_LIMIT_US = 500_000;
/** Residence limit that FAIR-EXIT gives a driver by default; docs/rules.md section 1. */
export const RESIDENCE_LIMIT_US = 2_000_000;
/** Job clock of a queue, D.5. */
export const JOB_CLOCK_US = 5_000_000;
/** How long a request may be pending, its group top and nothing in flight, before it counts as not served. */
export const SERVED_LIMIT_US = 1_000_000;
/** Entries of one group in a row that bring its region no further: so many are an endless cycle. */
export const THRASH_LIMIT = 4;
/** An interrupt that is cleared so often without being raised again is a storm; H.1 clears each once. */
export const STORM_LIMIT = 8;
/** A work item that starts so often at one instant spins: nothing that it waits for can happen meanwhile. */
export const SPIN_LIMIT = 50;
