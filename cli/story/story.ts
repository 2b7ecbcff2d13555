import type { SimEvent } from '../../impl/events.ts';
import { plural } from '../../properties/plural.ts';
import {
  cName,
  columnOf,
  faultPlace,
  HARDWARE,
  type Place,
  partsOf,
  placeIn,
  placeOf,
  protmResetPlace,
  suspendPlace,
  tickPlace,
} from '../c-names.ts';
import { commandLines } from '../report/table.ts';
import { forcingAct } from './forced-exit.ts';
import { layOut, STORY_WIDTH, wrap } from './layout.ts';
import { explaining } from './relevance.ts';
import { said } from './said.ts';
import { breaksAt, choicesOf, rowsOf, type StoryStep, stepsOf, tellingOf } from './telling.ts';

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
  /** Events that it rests on, which are told whatever else is. */
  readonly restsOn?: readonly number[];
}

/** A unit of somebody's own on top of a driver. */
export interface OwnUnit {
  readonly name: string;
  /** Where it is written, from the project's root. */
  readonly file: string;
  /** The functions that it changes. */
  readonly functions: readonly string[];
}

/** What is known of a finding beyond the run that shows it. */
export interface StoryMeta {
  readonly revision: string;
  readonly units: readonly string[];
  /** The unit of somebody's own that it is laid at: without it the same decisions keep the rule. Absent: none. */
  readonly own?: OwnUnit;
  /** Fixes that were stacked on the revision because what they cure hides this finding. */
  readonly stacked: readonly string[];
  readonly needs: readonly Assumption[];
  /** Nobody looked which of these it can do without: it is told as what it ran under. Absent: it needs them all. */
  readonly asMet?: true;
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
  /** The last decision from which scheduling could still have kept the rule; absent: it was not looked for. */
  readonly noReturn?: string;
  /** The answers with which the same program was found to keep the rule; absent: none of those that were tried. */
  readonly keptWith?: string;
  /** Mainline, without any of the patches, breaks the rule too under this schedule. Absent: it does not, or nobody looked. */
  readonly ofMainline?: true;
  /** What was shown to cure it; null: nothing was. */
  readonly cure: string | null;
}

/** What is said of a finding that is not the patches' own. */
export const OF_MAINLINE = 'mainline breaks it too, under this schedule: the defect is not of these patches';

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
    ...commandLines(`replay: ${meta.replay}`, STORY_WIDTH),
    ...layOut(rowsOf(tellingOf(events, broken, meta), broken), HARDWARE),
    ...tail(events, broken, meta).flatMap((line) => wrap(line, STORY_WIDTH)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** A story in parts, for forms other than plain text. */
export interface StoryParts {
  /** What broke, a sentence. */
  readonly headline: string;
  /** What must be so for it to show, `needs: ...`; `run under: ...` where nobody looked which of it must. */
  readonly needs: string;
  /** The same steps as in the plain text, each on its own. */
  readonly steps: readonly StoryStep[];
  readonly where: StoryPlace | null;
}

/** Where in the driver a story breaks: what did the step at which it is noticed, which need not be what has to change. */
export interface StoryPlace extends Place {
  /** `7/8`, or `mainline`; a unit of somebody's own with its file, where it is that which breaks the rule. */
  readonly patch: string;
}

/** The parts of the story that `story` tells as text. */
export function storyParts(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): StoryParts {
  const telling = tellingOf(events, broken, meta);
  return {
    headline: headline(broken, meta),
    needs: needs(meta),
    steps: stepsOf(telling, broken, columnOf),
    where: storyPlace(events, broken, meta),
  };
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

function needs({ needs: assumptions, asMet, lateWakeUps, faults }: StoryMeta): string {
  const standing = {
    stated: 'stated',
    default: 'open, the default',
    plausible: 'open, plausible',
    stress: 'open, stress only',
  } as const;
  const parts = assumptions.map((a) => `${a.id} = ${a.option} (${standing[a.standing]})`);
  if (lateWakeUps > 0) parts.push(plural(lateWakeUps, 'late wake-up'));
  parts.push(...faults);
  return `${asMet ? 'run under' : 'needs'}: ${parts.length === 0 ? 'no open choice, no late wake-up' : parts.join(', ')}`;
}

function tail(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): readonly string[] {
  const lines: string[] = [];
  const place = storyPlace(events, broken, meta);
  if (meta.nearest !== null) lines.push(`it holds with ${meta.nearest}`);
  if (meta.noReturn !== undefined) lines.push(meta.noReturn);
  if (meta.keptWith !== undefined) lines.push(meta.keptWith);
  if (meta.ofMainline) lines.push(OF_MAINLINE);
  if (meta.cure !== null) lines.push(`cure: ${meta.cure}`);
  if (place !== null) lines.push(`noticed at ${place.file} ${place.function}(), ${place.patch}`);
  return lines;
}

function storyPlace(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): StoryPlace | null {
  const place = whereOf(events, broken, meta);
  if (place === null) return null;
  if (meta.own !== undefined) return { ...place, ...blamed(place, meta.own) };
  const found = placeIn(place, meta.units);
  return { ...found, patch: found.patch ?? 'mainline' };
}

/** Names a unit of somebody's own for a place; where it changes another function, that too. */
function blamed(place: Place, { name, file, functions }: OwnUnit): Pick<StoryPlace, 'simulated' | 'patch'> {
  const there = partsOf(place).find((part) => functions.includes(part));
  const [first = place.simulated] = functions;
  return there === undefined
    ? { simulated: first, patch: `by ${cName(first)}() of ${name}, ${file}` }
    : { simulated: there, patch: `${name}, ${file}` };
}

/**
 * Rules that ask for an end of a session or for service in time, and steps of the model in which time may not pass before
 * that: no act breaks them, the tick's omission does.
 */
const owedByTick = /^(BOUNDED-RESIDENCE|FE-|SERVED|TIMELY)|^REFINES time\.tick: /;

/** Rules that a suspend breaks by what it did not do before. */
const owedBySuspend = /^(SUSPEND-EXIT|NO-POWER-IN-PROTM)$/;

/** What becomes of groups in a reset that ends a session, and what is left of one that is destroyed meanwhile. */
const lostInReset = /^((INNOCENT-SAFE|BLAME) .*by the reset that ended|REF-SAFE is freed while groups\.)/;

/** What a protected fault masked is masked after the reset: no act of the reset breaks that. */
const leftMasked = /^(RESET-CLEAN PROTM_FAULT$|FAULT-REARM )/;

/**
 * The function of the driver that did the breaking step, or to whose act firmware answered with it, or that did
 * the last step that led to it.
 */
function whereOf(events: readonly SimEvent[], broken: Broken, meta: StoryMeta): Place | null {
  if (owedByTick.test(`${broken.rule} ${broken.instance}`)) return tickPlace;
  if (owedBySuspend.test(broken.rule)) return suspendPlace;
  if (leftMasked.test(`${broken.rule} ${broken.instance}`)) return faultPlace;
  if (
    lostInReset.test(`${broken.rule} ${broken.what}`) &&
    placeIn(protmResetPlace, meta.units).patch !== null
  )
    return protmResetPlace;
  const breaking = events.find((event) => event.seq === broken.seq);
  // A start breaks nothing, but where the rule speaks of the work that starts.
  if (breaking?.kind === 'work' && breaking.work === broken.instance) return placeOf(breaking);
  const act = breaking === undefined ? null : (forcingAct(events, breaking) ?? breaking);
  const own = act === null || (act === breaking && !breaksAt(act, broken)) ? null : placeOf(act);
  if (own !== null) return own;
  for (const event of explaining(events, { ...broken, choices: choicesOf(meta) })) {
    const place = placeOf(event);
    if (place !== null) return place;
  }
  return null;
}
