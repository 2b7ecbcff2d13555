import type { Terms } from '../terms.ts';

/** A protected suspend buffer has no handle and no dma-buf, and its pages go back scrubbed and unreachable. */
export const noHandle = (t: Terms) =>
  t.always({
    id: 'NO-HANDLE',
    given: (s) => t.anyGroup((g) => s.groups[g].buffer.pages !== 'none'),
    then: (s) =>
      !t.anyGroup((g) => {
        const { pages, handle, exported, mapped, tlb, dirty } = s.groups[g].buffer;
        return handle || exported || (pages === 'freed' && (mapped || tlb || dirty));
      }),
    instance: (s) =>
      t.groups
        .filter((g) => s.groups[g].buffer.pages !== 'none')
        .map(t.name)
        .join(', '),
    cite: ['G.1', 'B.4'],
  });
