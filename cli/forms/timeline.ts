import type { SimEvent } from '../../impl/events.ts';
import { GPU_STATUS_PROTM_ACTIVE } from '../../impl/interface/bits.ts';

/** From one event to another, by index; one that did not end has the number of events as its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A lock held or waited for, or a wait with a limit, by one activity. */
export interface Bar extends Span {
  readonly kind: 'held' | 'blocked' | 'wait';
  readonly activity: string;
  /** The lock, or what is waited for. */
  readonly what: string;
  /** `read`, `write` or `exclusive` for a lock, how the wait ended for a wait. */
  readonly note: string;
}

/** The values of a word of the interface or of a register. */
export interface Wave {
  readonly name: string;
  readonly initial: number;
  readonly changes: readonly { readonly at: number; readonly value: number }[];
}

/** The mode of the GPU: `entering` from the driver's ENTER until GPU_STATUS says protected, or the entry failed. */
export interface ModeSpan extends Span {
  readonly mode: 'normal' | 'entering' | 'protected';
}

/** What lasts in a run, read off its events. */
export interface Timeline {
  readonly bars: readonly Bar[];
  readonly waves: readonly Wave[];
  readonly modes: readonly ModeSpan[];
}

export function timelineOf(events: readonly SimEvent[]): Timeline {
  return { bars: barsOf(events), waves: wavesOf(events), modes: modesOf(events) };
}

function barsOf(events: readonly SimEvent[]): readonly Bar[] {
  const bars: Bar[] = [];
  const open = new Map<string, Omit<Bar, 'to'>>();
  const begin = (bar: Omit<Bar, 'to'>): void => {
    open.set(keyOf(bar), bar);
  };
  const end = (key: string, to: number, note?: string): void => {
    const bar = open.get(key);
    if (bar === undefined) return;
    bars.push({ ...bar, to, ...(note !== undefined && { note }) });
    open.delete(key);
  };
  for (const [at, event] of events.entries()) {
    const { activity } = event;
    if (event.kind === 'lock') {
      const of = { activity, what: event.lock, note: event.mode, from: at };
      if (event.op === 'blocked') begin({ ...of, kind: 'blocked' });
      if (event.op === 'acquire') {
        end(keyOf({ ...of, kind: 'blocked' }), at);
        begin({ ...of, kind: 'held' });
      }
      if (event.op === 'release') end(keyOf({ ...of, kind: 'held' }), at);
    }
    if (event.kind === 'wait') {
      const of = { activity, what: event.what, note: '', from: at, kind: 'wait' } as const;
      if (event.op === 'begin') begin(of);
      else end(keyOf(of), at, event.op);
    }
  }
  for (const key of [...open.keys()]) end(key, events.length);
  return bars.sort((a, b) => a.from - b.from || a.to - b.to);
}

function keyOf({ kind, activity, what }: Pick<Bar, 'kind' | 'activity' | 'what'>): string {
  return `${kind} | ${activity} | ${what}`;
}

function wavesOf(events: readonly SimEvent[]): readonly Wave[] {
  const waves = new Map<
    string,
    { name: string; initial: number; changes: { at: number; value: number }[] }
  >();
  for (const [at, event] of events.entries()) {
    if (event.kind !== 'word') continue;
    const wave = waves.get(event.word) ?? { name: event.word, initial: event.before, changes: [] };
    waves.set(event.word, wave);
    const last = wave.changes.at(-1)?.value ?? wave.initial;
    if (event.after !== last) wave.changes.push({ at, value: event.after });
  }
  return [...waves.values()];
}

function modesOf(events: readonly SimEvent[]): readonly ModeSpan[] {
  const spans: ModeSpan[] = [];
  let current: Omit<ModeSpan, 'to'> = { mode: 'normal', from: 0 };
  const enter = (mode: ModeSpan['mode'], at: number): void => {
    if (mode === current.mode) return;
    if (at > current.from) spans.push({ ...current, to: at });
    current = { mode, from: at };
  };
  for (const [at, event] of events.entries()) {
    if (event.kind === 'word' && event.word === 'GPU_STATUS') {
      const isProtected = (event.after & GPU_STATUS_PROTM_ACTIVE) !== 0;
      const wasProtected = (event.before & GPU_STATUS_PROTM_ACTIVE) !== 0;
      if (isProtected !== wasProtected) enter(isProtected ? 'protected' : 'normal', at);
    }
    if (event.kind === 'reset' && event.op === 'end' && current.mode === 'entering') enter('normal', at);
    if (event.kind !== 'session') continue;
    if (event.op === 'enterSent' && current.mode === 'normal') enter('entering', at);
    if (event.op === 'entryFailed' && current.mode === 'entering') enter('normal', at);
  }
  spans.push({ ...current, to: events.length });
  return spans;
}
