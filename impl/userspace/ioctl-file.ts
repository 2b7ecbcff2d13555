import type { GroupId } from '../ids.ts';
import type { At } from './at.ts';
import { DEFAULT_VM, type Ioctl, type IoctlName } from './ioctl.ts';
import { durationText } from './stream.ts';

const MAX = 2 ** 32 - 1;

type Reader = (at: At) => string | number | null;

const text: Reader = (at) => at.text();
const number: Reader = (at) => at.count(0, MAX);
const nullable =
  (read: Reader): Reader =>
  (at) =>
    at.value === null ? null : read(at);
const duration: Reader = (at) => at.durationUs();

/** In the place of a field that is left out there stands nothing. */
const ABSENT = Symbol('absent');

/** A field: how it is read, and what stands in its place where it is left out; without that it is needed. */
type Field = readonly [read: Reader, otherwise?: string | number | null | typeof ABSENT];

const flags: Field = [number, 0];
const bo: Field = [text];
const vm: Field = [text, DEFAULT_VM];
const fd: Field = [text];
const syncobj: Field = [text];
const syncOp: Field = [text, ABSENT];
const group: Field = [text];
const heap: Field = [text];

const fields: Readonly<Record<IoctlName, Readonly<Record<string, Field>>>> = {
  DEV_QUERY: { type: [text], bytes: [nullable(number), null] },
  VM_CREATE: { vm: [text], flags },
  VM_DESTROY: { vm },
  VM_BIND: {
    op: [(at) => at.oneOf(['map', 'unmap']), 'map'],
    vm,
    bo,
    offset: [number, 0],
    pages: [number, 1],
    flags,
    after: syncOp,
    signals: syncOp,
  },
  VM_GET_STATE: { vm },
  BO_CREATE: { bo, pages: [number, 1], flags, vm: [nullable(text), null] },
  BO_MMAP_OFFSET: { bo },
  MMAP: { bo },
  MUNMAP: { bo },
  GEM_CLOSE: { bo },
  PRIME_HANDLE_TO_FD: { bo, fd },
  PRIME_FD_TO_HANDLE: { fd, bo },
  CLOSE_FD: { fd },
  HEAP_ALLOC: { fd, pages: [number, 1] },
  SYNCOBJ_CREATE: { syncobj, flags },
  SYNCOBJ_DESTROY: { syncobj },
  SYNCOBJ_WAIT: { syncobj, timeoutUs: [duration, 1_000_000] },
  TILER_HEAP_CREATE: {
    heap,
    vm,
    chunks: [number, 1],
    chunkBytes: [number, 2 * 1024 * 1024],
    maxChunks: [number, 64],
  },
  TILER_HEAP_DESTROY: { heap, vm },
  GROUP_CREATE: { group, priority: [number, 1], flags, queues: [number, 1], vm },
  GROUP_DESTROY: { group },
  GROUP_GET_STATE: { group },
};

export const IOCTLS = Object.keys(fields) as readonly IoctlName[];

/** A call of a workload file: `{ "call": "BO_CREATE", "bo": "frame", "pages": 4 }`. */
export function decodeIoctl(at: At, decodeGroup: (field: At) => GroupId): Ioctl {
  const call = at.field('call').oneOf(IOCTLS);
  const wanted = fields[call];
  at.only('call', ...Object.keys(wanted));
  const values = Object.entries(wanted).flatMap(([name, [read, otherwise]]) => {
    const field = at.field(name);
    if (field.value === undefined && otherwise === ABSENT) return [];
    if (field.value === undefined && otherwise !== undefined) return [[name, otherwise]];
    return [[name, name === 'group' ? decodeGroup(field) : read(field)]];
  });
  // Each field was read by the table that names the fields of this call.
  return { call, ...Object.fromEntries(values) } as Ioctl;
}

/** A call as the value of a workload file: `decodeIoctl` gives the same call back. */
export function encodeIoctl(ioctl: Ioctl): unknown {
  const values = Object.entries(ioctl).flatMap(([name, value]): readonly [string, unknown][] => {
    if (name === 'call') return [[name, value]];
    const otherwise = fields[ioctl.call][name]?.[1];
    if (value === otherwise) return [];
    return [[name, name === 'timeoutUs' && typeof value === 'number' ? durationText(value) : value]];
  });
  return Object.fromEntries(values);
}
