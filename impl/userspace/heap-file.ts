import { DEFAULT_HEAP, type HeapMemory, type HeapSpec } from '../memory/dma-heap.ts';
import type { At } from './at.ts';
import { durationText } from './stream.ts';

const MEMORY: readonly HeapMemory[] = ['carved out', 'lent', 'ordinary'];
const MAX_PAGES = 1_000_000;

/** The heap of a workload file: what is not said is as in `DEFAULT_HEAP`. */
export function decodeHeap(at: At): HeapSpec {
  at.only('parameter', 'name', 'from', 'until', 'pages', 'memory', 'refusals');
  const optional = <T>(name: string, read: (field: At) => T, otherwise: T): T =>
    at.field(name).value === undefined ? otherwise : read(at.field(name));
  const heap: HeapSpec = {
    parameter: optional('parameter', (f) => f.text(), DEFAULT_HEAP.parameter),
    name: optional('name', (f) => f.text(), DEFAULT_HEAP.name),
    fromUs: optional('from', (f) => f.durationUs(), DEFAULT_HEAP.fromUs),
    untilUs: optional<number | null>('until', (f) => f.durationUs(), DEFAULT_HEAP.untilUs),
    pages: optional('pages', (f) => f.count(0, MAX_PAGES), DEFAULT_HEAP.pages),
    memory: optional('memory', (f) => f.oneOf(MEMORY), DEFAULT_HEAP.memory),
    refusals: optional('refusals', (f) => f.count(0, MAX_PAGES), DEFAULT_HEAP.refusals),
  };
  if (heap.name === '') at.field('name').fail('a name');
  if (heap.untilUs !== null && heap.untilUs <= heap.fromUs) {
    at.field('until').fail(`a time after ${durationText(heap.fromUs)}, when it comes`);
  }
  return heap;
}

/** A heap as the value of a workload file: `decodeHeap` gives the same heap back. */
export function encodeHeap(heap: HeapSpec): unknown {
  const { parameter, name, fromUs, untilUs, pages, memory, refusals } = heap;
  return {
    ...(parameter === DEFAULT_HEAP.parameter ? {} : { parameter }),
    ...(name === DEFAULT_HEAP.name ? {} : { name }),
    ...(fromUs === DEFAULT_HEAP.fromUs ? {} : { from: durationText(fromUs) }),
    ...(untilUs === null ? {} : { until: durationText(untilUs) }),
    ...(pages === DEFAULT_HEAP.pages ? {} : { pages }),
    ...(memory === DEFAULT_HEAP.memory ? {} : { memory }),
    ...(refusals === DEFAULT_HEAP.refusals ? {} : { refusals }),
  };
}
