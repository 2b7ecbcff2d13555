/**
 * What a user of the model chooses: how many groups, what they run, and how the firmware answers the open questions
 * of part F that reach this level.
 */

/** `N` is one normal-mode command, `P` one command inside a PROT_REGION; adjacent `P`s of a job are one region. */
export type Job = string;
/** The jobs that user space submits to one queue, in this order. */
export type Program = readonly Job[];

export interface GroupConfig {
  /** Group priority, LOW 0 to REALTIME 3 (D.1). */
  readonly priority: number;
  readonly queues: readonly Program[];
  /** Created with GROUP_CREATE_PROTECTED (A.1.6), so that it has a protected suspend buffer. Default true. */
  readonly declared?: boolean;
  /**
   * The group begins absent, is created and may be destroyed, and hostile processes try to reach its buffer;
   * otherwise it exists throughout. Default false.
   */
  readonly lifecycle?: boolean;
}

/** The answers of a firmware to part F, as far as they can be told apart at this level. The default comes first. */
export const choices = {
  /** Order at a forced exit: the rest of the row, PING's acknowledgement, comes last in both. */
  F05: ['bit 7, then EXIT', 'EXIT, then bit 7'],
  /** A suspended region raises PROTM_PENDING again when its CSG resumes. */
  F08a: ['raised again', 'waits'],
  /** The same after a forced exit on slot; `waits` is CS_STATUS_WAIT bit 29 with equal event bits. */
  F08b: ['raised again', 'waits'],
  /** The same after a reset. */
  F08d: ['raised again', 'waits'],
  /** Which CSG runs in protected mode. */
  F12: ['highest endpoint priority', 'the acknowledged one'],
  /** After PROTM_FAULT the firmware stops what runs and still answers, or is dead. */
  F18b: ['answers', 'dead'],
  /** Restoring the saved CSGs and raising EXIT. */
  F30: ['restore first', 'EXIT first'],
  /** One of several acknowledged CSs ends its region. */
  F35: ['waits for the others', 'ends the session'],
  /** The owner reaches another region during its session. */
  F38: ['held until exit', 'raised at once'],
  /** An entry or a forced exit, per event, may never complete (`never` of F04 and F07). */
  F04F07: ['always completes', 'may never complete'],
} as const;
export type ChoiceId = keyof typeof choices;
export type Profile = { readonly [K in ChoiceId]: (typeof choices)[K][number] };

/**
 * Answers that part F calls stress: the model keeps its rules under them as well, as far as it is searched with them, but
 * nothing is claimed. All others are plausible.
 */
export const stressAnswers: Partial<Profile> = { F08a: 'waits' };

export const choiceIds = Object.keys(choices) as readonly ChoiceId[];
export const defaultProfile: Profile = {
  F05: 'bit 7, then EXIT',
  F08a: 'raised again',
  F08b: 'raised again',
  F08d: 'raised again',
  F12: 'highest endpoint priority',
  F18b: 'answers',
  F30: 'restore first',
  F35: 'waits for the others',
  F38: 'held until exit',
  F04F07: 'always completes',
};

/** Bounds, counted in tick periods that pass while the GPU is protected, or while the top group's request is open. */
export interface Limits {
  /** FE-a: host delay, acknowledgement limits and forced-exit limit together. */
  readonly higherWaitsTicks: number;
  /** FE-b: the same plus one tick period. */
  readonly equalWaitsTicks: number;
  /** The driver's residence limit, at which it may end a session for no other reason. */
  readonly residenceTicks: number;
  /** How much longer than the residence limit a session may last while its exit is under way. Default 0. */
  readonly exitTicks?: number;
  /** SERVED: a pending top group without an ENTER. */
  readonly unservedTicks: number;
}

/** What a run does not change. */
export interface Case {
  readonly groups: readonly GroupConfig[];
  readonly slots: number;
  /** What it does not say has its default. */
  readonly profile?: Partial<Profile>;
  /** PROTM_FAULT may strike a session. Default false. */
  readonly faults?: boolean;
  /** A reset that has nothing to do with protected mode may be scheduled. Default false. */
  readonly unrelatedResets?: boolean;
  /** VM operations (VM_BIND, maps of kernel buffers) come and go. Default false; needed for lifecycles. */
  readonly vmOps?: boolean;
  /** The device may be suspended and resumed. Default false. */
  readonly deviceSuspends?: boolean;
  /**
   * There is no protected heap at first; it may be found, and dropped again. Default false: heap and protected firmware
   * section are there from the first boot on.
   */
  readonly lateHeap?: boolean;
  /** Of unrelated resets, device suspends and VM operations each happens once at most. Default false: again and again. */
  readonly once?: boolean;
}

export interface ProtectedModeConfig {
  readonly name: string;
  /** A run is of any one of these. */
  readonly cases: readonly Case[];
  readonly limits?: Limits;
}

export const defaultLimits: Limits = {
  higherWaitsTicks: 1,
  equalWaitsTicks: 2,
  residenceTicks: 3,
  unservedTicks: 1,
};

/** FE-c and BOUNDED-RESIDENCE: the longest that a session may last. */
export const longestSession = ({ residenceTicks, exitTicks = 0 }: Limits): number =>
  residenceTicks + exitTicks;

/** Throws a RangeError that says what is wrong with a configuration. */
export function validate(config: ProtectedModeConfig): void {
  const fail = (why: string): never => {
    throw new RangeError(`protected-mode model "${config.name}": ${why}`);
  };
  if (config.cases.length === 0) fail('needs a case');
  for (const { groups, slots, vmOps, lateHeap, deviceSuspends, unrelatedResets } of config.cases) {
    if (groups.length === 0) fail('a case needs a group');
    if (!Number.isInteger(slots) || slots < 1 || slots > 31) fail(`${slots} slots, must be 1 to 31`);
    if (lateHeap && !deviceSuspends && !unrelatedResets)
      fail(
        'a late heap needs deviceSuspends or unrelatedResets, since only a boot puts the section in place',
      );
    for (const [i, g] of groups.entries()) {
      if (!Number.isInteger(g.priority) || g.priority < 0 || g.priority > 3)
        fail(`group ${i}: priority is ${g.priority}, must be 0 (LOW) to 3 (REALTIME)`);
      if (g.queues.length === 0) fail(`group ${i} needs a queue`);
      for (const job of g.queues.flat())
        if (!/^[NP]+$/.test(job)) fail(`group ${i}: job "${job}" is not a word of N and P`);
      if (lateHeap && !g.lifecycle && g.declared !== false)
        fail(`group ${i}: it can not be declared protected before there is a heap, so it needs a lifecycle`);
      if (g.lifecycle && !vmOps) fail(`group ${i}: a lifecycle maps buffers, which needs vmOps`);
    }
  }
  const limits = config.limits ?? defaultLimits;
  const { higherWaitsTicks, equalWaitsTicks, residenceTicks, unservedTicks, exitTicks = 0 } = limits;
  if (!(0 < higherWaitsTicks && higherWaitsTicks < equalWaitsTicks && equalWaitsTicks < residenceTicks))
    fail('needs 0 < higherWaitsTicks < equalWaitsTicks < residenceTicks');
  if (!(unservedTicks >= 1)) fail('needs unservedTicks of at least 1');
  if (!(exitTicks >= 0)) fail('needs exitTicks of at least 0');
}
