import type { SimEvent } from '../../impl/events.ts';
import { bitNames, CS, CSG, GLB, GPU_STATUS_PROTM_ACTIVE } from '../../impl/interface/bits.ts';
import { decisionText } from '../../impl/runtime/decision.ts';
import type { RunStep } from '../../properties/counterexample/steps.ts';
import { cName, columnOf } from '../c-names.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';
import { type Span, timelineOf, type Wave } from './timeline.ts';

/** What the picture shows: all steps of a run, and which of them the story tells. */
export interface PictureInput {
  readonly steps: readonly RunStep[];
  readonly events: readonly SimEvent[];
  /** Steps that the story tells, by index. */
  readonly told: ReadonlySet<number>;
  /** The step at which the rule breaks. */
  readonly broken: number;
  /** The step at which scheduling could last have kept the rule, by index; null: none, or it was not looked for. */
  readonly lastChance: number | null;
}

/** Widths and heights, pixels. */
const STEP = 9;
export const ROW = 20;
export const TOP = 26;

interface Row {
  readonly title: string;
  readonly kind: 'mode' | 'lane' | 'lock' | 'word' | 'bit';
  readonly marks: HtmlValue;
}

/**
 * The run from left to right, a column for each step: the GPU's mode, a lane for each activity, the locks, the words
 * of the interface. Virtual time stands still while anything can run, so columns are steps; the scale says the time.
 *
 * @returns the names of the rows, and the picture beside them
 */
export function picture(input: PictureInput): { readonly titles: Html; readonly svg: Html } {
  const { steps, broken, lastChance } = input;
  const rows = rowsOf(input);
  const width = steps.length * STEP;
  const height = TOP + rows.length * ROW;
  const chanceAt = steps.findIndex(({ index }) => index === lastChance);
  const brokenAt = steps.findIndex(({ index }) => index === broken);
  return {
    titles: html`<ol class="titles">${rows.map(({ title, kind }) => html`<li class="${kind}">${title}</li>`)}</ol>`,
    svg: html`<svg id="picture" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The run as a picture; the list of steps below says the same in words">
${scale(steps)}
${brokenAt < 0 ? null : html`<rect class="broken" x="${brokenAt * STEP}" y="${TOP}" width="${STEP}" height="${height - TOP}"/>`}
${rows.map(({ marks, kind }, i) => html`<g class="${kind}" transform="translate(0 ${TOP + i * ROW})"><line class="base" x1="0" x2="${width}" y1="${ROW}" y2="${ROW}"/>${marks}</g>\n`)}
${chanceAt < 0 ? null : html`<line class="chance" x1="${chanceAt * STEP}" x2="${chanceAt * STEP}" y1="${TOP - 8}" y2="${height}"><title>point of no return</title></line>`}
${steps.map(({ decided }, i) => (decided.length === 0 ? null : html`<path class="decided" d="M${i * STEP} ${TOP - 8}h${STEP}l${-STEP / 2} 8z"><title>${decided.map((decision) => cName(decisionText(decision))).join('; ')}</title></path>`))}
<rect id="cursor" x="0" y="0" width="${STEP}" height="${height}"/>
</svg>`,
  };
}

/** A line where time moves, with the time where there is room for it. */
function scale(steps: readonly RunStep[]): HtmlValue {
  let lastUs = -1;
  let roomFrom = 0;
  return steps.map(({ tUs }, i) => {
    if (tUs === lastUs) return null;
    lastUs = tUs;
    const x = i * STEP;
    const text = `${tUs / 1000} ms`;
    const shown = x >= roomFrom;
    if (shown) roomFrom = x + text.length * 7 + 8;
    return html`<line class="tick" x1="${x}" x2="${x}" y1="${shown ? 4 : 18}" y2="${TOP}"/>${shown ? html`<text x="${x + 3}" y="14">${text}</text>` : null}`;
  });
}

function rowsOf({ steps, events, told, broken }: PictureInput): readonly Row[] {
  const columnByStep = new Map(steps.map(({ index }, i) => [index, i]));
  /** The column of an event; of the end where there is none. */
  const columnAt = (at: number): number => columnByStep.get(events[at]?.step ?? -1) ?? steps.length;
  const bar = (span: Span, cls: string, label: string): Html => {
    const x = columnAt(span.from) * STEP;
    const width = Math.max(STEP, columnAt(span.to) * STEP - x);
    const fits = label.length * 6.5 < width;
    return html`<g class="${cls}"><title>${label}</title><rect x="${x}" y="3" width="${width}" height="${ROW - 6}"/>${fits ? html`<text x="${x + 3}" y="14">${label}</text>` : null}</g>`;
  };
  const { bars, waves, modes } = timelineOf(events);
  const lanes = [...new Set(steps.map(({ activity }) => columnOf(activity).key))];
  const locks = [...new Set(bars.flatMap(({ kind, what }) => (kind === 'wait' ? [] : [what])))];
  return [
    {
      title: 'GPU mode',
      kind: 'mode',
      marks: modes.map((span) => bar(span, span.mode, span.mode)),
    },
    ...lanes.map((key): Row => {
      const mine = steps.flatMap((step, i) => (columnOf(step.activity).key === key ? [{ step, i }] : []));
      const waits = bars.filter((b) => columnOf(b.activity).key === key && b.kind !== 'held');
      return {
        title: columnOf(mine[0]?.step.activity ?? key).title,
        kind: 'lane',
        marks: [
          waits.map((b) => bar(b, b.kind, `${b.kind === 'wait' ? 'waits: ' : 'blocked: '}${cName(b.what)}`)),
          mine.map(({ step: { index, label }, i }) => {
            const cls = index === broken ? 'here' : told.has(index) ? 'told' : 'step';
            return html`<rect class="${cls}" x="${i * STEP + 1}" y="5" width="${STEP - 2}" height="${ROW - 10}"><title>${cName(label)}</title></rect>`;
          }),
        ],
      };
    }),
    ...locks.map((lock): Row => {
      const mine = bars.filter((b) => b.what === lock && b.kind !== 'wait');
      const label = (b: (typeof mine)[number]): string =>
        `${b.kind === 'held' ? '' : 'waits: '}${cName(b.activity)}${b.note === 'exclusive' ? '' : ` (${b.note})`}`;
      return { title: cName(lock), kind: 'lock', marks: mine.map((b) => bar(b, b.kind, label(b))) };
    }),
    ...waves
      .filter(({ changes }) => changes.length > 0)
      .sort((a, b) => standing(a.name) - standing(b.name))
      .flatMap((wave) => waveRows(wave, columnAt, steps.length)),
  ];
}

/** The truth in hardware first, then the global interface; the rest as it comes. */
function standing(word: string): number {
  return word === 'GPU_STATUS' ? 0 : /^GLB_(REQ|ACK)$/.test(word) ? 1 : 2;
}

/** A word of 32 bits. */
export const hexOf = (value: number): string => `0x${(value >>> 0).toString(16)}`;

/** A word as a bus, and each of its bits that has a name and changes as a line. */
function waveRows(wave: Wave, columnAt: (at: number) => number, end: number): readonly Row[] {
  const { name, initial, changes } = wave;
  const values = [
    { x: 0, value: initial },
    ...changes.map(({ at, value }) => ({ x: columnAt(at) * STEP, value })),
  ];
  const bus = values.map(({ x, value }, i) => {
    const to = values[i + 1]?.x ?? end * STEP;
    const text = hexOf(value);
    return html`<g><title>${text}</title><rect x="${x}" y="4" width="${Math.max(0, to - x)}" height="${ROW - 8}"/>${to - x > text.length * 7 ? html`<text x="${x + 3}" y="14">${text}</text>` : null}</g>`;
  });
  const bits = namedBits(name).filter(([, bit]) =>
    values.some(({ value }) => ((value ^ initial) & bit) !== 0),
  );
  return [
    { title: name, kind: 'word', marks: bus },
    ...bits.map(([bit, mask]): Row => {
      const level = (value: number): number => ((value & mask) === 0 ? ROW - 4 : 4);
      const edges = values.filter(({ value }, i) => level(value) !== level(values[i - 1]?.value ?? ~value));
      const path = edges
        .map(({ x, value }, i) => (i === 0 ? `M0 ${level(value)}` : `H${x}V${level(value)}`))
        .join('');
      return { title: `.${bit}`, kind: 'bit', marks: html`<path d="${path}H${end * STEP}"/>` };
    }),
  ];
}

function namedBits(word: string): readonly (readonly [name: string, mask: number])[] {
  if (word === 'GPU_STATUS') return [['PROTM_ACTIVE', GPU_STATUS_PROTM_ACTIVE]];
  if (!/_(REQ|ACK)$/.test(word) || /_(DB|IRQ|EP)_/.test(word)) return [];
  const bits = word.startsWith('GLB_') ? GLB : /_CS\d+_/.test(word) ? CS : CSG;
  return Object.entries<number>(bits).flatMap(([name, mask]) =>
    bitNames(bits, mask) === name ? [[name, mask] as const] : [],
  );
}
