import { noMapping } from './protected-buffers.ts';

/** A protected suspend buffer has no CPU mapping. */
export const noCpuMap = noMapping(
  { id: 'NO-CPU-MAP', cite: ['A.2.1-4', 'G.1'] },
  'mmap',
  (m) => m.kind === 'cpu',
);
