import { defects, openRows } from '../../impl/driver/defects/index.ts';
import { fixes, revisions } from '../../impl/driver/revisions.ts';
import { choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { catalogue, headlines, ruleIds } from '../../properties/catalogue.ts';
import { strategyNamed, strategyNames } from '../../properties/explore/strategies.ts';
import { defaultRow, perEventRow, singleChoiceRows } from '../../properties/generate/profile.ts';
import type { Command } from '../command.ts';
import { PAGE_WIDTH } from '../explain/page.ts';
import { allStored, byCause, type Stored } from '../explain/stored.ts';
import { strategySays } from '../explain/strategy.ts';
import { preparations } from '../explain/unit.ts';
import { UsageError } from '../io.ts';
import { workloadNames, workloadOption } from '../named.ts';
import { suggestion } from '../nearest.ts';
import { columns, shellWord, wrapText } from '../report/table.ts';
import { said } from '../story/said.ts';

/** A list: what its columns are called, and a row for each thing. */
interface Listing {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where a table does not do. */
  readonly text?: string;
}

/** What can be listed, and how. */
const lists: Readonly<Record<string, () => Listing>> = {
  rules: () => ({
    heads: ['id', 'kind', 'says'],
    rows: [
      ...Object.entries(headlines).map(([id, says]) => [id, 'headline', says]),
      ...ruleIds.map((id) => {
        const { kinds, status, says } = catalogue[id];
        const carried = { carried: '', modelOnly: ', model only', notYet: ', not yet stated' } as const;
        return [id, `${kinds.join(', ')}${carried[status]}`, says];
      }),
    ],
  }),
  choices: () => ({
    heads: ['id', 'carried', 'answers'],
    rows: choiceIds.map((id) => {
      const { question, default: first, plausible, stress, carried } = openChoices[id];
      const options = [`[${first}]`, ...plausible, ...stress.map((option) => `(${option})`)].join(' | ');
      return [id, carried ? '' : 'not consulted', `${question}: ${options}`];
    }),
  }),
  revisions: () => ({
    heads: ['name', 'units'],
    rows: Object.values(revisions).map(({ name, units }) => [
      name,
      units.map((unit) => unit.name).join(' + '),
    ]),
  }),
  units: () => {
    const all = Object.values(revisions).flatMap((revision) => revision.units);
    return {
      heads: ['name', 'says'],
      rows: [
        ...preparations.map(({ name, title }) => [
          name,
          `${title} (no unit: nothing that is modelled changes)`,
        ]),
        ...[...new Set(all)].map(({ name, title, cite }) => [name, `${title} (${cite.join(', ')})`]),
      ],
    };
  },
  profiles: () => ({
    heads: ['name', 'option'],
    rows: [defaultRow, perEventRow, ...singleChoiceRows()].map(({ name, profile }) => [
      name,
      Object.entries(profile)
        .map(([id, option]) => `--choice ${shellWord(`${id}=${option}`)}`)
        .join(' '),
    ]),
  }),
  strategies: () => ({
    heads: ['name', 'late', 'says'],
    rows: strategyNames.map((name) => [
      name,
      `${strategyNamed(name).lateAllowed} late`,
      strategySays(name).join('; '),
    ]),
  }),
  defects: () => ({
    heads: ['id', 'name', 'says'],
    rows: [
      ...defects.map(({ id, name, wrong }) => [id, name === id ? '' : name, wrong]),
      ...openRows.map(({ id, name, standing, why, twin }) => [
        id,
        name,
        `(not seeded: ${standing === 'waits' ? 'it waits for ' : ''}${why}${twin === null ? '' : `; the nearest is ${twin}`})`,
      ]),
    ],
  }),
  workloads: () => ({
    heads: ['name', 'note'],
    rows: workloadNames().map((name) => [name, workloadOption(name).note ?? '']),
  }),
  counterexamples: () => {
    const stored = allStored();
    return {
      heads: ['name', 'revision', 'rule', 'cure', 'says'],
      rows: stored.map(({ name, counterexample: c }) => [
        name,
        c.revision.name,
        c.rule,
        c.cure?.fixes.join(' + ') ?? '',
        said(c.what),
      ]),
      text: [
        ...byCause(stored).map(causeText),
        'NAME is counterexamples/REVISION/NAME.json; `npm run explain -- NAME` says what it shows\n',
      ].join('\n'),
    };
  },
};

/** A cause by what cures it, then a line for each counterexample: its name, and what breaks the rule it begins with. */
function causeText(stored: readonly Stored[]): string {
  const [first] = stored;
  if (first === undefined) return '';
  const { revision, cure } = first.counterexample;
  const cured = cure?.fixes.map((name) => {
    const changes = fixes.find((fix) => fix.unit.name === name)?.changes;
    return changes === undefined ? name : `${name} (${changes})`;
  });
  const head = `${revision.name}, ${cured === undefined ? 'no cure known' : `cured by ${cured.join(' and ')}`}`;
  const rows = stored.map(({ name, counterexample }) => [name, said(counterexample.what)]);
  return `${wrapText(head, PAGE_WIDTH).join('\n')}\n${columns(rows, '  ')}`;
}

export const list: Command = {
  name: 'list',
  says: 'what there is; choices are what firmware and hardware leave open, units the patches of a revision',
  operands: Object.keys(lists).join('|'),
  options: { json: { type: 'boolean', says: 'as JSON: an object for each' } },
  examples: [
    ['npm run list -- rules', 'every rule of the rulebook, with its kind'],
    ['npm run list -- counterexamples', 'what is known to break, by cause; the names are for explain'],
    ['npm run list -- defects', 'the seeded defects that the suite must find'],
    ['npm run list -- strategies', 'how schedules can be chosen, for explore'],
    ['npm run list -- choices', 'what firmware and hardware leave open: [default] | plausible | (stress)'],
  ],
  async run(args, io) {
    const names = Object.keys(lists);
    const [what, ...rest] = args.operands;
    if (what === undefined) throw new UsageError(`list what? ${suggestion('', names)}`);
    if (rest.length > 0) throw new UsageError(`list takes one word, not also "${rest[0]}"`);
    const listed = lists[what];
    if (listed === undefined) throw new UsageError(`cannot list "${what}": ${suggestion(what, names)}`);
    const { heads, rows, text } = listed();
    if (args.flag('json')) {
      const objects = rows.map((row) => Object.fromEntries(heads.map((head, i) => [head, row[i] ?? ''])));
      io.out(`${JSON.stringify(objects)}\n`);
    } else io.out(text ?? columns(rows));
    return 0;
  },
};
