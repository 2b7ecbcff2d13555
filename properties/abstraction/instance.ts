import type { GroupId } from '../../impl/ids.ts';
import { decode } from '../../impl/userspace/assembler/decode.ts';
import { assembled } from '../../impl/userspace/assembler/encode.ts';
import { INSTRUCTION_BYTES } from '../../impl/userspace/assembler/isa.ts';
import type { Stream } from '../../impl/userspace/stream.ts';
import { inRegion } from '../../impl/userspace/stream.ts';
import { type GroupSpec, groupsOf, type Step, type Workload } from '../../impl/userspace/workload.ts';
import { type Action, type Params, plain } from '../../model/checker/index.ts';
import {
  type Case,
  type GroupConfig,
  type Limits,
  type Profile as ModelProfile,
  type Program,
  protectedMode,
  type State,
} from '../../model/protected-mode/index.ts';
import {
  CSG_ACK_LIMIT_US,
  FORCED_EXIT_LIMIT_US,
  HOST_DELAY_US,
  RESIDENCE_LIMIT_US,
  SERVED_LIMIT_US,
} from '../rules/bounds.ts';
import type { GroupFacts } from '../rules/views.ts';

const priorities = { low: 0, medium: 1, high: 2, realtime: 3 } as const;

/** The groups of a workload as rules know them. */
export function factsOf(workload: Workload): readonly GroupFacts[] {
  return workload.processes.flatMap((p) =>
    p.groups.map((g) => ({
      id: g.group,
      process: p.process,
      priority: priorities[g.priority],
      queues: g.queues,
      declaredProtected: g.protected,
    })),
  );
}

/** A stream in the model's letters: `N` and `P` for each command, PROT_REGION itself left out. */
export function lettersOf(stream: Stream): string {
  return stream.map((c, i) => (c.op === 'PROT_REGION' ? '' : inRegion(stream, i) ? 'P' : 'N')).join('');
}

/** Whether a region begins where another has just ended: in the model's letters the two are one. */
function hasAdjacentRegions(stream: Stream): boolean {
  return stream.some(
    (c, i) => c.op === 'PROT_REGION' && !inRegion(stream, i) && i > 0 && inRegion(stream, i - 1),
  );
}

/** What of a stream is executed, which its submitter may have misstated. */
function executed({ stream, bytes }: Extract<Step, { readonly op: 'submit' }>): Stream {
  return bytes === undefined ? stream : decode({ ...assembled(stream), length: bytes / INSTRUCTION_BYTES });
}

/** What a script submits to one queue, in order, loops unrolled. */
function jobsOf(script: readonly Step[], group: GroupId, queue: number): Stream[] {
  const jobs: Stream[] = [];
  for (const step of script) {
    if (step.op === 'submit' && step.group === group && step.queue === queue) jobs.push(executed(step));
    else if (step.op === 'repeat') {
      const once = jobsOf(step.script, group, queue);
      for (let i = 0; i < step.times; i++) jobs.push(...once);
    }
  }
  return jobs;
}

function streamsOf({ processes }: Workload, { group }: GroupSpec, queue: number): readonly Stream[] {
  return processes.flatMap((p) => jobsOf(p.script, group, queue));
}

/** The answers to part F that the model tells apart, from a run's profile. */
export function modelProfile(profile: Readonly<Record<string, string>>): Partial<ModelProfile> {
  const waits = (id: string) => (profile[id] === 'waits' ? ('waits' as const) : ('raised again' as const));
  return {
    F05: profile.F05?.startsWith('EXIT') ? 'EXIT, then bit 7' : 'bit 7, then EXIT',
    F08a: waits('F08a'),
    F08b: waits('F08b'),
    F08d: waits('F08d'),
    F12: profile.F12 === 'the acknowledged one' ? 'the acknowledged one' : 'highest endpoint priority',
    F18b: profile.F18b === 'dead' ? 'dead' : 'answers',
    F30: profile.F30 === 'EXIT first' ? 'EXIT first' : 'restore first',
    F35: profile.F35 === 'ends the session' ? 'ends the session' : 'waits for the others',
    F38: profile.F38 === 'raised at once' ? 'raised at once' : 'held until exit',
    F04F07: 'may never complete',
  };
}

/** What processes try where it is refused changes nothing that a run shows. */
const leftOut: readonly string[] = ['hostile.attempt'];

/** The model's tick period in a run: coarser than the driver's, so that a session takes a few of them. */
export const MODEL_TICK_US = 100_000;

/**
 * FAIR-EXIT's bounds in the model's periods, each with all that it may take: the driver's limit and the forced exit
 * after it, and two periods more, since neither end falls on a period.
 */
function limitsOf(slots: number, delayUs: number): Limits {
  const ticks = (us: number): number => Math.ceil(us / MODEL_TICK_US) + 2;
  const exitUs = delayUs + 2 * slots * CSG_ACK_LIMIT_US + FORCED_EXIT_LIMIT_US;
  return {
    higherWaitsTicks: ticks(exitUs),
    equalWaitsTicks: ticks(exitUs) + 1,
    residenceTicks: ticks(RESIDENCE_LIMIT_US + exitUs),
    unservedTicks: ticks(SERVED_LIMIT_US + exitUs),
  };
}

/**
 * Guards that the model's coarse time and what no run shows make too strong. The driver ends a session at a residence
 * limit of its own, shorter than the bound (BOUNDED-RESIDENCE and NO-THRASH judge when); a tick that has chosen waits
 * for acknowledgements (TIMELY judges that). Why a session was ended, and so who is owed progress after it: FE-d
 * judges that on the events.
 */
const notSeen: Readonly<Record<string, { readonly guard: string; readonly holds: (p: Params) => boolean }>> =
  {
    'driver.forceExit': { guard: 'there is that reason', holds: (p) => p.reason === 'residence' },
    'time.tick': { guard: 'a choice is carried out or given up', holds: () => true },
    'driver.sendEnter': { guard: 'nobody of its priority or above is owed progress', holds: () => true },
  };

function asSeen<A extends Action<State>>(action: A): A {
  const hidden = notSeen[action.id];
  if (hidden === undefined) return action;
  if (!action.guards.some((g) => g.name === hidden.guard)) {
    throw new Error(`${action.id} has no guard "${hidden.guard}"`);
  }
  const guards = action.guards.map((guard) =>
    guard.name === hidden.guard
      ? { ...guard, holds: (s: State, p: Params) => hidden.holds(p) || guard.holds(s, p) }
      : guard,
  );
  return { ...action, guards };
}

/**
 * The instance of the reference model for one workload: its groups, queues and programs, faults, resets and
 * memory operations allowed, bounds as the rules have them.
 *
 * @param delayUs longest delay from an interrupt to the scheduler's answer
 */
export function instanceOf(
  workload: Workload,
  profile: Readonly<Record<string, string>>,
  delayUs = HOST_DELAY_US,
) {
  const known = modelProfile(profile);
  const specs = groupsOf(workload).map((spec) => ({
    spec,
    queues: Array.from({ length: spec.queues }, (_, i) => streamsOf(workload, spec, i)),
  }));
  const groups = specs.map(
    ({ spec, queues }): GroupConfig => ({
      priority: priorities[spec.priority],
      queues: queues.map((streams): Program => streams.map(lettersOf)),
      declared: spec.protected,
      lifecycle: true,
    }),
  );
  // A job without a command that the model counts is no job to it: such a run is not followed. Nor is one in which the
  // CS is at the next region as the exit comes, where the model has it wait in the same one (F08b).
  const followed =
    groups.every((g) => g.queues.every((program) => !program.includes(''))) &&
    (known.F08b !== 'waits' || !specs.some(({ queues }) => queues.flat().some(hasAdjacentRegions)));
  const only: Case = {
    groups: followed ? groups : groups.map((g) => ({ ...g, queues: g.queues.map((q) => q.filter(Boolean)) })),
    slots: workload.slots,
    profile: known,
    faults: true,
    unrelatedResets: true,
    vmOps: true,
    deviceSuspends: true,
    lateHeap: true,
  };
  const limits = limitsOf(workload.slots, delayUs);
  const { model, terms } = protectedMode({ name: workload.name, cases: [only], limits });
  const actions = model.actions.filter((a) => !leftOut.includes(a.id)).map(asSeen);
  return {
    terms,
    followed,
    rules: model.rules,
    plain: plain({ ...model, actions }),
    groups: groupsOf(workload).map((g) => g.group),
  };
}

export type ModelInstance = ReturnType<typeof instanceOf>;
