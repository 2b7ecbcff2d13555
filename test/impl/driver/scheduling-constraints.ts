/**
 * What part D says of a tick, as relations between before and after. Written from the text, not from the driver: none
 * of them knows how the choice is made.
 */
import type { GroupBefore } from './scheduling-view.ts';
import { isIdle, TICK_PERIOD_US, type Tick, wantsToRun } from './tick-view.ts';

export interface Constraint {
  readonly name: string;
  readonly cite: string;
  /** What is wrong, or null. */
  readonly breach: (tick: Tick) => string | null;
}

const HIGHEST_SLOT_PRIORITY = 15;
const RT = 3;
const PRIORITIES = [3, 2, 1, 0] as const;

/** A constraint on ticks that come to a decision. */
function decided(name: string, cite: string, breach: Constraint['breach']): Constraint {
  return { name, cite, breach: (tick) => (tick.givesUp ? null : breach(tick)) };
}

const ids = (groups: readonly { readonly id: string }[]): string => groups.map((g) => g.id).join(' ');
const names = (list: readonly unknown[]): string => list.join(' ');
const unless = (holds: boolean, what: string): string | null => (holds ? null : what);

function first<T>(all: readonly T[], breach: (one: T) => string | null): string | null {
  for (const one of all) {
    const found = breach(one);
    if (found !== null) return found;
  }
  return null;
}

/** Pairs of somebody left out and somebody chosen in whose place the first could have been. */
function passedOver(
  tick: Tick,
  unfair: (left: GroupBefore, chosen: GroupBefore) => boolean,
  ahead: (left: GroupBefore) => readonly GroupBefore[],
): string | null {
  return first(tick.leftOut, (left) => {
    if (tick.noAddressSpace(left, ahead(left))) return null;
    const instead = tick.chosen.find((chosen) => unfair(left, chosen));
    return instead === undefined ? null : `${left.id} is left out for ${instead.id}`;
  });
}

const choice: readonly Constraint[] = [
  decided('only groups that can run have a slot', 'D.4-6', ({ chosen }) =>
    first(chosen, (g) => unless(g.canRun, `${g.id} cannot run`)),
  ),
  decided('no slot stays free while somebody can run', 'D.4-4, D.4-5', (tick) => {
    const { chosen, before } = tick;
    if (chosen.length === before.slots) return null;
    const others = before.groups.filter(
      (g) => g.canRun && !chosen.includes(g) && (wantsToRun(g) || tick.mayStay(g)),
    );
    return first(others, (g) => unless(tick.noAddressSpace(g, chosen), `${g.id} is off slot`));
  }),
  decided('who has work goes before who has none', 'D.4-5', (tick) =>
    passedOver(
      tick,
      (_, chosen) => !wantsToRun(chosen),
      () => tick.working,
    ),
  ),
  decided('a full tick: strict priorities', 'D.4-4', (tick) =>
    passedOver(
      tick,
      (left, chosen) => tick.full && wantsToRun(chosen) && chosen.priority < left.priority,
      (left) => tick.working.filter((g) => g.priority >= left.priority),
    ),
  ),
  decided('a partial tick: who runs is displaced by who runs and by real-time groups only', 'D.4-3', (tick) =>
    passedOver(
      tick,
      (left, chosen) =>
        !tick.full &&
        left.slot !== null &&
        chosen.slot === null &&
        (chosen.priority !== RT || left.priority === RT),
      () => tick.working.filter((g) => g.slot !== null || g.priority === RT),
    ),
  ),
  decided('a partial tick: real-time groups displace all others', 'D.4-3', (tick) =>
    passedOver(
      tick,
      (left, chosen) => !tick.full && left.priority === RT && chosen.priority !== RT,
      () => tick.working.filter((g) => g.priority === RT),
    ),
  ),
  decided('a partial tick: among those off slot the higher priority comes first', 'D.4-4', (tick) =>
    passedOver(
      tick,
      (left, chosen) =>
        !tick.full &&
        left.slot === null &&
        chosen.slot === null &&
        wantsToRun(chosen) &&
        chosen.priority < left.priority,
      (left) => tick.working.filter((g) => g.slot !== null || g.priority >= left.priority),
    ),
  ),
  decided('within a priority nobody is passed over: first who waits longest', 'D.4-3, D.4-4', (tick) =>
    first(PRIORITIES, (priority) => {
      const turns = tick.turns(priority);
      return first(turns, (g) => {
        if (tick.chosen.includes(g)) return null;
        const after = turns.slice(turns.indexOf(g) + 1).find((other) => tick.chosen.includes(other));
        if (after === undefined) return null;
        const earlier = turns.slice(0, turns.indexOf(g));
        const ahead = tick.working.filter((other) =>
          other.priority === priority
            ? earlier.includes(other)
            : other.priority > priority || (!tick.full && other.slot !== null),
        );
        return unless(tick.noAddressSpace(g, ahead), `${after.id} has ${g.id}'s turn`);
      });
    }),
  ),
  decided(
    'idle groups: the higher priority first, and who has a slot before who has none',
    'D.4-5',
    (tick) => {
      const { chosen, before } = tick;
      const lazy = before.groups.filter((g) => g.canRun && !wantsToRun(g) && tick.mayStay(g));
      const rank = (g: GroupBefore): number => 2 * g.priority + (g.slot === null ? 0 : 1);
      return first(
        lazy.filter((g) => !chosen.includes(g)),
        (left) => {
          const ahead = [...tick.working, ...chosen.filter((g) => !wantsToRun(g) && rank(g) >= rank(left))];
          if (tick.noAddressSpace(left, ahead)) return null;
          const instead = chosen.find((g) => !wantsToRun(g) && rank(g) < rank(left));
          return instead === undefined ? null : `${left.id} is left out for ${instead.id}`;
        },
      );
    },
  ),
];

/** Of drivers that choose a candidate for protected mode. */
const besideCandidate: Constraint = decided(
  'beside a candidate for protected mode only groups on slot of no higher priority stay without work',
  'A.3',
  (tick) =>
    first(tick.chosen, (g) =>
      unless(wantsToRun(g) || tick.mayStay(g), `${g.id} beside ${tick.candidate?.id}`),
    ),
);

const order: readonly Constraint[] = [
  decided('slot priorities count down from 15', 'D.4-7', (tick) => {
    const has = tick.chosen.map((g) => tick.of(g).slotPriority);
    const should = tick.chosen.map((_, i) => HIGHEST_SLOT_PRIORITY - i);
    return unless(names(has) === names(should), `${names(has)}, not ${names(should)}`);
  }),
  decided('a higher group priority has a higher slot priority', 'D.4-4, D.4-7', ({ chosen }) => {
    const wrong = chosen.find((g, i) => chosen.slice(i).some((other) => other.priority > g.priority));
    return wrong === undefined ? null : `${wrong.id} in ${ids(chosen)}`;
  }),
  decided('a full tick rotates by one, a partial one keeps the order', 'D.4-3, D.4-4', (tick) =>
    first(PRIORITIES, (priority) => {
      const has = tick.working.filter((g) => g.priority === priority);
      const should = tick.turns(priority).filter((g) => tick.chosen.includes(g));
      return unless(ids(has) === ids(should), `${ids(has)}, not ${ids(should)}`);
    }),
  ),
  decided('idle groups come after those of their priority that work', 'D.4-5', ({ chosen }) => {
    const wrong = chosen.find(
      (g, i) =>
        !wantsToRun(g) && chosen.slice(i).some((other) => other.priority === g.priority && wantsToRun(other)),
    );
    return wrong === undefined ? null : `${wrong.id} in ${ids(chosen)}`;
  }),
  decided('who keeps a slot keeps its own; others get the lowest free ones, in order', 'D.4-7', (tick) => {
    const kept = tick.chosen.filter((g) => g.slot !== null);
    const moved = kept.find((g) => tick.of(g).slot !== g.slot);
    if (moved !== undefined) return `${moved.id} moved`;
    const taken = new Set(kept.map((g) => g.slot));
    const free = Array.from({ length: tick.before.slots }, (_, i) => i).filter((i) => !taken.has(i));
    const has = tick.started.map((g) => tick.of(g).slot);
    return unless(
      names(has) === names(free.slice(0, has.length)),
      `${names(has)} of the free slots ${names(free)}`,
    );
  }),
];

const deeds: readonly Constraint[] = [
  decided('requests: what each change takes and nothing else', 'D.4-2, D.4-7', (tick) =>
    first(tick.before.groups, (g) => {
      const has = names(tick.of(g).requests);
      const should = names(requestsFor(tick, g));
      return unless(has === should, `${g.id}: "${has}", not "${should}"`);
    }),
  ),
  decided(
    'who loses its slot is suspended, or terminated and told so if it cannot run',
    'D.4-7, D.4-10',
    (tick) =>
      first(tick.before.groups, (g) => {
        const { state, termQueued } = tick.of(g);
        const gone = tick.evicted.includes(g);
        const should = gone
          ? g.canRun
            ? 'SUSPENDED'
            : 'TERMINATED'
          : tick.chosen.includes(g)
            ? 'ACTIVE'
            : null;
        if (should !== null && state !== should) return `${g.id} is ${state}`;
        return unless(
          termQueued === (gone && !g.canRun),
          `${g.id}: term work ${termQueued ? '' : 'not '}queued`,
        );
      }),
  ),
  decided('lists: who has a slot is on none; who lost it goes to the tail of its own', 'D.4-7', (tick) =>
    first(['runnable', 'idle'] as const, (list) =>
      first(PRIORITIES, (priority) => {
        const has = tick.after.lists[list][priority] ?? [];
        const stay = tick.listed(list, priority).filter((g) => !tick.chosen.includes(g));
        const back = tick.evicted.filter(
          (g) => g.canRun && g.priority === priority && isIdle(g) === (list === 'idle'),
        );
        const tail = has.slice(stay.length);
        const right =
          ids(stay) === names(has.slice(0, stay.length)) &&
          names([...tail].sort()) === names(back.map((g) => g.id).sort());
        return unless(
          right,
          `${list}[${priority}] is ${names(has)}; was there: ${ids(stay)}; new: ${ids(back)}`,
        );
      }),
    ),
  ),
  {
    name: 'each group is referenced for its slot and its term work',
    cite: 'A.2.2-3, D.4-2',
    breach: (tick) =>
      first(tick.before.groups, (g) => {
        const { slot, references, termQueued } = tick.of(g);
        const should =
          g.references + (slot === null ? 0 : 1) - (g.slot === null ? 0 : 1) + (termQueued ? 1 : 0);
        return unless(references === should, `${g.id}: ${references}, not ${should}`);
      }),
  },
  decided('what is counted for the next submission', 'D.4-8', ({ chosen, after }) => {
    const { usedCsgSlotCount, mightHaveIdleGroups, pmHasRef } = after;
    if (usedCsgSlotCount !== chosen.length) return `used_csg_slot_count is ${usedCsgSlotCount}`;
    if (mightHaveIdleGroups !== chosen.some(isIdle))
      return `might_have_idle_groups is ${mightHaveIdleGroups}`;
    return unless(pmHasRef === chosen.some((g) => !isIdle(g)), `the PM reference is ${pmHasRef}`);
  }),
];

function requestsFor(tick: Tick, g: GroupBefore): readonly string[] {
  const { slotPriority } = tick.of(g);
  if (!tick.chosen.includes(g)) {
    return g.slot === null ? [] : ['STATUS_UPDATE', g.canRun ? 'SUSPEND' : 'TERMINATE'];
  }
  if (g.slot === null) return [g.suspended ? 'RESUME' : 'START', 'EP_CFG'];
  return ['STATUS_UPDATE', ...(slotPriority === g.slotPriority ? [] : ['EP_CFG'])];
}

/** D.4-6: ticks go on when somebody with work shares its priority with one that was chosen before it. */
function ticksGoOn({ chosen }: Tick): boolean {
  return chosen.some(
    (g, i) => !isIdle(g) && chosen.slice(0, i).some((other) => other.priority === g.priority),
  );
}

const time: readonly Constraint[] = [
  decided('last_tick is when the tick began, before it had the lock', 'D.4-1, D.4-9', ({ before, after }) =>
    unless(after.lastTickUs === before.nowUs, `${after.lastTickUs}, not ${before.nowUs}`),
  ),
  decided('stop_tick: no next tick when nobody waits for a turn', 'D.4-6, D.4-9', (tick) => {
    const { reschedTargetUs, nextTickUs } = tick.after;
    if (ticksGoOn(tick))
      return unless(reschedTargetUs !== null, 'ticks are stopped and somebody waits for its turn');
    return unless(
      reschedTargetUs === null && nextTickUs === null,
      `a tick at ${reschedTargetUs ?? nextTickUs}`,
    );
  }),
  decided('else it is due a period later, or when it was due already', 'D.4-9', (tick) => {
    const { before, after } = tick;
    if (!ticksGoOn(tick)) return null;
    const planned = before.reschedTargetUs;
    const atMost = before.nowUs + TICK_PERIOD_US;
    const due = planned !== null && planned > before.nowUs && planned < atMost ? planned : atMost;
    if (after.reschedTargetUs !== due) return `resched_target is ${after.reschedTargetUs}, not ${due}`;
    // Armed by a delay from last_tick, while the tick took its time.
    const { nextTickUs } = after;
    return unless(
      nextTickUs !== null && nextTickUs >= due,
      `the tick is queued for ${nextTickUs}, not ${due}`,
    );
  }),
  {
    name: 'a tick that gives up leaves all as it was, and schedules a reset unless one is pending',
    cite: 'D.4-1, D.4-2, D.4-10',
    breach: (tick) => {
      const { before, after } = tick;
      if (!tick.givesUp) return unless(!after.resetScheduled, 'a reset is scheduled');
      if (after.resetScheduled === before.resetPending) return `reset scheduled: ${after.resetScheduled}`;
      if (after.lastTickUs !== before.lastTickUs) return `last_tick is ${after.lastTickUs}`;
      if (JSON.stringify(after.lists) !== JSON.stringify(before.lists)) return 'a list changed';
      return first(before.groups, (g) => {
        const { slot, slotPriority, requests, termQueued } = tick.of(g);
        if (slot !== g.slot || slotPriority !== g.slotPriority) return `${g.id} is on slot ${slot}`;
        const asked = g.slot === null || before.resetPending ? '' : 'STATUS_UPDATE';
        if (names(requests) !== asked) return `${g.id}: ${names(requests)}`;
        return unless(termQueued === (asked !== '' && !g.canRun), `${g.id}: term work`);
      });
    },
  },
];

export const constraints: readonly Constraint[] = [...choice, besideCandidate, ...order, ...deeds, ...time];

/** The constraints that a tick breaks, each with what is wrong. */
export function breaches(tick: Tick): readonly string[] {
  return constraints.flatMap(({ name, cite, breach }) => {
    const what = breach(tick);
    return what === null ? [] : [`${name} (${cite}): ${what}`];
  });
}
