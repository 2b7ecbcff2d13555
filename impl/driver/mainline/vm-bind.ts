/** panthor_mmu.c, asynchronous VM_BIND: a queue per VM, its worker, and VMs that are unusable; A.1.4, A.2.5, D.6. */
import type { Errno } from '../../errno.ts';
import type { JobId } from '../../ids.ts';
import { DEFAULT_VM } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import type { UnitFunctions } from '../unit.ts';
import type { BindJob } from '../vm.ts';
import { vmOf } from './objects.ts';

export const vmBindFunctions: UnitFunctions = {
  vmBindAsync: (d) =>
    function* (process, pages, after) {
      const vm = vmOf(d, process, DEFAULT_VM);
      if (vm === undefined || pages <= 0 || (yield* d.machine.read(vm.unusable))) {
        if (vm !== undefined) d.emit({ kind: 'vm', op: 'bindRefused', vm: vm.name, note: `${pages} pages` });
        return { error: 'EINVAL', bind: null };
      }
      yield* d.machine.step('queue the VM_BIND job');
      d.mayReclaim('page tables for VM_BIND');
      const nth = vm.bindFences.length + 1;
      vm.bindFences.push(
        d.machine.cell<Errno | 0 | null>(`vm(${vm.name}).bind ${nth}`, null, spinGuard('fence.lock')),
      );
      vm.entity.set([...vm.entity.get(), { nth, pages, after }]);
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
        if (next === undefined || vm.stopped.get() || waits(d, next)) return;
        const error = yield* d.signalling(d.fn.panthorVmBindRunJob(vm, next));
        if (error === 'EAGAIN') return;
        vm.entity.set(vm.entity.get().slice(1));
        yield* d.machine.step(`signal VM_BIND #${next.nth} of ${vm.name}`);
        vm.bindFences[next.nth - 1]?.set(error);
        const note = `#${next.nth}${error === 0 ? '' : `: ${error}`}`;
        d.emit({ kind: 'vm', op: 'bindSignalled', vm: vm.name, note });
        d.state.fenceWaitqueue.wakeUpAll();
      }
    },

  panthorVmBindRunJob: (d) =>
    function* (vm, job) {
      d.emit({ kind: 'vm', op: 'bindRun', vm: vm.name, note: `#${job.nth}` });
      return yield* d.fn.panthorVmBindExec(vm, job.pages, true);
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

const waits = (d: Driver, { after }: BindJob): boolean => after !== null && d.job(after).fence.get() === null;

/** A fence was signalled: VM_BIND jobs that wait for it can go on. Part of the signaller's step. */
export function kickBindsAfter(d: Driver, job: JobId): void {
  for (const vm of d.vms.values()) {
    if (vm.entity.get()[0]?.after === job) vm.bindWork.queueNow();
  }
}
