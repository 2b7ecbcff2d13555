import { watching } from '../rule.ts';

/** What DEV_QUERY answers where protected mode is offered. */
const OFFERED = 'ok, BASIC';
const EVERYONE = 'device';

/**
 * Protected mode is offered, by the query or by accepting a group that declares it, only if the firmware's protected
 * section was in place at its last boot; and where there is no protected memory the device comes up without it, or
 * its probe is deferred until there is.
 */
export const bootGen = watching(
  {
    id: 'BOOT-GEN',
    cite: ['A.2.1-1', 'A.2.1-3', 'A.2.1-5', 'A.1.6', 'B.8', 'F19'],
    on: ['device', 'ioctl', 'group', 'heap', 'memory'],
  },
  (verdicts) => {
    let inPlace = false;
    /** Why there is no protected memory, as the probe that runs has met it. */
    let lacking: string | null = null;
    return {
      observe(e, v) {
        if (e.kind === 'device') {
          if (e.op === 'boot') {
            inPlace = e.section;
            // It goes on without.
            if (lacking !== null) verdicts.given++;
            lacking = null;
          } else if (e.op === 'ready' || e.op === 'deferred' || e.op === 'failed') {
            if (lacking === null) return;
            verdicts.given++;
            if (e.op === 'failed') verdicts.violated(e, EVERYONE, `the probe fails: ${lacking}`);
            lacking = null;
          }
        } else if (e.kind === 'heap') {
          if (e.op === 'missing') lacking = 'there is no protected heap';
          else if (e.op === 'refuse') lacking = 'the trusted firmware refuses memory';
          else if (e.op === 'exhausted') lacking = 'the protected heap has no memory left';
          if (e.op !== 'offer') return;
          verdicts.given++;
          if (!inPlace)
            verdicts.violated(e, EVERYONE, 'offered before a firmware boot with the protected section');
        } else if (e.kind === 'ioctl') {
          if (!e.call.startsWith('DEV_QUERY PROTECTED_INFO') || e.result !== OFFERED) return;
          verdicts.given++;
          if (inPlace) return;
          verdicts.violated(
            e,
            e.process,
            'told of protected mode, and the firmware booted without its section',
          );
        } else if (e.kind === 'group' && e.op === 'create') {
          if (!v.group(e.group).facts.declaredProtected) return;
          verdicts.given++;
          if (inPlace) return;
          verdicts.violated(e, e.group, 'accepted as protected, and the firmware booted without its section');
        }
      },
    };
  },
);
