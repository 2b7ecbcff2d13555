import type { Terms } from '../terms.ts';

/** The heap outlives the suspend buffers and the firmware section that lie in it. */
export const heapRef = (t: Terms) =>
  t.always({
    id: 'HEAP-REF',
    given: (s) => s.section || t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
    then: (s) => s.heap,
    instance: (s) =>
      t.groups
        .filter((g) => s.groups[g].buffer.pages === 'allocated')
        .map(t.name)
        .join(', '),
    cite: ['A.2.1-6', 'G.1'],
  });
