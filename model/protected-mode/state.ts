import type { Id, StateOf } from '../checker/index.ts';
import { bool, id, idType, int, oneOf, optional, perId, record } from '../checker/index.ts';
import { choices, defaultLimits, longestSession, type Program, type ProtectedModeConfig } from './config.ts';

/** Causes for which the driver may kill a group, and `none`. */
const causes = ['none', 'undeclared', 'failedEntry', 'missingExit', 'fault'] as const;

/** All programs of a configuration, each once; the empty one is the first. */
export function programsOf(config: ProtectedModeConfig): readonly Program[] {
  const all: Program[] = [[]];
  for (const program of config.cases.flatMap((c) => c.groups.flatMap((g) => g.queues)))
    if (!all.some((p) => sameProgram(p, program))) all.push(program);
  return all;
}
export function sameProgram(a: Program, b: Program): boolean {
  return a.length === b.length && a.every((job, i) => job === b[i]);
}

/**
 * The state of the protocol. Each variable is a fact about the interface, the hardware or the driver's records, so
 * that it can be computed from a concrete machine; those in `historyVariables` need its past as well.
 */
export function stateSchema(config: ProtectedModeConfig) {
  const groups = config.cases.flatMap((c) => c.groups);
  const programs = programsOf(config);
  const Group = idType('group', Math.max(...config.cases.map((c) => c.groups.length)));
  const Queue = idType('queue', Math.max(...groups.map((g) => g.queues.length)));
  const jobs = Math.max(...programs.map((p) => p.length));
  const commands = Math.max(...programs.map((p) => p.join('').length));
  const limits = config.limits ?? defaultLimits;

  const queue = record({
    /** Number of the program that the queue runs; constant. */
    program: int(0, programs.length - 1),
    /** Jobs that user space has submitted. */
    submitted: int(0, jobs),
    /** Commands finished; the stream goes on here, also after a suspend. One too many, to see a defect. */
    position: int(0, commands + 1),
    /** Commands ever issued to the GPU. */
    issued: int(0, commands + 1),
    /** The command at `position` is issued and not finished; it may be frozen with its CSG. */
    running: bool,
    /** The CS is halted at a PROT_REGION: CS_STATUS_WAIT bit 29. */
    waits: bool,
    /** CS PROTM_PENDING: ack differs from req. */
    event: bool,
    /** The driver's bit in protm_pending_queues. */
    recorded: bool,
    /** The driver answered PROTM_PENDING and the firmware has not yet sampled that or stopped the CS. */
    acknowledged: bool,
    /** The firmware lets the CS run in this session. */
    sampled: bool,
  });

  const buffer = record({
    /** Pages of the protected suspend buffer: not there, the group's, or given back to the heap. */
    pages: oneOf('none', 'allocated', 'freed'),
    protectedMemory: bool,
    kernelOwned: bool,
    /** Page-table entry in the firmware's address space. */
    mapped: bool,
    /** The firmware's TLB may hold an entry. */
    tlb: bool,
    /** It holds, or held and was not scrubbed of, a saved region. */
    dirty: bool,
    /** What user space got hold of. */
    cpuMapped: bool,
    vmBound: bool,
    exported: bool,
    handle: bool,
  });

  const group = record({
    /** Group priority, LOW 0 to REALTIME 3; constant. */
    priority: int(0, 3),
    /** GROUP_CREATE_PROTECTED; constant. */
    declared: bool,
    /** The group comes and goes, and others try to reach its buffer; constant. */
    lifecycle: bool,
    life: oneOf('absent', 'live', 'killed', 'destroyed'),
    /** Why it was killed; of a live group, why the next reset will kill it. */
    cause: oneOf(...causes),
    /** The group's slot: none, START or RESUME requested, acknowledged, ... `stopped` is still bound. */
    csg: oneOf('off', 'starting', 'active', 'suspending', 'terminating', 'stopped'),
    /** The firmware saved the CSG at an entry; for the host it stays on slot. */
    saved: bool,
    /** Idle in the last report that the driver has processed. */
    idle: bool,
    /** Place in the rotation among groups of the same priority, 0 first. */
    turn: int(0, Group.count - 1),
    /** Ticks it has waited in this session for normal mode. */
    waited: int(0, longestSession(limits) + 1),
    /** A session was ended for its sake, and it made no progress since. */
    owed: bool,
    buffer,
    queues: perId(Queue, queue),
  });

  const schema = record({
    /** Number of CSG slots; constant. */
    slots: int(1, 31),
    /** The firmware's answers to part F; constant. */
    profile: record({
      F05: oneOf(...choices.F05),
      F08a: oneOf(...choices.F08a),
      F08b: oneOf(...choices.F08b),
      F08d: oneOf(...choices.F08d),
      F12: oneOf(...choices.F12),
      F18b: oneOf(...choices.F18b),
      F30: oneOf(...choices.F30),
      F35: oneOf(...choices.F35),
      F38: oneOf(...choices.F38),
      F04F07: oneOf(...choices.F04F07),
    }),
    /** What else may happen in this run; constant. */
    scope: record({
      faults: bool,
      unrelatedResets: bool,
      vmOps: bool,
      deviceSuspends: bool,
      lateHeap: bool,
      once: bool,
    }),
    /** Where each happens once at most: what has happened. */
    spent: record({ reset: bool, vmOp: bool, suspend: bool }),
    /** The driver holds the protected heap. */
    heap: bool,
    /** The protected firmware section was in place at the last boot of the firmware. */
    section: bool,
    /** The driver tells user space that there is protected mode, and accepts groups that declare its use. */
    offered: bool,
    /** The device: on, about to be suspended, suspended with the firmware halted. */
    power: oneOf('on', 'suspending', 'off'),
    /** Where the driver is: no owner; owner chosen; ENTER sent and the entry lock held; entry confirmed. */
    driver: oneOf('none', 'chosen', 'entering', 'entered'),
    /** active_group: whom the driver chose to let in, until it answers EXIT. */
    owner: optional(id(Group)),
    /** GLB PROTM_ENTER: req differs from ack. */
    enterRequest: bool,
    /** `faulted` is protected and answers, but runs nothing; `leaving` until EXIT is raised, `left` until all is restored. */
    firmware: oneOf('normal', 'entering', 'protected', 'faulted', 'leaving', 'left', 'hung'),
    /** The exit that is under way was forced; false without one. */
    exitForced: bool,
    /** GPU_STATUS bit 7. */
    protmActive: bool,
    /** GLB PROTM_EXIT: ack differs from req. */
    exitEvent: bool,
    /** A request that forces an exit is outstanding (PING, say), and what for. */
    forcing: oneOf('none', 'rank', 'residence', 'vmOp', 'reset', 'suspend'),
    /** A VM operation waits for its turn, or has a region locked. */
    vmOp: oneOf('none', 'waiting', 'locked'),
    reset: oneOf('none', 'forSession', 'unrelated', 'running'),
    /** The PROTM_FAULT interrupt: may come, has come, was masked by the driver. */
    faultIrq: oneOf('armed', 'raised', 'masked'),
    /** The on-slot CSG with the highest endpoint priority. */
    first: optional(id(Group)),
    /** The session has issued or finished a protected command. */
    progressed: bool,
    /** Ticks since bit 7 rose. */
    residence: int(0, longestSession(limits) + 1),
    /** Ticks for which the top group has been pending while nobody was let in. */
    unserved: int(0, limits.unservedTicks + 1),
    groups: perId(Group, group),
  });
  return { Group, Queue, schema };
}

/** Variables that record the past: an observer computes them from events, not from one look at the machine. */
export const historyVariables = [
  'spent',
  'progressed',
  'residence',
  'unserved',
  'forcing (what for; that it is outstanding is a fact)',
  'groups[].waited',
  'groups[].owed',
  'groups[].cause',
  'groups[].queues[].issued',
  'groups[].queues[].acknowledged (that the firmware has not sampled it)',
] as const;

export type State = StateOf<ReturnType<typeof stateSchema>['schema']>;
export type GroupId = Id<'group'>;
export type QueueId = Id<'queue'>;
export type GroupState = State['groups'][GroupId];
export type QueueState = GroupState['queues'][QueueId];
export type KillCause = (typeof causes)[number];
