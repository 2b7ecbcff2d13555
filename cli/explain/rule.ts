import { fixes } from '../../impl/driver/revisions.ts';
import { clausesLeftOut, notStated, onlyInTheEnd, protectedMode } from '../../model/protected-mode/index.ts';
import { rulesInTheEnd } from '../../model/protected-mode/liveness/index.ts';
import * as scopes from '../../model/protected-mode/scopes.ts';
import { catalogue, type HeadlineId, headlines, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import { rules } from '../../properties/rules/index.ts';
import { noLeak } from '../../properties/rules/NO-LEAK.ts';
import { limitItems } from './bounds.ts';
import { factsSection, type Item, type Page } from './page.ts';
import { productionLine, rulebookRow } from './rulebook.ts';
import { allStored, causesSection, storedSection } from './stored.ts';

const kindNames = { S: 'safety', L: 'liveness', B: 'a bound' } as const;

export function rulePage(id: RuleId): Page {
  const { kinds, says, status, partOf, except } = catalogue[id];
  const onModel = protectedMode(scopes.small).model.rules.find((rule) => rule.id === id);
  const inTheEnd = kinds.some((kind) => kind === 'L')
    ? rulesInTheEnd().find((rule) => rule.id === id)
    : undefined;
  const cites: readonly string[] =
    [...rules, noLeak].find((rule) => rule.id === id)?.cite ?? onModel?.cite ?? inTheEnd?.cite ?? [];
  const row = rulebookRow(id);
  const where = [
    ...(status === 'carried' ? [`on ${id === noLeak.id ? 'pairs of runs' : 'runs'} of the simulator`] : []),
    ...(onModel === undefined ? [] : ['on the reference model']),
    ...(inTheEnd === undefined ? [] : [`in every fair behaviour of the model (${inTheEnd.says})`]),
  ];
  const stored = allStored().filter(({ counterexample }) => counterexample.rule === id);
  return {
    title: `${id}, ${kinds.map((kind) => kindNames[kind]).join(' and ')}${partOf === undefined ? '' : `, part of ${partOf.join(', ')}`}`,
    says: [
      `${row?.says ?? says}.`,
      where.length === 0 ? 'Not yet stated: no verdict speaks of it.' : `Judged ${where.join(' and ')}.`,
      ...(row !== null && shortens(says, row.says) && where.length > 0 ? [`In short: ${says}.`] : []),
      ...(except === undefined ? [] : [`Not looked at: ${except}.`]),
      ...Object.entries(clausesLeftOut).flatMap(([rule, what]) =>
        rule === id ? [`The model leaves out ${what}.`] : [],
      ),
      ...Object.entries(onlyInTheEnd).flatMap(([rule, what]) =>
        rule === id && what !== '' ? [`Of the model: ${what}.`] : [],
      ),
      ...notStated.flatMap((rule) => (rule.id === id ? [`The model does not state it: ${rule.why}.`] : [])),
      ...productionLine(id),
    ],
    sections: [
      factsSection(cites),
      { heading: 'Its limit (properties/rules/bounds.ts)', items: limitItems(id) },
      storedSection('What breaks it', stored),
      { heading: 'Fixes that it forces', items: forcedFixes(id) },
    ],
    tries: [searchLine(stored.length > 0 ? 'series-2026' : 'reference')],
  };
}

export function headlinePage(id: HeadlineId): Page {
  const parts = ruleIds.filter((rule) => catalogue[rule].partOf?.includes(id));
  const stored = allStored().filter(({ counterexample }) => parts.includes(counterexample.rule));
  return {
    title: `${id}, a headline rule`,
    says: [`${headlines[id]}.`],
    sections: [
      { heading: 'Made of', items: parts.map((rule): Item => [rule, catalogue[rule].says]) },
      causesSection('What breaks it', stored),
    ],
    tries: [
      ...parts.slice(0, 1).map((rule) => [`npm run explain -- ${rule}`, 'explains its first part'] as const),
    ],
  };
}

/** A line that searches a revision again. */
export const searchLine = (revision: string): Item => [
  `npm run verify -- --revision ${revision}`,
  `searches ${revision}, all rules watching`,
];

function forcedFixes(rule: RuleId): readonly Item[] {
  return fixes.filter((fix) => fix.forcedBy.includes(rule)).map((fix): Item => [fix.unit.name, fix.changes]);
}

/** Whether the short form of a rule spares the reader something; a sentence of like length only repeats it. */
const shortens = (short: string, full: string): boolean => 2 * short.length < full.length;
