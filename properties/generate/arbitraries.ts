import type * as fc from 'fast-check';
import type { Faults } from '../../impl/firmware/parts.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { drawScenario } from '../campaign/plan.ts';
import { type Scenario, scenarioPasses } from '../campaign/scenario.ts';
import type { Pass } from '../shrink/core.ts';
import { fieldRemoval } from '../shrink/record-passes.ts';
import { workloadPasses } from '../shrink/workload-passes.ts';
import { drawn } from './arbitrary.ts';
import { drawFaults } from './faults.ts';
import { drawProfile } from './profile.ts';
import { drawWorkload } from './workload.ts';

/** Everything of a run but the driver and the schedule, as one value that shrinks as one. */
export const scenario = (): fc.Arbitrary<Scenario> => drawn(drawScenario, scenarioPasses);

export const workload = (): fc.Arbitrary<Workload> => drawn(drawWorkload, workloadPasses);

/** Answers to part F: the default, or plausible options of one or two rows. */
export const profile = (): fc.Arbitrary<Profile> =>
  drawn(drawProfile, [fieldRemoval('back to a default choice')]);

export const faults = (): fc.Arbitrary<Faults> =>
  drawn(drawFaults, [fieldRemoval('remove a fault') as Pass<Faults>]);
