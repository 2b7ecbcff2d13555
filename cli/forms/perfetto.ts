import { cName, columnOf } from '../c-names.ts';
import { said } from '../story/said.ts';
import { words } from '../story/words.ts';
import { type Form, orderedNs, type Telling } from './form.ts';
import { timelineOf } from './timeline.ts';

const PID = 1;
/** The track of the GPU's mode; those of activities follow. */
const MODE_TID = 1;

/** The breaking event has a name of its own, so that a viewer's search finds it. */
const BROKEN = 'BROKEN';

/**
 * A trace for Perfetto and chrome://tracing, in the JSON of the Trace Event Format (Google, 2016): a track for each
 * activity with what it does, locks and waits as spans, interface words as counters, the GPU's mode.
 */
export const perfettoForm: Form = (telling) => {
  const { counterexample: c, violation } = telling;
  const trace = {
    displayTimeUnit: 'ms',
    otherData: { rule: c.rule, instance: c.instance, what: said(violation.what), replay: telling.replay },
    traceEvents: traceEvents(telling),
  };
  return `${JSON.stringify(trace, null, 1)}\n`;
};

/** One event of the format; `ts` and `dur` are microseconds and may have fractions. */
type TraceEvent = Readonly<Record<string, unknown>> & { readonly ph: string; readonly name: string };

function traceEvents({ events, violation }: Telling): readonly TraceEvent[] {
  const ns = orderedNs(events);
  const endNs = (ns.at(-1) ?? 0) + 1_000;
  const ts = (at: number): number => (ns[at] ?? endNs) / 1_000;
  const keys = [...new Set(events.map(({ activity }) => columnOf(activity).key))];
  const tid = (activity: string): number => MODE_TID + 1 + keys.indexOf(columnOf(activity).key);
  const { bars, waves, modes } = timelineOf(events);
  const track = (id: number, name: string): TraceEvent[] => [
    { ph: 'M', name: 'thread_name', pid: PID, tid: id, args: { name } },
    { ph: 'M', name: 'thread_sort_index', pid: PID, tid: id, args: { sort_index: id } },
  ];
  const titles = keys.map(
    (key) => events.find(({ activity }) => columnOf(activity).key === key)?.activity ?? key,
  );
  return [
    { ph: 'M', name: 'process_name', pid: PID, args: { name: 'protm-check' } },
    ...track(MODE_TID, 'GPU mode'),
    ...titles.flatMap((activity) => track(tid(activity), columnOf(activity).title)),
    ...modes.map(({ mode, from, to }): TraceEvent => {
      return {
        ph: 'X',
        cat: 'mode',
        name: mode,
        pid: PID,
        tid: MODE_TID,
        ts: ts(from),
        dur: ts(to) - ts(from),
      };
    }),
    // Locks are not released in the order in which they were taken, so each span is an asynchronous one.
    ...bars.flatMap(({ kind, activity, what, note, from, to }, i): TraceEvent[] => {
      const name = `${kind === 'held' ? '' : kind === 'blocked' ? 'blocked: ' : 'waits: '}${cName(what)}`;
      const span = { cat: kind, name, id: i + 1, pid: PID, tid: tid(activity) };
      return [
        { ...span, ph: 'b', ts: ts(from), args: { note, activity: cName(activity) } },
        { ...span, ph: 'e', ts: ts(to) },
      ];
    }),
    ...waves.flatMap(({ name, initial, changes }): TraceEvent[] => {
      const counter = { ph: 'C', name, pid: PID };
      return [
        { ...counter, ts: 0, args: { value: initial >>> 0 } },
        ...changes.map(({ at, value }) => ({ ...counter, ts: ts(at), args: { value: value >>> 0 } })),
      ];
    }),
    ...events.map((event, at): TraceEvent => {
      const broken = event.seq === violation.seq;
      const name = broken ? `${BROKEN}: ${words(event)}` : words(event);
      const args = {
        step: event.step,
        activity: cName(event.activity),
        ...(broken && { what: said(violation.what) }),
      };
      return { ph: 'i', s: 't', cat: event.kind, name, pid: PID, tid: tid(event.activity), ts: ts(at), args };
    }),
  ];
}
