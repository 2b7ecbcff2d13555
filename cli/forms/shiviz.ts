import { columnOf } from '../c-names.ts';
import { linksOf } from '../story/links.ts';
import { words } from '../story/words.ts';
import type { Form } from './form.ts';

/** How ShiViz is to read the log: what to put into its field for the regular expression. */
export const SHIVIZ_PARSER = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)';

/**
 * A log for ShiViz: each event with a vector clock. What it follows from is what the stories take for it: the
 * activity's own last event, the request to an acknowledgement, the release of a lock, who queued a work item.
 */
export const shivizForm: Form = ({ events, violation }) => {
  const links = linksOf(events, events.length);
  const clocks: Map<string, number>[] = [];
  const last = new Map<string, number>();
  const lines = events.map((event, i) => {
    const host = hostOf(event.activity);
    const clock = new Map<string, number>();
    const before = last.get(host);
    for (const to of [
      ...(before === undefined ? [] : [before]),
      ...(links[i] ?? []).map((link) => link.to),
    ]) {
      for (const [name, time] of clocks[to] ?? []) clock.set(name, Math.max(clock.get(name) ?? 0, time));
    }
    clock.set(host, (clock.get(host) ?? 0) + 1);
    clocks.push(clock);
    last.set(host, i);
    const text = `${event.tUs / 1000} ms ${words(event)}${event.seq === violation.seq ? ' BROKEN' : ''}`;
    return `${host} ${JSON.stringify(Object.fromEntries(clock))}\n${text.replaceAll('\n', ' ')}\n`;
  });
  return lines.join('');
};

function hostOf(activity: string): string {
  return columnOf(activity).title.replaceAll(/\s+/g, '_');
}
