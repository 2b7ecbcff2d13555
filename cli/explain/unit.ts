import { fixes, revisions } from '../../impl/driver/revisions.ts';
import { functionNames, type Unit } from '../../impl/driver/unit.ts';
import { catalogue, type RuleId } from '../../properties/catalogue.ts';
import { cName, isPatch, patchName } from '../c-names.ts';
import { factsSection, type Item, type Page } from './page.ts';
import { searchLine } from './rule.ts';
import { allStored, causesSection } from './stored.ts';

/** Every unit of the revisions, lowest first. */
export const units: readonly Unit[] = [
  ...new Set(Object.values(revisions).flatMap((revision) => revision.units)),
];

/** A patch of the series that has no unit, since nothing that it changes is modelled. */
export interface Preparation {
  readonly name: string;
  readonly title: string;
  readonly says: string;
}

/** 1/8 and 2/8 prepare what 4/8 calls to find a heap and allocate from it, outside of panthor. */
export const preparations: readonly Preparation[] = [
  {
    name: 'P1',
    title: 'dma-heap: references to a heap are counted',
    says: 'It lets a driver hold a heap for as long as it uses it.',
  },
  {
    name: 'P2',
    title: 'dma-heap: drivers may find a heap and allocate from it',
    says: 'What it adds is what 4/8 calls at probe and for each buffer.',
  },
];

export function preparationPage({ name, title, says }: Preparation): Page {
  return {
    title: `${name}, patch ${patchName(name)} of the posted series: ${title}`,
    says: [
      `A preparation outside of panthor, in the framework of dma-buf heaps. ${says}`,
      'It has no unit: the simulated framework lends heaps by name, counts their references (HEAP-REF) and gives ' +
        'memory to drivers on every revision.',
    ],
    sections: [factsSection(['A.2.1-1', 'A.2.1-6'])],
    tries: [['npm run explain -- P4', 'explains the patch that uses it']],
  };
}

export function unitPage(unit: Unit): Page {
  const fix = fixes.find((known) => known.unit === unit);
  const stored = allStored();
  const cured = stored.filter(({ counterexample }) => counterexample.cure?.fixes.includes(unit.name));
  const shownIn = isPatch(unit.name)
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
      causesSection('Findings that it cures', cured),
      causesSection('Findings that break in a function that it touches last', shownIn),
    ],
    tries: [searchLine(home)],
  };
}

function kindOf(unit: Unit, isFix: boolean): string {
  if (isFix) return 'a fix of the reference driver';
  return unit.on === null
    ? 'the driver before protected mode'
    : `patch ${patchName(unit.name)} of ${unit.name.startsWith('R') ? 'the RFC' : 'the posted series'}`;
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
