import type { GroupId } from '../ids.ts';
import { PRIORITIES_ASCENDING } from './constants.ts';
import type { Group } from './group.ts';

/**
 * struct panthor_sched_tick_ctx: lives for one run of tick_work and is seen by no other activity.
 */
export interface TickCtx {
  /** On-slot groups not chosen yet, by priority, highest slot priority first. */
  readonly oldGroups: readonly Group[][];
  /** Chosen groups by priority. */
  readonly groups: readonly Group[][];
  /** Processes (one VM each) of the chosen groups. */
  readonly vms: string[];
  groupCount: number;
  idleGroupCount: number;
  stopTick: boolean;
  immediateTick: boolean;
  csgUpdFailedMask: number;
  fullTick: boolean;
  /** What becomes last_tick: sampled before the scheduler lock was taken, D.4-1. */
  nowUs: number;
  /** The candidate for protected mode of this tick, A.1.3; null in revisions without. */
  protmGroup: Group | null;
}

export function newTickCtx(fullTick: boolean, nowUs: number): TickCtx {
  return {
    oldGroups: PRIORITIES_ASCENDING.map(() => []),
    groups: PRIORITIES_ASCENDING.map(() => []),
    vms: [],
    groupCount: 0,
    idleGroupCount: 0,
    stopTick: true,
    immediateTick: false,
    csgUpdFailedMask: 0,
    fullTick,
    nowUs,
    protmGroup: null,
  };
}

/** The chosen groups, highest slot priority first. */
export function chosenGroups(ctx: TickCtx): readonly Group[] {
  return [...ctx.groups].reverse().flat();
}

export const idsOf = (groups: readonly Group[]): readonly GroupId[] => groups.map((g) => g.id);

/** struct panthor_csg_slots_upd_ctx: requests to several slots, merged per slot, D.4. */
export interface CsgsUpdCtx {
  updateMask: number;
  timedoutMask: number;
  readonly requests: Map<number, { value: number; mask: number }>;
}

export function csgsUpdCtxInit(): CsgsUpdCtx {
  return { updateMask: 0, timedoutMask: 0, requests: new Map() };
}

/** csgs_upd_ctx_queue_reqs(). A mask of 0 marks the slot for a doorbell only. */
export function csgsUpdCtxQueueReqs(ctx: CsgsUpdCtx, csgId: number, value: number, mask: number): void {
  const request = ctx.requests.get(csgId) ?? { value: 0, mask: 0 };
  request.value = (request.value & ~mask) | (value & mask);
  request.mask |= mask;
  ctx.requests.set(csgId, request);
  ctx.updateMask |= 1 << csgId;
}

/** The set bits of a mask, lowest first. */
export function bitsOf(mask: number): readonly number[] {
  const bits: number[] = [];
  for (let i = 0; i < 32; i++) if ((mask & (1 << i)) !== 0) bits.push(i);
  return bits;
}
