import type { Errno } from '../errno.ts';
import type { ProcessId } from '../ids.ts';
import type { Act } from '../runtime/activity.ts';
import type { Ioctl } from '../userspace/ioctl.ts';
import type { DriverFunctions } from './functions.ts';

/** The driver's function for a call that answers no more than an errno, as drm_ioctl() finds it. */
export function dispatch(
  fn: DriverFunctions,
  process: ProcessId,
  ioctl: Exclude<Ioctl, { readonly call: 'DEV_QUERY' }>,
): Act<Errno | 0> {
  switch (ioctl.call) {
    case 'VM_CREATE':
      return fn.ioctlVmCreate(process, ioctl);
    case 'VM_DESTROY':
      return fn.ioctlVmDestroy(process, ioctl);
    case 'VM_BIND':
      return fn.ioctlVmBind(process, ioctl);
    case 'VM_GET_STATE':
      return fn.ioctlVmGetState(process, ioctl);
    case 'BO_CREATE':
      return fn.ioctlBoCreate(process, ioctl);
    case 'BO_MMAP_OFFSET':
      return fn.ioctlBoMmapOffset(process, ioctl);
    case 'MMAP':
      return fn.ioctlMmap(process, ioctl);
    case 'MUNMAP':
      return fn.ioctlMunmap(process, ioctl);
    case 'GEM_CLOSE':
      return fn.ioctlGemClose(process, ioctl);
    case 'PRIME_HANDLE_TO_FD':
      return fn.ioctlPrimeHandleToFd(process, ioctl);
    case 'PRIME_FD_TO_HANDLE':
      return fn.ioctlPrimeFdToHandle(process, ioctl);
    case 'CLOSE_FD':
      return fn.ioctlCloseFd(process, ioctl);
    case 'HEAP_ALLOC':
      return fn.ioctlHeapAlloc(process, ioctl);
    case 'SYNCOBJ_CREATE':
      return fn.ioctlSyncobjCreate(process, ioctl);
    case 'SYNCOBJ_DESTROY':
      return fn.ioctlSyncobjDestroy(process, ioctl);
    case 'SYNCOBJ_WAIT':
      return fn.ioctlSyncobjWait(process, ioctl);
    case 'TILER_HEAP_CREATE':
      return fn.ioctlTilerHeapCreate(process, ioctl);
    case 'TILER_HEAP_DESTROY':
      return fn.ioctlTilerHeapDestroy(process, ioctl);
    case 'GROUP_CREATE':
      return fn.ioctlGroupCreate(process, ioctl);
    case 'GROUP_DESTROY':
      return fn.groupDestroy(process, ioctl.group);
    case 'GROUP_GET_STATE':
      return fn.ioctlGroupGetState(process, ioctl);
    default:
      return ioctl satisfies never;
  }
}
