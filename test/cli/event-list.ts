import type { EventBody, SimEvent } from '../../impl/events.ts';
import { type GroupId, groupId, jobId } from '../../impl/ids.ts';

/** Writes an event list by hand: `at(0.1, 'tick_work', {...})`, times in virtual milliseconds. */
export class EventList {
  readonly events: SimEvent[] = [];

  at(tMs: number, activity: string, body: EventBody): this {
    const seq = this.events.length;
    this.events.push({ ...body, seq, tUs: Math.round(tMs * 1000), activity, step: seq });
    return this;
  }

  session(
    tMs: number,
    activity: string,
    op: Session['op'],
    more: Partial<Omit<Session, 'kind' | 'op'>> = {},
  ): this {
    return this.at(tMs, activity, { kind: 'session', op, group: null, cause: null, ...more });
  }

  request(tMs: number, activity: string, op: Request['op'], group: GroupId, queue = 0): this {
    return this.at(tMs, activity, { kind: 'request', op, group, queue });
  }

  word(tMs: number, activity: string, word: string, before: number, after: number): this {
    return this.at(tMs, activity, { kind: 'word', word, before, after });
  }

  lock(tMs: number, activity: string, op: Lock['op'], lock: string, mode: Lock['mode'], note = ''): this {
    return this.at(tMs, activity, { kind: 'lock', op, lock, mode, note });
  }

  /** The event that was written last. */
  get last(): SimEvent {
    const event = this.events.at(-1);
    if (event === undefined) throw new Error('the list is empty');
    return event;
  }
}

type Session = EventBody & { readonly kind: 'session' };
type Request = EventBody & { readonly kind: 'request' };
type Lock = EventBody & { readonly kind: 'lock' };

export const player = groupId('player.video');
export const compositor = groupId('compositor.ui');
export const playerJob = jobId(player, 0, 1);
export const compositorJob = jobId(compositor, 0, 1);
