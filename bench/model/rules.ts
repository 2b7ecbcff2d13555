/**
 * What each rule of the reference model is good for: mutants that it notices alone, one that nothing kills when the
 * rule is dropped, rules that notice all that it notices, and whether its *given* carries weight. Small scope.
 * Usage: npx tsx bench/model/rules.ts [--rule OWNER] [--no-search] [--json]
 * Without `--no-search` each rule costs up to three searches.
 */
import { parseArgs } from 'node:util';
import { explore, mutationsOf } from '../../model/checker/mutate-kills.ts';
import { rulesThatNeedTheirGiven, survivorWithout, weighRules } from '../../model/checker/mutate-rules.ts';
import { protectedMode, small } from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    rule: { type: 'string' },
    'no-search': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const base = explore(protectedMode(small).model);
const needGiven = rulesThatNeedTheirGiven(base.model);
const rows = [];
for (const weight of weighRules(base, mutationsOf(base))) {
  const { rule, kills, alone, containedIn } = weight;
  if (values.rule !== undefined && rule !== values.rule) continue;
  const survivor = values['no-search'] ? null : survivorWithout(base, weight);
  const needsGiven = needGiven.includes(rule);
  rows.push({ rule, kills, alone: alone.length, containedIn, survivor, needsGiven });
  if (values.json) continue;
  const without = survivor === null ? '' : `; without it ${survivor.fate}: ${survivor.mutant}`;
  const within = containedIn.length === 0 ? '' : `; all of them also by ${containedIn.join(', ')}`;
  console.log(
    `${rule}: ${kills} mutants at their first step, ${alone.length} alone${within}${without}` +
      (needsGiven ? '' : '; its given only says when it speaks'),
  );
}
if (values.json) console.log(JSON.stringify(rows, null, 1));
