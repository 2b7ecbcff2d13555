import type { After, Before, GroupAfter, GroupBefore, ListName } from './scheduling-view.ts';

/** D.1. */
export const TICK_PERIOD_US = 10_000;

/** D.3: a queue is idle when it has nothing to run and nothing under way, blocked when it only waits. */
export function isIdle({ queues }: GroupBefore): boolean {
  return queues.every((report) => report === 'empty' || report === 'waits for a sync object');
}

/** A group that a tick looks at when it looks for work: the lists of idle groups come last, whatever is in them (D.6). */
export function wantsToRun(g: GroupBefore): boolean {
  return g.canRun && !isIdle(g) && g.list !== 'idle';
}

/** One tick with the words of part D. */
export class Tick {
  readonly full: boolean;
  /** The groups that have a slot afterwards, highest slot priority first. */
  readonly chosen: readonly GroupBefore[];
  private readonly afterById: ReadonlyMap<string, GroupAfter>;

  /**
   * @param protm whether the driver chooses a candidate for protected mode, A.3
   */
  constructor(
    readonly before: Before,
    readonly after: After,
    private readonly protm = false,
  ) {
    const { nowUs, reschedTargetUs, lastTickUs } = before;
    this.full = nowUs >= (reschedTargetUs ?? lastTickUs + TICK_PERIOD_US);
    this.afterById = new Map(after.groups.map((g) => [g.id, g]));
    this.chosen = before.groups
      .filter((g) => this.of(g).slot !== null)
      .sort((a, b) => (this.of(b).slotPriority ?? 0) - (this.of(a).slotPriority ?? 0));
  }

  of(g: GroupBefore): GroupAfter {
    const after = this.afterById.get(g.id);
    if (after === undefined) throw new Error(`${g.id} is gone`);
    return after;
  }

  /** Nothing is to be decided: a reset is pending, or a slot did not answer. */
  get givesUp(): boolean {
    return this.before.resetPending || this.before.muteSlot !== null;
  }

  /** On slot before, highest slot priority first. */
  get old(): readonly GroupBefore[] {
    return this.before.groups
      .filter((g) => g.slot !== null)
      .sort((a, b) => (b.slotPriority ?? 0) - (a.slotPriority ?? 0));
  }

  get evicted(): readonly GroupBefore[] {
    return this.old.filter((g) => !this.chosen.includes(g));
  }

  get started(): readonly GroupBefore[] {
    return this.chosen.filter((g) => g.slot === null);
  }

  /** Groups that want to run and have no slot afterwards. */
  get leftOut(): readonly GroupBefore[] {
    return this.before.groups.filter((g) => wantsToRun(g) && !this.chosen.includes(g));
  }

  get working(): readonly GroupBefore[] {
    return this.chosen.filter(wantsToRun);
  }

  listed(list: ListName, priority: number): readonly GroupBefore[] {
    const ids = this.before.lists[list][priority] ?? [];
    return ids.flatMap((id) => this.before.groups.find((g) => g.id === id) ?? []);
  }

  /** D.4-6: the VM of `g` needs an address space, and these groups have taken all there are. */
  noAddressSpace(g: GroupBefore, others: readonly GroupBefore[]): boolean {
    const vms = new Set(others.map((other) => other.vm));
    return vms.size === this.before.asSlots && !vms.has(g.vm);
  }

  /** A.3: the first of those that work, whether or not it asks for protected mode. */
  get candidate(): GroupBefore | null {
    return this.protm ? (this.working[0] ?? null) : null;
  }

  /** Whether a group without work may have a slot: beside a candidate only one that has it, of no higher priority, A.3. */
  mayStay(g: GroupBefore): boolean {
    const { candidate } = this;
    return candidate === null || (g.slot !== null && g.priority <= candidate.priority);
  }

  /** The order in which those of a priority that want to run come, D.4-3 and D.4-4. */
  turns(priority: number): readonly GroupBefore[] {
    const old = this.old.filter((g) => g.priority === priority);
    const off = this.listed('runnable', priority).filter(wantsToRun);
    if (!this.full) return [...old.filter(wantsToRun), ...off];
    const [first, ...rest] = old;
    return [...rest.filter(wantsToRun), ...off, ...(first !== undefined && wantsToRun(first) ? [first] : [])];
  }
}
