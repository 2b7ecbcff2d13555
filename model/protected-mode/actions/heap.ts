import type { Terms } from '../terms.ts';

/** The protected heap and what the driver offers because of it: A.2.1. Every boot looks whether there is a heap. */
export function heapActions(t: Terms) {
  const { action } = t;
  return [
    action({
      id: 'driver.findHeap',
      when: {
        'the driver has none': (s) => !s.heap,
      },
      then: (s) => {
        s.heap = true;
      },
      cite: ['A.2.1-1'],
    }),
    action({
      id: 'driver.offer',
      when: {
        'it is not offered': (s) => !s.offered,
        'the section was in place at the last boot': (s) => s.section,
      },
      then: (s) => {
        s.offered = true;
      },
      cite: ['A.1.6', 'A.2.1-5', 'G.1'],
    }),
    action({
      // The section goes with it, so that the firmware must be down and boot anew.
      id: 'driver.dropHeap',
      when: {
        'heaps that go are in scope': (s) => s.scope.lateHeap,
        'the driver has one': (s) => s.heap,
        'the firmware is down, and will boot': (s) => s.reset === 'running',
        'no buffer lives in it': (s) => !t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
      },
      then: (s) => {
        s.heap = false;
        s.section = false;
        s.offered = false;
      },
      cite: ['A.2.1-6', 'G.1'],
    }),
  ];
}
