import type { Errno } from '../errno.ts';
import { type Act, LoopHead } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

const powerLock: Guard = { name: 'dev->power.lock', heldBy: () => true };

/** dev->power.runtime_status. */
export type RpmStatus = 'active' | 'suspending' | 'suspended' | 'resuming';

/** The device's callbacks, `RUNTIME_PM_OPS`; an error leaves the device as it was. */
export interface PmCallbacks {
  suspend(): Act<Errno | 0>;
  resume(): Act<Errno | 0>;
}

/**
 * Runtime PM of one device with autosuspend: a count of users, and a timer that suspends the device once nobody has
 * used it for a while. System sleep goes through the same callbacks, whether or not there are users
 * (pm_runtime_force_suspend).
 *
 * All of it stands under a spinning lock of the core, so that taking and dropping a reference is part of the step of
 * whoever does it. A device is probed active with one user.
 */
export class RuntimePm {
  private readonly usage: Cell<number>;
  private readonly status: Cell<RpmStatus>;
  /** System sleep: runtime PM is disabled. */
  private readonly disabled: Cell<boolean>;
  /** System sleep suspended a device that has users, and so has to resume it. */
  private readonly needsForceResume: Cell<boolean>;
  private readonly lastBusyUs: Cell<number>;

  /**
   * @param callbacks looked up at each use
   * @param autosuspendUs how long the device is unused before it is suspended, microseconds
   * @param maxLateUs longest time that the wake-up of the autosuspend work may take, microseconds
   */
  constructor(
    private readonly machine: Machine,
    private readonly callbacks: PmCallbacks,
    private readonly autosuspendUs: number,
    private readonly maxLateUs: number,
  ) {
    this.usage = machine.cell('power.usage_count', 1, powerLock);
    this.status = machine.cell<RpmStatus>('power.runtime_status', 'active', powerLock);
    this.disabled = machine.cell<boolean>('power.disabled', false, powerLock);
    this.needsForceResume = machine.cell<boolean>('power.needs_force_resume', false, powerLock);
    this.lastBusyUs = machine.cell('power.last_busy', 0, powerLock);
    machine.spawn('pm_runtime_work', 'work', () => this.autosuspendLoop(), true);
  }

  /** The number of users, for those outside. */
  get users(): number {
    return this.usage.peek();
  }

  /** `pm_runtime_get()` of a device that is known to be active, or in system sleep, where that resumes nothing. */
  get(): void {
    this.usage.set(this.usage.get() + 1);
  }

  /** `pm_runtime_put_autosuspend()`: the device was busy until now. */
  putAutosuspend(): void {
    this.lastBusyUs.set(this.machine.nowUs);
    this.put();
  }

  /** `pm_runtime_put()`: who had it does not say that the device was busy. */
  put(): void {
    this.usage.set(this.usage.get() - 1);
  }

  /**
   * `pm_runtime_get_if_active()`: 1 with a reference to a device that is active; 0 where it is not, or no longer: it is
   * being suspended, and nobody is waited for. EINVAL in system sleep, which does not look at users.
   */
  getIfActive(): 0 | 1 | 'EINVAL' {
    if (this.disabled.get()) return 'EINVAL';
    if (this.status.get() !== 'active') return 0;
    this.get();
    return 1;
  }

  /**
   * `pm_runtime_resume_and_get()`: a reference to an active device. Resumes it in the caller's context, or waits for
   * whoever suspends or resumes it. No switch point when it is active.
   *
   * @returns EACCES for a suspended device in system sleep, or the error of the resume; then no reference is held
   */
  *resumeAndGet(): Act<Errno | 0> {
    this.get();
    for (;;) {
      const status = this.status.get();
      if (status === 'active') return 0;
      if (status === 'suspended') break;
      yield* this.machine.until('wait for the device to settle', () => this.settled());
    }
    const error = this.disabled.get() ? 'EACCES' : yield* this.resume();
    if (error !== 0) this.usage.set(this.usage.get() - 1);
    return error;
  }

  /**
   * `pm_runtime_force_suspend()`: system sleep suspends the device, users or not; then nobody resumes it. Its status has no
   * step of its own: the callback is over where it says that the device is suspended, and between the two a user finds
   * no other device than in the steps before, in which it has no power either and counts as active.
   */
  *forceSuspend(): Act<Errno | 0> {
    yield* this.machine.step('pm_runtime_disable');
    this.disabled.set(true);
    if (!this.settled()) yield* this.machine.until('wait for the device to settle', () => this.settled());
    if (this.status.get() === 'suspended') return 0;
    // To its users the device is active until the callback has returned.
    const error = yield* this.callbacks.suspend();
    if (error !== 0) {
      this.disabled.set(false);
      return error;
    }
    this.status.set('suspended');
    this.needsForceResume.set(this.usage.get() > 0);
    return 0;
  }

  /**
   * `pm_runtime_force_resume()`: a device with users is resumed, another when it is next used. It counts as active from
   * before the callback, and runtime PM is disabled until after it.
   */
  *forceResume(): Act<Errno | 0> {
    yield* this.machine.step('pm_runtime_force_resume');
    let error: Errno | 0 = 0;
    if (this.needsForceResume.get()) {
      this.needsForceResume.set(false);
      this.status.set('active');
      error = yield* this.callbacks.resume();
      if (error !== 0) this.status.set('suspended');
    }
    this.lastBusyUs.set(this.machine.nowUs);
    yield* this.machine.step('pm_runtime_enable');
    this.disabled.set(false);
    return error;
  }

  private settled(): boolean {
    const status = this.status.get();
    return status === 'active' || status === 'suspended';
  }

  /** The core says what became of the device after the callback has returned. */
  private *settle(status: 'active' | 'suspended'): Act {
    yield* this.machine.step(`runtime_status := ${status.toUpperCase()}`);
    this.status.set(status);
  }

  private *resume(): Act<Errno | 0> {
    this.status.set('resuming');
    const error = yield* this.callbacks.resume();
    if (error === 0) this.lastBusyUs.set(this.machine.nowUs);
    yield* this.settle(error === 0 ? 'active' : 'suspended');
    return error;
  }

  private expired(): boolean {
    if (this.usage.get() > 0 || this.status.get() !== 'active' || this.disabled.get()) return false;
    return this.machine.nowUs >= this.lastBusyUs.get() + this.autosuspendUs;
  }

  private *autosuspendLoop(): Act {
    const { machine, usage, status, disabled, lastBusyUs, autosuspendUs } = this;
    const due = (): number | null => {
      if (usage.peek() > 0 || status.peek() !== 'active' || disabled.peek()) return null;
      const dueUs = lastBusyUs.peek() + autosuspendUs;
      return machine.nowUs < dueUs ? dueUs : null;
    };
    const op = new LoopHead('autosuspend', () => this.expired(), due);
    for (;;) {
      yield op;
      yield* machine.late(this.maxLateUs);
      if (!this.expired()) continue;
      this.status.set('suspending');
      const error = yield* this.callbacks.suspend();
      yield* this.settle(error === 0 ? 'suspended' : 'active');
    }
  }
}
