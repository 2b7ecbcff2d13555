import type { Terms } from '../terms.ts';

/** A protected suspend buffer is bound in no user VM. */
export const noGpuMap = (t: Terms) =>
  t.always({
    id: 'NO-GPU-MAP',
    given: (s) => t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
    then: (s) => !t.anyGroup((g) => s.groups[g].buffer.vmBound),
    instance: (s) =>
      t.groups
        .filter((g) => s.groups[g].buffer.vmBound)
        .map(t.name)
        .join(', '),
    cite: ['A.2.2-1', 'B.4'],
  });
