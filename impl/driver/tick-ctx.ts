import type { GroupId } from '../ids.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { Value } from '../runtime/value.ts';
import { PRIORITIES_ASCENDING } from './constants.ts';
import type { Group } from './group.ts';

type GroupOf = (id: GroupId) => Group;

/** Groups in the order of a list of the tick context. */
export class TickList {
  constructor(
    private readonly ids: Cell<readonly GroupId[]>,
    private readonly groupOf: GroupOf,
  ) {}

  all(): readonly Group[] {
    return this.ids.get().map(this.groupOf);
  }

  set(groups: readonly Group[]): void {
    this.ids.set(groups.map((g) => g.id));
  }

  push(group: Group): void {
    this.ids.set([...this.ids.get(), group.id]);
  }

  /** Takes the first one off; null when there is none. */
  shift(): Group | null {
    const [first, ...rest] = this.ids.get();
    if (first === undefined) return null;
    this.ids.set(rest);
    return this.groupOf(first);
  }

  remove(group: Group): void {
    this.ids.set(this.ids.get().filter((id) => id !== group.id));
  }

  takeAll(): readonly Group[] {
    const all = this.all();
    this.ids.set([]);
    return all;
  }

  isEmpty(): boolean {
    return this.ids.get().length === 0;
  }
}

/**
 * struct panthor_sched_tick_ctx: begun anew by each run of tick_work, used under the scheduler's lock only. It lives in
 * cells, so that what a tick has decided so far is part of the machine's state.
 */
export class TickCtx {
  private readonly oldGroups: readonly TickList[];
  private readonly groups: readonly TickList[];
  private readonly vmsCell: Cell<readonly string[]>;
  private readonly groupCountCell: Cell<number>;
  private readonly idleGroupCountCell: Cell<number>;
  private readonly stopTickCell: Cell<boolean>;
  private readonly immediateTickCell: Cell<boolean>;
  private readonly csgUpdFailedMaskCell: Cell<number>;
  private readonly fullTickCell: Cell<boolean>;
  private readonly nowUsCell: Cell<number>;
  private readonly protmGroupCell: Cell<GroupId | null>;

  constructor(
    machine: Machine,
    guard: Guard,
    private readonly groupOf: GroupOf,
  ) {
    const cell = <T extends Value>(name: string, initial: T): Cell<T> =>
      machine.cell<T>(`tick_ctx.${name}`, initial, guard);
    const lists = (name: string): readonly TickList[] =>
      PRIORITIES_ASCENDING.map(
        (p) => new TickList(cell<readonly GroupId[]>(`${name}[${p}]`, []), this.groupOf),
      );
    this.oldGroups = lists('old_groups');
    this.groups = lists('groups');
    this.vmsCell = cell<readonly string[]>('vms', []);
    this.groupCountCell = cell('group_count', 0);
    this.idleGroupCountCell = cell('idle_group_count', 0);
    this.stopTickCell = cell<boolean>('stop_tick', true);
    this.immediateTickCell = cell<boolean>('immediate_tick', false);
    this.csgUpdFailedMaskCell = cell('csg_upd_failed_mask', 0);
    this.fullTickCell = cell<boolean>('full_tick', false);
    this.nowUsCell = cell('now', 0);
    this.protmGroupCell = cell<GroupId | null>('protm_group', null);
  }

  /** tick_ctx_init()'s first part: everything as at the beginning of a run. */
  begin(fullTick: boolean, nowUs: number): void {
    for (const list of [...this.oldGroups, ...this.groups]) if (!list.isEmpty()) list.set([]);
    this.vms = [];
    this.groupCount = 0;
    this.idleGroupCount = 0;
    this.stopTick = true;
    this.immediateTick = false;
    this.csgUpdFailedMask = 0;
    this.fullTick = fullTick;
    this.nowUs = nowUs;
    this.protmGroup = null;
  }

  /** On-slot groups of a priority that are not chosen yet, highest slot priority first. */
  oldOf(prio: number): TickList {
    return this.oldGroups[prio] as TickList;
  }

  /** Chosen groups of a priority. */
  groupsOf(prio: number): TickList {
    return this.groups[prio] as TickList;
  }

  /** The chosen groups, highest slot priority first. */
  chosenGroups(): readonly Group[] {
    return [...this.groups].reverse().flatMap((list) => list.all());
  }

  /** VMs of the chosen groups, by name. */
  get vms(): readonly string[] {
    return this.vmsCell.get();
  }
  set vms(vms: readonly string[]) {
    this.vmsCell.set(vms);
  }

  get groupCount(): number {
    return this.groupCountCell.get();
  }
  set groupCount(count: number) {
    this.groupCountCell.set(count);
  }

  get idleGroupCount(): number {
    return this.idleGroupCountCell.get();
  }
  set idleGroupCount(count: number) {
    this.idleGroupCountCell.set(count);
  }

  get stopTick(): boolean {
    return this.stopTickCell.get();
  }
  set stopTick(stop: boolean) {
    this.stopTickCell.set(stop);
  }

  get immediateTick(): boolean {
    return this.immediateTickCell.get();
  }
  set immediateTick(immediate: boolean) {
    this.immediateTickCell.set(immediate);
  }

  get csgUpdFailedMask(): number {
    return this.csgUpdFailedMaskCell.get();
  }
  set csgUpdFailedMask(mask: number) {
    this.csgUpdFailedMaskCell.set(mask);
  }

  get fullTick(): boolean {
    return this.fullTickCell.get();
  }
  set fullTick(full: boolean) {
    this.fullTickCell.set(full);
  }

  /** What becomes last_tick: sampled before the scheduler lock was taken, D.4-1. */
  get nowUs(): number {
    return this.nowUsCell.get();
  }
  set nowUs(nowUs: number) {
    this.nowUsCell.set(nowUs);
  }

  /** The candidate for protected mode of this tick, A.1.3; null in revisions without. */
  get protmGroup(): Group | null {
    const id = this.protmGroupCell.get();
    return id === null ? null : this.groupOf(id);
  }
  set protmGroup(group: Group | null) {
    this.protmGroupCell.set(group?.id ?? null);
  }
}
