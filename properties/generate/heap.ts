import { DEFAULT_HEAP, type HeapSpec } from '../../impl/memory/dma-heap.ts';
import type { Random } from '../explore/random.ts';

/**
 * A protected heap that is not as one wishes: late, gone, small, refused, or lent to the trusted firmware for its first
 * user. `ordinary` memory is never drawn: no driver can tell (F28).
 */
export function drawHeap(random: Random): HeapSpec {
  const atUs = random.pick([2_000, 5_000, 20_000, 60_000]);
  const one = random.pick<Partial<HeapSpec>>([
    {},
    { fromUs: atUs },
    { fromUs: atUs, refusals: 1 },
    { fromUs: atUs, untilUs: 2 * atUs },
    { untilUs: atUs },
    { pages: random.pick([0, 2, 4]) },
    { refusals: 1 + random.below(2) },
    { parameter: '' },
  ]);
  return { ...DEFAULT_HEAP, ...one, memory: random.chance(0.4) ? 'lent' : DEFAULT_HEAP.memory };
}
