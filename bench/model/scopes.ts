/**
 * Searches the scopes of the reference model that `npm test` leaves out, and compares with the known counts.
 * Usage: npx tsx bench/model/scopes.ts
 * The medium scope takes about a minute of one core. Exits with 1 where a rule breaks or a count differs.
 */
import { check } from '../../model/checker/index.ts';
import { medium, protectedMode } from '../../model/protected-mode/index.ts';

/** Change it only together with the model, and say in the commit what became reachable or unreachable. */
const golden = { states: 3_931_670, transitions: 29_518_931, depth: 96 };

const start = performance.now();
const result = check(protectedMode(medium).model);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { states, transitions, depth, verdict } = result;
console.log(`medium: ${verdict}, ${states} states, ${transitions} transitions, depth ${depth}, ${seconds} s`);
for (const rule of result.perRule)
  if (rule.verdict !== 'holds (exhaustive)') console.log(`  ${rule.id} ${rule.verdict}`);
for (const action of result.deadActions) console.log(`  ${action} never fires`);
const asKnown = states === golden.states && transitions === golden.transitions && depth === golden.depth;
if (!asKnown) console.log(`  known are ${golden.states}, ${golden.transitions}, ${golden.depth}`);
process.exitCode = asKnown && verdict === 'holds (exhaustive)' ? 0 : 1;
