import { watching } from '../rule.ts';
import { byFirmware } from './names.ts';

/** Words through which the host makes the device do something. */
const DEVICE_WORD = /^(CSF_DOORBELL\d+|AS\d+_COMMAND|MCU_CONTROL|GPU_CMD)$/;

/** A command register that falls back to 0 has lost its power: nobody writes that. */
const isCommand = ({ word, after }: { readonly word: string; readonly after: number }): boolean =>
  DEVICE_WORD.test(word) && !(after === 0 && word.endsWith('_COMMAND'));

/**
 * A lock is released by its owner and taken in one order; no register is used while the device has no power, and
 * nobody touches a device that is gone.
 */
export const lockRules = watching(
  { id: 'LOCK-RULES', cite: ['A.1.4', 'H.3', 'A.2.1-6', 'D.4-1'], on: ['lock', 'power', 'device', 'word'] },
  (verdicts) => {
    let gone = false;
    return {
      observe(e) {
        if (e.kind === 'power' && e.op === 'access')
          verdicts.violated(e, `${e.activity}: ${e.note}`, `${e.note} is written without power`);
        else if (e.kind === 'device') gone ||= e.op === 'unplugged';
        else if (e.kind === 'lock') {
          if (e.op === 'acquire') verdicts.given++;
          else if (e.op === 'breach') verdicts.violated(e, `${e.activity}: ${e.note}`, e.note);
        } else if (e.kind === 'word' && gone && isCommand(e) && !byFirmware(e)) {
          verdicts.violated(
            e,
            `${e.activity}: ${e.word}`,
            `${e.word} is written after the device was unplugged`,
          );
        }
      },
    };
  },
);
