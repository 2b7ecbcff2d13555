import { type GroupId, groupId, processId } from '../ids.ts';
import { At } from './at.ts';
import { decodeHeap, encodeHeap } from './heap-file.ts';
import { decodeIoctl, encodeIoctl } from './ioctl-file.ts';
import { durationText } from './stream.ts';
import { decodeStream, encodeStream } from './stream-file.ts';
import {
  attemptHows,
  type GroupSpec,
  groupPriorityNames,
  type ProcessSpec,
  queueName,
  type Step,
  type SystemStep,
  type Workload,
} from './workload.ts';

export { WorkloadError } from './at.ts';

const DEFAULT_WAIT_US = 10_000_000;
const NAME = /^[a-z][a-z0-9-]*$/;
const MAX_SLOTS = 31;
/** MMU_INT has fault bits for 16 address spaces (`docs/decisions/0029`), and AS0 is the firmware's. */
const MAX_AS_SLOTS = 15;
const MAX_COUNT = 1_000_000;
const MAX_CS = 32;
const MAX_STREAM_BYTES = 65_536;
const MAX_ROUNDS = 1_000;
const WHY_ROUNDS = ' (a run is cut after some thousand steps, so more rounds would never run)';

/**
 * The workload of a parsed workload file.
 *
 * @param path where it stands, when it is part of another file
 * @throws WorkloadError
 */
export function decodeWorkload(file: unknown, path = ''): Workload {
  return decode(new At(file, path), () => true);
}

/**
 * The workload of a parsed workload file that somebody wrote. Refuses also what is no mistake in a workload that was
 * generated or shrunk: reaching for the protected suspend buffer of a group that has none.
 *
 * @throws WorkloadError
 */
export function decodeWrittenWorkload(file: unknown): Workload {
  return decode(new At(file, ''), (group) => group.protected);
}

function decode(at: At, hasBuffer: (group: GroupSpec) => boolean): Workload {
  at.only(
    'name',
    'note',
    'slots',
    'minSlots',
    'asSlots',
    'csPerSlot',
    'heap',
    'profiling',
    'processes',
    'system',
  );
  const processes = at.field('processes').items();
  if (processes.length === 0) at.field('processes').fail('at least one process');
  const specs = processes.map(decodeGroups);
  const names = new Set<string>();
  specs.forEach(({ process }, i) => {
    if (names.has(process)) processes[i]?.field('name').fail('a name that no other process has');
    names.add(process);
  });
  const csPerSlot = at.field('csPerSlot').count(1, MAX_CS);
  const everybody = specs.flatMap((s) => s.groups);
  specs.forEach((spec, i) => {
    spec.groups.forEach((group, g) => {
      if (group.queues > csPerSlot) {
        processes[i]?.field('groups').items()[g]?.field('queues').fail(`at most csPerSlot, ${csPerSlot}`);
      }
    });
  });
  const system =
    at.field('system').value !== undefined ? at.field('system').items().map(decodeSystemStep) : [];
  return {
    name: decodeTitle(at.field('name')),
    note: at.field('note').text(),
    slots: at.field('slots').count(1, MAX_SLOTS),
    ...(at.field('minSlots').value === undefined
      ? {}
      : { minSlots: at.field('minSlots').count(1, MAX_SLOTS) }),
    asSlots: at.field('asSlots').count(1, MAX_AS_SLOTS),
    csPerSlot,
    ...(at.field('heap').value === undefined ? {} : { heap: decodeHeap(at.field('heap')) }),
    processes: specs.map((spec, i) => {
      const script = processes[i]?.field('script') ?? at.field('processes');
      return { ...spec, script: decodeScript(script, { own: spec, everybody, hasBuffer }) };
    }),
    ...(at.field('profiling').value !== undefined && at.field('profiling').flag() ? { profiling: true } : {}),
    ...(system.length > 0 ? { system } : {}),
  };
}

/** Reports and cells name a workload before a comma. */
function decodeTitle(at: At): string {
  const expected = 'a name without a comma';
  const title = at.text(expected);
  return /^[^,\n]+$/.test(title) ? title : at.fail(expected);
}

function decodeGroups(at: At): ProcessSpec {
  at.only('name', 'unprivileged', 'groups', 'script');
  const process = decodeName(at.field('name'));
  const seen = new Set<string>();
  const groups = at
    .field('groups')
    .items()
    .map((g): GroupSpec => {
      g.only('name', 'priority', 'protected', 'queues');
      const name = decodeName(g.field('name'));
      if (seen.has(name)) g.field('name').fail('a name that no other group of this process has');
      seen.add(name);
      return {
        group: groupId(`${process}.${name}`),
        priority: g.field('priority').oneOf(groupPriorityNames),
        protected: g.field('protected').flag(),
        queues: g.field('queues').count(1, MAX_CS),
      };
    });
  const unprivileged = at.field('unprivileged').value !== undefined && at.field('unprivileged').flag();
  return { process: processId(process), ...(unprivileged ? { unprivileged } : {}), groups, script: [] };
}

function decodeName(at: At): string {
  const name = at.text('a name');
  return NAME.test(name) ? name : at.fail('a name of lower-case letters, digits and "-"');
}

/** What the steps of a process may name. */
interface Known {
  readonly own: ProcessSpec;
  readonly everybody: readonly GroupSpec[];
  /** Whether an attempt may name the buffer of a group. */
  readonly hasBuffer: (group: GroupSpec) => boolean;
}

function decodeScript(at: At, known: Known): readonly Step[] {
  return at.items().map((step) => decodeStep(step, known));
}

const PLAIN_STEPS = ['query', 'reclaim', 'dump', 'unplug', 'exit'] as const;
const STEPS = [
  ...['submit', 'wait', 'sleep', 'repeat', 'create', 'destroy', 'attempt'],
  ...['bind', 'bindAsync', 'bindAfter', 'waitBind', 'decode', 'look', 'ioctl'],
  ...PLAIN_STEPS,
];
const ONE_STEP = `one of the steps ${STEPS.join(', ')}`;

function decodeStep(at: At, known: Known): Step {
  const { own } = known;
  const plain = PLAIN_STEPS.find((name) => name === at.value);
  if (plain !== undefined) return { op: plain };
  if (typeof at.value === 'string') return at.fail(ONE_STEP, STEPS);
  const [op, ...more] = at.keys();
  if (op === undefined || more.length > 0) return at.fail(ONE_STEP);
  const body = at.field(op);
  switch (op) {
    case 'submit':
      body.only('queue', 'stream', 'bytes', 'after', 'signals');
      return {
        op,
        ...decodeQueue(body.field('queue'), own),
        stream: decodeStream(body.field('stream')),
        ...(body.field('bytes').value === undefined
          ? {}
          : { bytes: body.field('bytes').count(0, MAX_STREAM_BYTES) }),
        ...decodeNames(body, ['after', 'signals']),
      };
    case 'wait': {
      if (typeof body.value === 'string')
        return { op, ...decodeQueue(body, own), timeoutUs: DEFAULT_WAIT_US };
      body.only('queue', 'atMost');
      return {
        op,
        ...decodeQueue(body.field('queue'), own),
        timeoutUs: body.field('atMost').durationUs(),
      };
    }
    case 'sleep':
      return { op, us: body.durationUs() };
    case 'repeat':
      body.only('times', 'script');
      return {
        op,
        times: body.field('times').count(0, MAX_ROUNDS, WHY_ROUNDS),
        script: decodeScript(body.field('script'), known),
      };
    case 'create':
    case 'destroy':
      return { op, group: decodeGroup(body, own.groups, 'the name of a group of this process') };
    case 'attempt':
      body.only('how', 'bufferOf');
      return {
        op,
        how: body.field('how').oneOf(attemptHows),
        group: decodeBuffer(body.field('bufferOf'), known),
      };
    case 'bind':
      return { op, pages: body.count(0, MAX_COUNT) };
    case 'bindAsync':
      if (typeof body.value === 'number') return { op, pages: body.count(0, MAX_COUNT) };
      body.only('pages', 'after', 'signals');
      return {
        op,
        pages: body.field('pages').count(0, MAX_COUNT),
        ...decodeNames(body, ['after', 'signals']),
      };
    case 'bindAfter':
      body.only('queue', 'pages');
      return {
        op,
        ...decodeQueue(body.field('queue'), own),
        pages: body.field('pages').count(0, MAX_COUNT),
      };
    case 'waitBind':
      return { op, timeoutUs: body.durationUs() };
    case 'decode':
    case 'look':
      return { op, bo: body.text('the name of a buffer') };
    case 'ioctl': {
      // A handle is a guess where it is used, and one's own where it is made.
      const groups = body.field('call').value === 'GROUP_CREATE' ? own.groups : known.everybody;
      return { op, ioctl: decodeIoctl(body, (field) => decodeGroup(field, groups, 'the name of a group')) };
    }
    default:
      return new At(op, body.path).fail(ONE_STEP, STEPS);
  }
}

const SYSTEM_STEPS = ['suspend', 'resume', 'sleep'];
const ONE_SYSTEM_STEP = '"suspend", "resume" or { "sleep": "3 ms" }';

function decodeSystemStep(at: At): SystemStep {
  if (at.value === 'suspend' || at.value === 'resume') return { op: at.value };
  if (typeof at.value === 'string') return at.fail(ONE_SYSTEM_STEP, SYSTEM_STEPS);
  at.only('sleep');
  return { op: 'sleep', us: at.field('sleep').durationUs() };
}

function decodeGroup(at: At, groups: readonly GroupSpec[], expected: string): GroupId {
  const name = at.text(expected);
  const known = groups.map(({ group }) => group);
  return known.find((group) => group === name) ?? at.fail(expected, known);
}

function decodeBuffer(at: At, { everybody, hasBuffer }: Known): GroupId {
  const group = decodeGroup(at, everybody, 'the name of a group');
  const spec = everybody.find((one) => one.group === group);
  if (spec === undefined || hasBuffer(spec)) return group;
  return at.fail('a group with "protected": true, since another has no protected suspend buffer');
}

function decodeQueue(at: At, own: ProcessSpec): { readonly group: GroupId; readonly queue: number } {
  const expected = 'the name of a queue of this process';
  const name = at.text(expected);
  const known = own.groups.flatMap(({ group, queues }) =>
    Array.from({ length: queues }, (_, queue) => ({ group, queue, name: queueName(group, queue) })),
  );
  const found = known.find((queue) => queue.name === name);
  if (found === undefined) {
    return at.fail(
      expected,
      known.map((queue) => queue.name),
    );
  }
  return { group: found.group, queue: found.queue };
}

/** Fields that may be left out, each a name. */
function decodeNames(at: At, names: readonly string[]): { readonly [name: string]: string } {
  const given = names.filter((name) => at.field(name).value !== undefined);
  return Object.fromEntries(given.map((name) => [name, at.field(name).text('a name')]));
}

/** A workload as the value of a workload file; `decodeWorkload` gives the same workload back. */
export function encodeWorkload(workload: Workload): unknown {
  const { name, note, slots, minSlots, asSlots, csPerSlot } = workload;
  const { heap, profiling, processes, system = [] } = workload;
  return {
    name,
    note,
    slots,
    ...(minSlots === undefined ? {} : { minSlots }),
    asSlots,
    csPerSlot,
    ...(heap === undefined ? {} : { heap: encodeHeap(heap) }),
    ...(profiling === undefined ? {} : { profiling }),
    processes: processes.map(encodeProcess),
    ...(system.length === 0 ? {} : { system: system.map(encodeSystemStep) }),
  };
}

function encodeSystemStep(step: SystemStep): unknown {
  return step.op === 'sleep' ? { sleep: durationText(step.us) } : step.op;
}

function encodeProcess({ process, unprivileged, groups, script }: ProcessSpec): unknown {
  return {
    name: process,
    ...(unprivileged === true ? { unprivileged } : {}),
    groups: groups.map(({ group, priority, protected: isProtected, queues }) => ({
      name: group.slice(process.length + 1),
      priority,
      protected: isProtected,
      queues,
    })),
    script: script.map(encodeStep),
  };
}

function encodeStep(step: Step): unknown {
  switch (step.op) {
    case 'submit': {
      const { op: _, group, queue, stream, ...syncs } = step;
      return { submit: { queue: queueName(group, queue), stream: encodeStream(stream), ...syncs } };
    }
    case 'ioctl':
      return { ioctl: encodeIoctl(step.ioctl) };
    case 'wait': {
      const queue = queueName(step.group, step.queue);
      if (step.timeoutUs === DEFAULT_WAIT_US) return { wait: queue };
      return { wait: { queue, atMost: durationText(step.timeoutUs) } };
    }
    case 'sleep':
      return { sleep: durationText(step.us) };
    case 'repeat':
      return { repeat: { times: step.times, script: step.script.map(encodeStep) } };
    case 'create':
      return { create: step.group };
    case 'destroy':
      return { destroy: step.group };
    case 'attempt':
      return { attempt: { how: step.how, bufferOf: step.group } };
    case 'bind':
      return { bind: step.pages };
    case 'bindAsync': {
      const { op: _, pages, ...syncs } = step;
      return { bindAsync: Object.keys(syncs).length === 0 ? pages : { pages, ...syncs } };
    }
    case 'bindAfter':
      return { bindAfter: { queue: queueName(step.group, step.queue), pages: step.pages } };
    case 'waitBind':
      return { waitBind: durationText(step.timeoutUs) };
    case 'decode':
      return { decode: step.bo };
    case 'look':
      return { look: step.bo };
    case 'reclaim':
    case 'dump':
    case 'query':
    case 'unplug':
    case 'exit':
      return step.op;
    default:
      return step satisfies never;
  }
}
