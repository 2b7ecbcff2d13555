import { revisions } from '../../impl/driver/revisions.ts';
import { choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { catalogue, headlines, ruleIds } from '../../properties/catalogue.ts';
import type { Command } from '../command.ts';
import { jsonFiles } from '../files.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { columns } from '../report/table.ts';

type Row = readonly string[];

/** What can be listed, and how. */
const lists: Readonly<Record<string, () => readonly Row[]>> = {
  rules: () => [
    ...Object.entries(headlines).map(([id, says]) => [id, 'headline', says]),
    ...ruleIds.map((id) => {
      const { kinds, status, says } = catalogue[id];
      const carried = { carried: '', modelOnly: ', model only', notYet: ', not yet stated' } as const;
      return [id, `${kinds.join(', ')}${carried[status]}`, says];
    }),
  ],
  choices: () =>
    choiceIds.map((id) => {
      const { question, default: first, plausible, stress, carried } = openChoices[id];
      const options = [`[${first}]`, ...plausible, ...stress.map((option) => `(${option})`)].join(' | ');
      return [id, carried ? '' : 'not consulted', `${question}: ${options}`];
    }),
  revisions: () =>
    Object.values(revisions).map(({ name, units }) => [name, units.map((unit) => unit.name).join(' + ')]),
  units: () => {
    const all = Object.values(revisions).flatMap((revision) => revision.units);
    return [...new Set(all)].map(({ name, title, cite }) => [name, `${title} (${cite.join(', ')})`]);
  },
  workloads: () => jsonFiles('properties/workloads').map((file) => [file]),
  counterexamples: () => jsonFiles('counterexamples').map((file) => [file]),
};

export const list: Command = {
  name: 'list',
  says: 'what there is; choices are what firmware and hardware leave open, units the patches of a revision',
  operands: Object.keys(lists).join('|'),
  options: {},
  examples: [
    ['npm run list -- rules', 'every rule of the rulebook, with its kind'],
    ['npm run list -- choices', 'what firmware and hardware leave open: [default] | plausible | (stress)'],
  ],
  async run(args, io) {
    const names = Object.keys(lists);
    const [what, ...rest] = args.operands;
    if (what === undefined) throw new UsageError(`list what? ${suggestion('', names)}`);
    if (rest.length > 0) throw new UsageError(`list takes one word, not also "${rest[0]}"`);
    const rows = lists[what];
    if (rows === undefined) throw new UsageError(`cannot list "${what}": ${suggestion(what, names)}`);
    io.out(columns(rows()));
    return 0;
  },
};
