import type { Driver } from '../impl/driver/driver.ts';
import { rfcProtm } from '../impl/driver/rfc-2025/protm-state.ts';
import { protm } from '../impl/driver/series-2026/protm-state.ts';
import type { FirmwareState } from '../impl/firmware/state.ts';
import type { GroupId } from '../impl/ids.ts';
import { GPU_INT } from '../impl/interface/bits.ts';
import type { Memory } from '../impl/memory/memory.ts';
import type { MappingView, Peek } from './peek.ts';

/** What rules may look at in a running system. Before the series a driver believes nothing about protected mode. */
export class SystemPeek implements Peek {
  private readonly hasProtm: boolean;

  constructor(
    private readonly driver: Driver,
    private readonly memory: Memory,
    private readonly firmware: FirmwareState,
  ) {
    this.hasProtm = driver.hasState(protm);
  }

  believesProtected(): boolean | null {
    return this.hasProtm ? protm.of(this.driver).protectedMode.peek() : null;
  }

  believedOwner(): GroupId | null {
    return this.hasProtm ? protm.of(this.driver).activeGroup.peek() : null;
  }

  recordedRequests(group: GroupId): number {
    const created = this.driver.groups.get(group);
    if (created === undefined) return 0;
    if (this.hasProtm) return protm.of(this.driver).pendingQueues(created).peek();
    return rfcProtm.in(this.driver) ? rfcProtm.of(this.driver).protmQueues(created).peek() : 0;
  }

  mappings(): readonly MappingView[] {
    return this.memory.mappingViews();
  }

  mappedIn(name: string): readonly string[] {
    const { table, mapped } = this.driver.vmNamed(name);
    const buffers = this.mappings().flatMap((m) => (m.kind === 'pte' && m.who === table ? [m.buffer] : []));
    return mapped.peek() === 'mapped' ? [...buffers, 'memory'] : buffers;
  }

  references(id: GroupId): readonly string[] {
    const { state } = this.driver;
    const group = this.driver.groups.get(id);
    if (group === undefined) return [];
    const lists = [...state.runnable, ...state.idle, state.waiting, state.stoppedGroups];
    // Those of drm_sched end with the queues, in the release itself.
    const works = [group.termWork, group.syncUpdWork, group.tilerOomWork];
    return [
      ...lists.flatMap((list) => (list.peek().includes(id) ? [list.name] : [])),
      ...state.csgSlots.flatMap(({ group: inSlot }) => (inSlot.peek() === id ? [inSlot.name] : [])),
      ...works.flatMap((work) => (work.isOutstanding() ? [work.name] : [])),
      ...(this.believedOwner() === id ? ['the owner of protected mode'] : []),
    ];
  }

  worksOutstanding(slot: number): boolean {
    const css = this.firmware.css[slot] ?? [];
    return css.some((cell) => cell.peek().dueUs !== null || cell.peek().asyncDueUs !== null);
  }

  insideDevice(): readonly string[] {
    return this.driver.state.guard.whoIsInside();
  }

  protmFaultUnmasked(): boolean {
    return (this.driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT) !== 0;
  }
}
