import type { GroupId } from '../../impl/ids.ts';
import { RunFacts } from './facts.ts';
import { SCHED_LOCK } from './names.ts';
import { type GroupView, type ProtectedBuffer, protectedBufferName, type Ranking } from './views.ts';

/** Group priority of real-time groups, D.1. */
export const REALTIME = 3;

/**
 * The words of docs/rules.md, computed once per run from the event stream: owner, pending, waits, top, and
 * what is in flight. Rules see it after the event that they look at was taken in.
 */
export class Vocabulary extends RunFacts {
  /** The group that the driver let in, until EXIT is raised or a reset takes over. */
  get owner(): GroupId | null {
    const s = this.session;
    return s === null || s.exitRaised ? null : s.group;
  }

  /** Whom the tick that runs chose to let in, while there is no session. */
  get chosenByTick(): GroupId | null {
    const { ranking, tickSinceSeq } = this;
    if (this.session !== null || ranking === null || tickSinceSeq === null) return null;
    return ranking.seq > tickSinceSeq ? ranking.protmGroup : null;
  }

  /** Between ENTER and GPU protected, EXIT or a reset. */
  get enterInFlight(): boolean {
    const s = this.session;
    return s !== null && s.enteredUs === null && !s.exitRaised && s.leftUs === null;
  }

  /** From the first of {bit 7 clears, EXIT raised} until both happened and EXIT is answered. */
  get exitInFlight(): boolean {
    if (this.exitUnanswered) return true;
    const s = this.session;
    return s !== null && (s.leftUs !== null || s.exitRaised);
  }

  /** Somebody holds the scheduler lock, which guards what the driver believes. */
  get schedLocked(): boolean {
    return this.heldBy.has(SCHED_LOCK);
  }

  /** A memory operation holds the entry lock for reading: it may have to end the session, B.6. */
  get memoryOpInFlight(): boolean {
    return this.memoryOps > 0;
  }

  /** The state of a group's protected suspend buffer for firmware. */
  protectedBuffer(group: GroupId): ProtectedBuffer {
    return this.buffers.get(protectedBufferName(group)) ?? 'absent';
  }

  /** A reset is scheduled or runs, or the device is shut down for good, which is no less. */
  get resetInFlight(): boolean {
    return this.reset !== 'none' || this.isShutDown;
  }

  /** Since when the group waits in the sense of FAIR-EXIT, microseconds; null when it does not. */
  waitsSinceUs(g: GroupView): number | null {
    if (!this.canRun(g) || this.owner === g.facts.id) return null;
    let sinceUs: number | null = null;
    for (const q of g.queues) {
      const executes = q.head === 'normal' && !q.halted;
      if (executes && (sinceUs === null || q.normalSinceUs < sinceUs)) sinceUs = q.normalSinceUs;
    }
    return sinceUs;
  }

  /**
   * Whether `a` comes before `b`: by priority, then a real-time group with a request first, then by the
   * rotation order of the ranking. Groups that the ranking did not pick stand behind those it did.
   */
  outranks(a: GroupView, b: GroupView, ranking: Ranking | null): boolean {
    if (a.facts.priority !== b.facts.priority) return a.facts.priority > b.facts.priority;
    if (a.facts.priority === REALTIME && ranking !== null) {
      const pendingA = ranking.pending.has(a.facts.id);
      if (pendingA !== ranking.pending.has(b.facts.id)) return pendingA;
    }
    if (ranking === null) return false;
    const placeA = ranking.picked.indexOf(a.facts.id);
    const placeB = ranking.picked.indexOf(b.facts.id);
    return placeA >= 0 && (placeB < 0 || placeA < placeB);
  }

  /** No group of the same or higher priority that can run and is not idle stands beside it. */
  aloneOnTop(g: GroupView): boolean {
    if (!this.canRun(g)) return false;
    for (const other of this.groups.values()) {
      if (other === g || !this.canRun(other)) continue;
      const busy = !other.idle || this.waitsSinceUs(other) !== null;
      if (busy && other.facts.priority >= g.facts.priority) return false;
    }
    return true;
  }
}
