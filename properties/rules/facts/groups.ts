import type { CsgRequest, SimEvent } from '../../../impl/events.ts';
import type { RunFacts } from '../facts.ts';
import type { GroupFacts, GroupView, QueueView, SlotView } from '../views.ts';
import { setHalted } from './queues.ts';

/** A group's slot was asked for a state, or has it. */
export function onCsg(f: RunFacts, event: Extract<SimEvent, { kind: 'csg' }>): void {
  const g = f.group(event.group);
  const stops: readonly CsgRequest[] = ['SUSPEND', 'TERMINATE'];
  const starts: readonly CsgRequest[] = ['START', 'RESUME'];
  if (event.op === 'request' && stops.includes(event.request)) {
    g.active = false;
    for (const q of g.queues) q.acknowledged = false;
  }
  if (event.op === 'ack' && starts.includes(event.request)) g.active = true;
}

export function onGroup(f: RunFacts, event: Extract<SimEvent, { kind: 'group' }>): void {
  const g = f.group(event.group);
  switch (event.op) {
    case 'declare':
      // A name that is taken is refused.
      if (g.life === 'none') g.facts = { ...g.facts, ...event.declares };
      break;
    case 'create':
      g.life = 'live';
      if (g.queues.length !== g.facts.queues) {
        g.queues = newGroup(g.facts).queues;
        f.followCs(g.facts.queues);
      }
      break;
    case 'bind':
      if (event.slot === null) break;
      g.slot = event.slot;
      g.slotSeq = event.seq;
      g.active = false;
      if (f.slots[event.slot] !== undefined) (f.slots[event.slot] as SlotView).group = event.group;
      break;
    case 'unbind':
      if (g.slot !== null && f.slots[g.slot]?.group === event.group) {
        (f.slots[g.slot] as SlotView).group = null;
      }
      if (g.slot !== null) g.slotSeq = event.seq;
      g.slot = null;
      g.active = false;
      for (const q of g.queues) {
        q.acknowledged = false;
        q.noted = false;
        q.raisedSeq = null;
        setHalted(f, q, false);
      }
      break;
    case 'idle':
      g.idle = true;
      g.idleSeq = event.seq;
      break;
    case 'busy':
      g.idle = false;
      g.idleSeq = event.seq;
      break;
    case 'kill':
      g.killed ??= event.cause ?? 'fatal';
      break;
    case 'destroy':
      if (g.life === 'live') g.life = 'destroyed';
      break;
    case 'release':
      g.life = 'released';
      break;
    default:
      event.op satisfies never;
  }
}

export function onTick(f: RunFacts, event: Extract<SimEvent, { kind: 'tick' }>): void {
  if (event.op === 'begin') f.tickSinceSeq = event.seq;
  else if (event.op === 'end') f.tickSinceSeq = null;
  else {
    const contenders = [...f.groups.values()].filter((g) => f.canRun(g) && !g.idle);
    f.ranking = {
      seq: event.seq,
      activity: event.activity,
      picked: event.picked,
      protmGroup: event.protmGroup,
      contenders: contenders.map((g) => g.facts.id),
      pending: new Set(contenders.filter((g) => f.groupPending(g)).map((g) => g.facts.id)),
    };
  }
}

/** A group of which nothing is known yet but what the workload says. */
export function newGroup(facts: GroupFacts): GroupView {
  const queues = Array.from(
    { length: facts.queues },
    (_, index): QueueView => ({
      group: facts.id,
      index,
      head: 'empty',
      normalSinceUs: 0,
      halted: false,
      accepted: 0,
      unwritten: new Set(),
      written: 0,
      finished: 0,
      waitsFor: null,
      raisedSeq: null,
      raisedUs: 0,
      noted: false,
      kickedSeq: null,
      waitingSinceUs: null,
      inRegion: false,
      regionWaitsFor: null,
      regionLast: -1,
      acknowledged: false,
      letIn: false,
    }),
  );
  return {
    facts,
    queues,
    life: 'none',
    killed: null,
    slot: null,
    slotSeq: null,
    active: false,
    idle: true,
    idleSeq: null,
    reportSeq: -1,
  };
}
