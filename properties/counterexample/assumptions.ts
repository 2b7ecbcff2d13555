import type { Workload } from '../../impl/userspace/workload.ts';
import { smallestCure, withFixes } from '../campaign/cure.ts';
import { type Execution, rerun } from '../campaign/rerun.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { shrinkFinding } from '../campaign/shrink-finding.ts';
import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { curesOf } from '../campaign/stack.ts';
import { isLate } from '../explore/strategy.ts';
import type { Counterexample, SearchWithout } from './counterexample.ts';
import { makeCounterexample } from './make.ts';

/** What is done for each smaller set of assumptions: executions of the counterexample's program, and of each workload. */
const OF_PROGRAM = 30;
const OF_WORKLOAD = 2;
/** Executions with which a cure is tried on what a search finds. */
const OF_CURE = 10;
const shrinkLimits = { maxRuns: 400, maxEnumeration: 200 } as const;
/** The name under which late wake-ups are an assumption. */
const LATE = 'late';

/** What a counterexample assumes: choices of part F by id, faults by name, late wake-ups. */
export function assumptionsOf({ needs, faults }: Counterexample): readonly string[] {
  return [...Object.keys(needs.choices), ...Object.keys(faults), ...(needs.late > 0 ? [LATE] : [])];
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
  const { rule, revision, needs, faults, workload, schedule } = counterexample;
  const subject = simulatorSubject([]);
  const only = <T extends object>(record: T): T =>
    Object.fromEntries(Object.entries(record).filter(([name]) => kept.includes(name))) as T;
  const late = kept.includes(LATE);
  const decisions = schedule.filter((d) => late || d.kind === 'run' || !isLate(d.name));
  const scenario = (of: Workload): Scenario => ({
    workload: of,
    faults: only(faults),
    profile: only(needs.choices),
  });
  const searches = [
    { program: scenario(workload), count: OF_PROGRAM },
    ...workloads.map((of) => ({ program: scenario(of), count: OF_WORKLOAD })),
  ];
  let executions = 0;
  for (const { program, count } of searches) {
    const done = rerun(subject, revision.units, rule, { program, decisions }, count, late);
    executions += done.executions;
    if (done.broken === null || !hasCause(counterexample, done.broken)) continue;
    const shrunk = shrinkFinding(subject, revision.units, rule, done.broken, shrinkLimits);
    if (!hasCause(counterexample, shrunk)) continue;
    return { found: remade(counterexample, shrunk), executions };
  }
  return { found: null, executions };
}

/** Whether the smallest cure of an execution is that of the counterexample. */
function hasCause({ rule, revision, cure }: Counterexample, execution: Execution): boolean {
  const { units } = revision;
  const { fixes } = curesOf(revision.name);
  const subject = simulatorSubject([]);
  const removes = (names: readonly string[]): boolean => {
    const cured = withFixes(units, names, fixes);
    return subject.stacks(cured) && rerun(subject, cured, rule, execution, OF_CURE).broken === null;
  };
  const candidates = fixes.filter((fix) => !units.includes(fix.name));
  return smallestCure(candidates, removes)?.join() === cure?.fixes.join();
}

function remade(before: Counterexample, shrunk: ReturnType<typeof shrinkFinding<Scenario>>): Counterexample {
  const { rule, instance, what, revision, cure } = before;
  return makeCounterexample(revision.name, {
    rule,
    violation: { rule, instance, what, seq: 0, step: 0, tUs: 0 },
    units: revision.units,
    shrunk,
    cure: cure?.fixes ?? null,
    cell: '',
    rerun: cure?.rerun ?? 0,
  });
}
