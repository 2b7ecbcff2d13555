import type { GroupId } from '../../impl/ids.ts';
import { ms, watching } from '../rule.ts';
import { HOST_DELAY_US, SERVED_LIMIT_US, THRASH_LIMIT } from './bounds.ts';
import type { GroupView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A request's account: how long it was owed an entry. */
interface Account {
  /** Time pending, alone on top, with nothing in flight. */
  owedUs: number;
  lastUs: number;
  counting: boolean;
}

/**
 * A pending request of a live group that stays top leads to an entry, or the group is killed for cause and
 * told; running into the job timeout is not a cause. Bounded: pending, alone on top and nothing in flight for
 * a second in all, or longer by what the run lets its host be late; and entries that never become a session are not repeated for ever.
 *
 * Pending is taken from the CS itself: it stands at a region and is not let in, whatever the words say.
 */
export const served = watching(
  { id: 'SERVED', cite: ['A.2.3', 'B.2-6', 'F01', 'F04', 'F08'], on: 'all' },
  (verdicts) => {
    const accounts = new Map<GroupId, Account>();
    /** For each group the ENTERs that ended in a reset, as far back as none became a session. */
    const failedEntries = new Map<GroupId, readonly number[]>();
    let sent: { group: GroupId | null; seq: number } | null = null;
    return {
      observe(e, v) {
        for (const g of v.groups.values()) {
          const { id } = g.facts;
          const account = accounts.get(id);
          if (!standsAtRegion(g, v)) {
            if (account === undefined) continue;
            if (account.counting) account.owedUs += e.tUs - account.lastUs;
            verdicts.measured(account.owedUs);
            if (e.kind === 'group' && e.op === 'kill' && e.group === id && e.cause === 'jobTimeout') {
              if (2 * account.owedUs >= limitUs(v)) {
                verdicts.violated(
                  e,
                  id,
                  `ran into the job timeout, owed an entry for ${ms(account.owedUs)} ms`,
                );
              }
            }
            accounts.delete(id);
            continue;
          }
          if (account === undefined) {
            verdicts.given++;
            accounts.set(id, { owedUs: 0, lastUs: e.tUs, counting: owed(g, v) });
            continue;
          }
          if (account.counting) account.owedUs += e.tUs - account.lastUs;
          account.lastUs = e.tUs;
          account.counting = owed(g, v);
          if (account.owedUs > limitUs(v)) {
            verdicts.violated(
              e,
              id,
              `pending, top and nothing in flight for ${ms(account.owedUs)} ms without an entry`,
            );
          }
        }
        if (e.kind === 'session' && e.op === 'enterSent') sent = { group: e.group, seq: e.seq };
        else if (e.kind === 'session' && e.op === 'entered' && sent?.group != null) {
          failedEntries.delete(sent.group);
          sent = null;
        } else if (e.kind === 'reset' && e.op === 'end' && sent !== null && sent.group !== null) {
          const failed = [...(failedEntries.get(sent.group) ?? []), sent.seq];
          failedEntries.set(sent.group, failed);
          if (failed.length >= THRASH_LIMIT && v.canRun(v.group(sent.group))) {
            verdicts.violated(
              e,
              sent.group,
              `${failed.length} ENTERs ended in a reset and never became a session; not killed`,
              failed,
            );
          }
          sent = null;
        }
      },
      finish(end, v) {
        for (const [id, account] of accounts) {
          if (!account.counting) continue;
          const owedUs = account.owedUs + (end.observedUntilUs - account.lastUs);
          if (owedUs > limitUs(v)) {
            verdicts.violated(
              v.now,
              id,
              `pending, top and nothing in flight for ${ms(owedUs)} ms without an entry`,
            );
          }
        }
      },
    };
  },
);

function standsAtRegion(g: GroupView, v: Vocabulary): boolean {
  return v.canRun(g) && g.facts.declaredProtected && g.queues.some((q) => q.waitingSinceUs !== null);
}

/** A host that is later than usual has so much more time for its answer. */
const limitUs = (v: Vocabulary): number => SERVED_LIMIT_US + v.hostDelayUs - HOST_DELAY_US;

/** It should have been let in by now: top beyond doubt, and no session, entry, exit or reset in flight. */
function owed(g: GroupView, v: Vocabulary): boolean {
  const inFlight = v.gpuProtected || v.exitInFlight || v.resetInFlight || v.power !== 'on';
  return v.session === null && !inFlight && v.aloneOnTop(g);
}
