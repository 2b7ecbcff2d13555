import type { Firmware } from '../firmware/firmware.ts';
import type { FirmwareParts } from '../firmware/parts.ts';
import { faultSession } from '../firmware/protected-fault.ts';
import { GPU_INT, GPU_STATUS_PROTM_ACTIVE, MCU_STATUS } from '../interface/bits.ts';
import { type Act, LoopHead } from '../runtime/activity.ts';
import type { Cell } from '../runtime/cell.ts';

/** How long commands of the GPU take, microseconds of virtual time. Ours: no source states them. */
const SOFT_RESET_US = 100;
const FLUSH_US = 10;
const L2_US = 20;
const MCU_STOP_US = 20;

/** GPU_CMD: soft reset and cache flush, and faults that hardware has of its own. */
export class Gpu {
  private readonly resetDueUs: Cell<number | null>;
  private readonly flushDueUs: Cell<number | null>;
  private readonly faultDueUs: Cell<number | null>;
  /** When L2_READY becomes what was asked for. */
  private readonly l2DueUs: Cell<number | null>;
  private readonly l2Asked: Cell<boolean>;
  /** When MCU_STATUS says that the MCU is off. */
  private readonly mcuOffDueUs: Cell<number | null>;

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
    this.l2DueUs = machine.cell<number | null>('gpu.l2DueUs', null, self);
    this.l2Asked = machine.cell<boolean>('gpu.l2Asked', true, self);
    this.mcuOffDueUs = machine.cell<number | null>('gpu.mcuOffDueUs', null, self);
    machine.spawn('gpu', 'gpu', () => this.loop());
  }

  /** GPU_CMD SOFT_RESET; RESET_COMPLETED is raised when it is done. */
  softReset(): void {
    this.resetDueUs.set(this.parts.context.machine.nowUs + SOFT_RESET_US);
  }

  /** MCU_CONTROL := AUTO. */
  boot(sections: 'loaded' | 'kept'): void {
    this.mcuOffDueUs.set(null);
    this.firmware.boot(sections);
  }

  /** MCU_CONTROL := off. It executes nothing more, and MCU_STATUS follows. What memory and registers hold stays. */
  stop(): void {
    const { state, context } = this.parts;
    this.firmware.powerOff();
    state.wipe();
    this.mcuOffDueUs.set(context.machine.nowUs + MCU_STOP_US);
  }

  /** GPU_CMD FLUSH_CACHES; CLEAN_CACHES_COMPLETED is raised when it is done, unless F17 says otherwise. */
  flushCaches(): void {
    this.flushDueUs.set(this.parts.context.machine.nowUs + FLUSH_US);
  }

  /** L2_PWRON, L2_PWROFF. */
  switchL2(on: boolean): void {
    this.l2Asked.set(on);
    this.l2DueUs.set(this.parts.context.machine.nowUs + L2_US);
  }

  /** The clocks stop: everything but memory is lost, whatever it was at. */
  cutPower(): void {
    this.wipe('powerOff');
    this.parts.regs.powered.set(false);
  }

  /** The clocks run again, and registers are as at power-on. */
  restorePower(): void {
    this.parts.regs.powered.set(true);
  }

  private *loop(): Act {
    const ready = (): boolean =>
      this.due(this.resetDueUs) ||
      this.due(this.flushDueUs) ||
      this.due(this.l2DueUs) ||
      this.due(this.mcuOffDueUs) ||
      this.faultDue();
    const op = new LoopHead('execute GPU_CMD', ready, () => this.nextDueUs());
    for (;;) {
      yield op;
      if (this.due(this.resetDueUs)) this.reset();
      else if (this.due(this.flushDueUs)) this.flushed();
      else if (this.due(this.l2DueUs)) this.l2Switched();
      else if (this.due(this.mcuOffDueUs)) this.mcuStopped();
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
    for (const cell of [
      this.resetDueUs,
      this.flushDueUs,
      this.l2DueUs,
      this.mcuOffDueUs,
      ...(inSession ? [this.faultDueUs] : []),
    ]) {
      const dueUs = cell.peek();
      if (dueUs !== null && (next === null || dueUs < next)) next = dueUs;
    }
    return next;
  }

  /** GPU_CMD SOFT_RESET is done. */
  private reset(): void {
    this.wipe('reset');
    this.parts.regs.gpu.raise(GPU_INT.RESET_COMPLETED);
  }

  /** Everything but memory is as at power-on; what caches held and was not flushed is lost (F13b). */
  private wipe(cause: 'reset' | 'powerOff'): void {
    const { state, regs, choices, context, mmu, caches } = this.parts;
    this.resetDueUs.set(null);
    this.flushDueUs.set(null);
    this.mcuOffDueUs.set(null);
    this.firmware.powerOff();
    state.wipe();
    caches.drop();
    const saved = Object.entries(state.saved.get()).filter(
      ([, { by, flushed }]) => by === 'suspend' || flushed || choices.pick('F13b') === 'yes',
    );
    state.saved.set(Object.fromEntries(saved));
    this.l2DueUs.set(null);
    context.machine.atomically(() => {
      const status = regs.gpuStatus.cell.get();
      const wasProtected = (status & GPU_STATUS_PROTM_ACTIVE) !== 0;
      if (wasProtected && (cause === 'powerOff' || choices.pick('F29') === 'yes')) {
        regs.gpuStatus.store(status & ~GPU_STATUS_PROTM_ACTIVE);
        context.emit({ kind: 'session', op: 'left', group: null, cause });
      }
      if (regs.mcuStatus.cell.get() !== 0) regs.mcuStatus.store(0);
      if (regs.l2Ready.cell.get() !== 0) regs.l2Ready.store(0);
      regs.clearDoorbells();
    });
    regs.job.clearByHardware();
    regs.gpu.clearByHardware();
    regs.mmu.clearByHardware();
    mmu.reset();
  }

  private flushed(): void {
    const { state, regs, choices } = this.parts;
    this.flushDueUs.set(null);
    if (regs.protectedNow && choices.pick('F17') === 'times out') return;
    this.parts.caches.flush();
    const saved = Object.entries(state.saved.get()).map(([buffer, csg]) => [
      buffer,
      { ...csg, flushed: true },
    ]);
    state.saved.set(Object.fromEntries(saved));
    regs.gpu.raise(GPU_INT.CLEAN_CACHES_COMPLETED);
  }

  private l2Switched(): void {
    this.l2DueUs.set(null);
    const { context, regs } = this.parts;
    context.machine.atomically(() => regs.l2Ready.store(this.l2Asked.get() ? 1 : 0));
  }

  private mcuStopped(): void {
    this.mcuOffDueUs.set(null);
    const { context, regs } = this.parts;
    context.machine.atomically(() => {
      if (regs.mcuStatus.cell.get() !== MCU_STATUS.DISABLED) regs.mcuStatus.store(MCU_STATUS.DISABLED);
    });
  }

  private fault(): void {
    this.faultDueUs.set(null);
    faultSession(this.parts, this.firmware.streams, 'fault of the hardware');
  }
}
