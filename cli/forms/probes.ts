import type { SimEvent } from '../../impl/events.ts';
import { placeIn, placeOf } from '../c-names.ts';

/** A function of the kernel at which a probe can be put. */
export interface Probe {
  readonly function: string;
  readonly file: string;
  /** `7/8`: only a kernel with this patch has it; null: mainline has it. */
  readonly patch: string | null;
}

/** Functions of the posted patches; the others are in mainline (A.1, A.2, D.4, D.5 of docs/protocol.md). */
const patched: Readonly<Record<string, string>> = {
  panthor_fw_protm_enter: '7/8',
  cs_slot_process_protm_pending_event_locked: '7/8',
  handle_protm_fault: '7/8',
  glb_protm_enter: '5/5',
};

/** Kernel functions that have another name, or none, where a probe could be put. */
const probed: Readonly<Record<string, string | null>> = {
  group_submit: 'panthor_ioctl_group_submit',
  // Inline in a header.
  panthor_device_schedule_reset: null,
};

/**
 * The kernel function in which something happens, as a probe sees it.
 *
 * @param units the units of the driver
 * @returns null for what firmware, GPU and processes do, and for what no probe can be put at
 */
export function probeOf(event: SimEvent, units: readonly string[]): Probe | null {
  const place = placeOf(event);
  if (place === null) return null;
  const found = placeIn(place, units);
  const name = Object.hasOwn(probed, found.function) ? probed[found.function] : found.function;
  if (name === null || name === undefined) return null;
  return { function: name, file: found.file, patch: patched[name] ?? null };
}
