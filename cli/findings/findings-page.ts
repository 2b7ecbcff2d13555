import { type ChoiceId, choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { isShown } from '../../properties/campaign/controlled.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { plural } from '../../properties/plural.ts';
import { severities } from '../../properties/severity.ts';
import { productionLine } from '../explain/rulebook.ts';
import { statementOf } from '../explain/statements.ts';
import { fixesOf } from '../explain/stored.ts';
import { severityText, severityWord } from '../severity.ts';
import { keptWithText } from '../story/kept-with.ts';
import { noReturnText } from '../story/no-return.ts';
import { said } from '../story/said.ts';
import { assumes, searchedWithout } from './assumptions.ts';
import {
  isOfMainline,
  type KnownFinding,
  knownFindings,
  messageIds,
  type Stored,
  toldRevisions,
} from './finding.ts';
import { code, link, para, table } from './page.ts';
import { questionsOf } from './questions.ts';

/** docs/findings.md: what is stored, a section for each cause, then what to ask, then what is not modelled. */
export function findingsPage(): string {
  const findings = knownFindings();
  const numbers = new Map(findings.map((finding, i) => [finding, i + 1]));
  const blocks = [
    head,
    ...toldRevisions.map((revision) => summary(revision, findings, numbers)),
    '## What each word says',
    table(['severity', 'of a finding that breaks a rule of this kind'], Object.entries(severities)),
    words,
    ...findings.flatMap((finding) => section(finding, numbers.get(finding) ?? 0)),
    ...questions(findings, numbers),
    ...notModelled(),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const head = `# What was found

${para(`Made from \`counterexamples/\` by \`npx tsx cli/findings/write.ts\`; do not edit. A finding is one cause: everything that the same smallest set of fixes removes. It is told by its smallest counterexample, and \`npm run replay -- FILE\` runs that again. The worst come first, then what assumes the least; last what mainline breaks too without the patches. After a change of the simulated driver, in this order:`)}

\`\`\`
npx tsx properties/manifests/record-campaign.ts series-2026 --seeds 1-12   # search, shrink, cure and go on; likewise rfc-2025
npx tsx properties/manifests/record-facts.ts                  # fewest assumptions, points of no return
npx tsx properties/manifests/record-cures.ts                  # which fixes cure what, and which are enough
npm run replay -- --store counterexamples/                    # tell the stories anew
npx tsx cli/findings/write.ts                                 # this page and reference-driver.md
DEEP=1 npx vitest run test/properties/counterexample/facts.test.ts test/properties/cure-table.test.ts   # all of it again
\`\`\``;

const words = para(
  '*Assumes* names what must be so beside the posted code: answers to questions that part F of protocol.md leaves open, faults, wake-ups that come late. With each smaller set of assumptions a new search was done, of the program and of all workloads; where it found the same cause, that is what is told. A *point of no return* is the last decision of the run from which another schedule, with the same answers and no wake-up that is later, still keeps the rule: *proven* where every continuation after it was run, or every one with as few delays as it says, *no escape* where as many were as it says.',
);

function summary(
  revision: string,
  findings: readonly KnownFinding[],
  numbers: ReadonlyMap<KnownFinding, number>,
): string {
  const own = findings.filter((finding) => finding.revision === revision);
  const files = own.reduce((sum, { others }) => sum + 1 + others.length, 0);
  const rows = own.map((finding) => [
    String(numbers.get(finding)),
    `${severityWord(finding.severity)}${finding.ofMainline ? '; mainline too' : ''}`,
    `[${finding.told.counterexample.rule}](#${anchor(finding, numbers.get(finding) ?? 0)})`,
    String(finding.rules.length),
    finding.cure.map(code).join(' + '),
    assumes(finding.told.counterexample).join(', ') || 'nothing',
  ]);
  return [
    `## ${revision}`,
    para(
      `${plural(own.length, 'finding')}, ${plural(files, 'counterexample')}. The patches: message-id \`${messageIds[revision]}\`.`,
    ),
    table(['', 'severity', 'told by', 'rules broken', 'cure', 'assumes'], rows),
  ].join('\n\n');
}

function section(finding: KnownFinding, number: number): readonly string[] {
  const { revision, cure, told, others } = finding;
  const { counterexample: c, file, stated } = told;
  const keptWith = keptWithText(c);
  const facts: readonly (readonly [string, string])[] = [
    ['severity', severityText(finding.severity)],
    ['rule', `${c.rule}: ${catalogue[c.rule].says}. ${productionLine(c.rule).join(' ')}`.trim()],
    ['assumes', assumptionText(c)],
    ...(keptWith === null ? [] : [['answers', keptWith] as const]),
    ...(c.noReturn === undefined ? [] : [['no return', noReturnText(c.noReturn)] as const]),
    ['cure', `${cure.map(code).join(' + ')}, ${c.cure === null ? 'not tried' : cureText(c.cure)}`],
    ['counterexample', link(file)],
    ...(finding.ofMainline
      ? [
          [
            'mainline',
            'breaks the rule too, under this schedule: the defect is not of these patches',
          ] as const,
        ]
      : []),
    ['posted', `message-id \`${messageIds[revision]}\`${patchOf(c)}`],
  ];
  return [
    `### ${title(finding, number)}`,
    `${said(c.what)}.`,
    facts.map(([name, text]) => `- **${name}**: ${text}`).join('\n'),
    statements(stated.split(', ')),
    ...(others.length === 0
      ? []
      : [`The same cause, told by other rules:\n\n${others.map(other).join('\n')}`]),
    `\`\`\`\n${c.story.join('\n')}\n\`\`\``,
  ];
}

function other({ file, counterexample }: Stored): string {
  const needs = assumes(counterexample);
  const told = [
    said(counterexample.what),
    ...(needs.length === 0 ? [] : [`assumes ${needs.join(', ')}`]),
    ...(isOfMainline(counterexample) ? ['mainline breaks it too: the defect is not of these patches'] : []),
  ];
  return `- ${link(file)}: ${told.join('; ')}`;
}

const title = ({ revision, told, cure }: KnownFinding, number: number): string =>
  `${number}. ${told.counterexample.rule} on ${revision}, cured by ${cure.join(' + ')}`;

/** The anchor that forges make of a heading. */
const anchor = (finding: KnownFinding, number: number): string =>
  title(finding, number)
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

function statements(cites: readonly string[]): string {
  return ['It follows from', ...cites.map((cite) => `- ${cite}: ${statementOf(cite) ?? 'protocol.md'}`)].join(
    '\n',
  );
}

function assumptionText(c: Counterexample): string {
  const named =
    assumes(c).join(', ') || 'nothing beside the posted code: no open answer, no fault, no late wake-up';
  const below = fixesOf(c.revision);
  return [
    named,
    ...searchedWithout(c),
    ...(below.length === 0 ? [] : [`shown with other causes cured below it: ${below.map(code).join(', ')}`]),
  ].join('; ');
}

function patchOf({ story }: Counterexample): string {
  const place = /^(\S+\.c \S+\(\)), (\S+)$/.exec(story.at(-1) ?? '');
  return place === null
    ? ''
    : `; it breaks in \`${place[1]}\`, ${place[2] === 'mainline' ? 'as in mainline' : `patch ${place[2]}`}`;
}

function cureText({ rerun, control }: NonNullable<Counterexample['cure']>): string {
  const kept =
    rerun === 1 ? '1 execution run again keeps the rule' : `${rerun} executions run again keep the rule`;
  if (control === undefined) return `with which ${kept}`;
  const { executions, broke, of } = control;
  const near = `${executions} near its schedule; with a placebo, which only takes longer, ${broke} of ${of} break it`;
  return `with which ${kept}, and so do ${near}${isShown(control) ? '' : ': that it is no matter of time is not shown'}`;
}

function questions(
  findings: readonly KnownFinding[],
  numbers: ReadonlyMap<KnownFinding, number>,
): readonly string[] {
  const rows = questionsOf(findings).map(
    ({ id, question, usual, answers, shows, vanishes, decides, besides }) => [
      id,
      `${question}?`,
      usual,
      shows.length === 0 ? '' : `${shows.map((f) => numbers.get(f)).join(', ')} (${answers.join('; ')})`,
      vanishes.map(({ finding, options }) => `${numbers.get(finding)} (${options.join('; ')})`).join(', '),
      decides.map((f) => decidesCell(id, f, numbers.get(f) ?? 0)).join('; '),
      besides === 0 ? '' : String(besides),
    ],
  );
  return [
    "## Questions for the firmware's owners",
    para(
      'Ordered by how many findings hang on the answer: those that show only if it is another than what is assumed by default, and those that were not found any more when their program was run again with another plausible one. Then those that are as bad as they are said to be only with another answer, with the rule that then breaks. Last, counterexamples of further findings that show with another answer than the default only.',
    ),
    table(
      ['', 'question', 'assumed', 'shows only with', 'vanishes with', 'decides how bad', 'besides'],
      rows,
    ),
  ];
}

/** A finding and the rules that make it worse with an answer: `1 (content, by EXACTLY-ONCE)`. */
function decidesCell(id: ChoiceId, { severity: { severity, by } }: KnownFinding, number: number): string {
  const rules = by.filter(({ needs }) => Object.hasOwn(needs.needs.choices, id)).map(({ rule }) => rule);
  return `${number} (${severity}, by ${rules.join(', ')})`;
}

function notModelled(): readonly string[] {
  const rules = ruleIds.filter((rule) => catalogue[rule].status === 'notYet');
  const choices = choiceIds.filter((id) => !openChoices[id].carried);
  const only = ruleIds.filter((rule) => catalogue[rule].status === 'modelOnly');
  return [
    '## What is not modelled',
    para('What no finding can be about, so that silence about it says nothing.'),
    [
      '- memory ordering weaker than a late JOB_INT_CLEAR: other posted writes, store buffers, missing barriers (`docs/semantics.md`)',
      '- caches of the CPU, and of those of the GPU more than flushes show',
      '- the instructions of shaders and what they compute, and where buffers stand in user VMs',
      '- performance counters beyond which work a sample has counted: no driver here asks for one',
      '- time as a channel: `NO-LEAK` compares values, errors and order',
      '- the inside of the trusted firmware that hands out protected memory, and other devices on the bus',
      '- the memory allocator beyond whether an allocation reclaims, and the scheduler of the host: who is runnable may run next, and how late a wake-up may come is an assumption with a number',
      '- statements of the protocol that are left out, each with the reason: `docs/fidelity.md`',
      ...(rules.length === 0 ? [] : [`- rules that are not yet stated: ${rules.join(', ')}`]),
      ...(only.length === 0
        ? []
        : [`- rules that are judged on the reference model only, not on runs: ${only.join(', ')}`]),
      ...(choices.length === 0
        ? []
        : [
            `- open questions that no run consults: ${choices.map((id) => `${id} (${openChoices[id].question})`).join('; ')}`,
          ]),
    ].join('\n'),
  ];
}
