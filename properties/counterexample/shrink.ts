import { type Cure, cureOf, rerunsWith } from '../campaign/cure-of.ts';
import { exploredKey, exploredSubject } from '../campaign/explored-subject.ts';
import type { Scenario } from '../campaign/scenario.ts';
import {
  type OnSmaller,
  type ShrinkLimits,
  type ShrunkFinding,
  shrinkFinding,
} from '../campaign/shrink-finding.ts';
import { curesOf } from '../campaign/stack.ts';
import { mixture } from '../explore/strategies.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';
import { makeCounterexample } from './make.ts';

/** Schedules of the shrunk program that are re-run with a cure. */
const RERUN = 20;

/**
 * Shrinks a counterexample again, from what it is: structure, assumptions and schedule. What comes out replays, and
 * may be shrunk on: one that was stopped goes on from where it stood.
 *
 * @param onSmaller given each smaller one that still breaks the rule, as `asSmall` makes a counterexample of
 * @throws Error when the rule does not break with the decisions of the counterexample
 */
export function shrinkCounterexample(
  counterexample: Counterexample,
  limits: ShrinkLimits,
  onSmaller: OnSmaller<Scenario> = () => {},
): Counterexample {
  const { revision, rule, schedule } = counterexample;
  const { units } = revision;
  const program = scenarioOf(counterexample);
  const subject = exploredSubject(program);
  const shrunk = shrinkFinding(subject, units, rule, { program, decisions: schedule }, limits, onSmaller);
  const shouldStop = limits.shouldStop ?? (() => false);
  const cell = { strategy: mixture.name, program: exploredKey, from: 1, count: RERUN };
  const curable = { rule, program: shrunk.program, decisions: shrunk.decisions, cell };
  const cures = curesOf(revision.name);
  const known = counterexample.cure?.fixes ?? null;
  const rerun = known === null ? null : rerunsWith(subject, units, known, curable, cures, shouldStop);
  const cure =
    known !== null && rerun !== null
      ? { fixes: known, rerun, control: null }
      : shouldStop()
        ? null
        : cureOf(subject, units, curable, cures, shouldStop);
  return made(counterexample, shrunk, cure);
}

/** What shrinking has come to so far, as a counterexample that says that it is not shrunk to the end. */
export function asSmall(
  counterexample: Counterexample,
  [program, decisions, runs]: Parameters<OnSmaller<Scenario>>,
): Counterexample {
  const minimality = { label: 'not shrunk to the end', edits: [], runs, enumerated: null } as const;
  return made(counterexample, { program, decisions, minimality }, null);
}

function made(
  { revision, rule }: Counterexample,
  shrunk: ShrunkFinding<Scenario>,
  cure: Cure | null,
): Counterexample {
  const { name, units } = revision;
  return makeCounterexample(name, {
    rule,
    units,
    shrunk,
    cure: cure?.fixes ?? null,
    rerun: cure?.rerun ?? 0,
    control: cure?.control ?? null,
  });
}
