/** panthor_gem.c and the GEM and PRIME core: buffers of clients, their handles, descriptors and mappings, A.1.6. */
import type { Errno } from '../../errno.ts';
import type { BufferId, ProcessId } from '../../ids.ts';
import type { Act } from '../../runtime/activity.ts';
import { BO_NO_MMAP } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import { clientObjects } from './objects.ts';

/** Whom descriptors belong to: they are passed from process to process. */
const FD = 'fd';

export const gemFunctions: UnitFunctions = {
  ioctlBoCreate: (d) =>
    function* (process, { bo, pages, flags, vm }) {
      const objects = clientObjects.of(d);
      if (pages <= 0 || (flags & ~BO_NO_MMAP) !== 0) return 'EINVAL';
      const exclusive = vm === null ? null : (objects.vms.get(process, vm) ?? 'none');
      if (exclusive === 'none' || objects.handles.has(process, bo)) return 'EINVAL';
      yield* d.machine.step(`create the buffer ${bo} of ${process}`);
      const buffer = objects.nextBuffer(process, bo);
      if (d.hw.memory.alloc(buffer, { heap: 'system', owner: process, pages }) !== 0) return 'ENOMEM';
      const noMmap = (flags & BO_NO_MMAP) !== 0;
      objects.addBo(buffer, { noMmap, vm: exclusive, fromHeap: false, pages, account: process });
      addHandle(d, process, bo, buffer);
      return 0;
    },

  ioctlBoMmapOffset: (d) =>
    function* (process, { bo }) {
      const objects = clientObjects.of(d);
      const buffer = objects.handles.get(process, bo);
      if (buffer === undefined) return 'ENOENT';
      if (objects.bo(buffer).noMmap) return 'EPERM';
      objects.offsets.set(process, bo, buffer);
      d.hw.memory.map('mmapOffset', process, buffer);
      return 0;
    },

  ioctlMmap: (d) =>
    function* (process, { bo }) {
      const objects = clientObjects.of(d);
      const buffer = objects.offsets.get(process, bo);
      // Protected memory has no mmap of its own, G.1.
      if (buffer === undefined || !objects.isUsed(buffer) || objects.bo(buffer).fromHeap) return 'EINVAL';
      if (!objects.handles.has(process, bo)) return 'EACCES';
      objects.cpuMaps.set(process, bo, buffer);
      d.hw.memory.map('cpu', process, buffer);
      return 0;
    },

  ioctlMunmap: (d) =>
    function* (process, { bo }) {
      const { cpuMaps } = clientObjects.of(d);
      const buffer = cpuMaps.get(process, bo);
      if (buffer === undefined) return 'EINVAL';
      cpuMaps.delete(process, bo);
      d.hw.memory.unmap('cpu', process, buffer);
      yield* d.fn.gemObjectPut(buffer);
      return 0;
    },

  ioctlGemClose: (d) =>
    function* (process, { bo }) {
      const { handles } = clientObjects.of(d);
      const buffer = handles.get(process, bo);
      if (buffer === undefined) return 'EINVAL';
      handles.delete(process, bo);
      d.hw.memory.unmap('handle', process, buffer);
      yield* d.fn.gemObjectPut(buffer);
      return 0;
    },

  ioctlPrimeHandleToFd: (d) =>
    function* (process, { bo, fd }) {
      const objects = clientObjects.of(d);
      const buffer = objects.handles.get(process, bo);
      if (buffer === undefined) return 'ENOENT';
      if (objects.bo(buffer).vm !== null || objects.fds.has(FD, fd)) return 'EINVAL';
      objects.fds.set(FD, fd, buffer);
      d.hw.memory.map('dmaBuf', process, buffer);
      return 0;
    },

  ioctlPrimeFdToHandle: (d) =>
    function* (process, { fd, bo }) {
      const objects = clientObjects.of(d);
      const buffer = objects.fds.get(FD, fd);
      if (buffer === undefined) return 'EBADF';
      if (objects.handles.has(process, bo)) return 'EINVAL';
      addHandle(d, process, bo, buffer);
      return 0;
    },

  ioctlCloseFd: (d) =>
    function* (_process, { fd }) {
      const { fds } = clientObjects.of(d);
      const buffer = fds.get(FD, fd);
      if (buffer === undefined) return 'EBADF';
      fds.delete(FD, fd);
      d.hw.memory.unmap('dmaBuf', null, buffer);
      yield* d.fn.gemObjectPut(buffer);
      return 0;
    },

  ioctlHeapAlloc: (d) =>
    function* (process, { fd, pages }) {
      const objects = clientObjects.of(d);
      const { heap } = d.hw;
      // The node of a heap that is not registered is not there.
      if (!heap.lookup(heap.spec.name)) return 'ENOENT';
      if (pages <= 0 || objects.fds.has(FD, fd)) return 'EINVAL';
      const buffer = objects.nextBuffer(process, fd);
      const error = yield* d.fn.dmaHeapBufferAlloc(buffer, pages, process, process);
      if (error !== 0) return error;
      objects.addBo(buffer, { noMmap: false, vm: null, fromHeap: true, pages, account: process });
      objects.fds.set(FD, fd, buffer);
      d.hw.memory.map('dmaBuf', process, buffer);
      return 0;
    },

  gemObjectPut: (d) =>
    function* (buffer) {
      const objects = clientObjects.of(d);
      if (objects.isUsed(buffer)) return;
      const { fromHeap, pages, account } = objects.bo(buffer);
      yield* d.machine.step(`free ${buffer}`);
      d.hw.memory.unmap('mmapOffset', null, buffer);
      d.hw.memory.scrub(buffer);
      d.hw.memory.free(buffer);
      if (fromHeap) yield* d.fn.dmaHeapBufferPut(pages, account);
    },

  gemRelease: (d) =>
    function* (process) {
      const { handles, cpuMaps, offsets, syncobjs } = clientObjects.of(d);
      // The process is going, and its mappings with it.
      for (const bo of cpuMaps.names(process))
        yield* mustWork(d.fn.ioctlMunmap(process, { call: 'MUNMAP', bo }));
      for (const bo of handles.names(process))
        yield* mustWork(d.fn.ioctlGemClose(process, { call: 'GEM_CLOSE', bo }));
      for (const bo of offsets.names(process)) offsets.delete(process, bo);
      for (const syncobj of syncobjs.names(process)) syncobjs.delete(process, syncobj);
    },
};

function addHandle(d: Driver, process: ProcessId, name: string, buffer: BufferId): void {
  clientObjects.of(d).handles.set(process, name, buffer);
  d.hw.memory.map('handle', process, buffer);
}

function* mustWork(call: Act<Errno | 0>): Act {
  const error = yield* call;
  if (error !== 0) throw new Error(`what a process has it can give back: ${error}`);
}
