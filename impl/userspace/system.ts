import type { Driver } from '../driver/driver.ts';
import type { Freezer } from '../linux/freezer.ts';
import type { Act } from '../runtime/activity.ts';
import { type Cell, privateTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { SystemStep } from './workload.ts';

/**
 * System sleep as a workload asks for it: the activity `system_sleep`. While the system is asleep no time passes; the time
 * between `suspend` and `resume` is that in which the device is down and the kernel's own threads still run.
 */
export class SystemSleep {
  private readonly position: Cell<number>;
  private readonly asleep: Cell<boolean>;

  /** @param probed whether there is a device to suspend */
  constructor(
    private readonly machine: Machine,
    private readonly driver: Driver,
    private readonly freezer: Freezer,
    private readonly script: readonly SystemStep[],
    probed: Cell<boolean>,
  ) {
    const guard = privateTo('system_sleep');
    this.position = machine.cell('system.position', 0, guard);
    this.asleep = machine.cell<boolean>('system.asleep', false, guard);
    machine.spawn('system_sleep', 'process', () => this.run(probed));
  }

  private *run(probed: Cell<boolean>): Act {
    yield* this.machine.until('wait for the device', () => probed.get(), { head: true });
    for (;;) {
      yield* this.machine.until('next step', () => true, { head: true, sleeps: false });
      const at = this.position.get();
      const step = this.script[at];
      if (step === undefined) return;
      this.position.set(at + 1);
      yield* this.step(step);
    }
  }

  private *step(step: SystemStep): Act {
    const { pm } = this.driver.state;
    switch (step.op) {
      case 'sleep':
        yield* this.machine.sleep(step.us, 'sleep');
        break;
      case 'suspend':
        if (this.asleep.get()) break;
        this.asleep.set(true);
        yield* this.freezer.freeze();
        yield* pm.forceSuspend();
        break;
      case 'resume':
        if (!this.asleep.get()) break;
        this.asleep.set(false);
        yield* pm.forceResume();
        yield* this.freezer.thaw();
        break;
      default:
        step satisfies never;
    }
  }
}
