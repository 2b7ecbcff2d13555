/** drm_syncobj.c: what a fence is known by to clients, and what jobs wait for. */
import type { Errno } from '../../errno.ts';
import type { JobId, ProcessId } from '../../ids.ts';
import { SYNCOBJ_CREATE_SIGNALED } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import { clientObjects } from './objects.ts';

export const syncobjFunctions: UnitFunctions = {
  ioctlSyncobjCreate: (d) =>
    function* (process, { syncobj, flags }) {
      const { syncobjs } = clientObjects.of(d);
      if ((flags & ~SYNCOBJ_CREATE_SIGNALED) !== 0 || syncobjs.has(process, syncobj)) return 'EINVAL';
      syncobjs.set(process, syncobj, (flags & SYNCOBJ_CREATE_SIGNALED) === 0 ? 'none' : 'signalled');
      return 0;
    },

  ioctlSyncobjDestroy: (d) =>
    function* (process, { syncobj }) {
      return clientObjects.of(d).syncobjs.delete(process, syncobj) ? 0 : 'EINVAL';
    },

  ioctlSyncobjWait: (d) =>
    function* (process, { syncobj, timeoutUs }) {
      const found = findFence(d, process, syncobj);
      if ('error' in found) return found.error;
      const { job } = found;
      if (job === null) return 0;
      return (yield* d.uapi.fenceWait(job, timeoutUs)) ? 0 : 'ETIME';
    },
};

/**
 * The fence in a sync object, null where it is signalled from the start.
 *
 * Errors: ENOENT without such an object, EINVAL where no fence was put into it.
 */
export function findFence(
  d: Driver,
  process: ProcessId,
  syncobj: string,
): { readonly error: Errno } | { readonly job: JobId | null } {
  const fence = clientObjects.of(d).syncobjs.get(process, syncobj);
  if (fence === undefined) return { error: 'ENOENT' };
  if (fence === 'none') return { error: 'EINVAL' };
  return { job: fence === 'signalled' ? null : fence };
}
