import type { SimEvent } from '../../impl/events.ts';
import { cName } from '../c-names.ts';
import { words } from '../story/words.ts';

/**
 * Every event of a run, one line each in fixed columns: milliseconds, step, activity, kind, what.
 *
 * @param breaking the event at which a rule was found broken, by its sequence number: its line is marked; null: none was
 */
export function eventLines(events: readonly SimEvent[], breaking: number | null = null): string {
  const width = Math.max(8, ...events.map((event) => cName(event.activity).length));
  return events
    .map((event) => {
      const time = (event.tUs / 1000).toFixed(3).padStart(11);
      const step = String(event.step).padStart(6);
      const mark = event.seq === breaking ? '  BROKEN' : '';
      return `${time} ${step}  ${cName(event.activity).padEnd(width)}  ${event.kind.padEnd(8)} ${words(event)}${mark}\n`;
    })
    .join('');
}
