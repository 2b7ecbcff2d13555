import type { Terms } from '../terms.ts';

/** The kernel allocates the protected suspend buffer. */
export const kernelOwned = (t: Terms) =>
  t.always({
    id: 'KERNEL-OWNED',
    given: (s) => t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
    then: (s) =>
      !t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated' && !s.groups[g].buffer.kernelOwned),
    instance: (s) =>
      t.groups
        .filter((g) => !s.groups[g].buffer.kernelOwned)
        .map(t.name)
        .join(', '),
    cite: ['B.4', 'A.2.2-1'],
  });
