import type { GroupId } from '../ids.ts';

/** What DEV_QUERY knows, with the least size of each answer in bytes; A.1.6 for PROTECTED_INFO. */
export const QUERY_BYTES = {
  GPU_INFO: 96,
  CSIF_INFO: 24,
  TIMESTAMP_INFO: 16,
  GROUP_PRIORITIES_INFO: 4,
  PROTECTED_INFO: 4,
} as const;
export type QueryType = keyof typeof QUERY_BYTES;

/**
 * A call into the kernel as a process makes it, with all that can be wrong in it. Handles and descriptors have names
 * instead of numbers; a name that stands for nothing is a bad handle.
 */
export type Ioctl =
  /** `bytes`: size of the user's struct; null: a NULL pointer, to ask for the size. `type` may be unknown. */
  | { readonly call: 'DEV_QUERY'; readonly type: string; readonly bytes: number | null }
  | { readonly call: 'VM_CREATE'; readonly vm: string; readonly flags: number }
  | { readonly call: 'VM_DESTROY'; readonly vm: string }
  /**
   * Maps `pages` of a buffer from page `offset` on, or unmaps them. With VM_BIND_ASYNC by the VM's worker: `after`: a sync
   * object whose fence it waits for; `signals`: one that gets its fence.
   */
  | {
      readonly call: 'VM_BIND';
      readonly op: 'map' | 'unmap';
      readonly vm: string;
      readonly bo: string;
      readonly offset: number;
      readonly pages: number;
      readonly flags: number;
      readonly after?: string;
      readonly signals?: string;
    }
  | { readonly call: 'VM_GET_STATE'; readonly vm: string }
  /** `vm`: the only one that it can be bound in; null: any. */
  | {
      readonly call: 'BO_CREATE';
      readonly bo: string;
      readonly pages: number;
      readonly flags: number;
      readonly vm: string | null;
    }
  | { readonly call: 'BO_MMAP_OFFSET'; readonly bo: string }
  | { readonly call: 'MMAP'; readonly bo: string }
  | { readonly call: 'MUNMAP'; readonly bo: string }
  | { readonly call: 'GEM_CLOSE'; readonly bo: string }
  /** Descriptors are known to every process: they can be passed on. */
  | { readonly call: 'PRIME_HANDLE_TO_FD'; readonly bo: string; readonly fd: string }
  | { readonly call: 'PRIME_FD_TO_HANDLE'; readonly fd: string; readonly bo: string }
  | { readonly call: 'CLOSE_FD'; readonly fd: string }
  /** DMA_HEAP_IOCTL_ALLOC of the protected heap. */
  | { readonly call: 'HEAP_ALLOC'; readonly fd: string; readonly pages: number }
  | { readonly call: 'SYNCOBJ_CREATE'; readonly syncobj: string; readonly flags: number }
  | { readonly call: 'SYNCOBJ_DESTROY'; readonly syncobj: string }
  | { readonly call: 'SYNCOBJ_WAIT'; readonly syncobj: string; readonly timeoutUs: number }
  /** A heap of the tiler in a VM, which streams name when they run out of memory. */
  | {
      readonly call: 'TILER_HEAP_CREATE';
      readonly heap: string;
      readonly vm: string;
      /** How many it has from the start. */
      readonly chunks: number;
      readonly chunkBytes: number;
      readonly maxChunks: number;
    }
  | { readonly call: 'TILER_HEAP_DESTROY'; readonly heap: string; readonly vm: string }
  | {
      readonly call: 'GROUP_CREATE';
      readonly group: GroupId;
      readonly priority: number;
      readonly flags: number;
      readonly queues: number;
      readonly vm: string;
    }
  | { readonly call: 'GROUP_DESTROY'; readonly group: GroupId }
  | { readonly call: 'GROUP_GET_STATE'; readonly group: GroupId };

export type IoctlName = Ioctl['call'];
export type IoctlArgs<Name extends IoctlName> = Extract<Ioctl, { readonly call: Name }>;

/** BO_CREATE: no CPU mapping, ever. */
export const BO_NO_MMAP = 1;
/** VM_BIND: not waited for; nothing else may have sync objects. */
export const VM_BIND_ASYNC = 1;
/** SYNCOBJ_CREATE: signalled from the start. */
export const SYNCOBJ_CREATE_SIGNALED = 1;
/** GROUP_CREATE: the group uses protected mode, A.1.6. */
export const GROUP_CREATE_PROTECTED = 1;
/** The VM that a process's own groups are created in. */
export const DEFAULT_VM = 'vm';

/** Calls that do not come to the device: on memory mappings, descriptors and the heap's own node. */
export const NOT_OF_THE_DEVICE: ReadonlySet<IoctlName> = new Set(['MUNMAP', 'CLOSE_FD', 'HEAP_ALLOC']);

/** The call as reports tell it: its name and what it is about. */
export function ioctlText(ioctl: Ioctl): string {
  switch (ioctl.call) {
    case 'DEV_QUERY':
      return `DEV_QUERY ${ioctl.type}${ioctl.bytes === null ? ' NULL' : ''}`;
    case 'VM_BIND':
      return `VM_BIND ${ioctl.op} ${ioctl.bo} in ${ioctl.vm}${(ioctl.flags & VM_BIND_ASYNC) === 0 ? '' : ', async'}`;
    case 'VM_CREATE':
    case 'VM_DESTROY':
    case 'VM_GET_STATE':
      return `${ioctl.call} ${ioctl.vm}`;
    case 'BO_CREATE':
    case 'BO_MMAP_OFFSET':
    case 'MMAP':
    case 'MUNMAP':
    case 'GEM_CLOSE':
    case 'PRIME_HANDLE_TO_FD':
      return `${ioctl.call} ${ioctl.bo}`;
    case 'PRIME_FD_TO_HANDLE':
    case 'CLOSE_FD':
    case 'HEAP_ALLOC':
      return `${ioctl.call} ${ioctl.fd}`;
    case 'SYNCOBJ_CREATE':
    case 'SYNCOBJ_DESTROY':
    case 'SYNCOBJ_WAIT':
      return `${ioctl.call} ${ioctl.syncobj}`;
    case 'TILER_HEAP_CREATE':
    case 'TILER_HEAP_DESTROY':
      return `${ioctl.call} ${ioctl.heap}`;
    case 'GROUP_CREATE':
    case 'GROUP_DESTROY':
    case 'GROUP_GET_STATE':
      return `${ioctl.call} ${ioctl.group}`;
    default:
      return ioctl satisfies never;
  }
}
