import type { Terms } from '../terms.ts';

/** A protected suspend buffer has no CPU mapping. */
export const noCpuMap = (t: Terms) =>
  t.always({
    id: 'NO-CPU-MAP',
    given: (s) => t.anyGroup((g) => s.groups[g].buffer.pages === 'allocated'),
    then: (s) => !t.anyGroup((g) => s.groups[g].buffer.cpuMapped),
    instance: (s) =>
      t.groups
        .filter((g) => s.groups[g].buffer.cpuMapped)
        .map(t.name)
        .join(', '),
    cite: ['A.2.2-1', 'B.4'],
  });
