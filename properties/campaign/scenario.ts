import type { Faults } from '../../impl/firmware/parts.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Secrets } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Pass } from '../shrink/core.ts';
import { faultPasses } from '../shrink/fault-passes.ts';
import { onPart } from '../shrink/lens.ts';
import { fieldRemoval } from '../shrink/record-passes.ts';
import { secretPasses } from '../shrink/secret-passes.ts';
import { workloadPasses } from '../shrink/workload-passes.ts';

/** What is run, without the driver and without the schedule: programs, injected faults, answers to part F. */
export interface Scenario {
  readonly workload: Workload;
  readonly faults: Faults;
  readonly profile: Profile;
  /** Protected content in two variants, for rules over pairs of runs; absent: the plain ones. */
  readonly secrets?: Secrets;
}

/** Passes over a scenario: assumptions first, since each one less makes a finding matter more. */
export const scenarioPasses: readonly Pass<Scenario>[] = [
  ...onPart<Scenario, 'profile'>('profile', [fieldRemoval('back to a default choice')]),
  ...onPart<Scenario, 'faults'>('faults', faultPasses),
  ...secretPasses<Scenario>(),
  ...onPart<Scenario, 'workload'>('workload', workloadPasses),
];
