import { watching } from '../rule.ts';

/**
 * Heap and pool outlive their buffers, and a region stays protected while a buffer lives in it: it is with the
 * trusted firmware before the first buffer is handed out and until the last one was put.
 */
export const heapRef = watching(
  { id: 'HEAP-REF', cite: ['A.2.1-6', 'G.1', 'F28'], on: ['heap', 'memory'] },
  (verdicts) => {
    const live = new Set<string>();
    return {
      observe(e) {
        if (e.kind === 'memory') {
          if (e.op === 'free') live.delete(e.buffer);
          if (e.op !== 'alloc' || !e.note.startsWith('protected')) return;
          verdicts.given++;
          live.add(e.buffer);
          if (e.note.includes('not lent'))
            verdicts.violated(e, e.buffer, 'handed out before its region was given to the trusted firmware');
        } else if (e.kind === 'heap' && (e.op === 'reclaim' || e.op === 'destroy')) {
          verdicts.given++;
          const what = e.op === 'reclaim' ? 'its region is taken back' : 'its heap is destroyed';
          for (const buffer of live) verdicts.violated(e, buffer, `${what} while it lives`);
        }
      },
    };
  },
);
