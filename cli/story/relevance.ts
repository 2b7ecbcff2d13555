import type { SimEvent } from '../../impl/events.ts';
import { columnOf, HARDWARE } from '../c-names.ts';
import { distances, linksOf } from './links.ts';

/** What a story is about. */
export interface Subject {
  readonly rule: string;
  /** What the violation names; groups, locks and buffers are found in it by name. */
  readonly instance: string;
  /** The event at which the rule was found broken. */
  readonly seq: number;
  /** Profile choices that the finding needs: their events are told. */
  readonly choices: readonly string[];
}

/** Events that tell less are left out even where there is room. */
const LEAST_INTEREST = 1;
/** What an event is set back by for each entry that was sent since: earlier sessions give way. */
const OLD_SESSION = 0.7;

/**
 * The events that lead to a violation, by how much they explain it, best first; the breaking event is not
 * among them.
 *
 * Events are joined to what made them possible (a request to its acknowledgement, a wait to its end, a lock's
 * release to whoever was blocked, an event to the one before it in the same activity), each kind of link with
 * a length. From the violation and the last events of the things it names, lengths add up along the way back;
 * telling events are then preferred over dull ones.
 */
export function explaining(events: readonly SimEvent[], subject: Subject): readonly SimEvent[] {
  const end = upperBound(events, subject.seq);
  const named = namesIn(events.slice(0, end), subject);
  const links = linksOf(events, end);
  const distance = distances(end, links, seeds(events, end, named, subject));
  const older = sessionsAfter(events, end, subject.seq);
  const scored: { readonly event: SimEvent; readonly score: number }[] = [];
  for (let i = 0; i < end; i++) {
    const event = events[i] as SimEvent;
    if (event.seq === subject.seq) continue;
    const interest = interestOf(event, subject);
    const far = distance[i] ?? Number.POSITIVE_INFINITY;
    if (interest < LEAST_INTEREST || far === Number.POSITIVE_INFINITY) continue;
    const about = event.kind === 'session' || concerns(event, named) ? 0 : 1;
    scored.push({ event, score: far - interest + about + (older[i] ?? 0) * OLD_SESSION });
  }
  // Of two alike the later one explains more.
  scored.sort((a, b) => a.score - b.score || b.event.seq - a.event.seq);
  return scored.map(({ event }) => event);
}

function upperBound(events: readonly SimEvent[], seq: number): number {
  let end = events.length;
  while (end > 0 && (events[end - 1] as SimEvent).seq > seq) end--;
  return end;
}

/** How many entries were sent between each event of a session, or lock it met, and the violation. */
function sessionsAfter(events: readonly SimEvent[], end: number, seq: number): readonly number[] {
  const after: number[] = [];
  let sent = 0;
  for (let i = end - 1; i >= 0; i--) {
    const event = events[i] as SimEvent;
    const ofSession = event.kind === 'session' || event.kind === 'request' || event.kind === 'lock';
    after[i] = ofSession ? sent : 0;
    if (event.kind === 'session' && event.op === 'enterSent' && event.seq !== seq) sent++;
  }
  return after;
}

/** The things that an event is about: groups, queues, slots, locks, buffers. */
function things(event: SimEvent): readonly string[] {
  switch (event.kind) {
    case 'csg':
    case 'group':
      return [event.group];
    case 'request':
    case 'command':
      return [event.group, `${event.group}:${event.queue}`];
    case 'session':
      return event.group === null ? [] : [event.group];
    case 'usage':
    case 'job':
      return [event.group, event.job];
    case 'tick':
      return event.protmGroup === null ? event.picked : [...event.picked, event.protmGroup];
    case 'lock':
      return [event.lock];
    case 'memory':
    case 'value':
      return [event.buffer, event.who];
    case 'word':
      return [event.word];
    case 'ioctl':
      return [event.process];
    case 'vm':
      return [event.vm];
    case 'choice':
      return [event.id];
    case 'work':
      return [event.work];
    case 'heap':
      return [event.heap];
    case 'wait':
    case 'irq':
    case 'power':
    case 'reset':
    case 'device':
    case 'counters':
    case 'log':
      return [];
    default:
      return event satisfies never;
  }
}

/** Things that the violation's text names as whole words. */
function namesIn(events: readonly SimEvent[], subject: Subject): ReadonlySet<string> {
  const found = new Set<string>(subject.choices);
  const refused = new Set<string>();
  for (const event of events) {
    for (const thing of things(event)) {
      if (found.has(thing) || refused.has(thing) || thing === '') continue;
      const at = subject.instance.indexOf(thing);
      const before = subject.instance[at - 1] ?? ' ';
      const after = subject.instance[at + thing.length] ?? ' ';
      const whole = at >= 0 && !/[\w.]/.test(before) && !/\w/.test(after);
      (whole ? found : refused).add(thing);
    }
  }
  return found;
}

function concerns(event: SimEvent, named: ReadonlySet<string>): boolean {
  return things(event).some((thing) => named.has(thing));
}

/** Kinds that a rule is about over and above what every story tells. */
function ruleIsAbout(rule: string, event: SimEvent): boolean {
  if (/^(NO-.*MAP|NO-HANDLE|KERNEL-OWNED|PROT-MEM-ONLY|SAVE-BUF|HEAP-REF|UNMAP)/.test(rule)) {
    return event.kind === 'memory' || event.kind === 'ioctl' || event.kind === 'heap';
  }
  if (rule === 'BOOT-GEN') return event.kind === 'heap' || event.kind === 'device' || event.kind === 'ioctl';
  if (/^(LOCK-|FENCE-PATH|ENTER-CONFIRMED|NO-MMU)/.test(rule))
    return event.kind === 'lock' || event.kind === 'wait';
  if (/^(FE-|SERVED|TIMELY|TOP-ONLY|NO-THRASH|IDLE-TRUTH)/.test(rule)) {
    if (event.kind === 'csg') return event.op === 'request';
    return (
      (event.kind === 'tick' && event.op === 'ranked') || (event.kind === 'job' && event.op === 'submit')
    );
  }
  if (/^(SUSPEND-EXIT|NO-POWER)/.test(rule)) {
    return event.kind === 'power' || (event.kind === 'word' && /^(MCU_STATUS|L2_READY)$/.test(event.word));
  }
  if (/^(ACK-COPY|EVENT-ONCE)/.test(rule)) return event.kind === 'word' && /_(REQ|ACK)$/.test(event.word);
  if (rule === 'NO-LEAK')
    return event.kind === 'command' || (event.kind === 'memory' && event.op !== 'access');
  if (/^(ONE-GROUP|EXACTLY-ONCE|NO-LEAK-WRITE)/.test(rule)) return event.kind === 'command';
  if (rule === 'CREATE-TIME') return event.kind === 'group' && event.op === 'declare';
  if (/^(INNOCENT|BLAME|RESET|PING|FAULT)/.test(rule))
    return event.kind === 'reset' || event.kind === 'group';
  return false;
}

/** How telling an event is by itself, 0: never told. */
function interestOf(event: SimEvent, subject: Subject): number {
  return baseInterest(event, subject) + (ruleIsAbout(subject.rule, event) ? 1.5 : 0);
}

function baseInterest(event: SimEvent, subject: Subject): number {
  switch (event.kind) {
    case 'session':
      return 5;
    case 'request':
      return { raise: 3, note: 3, ack: 4, drop: 4, forget: 3, sample: 1, reach: 0.5 }[event.op];
    case 'csg':
      return csgInterest(event);
    case 'group':
      return {
        kill: 5,
        destroy: 3,
        declare: 0.5,
        bind: 2,
        unbind: 2.5,
        idle: 2,
        busy: 2,
        release: 1,
        create: 0,
      }[event.op];
    case 'tick':
      return { begin: 0, ranked: 2, end: 0 }[event.op];
    case 'wait':
      return { timeout: 4.5, begin: 0, met: 0 }[event.op];
    case 'reset':
      return 4;
    case 'power':
      return { suspend: 4, off: 4.5, resume: 3, on: 3.5, access: 5 }[event.op];
    case 'heap':
      return event.op === 'find' ? 0.5 : 3;
    case 'device':
      return { ready: 0, boot: event.section ? 0 : 2, deferred: 3, failed: 4, unplug: 4, unplugged: 1 }[
        event.op
      ];
    case 'lock':
      if (event.op === 'inFencePath')
        return subject.rule === 'FENCE-PATH' && subject.instance === event.lock ? 4 : 0;
      return { breach: 5, fenceBreach: 5, blocked: 3, acquire: 0, release: 0 }[event.op];
    case 'work':
      return event.op === 'dropped' || event.op === 'refused' ? 3.5 : 0;
    case 'command':
      return {
        drain: 0.5,
        save: 1,
        resume: 1.5,
        issue: event.region ? 2 : 1,
        complete: event.region ? 1 : 0,
      }[event.op];
    case 'job':
      return { submit: 2.5, held: 2, refused: 4, run: 0, signal: event.error === null ? 1 : 3 }[event.op];
    case 'memory':
      return {
        attempt: 3,
        leak: 4,
        fault: 5,
        cached: 5,
        alloc: 0.5,
        map: 0.5,
        unmap: 0.5,
        tlbFlush: 0.5,
        scrub: 0.5,
        free: 0.5,
        access: 0.2,
      }[event.op];
    case 'usage':
      return event.op === 'count' ? 3 : 1;
    case 'counters':
      return event.op === 'sample' ? 3 : 1;
    case 'value':
      return { read: 3, write: 3, branch: 3, miss: 4 }[event.op];
    case 'choice':
      return subject.choices.includes(event.id) ? 3 : 0;
    case 'log':
      return 1;
    case 'vm':
      return event.op === 'unusable' ? 4 : 0.8;
    case 'word':
    case 'irq':
    case 'ioctl':
      return 0;
    default:
      return event satisfies never;
  }
}

/** Priorities and status updates matter less than states; that the driver saw an acknowledgement, not at all. */
function csgInterest({ op, request, activity }: SimEvent & { readonly kind: 'csg' }): number {
  if (op === 'timeout') return 5;
  if (op === 'ack' && columnOf(activity).key !== HARDWARE) return 0;
  if (request === 'EP_CFG' || request === 'STATUS_UPDATE') return op === 'request' ? 0.9 : 0;
  return op === 'request' ? 2 : 1.5;
}

/** Where the way back begins: the violation, and the last events of what it names. */
function seeds(
  events: readonly SimEvent[],
  end: number,
  named: ReadonlySet<string>,
  subject: Subject,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const seen = new Set<string>();
  for (let i = end - 1; i >= 0; i--) {
    const event = events[i] as SimEvent;
    if (event.seq === subject.seq) found.set(i, 0);
    if (event.kind !== 'session' && !concerns(event, named)) continue;
    const key = `${event.kind} ${'op' in event ? event.op : ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    // The older the last of its kind, the less it has to do with the violation.
    if (!found.has(i)) found.set(i, 1 + seen.size * 0.1);
  }
  return found;
}
