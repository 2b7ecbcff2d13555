import { lockKind } from './lockdep.ts';

/**
 * The check for fence-signalling code that lockdep makes for the kernel: on whichever run, if a lock that such code
 * takes is held on any run across a wait for a fence, or across an allocation that may reclaim memory (which may wait
 * for a fence), or while a lock is taken of which that is true, then there is a schedule in which the fence waits for
 * itself.
 *
 * Remembers per kind of lock, so one run with both halves is enough, in whatever order.
 */
export class FencePath {
  /** Activities in fence-signalling sections, how deep. */
  private readonly signalling = new Map<string, number>();
  /** Kinds of locks taken in such sections, and who did it first. */
  private readonly taken = new Map<string, string>();
  /** Kinds held across a wait: who waited for what. */
  private readonly heldAcross = new Map<string, string>();
  /** Kinds taken while the key was held. */
  private readonly inside = new Map<string, Set<string>>();
  private readonly reported = new Set<string>();
  /** Something was remembered since it was last checked. */
  private news = false;

  /**
   * @param heldBy the locks that an activity holds
   * @param report told of each breach once: the lock, and a sentence
   * @param noted told of each kind of lock that fence-signalling code takes, once
   */
  constructor(
    private readonly heldBy: (activity: string) => readonly string[],
    private readonly report: (lock: string, what: string) => void,
    private readonly noted: (lock: string) => void,
  ) {}

  /** dma_fence_begin_signalling(). */
  begin(activity: string): void {
    this.signalling.set(activity, (this.signalling.get(activity) ?? 0) + 1);
  }

  /** dma_fence_end_signalling(). */
  end(activity: string): void {
    this.signalling.set(activity, (this.signalling.get(activity) ?? 1) - 1);
  }

  /** An activity is about to hold a lock. */
  acquired(activity: string, lock: string): void {
    const kind = lockKind(lock);
    for (const outer of this.heldBy(activity)) {
      const outerKind = lockKind(outer);
      const inner = this.inside.get(outerKind) ?? new Set();
      if (inner.has(kind)) continue;
      inner.add(kind);
      this.inside.set(outerKind, inner);
      this.news = true;
    }
    if ((this.signalling.get(activity) ?? 0) > 0 && !this.taken.has(kind)) {
      this.taken.set(kind, activity);
      this.news = true;
      this.noted(kind);
    }
    this.check();
  }

  /** An activity waits for a fence, or allocates in a way that may: `what` says which. */
  mayWait(activity: string, what: string): void {
    for (const lock of this.heldBy(activity)) {
      const kind = lockKind(lock);
      if (this.heldAcross.has(kind)) continue;
      this.heldAcross.set(kind, `${activity}: ${what}`);
      this.news = true;
    }
    if ((this.signalling.get(activity) ?? 0) > 0) {
      this.once('', `${activity} signals a fence and may wait for one: ${what}`);
    }
    this.check();
  }

  private check(): void {
    if (!this.news || this.heldAcross.size === 0) return;
    this.news = false;
    for (const [lock, by] of this.taken) {
      const chain = this.chainToWait(lock, []);
      if (chain === null) continue;
      const last = chain.at(-1) ?? lock;
      const through = chain.length > 1 ? `, under which ${chain.slice(1).join(', then ')} is taken,` : '';
      this.once(
        lock,
        `${by} signals a fence and takes ${lock}${through} held across ${this.heldAcross.get(last)}`,
      );
    }
  }

  /** The locks from `lock` to one that is held across a wait; null: there is none. */
  private chainToWait(lock: string, before: readonly string[]): readonly string[] | null {
    if (before.includes(lock)) return null;
    const chain = [...before, lock];
    if (this.heldAcross.has(lock)) return chain;
    for (const inner of this.inside.get(lock) ?? []) {
      const found = this.chainToWait(inner, chain);
      if (found !== null) return found;
    }
    return null;
  }

  private once(lock: string, what: string): void {
    if (this.reported.has(lock)) return;
    this.reported.add(lock);
    this.report(lock, what);
  }
}
