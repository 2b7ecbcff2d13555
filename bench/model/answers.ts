/**
 * Searches the scope `answers`, an answer to part F at a time, and says how often each rule had something to say under it.
 * Usage: npx tsx bench/model/answers.ts [--answer "F30 EXIT first"] [--json]
 * `--json` prints the columns of test/model/protected-mode/answers-table.json (to be formatted by `npm run format`). Exits
 * with 1 where a rule breaks, or has nothing to say. Half a minute of one core.
 */
import { parseArgs } from 'node:util';
import { casesByAnswer, columnOf } from './answer-columns.ts';

const { values } = parseArgs({
  options: { answer: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const all = casesByAnswer();
if (values.answer !== undefined && !all.has(values.answer))
  throw new Error(`--answer is ${values.answer}, must be one of ${[...all.keys()].join('; ')}`);
const columns = [...all]
  .filter(([answer]) => values.answer === undefined || values.answer === answer)
  .map(([answer, cases]) => columnOf(answer, cases));

if (values.json) console.log(JSON.stringify(columns, null, 1));
for (const { answer, states, transitions, casesThatDiffer, given } of columns) {
  const rules = Object.entries(given);
  const silent = rules.flatMap(([id, times]) => (times === 0 ? [id] : []));
  const broken = rules.flatMap(([id, times]) => (times === null ? [id] : []));
  if (silent.length + broken.length > 0) process.exitCode = 1;
  if (values.json) continue;
  const [id, times] = rules.reduce((least, one) => ((one[1] ?? 0) < (least[1] ?? 0) ? one : least));
  console.log(
    `${answer}: ${states} states, ${transitions} transitions, ${casesThatDiffer} cases unlike the default answers, ` +
      `${rules.length - silent.length - broken.length} of ${rules.length} rules had occasion, ${id} ${times} times as the least` +
      `${silent.length === 0 ? '' : `; vacuous: ${silent.join(', ')}`}${broken.length === 0 ? '' : `; broken: ${broken.join(', ')}`}`,
  );
}
