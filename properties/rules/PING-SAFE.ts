import { watching } from '../rule.ts';
import { byWatchdog } from './names.ts';

/** The watchdog neither throws a session out nor schedules a reset because an exit takes long. */
export const pingSafe = watching(
  { id: 'PING-SAFE', cite: ['A.1.5', 'A.2.5', 'C.10', 'F07'], on: ['session', 'reset', 'work'] },
  (verdicts) => {
    let pingedInSession = -1;
    return {
      observe(e, v) {
        if (e.kind === 'work' && e.op === 'start' && byWatchdog(e.work)) {
          verdicts.given++;
          return;
        }
        if (e.kind === 'session' && e.op === 'exitForced' && e.cause === 'ping') {
          const s = v.session;
          if (s === null || v.lastPing === null || !byWatchdog(v.lastPing.activity)) return;
          pingedInSession = s.sentSeq;
          verdicts.violated(e, s.group ?? 'no group', 'the watchdog throws the session out');
        } else if (e.kind === 'reset' && e.op === 'schedule' && byWatchdog(e.activity)) {
          const s = v.session;
          if (s === null && !v.exitInFlight) return;
          const after = s !== null && s.sentSeq === pingedInSession ? ' that it threw out itself' : '';
          verdicts.violated(
            e,
            `reset of ${s?.group ?? 'no group'}`,
            `the watchdog schedules a reset while the exit of a session${after} is in flight`,
          );
        }
      },
    };
  },
);
