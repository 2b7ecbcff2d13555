import type { ChoiceId } from '../profile/choices.ts';
import type { FirmwareParts } from './parts.ts';
import { type CsContext, hasAsync, idleProgressTimer, type ProgressTimer } from './state.ts';

/** The rows of part F that say whether a timer goes on in a session: of the others, and of the owner. */
type SessionRow = Extract<ChoiceId, 'F20' | 'F34'>;

/**
 * The progress timer of each CSG, A.1.5: it counts while the CSG has a command that is executing, starts anew with
 * each command that is done and with START and RESUME, and when it runs out the host is told by
 * CSG_ACK.PROGRESS_TIMER, once until there is progress.
 *
 * Waiting for a sync object, for protected mode or for the host is no execution.
 */
export class ProgressTimers {
  constructor(private readonly parts: FirmwareParts) {}

  /** Follows what just changed in a slot: part of the step that changed it. */
  follow(slot: number): void {
    const { state, context } = this.parts;
    const limitUs = state.progressTimerUs.get();
    if (limitUs === 0) return;
    const { nowUs } = context.machine;
    const css = (state.css[slot] ?? []).map((cell) => cell.get());
    const csg = state.csg(slot).get();
    const cell = state.progress(slot);
    const before = cell.get();
    // A timer that was held would have run out by now: the answer to the row made a difference.
    const missed = before.missedUs !== null && nowUs >= before.missedUs;
    if (missed && before.row !== null) this.parts.choices.pick(before.row);
    const mark = csg.active ? css.map(({ job, pc }) => `${job}.${pc}`).join(' ') : '';
    const timer =
      mark === before.mark
        ? { ...before, missedUs: missed ? null : before.missedUs }
        : { ...idleProgressTimer, mark, leftUs: limitUs };
    const working = csg.active && css.some(isWorking);
    const row = working ? this.sessionRow(slot) : null;
    const runs = working && !timer.fired && (row === null || this.runsInSession(row));
    const next: ProgressTimer = runs
      ? { ...timer, row: row ?? timer.row, dueUs: timer.dueUs ?? nowUs + timer.leftUs }
      : {
          ...timer,
          row: row ?? timer.row,
          missedUs: row === null ? timer.missedUs : (timer.missedUs ?? timer.dueUs ?? nowUs + timer.leftUs),
          leftUs: timer.dueUs === null ? timer.leftUs : Math.max(0, timer.dueUs - nowUs),
          dueUs: null,
        };
    if (!same(next, before)) cell.set(next);
  }

  /** A slot whose timer has run out, a look; -1: none. */
  expired(): number {
    const { state, context } = this.parts;
    return state.csgs.findIndex((_, slot) => {
      const { dueUs } = state.progress(slot).get();
      return dueUs !== null && context.machine.nowUs >= dueUs;
    });
  }

  /** When the next timer runs out, microseconds; null: none counts. */
  nextDueUs(): number | null {
    const { state, context } = this.parts;
    let next: number | null = null;
    for (const slot of state.csgs.keys()) {
      const { dueUs } = state.progress(slot).peek();
      if (dueUs !== null && dueUs > context.machine.nowUs && (next === null || dueUs < next)) next = dueUs;
    }
    return next;
  }

  /** The timer of a slot ran out, and the host is told. */
  fire(slot: number): void {
    const cell = this.parts.state.progress(slot);
    const { row } = cell.get();
    // It counted in a session, which it would not have done under the other answer.
    if (row !== null) this.parts.choices.pick(row);
    cell.set({ ...cell.get(), fired: true, dueUs: null });
  }

  /** The row that says whether a slot's timer counts now; null: no session has to do with it. */
  private sessionRow(slot: number): SessionRow | null {
    const { state } = this.parts;
    if (state.csg(slot).get().frozen) return 'F20';
    return state.session.get()?.slot === slot ? 'F34' : null;
  }

  private runsInSession(row: SessionRow): boolean {
    return this.parts.choices.constant(row) === 'runs';
  }
}

const same = (a: ProgressTimer, b: ProgressTimer): boolean =>
  a.mark === b.mark &&
  a.leftUs === b.leftUs &&
  a.dueUs === b.dueUs &&
  a.fired === b.fired &&
  a.row === b.row &&
  a.missedUs === b.missedUs;

const isWorking = (cs: CsContext): boolean => cs.place === 'busy' || hasAsync(cs);
