import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { MCU_STATUS } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';
import { CSG_ACK_LIMIT_US, JOB_CLOCK_US } from './bounds.ts';
import { queueOfJob } from './facts/queues.ts';
import { byFirmware } from './names.ts';
import type { GroupView, QueueView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A fault or timeout of a session kills the owner only; groups that firmware saved at entry, as the acknowledgement
 * of ENTER says, survive the reset, unless the MCU died in its boot, or firmware restored them at an exit before it fell
 * silent (docs/decisions/0039); no job clock and no progress timer runs out because of another group's session.
 *
 * A job clock counts as run out because of sessions when others held the GPU for half of it or more, unless one of
 * its jobs had the clock's whole length beside them; a progress timer when they did so for half of the time since the group
 * last began or ended a command.
 */
export const innocentSafe = watching(
  {
    id: 'INNOCENT-SAFE',
    cite: ['A.2.7', 'B.7', 'C.9', 'D.5', 'F13a', 'F20'],
    on: ['session', 'group', 'word', 'reset', 'command', 'wait', 'job'],
  },
  (verdicts) => {
    /** Times in which a session held the GPU: from ENTER until bit 7 is clear again. */
    const held: { group: GroupId | null; fromUs: number; toUs: number }[] = [];
    let resetOf: { owner: GroupId | null; entered: boolean; saved: ReadonlySet<GroupId> } | null = null;
    let saved: ReadonlySet<GroupId> = new Set();
    let mcuDied = false;
    /** Of the last session that was sent: firmware restores who it saved once bit 7 is clear and EXIT raised. */
    let exit = { left: false, raised: false };
    /** When firmware wrote last, and whether somebody has waited for it since, for as long as it may take. */
    let wroteUs = 0;
    let isSilent = false;
    const progressUs = new Map<GroupId, number>();
    const stays = new Map<GroupId, Stay[]>();
    const timedOut = new Set<GroupId>();
    /** By queue: when the clock of its first unfinished job began anew. */
    const clockSinceUs = new Map<QueueView, number>();
    const heldByOthersUs = (group: GroupId, fromUs: number, toUs: number): number => {
      let us = 0;
      for (const h of held) {
        if (h.group === group) continue;
        us += Math.max(0, Math.min(h.toUs, toUs) - Math.max(h.fromUs, fromUs));
      }
      return us;
    };
    /** The longest time for which the clock of an unfinished job of the group ran outside of sessions of others. */
    const ownUs = (g: GroupView, toUs: number): number =>
      Math.max(
        ...g.queues.map((q) => {
          const sinceUs = clockSinceUs.get(q) ?? toUs;
          let us = 0;
          for (const stay of stays.get(g.facts.id) ?? []) {
            const fromUs = Math.max(stay.fromUs, sinceUs);
            const untilUs = Math.min(stay.toUs, toUs);
            if (fromUs < untilUs) us += untilUs - fromUs - heldByOthersUs(g.facts.id, fromUs, untilUs);
          }
          return us;
        }),
      );
    return {
      observe(e, v) {
        if (e.kind === 'job') noteClock(clockSinceUs, e, v);
        if (e.kind === 'group') noteStay(stays, e.tUs, v.group(e.group));
        if (e.kind === 'command' && (e.op === 'issue' || e.op === 'complete')) progressUs.set(e.group, e.tUs);
        if (e.kind === 'word' && e.word === 'MCU_STATUS') mcuDied = e.after === MCU_STATUS.FATAL;
        if (e.kind === 'session' && e.op === 'enterSent') {
          verdicts.given++;
          held.push({ group: e.group, fromUs: e.tUs, toUs: Number.POSITIVE_INFINITY });
          saved = new Set();
          exit = { left: false, raised: false };
        }
        if (e.kind === 'session' && e.op === 'enterAcked') {
          const others = [...v.groups.values()].filter((g) => g.active && g.facts.id !== e.group);
          saved = new Set(others.map((g) => g.facts.id));
        }
        const last = held.at(-1);
        if (last !== undefined && last.toUs === Number.POSITIVE_INFINITY && v.session === null)
          last.toUs = e.tUs;
        if (e.kind === 'reset' && e.op === 'schedule' && resetOf === null) {
          // Once bit 7 is clear and EXIT was raised the groups are restored: a firmware that dies now takes them along.
          const over = v.session === null || (v.session.leftUs !== null && v.session.exitRaised);
          const { group: owner = null, enteredUs = null } = v.session ?? {};
          resetOf = over ? null : { owner, entered: enteredUs !== null, saved };
        }
        // So are they at the exit that the reset asks for: one that answers nothing since takes them along too.
        if (e.kind === 'session' && e.op === 'left' && e.cause !== 'reset') exit.left = true;
        if (e.kind === 'session' && e.op === 'exitRaised') exit.raised = true;
        if (e.kind === 'word' && e.word.endsWith('ACK') && byFirmware(e)) {
          wroteUs = e.tUs;
          isSilent = false;
        }
        if (e.kind === 'wait' && e.op === 'timeout') isSilent = e.tUs - wroteUs >= CSG_ACK_LIMIT_US;
        if (e.kind === 'reset' && e.op === 'end') resetOf = null;
        if (e.kind !== 'group' || e.op !== 'kill') return;
        // Each of its clocks that ran out tells of it.
        const before = timedOut.has(e.group);
        if (e.cause === 'jobTimeout') timedOut.add(e.group);
        if (e.cause === 'protmFault') {
          const owner = (v.session ?? v.lastSession)?.group ?? null;
          if (owner !== e.group) {
            verdicts.violated(e, e.group, `killed for the protected fault of ${owner ?? 'nobody'}`);
          }
        } else if ((e.cause === 'suspendTimeout' || e.cause === 'resetFailed') && resetOf !== null) {
          if (resetOf.owner === e.group || !resetOf.saved.has(e.group)) return;
          if (e.cause === 'resetFailed' && mcuDied) return;
          if (exit.left && exit.raised && isSilent) return;
          verdicts.violated(e, e.group, `killed (${e.cause}) by the reset that ended ${endedText(resetOf)}`);
        } else if (e.cause === 'jobTimeout' && !before && !standsWhereItMayNot(v.group(e.group))) {
          const othersUs = heldByOthersUs(e.group, e.tUs - JOB_CLOCK_US, e.tUs);
          if (ownUs(v.group(e.group), e.tUs) >= JOB_CLOCK_US) return;
          verdicts.measured(othersUs);
          if (2 * othersUs >= JOB_CLOCK_US) {
            verdicts.violated(
              e,
              e.group,
              `its job clock ran out; sessions of others held the GPU for ${othersUs / 1000} of the last ${JOB_CLOCK_US / 1000} ms`,
            );
          }
        } else if (e.cause === 'progressTimeout') {
          const sinceUs = progressUs.get(e.group) ?? 0;
          const othersUs = heldByOthersUs(e.group, sinceUs, e.tUs);
          if (othersUs === 0 || 2 * othersUs < e.tUs - sinceUs) return;
          verdicts.violated(
            e,
            e.group,
            `its progress timer ran out; sessions of others held the GPU for ${othersUs / 1000} of the ${(e.tUs - sinceUs) / 1000} ms without progress`,
          );
        }
      },
    };
  },
);

/** A time in which the clocks of a group run. */
interface Stay {
  readonly fromUs: number;
  toUs: number;
}

/** They run on slot, and off slot while all that the group has to do is blocked, D.5. */
function noteStay(stays: Map<GroupId, Stay[]>, tUs: number, { facts, slot, idle }: GroupView): void {
  const known = stays.get(facts.id) ?? [];
  const last = known.at(-1);
  const open = last !== undefined && last.toUs === Number.POSITIVE_INFINITY;
  const runs = slot !== null || idle;
  if (runs && !open) stays.set(facts.id, [...known, { fromUs: tUs, toUs: Number.POSITIVE_INFINITY }]);
  else if (!runs && open) last.toUs = tUs;
}

/** A clock begins with the first job of its queue, and anew when a job is done and others follow, D.5. */
function noteClock(
  sinceUs: Map<QueueView, number>,
  { op, group, job, tUs }: SimEvent & { readonly kind: 'job' },
  v: Vocabulary,
): void {
  const q = v.group(group).queues[queueOfJob(job)];
  if (q === undefined) return;
  if (op === 'run' && !sinceUs.has(q)) sinceUs.set(q, tUs);
  else if (op === 'signal') {
    if (q.finished < q.written) sinceUs.set(q, tUs);
    else sinceUs.delete(q);
  }
}

/** It stands at a region that it may never enter: its clock runs out whatever the others do. */
function standsWhereItMayNot({ facts, queues }: GroupView): boolean {
  return !facts.declaredProtected && queues.some((q) => q.waitingSinceUs !== null);
}

/** What a reset ended, as the sentence of a violation says it. */
function endedText({
  owner,
  entered,
}: {
  readonly owner: GroupId | null;
  readonly entered: boolean;
}): string {
  const whose = owner === null ? 'without an owner' : `of ${owner}`;
  if (entered) return `the session ${whose}; firmware had saved it at entry`;
  return `the entry ${whose}, which never became a session`;
}
