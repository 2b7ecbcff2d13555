/** Kind of a rule: safety, liveness, bound. */
export type RuleKind = 'S' | 'L' | 'B';

/** A rule of docs/rules.md that this model does not state. */
export interface NotStated {
  readonly id: string;
  readonly kinds: readonly RuleKind[];
  /** Why it can only be judged on runs of the simulator, or not here. */
  readonly why: string;
}

/**
 * Rules of the rulebook that are stated of what comes in the end only (`liveness/rules.ts`), and what of each is not here.
 */
export const onlyInTheEnd = {
  'FE-e': '',
  'NO-LOST-WAKE':
    'a stream here is read by whoever runs it: that a doorbell or sync signal may be lost (F15) is in the simulator only',
  PRIVILEGE:
    "who asks for a VM operation is not in this state, so that two exits can not be told to be one client's: of all clients together it is promised that the owner gets on in the end; that nobody fails for another group is INNOCENT-SAFE",
  'UNMAP-ALWAYS': 'errors that a system call may give are in the simulator only',
} as const;

/** The rules of the rulebook that this model does not state, each with the reason. */
export const notStated: readonly NotStated[] = [
  {
    id: 'NO-LEAK-WRITE',
    kinds: ['S'],
    why: 'a command here is over when it is over: work that it leaves behind (F26) is in the simulator only',
  },
  {
    id: 'NO-PROFILE',
    kinds: ['S'],
    why: 'nothing here measures: timestamps, counters and usage are values of a run',
  },
  {
    id: 'LOCK-LIVE',
    kinds: ['S', 'B'],
    why: 'locks of the kernel are in the simulator only; that the protocol itself has no deadlock, every search of this model shows',
  },
  {
    id: 'FENCE-PATH',
    kinds: ['S'],
    why: 'fences, allocations and the locks held across them are in the simulator only',
  },
  {
    id: 'NO-LEAK',
    kinds: ['S'],
    why: 'it compares two runs with different protected content, and content is in the simulator only',
  },
  {
    id: 'LOCK-RULES',
    kinds: ['S'],
    why: 'locks of the kernel are in the simulator only',
  },
  {
    id: 'REFINES',
    kinds: ['S'],
    why: 'it holds runs of the simulator against this model',
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
