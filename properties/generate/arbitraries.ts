import type * as fc from 'fast-check';
import { type Faults, faultKinds } from '../../impl/firmware/parts.ts';
import { openChoices, type Profile } from '../../impl/profile/choices.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { encodeWorkload } from '../../impl/userspace/workload-file.ts';
import { drawScenario } from '../campaign/plan.ts';
import { type Scenario, scenarioPasses } from '../campaign/scenario.ts';
import { stableJson } from '../counterexample/stable-json.ts';
import type { Random } from '../explore/random.ts';
import { mixture } from '../explore/strategies.ts';
import { runToCompletion } from '../explore/strategy.ts';
import type { Pass } from '../shrink/core.ts';
import { faultPasses } from '../shrink/fault-passes.ts';
import { fieldRemoval } from '../shrink/record-passes.ts';
import { workloadPasses } from '../shrink/workload-passes.ts';
import { drawn } from './arbitrary.ts';
import { drawFaults, withSlowHost, withSpurious } from './faults.ts';
import { drawProfile } from './profile.ts';
import { drawWorkload } from './workload.ts';

/** Everything of a run but the driver: the schedule is that of a strategy and a seed. */
export interface ScheduledScenario extends Scenario {
  readonly schedule: string;
  readonly seed: number;
}

/**
 * A scenario with its schedule, as one value that shrinks as one: `execute({ revision, ...scenario })` runs it. It is
 * printed as what a workload file has, with the rest beside it. One of ten has a client, `rogue`, that makes any calls and
 * submits any streams; one of eight has groups of one top priority that contend, `rivals`.
 */
export const scenario = (): fc.Arbitrary<ScheduledScenario> =>
  drawn(drawScheduled, scheduledPasses, has('workload', 'profile', 'faults', 'schedule'), told);

function drawScheduled(random: Random): ScheduledScenario {
  return { ...drawScenario(random), schedule: mixture.name, seed: random.below(1_000_000) };
}

/** The schedule goes first: what breaks by default needs no schedule to be told. */
const scheduledPasses: readonly Pass<ScheduledScenario>[] = [
  {
    name: 'the default schedule',
    edits: function* (start) {
      if (start.schedule !== runToCompletion.name)
        yield { ...start, schedule: runToCompletion.name, seed: 1 };
    },
  },
  ...scenarioPasses.map(
    (pass): Pass<ScheduledScenario> => ({
      name: pass.name,
      edits: function* (start) {
        const { schedule, seed } = start;
        const edits = pass.edits(start);
        let step = edits.next();
        while (step.done !== true) step = edits.next(yield { ...step.value, schedule, seed });
      },
    }),
  ),
];

function told({ workload: w, faults: f, profile: p, schedule, seed }: ScheduledScenario): string {
  const rest = { schedule, seed, profile: p, faults: f };
  return stableJson({ ...rest, workload: encodeWorkload(w) }).trimEnd();
}

export const workload = (): fc.Arbitrary<Workload> =>
  drawn(drawWorkload, workloadPasses, has('processes', 'slots'));

/** Answers to part F: the default, or plausible options of one or two rows. */
export const profile = (): fc.Arbitrary<Profile> =>
  drawn(drawProfile, [fieldRemoval('back to a default choice')], (value) =>
    Object.keys(value).every((id) => Object.hasOwn(openChoices, id)),
  );

export const faults = (): fc.Arbitrary<Faults> =>
  drawn(
    (random) => withSlowHost(random, withSpurious(random, drawFaults(random))),
    faultPasses,
    (value) => Object.keys(value).every((name) => Object.hasOwn(faultKinds, name)),
  );

const has =
  (...fields: readonly string[]) =>
  (value: object): boolean =>
    fields.every((field) => Object.hasOwn(value, field));
