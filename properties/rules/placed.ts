import { type GroupPriorityName, groupPriorityNames } from '../../impl/userspace/workload.ts';
import { seqsOf } from './rests-on.ts';
import type { GroupView } from './views.ts';

const said: Readonly<Record<GroupPriorityName, string>> = {
  low: 'low',
  medium: 'medium',
  high: 'high',
  realtime: 'real-time',
};

/** A group with what ranks it and where it is, `player.second (high, on no slot)`. */
export function placed({ facts: { id, priority }, slot }: GroupView): string {
  const name = groupPriorityNames[priority];
  if (name === undefined) throw new Error(`${id} has priority ${priority}, which has no name`);
  return `${id} (${said[name]}, on ${slot === null ? 'no slot' : `slot ${slot}`})`;
}

/** The events that made it so: when it came to its slot or left it, when it was found idle or busy. */
export const placedBy = ({ slotSeq, idleSeq }: GroupView): readonly number[] => seqsOf(slotSeq, idleSeq);
