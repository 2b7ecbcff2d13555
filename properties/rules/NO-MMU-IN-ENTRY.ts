import { watching } from '../rule.ts';
import { asCommandName } from './address-spaces.ts';
import { byFirmware } from './names.ts';
import { seqsOf } from './rests-on.ts';
import { parseWord } from './word-names.ts';

/**
 * No region is locked and no AS command is in flight when GPU protected rises. One that is issued while it
 * holds stalls until exit: it breaks the rule when its issuer gives up before that.
 */
export const noMmuInEntry = watching(
  {
    id: 'NO-MMU-IN-ENTRY',
    cite: ['A.1.1', 'A.1.5', 'A.2.5', 'B.6', 'F16', 'F32'],
    on: ['word', 'wait', 'vm'],
  },
  (verdicts) => {
    /** Commands that were issued in a session, by address space, and the events that tell what for. */
    const stalled = new Map<number, { readonly issued: string; readonly restsOn: readonly number[] }>();
    /** The last event of a VM's operations, by who makes it, after what was queued last. */
    const operations = new Map<string, readonly number[]>();
    const queued = new Map<string, number>();
    let wasProtected = false;
    return {
      observe(e, v) {
        if (e.kind === 'vm') {
          if (e.op === 'bindQueued') queued.set(e.vm, e.seq);
          operations.set(e.activity, seqsOf(queued.get(e.vm), e.seq));
          return;
        }
        if (e.kind === 'wait') {
          const as = /^AS(\d+) AS_ACTIVE$/.exec(e.what)?.[1];
          const command = as === undefined ? undefined : stalled.get(Number(as));
          if (command === undefined || e.op !== 'timeout') return;
          const what = `${command.issued} in protected mode, and no exit for ${e.limitUs / 1000} ms`;
          verdicts.violated(e, `AS${as}`, what, command.restsOn);
          return;
        }
        if (e.kind !== 'word') return;
        const rises = v.gpuProtected && !wasProtected;
        wasProtected = v.gpuProtected;
        if (rises) {
          verdicts.given++;
          for (const { as, command, issuer, locked } of v.addressSpaces.all()) {
            if (command !== null) {
              verdicts.violated(
                e,
                `AS${as}`,
                `${command} of ${issuer} is in flight when GPU protected rises`,
              );
            } else if (locked) {
              verdicts.violated(e, `AS${as}`, 'a region is locked when GPU protected rises');
            }
          }
          return;
        }
        const name = parseWord(e.word);
        if (name.of !== 'as') return;
        const command = name.word === 'COMMAND' ? asCommandName(e.after) : null;
        if (command !== null && v.gpuProtected && !byFirmware(e)) {
          verdicts.given++;
          const restsOn = [...(operations.get(e.activity) ?? []), e.seq];
          stalled.set(name.as, { issued: `${command} is issued by ${e.activity}`, restsOn });
        } else if (v.addressSpaces.of(name.as).command === null) stalled.delete(name.as);
      },
    };
  },
);
