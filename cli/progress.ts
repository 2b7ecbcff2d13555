import { plural } from '../properties/plural.ts';
import type { Io } from './io.ts';

/** How far a long task is. */
export interface ProgressState {
  /** What is being done, `reference (3 of 3), first search`. */
  readonly phase: string;
  /** What is counted, `cells`; empty where nothing is. */
  readonly unit: string;
  /** So far and all in all; `total` 0 while it is not known. */
  readonly done: number;
  readonly total: number;
  /** Violations that were looked into; told if there are any. */
  readonly findings: number;
  /** How much was met so far, `41 of 57 model actions`; empty where there is nothing to say. */
  readonly coverage: string;
}

const LIVE_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 10_000;
/** Rates before this are noise, so none is given. */
const SETTLE_MS = 2_000;
/** Part of the work that must be done before what is left can be estimated. */
const SETTLED_PART = 0.05;

/**
 * Progress on stderr: one line written over and over on a terminal, a plain line every ten seconds elsewhere.
 */
export class Progress {
  private phase = '';
  private phaseStartMs = 0;
  private phaseStartDone = 0;
  private shownMs: number;
  private shownWidth = 0;

  constructor(private readonly io: Io) {
    this.shownMs = io.live ? Number.NEGATIVE_INFINITY : io.clockMs();
  }

  update(state: ProgressState): void {
    const nowMs = this.io.clockMs();
    if (state.phase !== this.phase || state.done < this.phaseStartDone) {
      this.phase = state.phase;
      this.phaseStartMs = nowMs;
      this.phaseStartDone = state.done;
    }
    if (nowMs - this.shownMs < (this.io.live ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
    this.shownMs = nowMs;
    const line = progressLine(state, nowMs - this.phaseStartMs, this.phaseStartDone);
    if (!this.io.live) {
      this.io.err(`${line}\n`);
      return;
    }
    const cut = line.slice(0, Math.max(20, this.io.columns - 1));
    this.io.err(`\r${cut.padEnd(this.shownWidth)}`);
    this.shownWidth = cut.length;
  }

  /** Takes the live line away. */
  end(): void {
    if (this.io.live && this.shownWidth > 0) this.io.err(`\r${' '.repeat(this.shownWidth)}\r`);
    this.shownWidth = 0;
  }
}

/**
 * One line: what, how much, how fast, how long the phase still takes, what was met, what was found.
 *
 * @param elapsedMs since the phase began
 * @param doneBefore how much was done when it began
 */
export function progressLine(state: ProgressState, elapsedMs: number, doneBefore: number): string {
  const { phase, unit, done, total, findings, coverage } = state;
  const parts: string[] = [];
  if (unit !== '') parts.push(`${count(done)}${total > 0 ? ` of ${count(total)}` : ''} ${unit}`);
  if (unit !== '' && elapsedMs >= SETTLE_MS && done > doneBefore) {
    const perSecond = ((done - doneBefore) * 1000) / elapsedMs;
    parts.push(`${rate(perSecond)}/s`);
    if (total > done && done >= total * SETTLED_PART)
      parts.push(`about ${duration((total - done) / perSecond)} left of this phase`);
  }
  if (coverage !== '') parts.push(coverage);
  if (findings > 0) parts.push(`${plural(findings, 'violation')} looked into`);
  return parts.length === 0 ? phase : `${phase}: ${parts.join(', ')}`;
}

/** A rate that is not zero where something moves. */
const rate = (perSecond: number): string =>
  perSecond < 1 ? perSecond.toFixed(1) : count(Math.round(perSecond));

/** An estimate with as many figures as it deserves. */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds / 5) * 5)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** `1 state`, `1,026,407 states`. */
export const counted = (n: number, thing: string): string => plural(n, thing, count(n));

/** `1,026,407`, the same in every locale. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
