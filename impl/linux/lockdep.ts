/** What an order or a dependency names, of a lock that there are several of: `vm.op_lock` of `vm.op_lock(player)`. */
export function lockKind(lock: string): string {
  const at = lock.indexOf('(');
  return at < 0 ? lock : lock.slice(0, at);
}

/** How a lock is held. */
export type LockMode = 'exclusive' | 'read' | 'write';

/** Told of everything that happens to locks; the simulator turns it into events and checks the order. */
export interface LockObserver {
  acquired(lock: string, mode: LockMode): void;
  released(lock: string, mode: LockMode, byOwner: boolean): void;
  /** The running activity is about to wait; `holders` names those who hold the lock. */
  blocked(lock: string, mode: LockMode, holders: string): void;
}

/**
 * Follows which activity holds which locks and checks one order for all of them.
 *
 * @param order lock names, outermost first; a lock that is not named may be taken anywhere
 * @param report told of each breach: the activity and a sentence
 */
export class LockOrder {
  private readonly rank: ReadonlyMap<string, number>;
  private readonly held = new Map<string, string[]>();

  constructor(
    order: readonly string[],
    private readonly report: (activity: string, what: string) => void,
  ) {
    this.rank = new Map(order.map((name, i) => [name, i]));
  }

  acquired(activity: string, lock: string): void {
    const held = this.held.get(activity) ?? [];
    const rank = this.rankOf(lock);
    for (const other of held) {
      const otherRank = this.rankOf(other);
      if (other === lock) this.report(activity, `takes ${lock} twice`);
      else if (rank !== undefined && otherRank !== undefined && otherRank > rank) {
        this.report(activity, `takes ${lock} while it holds ${other}`);
      }
    }
    this.held.set(activity, [...held, lock]);
  }

  released(activity: string, lock: string, byOwner: boolean): void {
    if (!byOwner) this.report(activity, `releases ${lock} that it does not hold`);
    const held = this.held.get(activity) ?? [];
    const at = held.lastIndexOf(lock);
    if (at >= 0) this.held.set(activity, [...held.slice(0, at), ...held.slice(at + 1)]);
  }

  private rankOf(lock: string): number | undefined {
    return this.rank.get(lockKind(lock));
  }

  /** The locks that an activity holds, in the order in which it took them. */
  heldBy(activity: string): readonly string[] {
    return this.held.get(activity) ?? [];
  }
}
