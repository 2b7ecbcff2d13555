import type { SimEvent } from '../../impl/events.ts';

/** The scheduler's lock, A.1.3. */
export const SCHED_LOCK = 'sched.lock';
/** The lock whose write side covers the entry, A.1.3. */
export const ENTRY_LOCK = 'protm.lock';

/** The work that reads the words of a JOB interrupt, and the thread that queues it, A.1.4. */
export const FW_EVENTS_WORK = 'process_fw_events_work';
export const JOB_IRQ_THREAD = 'irq/job';
/** The scheduler's work that takes one decision, D.4. */
export const TICK_WORK = 'tick_work';

/** The work that resets the device, A.2.7. */
export const RESET_WORK = 'reset_work';

/** Whether firmware or hardware did it, not a thread of the host. */
export function byFirmware(event: SimEvent): boolean {
  return firmwareActivity.test(event.activity);
}
const firmwareActivity = /^(fw|cs|gpu|mmu|mcu)($|[^a-z_])/;

/** Whether the firmware watchdog's work did it, A.1.5. */
export function byWatchdog(activity: string): boolean {
  return /(^|\.)ping_work$/.test(activity);
}
