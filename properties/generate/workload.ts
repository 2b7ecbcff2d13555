import { type GroupId, groupId, processId } from '../../impl/ids.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import {
  attemptHows,
  type GroupSpec,
  groupPriorityNames,
  type ProcessSpec,
  type Step,
  type SystemStep,
  type Workload,
} from '../../impl/userspace/workload.ts';
import type { Random } from '../explore/random.ts';
import { drawHeap } from './heap.ts';
import { drawIoctl } from './ioctls.ts';

/**
 * Draws a workload by walking what is meaningful: processes with groups, each with a role that says what its
 * scripts do. Blind lists of steps would hardly ever reach protected mode.
 */
export function drawWorkload(random: Random): Workload {
  const processes: ProcessSpec[] = [];
  const count = weighted(random, [1, 2, 3], [2, 6, 3]);
  const names = ['player', 'compositor', 'app'];
  const protectedAt = random.chance(0.95) ? random.below(count) : -1;
  const groups: GroupSpec[] = [];
  for (let i = 0; i < count; i++) {
    const name = names[i] as string;
    const own = Array.from({ length: weighted(random, [1, 2], [4, 1]) }, (_, n) =>
      drawGroup(random, name, n, i === protectedAt && n === 0),
    );
    groups.push(...own);
    processes.push({ process: processId(name), groups: own, script: [] });
  }
  // Sync objects keep a run from being followed on the model, so most workloads have none.
  const shares = random.chance(0.12);
  return withHeap(random, {
    name: 'generated',
    note: 'Drawn by the generator.',
    slots: weighted(random, [1, 2, 3, 4], [2, 4, 4, 1]),
    asSlots: weighted(random, [1, 2, 3, 7], [1, 2, 3, 4]),
    csPerSlot: 2,
    processes: processes.map((p) => ({ ...p, script: drawScript(random, p, groups, shares) })),
    ...(random.chance(0.15) ? { system: drawSystem(random) } : {}),
  });
}

/** Sometimes another heap than usual; then processes look whether there is protected mode by now, and go on. */
function withHeap(random: Random, workload: Workload): Workload {
  if (!random.chance(0.12)) return workload;
  const again = ({ groups, script }: ProcessSpec): readonly Step[] => [
    ...script.filter((step) => step.op !== 'exit'),
    { op: 'query' },
    { op: 'sleep', us: drawGapUs(random) },
    ...groups.filter((g) => g.protected).map((g): Step => ({ op: 'create', group: g.group })),
    ...groups.filter((g) => g.protected).flatMap((g) => drawFrame(random, g, false)),
    ...script.filter((step) => step.op === 'exit'),
  ];
  const processes = workload.processes.map((p) => ({ ...p, script: again(p) }));
  return { ...workload, heap: drawHeap(random), processes };
}

/** The system goes to sleep while processes are at work, for a while or not at all, seldom twice. */
function drawSystem(random: Random): readonly SystemStep[] {
  const script: SystemStep[] = [];
  for (let i = random.chance(0.3) ? 2 : 1; i > 0; i--) {
    script.push({ op: 'sleep', us: drawGapUs(random) }, { op: 'suspend' });
    if (random.chance(0.6)) script.push({ op: 'sleep', us: drawGapUs(random) });
    script.push({ op: 'resume' });
  }
  return script;
}

function drawGroup(random: Random, process: string, nth: number, mustProtect: boolean): GroupSpec {
  return {
    group: groupId(`${process}.${nth === 0 ? 'main' : 'second'}`),
    priority: weighted(random, groupPriorityNames, [2, 5, 4, 1]),
    protected: mustProtect || random.chance(0.2),
    queues: weighted(random, [1, 2], [5, 1]),
  };
}

/** What a process does with its groups: frames that are waited for, or jobs that pile up; then how it ends. */
function drawScript(
  random: Random,
  process: ProcessSpec,
  all: readonly GroupSpec[],
  shares: boolean,
): readonly Step[] {
  const script: Step[] = [];
  if (random.chance(0.4)) script.push({ op: 'sleep', us: drawGapUs(random) });
  for (const spec of process.groups) {
    const frame = drawFrame(random, spec, shares);
    if (random.chance(0.5)) script.push({ op: 'repeat', times: 2 + random.below(4), script: frame });
    else script.push(...frame);
    if (random.chance(0.2)) script.push(...drawFrame(random, spec, shares));
  }
  if (random.chance(0.12)) insert(random, script, { op: 'bind', pages: 1 + random.below(16) });
  if (random.chance(0.08)) insert(random, script, drawBindAsync(random, process));
  if (random.chance(0.04)) insert(random, script, { op: 'reclaim' });
  if (random.chance(0.1)) insert(random, script, drawAttempt(random, all));
  if (random.chance(0.06)) insertCalls(random, script, process.groups, all);
  if (random.chance(0.15)) {
    const { group } = random.pick(process.groups);
    script.push({ op: 'sleep', us: drawGapUs(random) }, { op: 'destroy', group });
    if (random.chance(0.3)) script.push(submit(group, 0, [{ op: 'RUN', us: 1_000 }]));
  } else if (random.chance(0.1)) script.push({ op: 'exit' });
  else if (random.chance(0.02)) script.push({ op: 'unplug' });
  return script;
}

/** Now, or when what one of its queues was given before is done. */
function drawBindAsync(random: Random, { groups }: ProcessSpec): Step {
  const { group, queues } = random.pick(groups);
  const pages = 1 + random.below(16);
  if (random.chance(0.5)) return { op: 'bindAsync', pages };
  return { op: 'bindAfter', group, queue: random.below(queues), pages };
}

function drawFrame(random: Random, spec: GroupSpec, shares: boolean): readonly Step[] {
  const queue = random.below(spec.queues);
  const steps: Step[] = [submit(spec.group, queue, drawStream(random, spec.protected, shares))];
  if (spec.queues > 1 && random.chance(0.5)) {
    steps.push(submit(spec.group, 1 - queue, drawStream(random, spec.protected, shares)));
  }
  if (random.chance(0.6)) steps.push({ op: 'wait', group: spec.group, queue, timeoutUs: 1_000_000 });
  if (random.chance(0.6)) steps.push({ op: 'sleep', us: drawGapUs(random) });
  return steps;
}

const submit = (group: GroupId, queue: number, stream: Stream): Step => ({
  op: 'submit',
  group,
  queue,
  stream,
});

function drawAttempt(random: Random, all: readonly GroupSpec[]): Step {
  const protectedGroups = all.filter((g) => g.protected);
  const { group } = random.pick(protectedGroups.length > 0 ? protectedGroups : all);
  return { op: 'attempt', how: random.pick(attemptHows), group };
}

/** The one sync object of a generated workload: whoever waits for it waits for any of the others. */
const SHARED = 'shared';

/** A stream with normal work around regions; one in twelve uses a region without having said so. */
function drawStream(random: Random, declared: boolean, shares: boolean): Stream {
  const stream: Command[] = [];
  if (shares && random.chance(0.25))
    stream.push({ op: 'SYNC_WAIT', object: SHARED, seqno: 1 + random.below(2) });
  const regions = declared ? weighted(random, [0, 1, 2], [1, 8, 2]) : random.chance(0.08) ? 1 : 0;
  if (regions === 0 || random.chance(0.7)) stream.push({ op: 'RUN', us: drawWorkUs(random) });
  for (let i = 0; i < regions; i++) {
    const inside = drawRegion(random);
    stream.push({ op: 'PROT_REGION', size: inside.length }, ...inside);
    if (random.chance(0.5)) stream.push({ op: 'RUN', us: drawWorkUs(random) });
  }
  if (random.chance(0.04)) stream.push(random.pick(ERRORS));
  if (shares && random.chance(0.5)) stream.push({ op: 'SYNC_ADD', object: SHARED });
  return stream;
}

const ERRORS: Stream = [
  { op: 'FAULT' },
  { op: 'FATAL' },
  { op: 'PAGE_FAULT' },
  { op: 'UNRECOVERABLE' },
  { op: 'ILLEGAL', word: 'ff00000000000000' },
];
/** A call takes in whatever comes next, in the region or behind it. */
const RARE_IN_REGION: Stream = [
  { op: 'FAULT' },
  { op: 'FATAL' },
  { op: 'PAGE_FAULT' },
  { op: 'TILER_OOM' },
  { op: 'READ' },
  { op: 'UNRECOVERABLE' },
  { op: 'CALL', size: 1 },
];

function drawRegion(random: Random): readonly Command[] {
  if (random.chance(0.03)) return [];
  const inside: Command[] = [{ op: 'RUN', us: random.chance(0.08) ? 3_000_000 : drawWorkUs(random) }];
  if (random.chance(0.2)) inside.push({ op: 'ASYNC', us: drawWorkUs(random) }, { op: 'WAIT' });
  if (random.chance(0.05)) inside.push(random.pick(RARE_IN_REGION));
  if (random.chance(0.3)) inside.push({ op: 'RUN', us: drawWorkUs(random) });
  return inside;
}

/** GPU time of one piece of work, on both sides of the tick period of 10 ms. */
const drawWorkUs = (random: Random): number =>
  weighted(random, [200, 1_000, 3_000, 8_000, 15_000, 40_000], [2, 4, 4, 3, 3, 2]);

/** Time in which userspace does nothing. */
const drawGapUs = (random: Random): number =>
  weighted(random, [500, 2_000, 5_000, 10_000, 16_000, 60_000], [2, 3, 4, 3, 3, 1]);

function insert(random: Random, script: Step[], step: Step): void {
  script.splice(random.below(script.length + 1), 0, step);
}

/** Calls that are good or bad, anywhere in a script; none that ends somebody's group. */
function insertCalls(
  random: Random,
  script: Step[],
  own: readonly GroupSpec[],
  everybody: readonly GroupSpec[],
): void {
  const all = everybody.map((g) => g.group);
  for (let n = 1 + random.below(5); n > 0; n--) {
    const ioctl = drawIoctl(random, { own, all });
    if (ioctl.call !== 'GROUP_DESTROY') insert(random, script, { op: 'ioctl', ioctl });
  }
}

/** One of the values, in proportion to the weights. */
function weighted<T>(random: Random, values: readonly T[], weights: readonly number[]): T {
  let left = random.fraction() * weights.reduce((a, b) => a + b, 0);
  for (const [i, value] of values.entries()) {
    left -= weights[i] ?? 0;
    if (left < 0) return value;
  }
  return values.at(-1) as T;
}
