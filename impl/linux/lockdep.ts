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
 * Follows which activity holds which locks and checks one order for all of them: the stated one, and for locks that it
 * does not name what was seen first. As lockdep, it needs both ways round in one run, not at the same time.
 */
export class LockOrder {
  private order: readonly string[] = [];
  private readonly held = new Map<string, string[]>();
  /** Kinds taken while the key was held. */
  private readonly inside = new Map<string, Set<string>>();

  /** @param report told of each breach: the activity and a sentence */
  constructor(private readonly report: (activity: string, what: string) => void) {}

  /** States in which order these kinds are taken, outermost first. */
  state(order: readonly string[]): void {
    this.order = order;
  }

  acquired(activity: string, lock: string): void {
    const held = this.held.get(activity) ?? [];
    for (const other of held) {
      if (other === lock) this.report(activity, `takes ${lock} twice`);
      else this.nested(activity, other, lock);
    }
    this.held.set(activity, [...held, lock]);
  }

  released(activity: string, lock: string, byOwner: boolean): void {
    if (!byOwner) this.report(activity, `releases ${lock} that it does not hold`);
    const held = this.held.get(activity) ?? [];
    const at = held.lastIndexOf(lock);
    if (at >= 0) this.held.set(activity, [...held.slice(0, at), ...held.slice(at + 1)]);
  }

  /** The locks that an activity holds, in the order in which it took them. */
  heldBy(activity: string): readonly string[] {
    return this.held.get(activity) ?? [];
  }

  private nested(activity: string, outer: string, lock: string): void {
    const [outerKind, kind] = [lockKind(outer), lockKind(lock)];
    // Two of a kind: which comes first is between their objects.
    if (outerKind === kind) return;
    const [outerRank, rank] = [this.order.indexOf(outerKind), this.order.indexOf(kind)];
    if (outerRank >= 0 && rank >= 0) {
      if (outerRank > rank) this.report(activity, `takes ${lock} while it holds ${outer}`);
      return;
    }
    const inside = this.inside.get(outerKind) ?? new Set();
    if (inside.has(kind)) return;
    const way = this.wayBetween(kind, outerKind, []);
    if (way === null) this.inside.set(outerKind, inside.add(kind));
    else {
      const otherWay = `${way.slice(1).join(', then ')} is taken under ${kind}`;
      this.report(activity, `takes ${lock} while it holds ${outer}, and ${otherWay}`);
    }
  }

  /** The kinds from one to another, each taken under the one before it; null: there is no such way. */
  private wayBetween(from: string, to: string, before: readonly string[]): readonly string[] | null {
    if (before.includes(from)) return null;
    const way = [...before, from];
    if (from === to) return way;
    const stated = this.order.includes(from) ? this.order.slice(this.order.indexOf(from) + 1) : [];
    for (const next of [...(this.inside.get(from) ?? []), ...stated]) {
      const found = this.wayBetween(next, to, way);
      if (found !== null) return found;
    }
    return null;
  }
}
