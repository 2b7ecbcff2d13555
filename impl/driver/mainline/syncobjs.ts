/** drm_syncobj.c: what a fence is known by to clients, and what jobs wait for. */
import type { Errno } from '../../errno.ts';
import type { FenceId, ProcessId } from '../../ids.ts';
import { SYNCOBJ_CREATE_SIGNALED } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import type { SyncOps } from '../functions.ts';
import type { UnitFunctions } from '../unit.ts';
import { clientObjects } from './objects.ts';

type Found =
  | { readonly fence: FenceId | null }
  /** `why` names the sync object that was wrong. */
  | { readonly error: Errno; readonly why: string };

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
      const { fence } = found;
      if (fence === null) return 0;
      return (yield* d.uapi.fenceWait(fence, timeoutUs)) ? 0 : 'ETIME';
    },
};

/**
 * The fence in a sync object, null where it is signalled from the start.
 *
 * Errors: ENOENT without such an object, EINVAL where no fence was put into it.
 */
function findFence(d: Driver, process: ProcessId, syncobj: string): Found {
  const fence = clientObjects.of(d).syncobjs.get(process, syncobj);
  if (fence === undefined) return { error: 'ENOENT', why: `no sync object ${syncobj}` };
  if (fence === 'none') return { error: 'EINVAL', why: `no fence in sync object ${syncobj}` };
  return { fence: fence === 'signalled' ? null : fence };
}

/**
 * The fence that a call waits for, as it was when the call was made, null for none.
 *
 * Errors: EINVAL without the sync object that is to get the call's own fence; those of the one that it waits for.
 */
export function findDependency(d: Driver, process: ProcessId, { after, signals }: SyncOps): Found {
  if (signals !== null && !clientObjects.of(d).syncobjs.has(process, signals))
    return { error: 'EINVAL', why: `no sync object ${signals} for its own fence` };
  return after === null ? { fence: null } : findFence(d, process, after);
}
