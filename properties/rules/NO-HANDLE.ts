import { watching } from '../rule.ts';
import { aboutProtectedBuffer, refused } from './protected-buffers.ts';
import { PROTM_SUSPEND_BUF } from './views.ts';

/**
 * A protected suspend buffer has no handle, offset or descriptor, and its pages go back to the heap unmapped,
 * out of every TLB and scrubbed.
 */
export const noHandle = watching({ id: 'NO-HANDLE', cite: ['B.4', 'G.1'], on: ['memory'] }, (verdicts) => {
  const mapped = new Set<string>();
  /** Address spaces whose TLB may hold a buffer, `AS0 buffer`. */
  const inTlb = new Set<string>();
  const unscrubbed = new Set<string>();
  return {
    observe(e, v) {
      const m = aboutProtectedBuffer(e);
      if (m === null) return;
      const { buffer } = m;
      switch (m.op) {
        case 'attempt':
          verdicts.given++;
          for (const how of ['gem-handle', 'dma-buf-export']) {
            const answer = refused(m, how);
            if (answer !== true) verdicts.violated(m, buffer, answer);
          }
          break;
        case 'map':
          mapped.add(buffer);
          break;
        case 'unmap':
          mapped.delete(buffer);
          break;
        case 'access':
          // A use fills the TLB; what firmware writes here is a saved region.
          inTlb.add(`${m.who} ${buffer}`);
          if (/write/.test(m.note)) unscrubbed.add(buffer);
          break;
        case 'tlbFlush':
          inTlb.delete(`${m.who} ${buffer}`);
          break;
        case 'scrub':
          unscrubbed.delete(buffer);
          break;
        case 'free':
          verdicts.given++;
          if (mapped.delete(buffer)) verdicts.violated(m, buffer, 'given back while firmware has it mapped');
          for (const entry of [...inTlb].filter((name) => name.endsWith(` ${buffer}`))) {
            inTlb.delete(entry);
            verdicts.violated(m, buffer, 'given back with entries in the TLB');
          }
          if (unscrubbed.delete(buffer)) verdicts.violated(m, buffer, 'given back with a saved region in it');
          break;
        case 'fault':
          // The firewall refused what the MMU had translated.
          inTlb.add(`${m.who} ${buffer}`);
          break;
        case 'alloc':
        case 'cached':
        case 'leak':
          break;
        default:
          m.op satisfies never;
      }
      for (const { kind, who, buffer: of } of v.peek?.mappings() ?? []) {
        if (!of.endsWith(PROTM_SUSPEND_BUF)) continue;
        if (kind !== 'handle' && kind !== 'mmapOffset' && kind !== 'dmaBuf') continue;
        verdicts.violated(m, of, `${who} holds a ${kind} of it`);
      }
    },
  };
});
