import type { Terms } from '../terms.ts';

/** Protected suspend buffers lie in protected memory. */
export const protMemOnly = (t: Terms) =>
  t.always({
    id: 'PROT-MEM-ONLY',
    given: (s) => t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
    then: (s) =>
      !t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated' && !s.groups[g].buffer.protectedMemory),
    instance: (s) =>
      t.groups
        .filter((g) => !s.groups[g].buffer.protectedMemory)
        .map(t.name)
        .join(', '),
    cite: ['B.8', 'A.2.2-1'],
  });
