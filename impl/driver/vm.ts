import { Mutex } from '../linux/mutex.ts';
import type { Cell } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { DriverState } from './state.ts';

/** A panthor_vm: the address space of a process or of the firmware, A.1.3. */
export class Vm {
  readonly opLock: Mutex;
  /** The AS slot, -1 without one; guarded by as.slots_lock. */
  readonly as: Cell<number>;
  /** Size of the locked region, 0 when none is locked; guarded by as.slots_lock. */
  readonly lockedRegion: Cell<number>;

  constructor(
    machine: Machine,
    state: DriverState,
    readonly name: string,
    as: number,
  ) {
    this.opLock = new Mutex(machine, `vm.op_lock(${name})`, state.lockObserver);
    this.as = machine.cell(`vm(${name}).as`, as, state.slotsLock);
    this.lockedRegion = machine.cell(`vm(${name}).locked_region`, 0, state.slotsLock);
  }
}
