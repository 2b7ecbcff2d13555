import {
  MAX_CSG_PRIO,
  PRIORITIES_ASCENDING,
  PRIORITIES_DESCENDING,
  PRIORITY,
  TICK_PERIOD_US,
} from '../../../impl/driver/constants.ts';
import { csgsUpdCtxQueueReqs } from '../../../impl/driver/contexts.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import type { TickCtx } from '../../../impl/driver/tick-ctx.ts';
import { functionNames, type Revision, stack, type UnitFunctions } from '../../../impl/driver/unit.ts';
import { CSG } from '../../../impl/interface/bits.ts';

/** Schedulers with one thing wrong, by what is wrong. */
export const mutants: Readonly<Record<string, UnitFunctions>> = {
  // ---- the choice: which groups, in which order
  'no rotation: the highest stays first': {
    tickCtxPickGroups: passes(({ d, ctx, prio }) => {
      d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, true);
      d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
    }),
  },
  'the highest falls behind those on slot only, not behind those that wait': {
    tickCtxPickGroups: passes(({ d, ctx, prio }) => {
      rotate(ctx, prio);
      d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, true);
      d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
    }),
  },
  'those that wait come before those on slot': {
    tickCtxPickGroups: passes(({ d, ctx, prio }) => {
      d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
      rotate(ctx, prio);
      d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, true);
    }),
  },
  'rotation by two': {
    tickCtxPickGroups: (_, below) =>
      function* (ctx) {
        for (const prio of PRIORITIES_DESCENDING) if (ctx.fullTick) rotate(ctx, prio);
        yield* below(ctx);
      },
  },
  'a partial tick rotates like a full one': withFullTick(() => true),
  'a full tick is taken for a partial one': withFullTick(() => false),
  'full and partial swapped': withFullTick((full) => !full),
  'in a partial tick nobody preempts, not even real-time groups': {
    tickCtxPickGroupsFromList: (d, below) => (ctx, from, skipIdle) => {
      const partialPass = !ctx.fullTick && 'list' in from && from.prio === PRIORITY.RT;
      const runs = PRIORITIES_ASCENDING.some((prio) => !ctx.oldOf(prio).isEmpty());
      if (!partialPass || !runs || ctx.groupCount + onSlot(d) < d.state.csgSlots.length)
        below(ctx, from, skipIdle);
    },
  },
  'in a partial tick HIGH preempts too': {
    tickCtxPickGroups: (d, below) =>
      function* (ctx) {
        if (!ctx.fullTick) {
          for (const prio of [PRIORITY.RT, PRIORITY.HIGH]) {
            d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, true);
            d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
          }
        }
        yield* below(ctx);
      },
  },
  'idle groups are picked with those that work': {
    tickCtxPickGroupsFromList: (_, below) => (ctx, from) => below(ctx, from, false),
  },
  'idle groups never get a slot': {
    tickCtxPickGroupsFromList: (_, below) => (ctx, from) => below(ctx, from, true),
  },
  'idle groups off slot never get one': {
    tickCtxPickIdleGroups: (d) => (ctx) => {
      for (const prio of PRIORITIES_DESCENDING) {
        d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
      }
    },
  },
  'idle groups off slot come before those on slot': {
    tickCtxPickIdleGroups: (d, below) => (ctx) => {
      for (const prio of PRIORITIES_DESCENDING) {
        d.fn.tickCtxPickGroupsFromList(ctx, { list: 'idle', prio }, false);
      }
      below(ctx);
    },
  },
  'idle groups from the lowest priority up': {
    tickCtxPickIdleGroups: (d) => (ctx) => {
      for (const prio of PRIORITIES_ASCENDING) {
        d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
        d.fn.tickCtxPickGroupsFromList(ctx, { list: 'idle', prio }, false);
      }
    },
  },
  'from the lowest priority up': {
    tickCtxPickGroups: passes(({ d, ctx, prio }) => {
      const low = (3 - prio) as typeof prio;
      const old = ctx.oldOf(low);
      const head = old.shift();
      d.fn.tickCtxPickGroupsFromList(ctx, { old }, true);
      d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio: low }, true);
      if (head !== null) old.push(head);
      d.fn.tickCtxPickGroupsFromList(ctx, { old }, true);
    }),
  },
  'LOW is forgotten': {
    tickCtxPickGroupsFromList: (_, below) => (ctx, from, skipIdle) => {
      if (!('list' in from) || from.prio !== PRIORITY.LOW || !skipIdle) below(ctx, from, skipIdle);
    },
  },
  'the runnable list is read from its end': {
    tickCtxPickGroupsFromList: (d, below) => (ctx, from, skipIdle) => {
      const list = 'list' in from ? d.state[from.list][from.prio] : undefined;
      list?.set([...list.get()].reverse());
      below(ctx, from, skipIdle);
      list?.set([...list.get()].reverse());
    },
  },
  'on-slot groups ordered by lowest slot priority': {
    tickCtxInit: (_, below) =>
      function* (ctx) {
        yield* below(ctx);
        for (const prio of PRIORITIES_ASCENDING) ctx.oldOf(prio).set([...ctx.oldOf(prio).all()].reverse());
      },
  },
  'one slot is never used': {
    tickCtxPickGroupsFromList: (d, below) => (ctx, from, skipIdle) => {
      if (ctx.groupCount < d.state.csgSlots.length - 1) below(ctx, from, skipIdle);
    },
  },
  'address spaces are not counted': {
    tickCtxPickGroupsFromList: (_, below) => (ctx, from, skipIdle) => {
      ctx.vms = [];
      below(ctx, from, skipIdle);
    },
  },
  'a group whose VM is already chosen is taken for one that needs an address space': {
    tickCtxPickGroupsFromList: (d, below) => (ctx, from, skipIdle) => {
      if (ctx.vms.length < d.hw.asSlots || ctx.groupCount === 0) below(ctx, from, skipIdle);
    },
  },
  'a group that cannot run keeps its slot': {
    tickCtxSuspendEvicted: (_, below) =>
      function* (ctx, updCtx) {
        for (const prio of PRIORITIES_ASCENDING) {
          const old = ctx.oldOf(prio);
          for (const group of old.all().filter((g) => g.timedout.get())) {
            old.remove(group);
            ctx.groupsOf(prio).push(group);
            ctx.groupCount++;
          }
        }
        yield* below(ctx, updCtx);
      },
  },
  'a queue with work in flight counts as idle': {
    csSlotSyncQueueStateLocked: (d, below) =>
      function* (csgId, csId) {
        const word = d.cs(csgId, csId).statusScoreboards;
        d.machine.atomically(() => word.store(0));
        yield* below(csgId, csId);
      },
  },

  // ---- what is done about it
  'slot priorities begin at 14': {
    tickCtxStartGroup: (_, below) =>
      function* (ctx, updCtx, group, csgId, prio) {
        yield* below(ctx, updCtx, group, csgId, prio - 1);
      },
  },
  'slot priorities count up': {
    tickCtxUpdateKept: (_, below) =>
      function* (ctx, updCtx, group, prio) {
        yield* below(ctx, updCtx, group, fromBelow(ctx, prio));
      },
    tickCtxStartGroup: (_, below) =>
      function* (ctx, updCtx, group, csgId, prio) {
        yield* below(ctx, updCtx, group, csgId, fromBelow(ctx, prio));
      },
  },
  'a changed priority is not requested': { tickCtxUpdateKept: () => function* () {} },
  'an unchanged priority is requested again': {
    tickCtxUpdateKept: (d) =>
      function* (_ctx, updCtx, group, prio) {
        const csgId = group.csgId.get();
        const csg = d.csg(csgId);
        yield* csg.endpointReq.write(prio << 28);
        const ack = yield* csg.ack.read();
        csgsUpdCtxQueueReqs(updCtx, csgId, ack ^ CSG.ENDPOINT_CONFIG, CSG.ENDPOINT_CONFIG);
      },
  },
  'START for a group that was suspended': {
    tickCtxStartGroup: (_, below) =>
      function* (ctx, updCtx, group, csgId, prio) {
        yield* below(ctx, updCtx, group, csgId, prio);
        csgsUpdCtxQueueReqs(updCtx, csgId, CSG.START, CSG.STATE_MASK);
      },
  },
  'SUSPEND for a group that cannot run': {
    tickCtxSuspendEvicted: (_, below) =>
      function* (ctx, updCtx) {
        yield* below(ctx, updCtx);
        for (const csgId of updCtx.requests.keys()) {
          csgsUpdCtxQueueReqs(updCtx, csgId, CSG.SUSPEND, CSG.STATE_MASK);
        }
      },
  },
  'the term work is forgotten': {
    tickCtxCleanup: (d, below) =>
      function* (ctx) {
        for (const prio of PRIORITIES_ASCENDING) {
          for (const group of ctx.oldOf(prio).takeAll()) d.fn.groupPut(group);
        }
        yield* below(ctx);
      },
  },
  'a reference is kept': {
    tickCtxStartGroup: (d, below) =>
      function* (ctx, updCtx, group, csgId, prio) {
        d.fn.groupGet(group);
        yield* below(ctx, updCtx, group, csgId, prio);
      },
  },
  'who loses its slot goes to the head of its list': {
    tickCtxApply: (d, below) =>
      function* (ctx) {
        const evicted = PRIORITIES_ASCENDING.flatMap((prio) =>
          ctx
            .oldOf(prio)
            .all()
            .map((g) => g.id),
        );
        yield* below(ctx);
        for (const list of [...d.state.runnable, ...d.state.idle]) {
          const back = list.get().filter((id) => evicted.includes(id));
          list.set([...back, ...list.get().filter((id) => !evicted.includes(id))]);
        }
      },
  },
  'who loses its slot is taken for idle': {
    tickCtxApply: (d, below) =>
      function* (ctx) {
        const evicted = PRIORITIES_ASCENDING.flatMap((prio) => ctx.oldOf(prio).all());
        yield* below(ctx);
        for (const { id, priority } of evicted) {
          const runnable = d.state.runnable[priority];
          const idle = d.state.idle[priority];
          if (runnable === undefined || idle === undefined || !runnable.get().includes(id)) continue;
          runnable.set(runnable.get().filter((other) => other !== id));
          idle.set([...idle.get(), id]);
        }
      },
  },
  'the highest free slot first': {
    tickCtxStartGroup: (d, below) =>
      function* (ctx, updCtx, group, csgId, prio) {
        const highest = d.state.csgSlots.findLastIndex((slot) => slot.group.get() === null);
        yield* below(ctx, updCtx, group, Math.max(csgId, highest), prio);
      },
  },
  'idle groups are not counted': afterApply((d) => d.state.mightHaveIdleGroups.set(false)),
  'used slots are counted one too many': afterApply((d) =>
    d.state.usedCsgSlotCount.set(d.state.usedCsgSlotCount.get() + 1),
  ),
  'the PM reference is kept although all are idle': afterApply((_, ctx) => {
    ctx.idleGroupCount = 0;
  }),

  // ---- time
  'ticks never stop': afterApply((_, ctx) => {
    ctx.stopTick = false;
  }),
  'ticks always stop': afterApply((_, ctx) => {
    ctx.stopTick = true;
  }),
  'ticks stop although a group with work comes behind an idle one': {
    tickCtxPickGroupsFromList: (_, below) => (ctx, from, skipIdle) => {
      const stopTick = ctx.stopTick;
      below(ctx, from, skipIdle);
      if (!skipIdle) ctx.stopTick = stopTick;
    },
  },
  'last_tick is when the lock was taken': {
    tickBegin: (d, below) =>
      function* (ctx) {
        ctx.nowUs = d.machine.nowUs;
        return yield* below(ctx);
      },
  },
  'an earlier target is put off': {
    tickCtxUpdateReschedTarget: (d, below) => (ctx) => {
      const delayUs = below(ctx);
      if (delayUs === null) return null;
      d.state.reschedTarget.set(d.state.lastTick.get() + TICK_PERIOD_US);
      return TICK_PERIOD_US;
    },
  },
  'a target that has passed is kept': {
    tickCtxUpdateReschedTarget: (d, below) => (ctx) => {
      const target = d.state.reschedTarget.get();
      const delayUs = below(ctx);
      if (delayUs === null || target === null || target > d.state.lastTick.get()) return delayUs;
      d.state.reschedTarget.set(target);
      return 0;
    },
  },
  'the next tick is not queued': { tickRearm: () => function* () {} },
  'the next tick comes at once': {
    tickRearm: (_, below) =>
      function* () {
        yield* below(0);
      },
  },
  'a pending reset is not looked at': {
    tickBegin: () =>
      function* () {
        return true;
      },
  },
  'a slot that does not answer is passed over': {
    csgsUpdCtxApplyLocked: (_, below) =>
      function* (updCtx) {
        yield* below(updCtx);
        updCtx.timedoutMask = 0;
      },
  },
};

/** The series' choice of idle groups with one thing wrong, A.3. */
export const seriesMutants: Readonly<Record<string, UnitFunctions>> = {
  'idle groups off slot are brought in beside a candidate': {
    tickCtxPickIdleGroups: (d, below) => (ctx) => {
      below(ctx);
      for (const prio of PRIORITIES_DESCENDING) {
        d.fn.tickCtxPickGroupsFromList(ctx, { list: 'idle', prio }, false);
      }
    },
  },
  'idle groups above the candidate keep their slots': {
    tickCtxPickIdleGroups: (d) => (ctx) => {
      for (const prio of PRIORITIES_DESCENDING) {
        d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
        if (ctx.protmGroup === null) d.fn.tickCtxPickGroupsFromList(ctx, { list: 'idle', prio }, false);
      }
    },
  },
  'idle groups of the priority of the candidate lose their slots': {
    tickCtxPickIdleGroups: (d, below) => (ctx) => {
      const { protmGroup } = ctx;
      if (protmGroup === null) below(ctx);
      else {
        for (const prio of PRIORITIES_DESCENDING.filter((p) => p < protmGroup.priority)) {
          d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
        }
      }
    },
  },
  'no idle group gets a slot once there is no candidate': {
    tickCtxPickIdleGroups: (_, below) => (ctx) => {
      if (ctx.protmGroup !== null) below(ctx);
    },
  },
};

/** A revision with one mutant on top. */
export function mutated(base: Revision, name: string, functions: UnitFunctions): Revision {
  const on = base.units.at(-1)?.name ?? null;
  const merges = functionNames({ name, on, title: name, cite: [], functions });
  return stack(name, [...base.units, { name, on, title: name, cite: [], functions, merges }]);
}

interface Pass {
  readonly d: Driver;
  readonly ctx: TickCtx;
  readonly prio: (typeof PRIORITIES_DESCENDING)[number];
}

/** tick_ctx_pick_groups() of full ticks with another pass for each priority; partial ones as they are. */
function passes(pass: (p: Pass) => void): NonNullable<UnitFunctions['tickCtxPickGroups']> {
  return (d, below) =>
    function* (ctx) {
      if (!ctx.fullTick) {
        yield* below(ctx);
        return;
      }
      for (const prio of PRIORITIES_DESCENDING) pass({ d, ctx, prio });
      d.fn.tickCtxPickIdleGroups(ctx);
    };
}

/** The one with the highest slot priority goes behind the others on slot. */
function rotate(ctx: TickCtx, prio: number): void {
  const head = ctx.oldOf(prio).shift();
  if (head !== null) ctx.oldOf(prio).push(head);
}

/** The slot priority of the group that comes as many places before the last one. */
function fromBelow(ctx: TickCtx, prio: number): number {
  return 2 * MAX_CSG_PRIO + 1 - ctx.groupCount - prio;
}

function onSlot(d: Driver): number {
  return d.state.csgSlots.filter((slot) => slot.group.get() !== null).length;
}

function withFullTick(decide: (full: boolean) => boolean): UnitFunctions {
  return {
    tickBegin: (_, below) =>
      function* (ctx) {
        ctx.fullTick = decide(ctx.fullTick);
        return yield* below(ctx);
      },
  };
}

function afterApply(act: (d: Driver, ctx: TickCtx) => void): UnitFunctions {
  return {
    tickCtxApply: (d, below) =>
      function* (ctx) {
        yield* below(ctx);
        act(d, ctx);
      },
  };
}
