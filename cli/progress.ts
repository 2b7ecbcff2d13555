import type { Io } from './io.ts';

/** How far a long task is. */
export interface ProgressState {
  /** What is being done, `reference, private-app`. */
  readonly phase: string;
  /** What is counted, `executions`. */
  readonly unit: string;
  /** So far and all in all; `total` 0 while it is not known. */
  readonly done: number;
  readonly total: number;
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
  private shownMs: number;
  private shownWidth = 0;

  constructor(private readonly io: Io) {
    this.shownMs = io.live ? Number.NEGATIVE_INFINITY : io.clockMs();
  }

  update(state: ProgressState): void {
    const nowMs = this.io.clockMs();
    if (state.phase !== this.phase) {
      this.phase = state.phase;
      this.phaseStartMs = nowMs;
    }
    if (nowMs - this.shownMs < (this.io.live ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
    this.shownMs = nowMs;
    const line = progressLine(state, nowMs - this.phaseStartMs);
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

/** One line: what, how much, how fast, how long still, what was met, what was found. Times are of the phase. */
export function progressLine(state: ProgressState, elapsedMs: number): string {
  const { phase, unit, done, total, findings, coverage } = state;
  const parts = [total > 0 ? `${count(done)} of ${count(total)} ${unit}` : `${count(done)} ${unit}`];
  if (elapsedMs >= SETTLE_MS && done > 0) {
    const perSecond = (done * 1000) / elapsedMs;
    parts.push(`${count(Math.round(perSecond))}/s`);
    if (total > done && done >= total * SETTLED_PART)
      parts.push(`about ${duration((total - done) / perSecond)} left`);
  }
  if (coverage !== '') parts.push(coverage);
  parts.push(findings === 1 ? '1 finding' : `${findings} findings`);
  return `${phase}: ${parts.join(', ')}`;
}

/** An estimate with as many figures as it deserves. */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds / 5) * 5)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** `1,026,407`, the same in every locale. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
