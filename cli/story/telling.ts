import type { SimEvent } from '../../impl/events.ts';
import { MCU_CONTROL } from '../../impl/interface/bits.ts';
import { type Column, columnOf, HARDWARE } from '../c-names.ts';
import { forcingAct } from './forced-exit.ts';
import { type LateWakeUp, lateWakeUps } from './late.ts';
import { layOut, type Row, STORY_WIDTH } from './layout.ts';
import { explaining } from './relevance.ts';
import { ms, said } from './said.ts';
import type { Broken, StoryMeta } from './story.ts';
import { shortTitle } from './titles.ts';
import { words } from './words.ts';

/** Lines of rows that a story has where the defect allows, under the line of titles. */
const MAX_LINES = 15;
/** So many events that are too long for the lines left are passed over for shorter ones that tell less. */
const MAX_MISFITS = 3;
/** More columns than these cannot be read in a mail; the rarest activities then share one. */
const MAX_COLUMNS = 4;
const OTHERS: Column = { key: 'others', title: 'others' };
/** What one activity does in one instant shares a row up to this width. */
const JOINED_WIDTH = 34;

/** One step of a story in words. */
export interface StoryStep {
  readonly tUs: number;
  /** Who does it, as the kernel calls it. */
  readonly column: Column;
  readonly text: string;
  /** The rule breaks here. */
  readonly broken: boolean;
  /** Null where the breaking step is a deadline that passed. */
  readonly event: SimEvent | null;
}

/** The events that a story tells. */
export interface Telling {
  /** In the order in which they happened, the breaking one among them if it is told. */
  readonly told: readonly SimEvent[];
  /** Events that keep a column of their own. */
  readonly pinned: readonly SimEvent[];
  readonly breaking: SimEvent | undefined;
  /** Wake-ups that came late or are overdue, by sequence number. */
  readonly late: ReadonlyMap<number, LateWakeUp>;
}

/** What has to be told, and as many explaining events as fit. */
export function tellingOf(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): Telling {
  const candidates = explaining(events, { ...broken, choices: choicesOf(meta) });
  const breaking = events.find((event) => event.seq === broken.seq);
  const before = events.filter((event) => event.seq <= broken.seq);
  const late = lateWakeUps(before, meta.lateWakeUps);
  const grounds = groundsOf(before, broken);
  const slept = suspendsOf(before, grounds);
  const needed = [...before.filter((event) => late.has(event.seq)), ...unplugging(before)];
  const telling = (chosen: readonly SimEvent[]): Telling => {
    const ends = breaking === undefined ? chosen : [...chosen, breaking];
    // An exit that the host forced is told with what forced it.
    const acts = ends.flatMap((event) => forcingAct(before, event) ?? []);
    const pinned = [...needed, ...acts, ...grounds];
    const atEvent = breaking !== undefined && breaksAt(breaking, broken);
    const all = [...chosen, ...pinned, ...slept, ...(atEvent ? [breaking] : [])];
    return { told: [...new Set(all)].sort((a, b) => a.seq - b.seq), pinned, breaking, late };
  };
  let best = telling([]);
  let chosen: readonly SimEvent[] = [];
  let misfits = 0;
  for (const candidate of candidates) {
    const more = telling([...chosen, candidate]);
    if (layOut(rowsOf(more, broken), HARDWARE).length - 1 <= MAX_LINES) {
      chosen = [...chosen, candidate];
      best = more;
    } else if (++misfits > MAX_MISFITS) break;
  }
  return best;
}

/** What the violation rests on. That a word shows a request is told as the request. */
function groundsOf(events: readonly SimEvent[], { restsOn = [] }: Broken): readonly SimEvent[] {
  return restsOn.flatMap((seq) => {
    const ground = events.find((event) => event.seq === seq);
    if (ground?.kind !== 'word') return ground ?? [];
    return events.find(({ kind, step }) => kind === 'request' && step === ground.step) ?? ground;
  });
}

/** The suspend of the device in which something was done, and its end: without it nobody understands what was done there. */
function suspendsOf(events: readonly SimEvent[], acts: readonly SimEvent[]): readonly SimEvent[] {
  return acts.flatMap(({ activity, seq }) => {
    const begun = events.findLast(
      (event) =>
        event.kind === 'power' &&
        /^(suspend|on)$/.test(event.op) &&
        event.activity === activity &&
        event.seq < seq,
    );
    if (begun?.kind !== 'power' || begun.op !== 'suspend') return [];
    const over = events.find((event) => event.kind === 'power' && event.op === 'on' && event.seq > seq);
    return over === undefined ? [begun] : [begun, over];
  });
}

/** That the driver is taken from the device, and stops the MCU: what comes after it nobody understands without. */
function unplugging(events: readonly SimEvent[]): readonly SimEvent[] {
  const from = events.findIndex((event) => event.kind === 'device' && event.op === 'unplug');
  if (from < 0) return [];
  const stops = (event: SimEvent): boolean =>
    event.kind === 'word' && event.word === 'MCU_CONTROL' && event.after === MCU_CONTROL.OFF;
  return [events[from], events.slice(from).find(stops)].filter((event) => event !== undefined);
}

/** The rows of the plain text: few columns, what one activity does in one instant on one row. */
export function rowsOf(telling: Telling, broken: Broken): readonly Row[] {
  const rows: Row[] = [];
  for (const step of stepsOf(telling, broken, columnChooser(telling.told, telling.pinned))) {
    const { tUs, column, event } = step;
    const text =
      column === OTHERS && event !== null
        ? `${shortTitle(columnOf(event.activity))}: ${step.text}`
        : step.text;
    const row = { tUs, column, text, ...(step.broken && { mark: 'BROKEN' }) };
    // A deadline that passed stands alone: no event is joined with it.
    if (event === null) rows.push(row);
    else add(rows, row);
  }
  return rows;
}

export function stepsOf(
  { told, breaking, late }: Telling,
  broken: Broken,
  columnFor: (activity: string) => Column,
): readonly StoryStep[] {
  const steps: StoryStep[] = told.map((event) => {
    const wakeUp = late.get(event.seq);
    const text = wakeUp === undefined ? words(event) : saidLate(event, wakeUp);
    const { tUs, activity } = event;
    const isBreaking = event === breaking && breaksAt(event, broken);
    return { tUs, column: columnFor(activity), text, broken: isBreaking, event };
  });
  return steps.some((step) => step.broken) ? steps : [...steps, dueStep(steps, breaking, broken)];
}

function saidLate(event: SimEvent, { us, overdue }: LateWakeUp): string {
  const what = event.kind === 'work' ? event.work : columnOf(event.activity).title;
  return overdue ? `${what} does not run yet` : `woken ${ms(us)} ms late`;
}

/**
 * The breaking step where no event is one: it says what was seen, where it was seen, or from the left margin on where that
 * is not shown or is too narrow for it.
 */
function dueStep(
  steps: readonly StoryStep[],
  seenAt: SimEvent | undefined,
  { tUs, what }: Broken,
): StoryStep {
  const seen = seenAt !== undefined && seenAt.tUs === tUs ? columnOf(seenAt.activity) : null;
  const shown = steps.find((step) => step.column.key === seen?.key)?.column;
  const text = said(what);
  const place = text.length > STORY_WIDTH ? null : shown;
  const column = place ?? steps[0]?.column ?? seen ?? OTHERS;
  return { tUs, column, text, broken: true, event: null };
}

/** Appends a row; what one activity does in one instant goes on one row while it is short, repetitions too. */
function add(rows: Row[], row: Row): void {
  const last = rows.at(-1);
  if (last === undefined || last.column.key !== row.column.key || last.mark !== undefined) {
    rows.push(row);
    return;
  }
  const repeated = /^(.*?)(?: x(\d+))?$/.exec(last.text);
  if (repeated?.[1] === row.text && row.mark === undefined) {
    rows[rows.length - 1] = { ...last, text: `${row.text} x${Number(repeated[2] ?? 1) + 1}` };
    return;
  }
  const joined = `${last.text}; ${row.text}`;
  if (last.tUs === row.tUs && joined.length <= JOINED_WIDTH) rows[rows.length - 1] = { ...row, text: joined };
  else rows.push(row);
}

/** The column of an activity under a title that fits. */
function titled(activity: string): Column {
  const column = columnOf(activity);
  return { ...column, title: shortTitle(column) };
}

/**
 * The column in which an activity is shown: hardware and firmware, those of pinned events and the most frequent have their own,
 * the rest share one.
 */
function columnChooser(
  events: readonly SimEvent[],
  pinned: readonly SimEvent[],
): (activity: string) => Column {
  const first = new Set([HARDWARE, ...pinned.map(({ activity }) => columnOf(activity).key)]);
  const rank = (key: string): number => (first.has(key) ? 0 : 1);
  const counts = new Map<string, number>();
  for (const event of events) {
    const { key } = columnOf(event.activity);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size <= MAX_COLUMNS) return titled;
  const kept = new Set(
    [...counts]
      .sort((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MAX_COLUMNS - 1)
      .map(([key]) => key),
  );
  return (activity) => {
    const column = titled(activity);
    return kept.has(column.key) ? column : OTHERS;
  };
}

export function choicesOf(meta: StoryMeta): readonly string[] {
  return meta.needs.map(({ id }) => id);
}

/** Whether the event itself breaks the rule; else a deadline passed, and the event is only when it was seen. */
export function breaksAt(event: SimEvent, broken: Broken): boolean {
  const ownStep = event.kind !== 'word' || /^(ACK-COPY|EVENT-ONCE)$/.test(broken.rule);
  const starts = event.kind === 'work' && event.op === 'start';
  return event.tUs === broken.tUs && ownStep && !starts && event.kind !== 'choice' && event.kind !== 'irq';
}
