import type { SimEvent } from '../../impl/events.ts';
import { columnOf, HARDWARE } from '../c-names.ts';

/** What an event follows from. */
export interface Link {
  /** Index of the earlier event. */
  readonly to: number;
  readonly length: number;
}

/** For each event what it follows from. */
export function linksOf(events: readonly SimEvent[], end: number): readonly (readonly Link[])[] {
  const last = new Map<string, number>();
  const links: Link[][] = [];
  for (let i = 0; i < end; i++) {
    const event = events[i] as SimEvent;
    const mine: Link[] = [];
    for (const [key, length] of followsFrom(event)) {
      const to = last.get(key);
      if (to !== undefined && to !== i) mine.push({ to, length });
    }
    links.push(mine);
    for (const key of leadsTo(event)) last.set(key, i);
  }
  return links;
}

/** Kinds of which there are many between any two others: the way back along an activity steps over them. */
const dull: ReadonlySet<SimEvent['kind']> = new Set(['word', 'choice', 'lock', 'irq']);

const activityKey = (activity: string): string =>
  `activity ${columnOf(activity).key === HARDWARE ? HARDWARE : activity}`;

/** Under which keys later events find this one. */
function leadsTo(event: SimEvent): readonly string[] {
  const keys = dull.has(event.kind) ? [] : [activityKey(event.activity)];
  switch (event.kind) {
    case 'session':
      keys.push('session');
      break;
    case 'request':
      keys.push(`request ${event.group}:${event.queue}`, `request ${event.group}`);
      break;
    case 'csg':
      keys.push(`csg ${event.slot} ${event.request}`, `csg ${event.group}`);
      break;
    case 'group':
      keys.push(`group ${event.group}`);
      break;
    case 'lock':
      if (event.op === 'acquire') keys.push(`taken ${event.lock}`);
      if (event.op === 'release') keys.push(`free ${event.lock}`);
      // What the holders do from here on, they do while somebody waits for them.
      if (event.op === 'blocked') keys.push(...event.note.split(', ').map((holder) => `blocks ${holder}`));
      break;
    case 'work':
      if (event.op === 'queued' || event.op === 'moved') keys.push(`queued ${event.work}`);
      break;
    case 'irq':
      if (event.op === 'raise') keys.push(`irq ${event.line}`);
      break;
    case 'wait':
      if (event.op === 'begin') keys.push(`wait ${event.activity} ${event.what}`);
      break;
    case 'command':
      keys.push(`command ${event.group}:${event.queue}`);
      break;
    case 'usage':
    case 'job':
      keys.push(`job ${event.job}`, `job ${event.group}`);
      break;
    case 'memory':
      keys.push(`memory ${event.buffer}`);
      break;
    case 'value':
      keys.push(`memory ${event.buffer}`, `values of ${event.who}`);
      break;
    case 'power':
      keys.push('power');
      break;
    case 'heap':
    case 'device':
      keys.push('heap');
      break;
    case 'reset':
      keys.push('reset');
      break;
    case 'tick':
      if (event.op === 'ranked') keys.push('ranked');
      break;
    case 'choice':
    case 'counters':
    case 'log':
    case 'word':
    case 'ioctl':
    case 'vm':
      break;
    default:
      event satisfies never;
  }
  return keys;
}

/** The keys of what an event follows from, with the length of each link. */
function followsFrom(event: SimEvent): readonly (readonly [key: string, length: number])[] {
  const keys: [string, number][] = [
    [activityKey(event.activity), 0.7],
    [`blocks ${event.activity}`, 1],
  ];
  switch (event.kind) {
    case 'session':
      keys.push(['session', 0.6]);
      if (event.op === 'enterSent') keys.push([`request ${event.group}`, 0.6], ['ranked', 1]);
      break;
    case 'request':
      keys.push(
        [`request ${event.group}:${event.queue}`, 0.6],
        [`command ${event.group}:${event.queue}`, 1.5],
      );
      break;
    case 'csg':
      keys.push([`csg ${event.slot} ${event.request}`, 0.6], [`csg ${event.group}`, 1.5]);
      if (event.op === 'request') keys.push(['ranked', 1.2]);
      break;
    case 'group':
      keys.push([`group ${event.group}`, 1.5], [`csg ${event.group}`, 1]);
      break;
    case 'lock':
      if (event.op === 'blocked') keys.push([`taken ${event.lock}`, 0.6]);
      if (event.op === 'acquire') keys.push([`free ${event.lock}`, 0.6]);
      break;
    case 'work':
      if (event.op === 'start') keys.push([`queued ${event.work}`, 0.5]);
      break;
    case 'irq':
      if (event.op === 'hard' || event.op === 'clear') keys.push([`irq ${event.line}`, 0.5]);
      break;
    case 'wait':
      if (event.op !== 'begin') keys.push([`wait ${event.activity} ${event.what}`, 0.4]);
      break;
    case 'command':
      keys.push([`command ${event.group}:${event.queue}`, 1], [`csg ${event.group}`, 2], ['session', 1.5]);
      break;
    case 'usage':
    case 'job':
      keys.push([`job ${event.job}`, 1]);
      break;
    case 'memory':
      keys.push([`memory ${event.buffer}`, 0.8]);
      break;
    case 'value':
      keys.push([`memory ${event.buffer}`, 0.4], [`values of ${event.who}`, 0.4]);
      break;
    case 'power':
      keys.push(['power', 0.6]);
      break;
    case 'heap':
    case 'device':
      keys.push(['heap', 0.8]);
      break;
    case 'reset':
      keys.push(['reset', 1]);
      break;
    case 'tick':
      keys.push(['ranked', 2]);
      break;
    case 'choice':
    case 'counters':
    case 'log':
    case 'word':
    case 'ioctl':
    case 'vm':
      break;
    default:
      event satisfies never;
  }
  return keys;
}

/** Shortest lengths back from the seeds. Links point to earlier events only, so one pass from the end does. */
export function distances(
  end: number,
  links: readonly (readonly Link[])[],
  from: ReadonlyMap<number, number>,
): Float64Array {
  const distance = new Float64Array(end).fill(Number.POSITIVE_INFINITY);
  for (const [i, length] of from) distance[i] = length;
  for (let i = end - 1; i >= 0; i--) {
    const here = distance[i] as number;
    if (here === Number.POSITIVE_INFINITY) continue;
    for (const { to, length } of links[i] ?? []) {
      if (here + length < (distance[to] as number)) distance[to] = here + length;
    }
  }
  return distance;
}
