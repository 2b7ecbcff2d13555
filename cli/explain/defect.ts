import { type Defect, defectiveName } from '../../impl/driver/defects/index.ts';
import { type ChoiceId, openChoices } from '../../impl/profile/choices.ts';
import { catalogue, type RuleId } from '../../properties/catalogue.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { cName, patchName } from '../c-names.ts';
import type { Item, Page } from './page.ts';
import { storedOfDefect, storedSection } from './stored.ts';

/** What is wrong in a seeded defect, where, and what condemns it. */
export function defectPage(defect: Defect): Page {
  const { id, name, wrong, breaks, changes, firmware = {} } = defect;
  const survives = survivalReason(id);
  return {
    title: `${id}${name === id ? '' : `, ${name}`}: a seeded defect of the reference`,
    says: [
      `${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}.`,
      ...(survives === null ? [] : [`Nothing condemns it: ${survives}.`]),
    ],
    sections: [
      {
        heading: 'What it changes',
        items: [
          ...changes.map(({ unit, functions }): Item => {
            const names = Object.keys(functions).map((fn) => `${cName(fn)}()`);
            return [/^P\d$/.test(unit) ? patchName(unit) : unit, names.join(', ')];
          }),
          ...Object.entries(firmware).map(
            ([choice, option]): Item => [choice, `${openChoices[choice as ChoiceId].question}: ${option}`],
          ),
        ],
      },
      {
        heading: 'Rules that it is meant to break',
        items: breaks.map((rule): Item => [rule, catalogue[rule as RuleId].says]),
      },
      storedSection('What condemns it', storedOfDefect(id)),
    ],
    tries: [
      [`npm run detect -- --defect ${id}`, 'looks for it anew'],
      [`npm run verify -- --revision ${defectiveName(id)}`, 'searches it like any other revision'],
    ],
  };
}
