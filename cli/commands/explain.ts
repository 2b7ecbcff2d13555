import { readFileSync } from 'node:fs';
import { choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { rules } from '../../properties/rules/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { wrapText } from '../report/table.ts';

const RULEBOOK = new URL('../../docs/rules.md', import.meta.url);

export const explain: Command = {
  name: 'explain',
  says: 'a rule of the rulebook, or a row of what firmware and hardware leave open',
  operands: 'RULE|CHOICE',
  options: {},
  examples: [
    ['npm run explain -- TOP-ONLY', 'what the rule says, and what stands behind it'],
    ['npm run explain -- F04', 'the question, the default, and what else is plausible'],
  ],
  async run(args, io) {
    const [id, ...rest] = args.operands;
    if (id === undefined) throw new UsageError('explain what? a rule, as TOP-ONLY, or a choice, as F04');
    if (rest.length > 0) throw new UsageError(`explain takes one id, not also "${rest[0]}"`);
    const text = ruleText(id) ?? choiceText(id);
    if (text === null)
      throw new UsageError(`nothing is called "${id}": ${suggestion(id, [...ruleIds, ...choiceIds])}`);
    io.out(`${text.flatMap((line) => wrapText(line, 100)).join('\n')}\n`);
    return 0;
  },
};

function ruleText(id: string): readonly string[] | null {
  const rule = ruleIds.find((known) => known === id);
  if (rule === undefined) return null;
  const { kinds, says, status, partOf, except } = catalogue[rule];
  const kindNames = { S: 'safety', L: 'liveness', B: 'a bound' } as const;
  const cite = rules.find((r) => r.id === rule)?.cite ?? [];
  return [
    `${rule}, ${kinds.map((kind) => kindNames[kind]).join(' and ')}${partOf === undefined ? '' : `, part of ${partOf.join(', ')}`}`,
    rulebookRow(rule) ?? says,
    ...(status === 'notYet' ? ['Not yet stated: no verdict speaks of it.'] : [`Checked as: ${says}.`]),
    ...(except === undefined ? [] : [`Not looked at: ${except}.`]),
    ...(cite.length === 0 ? [] : [`Stands on protocol.md ${cite.join(', ')}.`]),
  ];
}

/** The rule's row in docs/rules.md, or its item in the list of FAIR-EXIT. */
function rulebookRow(id: string): string | null {
  const text = readFileSync(RULEBOOK, 'utf8');
  const row = new RegExp(`^\\| ${id} \\| [SLB, hyper]+ \\| (.*) \\| .* \\|$`, 'm').exec(text);
  const item = new RegExp(`^- ${id} \\([SLB]\\): (.*)$`, 'm').exec(text);
  return row?.[1] ?? item?.[1] ?? null;
}

function choiceText(id: string): readonly string[] | null {
  const choice = choiceIds.find((known) => known === id);
  if (choice === undefined) return null;
  const { question, default: first, plausible, stress, perEvent, carried } = openChoices[choice];
  return [
    `${choice}: ${question}?`,
    `  default    ${first}`,
    ...plausible.map((option) => `  plausible  ${option}`),
    ...stress.map((option) => `  stress     ${option}`),
    perEvent
      ? 'Decided anew each time when a profile says `any`; else one answer for a whole run.'
      : 'One answer for a whole run.',
    ...(carried ? [] : ['The simulator does not consult it yet.']),
  ];
}
