import type { Activity } from './activity.ts';

/**
 * Activities that are to be woken once. It is filled and emptied all the time, and an array that is emptied gives up its
 * room.
 */
export class Watchers {
  private readonly activities: Activity[] = [];
  private count = 0;

  add(activity: Activity): void {
    const { activities } = this;
    for (let i = 0; i < this.count; i++) if (activities[i] === activity) return;
    activities[this.count++] = activity;
  }

  /** Hands each to the queue; there are none then. */
  wake(queue: RunQueue): void {
    for (let i = 0; i < this.count; i++) queue.wake(this.activities[i] as Activity);
    this.count = 0;
  }
}

/**
 * Who can go on, longest waiting first. Kept up to date by wake-ups: an activity is asked again only when a cell that
 * it looked at changed, it did an operation, or the time came that it named.
 */
export class RunQueue {
  /** All of a machine, in the order in which they were started. */
  readonly activities: Activity[] = [];
  /** Those whose answer is out of date, in the order of `activities`: as many of the list as the number says. */
  private readonly stale: Activity[] = [];
  private staleCount = 0;
  /** Those that can go on, longest waiting first. */
  readonly ready: Activity[] = [];
  private readonly reordered: Activity[] = [];

  add(activity: Activity): void {
    this.activities.push(activity);
    this.wake(activity);
  }

  /** The activity's answer is out of date. */
  wake(activity: Activity): void {
    if (activity.stale) return;
    activity.stale = true;
    const { stale } = this;
    let at = this.staleCount++;
    for (; at > 0 && (stale[at - 1] as Activity).index > activity.index; at--) {
      stale[at] = stale[at - 1] as Activity;
    }
    stale[at] = activity;
  }

  /** The activity is about to do its operation, or ended. */
  remove(activity: Activity): void {
    if (!activity.inLine) return;
    activity.inLine = false;
    const { ready } = this;
    for (let i = ready.indexOf(activity) + 1; i < ready.length; i++) ready[i - 1] = ready[i] as Activity;
    ready.pop();
  }

  /** Brings the queue up to date. `ask` sets an activity's answer. */
  update(ask: (activity: Activity) => void): void {
    const { stale } = this;
    for (let i = 0; i < this.staleCount; i++) {
      const activity = stale[i] as Activity;
      activity.stale = false;
      // One that is parked is asked when somebody unparks it.
      if (activity.op === null || activity.parked) continue;
      ask(activity);
      if (!activity.canRun) this.remove(activity);
      else if (!activity.inLine) {
        activity.inLine = true;
        this.ready.push(activity);
      }
    }
    this.staleCount = 0;
  }

  /** Those that can go on, `last` before the others. To be used at once: the next update changes it. */
  candidates(last: Activity | null): readonly Activity[] {
    const { ready } = this;
    if (last === null || !last.inLine || ready[0] === last) return ready;
    const { reordered } = this;
    reordered[0] = last;
    let count = 1;
    for (const activity of ready) if (activity !== last) reordered[count++] = activity;
    while (reordered.length > count) reordered.pop();
    return reordered;
  }

  /** The earliest time at which one can go on that cannot now; null: no time will make it so. */
  nextDueUs(): number | null {
    let next: number | null = null;
    for (const { op, parked, dueUs } of this.activities) {
      if (op === null || parked || dueUs === null) continue;
      if (next === null || dueUs < next) next = dueUs;
    }
    return next;
  }

  /** Time moved. */
  wakeDue(nowUs: number): void {
    for (const activity of this.activities) {
      if (activity.op !== null && !activity.parked && activity.dueUs !== null && activity.dueUs <= nowUs)
        this.wake(activity);
    }
  }
}
