import {
  CS_EVENT_MASK,
  CSG_EVENT_MASK,
  copied,
  GLB,
  JOB_INT_GLOBAL_IF,
  MCU_STATUS,
} from '../interface/bits.ts';
import type { InterfaceWord } from '../interface/words.ts';
import type { Act } from '../runtime/activity.ts';
import type { HostEvents } from './host-events.ts';
import { type FirmwareParts, PROTECTED_SECTION } from './parts.ts';

/** Firmware boot, with sections loaded anew and as it was halted; microseconds of virtual time. Ours: no source. */
export const BOOT_US = { loaded: 1_000, kept: 100 } as const;
const ALL_BITS = -1;

/**
 * What firmware does before it serves anybody: it takes up its interface, with sections loaded anew or as it was halted.
 *
 * @param boot counts the boots, from 1
 */
export function* initialise(
  parts: FirmwareParts,
  events: HostEvents,
  boot: number,
  sections: 'loaded' | 'kept',
): Act {
  yield* parts.context.machine.step('initialise the interface');
  if (sections === 'loaded') initialiseLoaded(parts, boot);
  else goOnFromHalt(parts);
  yield* parts.regs.mcuStatus.write(MCU_STATUS.ENABLED);
  yield* events.raiseJob(JOB_INT_GLOBAL_IF);
}

/** Sections were loaded anew: interface words of the global interface are fresh, the others by F09b. */
function initialiseLoaded(parts: FirmwareParts, boot: number): void {
  const { context, fwif, state, choices, memory } = parts;
  const section = memory.firmwareAddress(PROTECTED_SECTION);
  // A section without the data that it should hold is none: firmware cannot prepare for protected mode.
  const lacksData =
    section !== 0 && choices.pick('F27') === 'yes' && !memory.isInitialised(PROTECTED_SECTION);
  state.protectedSection.set(lacksData ? 0 : section);
  context.emit({ kind: 'device', op: 'boot', section: section !== 0, note: '' });
  const { glb } = fwif;
  const fresh = [glb.req, glb.ack, glb.ackIrqMask, glb.doorbellReq, glb.doorbellAck];
  if (boot > 1 && choices.pick('F09b') === 're-initialised') {
    for (const csg of fwif.csg) {
      fresh.push(csg.req, csg.ack, csg.doorbellReq, csg.doorbellAck, csg.irqReq, csg.irqAck);
      for (const cs of csg.cs) fresh.push(cs.req, cs.ack, cs.statusWait, cs.statusBlockedReason);
    }
  }
  context.machine.atomically(() => {
    for (const word of fresh) if (word.cell.get() !== 0) word.store(0);
  });
}

/** As it was halted, and HALT has fallen. What the host has not answered stands; CSG and CS events by F09b. */
function goOnFromHalt(parts: FirmwareParts): void {
  const { context, fwif, choices } = parts;
  const answered: (readonly [own: InterfaceWord, host: InterfaceWord, bits: number])[] = [
    [fwif.glb.ack, fwif.glb.req, GLB.HALT],
  ];
  if (choices.pick('F09b') === 're-initialised') {
    for (const csg of fwif.csg) {
      answered.push([csg.ack, csg.req, CSG_EVENT_MASK], [csg.irqReq, csg.irqAck, ALL_BITS]);
      for (const cs of csg.cs) answered.push([cs.ack, cs.req, CS_EVENT_MASK]);
    }
  }
  context.machine.atomically(() => {
    for (const [own, host, bits] of answered) {
      const word = copied(own.cell.get(), host.cell.get(), bits);
      if (word !== own.cell.get()) own.store(word);
    }
  });
}
