import type { SimContext } from '../context.ts';
import { GPU_STATUS_PROTM_ACTIVE } from '../interface/bits.ts';
import { InterfaceWord } from '../interface/words.ts';
import type { Act } from '../runtime/activity.ts';
import type { Cell } from '../runtime/cell.ts';
import { AddressSpace, type PendingCommand, pendingCommands } from './address-space.ts';
import { IrqLine } from './irq-line.ts';

/** Longest delay of an interrupt thread's wake-up, microseconds; part F, host side. */
export const IRQ_MAX_LATE_US = 1_000;

/** The registers that driver, firmware and GPU share, A.1.1. */
export class GpuRegisters {
  readonly gpuStatus: InterfaceWord;
  readonly mcuControl: InterfaceWord;
  readonly mcuStatus: InterfaceWord;
  /** Whether the L2 has power. */
  readonly l2Ready: InterfaceWord;
  /** Whether the device has power and clocks: without, a register access is an external abort. */
  readonly powered: Cell<boolean>;
  readonly job: IrqLine;
  readonly gpu: IrqLine;
  readonly mmu: IrqLine;
  /** AS0 is the firmware's, the others are for VMs. */
  readonly addressSpaces: readonly AddressSpace[];
  /** AS commands in flight. */
  readonly asPending: Cell<readonly PendingCommand[]>;
  /** Doorbells written and not yet taken by firmware: 0 the global one, slot + 1 a group's. */
  private readonly doorbells: readonly Cell<boolean>[];

  /**
   * @param asSlots address spaces for VMs, beside the firmware's
   * @param postedClears a JOB_INT_CLEAR may land after later accesses to shared memory, H.5
   * @param irqLateUs how late the wake-up of an interrupt thread may be
   */
  constructor(
    private readonly context: SimContext,
    slots: number,
    asSlots: number,
    postedClears = false,
    irqLateUs = IRQ_MAX_LATE_US,
  ) {
    this.gpuStatus = new InterfaceWord(context, 'GPU_STATUS');
    this.mcuControl = new InterfaceWord(context, 'MCU_CONTROL');
    this.mcuStatus = new InterfaceWord(context, 'MCU_STATUS');
    this.l2Ready = new InterfaceWord(context, 'L2_READY', 1);
    this.powered = context.machine.cell<boolean>('gpu.powered', true, {
      name: 'the power domain',
      heldBy: () => true,
    });
    this.job = new IrqLine(context, 'job', irqLateUs, postedClears);
    this.gpu = new IrqLine(context, 'gpu', irqLateUs);
    this.mmu = new IrqLine(context, 'mmu', irqLateUs);
    const pending = pendingCommands(context);
    this.asPending = pending;
    this.addressSpaces = Array.from(
      { length: asSlots + 1 },
      (_, id) => new AddressSpace(context, id, () => this.protectedNow, pending),
    );
    this.doorbells = Array.from({ length: slots + 1 }, (_, i) =>
      context.machine.cell<boolean>(`CSF_DOORBELL${i}`, false),
    );
  }

  /** Whether GPU_STATUS bit 7 is set, as a part of the GPU sees it in what it does. */
  get protectedNow(): boolean {
    return (this.gpuStatus.cell.sense() & GPU_STATUS_PROTM_ACTIVE) !== 0;
  }

  /** Whether GPU_STATUS bit 7 is set, as an access or look of the running activity. */
  protectedBit(): boolean {
    return (this.gpuStatus.cell.get() & GPU_STATUS_PROTM_ACTIVE) !== 0;
  }

  /** The address space of that number. Throws when the GPU has none. */
  as(id: number): AddressSpace {
    const as = this.addressSpaces[id];
    if (as === undefined) throw new Error(`no AS${id}: the GPU has ${this.addressSpaces.length}`);
    return as;
  }

  /** Writes CSF_DOORBELL(index). */
  *ring(index: number): Act {
    yield* this.context.machine.step(`ring CSF_DOORBELL(${index})`);
    if (!this.powered.get()) {
      this.context.emit({ kind: 'power', op: 'access', note: `CSF_DOORBELL${index}` });
      return;
    }
    this.doorbell(index).set(true);
    this.context.emit({ kind: 'word', word: `CSF_DOORBELL${index}`, before: 0, after: 1 });
  }

  /** Doorbells that nobody took are gone: a GPU reset. */
  clearDoorbells(): void {
    for (const doorbell of this.doorbells) doorbell.set(false);
  }

  /** The doorbell as firmware sees it. */
  doorbell(index: number): Cell<boolean> {
    const cell = this.doorbells[index];
    if (cell === undefined) throw new Error(`no doorbell ${index}`);
    return cell;
  }
}
