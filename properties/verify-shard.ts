import { withFixes } from './campaign/cure.ts';
import { noMemo, rememberingCells } from './campaign/memo.ts';
import { plan } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import type { CellResult } from './campaign/run-cell.ts';
import { type Shard, type StackResults, shareOf } from './campaign/shard.ts';
import { subjectSource } from './campaign/simulator-subject.ts';
import { curesOf, stacks } from './campaign/stack.ts';
import { manifestOf } from './manifests/index.ts';
import { type RevisionName, rulesOf, unitsOf } from './revision.ts';
import { scopesOf, searchModel } from './search-model.ts';
import { onModel, type ShardResults, type VerifyOptions, workersOf } from './verify-options.ts';

/**
 * Searches the part of a verification that falls to a shard: scopes of the model, and cells of each revision as it
 * is and with all cures that its manifest names, which is the last stack of a search that meets every cause named
 * there. What is found is not looked into: `verify` does that, given the results of all shards.
 *
 * @returns null when it was stopped before it was done
 */
export function searchShard(options: VerifyOptions, shard: Shard): ShardResults | null {
  const { budget, seed, workloads, revisions, shouldStop, onProgress, memo = noMemo } = options;
  const scopes = shareOf([...scopesOf(budget)].reverse(), shard);
  const model = searchModel(budget, shouldStop, onModel(options), scopes, [], memo);
  const pool = new CellPool(subjectSource(workloads), workersOf(options), shouldStop);
  const runCells = rememberingCells(memo, shouldStop, pool.runCells);
  try {
    const stacks = revisions.flatMap((name) => {
      const cells = shareOf(plan(budget, seed, workloads, name), shard);
      return stacksOf(name, options).map((units): StackResults => {
        const rules = rulesOf(name);
        const results = runCells(units, cells, rules, (done) =>
          onProgress({ phase: name, done, total: cells.length, findings: 0, coverage: '' }),
        );
        return { units, rules, cells: cells.map((cell, i) => ({ cell, result: results[i] as CellResult })) };
      });
    });
    return shouldStop() ? null : { model, stacks };
  } finally {
    pool.close();
  }
}

/** The revision as it is, and with all cures that its manifest foresees. */
function stacksOf(
  name: RevisionName,
  { manifest = manifestOf(name) }: VerifyOptions,
): readonly (readonly string[])[] {
  const units = unitsOf(name);
  const { fixes, use } = curesOf(name);
  // Such cures are not stacked, they name causes.
  if (use === 'name') return [units];
  const cures = manifest.expected.flatMap(({ cure }) => cure);
  const cured = withFixes(units, cures, fixes);
  return cures.length > 0 && stacks(cured) ? [units, cured] : [units];
}
