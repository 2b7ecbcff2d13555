/** Kind of a rule: safety, liveness, bound. */
export type RuleKind = 'S' | 'L' | 'B';

/** A rule of docs/rules.md that this model does not state yet. */
export interface NotYetStated {
  readonly id: string;
  readonly kinds: readonly RuleKind[];
  readonly says: string;
}

/** The rules of the rulebook that this model has no state for, or for which its checker has to search fair cycles. */
export const notYetStated: readonly NotYetStated[] = [
  {
    id: 'NO-LEAK-WRITE',
    kinds: ['S'],
    says: "given the user's contract (a region waits for what it started), no protected-tagged work is outstanding when GPU protected falls",
  },
  {
    id: 'NO-LOST-WAKE',
    kinds: ['L'],
    says: 'a doorbell or sync signal for a normal group during a session is acted on after it',
  },
  {
    id: 'NO-PROFILE',
    kinds: ['S'],
    says: 'nothing that measures a job (timestamps, cycle counts stored by it, usage shown to other clients, counters, trace) tells about protected work beyond that it ran',
  },
  {
    id: 'NO-POWER-IN-PROTM',
    kinds: ['S'],
    says: 'no sleep, halt or power-off of L2 or GPU while GPU protected',
  },
  {
    id: 'SUSPEND-EXIT',
    kinds: ['S'],
    says: 'device suspend: EXIT answered and no owner before the firmware is halted',
  },
  {
    id: 'BOOT-GEN',
    kinds: ['S'],
    says: 'protected mode is offered only if the section was in place at the last firmware boot',
  },
  { id: 'LOCK-LIVE', kinds: ['S', 'B'], says: 'no deadlock' },
  {
    id: 'FENCE-PATH',
    kinds: ['S'],
    says: 'code that signals a fence takes no lock that is held across a fence wait or a reclaiming allocation',
  },
  { id: 'HEAP-REF', kinds: ['S'], says: 'heap and pool outlive their buffers' },
  {
    id: 'EVENT-ONCE',
    kinds: ['S', 'L'],
    says: 'each raise still visible when the driver reads the word is handled at least once (of a group being suspended only if F08a is no)',
  },
  {
    id: 'PRIVILEGE',
    kinds: ['S', 'L'],
    says: 'between two exits forced by one client the owner makes progress',
  },
  {
    id: 'UNMAP-ALWAYS',
    kinds: ['S', 'L'],
    says: 'closing a handle, destroying a group or VM and closing the device always succeed, in any state',
  },
  {
    id: 'NO-LEAK',
    kinds: ['S'],
    says: 'two runs of a program whose control flow does not depend on protected content, differing only in that content, look the same outside: values, errors, order of fences, usage statistics',
  },
  {
    id: 'LOCK-RULES',
    kinds: ['S'],
    says: 'a lock is released by its owner, taken in one order, never slept under when it spins',
  },
  {
    id: 'REFINES',
    kinds: ['S'],
    says: 'every visible step of the simulator is explained by at most a stated number of named model steps, or none',
  },
  {
    id: 'FE-e',
    kinds: ['L'],
    says: 'a pending group that is top infinitely often finishes its region or is killed for cause',
  },
];

/** Rules that the model adds for itself: the firmware's contract and the order of states, which its guards rely on. */
export const ownRules = [
  'CSG-STATES',
  'FROZEN',
  'EXIT-CAUSE',
  'LIFE-ORDER',
  'SCOPE',
  'HISTORY',
  'MODE-ORDER',
  'ROTATION',
  'STILL-WAITS',
  'NO-IDLE-STEPS',
] as const;

/** Headline rules that are made of others. SINGLE-TOP-GROUP also has a part of its own. */
export const madeOf = {
  'SINGLE-TOP-GROUP': ['ONE-GROUP', 'OWNER', 'TOP-ONLY', 'ENTER-GATE'],
  'NO-USER-MAPPING': [
    'NO-CPU-MAP',
    'NO-GPU-MAP',
    'NO-HANDLE',
    'KERNEL-OWNED',
    'PROT-MEM-ONLY',
    'SAVE-BUF',
    'HEAP-REF',
  ],
  'FAIR-EXIT': ['FE-a', 'FE-b', 'FE-c', 'FE-d', 'FE-e', 'FE-f'],
} as const;
