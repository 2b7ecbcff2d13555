/** panthor_mmu.c and panthor_drv.c: VMs as clients see them, A.1.6, D.6. */

import type { BufferId, ProcessId } from '../../ids.ts';
import { VM_BIND_ASYNC } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import { type BindMapping, inOneGo, Vm } from '../vm.ts';
import { clientObjects, vmOf } from './objects.ts';
import { BIND_START, PAGE_BYTES } from './vm.ts';
import { changeMapping } from './vm-bind.ts';

/** PANTHOR_MAX_VMS_PER_FILE. */
const MAX_VMS = 32;
/** All that can be mapped: addresses have 32 bits here. */
const WHOLE = { start: 0, size: 2 ** 32 };

export const clientVmFunctions: UnitFunctions = {
  ioctlVmCreate: (d) =>
    function* (process, { vm, flags }) {
      const { vms } = clientObjects.of(d);
      if (flags !== 0 || vms.has(process, vm)) return 'EINVAL';
      if (vms.names(process).length >= MAX_VMS) return 'EBUSY';
      yield* d.machine.step(`create the VM ${vm} of ${process}`);
      addVm(d, process, vm, `${process}/${vm}.${d.vms.size}`);
      return 0;
    },

  ioctlVmDestroy: (d) =>
    function* (process, { vm: handle }) {
      const { vms } = clientObjects.of(d);
      const vm = vmOf(d, process, handle);
      if (vm === undefined) return 'EINVAL';
      vms.delete(process, handle);
      const error = yield* d.fn.panthorVmDestroy(vm);
      if (error === 0) return 0;
      // Its page table goes with it, and with the last group that uses it.
      d.noteLeak(vm.table, error);
      return 0;
    },

  ioctlVmBind: (d) =>
    function* (process, { op, vm: handle, bo, offset, pages, flags, after = null, signals = null }) {
      const objects = clientObjects.of(d);
      const vm = vmOf(d, process, handle);
      const isAsync = (flags & VM_BIND_ASYNC) !== 0;
      if (vm === undefined || (flags & ~VM_BIND_ASYNC) !== 0) return 'EINVAL';
      if (!isAsync && (after !== null || signals !== null)) return 'EINVAL';
      // Nobody looks at what else is asked: the worker of the VM is less easily satisfied.
      if (!isAsync && pages === 0) return 0;
      const buffer = objects.handles.get(process, bo);
      if (buffer === undefined) return 'EINVAL';
      const { pages: size, vm: only } = objects.bo(buffer);
      if (offset < 0 || offset + pages > size) return 'EINVAL';
      if (op === 'map' && only !== null && only !== vm.name) return 'EINVAL';
      const mapping: BindMapping = { op, buffer, bo };
      if (isAsync) {
        const job = { pages, after: null, mapping };
        return (yield* d.fn.panthorIoctlVmBindAsync(process, vm, job, { after, signals })).error;
      }
      const error = yield* d.fn.panthorVmExecSyncOp(
        vm,
        { start: BIND_START, size: pages * PAGE_BYTES },
        `${op} ${buffer} in ${vm.name}`,
        inOneGo(() => changeMapping(d, vm, mapping)),
      );
      if (error === 0) yield* d.fn.gemObjectPut(buffer);
      return error;
    },

  ioctlVmGetState: (d) =>
    function* (process, { vm }) {
      return clientObjects.of(d).vms.has(process, vm) ? 0 : 'EINVAL';
    },

  panthorVmDestroy: (d) =>
    function* (vm) {
      const { vmMaps } = clientObjects.of(d);
      vm.destroyed.set(true);
      // A suspend of its groups writes into it: those that were destroyed are off their slots after a tick, D.5-5.
      if (vm.activeCnt.get() > 0) yield* d.state.tickWork.flush();
      yield* d.fn.panthorHeapPoolDestroy(vm);
      const unmapped: BufferId[] = [];
      const error = yield* d.fn.panthorVmExecSyncOp(
        vm,
        WHOLE,
        `unmap the VM ${vm.name}`,
        inOneGo(() => {
          vm.blockBytes.set(0);
          vm.mapped.set('nothing');
          for (const name of vmMaps.names(vm.name)) {
            const buffer = vmMaps.get(vm.name, name);
            if (buffer === undefined) continue;
            vmMaps.delete(vm.name, name);
            d.hw.memory.unmap('pte', vm.table, buffer);
            unmapped.push(buffer);
          }
          return 0;
        }),
      );
      if (error !== 0) return error;
      // Only now has the MMU forgotten them too.
      for (const buffer of unmapped) yield* d.fn.gemObjectPut(buffer);
      d.emit({ kind: 'vm', op: 'destroyed', vm: vm.name, note: '' });
      return 0;
    },
};

/** Makes a VM known under a handle of its process, with its VM_BIND queue, which is stopped while a reset is in progress. */
export function addVm(d: Driver, process: ProcessId, handle: string, name: string): Vm {
  const vm = new Vm(d.machine, d.state, name, false);
  vm.bindWork = d.state.vmBindWq.work(`vm_bind_work(${name})`, () => d.fn.vmBindWork(vm));
  vm.stopped.set(d.state.vmsStopped.get());
  d.vms.set(name, vm);
  clientObjects.of(d).vms.set(process, handle, name);
  return vm;
}
