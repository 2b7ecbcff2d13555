import type { SimEvent } from '../../impl/events.ts';
import { GLB } from '../../impl/interface/bits.ts';
import { columnOf, HARDWARE } from '../c-names.ts';

type CsgEvent = SimEvent & { readonly kind: 'csg' };

/**
 * The host's act to which firmware answers with a forced exit (B.5, F06): a PING, a CSG request, a doorbell, a
 * global request.
 *
 * @param exit a forced exit, or the end of a session that tells why it ended
 * @returns null where no host forced it: the regions end, a fault, firmware's own reasons; null for other events
 */
export function forcingAct(events: readonly SimEvent[], exit: SimEvent): SimEvent | null {
  if (exit.kind !== 'session' || (exit.op !== 'exitForced' && exit.op !== 'left')) return null;
  const { cause } = exit;
  const forced = exit.op === 'left' ? forcedBefore(events, exit) : exit;
  const before = events.filter((event) => event.seq < forced.seq);
  switch (cause) {
    case 'ping':
      return lastWrite(before, (word, changed) => word === 'GLB_REQ' && (changed & GLB.PING) !== 0);
    case 'globalRequest':
      return lastWrite(
        before,
        (word, changed) => word === 'GLB_REQ' && (changed & ~(GLB.PING | GLB.PROTM_ENTER)) !== 0,
      );
    case 'csgRequest':
      return unansweredRequest(before);
    case 'doorbell':
      return lastRing(before);
    case 'regionEnd':
    case 'needsHost':
    case 'fault':
    case 'reset':
    case 'powerOff':
    case 'empty':
    case null:
      return null;
    default:
      return cause satisfies never;
  }
}

/** The forced exit that ended in `left`; `left` itself where none is told. */
function forcedBefore(events: readonly SimEvent[], left: SimEvent): SimEvent {
  return events.findLast((e) => e.seq < left.seq && e.kind === 'session' && e.op === 'exitForced') ?? left;
}

const byHost = (event: SimEvent): boolean => columnOf(event.activity).key !== HARDWARE;

function lastWrite(
  events: readonly SimEvent[],
  is: (word: string, changed: number) => boolean,
): SimEvent | null {
  return events.findLast((e) => e.kind === 'word' && byHost(e) && is(e.word, e.before ^ e.after)) ?? null;
}

/** Firmware serves the slots in ascending order: the lowest slot with an unanswered request is what it met. */
function unansweredRequest(events: readonly SimEvent[]): SimEvent | null {
  const open = new Map<string, CsgEvent>();
  for (const event of events) {
    // A reset sets the words up afresh.
    if (event.kind === 'reset' && event.op === 'end') open.clear();
    if (event.kind !== 'csg') continue;
    const key = `${event.slot} ${event.request}`;
    if (event.op === 'request') open.set(key, event);
    else if (event.op === 'ack') open.delete(key);
  }
  const [first] = [...open.values()].sort((a, b) => a.slot - b.slot || b.seq - a.seq);
  return first ?? null;
}

/** The doorbell is the global one where firmware says so, else one of a user. */
function lastRing(events: readonly SimEvent[]): SimEvent | null {
  const consulted = events.findLast((e) => e.kind === 'choice' && e.id === 'F06');
  const user = consulted?.kind === 'choice' && consulted.option === 'user doorbell';
  return (
    events.findLast(
      (e) => e.kind === 'word' && byHost(e) && isDoorbell(e.word) && user === (e.word !== 'CSF_DOORBELL0'),
    ) ?? null
  );
}

function isDoorbell(word: string): boolean {
  return /^CSF_DOORBELL\d+$/.test(word);
}
