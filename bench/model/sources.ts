/**
 * Breaks each clause and statement in the source texts of actions, effects and shared words of the reference model, one
 * at a time (`source-mutants.ts`), and says what notices.
 * Usage: npx tsx bench/model/sources.ts --rows FILE [--file terms.ts,effects.ts] [--scope small|medium] [--part 1/8] [--quick] [--again]
 * A row a line is appended to FILE; what has a row there is not judged again, so that a run can be cut short and gone
 * on with, and the rows of the test (test/model/protected-mode/source-table.jsonl) are made again only where the text
 * changed. With `--scope small` what is the same there is compared in the medium one by a later run
 * without; with `--quick` what takes a whole search is left `unknown`; \`--again\` judges once more what nothing noticed.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explore } from '../../model/checker/mutate-kills.ts';
import { medium, type ProtectedModeConfig, protectedMode, small } from '../../model/protected-mode/index.ts';
import { plainly } from '../../model/protected-mode/plainly.ts';
import { possibilities, possibleInMedium } from '../../model/protected-mode/possible.ts';
import {
  judgeSame,
  judgeSource,
  type Scope,
  type SourceRow,
  sourceMutants,
  toldByRules,
} from './source-mutants.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    file: { type: 'string' },
    scope: { type: 'string', default: 'medium' },
    part: { type: 'string', default: '1/1' },
    quick: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});
const { rows: path } = values;
if (path === undefined) throw new Error('--rows FILE says where the rows go');
if (values.scope !== 'small' && values.scope !== 'medium') throw new Error('--scope is small or medium');
const [part = 0, parts = 0] = values.part.split('/').map(Number);
if (!(part >= 1 && part <= parts)) throw new Error('--part is written like 2/8');

const lazily = (config: ProtectedModeConfig): Scope => {
  let explored: ReturnType<Scope['base']> | null = null;
  return { config, base: () => (explored ??= explore(modelOf(config))) };
};
/** The small scope has every feature, so that all that must stay possible is, but for what only the medium one has. */
const modelOf = (config: ProtectedModeConfig) => {
  const { model, terms } = protectedMode(config);
  const possible = config === small ? possibilities(terms) : possibleInMedium(terms);
  return { ...model, rules: [...model.rules, ...plainly(terms), ...possible] };
};
const inSmall = lazily(small);
const inMedium = values.scope === 'small' ? null : lazily(medium);
const keyOf = ({ file, change }: { readonly file: string; readonly change: string }) => `${file} ${change}`;
const known = new Map<string, SourceRow>();
if (existsSync(path))
  for (const line of readFileSync(path, 'utf8').split('\n'))
    if (line !== '') {
      const row = JSON.parse(line) as SourceRow;
      known.set(keyOf(row), row);
    }
const isFinal = (row: SourceRow | undefined): boolean =>
  row !== undefined &&
  (values.again !== true || (row.fate !== 'unknown' && row.fate !== 'hole')) &&
  (inMedium === null || row.seen === medium.name || !['hole', 'same', 'unknown'].includes(row.fate));

const all = sourceMutants();
const wanted = all
  .filter((m) => values.file === undefined || values.file.split(',').includes(m.file))
  .filter((_, i) => i % parts === part - 1);
for (const mutant of wanted) {
  const before = known.get(keyOf(mutant));
  if (isFinal(before)) continue;
  const row =
    inMedium !== null && before?.fate === 'same'
      ? await judgeSame(mutant, inMedium)
      : await judgeSource(mutant, inSmall, inMedium, { quick: values.quick });
  known.set(keyOf(row), row);
  appendFileSync(path, `${JSON.stringify(row)}\n`);
}
const open = values.quick
  ? []
  : wanted.filter((m) => m.rules.size > 0 && known.get(keyOf(m))?.fate === 'same');
for (const row of open.length === 0 ? [] : await toldByRules(open, inSmall)) known.set(keyOf(row), row);
// Each mutant once, in the order of the source texts.
const rows = all.flatMap((m) => known.get(keyOf(m)) ?? []);
writeFileSync(path, rows.map((r) => `${JSON.stringify(r)}\n`).join(''));
const count = new Map<string, number>();
for (const { fate, seen } of rows) count.set(`${fate}, ${seen}`, (count.get(`${fate}, ${seen}`) ?? 0) + 1);
for (const { fate, file, change } of rows)
  if (fate === 'hole' || fate === 'unknown') console.log(`${fate}: ${file} ${change}`);
console.log(`${rows.length} of ${all.length} mutants: ${[...count].map(([f, n]) => `${f} ${n}`).join('; ')}`);
