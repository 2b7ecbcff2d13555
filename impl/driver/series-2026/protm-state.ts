import type { GroupId } from '../../ids.ts';
import { RwSemaphore } from '../../linux/rwsem.ts';
import { SpinLock } from '../../linux/spinlock.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import type { Group } from '../group.ts';
import { UnitState } from '../unit.ts';

/** State of 7/8, A.1.3. */
export class ProtmState {
  /** ptdev->protm.lock: written by the entry, read by VM operations. */
  readonly lock: RwSemaphore;
  /** gpu->reqs_lock, where it is held around irq.mask. */
  readonly reqsLock: SpinLock;
  /** scheduler.protm.protected_mode, guarded by the scheduler's lock. */
  readonly protectedMode: Cell<boolean>;
  /** scheduler.protm.active_group: no reference is held. */
  readonly activeGroup: Cell<GroupId | null>;
  private readonly pending = new Map<GroupId, Cell<number>>();

  constructor(private readonly driver: Driver) {
    const { machine, state } = driver;
    this.lock = new RwSemaphore(machine, 'protm.lock', state.lockObserver);
    this.reqsLock = new SpinLock(machine, 'reqs_lock', state.lockObserver);
    this.protectedMode = machine.cell<boolean>('protm.protected_mode', false, state.schedLock);
    this.activeGroup = machine.cell<GroupId | null>('protm.active_group', null, state.schedLock);
  }

  /** group.protm_pending_queues: a bit per CS that asked and was not acknowledged. */
  pendingQueues(group: Group): Cell<number> {
    let cell = this.pending.get(group.id);
    if (cell === undefined) {
      const { machine, state } = this.driver;
      cell = machine.cell(`${group.id}.protm_pending_queues`, 0, state.schedLock);
      this.pending.set(group.id, cell);
    }
    return cell;
  }
}

export const protm = new UnitState<ProtmState>('protm [P7]', (driver) => new ProtmState(driver));
