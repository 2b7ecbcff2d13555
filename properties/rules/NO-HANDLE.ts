import { watching } from '../rule.ts';
import { aboutProtectedBuffer, refused } from './protected-buffers.ts';

/**
 * A protected suspend buffer has no handle and no descriptor, and its pages go back to the heap unmapped, out
 * of every TLB and scrubbed.
 */
export const noHandle = watching(
  { id: 'NO-HANDLE', cite: ['B.4', 'G.1'], on: ['memory', 'command'] },
  (verdicts) => {
    const inTlb = new Set<string>();
    const unscrubbed = new Set<string>();
    return {
      observe(e) {
        if (e.kind === 'command') {
          // What a region leaves when it is cut off goes to the protected suspend buffer.
          if (e.op === 'save' && e.region) unscrubbed.add(`${e.group}/protm_suspend_buf`);
          return;
        }
        const m = aboutProtectedBuffer(e);
        if (m === null) return;
        const { buffer } = m;
        switch (m.op) {
          case 'attempt': {
            verdicts.given++;
            for (const how of ['gem-handle', 'dma-buf-export']) {
              const answer = refused(m, how);
              if (answer !== true) verdicts.violated(m, buffer, answer);
            }
            break;
          }
          case 'map':
            inTlb.add(buffer);
            break;
          case 'tlbFlush':
            inTlb.delete(buffer);
            break;
          case 'scrub':
            unscrubbed.delete(buffer);
            break;
          case 'free':
            verdicts.given++;
            if (unscrubbed.has(buffer)) verdicts.violated(m, buffer, 'given back with a saved region in it');
            if (inTlb.has(buffer)) verdicts.violated(m, buffer, 'given back with entries in the TLB');
            unscrubbed.delete(buffer);
            inTlb.delete(buffer);
            break;
          case 'alloc':
          case 'unmap':
          case 'fault':
          case 'access':
            break;
          default:
            m.op satisfies never;
        }
      },
    };
  },
);
