import { DEFAULT_HEAP, type HeapSpec, specialIn } from '../../impl/memory/dma-heap.ts';
import { choiceIds, openChoices } from '../../impl/profile/choices.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { smallestCure, withFixes } from '../campaign/cure.ts';
import { type Execution, rerun } from '../campaign/rerun.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { type ShrunkFinding, shrinkFinding } from '../campaign/shrink-finding.ts';
import { setupOf, simulatorSubject } from '../campaign/simulator-subject.ts';
import { curesOf } from '../campaign/stack.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { LenientReplay } from '../explore/replay.ts';
import { isLateDecision } from '../explore/strategy.ts';
import { minimise } from '../shrink/core.ts';
import { deletions, withoutPositions } from '../shrink/deletions.ts';
import {
  type Counterexample,
  type RemovingAnswer,
  type SearchWithout,
  scenarioOf,
} from './counterexample.ts';
import { makeCounterexample } from './make.ts';

/** What is done for each smaller set of assumptions: executions of the counterexample's program, and of each workload. */
const OF_PROGRAM = 30;
const OF_WORKLOAD = 2;
/** Executions on fewer fixes; tries with fewer. */
const OF_STACK = 6;
const MAX_STACKS = 12;
/** Executions with which a cure is tried on what a search finds. */
const OF_CURE = 40;
/** Executions with another answer of firmware. */
const OF_ANSWER = 10;
const shrinkLimits = { maxRuns: 400, maxEnumeration: 200 } as const;
/** The names under which late wake-ups, what is special in the heap and a process's content are assumptions. */
const LATE = 'late';
const ofHeap = (field: keyof HeapSpec): string => `heap.${field}`;
const ofContent = (process: string): string => `secrets.${process}`;

/** What a counterexample assumes: choices of part F by id, faults by name, fields of the heap, content, late wake-ups. */
export function assumptionsOf({ needs, faults, workload, secrets = {} }: Counterexample): readonly string[] {
  return [
    ...Object.keys(needs.choices),
    ...Object.keys(faults),
    ...specialIn(workload.heap ?? DEFAULT_HEAP).map(ofHeap),
    ...Object.keys(secrets).map(ofContent),
    ...(needs.late > 0 ? [LATE] : []),
  ];
}

/**
 * A counterexample of the same rule and cause with a smallest set of assumptions: with each smaller set its program and
 * the workloads are searched anew, and where the rule breaks for the same cause, that is the counterexample, made
 * small. The searches that came to nothing are noted in it.
 *
 * @param workloads searched beside the counterexample's own program, which may be too small to break without
 */
export function withFewestAssumptions(start: Counterexample, workloads: readonly Workload[]): Counterexample {
  for (let best = start; ; ) {
    const searched: SearchWithout[] = [];
    let smaller: Counterexample | null = null;
    const all = assumptionsOf(best);
    for (const kept of properSubsets(all)) {
      const { found, executions } = searchWith(best, kept, workloads);
      if (found !== null) {
        smaller = found;
        break;
      }
      searched.push({ without: all.filter((assumption) => !kept.includes(assumption)), executions });
    }
    if (smaller === null) return { ...best, needs: { ...best.needs, searched } };
    best = smaller;
  }
}

/**
 * The plausible answers of firmware to what the run asked, other than those it got, with which the rule is kept and
 * not only never comes up: by the schedule as far as it can be taken, and by others of the program.
 */
export function removingAnswers(counterexample: Counterexample): readonly RemovingAnswer[] {
  const { rule, revision, needs, schedule: decisions } = counterexample;
  const subject = simulatorSubject([]);
  const program = scenarioOf(counterexample);
  const { consulted, sessions } = followed(rule, revision.units, { program, decisions });
  return choiceIds
    .filter((id) => consulted.has(id))
    .flatMap((id): readonly RemovingAnswer[] => {
      const given = needs.choices[id] ?? openChoices[id].default;
      return openChoices[id].plausible
        .filter((option) => option !== given)
        .flatMap((option) => {
          const other = { ...program, profile: { ...needs.choices, [id]: option } };
          const execution = { program: other, decisions };
          const { broken, executions } = rerun(
            subject,
            revision.units,
            rule,
            execution,
            effortFor(rule, OF_ANSWER),
          );
          return broken === null && getsThere(rule, revision.units, execution, sessions > 0)
            ? [{ id, option, executions }]
            : [];
        });
    });
}

/**
 * Whether an execution gets as far as what the rule is about: the rule has something to say of it, and the GPU was in
 * protected mode if it was so before the rule broke. What never comes to it does not keep it.
 */
function getsThere(
  rule: RuleId,
  units: readonly string[],
  execution: Execution,
  protectedBefore: boolean,
): boolean {
  const { given, sessions } = followed(rule, units, execution);
  return given > 0 && (sessions > 0 || !protectedBefore);
}

/** How often the rule has something to say of an execution, the choices consulted, the sessions before it breaks. */
function followed(rule: RuleId, units: readonly string[], { program, decisions }: Execution) {
  const { given, run, violations } = checkRun(setupOf(units, program), new LenientReplay(decisions), {
    rules: [rule],
  });
  const breaksAt = violations.find((v) => v.rule === rule)?.step ?? Number.POSITIVE_INFINITY;
  const sessions = run.events.filter((e) => e.kind === 'session' && e.op === 'entered' && e.step <= breaksAt);
  return { given: given.get(rule) ?? 0, consulted: run.consulted, sessions: sessions.length };
}

/**
 * A counterexample of the same rule and cause on a stack with as few fixes below it as a few tries can do: the fewer,
 * the plainer that it is the posted code that breaks.
 */
export function withFewestFixes(start: Counterexample): Counterexample {
  const { fixes } = curesOf(start.revision.name);
  const isFix = (unit: string): boolean => fixes.some((fix) => fix.name === unit);
  const below = start.revision.units.filter(isFix);
  const posted = start.revision.units.filter((unit) => !isFix(unit));
  const subject = simulatorSubject([]);
  const { rule, needs, schedule: decisions } = start;
  const execution = { program: scenarioOf(start), decisions };
  let found: Counterexample | null = null;
  const test = (some: readonly string[]): readonly string[] | null => {
    const units = [...posted, ...some];
    if (!subject.stacks(units)) return null;
    const { broken } = rerun(subject, units, rule, execution, OF_STACK, needs.late > 0);
    const made = broken && madeSmall({ ...start, revision: { ...start.revision, units } }, broken);
    if (made === null) return null;
    found = made;
    return some;
  };
  const pass = {
    name: 'remove a fix',
    edits: (all: readonly string[]) => deletions(all, (some) => some.length, withoutPositions),
  };
  if (rule !== 'REFINES' && below.length > 0 && test([]) === null)
    minimise(below, test, [pass], { maxTests: MAX_STACKS });
  return found ?? start;
}

/**
 * A counterexample made of an execution that breaks its rule for its cause on its stack: as small as it can be made
 * without another cause taking its place, in program and schedule, in the schedule alone or not at all. Null for an
 * execution of another cause.
 */
function madeSmall(of: Counterexample, broken: Execution): Counterexample | null {
  if (!hasCause(of, broken)) return null;
  const { rule, revision, cure } = of;
  const { units } = revision;
  const subject = simulatorSubject([]);
  const limits = {
    ...shrinkLimits,
    late: broken.decisions.some(isLateDecision),
  };
  let shrunk: ShrunkFinding<Scenario> = {
    ...broken,
    minimality: { label: 'not shrunk to the end', edits: [], runs: 0, enumerated: null },
  };
  for (const passes of [subject.passes, []]) {
    const smaller = shrinkFinding({ ...subject, passes }, units, rule, broken, limits);
    if (!hasCause(of, smaller)) continue;
    shrunk = smaller;
    break;
  }
  return makeCounterexample(revision.name, {
    rule,
    units,
    shrunk,
    cure: cure?.fixes ?? null,
    rerun: cure?.rerun ?? 0,
  });
}

/** All subsets but the whole, the smaller ones first. */
function properSubsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const subsets = Array.from({ length: 2 ** items.length }, (_, mask) =>
    items.filter((_item, i) => ((mask >> i) & 1) === 1),
  );
  return subsets.filter((s) => s.length < items.length).toSorted((a, b) => a.length - b.length);
}

/** Searches with some of the assumptions only for an execution that breaks the rule for the same cause. */
function searchWith(
  counterexample: Counterexample,
  kept: readonly string[],
  workloads: readonly Workload[],
): { readonly found: Counterexample | null; readonly executions: number } {
  const { rule, revision, needs, faults, secrets = {}, workload, schedule } = counterexample;
  const subject = simulatorSubject([]);
  const only = <T extends object>(record: T): T =>
    Object.fromEntries(Object.entries(record).filter(([name]) => kept.includes(name))) as T;
  const late = kept.includes(LATE);
  const decisions = schedule.filter((d) => late || !isLateDecision(d));
  const heap = heapWith(workload.heap ?? DEFAULT_HEAP, kept);
  const content = Object.entries(secrets).filter(([process]) => kept.includes(ofContent(process)));
  const scenario = ({ heap: _, ...of }: Workload): Scenario => ({
    workload: specialIn(heap).length === 0 ? of : { ...of, heap },
    faults: only(faults),
    profile: only(needs.choices),
    ...(content.length === 0 ? {} : { secrets: Object.fromEntries(content) }),
  });
  const searches = [
    { program: scenario(workload), count: OF_PROGRAM },
    ...workloads.map((of) => ({ program: scenario(of), count: OF_WORKLOAD })),
  ];
  let executions = 0;
  for (const { program, count } of searches) {
    const done = rerun(subject, revision.units, rule, { program, decisions }, effortFor(rule, count), late);
    executions += done.executions;
    const found = done.broken && madeSmall(counterexample, done.broken);
    if (found !== null) return { found, executions };
  }
  return { found: null, executions };
}

/** The usual heap but for what is special in this one and kept; a name is special beside the one that the driver was told. */
function heapWith(heap: HeapSpec, kept: readonly string[]): HeapSpec {
  const special = specialIn(heap).filter((field) => kept.includes(ofHeap(field)));
  const fields = special.includes('name') ? [...special, 'parameter' as const] : special;
  return { ...DEFAULT_HEAP, ...Object.fromEntries(fields.map((field) => [field, heap[field]])) };
}

/**
 * Whether the smallest cure of an execution is that of the counterexample. Where none is known, its rule is all that
 * tells the cause.
 */
function hasCause({ rule, revision, cure }: Counterexample, execution: Execution): boolean {
  const { units } = revision;
  const { fixes } = curesOf(revision.name);
  const subject = simulatorSubject([]);
  const removes = (names: readonly string[]): boolean => {
    const cured = withFixes(units, names, fixes);
    return (
      subject.stacks(cured) &&
      rerun(subject, cured, rule, execution, effortFor(rule, OF_CURE)).broken === null
    );
  };
  if (cure === null) return true;
  if (!removes(cure.fixes)) return false;
  const candidates = fixes.filter((fix) => !units.includes(fix.name));
  // No set that is larger is the smallest.
  const smallest = smallestCure(candidates, (names) => names.length > cure.fixes.length || removes(names));
  return smallest?.join() === cure.fixes.join();
}

/** Following runs on the reference model costs ten times the rest. */
const effortFor = (rule: RuleId, executions: number): number =>
  rule === 'REFINES' ? Math.ceil(executions / 10) : executions;
