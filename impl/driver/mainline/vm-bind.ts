/** panthor_mmu.c, asynchronous VM_BIND: a queue per VM, its worker, and VMs that are unusable; A.1.4, A.2.5, D.6. */
import type { Errno } from '../../errno.ts';
import { bindId } from '../../ids.ts';
import { DEFAULT_VM } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import type { UnitFunctions } from '../unit.ts';
import { type BindJob, type BindMapping, inOneGo, type Vm } from '../vm.ts';
import { isSignalled, wakeDependents } from './dependencies.ts';
import { clientObjects, vmOf } from './objects.ts';
import { findDependency } from './syncobjs.ts';
import { BIND_START, PAGE_BYTES } from './vm.ts';

export const vmBindFunctions: UnitFunctions = {
  vmBindAsync: (d) =>
    function* (process, pages, after, syncs) {
      const vm = vmOf(d, process, DEFAULT_VM);
      if (vm === undefined) return { error: 'EINVAL', bind: null };
      return yield* d.fn.panthorIoctlVmBindAsync(process, vm, { pages, after }, syncs);
    },

  panthorIoctlVmBindAsync: (d) =>
    function* (process, vm, { pages, after, mapping }, syncs) {
      const refused = (error: Errno, why: string) => {
        d.emit({ kind: 'vm', op: 'bindRefused', vm: vm.name, note: `${pages} pages: ${error}, ${why}` });
        return { error, bind: null };
      };
      if (yield* d.machine.read(vm.unusable)) return refused('EINVAL', 'the VM is unusable');
      const found = findDependency(d, process, syncs);
      if ('error' in found) return refused(found.error, found.why);
      yield* d.machine.step('queue the VM_BIND job');
      d.mayReclaim('page tables for VM_BIND');
      const nth = vm.bindCount.get() + 1;
      vm.bindCount.set(nth);
      const id = bindId(vm.name, nth);
      d.bindFences.set(
        id,
        d.machine.cell<Errno | 0 | null>(`vm(${vm.name}).bind ${nth}`, null, spinGuard('fence.lock')),
      );
      const job: BindJob = { nth, pages, after: after ?? found.fence };
      vm.entity.set([...vm.entity.get(), mapping === undefined ? job : { ...job, mapping }]);
      if (mapping?.op === 'map') holdBuffer(d, vm, nth, mapping);
      if (syncs.signals !== null) clientObjects.of(d).syncobjs.set(process, syncs.signals, id);
      d.emit({ kind: 'vm', op: 'bindQueued', vm: vm.name, note: `#${nth}, ${pages} pages` });
      vm.bindWork.queueNow();
      return { error: 0, bind: nth };
    },

  vmBindWork: (d) =>
    function* (vm) {
      for (;;) {
        yield* d.machine.step(`drm_sched picks a VM_BIND job of ${vm.name}`);
        const [next] = vm.entity.get();
        // A fence that it waits for queues this work when it is signalled.
        if (next === undefined || vm.stopped.get() || !isSignalled(d, next.after)) return;
        const error = yield* d.signalling(d.fn.panthorVmBindRunJob(vm, next));
        if (error === 'EAGAIN') return;
        vm.entity.set(vm.entity.get().slice(1));
        yield* d.machine.step(`signal VM_BIND #${next.nth} of ${vm.name}`);
        const id = bindId(vm.name, next.nth);
        d.fence(id).set(error);
        const note = `#${next.nth}${error === 0 ? '' : `: ${error}`}`;
        d.emit({ kind: 'vm', op: 'bindSignalled', vm: vm.name, note });
        wakeDependents(d, id);
        if (next.mapping === undefined) continue;
        // Buffers are freed under locks that nobody may take who signals a fence.
        const name = `vm_bind_job_cleanup_op_ctx_work(${vm.name}, #${next.nth})`;
        d.state.cleanupWq.work(name, () => d.fn.panthorVmCleanupOpCtx(vm, next)).queueNow();
      }
    },

  panthorVmBindRunJob: (d) =>
    function* (vm, job) {
      d.emit({ kind: 'vm', op: 'bindRun', vm: vm.name, note: `#${job.nth}` });
      const { nth, pages, mapping } = job;
      if (mapping === undefined) return yield* d.fn.panthorVmBindExec(vm, pages, true);
      const region = { start: BIND_START, size: pages * PAGE_BYTES };
      const { op, buffer } = mapping;
      const change = inOneGo(() => {
        if (pages === 0) return op === 'map' && vm.unusable.get() ? 'EINVAL' : 0;
        // What it takes out of the page table is let go of when the MMU has forgotten it.
        if (op === 'unmap' && clientObjects.of(d).vmMaps.has(vm.name, buffer))
          holdBuffer(d, vm, nth, mapping);
        return changeMapping(d, vm, mapping);
      });
      return yield* d.fn.panthorVmExecOp(vm, region, `${op} ${buffer} in ${vm.name}`, change, op);
    },

  panthorVmCleanupOpCtx: (d) =>
    function* (vm, { nth }) {
      const { vmMaps } = clientObjects.of(d);
      yield* d.machine.step(`clean up VM_BIND #${nth} of ${vm.name}`);
      for (const name of vmMaps.names(opCtx(vm, nth))) {
        const buffer = vmMaps.get(opCtx(vm, nth), name);
        if (buffer === undefined) continue;
        vmMaps.delete(opCtx(vm, nth), name);
        yield* d.fn.gemObjectPut(buffer);
      }
    },

  /** What failed in the middle of a queue leaves the VM in a state that nobody knows: it can only be destroyed. */
  panthorVmDeclareUnusable: (d) =>
    function* (vm) {
      if (vm.unusable.get()) return;
      vm.unusable.set(true);
      d.emit({ kind: 'vm', op: 'unusable', vm: vm.name, note: '' });
      yield* d.state.slotsLock.lock();
      if (vm.as.get() >= 0) yield* d.fn.panthorMmuAsDisable(vm.as.get(), false);
      d.state.slotsLock.unlock();
    },

  vmOpIsRetried: () =>
    function* () {
      return false;
    },

  panthorVmStop: (d) =>
    function* (vm) {
      yield* d.machine.step(`drm_sched stop VM_BIND of ${vm.name}`);
      vm.stopped.set(true);
      yield* vm.bindWork.cancelSync();
    },

  panthorVmStart: (d) =>
    function* (vm) {
      yield* d.machine.step(`drm_sched start VM_BIND of ${vm.name}`);
      vm.stopped.set(false);
      if (vm.entity.get().length > 0) vm.bindWork.queueNow();
    },
};

/** Changes the page table of a VM, where a buffer is mapped as a whole or not at all. */
export function changeMapping(d: Driver, vm: Vm, { op, buffer, bo }: BindMapping): Errno | 0 {
  const { vmMaps } = clientObjects.of(d);
  const mapped = vmMaps.has(vm.name, buffer);
  if (op === 'map' && vm.unusable.get()) return 'EINVAL';
  if (op === 'map' && !mapped) {
    vmMaps.set(vm.name, buffer, buffer);
    d.hw.memory.map('pte', vm.table, buffer, bo);
  } else if (op === 'unmap' && mapped) {
    vmMaps.delete(vm.name, buffer);
    d.hw.memory.unmap('pte', vm.table, buffer);
  }
  return 0;
}

/** Who a buffer is held by as long as a VM_BIND job needs it. */
const opCtx = (vm: Vm, nth: number): string => `${vm.name}#${nth}`;

function holdBuffer(d: Driver, vm: Vm, nth: number, { buffer }: BindMapping): void {
  clientObjects.of(d).vmMaps.set(opCtx(vm, nth), buffer, buffer);
}
