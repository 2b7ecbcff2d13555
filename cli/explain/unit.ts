import { fixes, revisions } from '../../impl/driver/revisions.ts';
import { functionNames, type Unit } from '../../impl/driver/unit.ts';
import { catalogue, type RuleId } from '../../properties/catalogue.ts';
import { cName, patchName } from '../c-names.ts';
import { factsSection, type Item, type Page } from './page.ts';
import { searchLine } from './rule.ts';
import { allStored, storedSection } from './stored.ts';

/** Every unit of the revisions, lowest first. */
export const units: readonly Unit[] = [
  ...new Set(Object.values(revisions).flatMap((revision) => revision.units)),
];

export function unitPage(unit: Unit): Page {
  const fix = fixes.find((known) => known.unit === unit);
  const isPatch = /^P\d$/.test(unit.name);
  const stored = allStored();
  const cured = stored.filter(({ counterexample }) => counterexample.cure?.fixes.includes(unit.name));
  const shownIn = isPatch
    ? stored.filter(({ counterexample }) =>
        counterexample.story.at(-1)?.endsWith(`, ${patchName(unit.name)}`),
      )
    : [];
  const home =
    Object.values(revisions).find((revision) => revision.units.includes(unit))?.name ?? 'reference';
  return {
    title: `${unit.name}, ${kindOf(unit, fix !== undefined)}: ${unit.title}`,
    says: [
      ...(fix === undefined ? [] : [`${sentence(fix.changes)}`]),
      ...standsOn(unit),
      `First in the revision ${home}.`,
    ],
    sections: [
      factsSection(unit.cite),
      { heading: 'Rules that force it', items: (fix?.forcedBy ?? []).map(ruleItem) },
      { heading: 'Functions of the simulated driver that it changes', items: changed(unit) },
      storedSection('Findings that it cures', cured),
      storedSection('Findings that break in a function that it touches last', shownIn),
    ],
    tries: [searchLine(home)],
  };
}

function kindOf(unit: Unit, isFix: boolean): string {
  if (isFix) return 'a fix of the reference driver';
  return unit.on === null
    ? 'the driver before the series'
    : `patch ${patchName(unit.name)} of the posted series`;
}

function standsOn({ on, requires }: Unit): readonly string[] {
  const below = [...(on === null ? [] : [on]), ...(requires ?? [])];
  return below.length === 0 ? [] : [`Stands on ${below.join(', ')}.`];
}

/** The base defines every function, which says nothing. */
function changed(unit: Unit): readonly Item[] {
  const names = unit.on === null ? [] : functionNames(unit);
  return names.length === 0 ? [] : [['', names.map((name) => `${cName(name)}()`).join(', ')]];
}

function ruleItem(id: string): Item {
  return [id, Object.hasOwn(catalogue, id) ? catalogue[id as RuleId].says : 'docs/rules.md'];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
