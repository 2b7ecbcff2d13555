import type { SimEvent } from '../../impl/events.ts';

/** Work that may be queued with a delay, which is not told. */
const delayed = /^(tick_work|ping_work|queue_timeout_work)/;
/** Who queues it to run at once, D.5. */
const atOnce = /^process_fw_events_work/;

/**
 * How late wake-ups came, microseconds by the sequence number of the event with which each begins: the start of
 * a work item that was free to run, or the look of an interrupt thread at its line.
 *
 * @param count how many wake-ups of the run are known to be late: no more are told, the longest
 */
export function lateWakeUps(events: readonly SimEvent[], count: number): ReadonlyMap<number, number> {
  if (count === 0) return new Map();
  /** When a work item or thread could have begun: asked to, and its last run over. */
  const sinceUs = new Map<string, number>();
  const late: (readonly [seq: number, us: number])[] = [];
  for (const event of events) {
    const what = event.kind === 'work' ? event.work : event.kind === 'irq' ? event.line : null;
    if (what === null || !('op' in event)) continue;
    if (event.op === 'queued' || event.op === 'moved' || event.op === 'hard') {
      if (delayed.test(what) && !atOnce.test(event.activity)) sinceUs.delete(what);
      else sinceUs.set(what, event.tUs);
    } else if ((event.op === 'end' || event.op === 'done') && sinceUs.has(what)) {
      sinceUs.set(what, event.tUs);
    } else if (event.op === 'start' || event.op === 'clear') {
      const us = event.tUs - (sinceUs.get(what) ?? event.tUs);
      if (us > 0) late.push([event.seq, us]);
      if (delayed.test(what)) sinceUs.delete(what);
    }
  }
  late.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return new Map(late.slice(0, count));
}
