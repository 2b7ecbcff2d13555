import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { defects } from '../../impl/driver/defects/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { choiceIds } from '../../impl/profile/choices.ts';
import { headlines, ruleIds } from '../../properties/catalogue.ts';
import { strategyNames } from '../../properties/explore/strategies.ts';
import { isPatch, patchName } from '../c-names.ts';
import type { Command } from '../command.ts';
import { choicePage } from '../explain/choice.ts';
import { defectPage } from '../explain/defect.ts';
import { findingPage } from '../explain/finding.ts';
import { driverFunctions, functionPage } from '../explain/function.ts';
import { PAGE_WIDTH, type Page, pageText } from '../explain/page.ts';
import { revisionPage } from '../explain/revision.ts';
import { headlinePage, rulePage } from '../explain/rule.ts';
import { choicesOfRow, statementOf } from '../explain/statements.ts';
import { storedFiles } from '../explain/stored.ts';
import { strategyPage } from '../explain/strategy.ts';
import { preparationPage, preparations, unitPage, units } from '../explain/unit.ts';
import { workloadPage } from '../explain/workload.ts';
import { jsonFiles, readStored } from '../files.ts';
import { UsageError } from '../io.ts';
import { workloadNames } from '../named.ts';
import { suggestion } from '../nearest.ts';
import { wrapText } from '../report/table.ts';
import { readWorkload } from '../workload-file.ts';

export const explain: Command = {
  name: 'explain',
  says: 'a rule, an open question, a patch or fix, a defect, a finding, a revision, a workload, a strategy: what it is, what it stands on',
  operands: 'RULE|CHOICE|UNIT|FUNCTION|DEFECT|FINDING|REVISION|WORKLOAD|STRATEGY',
  words: names,
  options: { json: { type: 'boolean', says: 'as JSON: a page for each thing of that name' } },
  examples: [
    ['npm run explain -- TOP-ONLY', 'what a rule says, and which stored findings break it'],
    ['npm run explain -- F04', 'a question left open: the default, what else is plausible, what hangs on it'],
    ['npm run explain -- enter-gate', 'what a fix or a patch (P7, or 7/8) changes, and what it cures'],
    [
      'npm run explain -- tick_work',
      "a function of the driver by the kernel's name: who changes it, what breaks in it",
    ],
    ['npm run explain -- M69', 'a seeded defect: what is wrong, and what condemns it'],
    ['npm run explain -- ENTER-GATE.enter-gate', 'a stored finding, or the file of any other'],
    ['npm run explain -- series-2026', "a revision; likewise video-playback, 'PCT depth 2'"],
    ['npm run explain -- A.2.3-7', 'a statement of docs/protocol.md'],
  ],
  async run(args, io) {
    const [name, ...rest] = args.operands;
    if (name === undefined) {
      throw new UsageError(
        'explain what? a rule (TOP-ONLY), a choice (F04), a unit (P7), a revision, a finding (its file)',
      );
    }
    if (rest.length > 0) throw new UsageError(`explain takes one name, not also "${rest[0]}"`);
    const pages = pagesOf(name);
    const json = args.flag('json');
    if (json && pages.length > 0) io.out(`${JSON.stringify(pages)}\n`);
    else if (pages.length > 0) io.out(pages.map(pageText).join('\n'));
    else if (json)
      io.out(`${JSON.stringify([{ title: name, says: [statementOf(name) ?? unknown(name)] }])}\n`);
    else io.out(`${wrapText(`${name}: ${statementOf(name) ?? unknown(name)}`, PAGE_WIDTH).join('\n')}\n`);
    return 0;
  },
};

const headlineIds = Object.keys(headlines) as readonly (keyof typeof headlines)[];

/** Everything that has this name; a name that differs in case only counts where nothing has it exactly. */
function pagesOf(name: string): readonly Page[] {
  const exact = pagesWhere((known) => known === name);
  if (exact.length > 0) return exact;
  const like = pagesWhere((known) => known.toLowerCase() === name.toLowerCase());
  if (like.length > 0) return like;
  const parts = choicesOfRow(name);
  if (parts.length > 0) return parts.map(choicePage);
  if (statSync(name, { throwIfNoEntry: false })?.isFile() !== true) return [];
  return [findingPage(name, readStored(name))];
}

function pagesWhere(named: (known: string) => boolean): readonly Page[] {
  return [
    ...ruleIds.filter(named).map(rulePage),
    ...headlineIds.filter(named).map(headlinePage),
    ...choiceIds.filter(named).map(choicePage),
    ...preparations.filter(({ name }) => named(name) || named(patchName(name))).map(preparationPage),
    ...units.filter(({ name }) => named(name) || (isPatch(name) && named(patchName(name)))).map(unitPage),
    ...driverFunctions.filter((name) => named(name) || named(`${name}()`)).map(functionPage),
    ...defects.filter(({ id, name }) => named(id) || named(name)).map(defectPage),
    ...Object.values(revisions)
      .filter((revision) => named(revision.name))
      .map(revisionPage),
    ...jsonFiles('properties/workloads')
      .filter((file) => named(basename(file, '.json')) || named(file))
      .map((file) => workloadPage(readWorkload(file), file)),
    ...strategyNames.filter(named).map(strategyPage),
    ...storedFiles()
      .filter(({ file, name }) => named(name) || named(file))
      .map(({ file }) => findingPage(file, readStored(file))),
  ];
}

/** @throws UsageError always, naming what is near */
function unknown(name: string): never {
  const near = suggestion(name, names());
  const lists =
    '; `npm run list -- rules` shows the rules, docs/semantics.md what the words of a verdict mean';
  throw new UsageError(`nothing is called "${name}": ${near}${near.endsWith('?') ? '' : lists}`);
}

/** Everything that can be explained by its name, but for statements. */
function names(): readonly string[] {
  return [
    ...ruleIds,
    ...headlineIds,
    ...choiceIds,
    ...[...preparations, ...units].map((unit) => unit.name),
    ...driverFunctions,
    ...defects.flatMap(({ id, name }) => [id, name]),
    ...Object.keys(revisions),
    ...workloadNames(),
    ...strategyNames,
    ...storedFiles().map((stored) => stored.name),
  ];
}
