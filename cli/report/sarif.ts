import type { Location, Log, ReportingDescriptor, Result, ThreadFlow } from 'sarif';
import { alsoBroken } from '../../properties/campaign/finding-reports.ts';
import { catalogue, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import { severityOfCause } from '../../properties/severity.ts';
import { columnOf } from '../c-names.ts';
import { severityWord } from '../severity.ts';
import { said } from '../story/said.ts';
import type { StoryParts, StoryPlace } from '../story/story.ts';
import type { StoryStep } from '../story/telling.ts';
import { type Problem, problemsOf } from './problems.ts';
import type { Renderer, ReportInput, ToldFinding } from './report.ts';
import type { SourcePlace } from './source.ts';
import { verdictOf } from './verdict.ts';

export const SARIF_SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** The base of paths into the kernel; those without a base are paths of this project. */
const KERNEL = 'KERNEL';
const PANTHOR = 'drivers/gpu/drm/panthor/';

/**
 * The report as SARIF 2.1.0, for code scanning: each finding at the simulated driver's function, with the C file,
 * function and patch that it stands for; its interleaving as thread flows, one for each activity.
 */
export const sarifReport: Renderer = (input) => `${JSON.stringify(logOf(input), null, 2)}\n`;

function logOf({ report, told }: ReportInput): Log {
  const { code, word } = verdictOf(report);
  const problems = problemsOf(report, told);
  return {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'protm-check', rules: ruleIds.map(descriptor) },
        },
        originalUriBaseIds: {
          [KERNEL]: {
            description: { text: 'A Linux source tree with the series applied that is spoken of.' },
          },
        },
        invocations: [{ executionSuccessful: !report.truncated, exitCode: code, exitCodeDescription: word }],
        columnKind: 'utf16CodeUnits',
        results: [...told.map(findingResult), ...problems.map(problemResult)],
        properties: { seed: report.seed, budget: report.budget },
      },
    ],
  };
}

function descriptor(id: RuleId): ReportingDescriptor {
  const { says, kinds } = catalogue[id];
  return {
    id,
    shortDescription: { text: says },
    help: { text: `npm run explain -- ${id}` },
    properties: { tags: kinds.map((kind) => ({ S: 'safety', L: 'liveness', B: 'bound' })[kind]) },
  };
}

function findingResult({ revision, finding, file, story, parts, source }: ToldFinding): Result {
  const { rule, cure, what, revision: stack } = finding.counterexample;
  const where = parts?.where ?? null;
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: finding.expected ? 'warning' : 'error',
    kind: 'fail',
    baselineState: finding.expected ? 'unchanged' : 'new',
    message: { text: `${parts?.headline ?? `${revision} breaks ${rule}: ${said(what)}`}\n\n${story}` },
    locations: [locationOf(source, where, file)],
    ...(where !== null && { relatedLocations: [kernelLocation(where)] }),
    ...(parts !== null && { codeFlows: [{ message: { text: parts.needs }, threadFlows: flowsOf(parts) }] }),
    partialFingerprints: { 'cause/v1': `${revision}|${rule}|${cure?.fixes.join('+') ?? 'no cure'}` },
    properties: {
      revision,
      units: stack.units,
      severity: severityWord(severityOfCause(finding.counterexample, finding.others)),
      alsoBreaks: alsoBroken(finding),
      cure: cure?.fixes ?? null,
      counterexample: file,
      ...(where !== null && {
        cFile: `${PANTHOR}${where.file}`,
        cFunction: where.function,
        patch: where.patch,
      }),
    },
  };
}

/** At our function where its source is known; else at the counterexample, which always is. */
function locationOf(source: SourcePlace | null, where: StoryPlace | null, file: string): Location {
  return {
    physicalLocation:
      source === null
        ? { artifactLocation: { uri: encodeURI(file) } }
        : { artifactLocation: { uri: encodeURI(source.file) }, region: { startLine: source.line } },
    ...(where !== null && { logicalLocations: [logical(where)] }),
  };
}

function logical({ file, function: name }: StoryPlace): {
  name: string;
  fullyQualifiedName: string;
  kind: string;
} {
  return { name, fullyQualifiedName: `${file}:${name}`, kind: 'function' };
}

function kernelLocation(where: StoryPlace): Location {
  return {
    id: 1,
    physicalLocation: { artifactLocation: { uri: `${PANTHOR}${where.file}`, uriBaseId: KERNEL } },
    logicalLocations: [logical(where)],
    message: { text: `noticed at ${where.function}(), ${where.patch}` },
  };
}

/** One flow for each activity; the execution order numbers the steps across them. */
function flowsOf({ steps }: StoryParts): ThreadFlow[] {
  const keys = [...new Set(steps.map(({ column }) => column.key))];
  return keys.map((key) => ({
    id: key,
    message: { text: titleOf(key, steps) },
    locations: steps.flatMap((step, i) =>
      step.column.key === key
        ? [
            {
              location: {
                message: { text: `${step.tUs / 1000} ms: ${step.text}` },
                logicalLocations: [{ name: step.column.title, kind: 'thread' }],
              },
              executionOrder: i + 1,
              importance: step.broken ? ('essential' as const) : ('important' as const),
            },
          ]
        : [],
    ),
  }));
}

function titleOf(key: string, steps: readonly StoryStep[]): string {
  return steps.find((step) => step.column.key === key)?.column.title ?? columnOf(key).title;
}

function problemResult({ level, about, on, word, why, file }: Problem): Result {
  const rule = ruleIds.find((id) => id === about);
  return {
    ...(rule === undefined ? { ruleId: word } : { ruleId: rule, ruleIndex: ruleIds.indexOf(rule) }),
    level,
    kind: 'fail',
    message: { text: `${about} on ${on}: ${word}: ${why}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) } } }],
    partialFingerprints: { 'cause/v1': `${on}|${about}|${word}` },
  };
}
