import { ms, watching } from '../rule.ts';

/**
 * Nothing that measures a job tells about protected work beyond that it ran: of the jobs that are measured none that
 * executed a command in protected mode counts in the usage that is shown of its process.
 */
export const noProfile = watching(
  { id: 'NO-PROFILE', cite: ['B.9', 'G.1'], on: ['command', 'usage'] },
  (verdicts) => {
    const ranProtected = new Set<string>();
    return {
      observe(e) {
        if (e.kind === 'command' && e.region && e.gpuProtected) ranProtected.add(e.job);
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
