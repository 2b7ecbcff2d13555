import { fixes } from '../../impl/driver/revisions.ts';
import { type ChoiceId, openChoices } from '../../impl/profile/choices.ts';
import { hangsOn } from '../../properties/counterexample/hangs-on.ts';
import { rules } from '../../properties/rules/index.ts';
import type { Item, Page } from './page.ts';
import { choiceRow, statementOf } from './statements.ts';
import { allStored, storedSection } from './stored.ts';

export function choicePage(id: ChoiceId): Page {
  const { question, default: first, plausible, stress, perEvent, carried } = openChoices[id];
  const source = choiceRow(id)?.source ?? '';
  const all = allStored();
  const stored = all.filter(({ counterexample }) => Object.hasOwn(counterexample.needs.choices, id));
  const removed = all.filter((one) => !stored.includes(one) && hangsOn(one.counterexample, id));
  // A rule may cite the whole row where the choice is one of its letters.
  const row = id.replace(/[a-z]$/, '');
  const judged = rules.filter(({ cite }) => cite.includes(id) || cite.includes(row)).map((rule) => rule.id);
  return {
    title: `${id}, left open by firmware and hardware: ${question}?`,
    says: [
      perEvent
        ? 'Decided anew each time when a profile says `any`; else one answer for a whole run.'
        : 'One answer for a whole run.',
      ...(carried ? [] : ['The simulator does not consult it yet: no run says anything about it.']),
      ...(judged.length === 0 ? [] : [`Rules that turn on it: ${judged.join(', ')}.`]),
    ],
    sections: [
      {
        heading: 'Answers',
        items: [
          ['default', first],
          ...plausible.map((option): Item => ['plausible', option]),
          ...stress.map(
            (option): Item => ['stress', `${option} (explored for findings; nothing is claimed under it)`],
          ),
        ],
      },
      { heading: 'Where the question comes from (docs/protocol.md)', items: sources(id, source) },
      storedSection(
        'Stored counterexamples that need another answer than the default (a report counts causes: those whose smallest counterexample is here or in the next list)',
        stored,
      ),
      storedSection('Stored counterexamples whose program keeps the rule with another answer', removed),
      {
        heading: 'Fixes that reckon with it',
        items: fixes
          .filter((fix) => fix.unit.cite.includes(id))
          .map((fix): Item => [fix.unit.name, fix.changes]),
      },
    ],
    tries: [
      ['npm run list -- choices', 'lists every question that is open'],
      ['npm run verify', 'tries each plausible answer, and says which findings hang on one'],
    ],
  };
}

function sources(id: ChoiceId, source: string): readonly Item[] {
  const asked: Item = [id, statementOf(id) ?? ''];
  if (source === '' || source === '-') return [asked];
  return [asked, ...source.split(/, /).map((cite): Item => [cite, statementOf(cite) ?? 'as cited there'])];
}
