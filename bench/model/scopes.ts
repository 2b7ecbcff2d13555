/**
 * Searches the scopes of the reference model that `npm test` leaves out, and compares with the known counts.
 * Usage: npx tsx bench/model/scopes.ts [--scope medium|large|"large, sessions"|...] [--memory MIB] [--checkpoint FOLDER] [--sets]
 * Without --scope all of them, some three minutes of one core. The large scope is searched down to a level only
 * (bench/model/large.ts goes as far as one likes), its parts to their ends. With --checkpoint a run goes on where the last
 * one ended. With --sets what is searched to its end is counted as sets of states instead, without rules: the same figures
 * come about in another way. Exits with 1 where a rule breaks or a count differs, with 3
 * where the memory limit ends it.
 */
import { parseArgs } from 'node:util';
import { checkpointIn } from '../../cli/model/checkpoint-file.ts';
import { check, checkSymbolically } from '../../model/checker/index.ts';
import {
  large,
  largeParts,
  medium,
  type ProtectedModeConfig,
  protectedMode,
} from '../../model/protected-mode/index.ts';
import { possibleInMedium } from '../../model/protected-mode/possible.ts';

interface Golden {
  readonly config: ProtectedModeConfig;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Searched to its end; levels of others beyond `depth` are not. */
  readonly toItsEnd: boolean;
  /** It has all features, so that nothing may be dead or vacuous. */
  readonly full: boolean;
}
const [threeGroups, twoQueues, allEvents] = largeParts;
if (threeGroups === undefined || twoQueues === undefined || allEvents === undefined)
  throw new Error('the large scope has three parts');
/** Change them only together with the model, and say in the commit what became reachable or unreachable. */
const golden: readonly Golden[] = [
  { config: medium, states: 4_831_382, transitions: 34_073_994, depth: 96, toItsEnd: true, full: true },
  { config: large, states: 1_267_603, transitions: 7_161_628, depth: 9, toItsEnd: false, full: false },
  { config: threeGroups, states: 968_502, transitions: 6_012_534, depth: 68, toItsEnd: true, full: false },
  { config: twoQueues, states: 593_403, transitions: 3_403_136, depth: 65, toItsEnd: true, full: false },
  { config: allEvents, states: 1_912_269, transitions: 12_246_924, depth: 64, toItsEnd: true, full: false },
];

const { values } = parseArgs({
  options: {
    scope: { type: 'string' },
    memory: { type: 'string' },
    checkpoint: { type: 'string' },
    sets: { type: 'boolean', default: false },
  },
});
const names = golden.map((g) => g.config.name);
const wanted = golden.filter((g) => values.scope === undefined || values.scope === g.config.name);
if (wanted.length === 0) throw new Error(`--scope is ${values.scope}, must be one of ${names.join('; ')}`);
const maxMemoryBytes = values.memory === undefined ? undefined : Number(values.memory) * 2 ** 20;
if (maxMemoryBytes !== undefined && !(maxMemoryBytes > 0))
  throw new Error(`--memory is ${values.memory}, must be a number of MiB`);
/** Saves every half a minute. */
const storeIn = (folder: string) => {
  let saved = performance.now();
  return checkpointIn(folder, () => {
    if (performance.now() - saved < 30_000) return false;
    saved = performance.now();
    return true;
  });
};

/** Says whether a scope has as many states and transitions when they are counted as sets. */
function countSets({ config, states, transitions }: Golden): void {
  const start = process.cpuUsage();
  const { model } = protectedMode(config);
  const limit = maxMemoryBytes === undefined ? {} : { maxMemoryBytes };
  const result = checkSymbolically({ ...model, rules: [] }, limit);
  const { truncatedBy, deadlocks } = result;
  const asKnown = result.states === BigInt(states) && result.transitions === BigInt(transitions);
  const wrong = truncatedBy === undefined && !(asKnown && deadlocks?.count === 0n);
  const word =
    truncatedBy !== undefined ? `unknown (truncated) by ${truncatedBy}` : wrong ? 'NOT as known' : 'as known';
  const seconds = (process.cpuUsage(start).user / 1e6).toFixed(1);
  console.log(
    `${config.name}, as sets: ${word}, ${result.states} states, ${result.transitions} transitions, ` +
      `${deadlocks?.count ?? 'unknown'} deadlocks, ${result.nodes} nodes, ${seconds} s of processor time`,
  );
  if (wrong) process.exitCode = 1;
  else if (truncatedBy !== undefined) process.exitCode ??= 3;
}

const countable = wanted.filter((g) => g.toItsEnd);
if (values.sets && countable.length === 0)
  throw new Error(
    '--sets is for what is searched to its end; bench/model/large-count.ts counts the large scope',
  );
if (values.sets) for (const one of countable) countSets(one);
for (const { config, toItsEnd, full, ...known } of values.sets ? [] : wanted) {
  const start = process.cpuUsage();
  const { model, terms } = protectedMode(config);
  const rules = config === medium ? [...model.rules, ...possibleInMedium(terms)] : model.rules;
  const result = check(
    { ...model, rules },
    {
      ...(toItsEnd ? {} : { maxDepth: known.depth }),
      ...(maxMemoryBytes === undefined ? {} : { maxMemoryBytes }),
      ...(values.checkpoint === undefined ? {} : { checkpoint: storeIn(values.checkpoint) }),
      onProgress: ({ states, level }) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${config.name}: level ${level}, ${states} states `);
        return true;
      },
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const seconds = (process.cpuUsage(start).user / 1e6).toFixed(1);
  const { states, transitions, depth, perRule, deadActions, deadlocks, truncatedBy, memoryBytes } = result;
  const figures =
    `${states} states, ${transitions} transitions, depth ${depth}, ` +
    `${seconds} s of processor time, ${(memoryBytes / 2 ** 20).toFixed(0)} MiB`;
  const wrong = perRule
    .filter((r) => r.violations > 0 || (full && r.verdict !== 'holds (exhaustive)'))
    .map((r) => `${r.id} ${r.verdict}`);
  if (full) wrong.push(...deadActions.map((a) => `${a} never fires`));
  if (deadlocks.count > 0) wrong.push(`${deadlocks.count} deadlocks`);
  if (truncatedBy === 'memory' && wrong.length === 0) {
    console.log(`${config.name}: unknown (truncated) by memory; ${figures}`);
    process.exitCode ??= 3;
    continue;
  }
  if (states !== known.states || transitions !== known.transitions || depth !== known.depth)
    wrong.push(`known are ${known.states} states, ${known.transitions} transitions, depth ${known.depth}`);
  const word =
    wrong.length > 0 ? 'NOT as known' : toItsEnd ? 'holds (exhaustive)' : `holds to depth ${depth}`;
  console.log(`${config.name}: ${word}, ${figures}`);
  for (const what of wrong) console.log(`  ${what}`);
  if (wrong.length > 0) process.exitCode = 1;
}
