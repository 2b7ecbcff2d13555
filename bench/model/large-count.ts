/**
 * Counts all states and steps of the large scope of the reference model, which is too large to be searched one by one,
 * as sets of states, and compares with the known counts.
 * Usage: npx tsx bench/model/large-count.ts [--case 0] [--rules] [--only FROZEN,SCOPE] [--rows 20000] [--minutes 10] [--memory 2304] [--json]
 * One case for each plausible answer to part F; without --case all of them, about a minute of one core each. With --rules
 * the rules of safety, or --only those named, are asked of all states and steps too, each with up to --rows rows a question;
 * with --minutes what was not asked after so many minutes of processor time a case is left. Each case is printed when it is done (with --json as a line
 * of JSON), so that what was done stays when it is interrupted. Exits with 1 where a rule breaks or a count differs, with
 * 3 where a limit ends a case or a rule before it is done.
 */
import { parseArgs } from 'node:util';
import { checkSymbolically, printTrace } from '../../model/checker/index.ts';
import { lowest } from '../../model/checker/values.ts';
import { large, protectedMode, type State } from '../../model/protected-mode/index.ts';
import { answersOf, knownCounts } from './large-known.ts';

const { values } = parseArgs({
  options: {
    case: { type: 'string' },
    rules: { type: 'boolean', default: false },
    only: { type: 'string' },
    rows: { type: 'string', default: '20000' },
    minutes: { type: 'string' },
    memory: { type: 'string', default: '2304' },
    json: { type: 'boolean', default: false },
  },
});
const maxMemoryBytes = Number(values.memory) * 2 ** 20;
if (!(maxMemoryBytes > 0)) throw new Error(`--memory is ${values.memory}, must be a number of MiB`);
const maxRowsPerRule = Number(values.rows);
if (!(maxRowsPerRule > 0)) throw new Error(`--rows is ${values.rows}, must be a number above 0`);
const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
if (!(minutes > 0)) throw new Error(`--minutes is ${values.minutes}, must be a number above 0`);
const only = values.only === undefined ? null : new Set(values.only.split(','));
const unknown = [...(only ?? [])].filter((id) => !protectedMode(large).model.rules.some((r) => r.id === id));
if (unknown.length > 0) throw new Error(`--only names ${unknown.join(', ')}, which the model has no rule of`);
const chosen = [...large.cases.entries()].filter(
  ([i]) => values.case === undefined || Number(values.case) === i,
);
if (chosen.length === 0) throw new Error(`--case is ${values.case}, must be 0 to ${large.cases.length - 1}`);

const secondsSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

const codes: number[] = [];
for (const [i, one] of chosen) {
  const answers = answersOf(one);
  const name = `large ${i}, ${answers}`;
  const { model } = protectedMode({ ...large, name, cases: [one] });
  const start = process.cpuUsage();
  const rules = model.rules.filter((r) => (only === null ? values.rules : only.has(r.id)));
  const result = checkSymbolically(
    { ...model, rules },
    {
      maxMemoryBytes,
      maxRowsPerRule,
      onProgress: ({ doing, rounds, states, nodes }) => {
        if (process.stderr.isTTY)
          process.stderr.write(
            `\r\x1b[K${name}: ${doing}, turn ${rounds}, ${states} states, ${nodes} nodes `,
          );
        return secondsSince(start) < 60 * minutes;
      },
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const seconds = secondsSince(start);
  const { states, transitions, perRule, deadlocks, truncatedBy } = result;
  const known = knownCounts[answers];
  const asKnown = known === undefined || (known.states === states && known.transitions === transitions);
  const broken = perRule.filter((r) => r.violations > 0n);
  const undecided = perRule.flatMap((r) => (r.why === undefined ? [] : [`${r.id} (${r.why})`]));
  const wrong = broken.length > 0 || (deadlocks?.count ?? 0n) > 0n || (truncatedBy === undefined && !asKnown);
  codes.push(wrong ? 1 : truncatedBy !== undefined || undecided.length > 0 ? 3 : 0);

  if (values.json) {
    const row = {
      case: name,
      states: String(states),
      transitions: String(transitions),
      deadlocks: deadlocks === null ? null : String(deadlocks.count),
      truncatedBy: truncatedBy ?? null,
      nodes: result.nodes,
      levels: result.levels,
      calls: result.calls,
      asked: perRule.filter((r) => r.why === undefined).map((r) => r.id),
      broken: broken.map((r) => r.id),
      undecided,
      memoryBytes: result.memoryBytes,
      seconds,
    };
    console.log(JSON.stringify(row));
    continue;
  }
  console.log(
    `${name}: ${states} states${truncatedBy === undefined ? '' : `, not all: ended by ${truncatedBy}`}, ` +
      `${transitions} transitions, ${result.nodes} nodes, ${seconds.toFixed(0)} s of processor time, ` +
      `${(result.memoryBytes / 2 ** 20).toFixed(0)} MiB`,
  );
  if (truncatedBy !== undefined) continue;
  if (known === undefined) console.log('  no count is known to compare with');
  else if (!asKnown) console.log(`  known are ${known.states} states, ${known.transitions} transitions`);
  if (deadlocks !== null && deadlocks.count > 0n) console.log(`  ${deadlocks.count} deadlocks`);
  if (rules.length > 0)
    console.log(
      `  ${perRule.length - undecided.length - broken.length} rules hold (exhaustive)` +
        `${undecided.length === 0 ? '' : `; unknown (truncated): ${undecided.join(', ')}`}`,
    );
  for (const { id, counterexample } of broken)
    console.log(`  ${id} breaks:\n${printTrace(model, counterexample ?? [], lowest(model.schema) as State)}`);
}
process.exitCode = codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
