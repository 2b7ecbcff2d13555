import { watching } from '../rule.ts';
import { csNames } from './cs-names.ts';

/** After a reset: GPU not protected, no owner, no request remembered, PROTM_FAULT unmasked. */
export const resetClean = watching(
  { id: 'RESET-CLEAN', cite: ['A.2.6', 'A.2.7', 'B.7', 'C.9-4'], on: ['reset', 'tick'] },
  (verdicts) => {
    // The scheduler is let go before the reset work returns: what a tick chose since then is not of before.
    let tickSince = false;
    return {
      observe(e, v) {
        if (e.kind === 'tick') tickSince ||= e.op === 'ranked';
        if (e.kind !== 'reset') return;
        if (e.op === 'begin') tickSince = false;
        if (e.op !== 'end' || tickSince) return;
        verdicts.given++;
        if (v.gpuProtected) verdicts.violated(e, 'GPU_STATUS', 'bit 7 is 1 after the reset');
        const { peek } = v;
        if (peek === null) return;
        const owner = peek.believedOwner();
        if (owner !== null) verdicts.violated(e, 'owner', `${owner} is still the owner after the reset`);
        if (peek.believesProtected() === true) {
          verdicts.violated(e, 'mode', 'the driver still believes in protected mode after the reset');
        }
        if (!peek.protmFaultUnmasked()) verdicts.violated(e, 'PROTM_FAULT', 'masked after the reset');
        for (const g of v.groups.values()) {
          if (g.slot !== null) continue;
          const recorded = peek.recordedRequests(g.facts.id);
          if (recorded === 0) continue;
          verdicts.violated(
            e,
            g.facts.id,
            `PROTM_PENDING of ${csNames(recorded)} from before the reset is still noted`,
          );
        }
      },
    };
  },
);
