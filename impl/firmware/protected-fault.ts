import { GPU_INT } from '../interface/bits.ts';
import type { CommandStreams } from './command-streams.ts';
import type { FirmwareParts } from './parts.ts';
import type { CsContext } from './state.ts';

/** PROTECTED_FAULT, B.8: the CS stops, firmware may be dead after it (F18). */
export function protectedFault(
  parts: FirmwareParts,
  slot: number,
  index: number,
  cs: CsContext,
  what: string,
): void {
  parts.state.cs(slot, index).set({ ...cs, place: 'stopped' });
  raiseProtectedFault(parts, what);
}

/** The interrupt of a protected fault, with no detail for the host. */
export function raiseProtectedFault(parts: FirmwareParts, what: string): void {
  const { choices, regs, state, context } = parts;
  context.emit({ kind: 'memory', op: 'fault', buffer: '', who: 'GPU', note: `protected fault: ${what}` });
  if (choices.pick('F18b') === 'dead') state.dead.set(true);
  if (choices.pick('F18a') === 'level until reset') regs.gpu.raiseLevel(GPU_INT.PROTM_FAULT);
  else regs.gpu.raise(GPU_INT.PROTM_FAULT);
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
  raiseProtectedFault(parts, what);
}
