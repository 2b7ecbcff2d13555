import type { GroupId } from '../ids.ts';
import type { Group } from './group.ts';

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
