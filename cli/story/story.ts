import type { SimEvent } from '../../impl/events.ts';
import { columnOf, HARDWARE, type Place, placeOf } from '../c-names.ts';
import { layOut, type Row, STORY_WIDTH, wrap } from './layout.ts';
import { explaining } from './relevance.ts';
import { words } from './words.ts';

/** Rows that a story has where the defect allows. */
const MAX_ROWS = 15;
/** More columns than these cannot be read in a mail; the rarest activities then share one. */
const MAX_COLUMNS = 4;

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
  readonly needs: readonly Assumption[];
  /** Wake-ups that came late in the shown run: a named assumption. */
  readonly lateWakeUps: number;
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
  const rows = storyRows(events, broken, meta);
  const titles = new Map<string, string>();
  for (const event of events) {
    const { key, title } = columnOf(event.activity);
    titles.set(key, title);
  }
  titles.set(OTHERS, 'others');
  const lines = [
    ...wrap(headline(broken, meta), STORY_WIDTH),
    ...inLines([`${needs(meta)}.`, `${meta.minimal}.`, `replay: ${meta.replay}`]),
    ...layOut(rows, titles, HARDWARE),
    ...tail(events, broken, meta).flatMap((line) => wrap(line, STORY_WIDTH)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
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

function headline({ rule, instance, what }: Broken, { revision }: StoryMeta): string {
  return `${revision} breaks ${rule}${instance === '' ? '' : ` (${instance})`}: ${what}`;
}

function needs({ needs: assumptions, lateWakeUps }: StoryMeta): string {
  const standing = {
    stated: 'stated',
    default: 'open, the default',
    plausible: 'open, plausible',
    stress: 'open, stress only',
  } as const;
  const parts = assumptions.map((a) => `${a.id} = ${a.option} (${standing[a.standing]})`);
  if (lateWakeUps > 0) parts.push(lateWakeUps === 1 ? '1 late wake-up' : `${lateWakeUps} late wake-ups`);
  return `needs: ${parts.length === 0 ? 'no open choice, no late wake-up' : parts.join(', ')}`;
}

function tail(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): readonly string[] {
  const lines: string[] = [];
  const place = whereOf(events, broken, meta);
  if (meta.nearest !== null) lines.push(`${meta.nearest}: holds`);
  if (meta.cure !== null) lines.push(`cure: ${meta.cure}`);
  if (place !== null) {
    const patch = place.patch === null ? '' : `, ${place.patch}`;
    lines.push(`${place.file} ${place.function}()${patch}`);
  }
  return lines;
}

/** The function of the driver that did the breaking step, or the last one that led to it. */
function whereOf(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): Place | null {
  const breaking = events.find((event) => event.seq === broken.seq);
  const own = breaking === undefined || !breaksAt(breaking, broken) ? null : placeOf(breaking);
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
  return event.tUs === broken.tUs && event.kind !== 'word' && event.kind !== 'choice' && event.kind !== 'irq';
}

const OTHERS = 'others';

interface Told {
  readonly event: SimEvent;
  readonly breaking: boolean;
}

/** The rows of the story: as many explaining events as fit. */
function storyRows(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): readonly Row[] {
  const candidates = explaining(events, { ...broken, choices: choicesOf(meta) });
  let rows = rowsOf([], events, broken);
  for (let n = 1; n <= candidates.length; n++) {
    const more = rowsOf(candidates.slice(0, n), events, broken);
    if (more.length > MAX_ROWS) break;
    rows = more;
  }
  return rows;
}

function rowsOf(chosen: readonly SimEvent[], events: readonly SimEvent[], broken: Broken): readonly Row[] {
  const breaking = events.find((event) => event.seq === broken.seq);
  const told: Told[] = chosen.map((event) => ({ event, breaking: false }));
  const atEvent = breaking !== undefined && breaksAt(breaking, broken);
  if (atEvent) told.push({ event: breaking, breaking: true });
  told.sort((a, b) => a.event.seq - b.event.seq);
  const column = columnChooser(told.map(({ event }) => event));
  const rows: Row[] = [];
  for (const { event, breaking: isBreaking } of told) {
    const { key, title } = columnOf(event.activity);
    const own = column(key);
    const text = own === OTHERS ? `${title}: ${words(event)}` : words(event);
    add(rows, { tUs: event.tUs, column: own, text, ...(isBreaking ? { mark: 'BROKEN' } : {}) });
  }
  if (!atEvent) {
    const first = rows[0]?.column ?? columnOf(breaking?.activity ?? 'setup').key;
    rows.push({ tUs: broken.tUs, column: first, text: broken.what, mark: 'BROKEN' });
  }
  return rows;
}

/** Appends a row; what one activity does in one instant goes on one row while it is short, repetitions too. */
function add(rows: Row[], row: Row): void {
  const last = rows.at(-1);
  if (last === undefined || last.column !== row.column || last.mark !== undefined) {
    rows.push(row);
    return;
  }
  const repeated = /^(.*?)(?: x(\d+))?$/.exec(last.text);
  if (repeated?.[1] === row.text && row.mark === undefined) {
    rows[rows.length - 1] = { ...last, text: `${row.text} x${Number(repeated[2] ?? 1) + 1}` };
    return;
  }
  const joined = `${last.text}; ${row.text}`;
  if (last.tUs === row.tUs && joined.length <= 34) {
    rows[rows.length - 1] = { ...row, text: joined };
    return;
  }
  rows.push(row);
}

/** Maps the key of a column to the one it is shown in: the most frequent keep their own. */
function columnChooser(events: readonly SimEvent[]): (key: string) => string {
  const counts = new Map<string, number>();
  for (const event of events) {
    const { key } = columnOf(event.activity);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size <= MAX_COLUMNS) return (key) => key;
  const kept = new Set(
    [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MAX_COLUMNS - 1)
      .map(([key]) => key),
  );
  return (key) => (kept.has(key) ? key : OTHERS);
}
