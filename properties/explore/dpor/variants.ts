import { conflict, type Touched } from './trace.ts';

/**
 * A step that was explored from a state, with all that follows it: of which process, which options it took of
 * how many, and what it touched. While it sleeps, nothing new comes of taking it.
 */
export interface Explored {
  readonly process: number;
  readonly options: readonly number[];
  readonly counts: readonly number[];
  readonly touched: Touched;
}

/**
 * Whether nothing is left of the steps of a process whose first choices of data are `path`: each way to go on is
 * among those explored. How many options there are is known from these.
 */
export function isExhausted(
  explored: readonly Explored[],
  process: number,
  path: readonly number[] = [],
): boolean {
  const begun = explored.filter(
    (e) => e.process === process && path.every((option, i) => e.options[i] === option),
  );
  const [one] = begun;
  if (one === undefined) return false;
  const count = one.counts[path.length];
  if (count === undefined) return true;
  for (let option = 0; option < count; option++) {
    if (!isExhausted(begun, process, [...path, option])) return false;
  }
  return true;
}

/** The first option after `path` that is not exhausted; 0 if all are. */
export function firstOpen(
  explored: readonly Explored[],
  process: number,
  path: readonly number[],
  count: number,
): number {
  for (let option = 0; option < count; option++) {
    if (!isExhausted(explored, process, [...path, option])) return option;
  }
  return 0;
}

/** The steps that still sleep after a step of `process` that touched these cells. */
export function stillAsleep(
  explored: readonly Explored[],
  process: number,
  touched: Touched,
): readonly Explored[] {
  return explored.filter((e) => e.process !== process && !conflict(e.touched, touched));
}
