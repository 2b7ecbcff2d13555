import { fixes } from '../../impl/driver/revisions.ts';
import { type ChoiceId, openChoices } from '../../impl/profile/choices.ts';
import { isSameCause } from '../../properties/campaign/stack.ts';
import { catalogue } from '../../properties/catalogue.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { plural } from '../../properties/plural.ts';
import { rules } from '../../properties/rules/index.ts';
import { severityOfCause } from '../../properties/severity.ts';
import { cName } from '../c-names.ts';
import { searchedWithout } from '../findings/assumptions.ts';
import { mainlineHas } from '../findings/finding.ts';
import { severityText, severityWord } from '../severity.ts';
import { contentWords, faultWords } from '../story/faults.ts';
import { keptWithText } from '../story/kept-with.ts';
import { noReturnText } from '../story/no-return.ts';
import { said } from '../story/said.ts';
import { OF_MAINLINE } from '../story/story.ts';
import { factsSection, type Item, type Page } from './page.ts';
import { productionLine } from './rulebook.ts';
import { allStored, fixesOf, knownCause, replayLine, storedSection } from './stored.ts';

/** @param file where the counterexample lies, for the lines to paste */
export function findingPage(file: string, counterexample: Counterexample): Page {
  const { rule, instance, what, revision, cure, minimal, schedule, breaking, noReturn } = counterexample;
  const decisions = plural(schedule.length, 'decision');
  const expected = manifestOf(revision.name).expected.find((e) => file.endsWith(e.counterexample));
  const cites = expected?.stated.split(', ') ?? rules.find((r) => r.id === rule)?.cite ?? [];
  const causes =
    cure === null
      ? []
      : allStored().filter((s) => isSameCause(s.counterexample.cure?.fixes ?? [], cure.fixes));
  return {
    title: `${rule} (${instance}) on ${revision.name}: ${said(what)}`,
    says: [
      `The rule: ${catalogue[rule].says}.`,
      `Severity ${severityText(severityOfCause(counterexample, []))}.`,
      ...causeSeverity(file, counterexample),
      ...productionLine(rule),
      `It breaks at ${breaking.tUs / 1000} ms, step ${breaking.step}, when ${cName(breaking.activity)} does: ${cName(breaking.operation)}.`,
      schedule.length === 0
        ? 'The default schedule shows it.'
        : `It takes a schedule of ${decisions}; how minimal: ${minimal.label}.`,
      ...(noReturn === undefined ? [] : [`${capital(noReturnText(noReturn))}.`]),
      ...(mainlineHas(counterexample) ? [`${capital(OF_MAINLINE)}.`] : []),
      ...(expected === undefined ? ['No manifest lists it.'] : []),
    ],
    sections: [
      factsSection(cites),
      { heading: 'What it needs', items: needs(counterexample) },
      {
        heading: 'What cures it',
        items: (cure?.fixes ?? []).map(
          (name): Item => [
            name,
            fixes.find((fix) => fix.unit.name === name)?.changes ?? `the driver of ${name} in its place`,
          ],
        ),
      },
      storedSection(
        'Of the same cause',
        causes.filter((s) => s.file !== file),
      ),
    ],
    tries: [
      [replayLine(file), 'runs it again and tells its story'],
      [`${replayLine(file)} --events`, 'the whole run, a line per event'],
      [`npm run explain -- ${rule}`, 'explains the rule'],
    ],
  };
}

/** How bad its cause is, where that is worse than what it shows itself, or is told by another one. */
function causeSeverity(file: string, { rule }: Counterexample): readonly string[] {
  const cause = knownCause(file);
  if (cause === undefined || cause.others.length === 0) return [];
  const { told, severity } = cause;
  const by = told.counterexample.rule === rule ? '' : `, which is told by ${told.counterexample.rule},`;
  return [`Its cause${by} is of severity ${severityWord(severity)}.`];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What must be so for it to show, beside the posted code: answers of firmware, late wake-ups, faults, fixes below. */
function needs(counterexample: Counterexample): readonly Item[] {
  const {
    needs: { choices, late },
    faults,
    secrets,
    revision,
    workload,
  } = counterexample;
  const stacked = fixesOf(revision);
  const keptWith = keptWithText(counterexample);
  return [
    ...Object.entries(choices).map(
      ([id, option]): Item => [id, `${openChoices[id as ChoiceId].question}: ${option}`],
    ),
    ...(late === 0 ? [] : [['late', plural(late, 'late wake-up')] as const]),
    ...faultWords(faults, workload.heap).map((fault): Item => ['fault', fault]),
    ...searchedWithout(counterexample).map((search): Item => ['less', search]),
    ...contentWords(secrets).map((content): Item => ['content', content]),
    ...(keptWith === null ? [] : [['answers', keptWith] as const]),
    ...(stacked.length === 0 ? [] : [['fixes', `stacked below it: ${stacked.join(', ')}`] as const]),
  ];
}
