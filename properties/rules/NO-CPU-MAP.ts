import type { Rule } from '../rule.ts';
import { noMapping } from './protected-buffers.ts';

const head = { id: 'NO-CPU-MAP', cite: ['A.2.1-4', 'G.1', 'F27'] } as const;
const unmapped = noMapping(head, 'mmap', (m) => m.kind === 'cpu');

/**
 * A protected suspend buffer has no CPU mapping, and the CPU touches no protected memory: to write it takes a mapping, and
 * to clean caches of it takes that of the kernel (docs/decisions/0038).
 */
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
        verdicts.violated(e, e.buffer, `the CPU ${doing(e.note)} it behind the firewall`);
      },
    };
  },
};

/** What the CPU did, by the first word of the event. */
function doing(note: string): string {
  if (note.startsWith('read')) return 'reads';
  return note.startsWith('cache') ? 'cleans its caches of' : 'writes to';
}
