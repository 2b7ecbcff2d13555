import type { RuleId } from '../catalogue.ts';
import type { CellRunner } from './campaign.ts';
import type { CellResult } from './run-cell.ts';
import { type Cell, cellText } from './subject.ts';

/** One of several machines that share a search: `index` from 1 to `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Cells that were run on one stack of units, judged by some rules. Plain data. */
export interface StackResults {
  readonly units: readonly string[];
  readonly rules: readonly RuleId[];
  readonly cells: readonly { readonly cell: Cell; readonly result: CellResult }[];
}

/** The part of a list that falls to a shard: neighbours, which cost alike, go to different ones. */
export function shareOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, i) => i % count === index - 1);
}

/**
 * A runner that takes the results of cells that were run already, and lets `run` do the others. A cell is a function
 * of its key, the stack and the rules, so it does not matter who ran it.
 */
export function withResults(given: readonly StackResults[], run: CellRunner): CellRunner {
  const known = new Map<string, CellResult>();
  for (const { units, rules, cells } of given) {
    for (const { cell, result } of cells) known.set(keyOf(units, rules, cell), result);
  }
  return (units, cells, rules, onCell) => {
    const results = cells.map((cell) => known.get(keyOf(units, rules, cell)));
    const missing = cells.filter((_, i) => results[i] === undefined);
    const done = cells.length - missing.length;
    if (done > 0) onCell(done);
    const fresh = missing.length === 0 ? [] : run(units, missing, rules, (n) => onCell(done + n));
    let next = 0;
    return results.map((result) => result ?? (fresh[next++] as CellResult));
  };
}

/** What a result is a function of, beside the sources. */
export function keyOf(units: readonly string[], rules: readonly RuleId[], cell: Cell): string {
  return [units.join(), rules.join(), cellText(cell)].join(' | ');
}
