/** panthor_heap.c: heaps of the tiler, in pools per VM, and how they grow; A.1.4, D.5. */
import type { Errno } from '../../errno.ts';
import { CS } from '../../interface/bits.ts';
import { RwSemaphore } from '../../linux/rwsem.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import { Table } from '../../runtime/table.ts';
import { bitsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { type UnitFunctions, UnitState } from '../unit.ts';
import { inOneGo, ordinaryMapping, type Vm } from '../vm.ts';
import { vmOf } from './objects.ts';

/** Where a chunk of a tiler heap is mapped: the heap's place in its VM. */
const REGION = { start: 0x1000_0000, size: 0x20_0000 } as const;
const MAX_HEAPS_PER_POOL = 128;
const MIN_CHUNK_BYTES = 128 * 1024;
const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
const PAGE_BYTES = 4096;

/** A struct panthor_heap. */
type TilerHeap = { readonly chunks: number; readonly maxChunks: number };

/** A struct panthor_heap_pool: the heaps of a VM. */
class HeapPool {
  /** Held for reading while a heap gets or gives back a chunk, for writing while one is made known or destroyed. */
  readonly lock: RwSemaphore;
  private readonly heaps: Cell<{ readonly [heap: string]: TilerHeap }>;

  constructor(d: Driver, vm: Vm) {
    const name = `heap_pool.lock(${vm.name})`;
    this.lock = new RwSemaphore(d.machine, name, d.state.lockObserver);
    this.heaps = d.machine.cell<{ readonly [heap: string]: TilerHeap }>(
      `heap_pool.xa(${vm.name})`,
      {},
      this.lock,
    );
  }

  heap(name: string): TilerHeap | undefined {
    return this.heaps.get()[name];
  }

  names(): readonly string[] {
    return Object.keys(this.heaps.get());
  }

  set(name: string, heap: TilerHeap): void {
    this.heaps.set({ ...this.heaps.get(), [name]: heap });
  }

  /** Counts chunks that a heap got or gave back, under its own lock: others may hold that of the pool for reading too. */
  count(name: string, more: number): void {
    const heap = this.heap(name);
    if (heap !== undefined) this.set(name, { ...heap, chunks: heap.chunks + more });
  }

  /** Takes a heap out; undefined: there is none. */
  take(name: string): TilerHeap | undefined {
    const { [name]: taken, ...rest } = this.heaps.get();
    if (taken !== undefined) this.heaps.set(rest);
    return taken;
  }
}

/** Pools by the VM's name: a VM has one from when it is first asked for a heap. */
export const heapPools = new UnitState(
  'heap pools',
  (d) => new Table<string, HeapPool>(d.machine, 'heap pools'),
);

function poolFor(d: Driver, vm: Vm): HeapPool {
  const pools = heapPools.of(d);
  const pool = pools.get(vm.name) ?? new HeapPool(d, vm);
  pools.set(vm.name, pool);
  return pool;
}

/** A chunk is a buffer of the kernel that is mapped in the VM of the heap. */
function* mapChunk(d: Driver, vm: Vm, what: string): Act<Errno | 0> {
  d.mayReclaim('a chunk of a tiler heap');
  return yield* d.fn.panthorVmExecSyncOp(
    vm,
    REGION,
    what,
    inOneGo(() => (vm.unusable.get() ? 'EINVAL' : 0)),
  );
}

function* unmapChunks(d: Driver, vm: Vm, name: string, count: number): Act {
  for (let i = 0; i < count; i++) {
    const error = yield* d.fn.panthorVmExecSyncOp(vm, REGION, `unmap a chunk of ${name}`, ordinaryMapping);
    if (error !== 0) d.noteLeak(`a chunk of ${name}`, error);
  }
}

/** With the pool's lock held for writing. */
function* destroyHeap(d: Driver, vm: Vm, pool: HeapPool, name: string): Act<Errno | 0> {
  const heap = pool.take(name);
  if (heap === undefined) return 'EINVAL';
  yield* unmapChunks(d, vm, name, heap.chunks);
  return 0;
}

export const tilerHeapFunctions: UnitFunctions = {
  ioctlTilerHeapCreate: (d) =>
    function* (process, { heap: name, vm: handle, chunks, chunkBytes, maxChunks }) {
      const vm = vmOf(d, process, handle);
      if (vm === undefined) return 'EINVAL';
      const pool = poolFor(d, vm);
      if (chunks === 0 || chunks > maxChunks) return 'EINVAL';
      if (chunkBytes % PAGE_BYTES !== 0 || chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES) {
        return 'EINVAL';
      }
      yield* pool.lock.downRead();
      const isTaken = pool.heap(name) !== undefined;
      pool.lock.upRead();
      if (isTaken) return 'EINVAL';
      // Nobody knows of it yet: its first chunks need no lock.
      for (let i = 0; i < chunks; i++) {
        const error = yield* mapChunk(d, vm, `map a chunk of ${name}`);
        if (error === 0) continue;
        yield* unmapChunks(d, vm, name, i);
        return error;
      }
      yield* pool.lock.downWrite();
      const isFull = pool.names().length === MAX_HEAPS_PER_POOL;
      if (!isFull) pool.set(name, { chunks, maxChunks });
      pool.lock.upWrite();
      if (!isFull) return 0;
      yield* unmapChunks(d, vm, name, chunks);
      return 'EBUSY';
    },

  ioctlTilerHeapDestroy: (d) =>
    function* (process, { heap: name, vm: handle }) {
      const vm = vmOf(d, process, handle);
      if (vm === undefined) return 'EINVAL';
      const pool = heapPools.of(d).get(vm.name);
      if (pool === undefined) return 'ENOENT';
      yield* pool.lock.downWrite();
      const error = yield* destroyHeap(d, vm, pool, name);
      pool.lock.upWrite();
      return error;
    },

  panthorHeapPoolDestroy: (d) =>
    function* (vm) {
      const pool = heapPools.of(d).get(vm.name);
      if (pool === undefined) return;
      yield* pool.lock.downWrite();
      for (const name of pool.names()) yield* destroyHeap(d, vm, pool, name);
      pool.lock.upWrite();
    },

  panthorHeapGrow: (d) =>
    function* (vm, name, what) {
      // The heap that comes with a VM is in no pool and has no limit.
      if (name === null) return yield* mapChunk(d, vm, what);
      const pool = heapPools.of(d).get(vm.name);
      if (pool === undefined) return 'EINVAL';
      yield* pool.lock.downRead();
      const heap = pool.heap(name);
      let error: Errno | 0 = 'EINVAL';
      if (heap !== undefined) {
        error = heap.chunks < heap.maxChunks ? yield* mapChunk(d, vm, what) : 'ENOMEM';
        if (error === 0) pool.count(name, 1);
      }
      pool.lock.upRead();
      return error;
    },

  panthorHeapReturnChunk: (d) =>
    function* (vm, name) {
      const pool = name === null ? undefined : heapPools.of(d).get(vm.name);
      if (name === null || pool === undefined) return;
      yield* pool.lock.downRead();
      if (pool.heap(name) !== undefined) {
        pool.count(name, -1);
        yield* unmapChunks(d, vm, name, 1);
      }
      pool.lock.upRead();
    },

  groupTilerOomWork: (d) =>
    function* (group) {
      yield* d.machine.step(`xchg tiler_oom of ${group.id}`);
      const csMask = group.tilerOom.get();
      group.tilerOom.set(0);
      for (const csId of bitsOf(csMask)) yield* d.fn.groupProcessTilerOom(group, csId);
      d.fn.groupPut(group);
    },

  groupProcessTilerOom: (d) =>
    function* (group, csId) {
      const { schedLock, tickWork } = d.state;
      // Where the heap stands is read under the scheduler's lock, which is dropped for growing it, A.1.4.
      yield* schedLock.lock();
      const before = group.csgId.get();
      const heap = before < 0 ? null : d.cs(before, csId).heap.get();
      schedLock.unlock();
      // It asks again once it is back on a slot.
      if (before < 0) return;
      const what = `grow the tiler heap of ${group.id}:${csId}`;
      const error = yield* d.fn.panthorHeapGrow(group.vm, heap, what);
      yield* schedLock.lock();
      const csgId = group.csgId.get();
      // Without memory firmware is answered with no chunk, and has to find some way itself.
      if (error !== 0 && error !== 'ENOMEM') {
        d.log(`failed to grow the tiler heap of ${group.id}`);
        group.fatalQueues.set(group.fatalQueues.get() | (1 << csId));
        d.fn.noteKill(group, 'fatal');
        yield* d.fn.schedQueueDelayedWork(tickWork, 0);
      } else if (csgId >= 0) {
        const csg = d.csg(csgId);
        const cs = d.cs(csgId, csId);
        const ack = yield* cs.ack.read();
        yield* d.fn.panthorFwUpdateReqs(cs, ack, CS.TILER_OOM);
        yield* d.fn.panthorFwToggleReqs({ req: csg.doorbellReq, ack: csg.doorbellAck }, 1 << csId);
        yield* d.fn.ringCsgAfterIrqLocked(csgId);
      }
      schedLock.unlock();
      if (csgId < 0 && error === 0) yield* d.fn.panthorHeapReturnChunk(group.vm, heap);
    },
};
