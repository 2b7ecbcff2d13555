import type { SimContext } from '../context.ts';
import { AS_COMMAND, AS_STATUS_ACTIVE, type AsCommand } from '../interface/bits.ts';
import { InterfaceWord } from '../interface/words.ts';
import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';

/** How long an AS command takes, microseconds of virtual time. Ours: no source states it. */
const COMMAND_US = 2;

/** A command that an AS was given and has not finished. */
export type PendingCommand = {
  readonly as: number;
  readonly command: AsCommand;
  readonly dueUs: number;
  /** Written while GPU_STATUS bit 7 was set. */
  readonly inSession: boolean;
  /** What protected mode does to it, once that was asked: F16. */
  readonly stalls: 'no' | 'until exit' | 'for ever';
};

const commandNames = Object.fromEntries(Object.entries(AS_COMMAND).map(([name, code]) => [code, name]));
const mmuGuard: Guard = { name: 'the MMU itself', heldBy: () => true };

/** The register block of one address space, A.1.1, and what it holds in effect. */
export class AddressSpace {
  readonly lockaddr: InterfaceWord;
  readonly command: InterfaceWord;
  readonly status: InterfaceWord;
  /** The page table to use from the next UPDATE on, by its owner's name; null: none. */
  readonly transtab: Cell<string | null>;
  /** The page table in use; null: every access faults. */
  readonly table: Cell<string | null>;
  /** LOCKADDR of the region that is locked; null: none. */
  readonly locked: Cell<number | null>;

  constructor(
    private readonly context: SimContext,
    readonly id: number,
    /** GPU_STATUS bit 7, for those outside. */
    private readonly gpuProtected: () => boolean,
    private readonly pending: Cell<readonly PendingCommand[]>,
  ) {
    const { machine } = context;
    this.lockaddr = new InterfaceWord(context, `AS${id}_LOCKADDR`);
    this.command = new InterfaceWord(context, `AS${id}_COMMAND`);
    this.status = new InterfaceWord(context, `AS${id}_STATUS`);
    this.transtab = machine.cell<string | null>(`AS${id}_TRANSTAB`, null);
    this.table = machine.cell<string | null>(`mmu.as${id}.table`, null, mmuGuard);
    this.locked = machine.cell<number | null>(`mmu.as${id}.locked`, null, mmuGuard);
  }

  /** Writes TRANSTAB and what else configures the AS. */
  *configure(table: string | null): Act {
    yield* this.context.machine.write(this.transtab, table, `write AS${this.id}_TRANSTAB`);
  }

  /** Writes COMMAND: AS_ACTIVE is set with it. One written while another runs is lost. */
  *run(command: AsCommand): Act {
    const { machine } = this.context;
    yield* machine.step(`write AS${this.id}_COMMAND ${commandNames[command]}`);
    machine.atomically(() => {
      this.command.store(command);
      if ((this.status.cell.get() & AS_STATUS_ACTIVE) !== 0) return;
      this.status.store(AS_STATUS_ACTIVE);
      const dueUs = machine.nowUs + COMMAND_US;
      const inSession = this.gpuProtected();
      this.pending.set([...this.pending.get(), { as: this.id, command, dueUs, inSession, stalls: 'no' }]);
    });
  }
}

/** The commands in flight of all address spaces. */
export function pendingCommands(context: SimContext): Cell<readonly PendingCommand[]> {
  return context.machine.cell<readonly PendingCommand[]>('mmu.pending', [], mmuGuard);
}
