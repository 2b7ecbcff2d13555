import type { Rule } from '../rule.ts';
import { noMapping } from './protected-buffers.ts';

const head = { id: 'NO-CPU-MAP', cite: ['A.2.1-4', 'G.1', 'F27'] } as const;
const unmapped = noMapping(head, 'mmap', (m) => m.kind === 'cpu');

/** A protected suspend buffer has no CPU mapping, and the CPU writes into no protected memory. */
export const noCpuMap: Rule = {
  ...unmapped,
  monitor: (verdicts) => {
    const below = unmapped.monitor(verdicts);
    return {
      ...below,
      observe(e, v) {
        below.observe(e, v);
        if (e.kind !== 'memory' || e.who !== 'CPU') return;
        verdicts.given++;
        if (e.op !== 'fault') return;
        const does = e.note.startsWith('read') ? 'reads' : 'writes to';
        verdicts.violated(e, e.buffer, `the CPU ${does} it behind the firewall`);
      },
    };
  },
};
