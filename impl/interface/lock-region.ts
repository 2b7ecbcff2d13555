/** Addresses of an address space, bytes. */
export interface Region {
  readonly start: number;
  readonly size: number;
}

/** The smallest region that hardware locks: 32 KiB. */
const MIN_WIDTH = 15;
const WIDTH_MASK = 0x3f;

/**
 * LOCKADDR for a region: hardware locks a power of two of bytes that is aligned to its size, so the smallest
 * such block around the region, its width less one in the low six bits. Neighbours are locked with it.
 */
export function lockAddr({ start, size }: Region): number {
  const differ = start ^ (start + size - 1);
  const width = Math.max(MIN_WIDTH, 32 - Math.clz32(differ));
  const base = width >= 32 ? 0 : (start >>> width) * 2 ** width;
  return base | (width - 1);
}

/** The region that a value of LOCKADDR stands for. */
export function lockedRegion(value: number): Region {
  const width = (value & WIDTH_MASK) + 1;
  return { start: (value & ~WIDTH_MASK) >>> 0, size: 2 ** width };
}

export function contains({ start, size }: Region, address: number): boolean {
  return address >= start && address < start + size;
}
