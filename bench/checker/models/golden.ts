import type { Model } from '../../../model/checker/index.ts';
import { schedulingAllocator, simpleAllocator } from './allocator.ts';
import { atomicCommit } from './atomic-commit.ts';
import { dijkstraMutex } from './dijkstra-mutex.ts';
import { ewd840 } from './ewd840.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { paxosCommit } from './paxos-commit.ts';
import { protm, golden as shared, sizes } from './protm.ts';
import { readersWriters } from './readers-writers.ts';
import { twoPhase } from './two-phase.ts';

/** A published model with the figures that its source states. */
export interface Golden {
  /** Makes the model, whose state type is nobody's business here. */
  readonly model: () => Model<never>;
  readonly states: number;
  /**
   * Transitions, where the source counts them as we do. TLC counts an action twice that holds by two of its disjuncts,
   * and initial states as generated: those are subtracted here.
   */
  readonly transitions?: number;
  /** Number of the last level, one less than what TLC calls depth. */
  readonly depth?: number;
  /** Rules that the source says do not hold; all others hold. */
  readonly broken?: readonly string[];
  readonly source: string;
}

/** tlaplus/Examples on GitHub at commit 32a32c7b (14 May 2026), in its folder `specifications`. */
const examples = (file: string): string => `tlaplus/Examples 32a32c7b, ${file}`;
/** States of two-phase commit: while undecided, after an abort, after a commit. */
const twoPhaseStates = (n: number): number => 4 ** n + 6 ** n + 2 ** n;
const twoPhaseCommit = (participants: number, states: number, source: string): Golden => {
  if (states !== twoPhaseStates(participants)) throw new Error('the closed form does not agree');
  return { model: () => twoPhase(participants), states, source };
};
const protectedMode = (size: keyof typeof sizes): Golden => ({
  model: () => protm(sizes[size]),
  ...shared[size],
  source: 'models/protm.m and protm.pml beside this file, run with rumur 2022.08.20 and SPIN 6.5.2',
});

/** Figures that other checkers published, smallest first. */
export const golden: readonly Golden[] = [
  {
    ...twoPhaseCommit(
      3,
      288,
      examples('transaction_commit/manifest.json, TwoPhase; Stateright examples/2pc.rs'),
    ),
    transitions: 1_146 - 1,
    depth: 11 - 1,
  },
  { model: () => ewd840(3), states: 302, source: examples('ewd840/manifest.json, EWD840, N = 3') },
  {
    model: () => simpleAllocator('anything'),
    states: 400,
    transitions: 1_633 - 1,
    depth: 6 - 1,
    source: examples('allocator/manifest.json, SimpleAllocator, 3 clients, 2 resources'),
  },
  {
    model: () => simpleAllocator('all'),
    states: 400,
    transitions: 1_633 - 1,
    depth: 6 - 1,
    broken: ['OBTAINED', 'SATISFIED'],
    source: examples(
      'allocator/SimpleAllocator.tla, SimpleAllocator2 and the theorems that do not hold of it',
    ),
  },
  { model: () => ewd840(4), states: 1_566, source: examples('ewd840/manifest.json, EWD840_json, N = 4') },
  {
    model: schedulingAllocator,
    states: 1_690,
    transitions: 5_854 - 1,
    depth: 7 - 1,
    source: examples('allocator/manifest.json, SchedulingAllocator, 3 clients, 2 resources'),
  },
  twoPhaseCommit(5, 8_832, 'Stateright examples/2pc.rs (commit ab8c8be9), 5 resource managers'),
  {
    model: readersWriters,
    states: 21_527,
    transitions: 59_674 - 1,
    depth: 13 - 1,
    source: examples('ReadersWriters/manifest.json, 3 actors'),
  },
  {
    model: atomicCommit,
    states: 54_944,
    depth: 21 - 1,
    broken: ['AC5'],
    source: examples(
      'acp/manifest.json, ACP_SB_TLC, 3 participants; acp/ACP_SB.tla says that AC5 does not hold',
    ),
  },
  {
    model: () => dijkstraMutex(3),
    states: 90_882,
    transitions: 282_810 - 3,
    depth: 54 - 1,
    broken: ['STARVATION-FREE-0', 'STARVATION-FREE-1', 'STARVATION-FREE-2'],
    source: examples(
      'dijkstra-mutex, LSpec-model/MC.out; DijkstraMutex.tla says that StarvationFree does not hold',
    ),
  },
  protectedMode('small'),
  twoPhaseCommit(7, 296_448, 'TLC on TwoPhase.tla; the closed form'),
  {
    model: lamportMutex,
    states: 724_274,
    depth: 61 - 1,
    source: examples('lamport_mutex/manifest.json, MCLamportMutex, N = 3, maxClock = 6'),
  },
  protectedMode('medium'),
  {
    model: paxosCommit,
    states: 1_321_761,
    depth: 28 - 1,
    source: examples(
      'transaction_commit/manifest.json, PaxosCommit, 2 managers, 3 acceptors, ballots 0 and 1',
    ),
  },
  twoPhaseCommit(8, 1_745_408, 'TLC on TwoPhase.tla; the closed form'),
  protectedMode('large'),
  twoPhaseCommit(9, 10_340_352, 'TLC on TwoPhase.tla; the closed form'),
  {
    model: () => dijkstraMutex(4),
    states: 33_288_512,
    transitions: 146_157_716 - 4,
    depth: 89 - 1,
    source: examples('dijkstra-mutex, Safety-4-processors/MC.out'),
  },
];
