import type { SimEvent } from '../../impl/events.ts';
import {
  type Column,
  columnOf,
  HARDWARE,
  type Place,
  placeIn,
  placeOf,
  suspendPlace,
  tickPlace,
} from '../c-names.ts';
import { forcingAct } from './forced-exit.ts';
import { lateWakeUps } from './late.ts';
import { layOut, type Row, STORY_WIDTH, wrap } from './layout.ts';
import { explaining } from './relevance.ts';
import { shortTitle } from './titles.ts';
import { ms, said, words } from './words.ts';

/** Lines of rows that a story has where the defect allows, under the line of titles. */
const MAX_LINES = 15;
/** So many events that are too long for the lines left are passed over for shorter ones that tell less. */
const MAX_MISFITS = 3;
/** More columns than these cannot be read in a mail; the rarest activities then share one. */
const MAX_COLUMNS = 4;
const OTHERS: Column = { key: 'others', title: 'others' };
/** What one activity does in one instant shares a row up to this width. */
const JOINED_WIDTH = 34;

/** An assumption without which the finding does not show. */
export interface Assumption {
  /** The row of part F, `F04`, or the name of a host delay. */
  readonly id: string;
  readonly option: string;
  /** `default`: what the run assumes unless told otherwise; `stated`: a protocol statement says so. */
  readonly standing: 'stated' | 'default' | 'plausible' | 'stress';
}

/** What broke, where a story begins. */
export interface Broken {
  readonly rule: string;
  readonly instance: string;
  readonly seq: number;
  readonly tUs: number;
  readonly what: string;
}

/** What is known of a finding beyond the run that shows it. */
export interface StoryMeta {
  readonly revision: string;
  readonly units: readonly string[];
  /** Fixes that were stacked on the revision because what they cure hides this finding. */
  readonly stacked: readonly string[];
  readonly needs: readonly Assumption[];
  /** Wake-ups that came late in the shown run: a named assumption. */
  readonly lateWakeUps: number;
  /** What goes wrong in the shown run, a phrase each. */
  readonly faults: readonly string[];
  /** How minimal the counterexample is, `fewest delays (2)`. */
  readonly minimal: string;
  /** The line that replays it. */
  readonly replay: string;
  /** The nearest schedule that holds, as a sentence without the verdict; null: none was looked for. */
  readonly nearest: string | null;
  /** What was shown to cure it; null: nothing was. */
  readonly cure: string | null;
}

/**
 * The story of a violation, as it goes into a mail: plain text, at most 75 columns.
 *
 * A pure function: the same run gives the same bytes.
 */
export function story(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): string {
  const lines = [
    ...wrap(headline(broken, meta), STORY_WIDTH),
    ...(meta.stacked.length > 1 ? inLines(['fixes:', ...listed(meta.stacked)]) : []),
    ...inLines([`${needs(meta)}.`, `${meta.minimal}.`]),
    ...replayLines(meta.replay),
    ...table(events, broken, meta),
    ...tail(events, broken, meta).flatMap((line) => wrap(line, STORY_WIDTH)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** A line to paste; too long for a mail it goes on behind a backslash, which a shell takes as one line. */
function replayLines(command: string): readonly string[] {
  const line = `replay: ${command}`;
  const at = line.lastIndexOf(' ');
  return line.length <= STORY_WIDTH ? [line] : [`${line.slice(0, at)} \\`, `  ${line.slice(at + 1)}`];
}

/** Words with commas between them. */
function listed(words: readonly string[]): readonly string[] {
  return words.map((word, i) => (i + 1 < words.length ? `${word},` : `${word}.`));
}

/** Sentences one after another, each on a new line where it does not fit any more. */
function inLines(sentences: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const sentence of sentences) {
    const last = lines.at(-1);
    const joined = `${last} ${sentence}`;
    if (last !== undefined && joined.length <= STORY_WIDTH) lines[lines.length - 1] = joined;
    else lines.push(...wrap(sentence, STORY_WIDTH));
  }
  return lines;
}

function headline({ rule, instance, what }: Broken, { revision, stacked }: StoryMeta): string {
  const fixed =
    stacked.length === 0 ? '' : ` with ${stacked.length === 1 ? stacked[0] : `${stacked.length} fixes`}`;
  return `${revision}${fixed} breaks ${rule}${instance === '' ? '' : ` (${instance})`}: ${said(what)}`;
}

function needs({ needs: assumptions, lateWakeUps, faults }: StoryMeta): string {
  const standing = {
    stated: 'stated',
    default: 'open, the default',
    plausible: 'open, plausible',
    stress: 'open, stress only',
  } as const;
  const parts = assumptions.map((a) => `${a.id} = ${a.option} (${standing[a.standing]})`);
  if (lateWakeUps > 0) parts.push(lateWakeUps === 1 ? '1 late wake-up' : `${lateWakeUps} late wake-ups`);
  parts.push(...faults);
  return `needs: ${parts.length === 0 ? 'no open choice, no late wake-up' : parts.join(', ')}`;
}

function tail(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): readonly string[] {
  const lines: string[] = [];
  const place = whereOf(events, broken, meta);
  if (meta.nearest !== null) lines.push(`it holds with ${meta.nearest}`);
  if (meta.cure !== null) lines.push(`cure: ${meta.cure}`);
  if (place !== null) {
    const { file, function: name, patch } = placeIn(place, meta.units);
    lines.push(`${file} ${name}(), ${patch ?? 'mainline'}`);
  }
  return lines;
}

/** Rules that ask for an end of a session or for service in time: no act breaks them, the tick's omission does. */
const owedByTick = /^(BOUNDED-RESIDENCE|FE-|SERVED|TIMELY)|residence limit/;

/** Rules that a suspend breaks by what it did not do before. */
const owedBySuspend = /^(SUSPEND-EXIT|NO-POWER-IN-PROTM)$/;

/**
 * The function of the driver that did the breaking step, or to whose act firmware answered with it, or that did
 * the last step that led to it.
 */
function whereOf(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): Place | null {
  if (owedByTick.test(`${broken.rule} ${broken.instance}`)) return tickPlace;
  if (owedBySuspend.test(broken.rule)) return suspendPlace;
  const breaking = events.find((event) => event.seq === broken.seq);
  const act = breaking === undefined ? null : (forcingAct(events, breaking) ?? breaking);
  const own = act === null || (act === breaking && !breaksAt(act, broken)) ? null : placeOf(act);
  if (own !== null) return own;
  for (const event of explaining(events, { ...broken, choices: choicesOf(meta) })) {
    const place = placeOf(event);
    if (place !== null) return place;
  }
  return null;
}

function choicesOf(meta: StoryMeta): readonly string[] {
  return meta.needs.map(({ id }) => id);
}

/** Whether the event itself breaks the rule; else a deadline passed, and the event is only when it was seen. */
function breaksAt(event: SimEvent, broken: Broken): boolean {
  const ownStep = event.kind !== 'word' || /^(ACK-COPY|EVENT-ONCE)$/.test(broken.rule);
  const starts = event.kind === 'work' && event.op === 'start';
  return event.tUs === broken.tUs && ownStep && !starts && event.kind !== 'choice' && event.kind !== 'irq';
}

/** The laid out rows of the story: what has to be told, and as many explaining events as fit. */
function table(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): readonly string[] {
  const candidates = explaining(events, { ...broken, choices: choicesOf(meta) });
  const breaking = events.find((event) => event.seq === broken.seq);
  const before = events.filter((event) => event.seq <= broken.seq);
  const late = lateWakeUps(before, meta.lateWakeUps);
  const needed = before.filter((event) => late.has(event.seq));
  const telling = (chosen: readonly SimEvent[]): readonly string[] => {
    const ends = breaking === undefined ? chosen : [...chosen, breaking];
    // An exit that the host forced is told with what forced it.
    const acts = ends.flatMap((event) => forcingAct(before, event) ?? []);
    const pinned = [...needed, ...acts];
    return layOut(rowsOf([...chosen, ...pinned], pinned, breaking, broken, late), HARDWARE);
  };
  let lines = telling([]);
  let chosen: readonly SimEvent[] = [];
  let misfits = 0;
  for (const candidate of candidates) {
    const more = telling([...chosen, candidate]);
    if (more.length - 1 <= MAX_LINES) {
      chosen = [...chosen, candidate];
      lines = more;
    } else if (++misfits > MAX_MISFITS) break;
  }
  return lines;
}

/**
 * @param pinned events among the chosen that keep a column of their own
 * @param late by how much wake-ups came late, microseconds by sequence number
 */
function rowsOf(
  chosen: readonly SimEvent[],
  pinned: readonly SimEvent[],
  breaking: SimEvent | undefined,
  broken: Broken,
  late: ReadonlyMap<number, number>,
): readonly Row[] {
  const atEvent = breaking !== undefined && breaksAt(breaking, broken);
  const told = [...new Set(atEvent ? [...chosen, breaking] : chosen)].sort((a, b) => a.seq - b.seq);
  const columnFor = columnChooser(told, pinned);
  const rows: Row[] = [];
  for (const event of told) {
    const column = columnFor(event.activity);
    const lateUs = late.get(event.seq);
    const happened = lateUs === undefined ? words(event) : `woken ${ms(lateUs)} ms late`;
    const text = column === OTHERS ? `${shortTitle(columnOf(event.activity))}: ${happened}` : happened;
    add(rows, { tUs: event.tUs, column, text, ...(event === breaking && { mark: 'BROKEN' }) });
  }
  if (!atEvent) rows.push(dueRow(rows, breaking, broken));
  return rows;
}

/** The breaking row where no event is one: it says what was seen, where it was seen or from the left margin on. */
function dueRow(rows: readonly Row[], seenAt: SimEvent | undefined, { tUs, what }: Broken): Row {
  const seen = seenAt !== undefined && seenAt.tUs === tUs ? columnOf(seenAt.activity) : null;
  const shown = rows.find((row) => row.column.key === seen?.key)?.column;
  const column = shown ?? rows[0]?.column ?? seen ?? OTHERS;
  return { tUs, column, text: said(what), mark: 'BROKEN' };
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

/** The column in which an activity is shown: those of pinned events and the most frequent have their own, the rest share one. */
function columnChooser(
  events: readonly SimEvent[],
  pinned: readonly SimEvent[],
): (activity: string) => Column {
  const first = new Set(pinned.map(({ activity }) => columnOf(activity).key));
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
