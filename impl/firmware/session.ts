import type { GroupId } from '../ids.ts';
import { CS } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import type { CommandStreams } from './command-streams.ts';
import { csWords, type FirmwareParts } from './parts.ts';
import { type CsContext, isInRegion, type Session, TRAP } from './state.ts';

/** The CSs of a slot that wait for protected mode, and those of them with equal bits. */
export function* acknowledgedCss(
  parts: FirmwareParts,
  slot: number,
): Act<{ readonly acked: number; readonly waiting: number }> {
  const { state, fwif } = parts;
  let acked = 0;
  let waiting = 0;
  if (!state.csg(slot).get().active) return { acked, waiting };
  for (const [index, cell] of (state.css[slot] ?? []).entries()) {
    const cs = cell.get();
    if (cs.place !== 'protm' || !cs.asked) continue;
    const words = csWords(fwif.slot(slot), index);
    const req = yield* words.req.read();
    waiting |= 1 << index;
    if (((req ^ words.ack.peek()) & CS.PROTM_PENDING) === 0) acked |= 1 << index;
  }
  return { acked, waiting };
}

/** Firmware is stuck in a switch: it serves nothing until the next boot. */
export function* hang(parts: FirmwareParts): Act {
  parts.state.dead.set(true);
  yield* parts.context.machine.until('firmware hangs', () => false);
}

/** A protected fault that stops all that runs in the session. */
export function faultSession(parts: FirmwareParts, streams: CommandStreams, what: string): void {
  const { state } = parts;
  const session = state.session.get();
  if (session !== null && session.slot >= 0) {
    (state.css[session.slot] ?? []).forEach((cell, index) => {
      streams.halt(session.slot, index);
      if ((session.sampled & (1 << index)) !== 0) cell.set({ ...cell.get(), place: 'stopped' });
    });
  }
  streams.raiseProtectedFault(what);
}

/** The session, which there must be. */
export function sessionOf(parts: FirmwareParts): Session {
  const session = parts.state.session.get();
  if (session === null) throw new Error('no protected session');
  return session;
}

/** The group in a slot, for the event stream; null for slot -1. */
export function groupIn(parts: FirmwareParts, slot: number): GroupId | null {
  return slot < 0 ? null : parts.state.csg(slot).peek().group;
}

/** A CS of the session that has nothing left to do in protected mode. */
export const isDone = (cs: CsContext): boolean =>
  !isInRegion(cs) || (cs.place === 'regionEnd' && (cs.traps & TRAP.REGION_END) !== 0);

/** The set bits of a mask, lowest first. */
export function bits(mask: number): readonly number[] {
  const set: number[] = [];
  for (let i = 0; mask >>> i !== 0; i++) if ((mask & (1 << i)) !== 0) set.push(i);
  return set;
}
