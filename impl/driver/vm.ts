import type { Errno } from '../errno.ts';
import type { BufferId, FenceId } from '../ids.ts';
import type { Region } from '../interface/lock-region.ts';
import { Mutex } from '../linux/mutex.ts';
import type { Work } from '../linux/workqueue.ts';
import type { Act } from '../runtime/activity.ts';
import type { Cell } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import { spinGuard } from './group.ts';
import type { DriverState } from './state.ts';

/** The body of a VM operation that has no switch point of its own. */
export function inOneGo(change: () => Errno | 0): () => Act<Errno | 0> {
  return () => done(change);
}

function* done(change: () => Errno | 0): Act<Errno | 0> {
  return change();
}

/** The body of a VM operation that maps what nobody looks at: entries of ordinary memory are not followed. */
export const ordinaryMapping = inOneGo(() => 0);

/** A buffer that a VM_BIND maps or unmaps. */
export type BindMapping = {
  readonly op: 'map' | 'unmap';
  readonly buffer: BufferId;
  /** The handle by which its process called it. */
  readonly bo: string;
};

/** An asynchronous VM_BIND in its VM's queue. */
export type BindJob = {
  /** Counts those of its VM, from 1. */
  readonly nth: number;
  readonly pages: number;
  /** The fence that it waits for; null: none. */
  readonly after: FenceId | null;
  /** Absent: it maps ordinary memory that nobody looks at. */
  readonly mapping?: BindMapping;
};

type LockedRegion = { readonly [K in keyof Region]: Region[K] };

/** A panthor_vm: the address space of a process or of the firmware, A.1.3. */
export class Vm {
  readonly opLock: Mutex;
  /** as.id: the address space, -1 without one; guarded by as.slots_lock. */
  readonly as: Cell<number>;
  /** as.active_cnt: groups on slot; atomic. */
  readonly activeCnt: Cell<number>;
  /** locked_region; null when none is locked; guarded by as.slots_lock. */
  readonly lockedRegion: Cell<LockedRegion | null>;
  /** How much is mapped by whole blocks from where VM_BIND binds, bytes; the page table, guarded by op_lock. */
  readonly blockBytes: Cell<number>;
  /** unhandled_fault; guarded by as.slots_lock. */
  readonly unhandledFault: Cell<boolean>;
  /** unusable: an asynchronous operation failed; guarded by op_lock. */
  readonly unusable: Cell<boolean>;
  /** destroyed: nobody has a handle of it any more; groups may. */
  readonly destroyed: Cell<boolean>;
  /** Whether what VM_BIND mapped is there, or was taken by memory reclaim; guarded by op_lock. */
  readonly mapped: Cell<'nothing' | 'mapped' | 'evicted'>;
  /** VM_BIND jobs that drm_sched has not finished, oldest first. */
  readonly entity: Cell<readonly BindJob[]>;
  /** How many VM_BIND jobs there ever were. */
  readonly bindCount: Cell<number>;
  /** drm_sched of this VM is stopped by a reset. */
  readonly stopped: Cell<boolean>;
  bindWork!: Work;

  constructor(
    machine: Machine,
    state: DriverState,
    readonly name: string,
    readonly forMcu: boolean,
  ) {
    this.opLock = new Mutex(machine, `vm.op_lock(${name})`, state.lockObserver);
    this.as = machine.cell(`vm(${name}).as`, -1, state.slotsLock);
    this.activeCnt = machine.cell(`vm(${name}).active_cnt`, 0, spinGuard('atomic'));
    this.lockedRegion = machine.cell<LockedRegion | null>(`vm(${name}).locked_region`, null, state.slotsLock);
    this.blockBytes = machine.cell(`vm(${name}).blocks`, 0, this.opLock);
    this.unusable = machine.cell<boolean>(`vm(${name}).unusable`, false, this.opLock);
    this.destroyed = machine.cell<boolean>(`vm(${name}).destroyed`, false, spinGuard('atomic'));
    this.mapped = machine.cell<'nothing' | 'mapped' | 'evicted'>(
      `vm(${name}).mapped`,
      'nothing',
      this.opLock,
    );
    const entityLock = spinGuard(`vm(${name}).entity.lock`);
    this.entity = machine.cell<readonly BindJob[]>(`vm(${name}).entity`, [], entityLock);
    this.bindCount = machine.cell(`vm(${name}).bind_count`, 0, entityLock);
    this.stopped = machine.cell<boolean>(`vm(${name}).stopped`, false, entityLock);
    this.unhandledFault = machine.cell<boolean>(`vm(${name}).unhandled_fault`, false, state.slotsLock);
  }

  /** The page table as the MMU knows it. */
  get table(): string {
    return this.forMcu ? 'AS0' : `VM of ${this.name}`;
  }
}
