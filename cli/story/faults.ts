import type { Faults } from '../../impl/firmware/parts.ts';
import { DEFAULT_HEAP, type HeapSpec, specialIn } from '../../impl/memory/dma-heap.ts';
import type { Secrets } from '../../impl/simulate.ts';
import { plural } from '../../properties/plural.ts';

/** What goes wrong in a run beside what part F leaves open, a phrase each: a finding that needs it must say so, the heap of its workload included. */
export function faultWords(faults: Faults, heap?: HeapSpec): readonly string[] {
  const { muteFromUs, protmFaultFromUs, noProtectedSection, noProtectedHeap, protectedHeapPages } = faults;
  const { deadBootFromUs, spuriousIrqAtUs, workLateUs, irqLateUs, gpuMhz } = faults;
  const { postedClears, noFirewall, noCacheFlush } = faults;
  return [
    ...(muteFromUs === undefined ? [] : [`firmware mute from ${ms(muteFromUs)} on`]),
    ...(deadBootFromUs === undefined ? [] : [`an MCU that dies in the first boot${after(deadBootFromUs)}`]),
    ...(protmFaultFromUs === undefined ? [] : [`PROTM_FAULT in the first session${after(protmFaultFromUs)}`]),
    ...(spuriousIrqAtUs === undefined
      ? []
      : [`an interrupt of each line at ${ms(spuriousIrqAtUs)} that nothing has raised`]),
    ...(workLateUs === undefined ? [] : [`work items up to ${ms(workLateUs)} late`]),
    ...(irqLateUs === undefined ? [] : [`interrupt threads up to ${ms(irqLateUs)} late`]),
    ...(noProtectedSection === true ? ['no protected firmware section'] : []),
    ...(noProtectedHeap === true ? ['no protected heap'] : []),
    ...(protectedHeapPages === undefined ? [] : [`a protected heap of ${protectedHeapPages} pages`]),
    ...(gpuMhz === undefined ? [] : [`a GPU clock of ${gpuMhz} MHz`]),
    ...(postedClears === true ? ['a JOB_INT_CLEAR that lands late'] : []),
    ...(noFirewall === true ? ['a firewall that refuses nothing'] : []),
    ...(noCacheFlush === true ? ['firmware that does not clean caches around a session'] : []),
    ...heapWords(heap),
  ];
}

/** How the heap of a workload differs from one that is there before the driver and has enough, a phrase each. */
function heapWords(heap: HeapSpec = DEFAULT_HEAP): readonly string[] {
  const { fromUs, untilUs, pages, memory, refusals } = heap;
  const words: Readonly<Record<keyof HeapSpec, string>> = {
    parameter: 'no protected_heap_name',
    name: 'no heap of that name',
    fromUs: `a heap that comes at ${ms(fromUs)}`,
    untilUs: `a heap that goes at ${ms(untilUs ?? 0)}`,
    pages: `a protected heap of ${plural(pages, 'page')}`,
    memory: `a heap whose memory is ${memory}`,
    refusals: `a heap that refuses the first ${refusals === 1 ? 'allocation' : `${refusals} allocations`}`,
  };
  return specialIn(heap).map((field) => words[field]);
}

/** Content that a leak needs, where the plain one does not show it. */
export const contentWords = (secrets: Secrets = {}): readonly string[] =>
  Object.entries(secrets).map(([process, [one, two]]) => `${process} decodes ${one} or ${two}`);

const ms = (us: number): string => `${us / 1000} ms`;
const after = (us: number): string => (us === 0 ? '' : ` from ${ms(us)} on`);
