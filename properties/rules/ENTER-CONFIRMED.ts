import { watching } from '../rule.ts';
import { asCommandName } from './address-spaces.ts';
import { byFirmware, ENTRY_LOCK } from './names.ts';
import { parseWord } from './word-names.ts';

/**
 * After ENTER the entry lock is not released and no AS or CSG request is issued until GPU protected was there to be
 * seen, an EXIT raised after this ENTER was, or a reset is scheduled.
 */
export const enterConfirmed = watching(
  {
    id: 'ENTER-CONFIRMED',
    cite: ['A.2.3-13', 'A.2.3-14', 'B.2-9', 'C.5', 'F04'],
    on: ['session', 'lock', 'csg', 'word'],
  },
  (verdicts) => ({
    observe(e, v) {
      if (e.kind === 'session' && e.op === 'enterSent') {
        verdicts.given++;
        return;
      }
      if (!v.enterInFlight || v.resetInFlight || v.session === null) return;
      const { sentUs, group } = v.session;
      const since = `${(v.nowUs - sentUs) / 1000} ms after ENTER, GPU_STATUS bit 7 is 0 and no EXIT was raised`;
      if (e.kind === 'lock' && e.op === 'release' && e.lock === ENTRY_LOCK && e.mode === 'write') {
        verdicts.violated(e, group ?? 'no group', `the entry lock is released ${since}`);
      } else if (e.kind === 'csg' && e.op === 'request') {
        verdicts.violated(e, group ?? 'no group', `CSG${e.slot} ${e.request} is requested ${since}`);
      } else if (e.kind === 'word' && !byFirmware(e)) {
        const name = parseWord(e.word);
        const command = name.of === 'as' && name.word === 'COMMAND' ? asCommandName(e.after) : null;
        if (command !== null) verdicts.violated(e, group ?? 'no group', `AS ${command} is issued ${since}`);
      }
    },
  }),
);
