/**
 * Looks for a small set of programs whose default schedules consult every plausible answer to part F, and as many pairs
 * of them as they can, on every revision that has protected mode:
 *
 *   npx tsx properties/campaign/record-answers.ts [rows] [candidates]
 *
 * writes answer-rows.ts. Run it when the simulator, a revision or an asking workload changed so that
 * test/properties/campaign/answers.test.ts says that an answer is not consulted any more.
 *
 * A covering array cannot be computed from the answers alone: one that ends a session hides what comes later in it. So
 * profiles are drawn, run and measured, and the one that adds most is taken, again and again.
 * D. M. Cohen and others, The AETG System, IEEE Transactions on Software Engineering 23 (1997). Departure: what a row
 * covers is measured, and rows that hide what is missing are no candidates.
 */
import { writeFileSync } from 'node:fs';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { simulate } from '../../impl/simulate.ts';
import { Random } from '../explore/random.ts';
import { defaultRow, perEventRow, singleChoiceRows } from '../generate/profile.ts';
import { type RevisionName, unitsOf } from '../revision.ts';
import { askingWorkloads } from './asking-workloads.ts';
import { faultRowNames, spaceOf } from './plan.ts';
import { answerPairs, choicesReached } from './reached.ts';
import { setupOf } from './simulator-subject.ts';

const [mostRows = '64', drawn = '1200'] = process.argv.slice(2);
const revisions: readonly RevisionName[] = ['reference', 'series-2026', 'rfc-2025'];
const space = spaceOf([]);
const random = new Random(1);
const singles = singleChoiceRows();
const questionOf = (answer: string): string => answer.slice(0, answer.indexOf(' '));
const questions = [...new Set(singles.map(({ name }) => questionOf(name)))];

interface Candidate {
  readonly key: string;
  readonly reached: ReadonlySet<string>;
}

/** What the default schedules of a program come to, of each revision. */
function measure(key: string): Candidate {
  const scenario = space.program(key, 1);
  const reached = revisions.flatMap((revision) =>
    choicesReached(simulate(setupOf(unitsOf(revision), scenario), runToCompletion).events).map(
      (thing) => `${revision} ${thing}`,
    ),
  );
  return { key, reached: new Set(reached) };
}

/** Answers to many questions beside those that are wanted: seldom one that ends all sessions. */
function drawKey(wanted: readonly string[]): string {
  const given = new Set(wanted.map(questionOf));
  const density = random.pick([0.3, 0.6, 0.9]);
  const answers = questions.flatMap((question) => {
    if (given.has(question) || !random.chance(density)) return [];
    if (Object.hasOwn(perEventRow.profile, question) && random.chance(0.3)) return [`${question} = any`];
    const { name } = random.pick(singles.filter((one) => questionOf(one.name) === question));
    return name.endsWith('= never') && random.chance(0.6) ? [] : [name];
  });
  const faults = random.chance(0.15) ? [random.pick(faultRowNames)] : [];
  const row = [...wanted, ...answers, ...faults].join(' & ');
  return `${random.pick(askingWorkloads).name}, ${row === '' ? defaultRow.name : row}`;
}

const pool: Candidate[] = [];
const known = new Set<string>();
function consider(wanted: readonly string[]): void {
  const candidate = measure(drawKey(wanted));
  if ([...candidate.reached].every((thing) => known.has(thing)) && pool.length > 400) return;
  pool.push(candidate);
  for (const thing of candidate.reached) known.add(thing);
}
/** What no candidate came to yet, though each answer of it alone was met. */
function missing(of: RevisionName): readonly (readonly string[])[] {
  const met = (answer: string): boolean => known.has(`${of} choice ${answer}`);
  const alone = singles.filter(({ name }) => !met(name)).map(({ name }) => [name]);
  const pairs = answerPairs().filter(([a, b]) => met(a) && met(b) && !known.has(`${of} choices ${a} & ${b}`));
  return [...alone, ...pairs];
}
for (let i = 0; i < Number(drawn); i++) {
  const wanted = i < 200 ? [] : missing(revisions[i % revisions.length] ?? 'reference');
  consider(wanted.length === 0 ? [] : random.pick(wanted));
}

const covered = new Set<string>();
const gain = ({ reached }: Candidate): number => {
  let more = 0;
  // An answer alone is worth more than any pair.
  for (const thing of reached) if (!covered.has(thing)) more += thing.includes(' choice ') ? 100 : 1;
  return more;
};
const rows: string[] = [];
while (rows.length < Number(mostRows)) {
  const best = pool.reduce((a, b) => (gain(b) > gain(a) ? b : a));
  if (gain(best) === 0) break;
  for (const thing of best.reached) covered.add(thing);
  rows.push(best.key);
}

const count = (of: RevisionName, kind: string, among: ReadonlySet<string>): number =>
  [...among].filter((thing) => thing.startsWith(`${of} ${kind} `)).length;
for (const of of revisions) {
  const said = ['choice', 'choices'].map(
    (kind) => `${kind} ${count(of, kind, covered)} of ${count(of, kind, known)} known`,
  );
  const never = singles.filter(({ name }) => !known.has(`${of} choice ${name}`)).map(({ name }) => name);
  process.stderr.write(`${of}: ${said.join(', ')}; never: ${never.join('; ')}\n`);
}
writeFileSync(
  new URL('answer-rows.ts', import.meta.url),
  `// Made by \`npx tsx properties/campaign/record-answers.ts\`; do not edit.

/**
 * Programs, as keys of cells, whose default schedules consult the plausible answers to part F, those that add most
 * first.
 */
export const answerRows: readonly string[] = ${JSON.stringify(rows, null, 2).replaceAll('"', "'")};
`,
);
