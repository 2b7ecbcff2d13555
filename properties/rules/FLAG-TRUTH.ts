import { watching } from '../rule.ts';

/**
 * What the driver believes equals GPU protected whenever no ENTER, EXIT or reset is in flight. Judged while
 * nobody holds the scheduler lock, which guards the belief: inside, nobody else can act on it.
 */
export const flagTruth = watching(
  { id: 'FLAG-TRUTH', cite: ['A.1.3', 'A.2.3-15', 'A.2.5-2', 'C.1'], on: [] },
  (verdicts) => ({
    observe() {},
    afterStep(v) {
      const believed = v.peek?.believesProtected() ?? null;
      if (believed === null || v.enterInFlight || v.exitInFlight || v.resetInFlight) return;
      if (v.schedLocked) return;
      verdicts.given++;
      const owner = v.peek?.believedOwner() ?? null;
      const truth = v.gpuProtected;
      if (believed !== truth) {
        const text = believed ? 'the driver believes in protected mode' : 'the driver knows of no session';
        verdicts.violated(v.now, 'mode', `${text}, GPU_STATUS bit 7 is ${truth ? 1 : 0}`);
      }
      if ((owner !== null) !== truth) {
        const text = owner === null ? 'the driver knows no owner' : `the driver believes ${owner} is in`;
        verdicts.violated(v.now, 'owner', `${text}, GPU_STATUS bit 7 is ${truth ? 1 : 0}`);
      } else if (truth && v.session !== null && owner !== v.session.group) {
        verdicts.violated(v.now, 'owner', `the driver believes ${owner} is in, it let in ${v.session.group}`);
      }
    },
  }),
);
