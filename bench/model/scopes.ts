/**
 * Searches the scopes of the reference model that `npm test` leaves out, and compares with the known counts.
 * Usage: npx tsx bench/model/scopes.ts [--scope medium|large]
 * Takes about a minute and a quarter of one core. The large scope is searched down to a level only: bench/model/large.ts
 * goes as far as one likes. Exits with 1 where a rule breaks or a count differs.
 */
import { parseArgs } from 'node:util';
import { check } from '../../model/checker/index.ts';
import { large, medium, type ProtectedModeConfig, protectedMode } from '../../model/protected-mode/index.ts';

interface Golden {
  readonly config: ProtectedModeConfig;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Levels beyond `depth` are not searched. */
  readonly cut: boolean;
}
/** Change them only together with the model, and say in the commit what became reachable or unreachable. */
const golden: readonly Golden[] = [
  { config: medium, states: 3_982_835, transitions: 29_769_586, depth: 96, cut: false },
  { config: large, states: 1_361_832, transitions: 7_570_102, depth: 9, cut: true },
];

const { values } = parseArgs({ options: { scope: { type: 'string' } } });
const wanted = golden.filter((g) => values.scope === undefined || values.scope === g.config.name);
if (wanted.length === 0) throw new Error(`--scope is ${values.scope}, must be medium or large`);
for (const { config, cut, ...known } of wanted) {
  const start = performance.now();
  const result = check(protectedMode(config).model, cut ? { maxDepth: known.depth } : {});
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { states, transitions, depth, perRule, deadActions, deadlocks } = result;
  // What a cut search did not come to is neither vacuous nor dead.
  const wrong = perRule
    .filter((r) => r.violations > 0 || (!cut && r.verdict !== 'holds (exhaustive)'))
    .map((r) => `${r.id} ${r.verdict}`);
  if (!cut) wrong.push(...deadActions.map((a) => `${a} never fires`));
  if (deadlocks.count > 0) wrong.push(`${deadlocks.count} deadlocks`);
  if (states !== known.states || transitions !== known.transitions || depth !== known.depth)
    wrong.push(`known are ${known.states} states, ${known.transitions} transitions, depth ${known.depth}`);
  const word = wrong.length > 0 ? 'NOT as known' : cut ? `holds to depth ${depth}` : 'holds (exhaustive)';
  console.log(
    `${config.name}: ${word}, ${states} states, ${transitions} transitions, depth ${depth}, ${seconds} s`,
  );
  for (const what of wrong) console.log(`  ${what}`);
  if (wrong.length > 0) process.exitCode = 1;
}
