/** A command stream as userspace hands it to the kernel: memory, where it begins, and what its addresses stand for. */
export interface Program {
  /** The buffer's content from `CODE_ADDRESS` on, an instruction each: 16 hexadecimal digits. */
  readonly words: readonly string[];
  /** Instructions from the beginning that are the stream; what is called stands behind them. */
  readonly length: number;
  /** Sync objects and heap contexts by their address, `0x...`: what is mapped there in the VM. */
  readonly objects: { readonly [address: string]: string };
  readonly [key: string]: number | readonly string[] | { readonly [address: string]: string };
}

/** What the name of a tiler heap's context begins with, to tell it from a sync object. */
export const HEAP_PREFIX = 'heap:';

/** Where a stream's buffer is mapped. */
export const CODE_ADDRESS = 0x4000_0000n;
/** A buffer of ordinary memory that every stream may read. */
export const DATA_ADDRESS = 0x6000_0000n;
/** Where nothing is ever mapped. */
export const UNMAPPED_ADDRESS = 0xdead_0000n;
const OBJECTS_ADDRESS = 0x1_0000_0000n;
/** A 64-bit sync object: sequence number, status and padding. */
const OBJECT_BYTES = 16n;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Where a sync object is mapped: in every VM at the same place, which its name says. */
export function objectAddress(name: string): bigint {
  let hash = FNV_OFFSET;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), FNV_PRIME);
  return OBJECTS_ADDRESS + BigInt(hash >>> 0) * OBJECT_BYTES;
}

export const addressText = (address: bigint): string => `0x${address.toString(16)}`;
