import type { SimEvent } from '../../impl/events.ts';

/** Work that may be queued with a delay, which is not told. */
const delayed = /^(tick_work|ping_work|queue_timeout_work)/;
/** Who queues it to run at once, D.5. */
const atOnce = /^process_fw_events_work/;

/** How late a wake-up came, or by how much it is overdue when the events end. */
export interface LateWakeUp {
  readonly us: number;
  readonly overdue: boolean;
}

/**
 * How late wake-ups came, by the sequence number of the event with which each begins: the start of a work item that was
 * free to run, the look of an interrupt thread at its line, or the taking of a lock that was free. One that did not come
 * is told where it was asked for.
 *
 * @param count how many wake-ups of the run are known to be late: no more are told, the longest
 */
export function lateWakeUps(events: readonly SimEvent[], count: number): ReadonlyMap<number, LateWakeUp> {
  if (count === 0) return new Map();
  /** When a work item or thread could have begun, asked to and its last run over, and where that was seen. */
  const since = new Map<string, { readonly us: number; readonly seq: number }>();
  /** When a lock was last let go of, and who waits for which. */
  const freeUs = new Map<string, number>();
  const waiting = new Map<string, { readonly lock: string; readonly sinceUs: number }>();
  const late: (readonly [seq: number, wakeUp: LateWakeUp])[] = [];
  const add = (seq: number, us: number, overdue = false): void => {
    if (us > 0) late.push([seq, { us, overdue }]);
  };
  for (const event of events) {
    const { activity, tUs, seq } = event;
    if (event.kind === 'lock') {
      if (event.op === 'blocked') waiting.set(activity, { lock: event.lock, sinceUs: tUs });
      else if (event.op === 'release') freeUs.set(event.lock, tUs);
      else if (event.op === 'acquire') {
        const wait = waiting.get(activity);
        if (wait?.lock === event.lock) add(seq, tUs - Math.max(freeUs.get(event.lock) ?? tUs, wait.sinceUs));
        waiting.delete(activity);
      }
    }
    const what = event.kind === 'work' ? event.work : event.kind === 'irq' ? event.line : null;
    if (what === null || !('op' in event)) continue;
    if (event.op === 'queued' || event.op === 'moved' || event.op === 'hard') {
      if (delayed.test(what) && !atOnce.test(activity)) since.delete(what);
      else since.set(what, { us: tUs, seq });
    } else if ((event.op === 'end' || event.op === 'done') && since.has(what)) {
      since.set(what, { us: tUs, seq });
    } else if (event.op === 'start' || event.op === 'clear') {
      add(seq, tUs - (since.get(what)?.us ?? tUs));
      since.delete(what);
    }
  }
  const endUs = events.at(-1)?.tUs ?? 0;
  for (const { us, seq } of since.values()) add(seq, endUs - us, true);
  late.sort(([a, x], [b, y]) => Number(x.overdue) - Number(y.overdue) || y.us - x.us || a - b);
  return new Map(late.slice(0, count));
}
