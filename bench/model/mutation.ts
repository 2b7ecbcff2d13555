/**
 * Breaks the reference model in every way it knows, one at a time, and says what notices.
 * Usage: npx tsx bench/model/mutation.ts [--scope small|medium] [--part 1/8] [--json]
 * Each mutant is judged in the small scope; one that nothing notices there is, unless the scope is small, searched in
 * the medium one too. `--json` prints the rows of test/model/protected-mode/mutation-table.json (to be formatted by
 * `npm run format`); parts can be run one by one (row k, from 0, is in part k mod n + 1). All of it takes about two
 * minutes of one core.
 */
import { parseArgs } from 'node:util';
import { type Arena, explore, judge, type MutantRow, mutationsOf } from '../../model/checker/mutate-kills.ts';
import {
  medium,
  type ProtectedModeConfig,
  protectedMode,
  type State,
  small,
} from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    scope: { type: 'string', default: 'medium' },
    part: { type: 'string', default: '1/1' },
    json: { type: 'boolean', default: false },
  },
});
if (values.scope !== 'small' && values.scope !== 'medium') throw new Error('--scope is small or medium');
const [part = 0, parts = 0] = values.part.split('/').map(Number);
if (!(part >= 1 && part <= parts)) throw new Error('--part is written like 2/8');

const lazily = (config: ProtectedModeConfig): Arena<State> => {
  let explored: ReturnType<Arena<State>['base']> | null = null;
  return { name: config.name, base: () => (explored ??= explore(protectedMode(config).model)) };
};
const inSmall = lazily(small);
const arenas = values.scope === 'small' ? [inSmall] : [inSmall, lazily(medium)];
const rows = mutationsOf(inSmall.base())
  .filter((_, i) => i % parts === part - 1)
  .map((m) => judge(arenas, m));

if (values.json) console.log(`[\n${rows.map((r) => `  ${JSON.stringify(r)}`).join(',\n')}\n]`);
else {
  const count = (of: (r: MutantRow) => string): string => {
    const n = new Map<string, number>();
    for (const r of rows) n.set(of(r), (n.get(of(r)) ?? 0) + 1);
    return [...n].map(([what, times]) => `${what} ${times}`).join(', ');
  };
  for (const r of rows)
    if (r.fate !== 'killed')
      console.log(`${r.fate}: ${r.mutant}${r.by.length === 0 ? '' : ` (${r.by.join()})`}`);
  console.log(`${rows.length} mutants: ${count((r) => r.fate)}; told by ${count((r) => r.seen)}`);
}
