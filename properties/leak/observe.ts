import type { SimEvent } from '../../impl/events.ts';
import type { ProcessId } from '../../impl/ids.ts';

/** What the two runs of a pair are compared by. */
export interface View {
  /** What is seen outside: values, errors, the order of fences, in the order in which they come; no times. */
  readonly outside: readonly Seen[];
  /**
   * What is allowed to depend on protected content, or makes the program one of which nothing is said: how commands
   * in regions branched on it, and that they named a page that is not there.
   */
  readonly declassified: readonly string[];
  /** Values of protected content that commands in regions loaded. */
  readonly loaded: readonly number[];
}

export interface Seen {
  readonly event: SimEvent;
  readonly text: string;
}

/**
 * A run as it looks from outside of the protected content of `owner`. Inside are the regions of the owner and of
 * whomever it passed a protected buffer on to: who loads from it in protected mode.
 */
export function viewOf(events: readonly SimEvent[], owner: ProcessId): View {
  const insiders = new Set<ProcessId>([owner]);
  const outside: Seen[] = [];
  const declassified: string[] = [];
  const loaded: number[] = [];
  for (const event of events) {
    if (event.kind === 'value') {
      if (event.op === 'write') continue;
      if (isInside(event, insiders)) {
        if (event.op === 'read') loaded.push(event.value);
        // Which way it went, or that it failed, and not on which value.
        else declassified.push(`${event.who} ${event.op} ${event.op === 'branch' ? event.value % 2 : ''}`);
        continue;
      }
    }
    const text = textOf(event);
    if (text !== null) outside.push({ event, text });
  }
  return { outside, declassified, loaded };
}

function isInside(event: SimEvent & { readonly kind: 'value' }, insiders: Set<ProcessId>): boolean {
  const { process, tagged, buffer } = event;
  if (!tagged || process === null) return false;
  if (insiders.has(process)) return true;
  const madeBy = buffer.slice(0, Math.max(0, buffer.indexOf('/'))) as ProcessId;
  if (!insiders.has(madeBy)) return false;
  insiders.add(process);
  return true;
}

function valueText({ op, who, value, buffer }: SimEvent & { readonly kind: 'value' }): string {
  if (op === 'branch') return `${who} branches on ${value}`;
  return op === 'miss'
    ? `${who} finds no page ${value} in ${buffer}`
    : `${who} reads ${value} from ${buffer}`;
}

/** An event as whoever sees it would tell it, without times; null for what nobody outside sees. */
function textOf(event: SimEvent): string | null {
  switch (event.kind) {
    case 'value':
      return valueText(event);
    case 'ioctl':
      return `${event.process} ${event.call}: ${event.result}`;
    case 'job':
      return event.op === 'run' ? null : `${event.job} ${event.op} ${event.error ?? ''}`;
    case 'vm':
      return `${event.vm} ${event.op} ${event.note}`;
    case 'memory':
      return event.op === 'attempt' ? `${event.who} ${event.buffer} ${event.note}` : null;
    case 'usage':
      return event.op === 'count' ? `${event.process} has used the GPU for ${event.job}` : null;
    case 'counters':
      return event.op === 'sample' ? 'a sample of the counters' : null;
    case 'log':
      return event.text;
    default:
      return null;
  }
}
