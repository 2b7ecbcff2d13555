import { ms, type RunEndView, watching } from '../rule.ts';
import { CSG_ACK_LIMIT_US, ENTER_LIMIT_US, FORCED_EXIT_LIMIT_US, SPIN_LIMIT, STORM_LIMIT } from './bounds.ts';
import { lostReset } from './lost-reset.ts';
import { SCHED_LOCK } from './names.ts';
import { seqsOf } from './rests-on.ts';
import { type UnnamedWait, waitChain } from './wait-chain.ts';

type RuleEvent = { readonly seq: number; readonly step: number; readonly tUs: number };

/** Who waits for whom: the work item, then the others that wait for an end that does not come. */
function whoWaits(first: string, { standsAt }: RunEndView): string {
  const others = [...standsAt].filter(([path, label]) => path !== first && label.startsWith('wait for '));
  return [[first, standsAt.get(first) ?? 'wait'] as const, ...others]
    .map(([path, label]) => `${path} ${label.replace(/^wait/, 'waits')}`)
    .join(', ');
}

/**
 * No deadlock; the scheduler lock is held for a bounded time even with mute firmware. The bound is the sum of
 * the limits that one holder may wait for: three rounds of CSG requests on all slots, an entry, a forced exit
 * of its own and one of the memory operation that it waits for. No interrupt comes again and again without
 * being raised again, and no work item starts again and again without time passing: both leave the processor to
 * nobody else. A deadlock is told with the cycle and who holds what, whether or not the run came to rest: of locks, and of
 * the other waits that a work item can be in. In one that did, whoever waits for a lock waits for ever, and a work item
 * that has not ended waits for another, be it for a reset. Nor does a job wait for ever behind a reset that is pending with
 * nobody to do it.
 */
export const lockLive = watching(
  {
    id: 'LOCK-LIVE',
    cite: ['A.1.5', 'A.2.3', 'A.2.6', 'C.7', 'D.6', 'H.1', 'H.3'],
    on: ['lock', 'irq', 'work', 'power', 'device', 'reset'],
  },
  (verdicts) => {
    let takenUs = 0;
    /** How often a line was cleared since something was raised on it. */
    const clearedAgain = new Map<string, number>();
    /** How often a work item started at one instant. */
    const started = new Map<string, { times: number; atUs: number }>();
    /** Work items that run, and what each was last seen to do. */
    const running = new Map<string, RuleEvent>();
    const blocked = new Map<string, { lock: string; at: RuleEvent }>();
    const holders = new Map<string, readonly string[]>();
    const holdersOf = (lock: string): readonly string[] => holders.get(lock) ?? [];
    /** Who suspends or resumes the device, and who takes it away. */
    let settling: { readonly activity: string; readonly seq: number } | null = null;
    let unplugging: { readonly activity: string; readonly seq: number } | null = null;
    const reset = lostReset(verdicts);
    const held = (at: RuleEvent, by: string, heldUs: number, slots: number): void => {
      verdicts.measured(heldUs);
      const limitUs = 3 * slots * CSG_ACK_LIMIT_US + ENTER_LIMIT_US + 2 * FORCED_EXIT_LIMIT_US;
      if (heldUs <= limitUs) return;
      const what = `held for ${ms(heldUs)} ms, the limits in it add up to ${ms(limitUs)} ms`;
      verdicts.violated(at, `${SCHED_LOCK} in ${by}`, what);
    };
    return {
      observe(e, v) {
        reset.observe(e, v);
        if (e.kind === 'irq') {
          if (e.op === 'raise') clearedAgain.delete(e.line);
          // A line that is resumed is cleared too, H.1.
          else if (e.op === 'clear' && e.activity === `irq/${e.line}`) {
            const times = (clearedAgain.get(e.line) ?? 0) + 1;
            clearedAgain.set(e.line, times);
            if (times === STORM_LIMIT) {
              const what = `cleared ${times} times and still there: an interrupt storm`;
              verdicts.violated(e, `interrupt of ${e.line}`, what);
            }
          }
          return;
        }
        if (e.kind === 'work') {
          if (e.op === 'end') running.delete(e.work);
          if (e.op !== 'start') return;
          running.set(e.work, e);
          const before = started.get(e.work);
          const times = before?.atUs === e.tUs ? before.times + 1 : 1;
          started.set(e.work, { times, atUs: e.tUs });
          if (times === SPIN_LIMIT) {
            verdicts.violated(e, e.work, `starts for the ${times}th time at this instant: it spins`);
          }
          return;
        }
        if (e.kind === 'power') {
          if (e.op !== 'access') settling = e.op === 'suspend' || e.op === 'resume' ? e : null;
          return;
        }
        if (e.kind === 'device') {
          if (e.op === 'unplug') unplugging = e;
          return;
        }
        if (e.kind !== 'lock') return;
        if (running.has(e.activity)) running.set(e.activity, e);
        if (e.op === 'blocked') {
          verdicts.given++;
          blocked.set(e.activity, { lock: e.lock, at: e });
        } else if (e.op === 'acquire') {
          blocked.delete(e.activity);
          holders.set(e.lock, [...holdersOf(e.lock), e.activity]);
          if (e.lock === SCHED_LOCK) takenUs = e.tUs;
        } else if (e.op === 'release') {
          holders.set(
            e.lock,
            holdersOf(e.lock).filter((holder) => holder !== e.activity),
          );
          if (e.lock !== SCHED_LOCK) return;
          verdicts.given++;
          held(e, e.activity, e.tUs - takenUs, v.slots.length);
        }
      },
      finish(end, v) {
        reset.finish(end, v);
        const holder = v.heldBy.get(SCHED_LOCK);
        // Who never gives it back is judged by how long that was seen.
        if (holder !== undefined && !end.quiet)
          held(v.now, holder.activity, end.observedUntilUs - takenUs, v.slots.length);
        const othersOf = (wait: UnnamedWait): readonly string[] => {
          if (wait === 'synchronize_srcu') return v.peek?.insideDevice() ?? [];
          const other = wait === 'wait for the end of the unplug' ? unplugging : settling;
          return other === null ? [] : [other.activity];
        };
        /** What each of those who wait had done by then: to the device, or at the lock that it waits for. */
        const doneBy = (at: RuleEvent, waiting: readonly string[]): readonly number[] =>
          waiting
            .flatMap((path) => [
              ...[settling, unplugging].flatMap((act) => (act?.activity === path ? [act.seq] : [])),
              ...seqsOf((blocked.get(path)?.at ?? running.get(path))?.seq),
            ])
            .filter((seq) => seq <= at.seq);
        const chainOf = (activity: string) => waitChain(activity, end.standsAt, holdersOf, othersOf);
        for (const [activity, { lock, at }] of blocked) {
          const { told, waiting, closesAt } = chainOf(activity);
          // Beside a deadlock others may go on, as the watchdog does. Who only waits for one that is in it is not told.
          if (closesAt === null ? !end.quiet : closesAt !== activity) continue;
          const what = `waits for ever: ${told.join(', ')}${closesAt === null ? '' : ': a deadlock'}`;
          verdicts.violated(at, `${activity} on ${lock}`, what, doneBy(at, waiting));
        }
        for (const [work, at] of running) {
          if (blocked.has(work)) continue;
          const { told, waiting, closesAt } = chainOf(work);
          if (closesAt === work)
            verdicts.violated(
              at,
              work,
              `waits for ever: ${told.join(', ')}: a deadlock`,
              doneBy(at, waiting),
            );
          else if (end.quiet) verdicts.violated(at, work, `never ends: ${whoWaits(work, end)}`);
        }
      },
    };
  },
);
