import type { GroupId } from '../../impl/ids.ts';
import {
  GROUP_CREATE_PROTECTED,
  type Ioctl,
  type IoctlName,
  QUERY_BYTES,
} from '../../impl/userspace/ioctl.ts';
import { type GroupSpec, groupPriorityNames } from '../../impl/userspace/workload.ts';
import type { Random } from '../explore/random.ts';

/** What a process may name in a call: its own groups, which it may create, and everybody's, which it may guess. */
export interface Nameable {
  readonly own: readonly GroupSpec[];
  readonly all: readonly GroupId[];
}

/** Few names, so that calls meet: what one makes another uses, uses twice, or destroys. */
const names = ['a', 'b'] as const;
const vms = ['vm', 'vm', 'x'] as const;
const queries = [...Object.keys(QUERY_BYTES), 'NONSENSE'] as const;

const drawers: Readonly<Record<IoctlName, (r: Random, n: Nameable) => Ioctl>> = {
  DEV_QUERY: (r) => ({
    call: 'DEV_QUERY',
    type: r.pick(queries),
    bytes: r.chance(0.3) ? null : r.pick([0, 3, 4, 24, 4096]),
  }),
  VM_CREATE: (r) => ({ call: 'VM_CREATE', vm: r.pick(vms), flags: flags(r) }),
  VM_DESTROY: (r) => ({ call: 'VM_DESTROY', vm: r.pick(vms) }),
  VM_BIND: (r) => ({
    call: 'VM_BIND',
    op: r.pick(['map', 'map', 'unmap'] as const),
    vm: r.pick(vms),
    bo: r.pick(names),
    offset: r.pick([0, 0, 1, 600]),
    pages: pages(r),
    flags: flags(r),
  }),
  VM_GET_STATE: (r) => ({ call: 'VM_GET_STATE', vm: r.pick(vms) }),
  BO_CREATE: (r) => ({
    call: 'BO_CREATE',
    bo: r.pick(names),
    pages: pages(r),
    flags: flags(r),
    vm: r.chance(0.3) ? r.pick(vms) : null,
  }),
  BO_MMAP_OFFSET: (r) => ({ call: 'BO_MMAP_OFFSET', bo: r.pick(names) }),
  MMAP: (r) => ({ call: 'MMAP', bo: r.pick(names) }),
  MUNMAP: (r) => ({ call: 'MUNMAP', bo: r.pick(names) }),
  GEM_CLOSE: (r) => ({ call: 'GEM_CLOSE', bo: r.pick(names) }),
  PRIME_HANDLE_TO_FD: (r) => ({ call: 'PRIME_HANDLE_TO_FD', bo: r.pick(names), fd: r.pick(names) }),
  PRIME_FD_TO_HANDLE: (r) => ({ call: 'PRIME_FD_TO_HANDLE', fd: r.pick(names), bo: r.pick(names) }),
  CLOSE_FD: (r) => ({ call: 'CLOSE_FD', fd: r.pick(names) }),
  HEAP_ALLOC: (r) => ({ call: 'HEAP_ALLOC', fd: r.pick(names), pages: pages(r) }),
  SYNCOBJ_CREATE: (r) => ({ call: 'SYNCOBJ_CREATE', syncobj: r.pick(names), flags: flags(r) }),
  SYNCOBJ_DESTROY: (r) => ({ call: 'SYNCOBJ_DESTROY', syncobj: r.pick(names) }),
  SYNCOBJ_WAIT: (r) => ({
    call: 'SYNCOBJ_WAIT',
    syncobj: r.pick(names),
    timeoutUs: r.pick([0, 1_000, 20_000]),
  }),
  TILER_HEAP_CREATE: (r) => ({
    call: 'TILER_HEAP_CREATE',
    heap: r.pick(names),
    vm: r.pick(vms),
    chunks: r.pick([0, 1, 2, 5]),
    chunkBytes: r.pick([2 * 1024 * 1024, 128 * 1024, 100_000, 2 ** 24]),
    maxChunks: r.pick([1, 2, 64]),
  }),
  TILER_HEAP_DESTROY: (r) => ({ call: 'TILER_HEAP_DESTROY', heap: r.pick(names), vm: r.pick(vms) }),
  // As the group was declared, or so that it is refused: rules know a group by its declaration.
  GROUP_CREATE: (r, { own }) => {
    const { group, priority, protected: isProtected, queues } = r.pick(own);
    return {
      call: 'GROUP_CREATE',
      group,
      priority: r.chance(0.7) ? groupPriorityNames.indexOf(priority) : 4,
      flags: r.chance(0.7) ? (isProtected ? GROUP_CREATE_PROTECTED : 0) : r.pick([2, 3]),
      queues: r.chance(0.7) ? queues : 0,
      vm: r.pick(vms),
    };
  },
  GROUP_DESTROY: (r, { all }) => ({ call: 'GROUP_DESTROY', group: r.pick(all) }),
  GROUP_GET_STATE: (r, { all }) => ({ call: 'GROUP_GET_STATE', group: r.pick(all) }),
};

const calls = Object.keys(drawers) as readonly IoctlName[];

const flags = (r: Random): number => r.pick([0, 0, 0, 1, 2]);
const pages = (r: Random): number => r.pick([0, 1, 2, 4, 600]);

/** Any call, good or bad. */
export function drawIoctl(random: Random, nameable: Nameable): Ioctl {
  return drawers[random.pick(calls)](random, nameable);
}
