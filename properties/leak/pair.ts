/**
 * Self-composition: a program is run twice with the same decisions, and differs in the protected content of one process.
 *
 * G. Barthe, P. R. D'Argenio, T. Rezk: Secure information flow by self-composition. CSFW 2004. Departure: the two
 * runs are not composed to one program but done one after the other, the second by the names of the first one's
 * decisions. What is declassified is compared first: a pair that differs in it says nothing.
 */
import type { SimEvent } from '../../impl/events.ts';
import type { ProcessId } from '../../impl/ids.ts';
import { type Run, type Setup, simulate } from '../../impl/simulate.ts';
import type { Step, Workload } from '../../impl/userspace/workload.ts';
import { LenientReplay } from '../explore/replay.ts';
import { viewOf } from './observe.ts';

/** What the comparison of two runs came to. */
export type PairResult =
  /** The control flow of the program depends on its content, or it faults in one run only: nothing is said of it. */
  | { readonly kind: 'excluded' }
  | { readonly kind: 'same' }
  | {
      readonly kind: 'differs';
      /** The first event that somebody outside sees in one run only: of the other run where this one has no more. */
      readonly event: SimEvent;
      /** What this run has there and the other one; null where it has no more. */
      readonly mine: string | null;
      readonly other: string | null;
    };

export interface Pair {
  /** Whose content differs. */
  readonly owner: ProcessId;
  /** Whether a command loaded content that differs: else the pair says nothing either. */
  readonly moved: boolean;
  readonly result: PairResult;
}

/** The processes whose protected content a workload brings into memory. */
export function contentOwners({ processes }: Workload): readonly ProcessId[] {
  const decodes = (script: readonly Step[]): boolean =>
    script.some((step) => (step.op === 'repeat' ? decodes(step.script) : step.op === 'decode'));
  return processes.flatMap(({ process, script }) => (decodes(script) ? [process] : []));
}

/** Runs once more for each process with content, with the other variant of it, and compares. */
export function pairsOf(setup: Setup, run: Run): readonly Pair[] {
  const { afterStep: _, otherContentOf: __, ...again } = setup;
  return contentOwners(setup.workload).map((owner) => {
    const other = simulate({ ...again, otherContentOf: owner }, new LenientReplay(run.decisions));
    return compare(run.events, other.events, owner);
  });
}

/** Compares two runs that differ in the protected content of `owner`. */
export function compare(one: readonly SimEvent[], two: readonly SimEvent[], owner: ProcessId): Pair {
  const a = viewOf(one, owner);
  const b = viewOf(two, owner);
  const moved = a.loaded.some((value, i) => value !== b.loaded[i]);
  const excluded = a.declassified.join('\n') !== b.declassified.join('\n');
  if (excluded) return { owner, moved, result: { kind: 'excluded' } };
  for (let i = 0; i < Math.max(a.outside.length, b.outside.length); i++) {
    const [mine, other] = [a.outside[i], b.outside[i]];
    if (mine?.text === other?.text) continue;
    const event = (mine ?? other)?.event;
    if (event === undefined) break;
    const texts = { mine: mine?.text ?? null, other: other?.text ?? null };
    return { owner, moved, result: { kind: 'differs', event, ...texts } };
  }
  return { owner, moved, result: { kind: 'same' } };
}
