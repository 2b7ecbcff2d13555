import { modelActions } from '../search-model.ts';
import { type Apart, type Never, neverAsked, neverTogether } from './never-asked.ts';
import { type AnswerPair, answerPairs, plausibleAnswers, questionOf } from './reached.ts';

/** A thing that a search of a revision must come to, as `reachedBy` calls it, and where it is said that it happens. */
export interface Declared {
  readonly thing: string;
  readonly source: string;
}

/** The answers to part F that a revision lets matter, and the others with the reason. */
export interface Askable {
  readonly answers: readonly string[];
  readonly never: readonly Never[];
  /** Every two of them to different questions but those that are never consulted together. */
  readonly pairs: readonly AnswerPair[];
  readonly apart: readonly Apart[];
}

/** What a revision can be asked of part F. Of a defective driver nothing is declared: all that is carried. */
export function askableOf(revision: string): Askable {
  const never = neverAsked[revision] ?? [];
  const excluded = new Set(never.flatMap(({ asked }) => asked));
  const answers = plausibleAnswers.filter((one) => !excluded.has(one) && !excluded.has(questionOf(one)));
  const apart = neverTogether[revision] ?? [];
  const pairs = answerPairs(answers).filter(([a, b]) => !apart.some((one) => keeps(one, a, b)));
  return { answers, never, pairs, apart };
}

/** Whether an answer keeps the question of another from being asked. */
function keeps({ answer, leaves }: Apart, a: string, b: string): boolean {
  return (
    (a === answer && !leaves.includes(questionOf(b))) || (b === answer && !leaves.includes(questionOf(a)))
  );
}

/**
 * What a search of a revision must come to by the default plan or a stronger one; what it does not is dead.
 *
 * Answers to part F for each revision as it was posted or is meant; of the reference, which keeps to the rules and
 * so comes to all that they speak of, also what its calls answer, kinds of events, and who interrupts whom. Actions of
 * the model, where the stored workloads are searched: `equal-turns` alone brings some about.
 */
export function declaredReachable(revision: string, workloads: readonly string[]): readonly Declared[] {
  if (neverAsked[revision] === undefined) return [];
  const answers = askableOf(revision).answers.map((answer): Declared => {
    return { thing: `choice ${answer}`, source: `docs/protocol.md, part F, ${questionOf(answer)}` };
  });
  if (revision !== 'reference') return answers;
  const stored = storedWorkloads.every((name) => workloads.includes(name));
  return [...answers, ...(stored ? actions() : []), ...calls, ...events, ...switches];
}

/** The files of properties/workloads. */
export const storedWorkloads: readonly string[] = [
  'closed-lid',
  'equal-turns',
  'late-heap',
  'long-playback',
  'private-app',
  'video-playback',
];

/**
 * Not declared, since not each seed comes to them: a choice that is dropped needs a host under load on `equal-turns`, a heap
 * that is given up a reset after its provider has gone. test/properties/refinement/every-action.test.ts comes to both.
 */
const inARace: readonly string[] = ['driver.giveUp', 'driver.dropHeap'];

function actions(): readonly Declared[] {
  const declared = modelActions().filter((id) => !inARace.includes(id));
  return declared.map((id) => ({
    thing: `action ${id}`,
    source: 'model/protected-mode/actions: each is explained by some step of a run, docs/decisions/0003',
  }));
}

/** What each call answers, beside success: the kernel's uAPI, as impl/driver/mainline has it. */
const errors: Readonly<Record<string, string>> = {
  DEV_QUERY: 'EINVAL',
  BO_CREATE: 'EINVAL ENODEV',
  BO_MMAP_OFFSET: 'ENOENT EPERM',
  MMAP: 'EACCES EINVAL',
  MUNMAP: 'EINVAL',
  GEM_CLOSE: 'EINVAL',
  PRIME_HANDLE_TO_FD: 'EINVAL ENOENT',
  PRIME_FD_TO_HANDLE: 'EBADF EINVAL',
  CLOSE_FD: 'EBADF',
  HEAP_ALLOC: 'EINVAL ENOENT ENOMEM',
  VM_CREATE: 'EBUSY EINVAL',
  VM_DESTROY: 'EINVAL',
  VM_GET_STATE: 'EINVAL',
  VM_BIND: 'EINVAL ENODEV',
  SYNCOBJ_CREATE: 'EINVAL',
  SYNCOBJ_DESTROY: 'EINVAL',
  SYNCOBJ_WAIT: 'EINVAL ENOENT ETIME',
  TILER_HEAP_CREATE: 'EINVAL',
  TILER_HEAP_DESTROY: 'EINVAL ENOENT',
  GROUP_CREATE: 'EACCES EINVAL ENOMEM',
  GROUP_DESTROY: 'EINVAL ENODEV',
  GROUP_GET_STATE: 'EINVAL',
  GROUP_SUBMIT: 'EINVAL ENOENT',
};
const calls: readonly Declared[] = Object.entries(errors).flatMap(([call, words]) =>
  ['ok', ...words.split(' ')].map((result) => {
    return { thing: `answer ${call} ${result}`, source: 'docs/workloads.md, Calls' };
  }),
);

/**
 * Kinds of events of a driver that keeps to the rules. Not of it: a breach of a lock, memory that leaks, registers that
 * are used without power, which break rules; a VM that becomes unusable, which takes an MMU that is stuck (F16, stress);
 * protected mode that is offered no more, which takes a reset after the provider of the heap has gone.
 */
const kinds: Readonly<Record<string, string>> = {
  lock: 'acquire release blocked',
  work: 'queued start end cancelled moved dropped',
  wait: 'begin met timeout',
  irq: 'raise hard clear done',
  tick: 'begin ranked end',
  csg: 'request ack timeout',
  group: 'create bind unbind idle busy kill destroy release',
  request: 'reach raise note ack drop sample forget',
  session: 'enterSent enterAcked entered entrySeen entryFailed exitForced left exitRaised exitAnswered',
  command: 'issue complete resume save',
  job: 'submit held refused run signal',
  memory: 'alloc map unmap tlbFlush scrub free attempt fault access',
  power: 'suspend off resume on',
  vm: 'bindQueued bindRun bindSignalled destroyed',
  heap: 'register withdraw find missing put lend reclaim refuse exhausted offer',
  device: 'ready boot unplug unplugged',
  reset: 'schedule begin end',
};
const events: readonly Declared[] = Object.entries(kinds).flatMap(([kind, ops]) =>
  ops.split(' ').map((op) => ({ thing: `event ${kind} ${op}`, source: 'impl/events.ts' })),
);

/** Activities of which each is interrupted by each other one: all that meet in every session. */
const everywhere = ['process', 'tick_work', 'process_fw_events_work', 'irq/job', 'fw', 'cs'];
const switches: readonly Declared[] = everywhere.flatMap((a) =>
  everywhere
    .filter((b) => b !== a)
    .map((b) => ({ thing: `switch ${a} for ${b}`, source: 'docs/semantics.md, what a step is' })),
);

/** What of that an execution came to none of. */
export function missedOf(
  declared: readonly Declared[],
  reached: Readonly<Record<string, unknown>>,
): readonly Declared[] {
  return declared.filter(({ thing }) => !Object.hasOwn(reached, thing));
}
