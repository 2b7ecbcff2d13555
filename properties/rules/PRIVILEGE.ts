import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { meets } from '../../impl/userspace/stream.ts';
import { watching } from '../rule.ts';
import type { RunFacts } from './facts.ts';
import type { Session } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How a call tells that the device did not answer, and not that the caller did wrong. */
const DEVICE_FAILED: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EIO', 'EBUSY']);

/**
 * Between two exits forced by one client the owner makes progress, and no call of a client fails because another's
 * session hangs, nor does a bind of its own that the call left to a worker.
 *
 * A client forces an exit by a memory operation of its own, B.6. A session hangs while it is to end and does not, and
 * until the reset that follows is over. An owner that waits for a sync object in its region makes no progress, whoever
 * forces it out, nor does one that is in no region: its session was asked for by nobody, which ENTER-GATE says. A queue that came to its region since the last exit has made some, and may have come after ENTER.
 */
export const privilege = watching(
  {
    id: 'PRIVILEGE',
    cite: ['A.2.5', 'B.6', 'A.2.2-2', 'G.1'],
    on: ['session', 'ioctl', 'vm', 'reset', 'device'],
  },
  (verdicts) => {
    /** By owner: who forced it out last, and when. */
    const forced = new Map<string, { readonly by: string; readonly tUs: number }>();
    /** Whose session a reset had to end. */
    let hangs: string | null = null;
    const failed = (e: SimEvent, client: string, call: string, result: string, v: Vocabulary): void => {
      const owner = hangs ?? ownerOf(v, v.session);
      if (owner === null || owner === client || v.deviceGoes) return;
      verdicts.given++;
      if (DEVICE_FAILED.has(result))
        verdicts.violated(e, `${client} ${call}`, `${result} beside a session of ${owner}`);
    };
    return {
      observe(e, v) {
        if (e.kind === 'session') {
          const s = v.session ?? v.lastSession;
          if (e.op !== 'exitForced' || e.cause !== 'ping' || s === null || s.group === null) return;
          const client = v.lastPing?.activity ?? '';
          const owner = v.group(s.group).facts.process;
          if (client === owner || !isClient(v, client)) return;
          verdicts.given++;
          const last = forced.get(s.group);
          forced.set(s.group, { by: client, tUs: e.tUs });
          if (last?.by === client && !s.progress && !hasNothingToRun(v, s.group, last.tUs))
            verdicts.violated(e, s.group, `forced out by ${client} twice, and executed nothing in between`);
        } else if (e.kind === 'reset') {
          if (e.op === 'end') hangs = null;
          else hangs ??= ownerOf(v, v.session);
        } else if (e.kind === 'ioctl') failed(e, e.process, e.call, e.result, v);
        else if (e.kind === 'vm' && e.op === 'bindSignalled') {
          const [bind = '', error = 'ok'] = e.note.split(': ');
          failed(e, e.vm, `VM_BIND ${bind}`, error, v);
        }
      },
    };
  },
);

/**
 * Whether a group is in no region, or all that it has begun wait for a sync object: then no exit keeps it from progress.
 * Those that were reached since `sinceUs` and not let in yet do not count.
 */
function hasNothingToRun(v: RunFacts, group: GroupId, sinceUs: number): boolean {
  const inRegion = v.group(group).queues.filter((q) => q.inRegion);
  if (inRegion.length === 0) return true;
  const begun = inRegion.filter((q) => q.letIn || q.waitingSinceUs === null || q.waitingSinceUs < sinceUs);
  return (
    begun.length > 0 &&
    begun.every(({ regionWaitsFor: w }) => w !== null && !meets(v.syncObjects.get(w.object) ?? 0, w))
  );
}

function ownerOf(v: RunFacts, session: Session | null): string | null {
  return session === null || session.group === null ? null : v.group(session.group).facts.process;
}

function isClient(v: RunFacts, activity: string): boolean {
  return [...v.groups.values()].some((g) => g.facts.process === activity);
}
