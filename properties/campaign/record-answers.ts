/**
 * Looks for executions that consult every plausible answer to part F, and every two of them, on every revision that has
 * protected mode:
 *
 *   npx tsx properties/campaign/record-answers.ts [seconds] [seed] [revision]
 *
 * measures what is recorded, draws candidates for so much processor time, for one revision or in turn for all, and writes
 * answer-rows.ts anew. Run it when the simulator, a revision or an asking workload changed so that
 * test/properties/campaign/answers.test.ts says that an answer is not consulted any more. What is recorded for the reference
 * and for the deep search stays; of a posted revision that is searched what adds most is taken, recorded or drawn.
 *
 * A covering array cannot be computed from the answers alone: one that ends a session hides what comes later in it. So
 * profiles are drawn, run and measured, and the one that adds most is taken, again and again.
 * D. M. Cohen and others, The AETG System, IEEE Transactions on Software Engineering 23 (1997). Departure: what a row
 * covers is measured, and rows that hide what is missing are no candidates.
 */
import { withChosen } from '../explore/choices.ts';
import { Random } from '../explore/random.ts';
import { mixture } from '../explore/strategies.ts';
import { runToCompletion } from '../explore/strategy.ts';
import { defaultRow, perEventRow, singleChoiceRows } from '../generate/profile.ts';
import { type RevisionName, unitsOf } from '../revision.ts';
import { writeSource } from '../write-source.ts';
import { deepRows, postedRows, usualRows } from './answer-rows.ts';
import { asksOf, type PhaseName, phasedName, phaseNames } from './asking-phases.ts';
import { askingWorkloads } from './asking-workloads.ts';
import { coveringRows, type Measured } from './covering-rows.ts';
import { type AskingCell, faultRowNames } from './plan.ts';
import { askableOf } from './reachable.ts';
import { questionOf } from './reached.ts';
import { runCell } from './run-cell.ts';
import { simulatorSubject } from './simulator-subject.ts';

const [seconds = '600', seed = '1', only = ''] = process.argv.slice(2);
const revisions: readonly RevisionName[] = ['reference', 'series-2026', 'rfc-2025'];
/** Those for which executions are drawn, and on which they are measured. */
const searched = revisions.filter((revision) => only === '' || revision === only);
if (searched.length === 0) throw new Error(`${only} is none of ${revisions.join(', ')}`);
const subject = simulatorSubject([]);
const random = new Random(Number(seed));
const singles = singleChoiceRows();
const questions = [...new Set(singles.map(({ name }) => questionOf(name)))];

type Candidate = AskingCell & Measured;

/** What an execution comes to, of a revision. */
function measure(asking: AskingCell, revision: RevisionName): readonly string[] {
  const { reached, consulted } = runCell(subject, unitsOf(revision), { ...asking, count: 1 }, []);
  return [
    ...Object.keys(reached).filter((thing) => thing.startsWith('choice')),
    ...consulted.map((id) => `asks ${id}`),
  ].map((thing) => `${revision} ${thing}`);
}

/** The phases that come to a question on a revision: alone, or after one that ends with groups on slots. */
function phasesAsking(of: RevisionName): ReadonlyMap<string, readonly PhaseName[]> {
  const asking = new Map<string, Set<PhaseName>>();
  for (const name of phaseNames) {
    const asks = new Set(asksOf(name));
    for (const [row, ...names] of [
      [defaultRow.name, name],
      ['F01 = never acknowledged', 'warm', name],
      ['F02 = deferred until answered', 'cool', name],
    ] as const) {
      for (const strategy of [runToCompletion.name, mixture.name]) {
        const program = `${phasedName(names)}, ${row}`;
        const { consulted } = runCell(subject, unitsOf(of), { strategy, program, from: 1, count: 2 }, []);
        for (const id of consulted) asks.add(id);
      }
    }
    for (const id of asks) asking.set(id, (asking.get(id) ?? new Set()).add(name));
  }
  return new Map([...asking].map(([id, names]) => [id, [...names]]));
}
const phasesOf = new Map(searched.map((of) => [of, phasesAsking(of)]));

/** An execution that is to come to what is wanted: drawn, or one that came to a part of it, with the rest beside. */
function drawCell(of: RevisionName, wanted: readonly string[]): AskingCell {
  if (wanted.length === 0) return drawAnew(wanted);
  const asked = wanted.map((one) => `${of} asks ${questionOf(one)}`);
  const both = pool.filter(({ reached }) => asked.every((thing) => reached.has(thing)));
  if (both.length > 0 && random.chance(0.3)) return drawNear(random.pick(both), wanted);
  const near = random.pick(wanted);
  const met = pool.filter(({ reached }) => reached.has(`${of} choice ${near}`));
  if (met.length > 0 && random.chance(0.3)) return drawNear(random.pick(met), wanted);
  const phased = met.filter(({ program }) => program.startsWith(phasedName([])));
  if (phased.length > 0 && random.chance(0.3)) return drawJoined(of, random.pick(phased), wanted);
  return random.chance(0.95) ? drawPhased(of, wanted) : drawAnew(wanted);
}

/** The phases of another execution, and one that asks what is wanted beside. */
function drawJoined(of: RevisionName, other: Candidate, wanted: readonly string[]): AskingCell {
  const { strategy, program, from } = drawNear(other, wanted);
  const comma = program.indexOf(', ');
  const names = program.slice(phasedName([]).length, comma).split(' ');
  for (const question of wanted.map(questionOf)) {
    const asking = phasesOf.get(of)?.get(question) ?? [];
    if (asking.length === 0 || asking.some((name) => names.includes(name))) continue;
    names.splice(random.below(names.length + 1), 0, random.pick(asking));
  }
  return { strategy, program: `${phasedName(names as PhaseName[])}${program.slice(comma)}`, from };
}

/**
 * Phases that ask what is wanted, in some order, others between them. An answer after which nothing comes is open per
 * event, and taken for one event only.
 */
function drawPhased(of: RevisionName, wanted: readonly string[]): AskingCell {
  const asked = wanted.map(questionOf);
  const names = asked.flatMap((question) => {
    const asking = phasesOf.get(of)?.get(question) ?? [];
    return asking.length === 0 ? [] : [random.pick(asking)];
  });
  while (names.length === 0 || random.chance(0.4)) names.push(random.pick(phaseNames));
  // On the reference, an MMU command meets a switch where an entry hangs and is given up.
  const hangs = asked.includes('F16') && !wanted.includes('F04 = never');
  const once = [...wanted.filter((one) => /^F0[47] /.test(one)), ...(hangs ? ['F04 = never'] : [])];
  const oneEvent = once.some((one) => one.endsWith('= never'));
  const answers = new Map(wanted.map((one) => [questionOf(one), one]));
  for (const one of oneEvent ? once : []) answers.set(questionOf(one), `${questionOf(one)} = any`);
  // A group is resumed from what was saved at an entry where the firmware cannot save it any more.
  if (asked.includes('F08d') && !answers.has('F18b')) answers.set('F18b', 'F18b = dead');
  if (random.chance(0.6)) {
    for (const { name } of singles) {
      const question = questionOf(name);
      if (!answers.has(question) && !name.endsWith('= never') && question !== 'F27' && random.chance(0.15))
        answers.set(question, name);
    }
  }
  const faults =
    asked.some((id) => id === 'F20' || id === 'F34') && random.chance(0.5) ? ['a GPU at 1 GHz'] : [];
  const order = [...names]
    .map((name) => [random.below(1_000), name] as const)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
  // The series goes in circles where a tick sends an ENTER that nobody asked for: groups are to stand on slots before.
  const warm = of === 'series-2026' && random.chance(0.6);
  if (warm && !answers.has('F01') && random.chance(0.3)) answers.set('F01', 'F01 = never acknowledged');
  // It goes in circles too where an exit is not answered before the next ENTER.
  if (warm && !answers.has('F02')) answers.set('F02', 'F02 = deferred until answered');
  const first = warm ? [firstPhase(answers.get('F01'))] : [];
  const all = [...first, ...order, ...(oneEvent ? (['plain'] as const) : [])];
  const program = `${phasedName(all)}, ${[...answers.values(), ...faults].join(' & ')}`;
  const races =
    asked.some((id) => id === 'F10' || id === 'F15') || (!oneEvent && random.chance(warm ? 0.9 : 0.5));
  let nth = 0;
  const chosen = new Map(
    oneEvent
      ? once.map((one) => {
          nth += 1 + random.below(5);
          return [nth, one.slice(one.indexOf('= ') + 2)] as const;
        })
      : [],
  );
  const { name: strategy } = withChosen(races ? mixture : runToCompletion, chosen);
  return { strategy, program, from: races ? 1 + random.below(5_000) : 1 };
}

/** The phase after which groups stand on slots, by the answer to an ENTER with nobody let in. */
function firstPhase(answer = ''): PhaseName {
  if (answer === 'F01 = never acknowledged') return 'warm';
  return answer === 'F01 = acknowledged and ignored' ? 'tepid' : 'cool';
}

/** Some of what another execution answered stands in the way of the rest. */
function drawNear({ strategy, program, from }: Candidate, wanted: readonly string[]): AskingCell {
  const given = new Set(wanted.map(questionOf));
  const comma = program.indexOf(', ');
  const [workload, row] = [program.slice(0, comma), program.slice(comma + 2)];
  const kept = random.pick([0, 0.1, 0.5, 0.9, 1]);
  const parts = row
    .split(' & ')
    .filter((part) => part !== defaultRow.name && !given.has(questionOf(part)))
    .filter((part) => faultRowNames.includes(part) || random.chance(kept));
  const again = { strategy, program: `${workload}, ${[...wanted, ...parts].join(' & ')}`, from };
  return random.chance(0.7) ? again : { ...again, strategy: mixture.name, from: 1 + random.below(1_000) };
}

/** Answers to many questions beside those that are wanted: seldom one that ends all sessions. */
function drawAnew(wanted: readonly string[]): AskingCell {
  const given = new Set(wanted.map(questionOf));
  const density = random.pick([0, 0.15, 0.3, 0.6, 0.9]);
  const answers = questions.flatMap((question) => {
    if (given.has(question) || !random.chance(density)) return [];
    if (Object.hasOwn(perEventRow.profile, question) && random.chance(0.3)) return [`${question} = any`];
    const { name } = random.pick(singles.filter((one) => questionOf(one.name) === question));
    return name.endsWith('= never') && random.chance(0.6) ? [] : [name];
  });
  const faults = random.chance(0.15) ? [random.pick(faultRowNames)] : [];
  const row = [...wanted, ...answers, ...faults].join(' & ');
  const program = `${random.pick(askingWorkloads).name}, ${row === '' ? defaultRow.name : row}`;
  // Some questions are asked in a race only.
  if (random.chance(0.7)) return { strategy: runToCompletion.name, program, from: 1 };
  return { strategy: mixture.name, program, from: 1 + random.below(1_000) };
}

const pool: Candidate[] = [];
const known = new Set<string>();
/** @param first the revision that it is meant for: what adds nothing there is no candidate */
function consider(asking: AskingCell, first: RevisionName): void {
  const mine = measure(asking, first);
  if (mine.every((thing) => known.has(thing))) return;
  keep(asking, mine, first);
}
function keep(asking: AskingCell, mine: readonly string[], first: RevisionName): void {
  const others = searched.filter((revision) => revision !== first);
  const reached = new Set([...mine, ...others.flatMap((revision) => measure(asking, revision))]);
  pool.push({ ...asking, reached });
  for (const thing of reached) known.add(thing);
}
/** What no candidate came to yet, though each answer of it alone was met. */
function missing(of: RevisionName): readonly (readonly string[])[] {
  const met = (answer: string): boolean => known.has(`${of} choice ${answer}`);
  const alone = singles.filter(({ name }) => !met(name)).map(({ name }) => [name]);
  const pairs = askableOf(of).pairs.filter(
    ([a, b]) => met(a) && met(b) && !known.has(`${of} choices ${a} & ${b}`),
  );
  return [...alone, ...pairs];
}
const [firstSearched = 'reference'] = searched;
const plain = askingWorkloads.map(({ name }): AskingCell => {
  return { strategy: runToCompletion.name, program: `${name}, ${defaultRow.name}`, from: 1 };
});
// What was recorded before is where the search goes on from.
for (const asking of [...plain, ...usualRows, ...Object.values(postedRows).flat(), ...deepRows])
  keep(asking, measure(asking, firstSearched), firstSearched);
process.stderr.write(`${pool.length} executions measured on ${searched.join(', ')}\n`);
const measured = process.cpuUsage();
for (let i = 0; process.cpuUsage(measured).user < 1e6 * Number(seconds); i++) {
  const of = searched[i % searched.length] ?? 'reference';
  const all = missing(of);
  consider(drawCell(of, all.length === 0 ? [] : wantedOf(all)), of);
}

/** Two answers that were not met together, and sometimes more that were not met with one of them. */
function wantedOf(all: readonly (readonly string[])[]): readonly string[] {
  const wanted = [...random.pick(all)];
  const more = all.filter((pair) => pair.some((one) => wanted.includes(one))).flat();
  for (const one of more) {
    const free = wanted.every((other) => questionOf(other) !== questionOf(one));
    if (free && !one.endsWith(' never') && random.chance(0.8 / more.length)) wanted.push(one);
  }
  return wanted;
}

const askable = new Set(
  revisions.flatMap((of) => {
    const { answers, pairs } = askableOf(of);
    return [
      ...answers.map((answer) => `${of} choice ${answer}`),
      ...pairs.map(([a, b]) => `${of} choices ${a} & ${b}`),
    ];
  }),
);
const rowText = ({ strategy, program, from }: AskingCell): string => [strategy, program, from].join(' | ');
const isOf = (of: RevisionName, thing: string): boolean => thing.startsWith(`${of} `) && askable.has(thing);

/**
 * Those that a default search of a revision takes in any case, and the candidates that add most to them.
 *
 * @returns the latter
 */
function rowsOf(of: RevisionName, anyway: readonly AskingCell[]): readonly AskingCell[] {
  const run = new Set(anyway.map(rowText));
  const isRun = (one: Candidate): boolean =>
    one.program.endsWith(`, ${defaultRow.name}`) || run.has(rowText(one));
  const before = new Set(pool.filter(isRun).flatMap(({ reached }) => [...reached]));
  /** An answer alone is worth more than any pair. */
  const worth = (thing: string): number => (isOf(of, thing) ? (thing.includes(' choice ') ? 100 : 1) : 0);
  const rows = coveringRows(pool, before, worth);
  const met = new Set([...before, ...rows.flatMap(({ reached }) => [...reached])]);
  const { pairs, answers } = askableOf(of);
  const count = pairs.filter(([a, b]) => met.has(`${of} choices ${a} & ${b}`)).length;
  const never = answers.filter((answer) => !met.has(`${of} choice ${answer}`));
  process.stderr.write(
    `${of}: ${rows.length} rows more, ${count} of ${pairs.length} pairs; not met alone: ${never.join('; ') || 'none'}\n`,
  );
  return rows.map(({ strategy, program, from }) => ({ strategy, program, from }));
}
const usual = [...usualRows, ...(searched.includes('reference') ? rowsOf('reference', usualRows) : [])];
const posted = Object.fromEntries(
  Object.entries(postedRows).map(([name, rows]) => {
    const of = searched.find((revision) => revision === name);
    return [name, of === undefined ? rows : rowsOf(of, usual)];
  }),
);

const written = new URL('answer-rows.ts', import.meta.url);
writeSource(
  written,
  `// Made by \`npx tsx properties/campaign/record-answers.ts\`; do not edit.
import type { AskingCell } from './plan.ts';

/** Executions that together consult the plausible answers to part F, and on the reference all pairs of them. */
export const usualRows: readonly AskingCell[] = ${JSON.stringify(usual, null, 2)};

/** By revision what it is searched with beside: pairs of answers that it comes to otherwise than the reference. */
export const postedRows: Readonly<Record<string, readonly AskingCell[]>> = ${JSON.stringify(posted, null, 2)};

/** More of them for the deep search, which come to such pairs another way. */
export const deepRows: readonly AskingCell[] = ${JSON.stringify(deepRows, null, 2)};
`,
);
