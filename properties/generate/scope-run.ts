import type { Faults } from '../../impl/firmware/parts.ts';
import { groupId, processId } from '../../impl/ids.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import {
  attemptHows,
  type GroupSpec,
  groupPriorityNames,
  type Step,
  type SystemStep,
} from '../../impl/userspace/workload.ts';
import type { Case, GroupConfig } from '../../model/protected-mode/index.ts';
import type { Scenario } from '../campaign/scenario.ts';
import type { Random } from '../explore/random.ts';

const workUs = [100, 1_000, 6_000, 15_000, 300_000] as const;
const gapUs = [0, 200, 1_500, 6_000, 12_000, 60_000] as const;

/**
 * Draws a run of a case of the model: its groups with their streams, its slots, what may happen beside them, its
 * answers to part F; durations, and when everything happens, are drawn.
 */
export function drawScopeRun(random: Random, of: Case): Scenario {
  const specs = of.groups.map(({ priority, queues, declared }, i): GroupSpec => {
    const protects = declared ?? true;
    const group = groupId(`p${i}.main`);
    return {
      group,
      priority: groupPriorityNames[priority] ?? 'medium',
      protected: protects,
      queues: queues.length,
    };
  });
  const processes = of.groups.map((config, i) => {
    const spec = specs[i] as GroupSpec;
    return {
      process: processId(`p${i}`),
      groups: [spec],
      script: drawScript(random, of, config, spec, specs),
    };
  });
  return {
    workload: {
      name: 'a case of the model',
      note: 'Drawn.',
      slots: of.slots,
      asSlots: 3,
      csPerSlot: 2,
      processes,
      ...(of.deviceSuspends === true && random.chance(0.7) ? { system: drawSystem(random) } : {}),
    },
    faults: drawCaseFaults(random, of),
    profile: drawAnswers(random, of),
  };
}

function drawScript(
  random: Random,
  of: Case,
  { queues, lifecycle }: GroupConfig,
  { group }: GroupSpec,
  all: readonly GroupSpec[],
): readonly Step[] {
  const steps: Step[] = [];
  const pause = (): void => {
    if (random.chance(0.5)) steps.push({ op: 'sleep', us: random.pick(gapUs) });
  };
  const depth = Math.max(...queues.map((program) => program.length));
  for (let nth = 0; nth < depth; nth++) {
    for (const [queue, program] of queues.entries()) {
      const letters = program[nth];
      if (letters === undefined) continue;
      pause();
      steps.push({ op: 'submit', group, queue, stream: streamOf(random, letters) });
    }
  }
  const extras: Step[] = [];
  if (of.vmOps === true) extras.push({ op: 'bind', pages: 1 }, { op: 'bindAsync', pages: 1 });
  extras.push({ op: 'attempt', how: random.pick(attemptHows), group: random.pick(all).group });
  if (lifecycle === true) extras.push({ op: 'destroy', group });
  // A case has as few jobs as it needs; a run of it goes on.
  const again = random.below(3);
  const jobs = [...steps];
  for (let n = 0; n < again; n++) steps.push({ op: 'sleep', us: random.pick(gapUs) }, ...jobs);
  for (let n = random.below(10); n > 0; n--) {
    const at = random.below(steps.length + 1);
    const more: Step = random.chance(0.5) ? { op: 'sleep', us: random.pick(gapUs) } : random.pick(extras);
    steps.splice(at, 0, more);
  }
  return steps;
}

/** A word of `N` and `P`: adjacent `P`s are one region. */
function streamOf(random: Random, letters: string): Stream {
  return [...letters.matchAll(/N+|P+/g)].flatMap(([word]): readonly Command[] => {
    const run = Array.from(word, (): Command => ({ op: 'RUN', us: random.pick(workUs) }));
    return word.startsWith('P') ? [{ op: 'PROT_REGION', size: word.length }, ...run] : run;
  });
}

function drawSystem(random: Random): readonly SystemStep[] {
  return Array.from({ length: 1 + random.below(2) }, (): readonly SystemStep[] => [
    { op: 'sleep', us: random.pick(gapUs) },
    { op: 'suspend' },
    { op: 'sleep', us: random.pick(gapUs) },
    { op: 'resume' },
  ]).flat();
}

function drawCaseFaults(random: Random, of: Case): Faults {
  const atUs = random.pick([0, 3_000, 12_000]);
  if (of.faults === true && random.chance(0.7)) return { protmFaultFromUs: atUs };
  return of.unrelatedResets === true && random.chance(0.5) ? { muteFromUs: atUs + 1 } : {};
}

/** The model's answers as the simulator calls them, and how long an entry and an exit take. */
function drawAnswers(random: Random, { profile = {} }: Case): Profile {
  const { F04F07, F05, ...same } = profile;
  const never = F04F07 === 'may never complete' ? ['never', 'any'] : [];
  return {
    ...same,
    ...(F05 === 'EXIT, then bit 7' ? { F05: 'EXIT, bit 7, ack' } : {}),
    F04: random.pick(['0 us', '1 ms', '40 ms', '400 ms', ...never]),
    F07: random.pick(['1 ms', '50 ms', '300 ms', ...never]),
  };
}
