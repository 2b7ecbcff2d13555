import type { Firmware } from '../firmware/firmware.ts';
import type { FirmwareParts } from '../firmware/parts.ts';
import { faultSession } from '../firmware/protected-fault.ts';
import { GPU_INT, GPU_STATUS_PROTM_ACTIVE } from '../interface/bits.ts';
import type { Act, Op } from '../runtime/activity.ts';
import type { Cell } from '../runtime/cell.ts';

/** How long commands of the GPU take, microseconds of virtual time. Ours: no source states them. */
const SOFT_RESET_US = 100;
const FLUSH_US = 10;

/** GPU_CMD: soft reset and cache flush, and faults that hardware has of its own. */
export class Gpu {
  private readonly resetDueUs: Cell<number | null>;
  private readonly flushDueUs: Cell<number | null>;
  private readonly faultDueUs: Cell<number | null>;

  /** @param protmFaultFromUs when set, the first session from then on has a protected fault */
  constructor(
    private readonly parts: FirmwareParts,
    private readonly firmware: Firmware,
    protmFaultFromUs: number | null,
  ) {
    const { machine } = parts.context;
    const self = { name: 'the GPU itself', heldBy: () => true };
    this.resetDueUs = machine.cell<number | null>('gpu.resetDueUs', null, self);
    this.flushDueUs = machine.cell<number | null>('gpu.flushDueUs', null, self);
    this.faultDueUs = machine.cell<number | null>('gpu.faultDueUs', protmFaultFromUs, self);
    machine.spawn('gpu', 'gpu', () => this.loop());
  }

  /** GPU_CMD SOFT_RESET; RESET_COMPLETED is raised when it is done. */
  softReset(): void {
    this.resetDueUs.set(this.parts.context.machine.nowUs + SOFT_RESET_US);
  }

  /** MCU_CONTROL := AUTO. */
  boot(): void {
    this.firmware.boot();
  }

  /** MCU_CONTROL := off. What memory and registers hold stays. */
  stop(): void {
    const { regs, state, context } = this.parts;
    this.firmware.powerOff();
    state.wipe();
    context.machine.atomically(() => {
      if (regs.mcuStatus.cell.get() !== 0) regs.mcuStatus.store(0);
    });
  }

  /** GPU_CMD FLUSH_CACHES; CLEAN_CACHES_COMPLETED is raised when it is done, unless F17 says otherwise. */
  flushCaches(): void {
    this.flushDueUs.set(this.parts.context.machine.nowUs + FLUSH_US);
  }

  private *loop(): Act {
    const gpu = this;
    const op: Op = {
      label: 'execute GPU_CMD',
      head: true,
      sleeps: true,
      ready: () => gpu.due(gpu.resetDueUs) || gpu.due(gpu.flushDueUs) || gpu.faultDue(),
      get dueUs() {
        return gpu.nextDueUs();
      },
    };
    for (;;) {
      yield op;
      if (this.due(this.resetDueUs)) this.reset();
      else if (this.due(this.flushDueUs)) this.flushed();
      else if (this.faultDue()) this.fault();
    }
  }

  private due(cell: Cell<number | null>): boolean {
    const dueUs = cell.get();
    return dueUs !== null && this.parts.context.machine.nowUs >= dueUs;
  }

  private faultDue(): boolean {
    return this.parts.state.session.get()?.phase === 'protected' && this.due(this.faultDueUs);
  }

  private nextDueUs(): number | null {
    let next: number | null = null;
    const inSession = this.parts.state.session.peek()?.phase === 'protected';
    for (const cell of [this.resetDueUs, this.flushDueUs, ...(inSession ? [this.faultDueUs] : [])]) {
      const dueUs = cell.peek();
      if (dueUs !== null && (next === null || dueUs < next)) next = dueUs;
    }
    return next;
  }

  /** Everything but memory is as at power-on; what caches held and was not flushed is lost (F13b). */
  private reset(): void {
    const { state, regs, choices, context, mmu } = this.parts;
    this.resetDueUs.set(null);
    this.flushDueUs.set(null);
    this.firmware.powerOff();
    state.wipe();
    const saved = Object.entries(state.saved.get()).filter(
      ([, { by, flushed }]) => by === 'suspend' || flushed || choices.pick('F13b') === 'yes',
    );
    state.saved.set(Object.fromEntries(saved));
    context.machine.atomically(() => {
      const status = regs.gpuStatus.cell.get();
      if ((status & GPU_STATUS_PROTM_ACTIVE) !== 0 && choices.pick('F29') === 'yes') {
        regs.gpuStatus.store(status & ~GPU_STATUS_PROTM_ACTIVE);
        context.emit({ kind: 'session', op: 'left', group: null, cause: 'reset' });
      }
      if (regs.mcuStatus.cell.get() !== 0) regs.mcuStatus.store(0);
      regs.clearDoorbells();
    });
    regs.job.clearByHardware();
    regs.gpu.clearByHardware();
    regs.mmu.clearByHardware();
    mmu.reset();
    regs.gpu.raise(GPU_INT.RESET_COMPLETED);
  }

  private flushed(): void {
    const { state, regs, choices } = this.parts;
    this.flushDueUs.set(null);
    if (regs.protectedNow && choices.pick('F17') === 'times out') return;
    const saved = Object.entries(state.saved.get()).map(([buffer, csg]) => [
      buffer,
      { ...csg, flushed: true },
    ]);
    state.saved.set(Object.fromEntries(saved));
    regs.gpu.raise(GPU_INT.CLEAN_CACHES_COMPLETED);
  }

  private fault(): void {
    this.faultDueUs.set(null);
    faultSession(this.parts, this.firmware.streams, 'fault of the hardware');
  }
}
