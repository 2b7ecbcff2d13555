import { type BufferId, bufferId, type FenceId, type ProcessId } from '../../ids.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import { UnitState } from '../unit.ts';
import type { Vm } from '../vm.ts';

/** A table of a device file: what a process's names stand for. */
export class HandleTable<T extends string | number | boolean | null> {
  private readonly cell: Cell<{ readonly [key: string]: T }>;

  constructor(d: Driver, name: string) {
    this.cell = d.machine.cell<{ readonly [key: string]: T }>(name, {}, spinGuard(`${name}.lock`));
  }

  get(owner: string, name: string): T | undefined {
    return this.cell.get()[`${owner} ${name}`];
  }

  has(owner: string, name: string): boolean {
    return this.get(owner, name) !== undefined;
  }

  set(owner: string, name: string, value: T): void {
    this.cell.set({ ...this.cell.get(), [`${owner} ${name}`]: value });
  }

  /** Takes an entry out; false: there was none. */
  delete(owner: string, name: string): boolean {
    if (!this.has(owner, name)) return false;
    const key = `${owner} ${name}`;
    this.cell.set(Object.fromEntries(Object.entries(this.cell.get()).filter(([k]) => k !== key)));
    return true;
  }

  /** The names of an owner, in the order in which they were made. */
  names(owner: string): readonly string[] {
    const prefix = `${owner} `;
    return Object.keys(this.cell.get()).flatMap((key) =>
      key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
    );
  }

  holds(value: T): boolean {
    return Object.values(this.cell.get()).includes(value);
  }
}

/** What a buffer object is, beside its memory. */
export type Bo = {
  readonly noMmap: boolean;
  /** The only VM that it can be bound in, or null. */
  readonly vm: string | null;
  /** Its memory is the protected heap's: nobody maps it for the CPU, G.1. */
  readonly fromHeap: boolean;
  readonly pages: number;
  /** Who is charged for it. */
  readonly account: string;
};

/** Objects that clients own: VMs, buffers with all that refers to them, sync objects. */
export class ClientObjects {
  /** Names of VMs by process and handle. */
  readonly vms: HandleTable<string>;
  readonly handles: HandleTable<BufferId>;
  /** Buffers that a process has an mmap offset of. */
  readonly offsets: HandleTable<BufferId>;
  readonly cpuMaps: HandleTable<BufferId>;
  /** By VM: what it maps, under the buffer's own name. */
  readonly vmMaps: HandleTable<BufferId>;
  /** Descriptors, shared by all processes under the owner `fd`. */
  readonly fds: HandleTable<BufferId>;
  /** The fence in a sync object: of a job or a VM_BIND, `signalled`, or none yet. */
  readonly syncobjs: HandleTable<FenceId | 'signalled' | 'none'>;
  private readonly bos: Cell<{ readonly [buffer: string]: Bo }>;
  private readonly made: Cell<number>;

  constructor(d: Driver) {
    this.vms = new HandleTable(d, 'file.vms');
    this.handles = new HandleTable(d, 'file.handles');
    this.offsets = new HandleTable(d, 'file.mmap_offsets');
    this.cpuMaps = new HandleTable(d, 'mm.maps');
    this.vmMaps = new HandleTable(d, 'vm.maps');
    this.fds = new HandleTable(d, 'files.fds');
    this.syncobjs = new HandleTable(d, 'file.syncobjs');
    this.bos = d.machine.cell<{ readonly [buffer: string]: Bo }>('gem.objects', {}, spinGuard('gem lock'));
    this.made = d.machine.cell('gem.made', 0, spinGuard('gem lock'));
  }

  /** A name for the next buffer of a process: no two buffers of a run are called alike. */
  nextBuffer(process: ProcessId, name: string): BufferId {
    this.made.set(this.made.get() + 1);
    return bufferId(`${process}/bo${this.made.get()}.${name}`);
  }

  bo(buffer: BufferId): Bo {
    const bo = this.bos.get()[buffer];
    if (bo === undefined) throw new Error(`no buffer object ${buffer}`);
    return bo;
  }

  addBo(buffer: BufferId, bo: Bo): void {
    this.bos.set({ ...this.bos.get(), [buffer]: bo });
  }

  /** Whether anything still refers to a buffer. */
  isUsed(buffer: BufferId): boolean {
    return [this.handles, this.cpuMaps, this.vmMaps, this.fds].some((table) => table.holds(buffer));
  }
}

/** The VM of a process's handle; undefined for a handle that stands for none. */
export function vmOf(d: Driver, process: ProcessId, handle: string): Vm | undefined {
  const name = clientObjects.of(d).vms.get(process, handle);
  return name === undefined ? undefined : d.vmNamed(name);
}

export const clientObjects = new UnitState('client objects', (d) => new ClientObjects(d));
