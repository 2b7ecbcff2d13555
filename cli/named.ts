import { basename } from 'node:path';
import { defectiveName, defects } from '../impl/driver/defects/index.ts';
import { fixes, revisionNamed, revisions, withFixes } from '../impl/driver/revisions.ts';
import { StackError } from '../impl/driver/unit.ts';
import { type ChoiceId, choiceIds, openChoices, optionsOf, type Profile } from '../impl/profile/choices.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { catalogue, type HeadlineId, headlines, type RuleId, ruleIds } from '../properties/catalogue.ts';
import { strategyNames } from '../properties/explore/strategies.ts';
import type { RevisionName } from '../properties/revision.ts';
import type { OptionSpec } from './args.ts';
import { jsonFiles } from './files.ts';
import { UsageError } from './io.ts';
import { suggestion } from './nearest.ts';
import { readWorkload } from './workload-file.ts';

/** The revisions that have a name of their own. */
export const revisionNames = Object.keys(revisions) as readonly (keyof typeof revisions)[];

/** A revision by its name. Throws `UsageError` naming the nearest, or why fixes do not stack. */
export function revisionOption(name: string): RevisionName {
  if (isRevision(name)) return name;
  const [base = '', ...parts] = name.split('+');
  const known = revisionNames.find((revision) => revision === base);
  if (parts.length === 0 || known === undefined) {
    throw new UsageError(`no revision "${name}": ${suggestion(base, revisionNames)}`);
  }
  if (known === 'reference') {
    const ids = defects.map(({ id }) => defectiveName(id));
    throw new UsageError(`no revision "${name}": ${suggestion(name, ids, 'npm run list -- defects')}`);
  }
  const unknown = parts.find((part) => !fixNames.includes(part));
  if (unknown !== undefined) {
    throw new UsageError(`no fix "${unknown}": ${suggestion(unknown, fixNames, 'npm run list -- units')}`);
  }
  throw new UsageError(`no revision "${name}": ${whyNot(known, parts)}`);
}

const fixNames = fixes.map((fix) => fix.unit.name);

function whyNot(base: (typeof revisionNames)[number], parts: readonly string[]): string {
  try {
    withFixes(base, parts);
  } catch (error) {
    if (error instanceof StackError) return error.message.replace(/^[^:]*: /, '');
    throw error;
  }
  throw new Error(`${base} stacks with ${parts.join(', ')}`);
}

export function isRevision(name: string): name is RevisionName {
  return revisionNamed(name) !== null;
}

/** The names of the stored workloads. */
export const workloadNames = (): readonly string[] =>
  jsonFiles('properties/workloads').map((file) => basename(file, '.json'));

/** A workload by the name of a stored one, or by its file. Throws `UsageError`. */
export function workloadOption(name: string): Workload {
  const stored = jsonFiles('properties/workloads').find((file) => basename(file, '.json') === name);
  return readWorkload(stored ?? name);
}

/** The name of a strategy; case and quotes of a shell do not matter. Throws `UsageError` naming the nearest. */
export function strategyOption(name: string): string {
  const found = strategyNames.find((known) => known.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(
    `no strategy "${name}": ${suggestion(name, strategyNames, 'npm run list -- strategies')}`,
  );
}

/** The rules of a name: one, or all of a headline. Throws `UsageError` naming the nearest. */
export function ruleOption(name: string): readonly RuleId[] {
  const rules = ruleIds.filter(
    (id) => id === name || (catalogue[id].partOf ?? []).includes(name as HeadlineId),
  );
  const carried = rules.filter((id) => catalogue[id].status === 'carried');
  if (carried.length > 0) return carried;
  if (rules.length > 0) {
    throw new UsageError(
      `no run is judged by ${name}: \`npm run explain -- ${name}\` says where it is stated`,
    );
  }
  const names = [...ruleIds, ...Object.keys(headlines)];
  throw new UsageError(`no rule "${name}": ${suggestion(name, names, 'npm run list -- rules')}`);
}

/** Answers to open questions, each as `F04=never`. Throws `UsageError` naming what can be answered. */
export function profileOption(answers: readonly string[]): Profile {
  const entries = answers.map((answer) => {
    const [name = '', ...rest] = answer.split('=');
    const option = rest.join('=').trim();
    const id = choiceIds.find((known) => known === name.trim());
    if (id === undefined) {
      throw new UsageError(
        `--choice knows no "${name}": ${suggestion(name, choiceIds, 'npm run list -- choices')}`,
      );
    }
    return [id, optionOf(id, option)] as const;
  });
  return Object.fromEntries(entries);
}

function optionOf(id: ChoiceId, option: string): string {
  const row = openChoices[id];
  const options = [...optionsOf(row), ...(row.perEvent ? ['any'] : [])];
  if (options.includes(option)) return option;
  throw new UsageError(
    option === ''
      ? `--choice takes a question and its answer, ${id}=${options.at(-1)}; there are: ${options.join(', ')}`
      : `${id} has no answer "${option}": ${suggestion(option, options)}`,
  );
}

/** The option that names what judges; its values are for `ruleOption`. */
export const judgedBy = {
  type: 'string',
  value: 'ID',
  words: () => [...Object.keys(headlines), ...ruleIds],
  multiple: true,
  says: 'judge by this rule, or this headline, only; may be given more than once',
} as const satisfies OptionSpec;

/** The option that answers open questions; its values are for `profileOption`. */
export const answeredBy = {
  type: 'string',
  value: 'ID=ANSWER',
  words: () => choiceIds.flatMap((id) => optionsOf(openChoices[id]).map((option) => `${id}=${option}`)),
  multiple: true,
  says: 'an answer to a question that firmware leaves open (list choices); may be given more than once',
} as const satisfies OptionSpec;
