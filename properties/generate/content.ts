import type { Ioctl } from '../../impl/userspace/ioctl.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import type { ProcessSpec, Step, Workload } from '../../impl/userspace/workload.ts';
import type { Random } from '../explore/random.ts';

/** How often a workload with a protected group gets protected content. */
const SHARE = 0.2;
const FILM = 'film';
const SCREEN = 'screen';
const TABLE = 'table';
const FOUND = 'found';

/**
 * Sometimes protected content, that two runs can differ in: a player whose regions load, store, address and branch
 * by it; readers that should see nothing of it: the CPU, a dump, normal mode, another client with protected memory,
 * to whom the player may have passed its own.
 */
export function withContent(random: Random, workload: Workload): Workload {
  const owner = workload.processes.find((p) => p.groups.some((g) => g.protected));
  if (owner === undefined || !random.chance(SHARE)) return workload;
  const shares = random.chance(0.2);
  const processes = workload.processes.map((p) =>
    p === owner ? player(random, p) : reader(random, p, owner, shares),
  );
  return { ...workload, processes };
}

/** Content that differs: mostly the plain values, sometimes any, so that what depends on a value is met. */
export function drawSecrets(
  random: Random,
  { processes }: Workload,
): Record<string, readonly [number, number]> {
  const name = processes[random.below(processes.length)]?.process ?? '';
  return random.chance(0.7) ? {} : { [name]: [random.below(100), 100 + random.below(900)] };
}

function player(random: Random, { script, ...spec }: ProcessSpec): ProcessSpec {
  const changed: Step[] = changeStreams(script, (stream) => withLoads(random, stream));
  const decode: Step = { op: 'decode', bo: FILM };
  const prelude = [
    ...protectedBuffer(`${spec.process}-${FILM}`, FILM),
    ...protectedBuffer(`${spec.process}-${SCREEN}`, SCREEN),
    ...ordinaryBuffer(TABLE),
    decode,
  ];
  for (const step of [decode, { op: 'look', bo: TABLE }, { op: 'dump' }] as const) {
    if (random.chance(0.5)) changed.splice(random.below(changed.length + 1), 0, step);
  }
  if (random.chance(0.3)) {
    changed.push(
      call({ call: 'VM_BIND', op: 'unmap', vm: 'vm', bo: FILM, offset: 0, pages: 2, flags: 0 }),
      call({ call: 'GEM_CLOSE', bo: FILM }),
      call({ call: 'CLOSE_FD', fd: `${spec.process}-${FILM}` }),
    );
  }
  return { ...spec, script: [...prelude, ...changed] };
}

/** Somebody who gets protected memory later on, or is given the player's, and looks what is in it. */
function reader(random: Random, spec: ProcessSpec, owner: ProcessSpec, shares: boolean): ProcessSpec {
  const end = spec.script.filter((step) => step.op === 'exit');
  const script: Step[] = spec.script.filter((step) => step.op !== 'exit');
  const group = spec.groups.find((g) => g.protected);
  if (random.chance(0.3)) script.splice(random.below(script.length + 1), 0, { op: 'dump' });
  if (group !== undefined) {
    script.push({ op: 'sleep', us: random.pick([1_000, 20_000, 100_000]) });
    script.push(
      ...(shares
        ? bound(`${owner.process}-${FILM}`, FOUND)
        : protectedBuffer(`${spec.process}-${FOUND}`, FOUND)),
    );
    const region: readonly Command[] = [
      { op: 'LOAD', bo: FOUND },
      ...(random.chance(0.5) ? [{ op: 'BRANCH', us: 3_000 } as const] : []),
    ];
    const stream: Stream = [{ op: 'PROT_REGION', size: region.length }, ...region];
    script.push({ op: 'submit', group: group.group, queue: 0, stream });
  }
  return { ...spec, script: [...script, ...end] };
}

const protectedBuffer = (fd: string, bo: string): readonly Step[] => [
  call({ call: 'HEAP_ALLOC', fd, pages: 2 }),
  ...bound(fd, bo),
];

const bound = (fd: string, bo: string): readonly Step[] => [
  call({ call: 'PRIME_FD_TO_HANDLE', fd, bo }),
  call({ call: 'VM_BIND', op: 'map', vm: 'vm', bo, offset: 0, pages: 2, flags: 0 }),
];

const ordinaryBuffer = (bo: string): readonly Step[] => [
  call({ call: 'BO_CREATE', bo, pages: 4, flags: 0, vm: null }),
  call({ call: 'BO_MMAP_OFFSET', bo }),
  call({ call: 'MMAP', bo }),
  call({ call: 'VM_BIND', op: 'map', vm: 'vm', bo, offset: 0, pages: 4, flags: 0 }),
];

const call = (ioctl: Ioctl): Step => ({ op: 'ioctl', ioctl });

function changeStreams(script: readonly Step[], change: (stream: Stream) => Stream): Step[] {
  return script.map((step): Step => {
    if (step.op === 'repeat') return { ...step, script: changeStreams(step.script, change) };
    return step.op === 'submit' ? { ...step, stream: change(step.stream) } : step;
  });
}

/** Regions load the film first and do something with it at their end; ordinary commands look at the table. */
function withLoads(random: Random, stream: Stream): Stream {
  const commands: Command[] = [];
  for (let i = 0; i < stream.length; i++) {
    const command = stream[i] as Command;
    if (command.op !== 'PROT_REGION' || command.size === 0) {
      commands.push(command);
      continue;
    }
    const body = [
      { op: 'LOAD', bo: FILM } as const,
      ...stream.slice(i + 1, i + 1 + command.size),
      ...use(random),
    ];
    commands.push({ op: 'PROT_REGION', size: body.length }, ...body);
    i += command.size;
  }
  if (random.chance(0.3)) commands.push({ op: 'LOAD', bo: TABLE });
  // What only the firewall prevents.
  if (random.chance(0.05)) commands.push({ op: 'LOAD', bo: FILM });
  return commands;
}

function use(random: Random): readonly Command[] {
  const commands: Command[] = [];
  if (random.chance(0.5)) commands.push({ op: 'STORE', bo: SCREEN });
  if (random.chance(0.15)) commands.push({ op: 'LOAD_AT', bo: TABLE });
  if (random.chance(0.15)) commands.push({ op: 'BRANCH', us: 2_000 });
  if (random.chance(0.03)) commands.push({ op: 'STORE', bo: TABLE });
  return commands;
}
