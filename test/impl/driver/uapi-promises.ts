import type { Errno } from '../../../impl/errno.ts';
import type { IoctlName } from '../../../impl/userspace/ioctl.ts';

/** Every call, and whatever else is answered with an error: the probe, and the fence of a job. */
export type Call = IoctlName | 'GROUP_SUBMIT' | 'close' | 'probe' | 'fence';

/**
 * What each call can be answered, as A.1.6, A.2.1, A.2.2, D.5 and H.4 say and the DRM core does beneath. Every call
 * but those on descriptors is also answered ENODEV on a device that is gone. EDEADLK (A.2.5) is no answer to a call.
 */
export const promised: Readonly<Record<Call, readonly (Errno | 'ok')[]>> = {
  DEV_QUERY: ['ok', 'EINVAL', 'ENODEV'],
  VM_CREATE: ['ok', 'EINVAL', 'EBUSY', 'ENODEV'],
  VM_DESTROY: ['ok', 'EINVAL', 'ENODEV'],
  VM_BIND: ['ok', 'EINVAL', 'ENOENT', 'ENODEV'],
  VM_GET_STATE: ['ok', 'EINVAL', 'ENODEV'],
  BO_CREATE: ['ok', 'EINVAL', 'ENODEV'],
  BO_MMAP_OFFSET: ['ok', 'ENOENT', 'EPERM', 'ENODEV'],
  MMAP: ['ok', 'EINVAL', 'EACCES', 'ENODEV'],
  MUNMAP: ['ok', 'EINVAL'],
  GEM_CLOSE: ['ok', 'EINVAL', 'ENODEV'],
  PRIME_HANDLE_TO_FD: ['ok', 'ENOENT', 'EINVAL', 'ENODEV'],
  PRIME_FD_TO_HANDLE: ['ok', 'EBADF', 'EINVAL', 'ENODEV'],
  CLOSE_FD: ['ok', 'EBADF'],
  HEAP_ALLOC: ['ok', 'ENOENT', 'EINVAL', 'ENOMEM'],
  SYNCOBJ_CREATE: ['ok', 'EINVAL', 'ENODEV'],
  SYNCOBJ_DESTROY: ['ok', 'EINVAL', 'ENODEV'],
  SYNCOBJ_WAIT: ['ok', 'ENOENT', 'EINVAL', 'ETIME', 'ENODEV'],
  TILER_HEAP_CREATE: ['ok', 'EINVAL', 'EBUSY', 'ENODEV'],
  TILER_HEAP_DESTROY: ['ok', 'EINVAL', 'ENOENT', 'ENODEV'],
  GROUP_CREATE: ['ok', 'EINVAL', 'EACCES', 'EBUSY', 'ENOMEM', 'ENODEV'],
  GROUP_DESTROY: ['ok', 'EINVAL', 'ENODEV'],
  GROUP_GET_STATE: ['ok', 'EINVAL', 'ENODEV'],
  GROUP_SUBMIT: ['ok', 'EINVAL', 'ENOENT', 'ENODEV'],
  close: ['ok'],
  probe: ['ok', 'EPROBE_DEFER', 'ENOMEM', 'EINVAL'],
  fence: ['ok', 'EINVAL', 'ETIMEDOUT', 'ECANCELED'],
};
