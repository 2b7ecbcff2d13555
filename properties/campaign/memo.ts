import type { CheckpointStore } from '../../model/checker/index.ts';
import type { RuleId } from '../catalogue.ts';
import type { CellRunner } from './campaign.ts';
import { distinct } from './failure.ts';
import type { CellResult } from './run-cell.ts';
import { keyOf } from './shard.ts';

/**
 * What was computed before, so that a search that was killed goes on where it was. Only what is a function of its key
 * may be kept, and only as plain data: it comes back by way of JSON.
 */
export interface Memo {
  /** Null when there is nothing. */
  recall(key: string): unknown;
  keep(key: string, value: unknown): void;
  /** Where something keeps itself before it is finished; absent: nowhere, it is begun anew. */
  readonly unfinished?: (key: string) => Unfinished;
}

/** A search of a model that takes minutes, on its way. */
export interface Unfinished {
  readonly store: CheckpointStore;
  readonly isBegun: boolean;
  /** To be called once what it came to is kept. */
  forget(): void;
}

/** A memo for nothing. */
export const noMemo: Memo = { recall: () => null, keep: () => {} };

/** What `compute` gives, or gave before. What comes of a search that was told to stop is not kept. */
export function remembered<T>(memo: Memo, key: string, shouldStop: () => boolean, compute: () => T): T {
  const before = memo.recall(key);
  // Whatever is kept under a key was computed for it by the same sources.
  if (before !== null) return before as T;
  const value = compute();
  if (!shouldStop()) memo.keep(key, value);
  return value;
}

/** A runner that keeps each cell as soon as it is done, and runs only those that are not kept. */
export function rememberingCells(memo: Memo, shouldStop: () => boolean, run: CellRunner): CellRunner {
  return (units, cells, rules: readonly RuleId[], onCell) => {
    const keys = cells.map((cell) => `cell ${keyOf(units, rules, cell)}`);
    const results = keys.map((key) => memo.recall(key) as ReturnType<CellRunner>[number]);
    const missing = cells.flatMap((_, i) => (results[i] === null ? [i] : []));
    let known = 0;
    for (const [at, result] of results.entries()) if (result !== null) onCell(++known, at, result);
    if (missing.length === 0) return results;
    const toRun = missing.map((i) => cells[i] as (typeof cells)[number]);
    const whole = new Set<number>();
    const fresh = run(units, toRun, rules, (done, nth, result) => {
      const at = nth === undefined ? undefined : missing[nth];
      // Of a cell that was told to stop only a part was run.
      if (at !== undefined && !shouldStop()) {
        memo.keep(keys[at] as string, result);
        whole.add(at);
      }
      onCell(known + done, at, result);
    });
    missing.forEach((at, i) => {
      results[at] = whole.has(at) ? fresh[i] : furthest(memo, `part of ${keys[at]}`, fresh[i]);
    });
    return results;
  };
}

type Begun = CellResult | undefined;

/**
 * A cell that was stopped on its way or before, as far as any search came with it: the whole is run anew, but whoever
 * stops that too is told no less. That it failed is told of this search, and never hidden by what came of another.
 */
function furthest(memo: Memo, key: string, now: Begun): Begun {
  const before = memo.recall(key) as CellResult | null;
  const failed = now?.failed ?? [];
  if (before !== null && before.executions >= (now?.executions ?? 0))
    return failed.length === 0 ? before : { ...before, failed: distinct([...before.failed, ...failed]) };
  if (now !== undefined && now.executions > 0) memo.keep(key, now);
  return now;
}
