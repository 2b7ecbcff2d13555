import { type GroupId, groupId, type ProcessId, processId } from '../../impl/ids.ts';
import { DEFAULT_VM, VM_BIND_ASYNC } from '../../impl/userspace/ioctl.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import {
  attemptHows,
  type GroupPriorityName,
  type GroupSpec,
  type ProcessSpec,
  type Step,
  type Workload,
} from '../../impl/userspace/workload.ts';
import type { Random } from '../explore/random.ts';
import { drawHeap } from './heap.ts';
import { drawIoctl } from './ioctls.ts';

/** Who must not notice that others are hostile: one that never asks for protected mode, one that does. */
export const VICTIM = processId('victim');
const PLAYER = processId('player');
export const VICTIMS: readonly ProcessId[] = [VICTIM, PLAYER];
const FRAMES = 6;

/** A client by the book: frames one after another, of work or of a region. */
function byTheBook(process: ProcessId, priority: GroupPriorityName, frame: Stream): ProcessSpec {
  const group = groupId(`${process}.main`);
  const isProtected = frame.some((command) => command.op === 'PROT_REGION');
  const script: readonly Step[] = [
    { op: 'submit', group, queue: 0, stream: frame },
    { op: 'wait', group, queue: 0, timeoutUs: 10_000_000 },
    { op: 'sleep', us: 7_000 },
  ];
  return {
    process,
    groups: [{ group, priority, protected: isProtected, queues: 1 }],
    script: [{ op: 'repeat', times: FRAMES, script }],
  };
}

/** At a priority that is not open to everybody. */
const victim = byTheBook(VICTIM, 'high', [{ op: 'RUN', us: 1_000 }]);
const player = byTheBook(PLAYER, 'high', [
  { op: 'RUN', us: 200 },
  { op: 'PROT_REGION', size: 1 },
  { op: 'RUN', us: 1_000 },
]);

/**
 * One or two clients by the book and one or two that are not: calls with any arguments, in any order; streams of any commands;
 * groups of others. They have no capability and no administrator's rights. Heaps are not as one wishes, either.
 */
export function drawHostile(random: Random): Workload {
  const rogues = ['rogue', 'thief'].slice(0, 1 + random.below(2)).map((name) => drawRogue(random, name));
  const heap = random.chance(0.5) ? { heap: drawHeap(random) } : {};
  // Where there may be no protected memory nobody is promised any.
  const victims = 'heap' in heap || random.chance(0.5) ? [victim] : [victim, player];
  const all = [...rogues, ...victims].flatMap((p) => p.groups.map((g) => g.group));
  return {
    name: 'hostile',
    note: 'Drawn by the generator.',
    slots: 1 + random.below(3),
    asSlots: 1 + random.below(3),
    csPerSlot: 1,
    ...heap,
    processes: [...victims, ...drawScripts(random, rogues, all)],
  };
}

/** How often a workload gets a hostile client beside its own. */
const SHARE = 0.1;

/** Sometimes beside the processes of a workload one that is hostile. */
export function withRogue(random: Random, workload: Workload): Workload {
  if (!random.chance(SHARE)) return workload;
  const rogue = drawRogue(random, 'rogue');
  const all = [rogue, ...workload.processes].flatMap((p) => p.groups.map((g) => g.group));
  return { ...workload, processes: [...workload.processes, ...drawScripts(random, [rogue], all)] };
}

/** A hostile client that has nothing to do yet. */
function drawRogue(random: Random, name: string): ProcessSpec {
  const groups: GroupSpec[] = Array.from({ length: 1 + random.below(2) }, (_, n) => ({
    group: groupId(`${name}.g${n}`),
    priority: random.pick(['low', 'medium', 'medium', 'realtime'] as const),
    protected: random.chance(0.6),
    queues: 1,
  }));
  return { process: processId(name), unprivileged: true, groups, script: [] };
}

/** What hostile clients do, who may name everybody's groups. */
function drawScripts(
  random: Random,
  rogues: readonly ProcessSpec[],
  all: readonly GroupId[],
): readonly ProcessSpec[] {
  return rogues
    .map((p) => ({ ...p, script: drawScript(random, p, all) }))
    .map((p) => ({ ...p, script: p.script.map((step) => drawSyncOps(random, step)) }));
}

/** Binds asynchronous or not, with sync objects that are there or not, where they may have some and where not. */
function drawSyncOps(random: Random, step: Step): Step {
  const draw = () => ({
    ...(random.chance(0.3) ? { after: random.pick(['a', 'b']) } : {}),
    ...(random.chance(0.3) ? { signals: random.pick(['a', 'b']) } : {}),
  });
  if (step.op === 'bind' && random.chance(0.5)) return { ...step, op: 'bindAsync', ...draw() };
  if (step.op !== 'ioctl' || step.ioctl.call !== 'VM_BIND') return step;
  const flags = random.pick([step.ioctl.flags, VM_BIND_ASYNC, VM_BIND_ASYNC, VM_BIND_ASYNC | 2]);
  return { ...step, ioctl: { ...step.ioctl, flags, ...draw() } };
}

const DEFAULTS = { vm: DEFAULT_VM, flags: 0, offset: 0 } as const;
const bound = (bo: string): Step => ({
  op: 'ioctl',
  ioctl: { ...DEFAULTS, call: 'VM_BIND', op: 'map', bo, pages: 2 },
});
/** What calls and streams can get hold of: a buffer that is mapped everywhere, a protected one, a sync object. */
const preludes: readonly (readonly Step[])[] = [
  [
    { op: 'ioctl', ioctl: { call: 'BO_CREATE', bo: 'a', pages: 2, flags: 0, vm: null } },
    { op: 'ioctl', ioctl: { call: 'BO_MMAP_OFFSET', bo: 'a' } },
    { op: 'ioctl', ioctl: { call: 'MMAP', bo: 'a' } },
    bound('a'),
  ],
  [
    { op: 'ioctl', ioctl: { call: 'HEAP_ALLOC', fd: 'b', pages: 2 } },
    { op: 'ioctl', ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: 'b', bo: 'b' } },
    bound('b'),
    { op: 'decode', bo: 'b' },
  ],
  [{ op: 'ioctl', ioctl: { call: 'SYNCOBJ_CREATE', syncobj: 'a', flags: 0 } }],
];

function drawScript(random: Random, { groups }: ProcessSpec, all: readonly GroupId[]): readonly Step[] {
  const own = groups.map((g) => g.group);
  const step = (): Step => {
    if (random.chance(0.5)) return { op: 'ioctl', ioctl: drawIoctl(random, { own: groups, all }) };
    const group = random.pick(own);
    const submit = (): Step => ({
      op: 'submit',
      group,
      queue: 0,
      stream: drawBlindStream(random),
      ...(random.chance(0.1) ? { bytes: random.pick([0, 8, 12, 4096]) } : {}),
      ...(random.chance(0.2) ? { after: random.pick(['a', 'b']) } : {}),
      ...(random.chance(0.2) ? { signals: random.pick(['a', 'b']) } : {}),
    });
    return random.pick<() => Step>([
      submit,
      submit,
      submit,
      submit,
      () => ({ op: 'wait', group, queue: 0, timeoutUs: 20_000 }),
      () => ({ op: 'sleep', us: random.pick([100, 3_000, 15_000]) }),
      () => ({ op: 'create', group }),
      () => ({ op: 'destroy', group }),
      () => ({ op: 'bind', pages: random.pick([0, 1, 16, 600]) }),
      () => ({ op: 'attempt', how: random.pick(attemptHows), group: random.pick(all) }),
      () => ({ op: 'query' }),
      () => ({ op: 'look', bo: 'a' }),
    ])();
  };
  const prelude = preludes.flatMap((steps) => (random.chance(0.5) ? steps : []));
  const script = [...prelude, ...Array.from({ length: 4 + random.below(16) }, step)];
  return random.chance(0.3) ? [...script, { op: 'exit' }] : script;
}

/** Commands in any order: regions past the end, in each other, empty; waits for what never comes; faults. */
function drawBlindStream(random: Random): Stream {
  return Array.from({ length: random.below(6) }, (): Command => {
    const us = random.pick([50, 1_000, 12_000, 60_000]);
    return random.pick<() => Command>([
      () => ({ op: 'RUN', us }),
      () => ({ op: 'RUN', us }),
      () => ({ op: 'ASYNC', us }),
      () => ({ op: 'WAIT' }),
      () => ({ op: 'PROT_REGION', size: random.pick([0, 1, 2, 5, 65_535]) }),
      () => ({ op: 'PROT_REGION', size: random.pick([1, 2]) }),
      () => ({ op: 'SYNC_WAIT', object: 'x', seqno: 1, ...(random.below(2) === 0 ? {} : { most: true }) }),
      () => ({ op: 'SYNC_ADD', object: 'x' }),
      () => ({ op: random.pick(['READ', 'PAGE_FAULT', 'FAULT', 'FATAL', 'TILER_OOM'] as const) }),
      () =>
        random.pick<Command>([
          { op: 'SYNC_SET', object: 'x', seqno: 2 },
          { op: 'CALL', size: random.below(3) },
          { op: 'ILLEGAL', word: 'ff00000000000000' },
          { op: 'TILER_OOM', heap: random.pick(['a', 'b']) },
        ]),
      () =>
        random.pick<Command>([
          { op: random.pick(['LOAD', 'LOAD_AT', 'STORE'] as const), bo: random.pick(['a', 'b']) },
          { op: 'STORE', bo: random.pick(['a', 'b']) },
          { op: 'BRANCH', us },
          { op: 'UNRECOVERABLE' },
        ]),
    ])();
  });
}
