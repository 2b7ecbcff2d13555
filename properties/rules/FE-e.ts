import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { parseCommand } from '../../impl/userspace/stream.ts';
import { ms, watching } from '../rule.ts';
import { SERVED_LIMIT_US } from './bounds.ts';
import type { GroupView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A region's account, over all its entries. */
interface Account {
  /** Time in which nothing but the driver and the region itself stood between it and its end. */
  spentUs: number;
  /** Work of the commands of regions that were issued so far. */
  workUs: number;
  readonly issued: Set<string>;
  /** Queues whose command takes as long as somebody else lets it: a sync object, a fault, the host. */
  readonly waits: Set<number>;
  /** Until its session is over. */
  standsStill: boolean;
  lastUs: number;
  counting: boolean;
}

/**
 * A pending group that stays top finishes its region or is killed for cause. Bounded, over all entries that its region
 * takes: the time in which the group is alone on top, outside of a session or in its own, is no longer than the work of
 * the region and a second. Where SERVED asks for one entry, this asks for the end.
 */
export const feE = watching(
  { id: 'FE-e', cite: ['A.2.5-3', 'B.2-12', 'C.6', 'F08', 'F14'], on: 'all' },
  (verdicts) => {
    const accounts = new Map<GroupId, Account>();
    const pass = (at: { seq: number; step: number; tUs: number }, id: GroupId, account: Account): void => {
      if (account.counting) account.spentUs += at.tUs - account.lastUs;
      account.lastUs = at.tUs;
      const overUs = account.spentUs - account.workUs;
      if (overUs <= SERVED_LIMIT_US) return;
      verdicts.violated(
        at,
        id,
        `alone on top, and its region not finished ${ms(overUs)} ms after its work needs`,
      );
    };
    return {
      observe(e, v) {
        for (const g of v.groups.values()) {
          const { id } = g.facts;
          let account = accounts.get(id);
          if (account !== undefined) pass(e, id, account);
          if (!hasRegion(g, v)) {
            if (account === undefined) continue;
            verdicts.measured(Math.max(0, account.spentUs - account.workUs));
            accounts.delete(id);
            continue;
          }
          if (account === undefined) {
            verdicts.given++;
            account = {
              spentUs: 0,
              workUs: 0,
              issued: new Set(),
              waits: new Set(),
              standsStill: false,
              lastUs: e.tUs,
              counting: false,
            };
            accounts.set(id, account);
          }
          if (e.kind === 'command' && e.group === id) noteCommand(account, e);
          if (v.session?.group !== id) account.standsStill = false;
          else if (e.kind === 'choice' && e.option === stillAfter[e.id]) account.standsStill = true;
          account.counting = account.waits.size === 0 && !account.standsStill && isOwed(g, v);
        }
      },
      finish(end, v) {
        // What waits for ever in its own region is nobody's fault but its own.
        for (const [id, account] of accounts) {
          if (v.session === null) pass({ ...v.now, tUs: end.observedUntilUs }, id, account);
        }
      },
    };
  },
);

/**
 * Answers after which firmware itself keeps a region from its end, and shows nothing of it: it hangs in an exit that it
 * began, or a CS waits for the host to answer a fault that no command stands for. The driver ends such a session for its
 * residence, which BOUNDED-RESIDENCE judges.
 */
const stillAfter: Readonly<Record<string, string>> = { F07: 'never', F23a: 'CS fault', F23b: 'CS fault' };

/** A queue of the group stands at a region or in it. */
const hasRegion = (g: GroupView, v: Vocabulary): boolean =>
  v.canRun(g) && g.facts.declaredProtected && g.queues.some((q) => q.inRegion || q.waitingSinceUs !== null);

/** Nothing is in flight, and nobody else is top or in a session. */
function isOwed(g: GroupView, v: Vocabulary): boolean {
  if (v.exitInFlight || v.enterInFlight || v.resetInFlight || v.power !== 'on' || v.memoryOpInFlight)
    return false;
  if (v.gpuProtected ? v.session?.group !== g.facts.id || v.session.exitAskedUs !== null : v.session !== null)
    return false;
  return v.aloneOnTop(g);
}

function noteCommand(account: Account, event: SimEvent & { readonly kind: 'command' }): void {
  const { op, job, index, queue, text } = event;
  // One that was halted in its wait goes on waiting, and nothing tells when it does.
  if (op !== 'save') account.waits.delete(queue);
  if (op !== 'issue') return;
  const command = parseCommand(text);
  if (!('us' in command) && command.op !== 'WAIT' && command.op !== 'PROT_REGION') account.waits.add(queue);
  const key = `${job} ${index}`;
  if (!('us' in command) || account.issued.has(key)) return;
  account.issued.add(key);
  account.workUs += command.us;
}
