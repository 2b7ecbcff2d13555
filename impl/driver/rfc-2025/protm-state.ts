import type { GroupId } from '../../ids.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import type { Group } from '../group.ts';
import { UnitState } from '../unit.ts';

/** State of 5/5, E.1: it knows neither owner nor mode. */
export class RfcProtmState {
  /**
   * ptdev->protm.pending: an acknowledgement was written and no ENTER succeeded since. The driver knows only whether;
   * whose acknowledgement it was is kept for the events.
   */
  readonly pending: Cell<GroupId | null>;
  /** drm_WARN_ON_ONCE() of a request without a heap. */
  readonly warned: Cell<boolean>;
  private readonly queues = new Map<GroupId, Cell<number>>();

  constructor(private readonly driver: Driver) {
    const { machine, state } = driver;
    this.pending = machine.cell<GroupId | null>('protm.pending', null, state.schedLock);
    this.warned = machine.cell<boolean>('protm.warned', false, state.schedLock);
  }

  /** group.protm_queues: a bit per CS that asked and was not acknowledged. */
  protmQueues(group: Group): Cell<number> {
    let cell = this.queues.get(group.id);
    if (cell === undefined) {
      const { machine, state } = this.driver;
      cell = machine.cell(`${group.id}.protm_queues`, 0, state.schedLock);
      this.queues.set(group.id, cell);
    }
    return cell;
  }
}

export const rfcProtm = new UnitState<RfcProtmState>('protm [R5]', (driver) => new RfcProtmState(driver));
