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
import { drawHeap } from './heap.ts';

const workUs = [100, 1_000, 6_000, 15_000, 300_000] as const;
const gapUs = [0, 200, 1_500, 6_000, 12_000, 60_000] as const;
/** Answers to part F that the model tells apart, beside those of an entry and an exit; in small runs all mix. */
const answers: Readonly<Profile> = {
  F05: 'EXIT, bit 7, ack',
  F08b: 'waits',
  F08d: 'waits',
  F12: 'the acknowledged one',
  F18b: 'dead',
  F30: 'EXIT first',
  F35: 'ends the session',
  F38: 'raised at once',
};

/**
 * Draws a run of a case of the model: its groups with their streams, its slots, its answers to part F; durations, and
 * when everything happens, are drawn. What a case has beside its groups (suspends, faults, resets, memory operations, a
 * late heap) happens in most of its runs, and in some of the others too.
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
  const late = random.chance(of.lateHeap === true ? 0.7 : 0.1);
  const dying = random.chance(of.unrelatedResets === true ? 0.5 : 0.1) ? random.below(of.groups.length) : -1;
  const processes = of.groups.map((config, i) => {
    const spec = specs[i] as GroupSpec;
    const script = drawScript(random, of, config, spec, specs);
    return {
      process: processId(`p${i}`),
      groups: [spec],
      script: [...(late ? retry(random, spec) : []), ...(i === dying ? withFatal(random, script) : script)],
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
      ...(late ? { heap: drawHeap(random) } : {}),
      ...(random.chance(of.deviceSuspends === true ? 0.7 : 0.2) ? { system: drawSystem(random) } : {}),
    },
    faults: drawCaseFaults(random, of),
    profile: drawAnswers(random, of),
  };
}

/** For a heap that was not there when the group was created first. */
function retry(random: Random, { group }: GroupSpec): readonly Step[] {
  return [{ op: 'sleep', us: random.pick(gapUs) }, { op: 'query' }, { op: 'create', group }];
}

/** A command in some job after which only a reset of the GPU helps, or which kills its group. */
function withFatal(random: Random, script: readonly Step[]): readonly Step[] {
  const submits = script.flatMap((step, i) => (step.op === 'submit' ? [i] : []));
  if (submits.length === 0) return script;
  const where = random.pick(submits);
  return script.map((step, i) => {
    if (i !== where || step.op !== 'submit') return step;
    const at = random.below(step.stream.length + 1);
    const dies: Command = { op: random.chance(0.8) ? 'UNRECOVERABLE' : 'FATAL' };
    return { ...step, stream: [...step.stream.slice(0, at), dies, ...step.stream.slice(at)] };
  });
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
  if (of.vmOps === true || random.chance(0.3))
    extras.push({ op: 'bind', pages: 1 }, { op: 'bindAsync', pages: 1 });
  extras.push({ op: 'attempt', how: random.pick(attemptHows), group: random.pick(all).group });
  if (lifecycle === true || random.chance(0.3)) extras.push({ op: 'destroy', group });
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
  return Array.from({ length: 1 + random.below(3) }, (): readonly SystemStep[] => [
    { op: 'sleep', us: random.pick(gapUs) },
    { op: 'suspend' },
    { op: 'sleep', us: random.pick(gapUs) },
    { op: 'resume' },
  ]).flat();
}

function drawCaseFaults(random: Random, of: Case): Faults {
  const atUs = random.pick([0, 3_000, 12_000]);
  if (random.chance(of.faults === true ? 0.7 : 0.1)) return { protmFaultFromUs: atUs };
  return random.chance(of.unrelatedResets === true ? 0.3 : 0.05) ? { muteFromUs: atUs + 1 } : {};
}

/** The model's answers as the simulator calls them, and how long an entry and an exit take. */
function drawAnswers(random: Random, { profile = {} }: Case): Profile {
  const { F04F07, F05, ...same } = profile;
  const never = F04F07 === 'may never complete' || random.chance(0.1) ? ['never', 'any'] : [];
  const others = Object.entries(answers).filter(() => random.chance(0.15));
  return {
    ...Object.fromEntries(others),
    ...same,
    ...(F05 === 'EXIT, then bit 7' ? { F05: 'EXIT, bit 7, ack' } : {}),
    F04: random.pick(['0 us', '1 ms', '40 ms', '400 ms', ...never]),
    F07: random.pick(['1 ms', '50 ms', '300 ms', ...never]),
  };
}
