/** panthor_heap.c: heaps of the tiler, in pools per VM, and how they grow; A.1.4, D.5. */
import type { Errno } from '../../errno.ts';
import { CS } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import { bitsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
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

/** Heaps by VM and name; a VM that ever had one has a pool, until it is destroyed. */
class HeapPools {
  private readonly cell: Cell<{ readonly [vm: string]: { readonly [heap: string]: TilerHeap } }>;

  constructor(d: Driver) {
    this.cell = d.machine.cell<{ readonly [vm: string]: { readonly [heap: string]: TilerHeap } }>(
      'heap pools',
      {},
      spinGuard('heap_pool.lock'),
    );
  }

  pool(vm: Vm): { readonly [heap: string]: TilerHeap } | undefined {
    return this.cell.get()[vm.name];
  }

  heap(vm: Vm, name: string): TilerHeap | undefined {
    return this.pool(vm)?.[name];
  }

  /** Makes the pool where there is none. */
  set(vm: Vm, name: string, heap: TilerHeap): void {
    this.cell.set({ ...this.cell.get(), [vm.name]: { ...this.pool(vm), [name]: heap } });
  }

  delete(vm: Vm, name: string): void {
    const { [name]: _, ...rest } = this.pool(vm) ?? {};
    this.cell.set({ ...this.cell.get(), [vm.name]: rest });
  }

  deletePool(vm: Vm): void {
    const { [vm.name]: _, ...rest } = this.cell.get();
    this.cell.set(rest);
  }
}

export const heapPools = new UnitState('heap pools', (d) => new HeapPools(d));

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

export const tilerHeapFunctions: UnitFunctions = {
  ioctlTilerHeapCreate: (d) =>
    function* (process, { heap: name, vm: handle, chunks, chunkBytes, maxChunks }) {
      const vm = vmOf(d, process, handle);
      const pools = heapPools.of(d);
      if (vm === undefined || pools.heap(vm, name) !== undefined) return 'EINVAL';
      if (chunks === 0 || chunks > maxChunks) return 'EINVAL';
      if (chunkBytes % PAGE_BYTES !== 0 || chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES) {
        return 'EINVAL';
      }
      for (let i = 0; i < chunks; i++) {
        const error = yield* mapChunk(d, vm, `map a chunk of ${name}`);
        if (error === 0) continue;
        yield* unmapChunks(d, vm, name, i);
        return error;
      }
      if (Object.keys(pools.pool(vm) ?? {}).length === MAX_HEAPS_PER_POOL) {
        yield* unmapChunks(d, vm, name, chunks);
        return 'EBUSY';
      }
      pools.set(vm, name, { chunks, maxChunks });
      return 0;
    },

  ioctlTilerHeapDestroy: (d) =>
    function* (process, { heap: name, vm: handle }) {
      const vm = vmOf(d, process, handle);
      const pools = heapPools.of(d);
      if (vm === undefined) return 'EINVAL';
      if (pools.pool(vm) === undefined) return 'ENOENT';
      const heap = pools.heap(vm, name);
      if (heap === undefined) return 'EINVAL';
      pools.delete(vm, name);
      yield* unmapChunks(d, vm, name, heap.chunks);
      return 0;
    },

  panthorHeapPoolDestroy: (d) =>
    function* (vm) {
      const pools = heapPools.of(d);
      const heaps = Object.entries(pools.pool(vm) ?? {});
      pools.deletePool(vm);
      for (const [name, { chunks }] of heaps) yield* unmapChunks(d, vm, name, chunks);
    },

  panthorHeapGrow: (d) =>
    function* (vm, name, what) {
      // The heap that comes with a VM has no limit.
      if (name === null) return yield* mapChunk(d, vm, what);
      const pools = heapPools.of(d);
      const heap = pools.heap(vm, name);
      if (heap === undefined) return 'EINVAL';
      if (heap.chunks >= heap.maxChunks) return 'ENOMEM';
      const error = yield* mapChunk(d, vm, what);
      const now = pools.heap(vm, name);
      if (error === 0 && now !== undefined) pools.set(vm, name, { ...now, chunks: now.chunks + 1 });
      return error;
    },

  panthorHeapReturnChunk: (d) =>
    function* (vm, name) {
      const pools = heapPools.of(d);
      const heap = name === null ? undefined : pools.heap(vm, name);
      if (name === null || heap === undefined) return;
      pools.set(vm, name, { ...heap, chunks: heap.chunks - 1 });
      yield* unmapChunks(d, vm, name, 1);
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
