import type { SimEvent } from '../../impl/events.ts';
import { ms, watching } from '../rule.ts';

type Protected = Extract<SimEvent, { kind: 'command' }>;

/**
 * Nothing that measures a job tells about protected work beyond that it ran: of the jobs that are measured none that
 * executed a command in protected mode counts in the usage that is shown of its process, and no sample of the
 * performance counters has counted such a command.
 */
export const noProfile = watching(
  { id: 'NO-PROFILE', cite: ['B.9', 'G.1'], on: ['command', 'usage', 'counters', 'device'] },
  (verdicts) => {
    const ranProtected = new Set<string>();
    let counting = false;
    let counted: Protected | null = null;
    return {
      observe(e) {
        if (e.kind === 'command' && e.region && e.gpuProtected) {
          ranProtected.add(e.job);
          if (counting) counted ??= e;
        }
        if (e.kind === 'device' && e.op === 'boot') {
          // Counters are off, and empty.
          counting = false;
          counted = null;
        }
        if (e.kind === 'counters') {
          if (e.op !== 'sample') counting = e.op === 'start';
          else {
            verdicts.given++;
            if (counted !== null) {
              const what = `a sample of the performance counters tells of ${counted.job}, protected work and all`;
              verdicts.violated(e, counted.group, what);
            }
            counted = null;
          }
        }
        if (e.kind !== 'usage') return;
        if (e.op === 'measure') verdicts.given++;
        if (e.op === 'measure' || !ranProtected.has(e.job)) return;
        verdicts.violated(
          e,
          e.group,
          `the usage of ${e.process} counts ${ms(e.us)} ms of ${e.job}, protected work and all`,
        );
      },
    };
  },
);
