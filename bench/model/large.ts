/**
 * Searches the large scope of the reference model as far as states and time allow, and says how far that is.
 * Usage: npx tsx bench/model/large.ts [--states 20000000] [--minutes 10] [--case 0] [--json]
 * Three groups with two queues each on two slots, faults, resets, device suspends, page-table operations, and a case
 * for each plausible answer to part F. Without --case each is searched with its share of both limits. Exits with 1 if a
 * rule breaks, 3 if a limit ends the search before the scope is done.
 */
import { parseArgs } from 'node:util';
import { check, printTrace } from '../../model/checker/index.ts';
import { lowest } from '../../model/checker/values.ts';
import { large, protectedMode, type State } from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    states: { type: 'string', default: '20000000' },
    minutes: { type: 'string', default: '10' },
    case: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const limit = (name: 'states' | 'minutes'): number => {
  const n = Number(values[name]);
  if (!(n > 0)) throw new Error(`--${name} is ${values[name]}, must be a number above 0`);
  return n;
};
const chosen = large.cases.flatMap((one, i) =>
  values.case === undefined || Number(values.case) === i ? [{ i, one }] : [],
);
if (chosen.length === 0) throw new Error(`--case is ${values.case}, must be 0 to ${large.cases.length - 1}`);
const maxStates = Math.floor(limit('states') / chosen.length);
const maxMs = (limit('minutes') * 60_000) / chosen.length;

const rows = chosen.map(({ i, one }) => {
  const answers = Object.entries(one.profile ?? {}).map(([id, value]) => `${id} ${value}`);
  const name = `large ${i}, ${answers.length === 0 ? 'default answers' : answers.join(', ')}`;
  const { model } = protectedMode({ ...large, name, cases: [one] });
  const start = performance.now();
  const result = check(model, {
    maxStates,
    onProgress: ({ states, level }) => {
      const ms = performance.now() - start;
      if (process.stderr.isTTY)
        process.stderr.write(`\r${name}: level ${level}, ${states} states, ${(ms / 1000).toFixed(0)} s `);
      return ms < maxMs;
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const { states, transitions, depth, verdict, memoryBytes, truncatedBy, perRule, deadlocks } = result;
  const seconds = (performance.now() - start) / 1000;
  const broken = perRule.flatMap((r) =>
    r.verdict === 'violated' ? [{ rule: r.id, trace: r.counterexample ?? [] }] : [],
  );
  if (!values.json) {
    const end = truncatedBy === undefined ? '' : `, ended by ${truncatedBy}`;
    console.log(
      `${name}: ${verdict}${end}; ${states} states, ${transitions} transitions, level ${depth}, ` +
        `${seconds.toFixed(0)} s, ${(memoryBytes / 2 ** 20).toFixed(0)} MiB`,
    );
    for (const { rule, trace } of broken)
      console.log(`  ${rule} breaks:\n${printTrace(model, trace, lowest(model.schema) as State)}`);
  }
  return {
    case: name,
    verdict,
    truncatedBy: truncatedBy ?? null,
    states,
    transitions,
    level: depth,
    deadlocks: deadlocks.count,
    broken: broken.map((b) => b.rule),
    memoryBytes,
    seconds,
  };
});
if (values.json) console.log(JSON.stringify(rows, null, 1));
const ends = rows.map((r) => (r.broken.length > 0 || r.deadlocks > 0 ? 1 : r.truncatedBy === null ? 0 : 3));
process.exitCode = ends.includes(1) ? 1 : ends.includes(3) ? 3 : 0;
