/** Writes guard-table.json anew: which case of the small scope notices the deletion of which guard, and how. Minutes. */
import { writeFileSync } from 'node:fs';
import { check } from '../../../model/checker/index.ts';
import { protectedMode } from '../../../model/protected-mode/index.ts';
import { small } from '../../../model/protected-mode/scopes.ts';
import { deleteGuard, isScopeGuard, preventsOnlyIdleSteps } from './guard-deletion.ts';

const bySize = small.cases
  .map((one, number) => ({ one, number, n: check(protectedMode({ ...small, cases: [one] }).model).states }))
  .sort((a, b) => a.n - b.n);

function classify(action: string, guard: string): { outcome: string; case: number | null } {
  if (isScopeGuard(guard)) return { outcome: 'scope', case: null };
  for (const { one, number } of bySize) {
    const outcome = deleteGuard(one, action, guard);
    if (outcome !== 'nothing') return { outcome, case: number };
  }
  const idle = bySize.every(({ one }) => preventsOnlyIdleSteps(one, action, guard));
  return { outcome: idle ? 'idle steps only' : 'nothing', case: null };
}

const { model } = protectedMode(small);
const rows = model.actions.flatMap((a) =>
  a.guards.map((g) => {
    const row = { action: a.id, guard: g.name, ...classify(a.id, g.name) };
    process.stderr.write(`${row.action} / ${row.guard}: ${row.outcome}\n`);
    return row;
  }),
);
writeFileSync(new URL('./guard-table.json', import.meta.url), `${JSON.stringify(rows, null, 1)}\n`);
