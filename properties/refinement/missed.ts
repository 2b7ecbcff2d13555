import { actionOf, edgeOf, faceIn } from './edges.ts';
import type { Face } from './face.ts';

/** Who holds which lock when a step of the model is taken by a run, and who took it. */
export interface Moment {
  readonly activity: string;
  /** Locks that are held exclusively, by name. */
  readonly heldBy: ReadonlyMap<string, { readonly activity: string }>;
}

/** Moments from which a lock that was held in all of them is believed to be needed. */
const ENOUGH = 10;

/** What was so in all moments of a kind. */
interface Always {
  moments: number;
  /** Locks of the kind that were held in each of them. */
  locks: ReadonlySet<string>;
}

/**
 * Why runs took no step of an edge, from what they did: the locks that were held whenever a run stood as the edge does,
 * and those that whoever takes its action held whenever it was taken. Evidence of the runs that were looked at, not a
 * proof.
 */
export class Missed {
  /** By face: locks that somebody else than who took a step held. */
  private readonly others = new Map<string, Always>();
  /** By action: locks that who took it held. */
  private readonly own = new Map<string, Always>();
  private readonly faces = new Set<string>();

  took(before: Face, action: string, { activity, heldBy }: Moment): void {
    const mine = new Set<string>();
    const theirs = new Set<string>();
    for (const [lock, holder] of heldBy)
      (holder.activity === activity ? mine : theirs).add(lock.replace(/\(.*/, ''));
    const edge = edgeOf(before, action);
    meet(this.own, action, mine);
    // What is done under a lock is not in the way of its holder; who else could do the same waits.
    meet(this.others, faceIn(edge), new Set([...mine, ...theirs]));
    this.faces.add(faceIn(edge));
  }

  /** A face that an explanation went through. */
  met(edge: string): void {
    this.faces.add(faceIn(edge));
  }

  isMet(edge: string): boolean {
    return this.faces.has(faceIn(edge));
  }

  /** A lock that the action needs and that was held whenever a run stood so; null: none that is known. */
  lockInTheWay(edge: string): string | null {
    const needed = this.own.get(actionOf(edge));
    const held = this.others.get(faceIn(edge));
    if (needed === undefined || held === undefined) return null;
    if (needed.moments < ENOUGH || held.moments < ENOUGH) return null;
    for (const lock of needed.locks) if (held.locks.has(lock)) return lock;
    return null;
  }
}

function meet(all: Map<string, Always>, key: string, locks: ReadonlySet<string>): void {
  const before = all.get(key);
  if (before === undefined) all.set(key, { moments: 1, locks });
  else {
    before.moments++;
    before.locks = new Set([...before.locks].filter((lock) => locks.has(lock)));
  }
}

/** Why no run stood as an edge does, as far as its text tells. */
export function reasonNeverMet(edge: string): string {
  const unrelated = edge.includes('reset unrelated');
  if (edge.includes('reset running')) return 'within a reset, which is not followed on runs';
  if (edge.includes('device suspending'))
    return unrelated
      ? 'a device suspend and an unrelated reset at once'
      : 'while the device is being suspended';
  if (unrelated) return 'while an unrelated reset is scheduled';
  if (edge.includes('reset forSession')) return 'while the reset of a failed session is scheduled';
  if (edge.includes('fault raised')) return 'while PROTM_FAULT is raised and not handled';
  return 'in normal operation';
}
