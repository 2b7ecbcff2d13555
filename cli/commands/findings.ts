import { basename } from 'node:path';
import { plural } from '../../properties/plural.ts';
import { type Severity, severities, severityNames } from '../../properties/severity.ts';
import type { Command } from '../command.ts';
import { PAGE_WIDTH } from '../explain/page.ts';
import { replayLine } from '../explain/stored.ts';
import { assumes } from '../findings/assumptions.ts';
import { type KnownFinding, knownFindings, messageIds, toldRevisions } from '../findings/finding.ts';
import { questionsOf } from '../findings/questions.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { columns, commandLines, wrapText } from '../report/table.ts';
import { severityJson, severityWord } from '../severity.ts';
import { noReturnText } from '../story/no-return.ts';
import { said } from '../story/said.ts';

export const findings: Command = {
  name: 'findings',
  says: 'what is known to break, a row for each cause, the worst first; and what to ask the owners of the firmware',
  operands: '[REVISION]',
  options: {
    severity: {
      type: 'string',
      value: severityNames.join('|'),
      says: 'only findings of this severity',
    },
    json: { type: 'boolean', says: 'as JSON: findings and questions' },
  },
  examples: [
    ['npm run findings', 'all that is stored of the series and of the RFC'],
    ['npm run findings -- series-2026', 'of the series only'],
    ['npm run -s findings -- --json', 'the same for another program'],
  ],
  async run(args, io) {
    const [revision, ...rest] = args.operands;
    if (rest.length > 0) throw new UsageError(`findings takes one revision, not also "${rest[0]}"`);
    if (revision !== undefined && !toldRevisions.includes(revision)) {
      throw new UsageError(`no findings are kept of "${revision}": ${suggestion(revision, toldRevisions)}`);
    }
    const severity = args.text('severity') === null ? null : args.oneOf('severity', severityNames, 'content');
    const found = knownFindings(revision === undefined ? toldRevisions : [revision]).filter(
      (finding) => severity === null || finding.severity.severity === severity,
    );
    io.out(args.flag('json') ? `${JSON.stringify(asJson(found), null, 2)}\n` : asText(found));
    return 0;
  },
};

function asText(found: readonly KnownFinding[]): string {
  const blocks = severityNames.flatMap((severity) => {
    const own = found.filter((finding) => finding.severity.severity === severity);
    return own.length === 0 ? [] : [heading(severity), ...own.map(findingText)];
  });
  const asked = questionsOf(found).map(({ id, question, usual, findings: hanging, decides, besides }) => [
    id,
    [
      plural(hanging.length, 'finding'),
      ...(decides.length === 0 ? [] : [`how bad ${decides.length} ${decides.length === 1 ? 'is' : 'are'}`]),
      ...(besides === 0 ? [] : [`${besides} besides`]),
    ].join(', '),
    `${question}? assumed: ${usual}`,
  ]);
  return [
    ...blocks,
    ...(asked.length === 0 ? [] : [`Questions for the firmware's owners\n${columns(asked, '  ')}`]),
    'Next: `npm run explain -- NAME` says more of one, `npm run replay -- FILE` runs it again; docs/findings.md has all stories\n',
  ].join('\n');
}

const heading = (severity: Severity): string =>
  `${wrapText(`${severity}: ${severities[severity]}`, PAGE_WIDTH).join('\n')}\n`;

function findingText({ revision, severity, told, rules, cure }: KnownFinding): string {
  const { counterexample, file } = told;
  const others = rules.filter((rule) => rule !== counterexample.rule);
  const needs = assumes(counterexample).join(', ') || 'nothing beside the posted code';
  const lines = [
    `    ${said(counterexample.what)}`,
    ...(severity.by.length === 0 ? [] : [`    as bad as ${severityWord(severity)}`]),
    ...(others.length === 0 ? [] : [`    also breaks ${others.join(', ')}`]),
    `    assumes ${needs}; cured by ${cure.join(' + ')}`,
    ...(counterexample.noReturn === undefined ? [] : [`    ${noReturnText(counterexample.noReturn)}`]),
  ];
  const name = `  ${basename(file, '.json')} on ${revision}`;
  return `${[
    ...[name, ...lines].flatMap((line) => wrapText(line, PAGE_WIDTH)),
    ...commandLines(`    ${replayLine(`counterexamples/${file}`)}`, PAGE_WIDTH),
  ].join('\n')}\n`;
}

function asJson(found: readonly KnownFinding[]): unknown {
  return {
    version: 1,
    findings: found.map(({ revision, severity, rules, cure, told, others }) => {
      const { rule, instance, what, needs, faults, noReturn, minimal } = told.counterexample;
      return {
        name: basename(told.file, '.json'),
        revision,
        messageId: messageIds[revision],
        severity: severity.severity,
        severityBy: severityJson(severity),
        rule,
        instance,
        what: said(what),
        breaks: rules,
        stated: told.stated.split(', '),
        needs,
        faults,
        minimal: minimal.label,
        noReturn: noReturn ?? null,
        cure,
        counterexample: `counterexamples/${told.file}`,
        others: others.map(({ file }) => `counterexamples/${file}`),
      };
    }),
    questions: questionsOf(found).map(
      ({ id, question, usual, shows, vanishes, answers, findings, decides, besides }) => ({
        id,
        question,
        default: usual,
        findings: findings.map(nameOf),
        showsOnlyWith: { answers, findings: shows.map(nameOf) },
        vanishesWith: vanishes.map(({ finding, options }) => ({
          finding: nameOf(finding),
          answers: options,
        })),
        decidesHowBad: decides.map(nameOf),
        counterexamplesBesides: besides,
      }),
    ),
  };
}

const nameOf = ({ told }: KnownFinding): string => basename(told.file, '.json');
