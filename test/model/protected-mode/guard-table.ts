/** Prints rows `from` to `to` of guard-table.json, one a line: `tsx guard-table.ts 0 200`. All rows take minutes. */
import { allGuards, deleteGuard } from './guard-deletion.ts';

const [from = 0, to = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);
for (const { action, guard } of allGuards().slice(from, to))
  console.log(JSON.stringify(deleteGuard(action, guard)));
