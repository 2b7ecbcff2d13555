import type { SimEvent } from '../../impl/events.ts';
import { AS_COMMAND } from '../../impl/interface/bits.ts';

/** One address space as its registers show it. */
export interface AddressSpaceView {
  readonly as: number;
  /** The command in flight, in the registers' words; null: AS_ACTIVE is clear. */
  command: string | null;
  /** Who wrote it. */
  issuer: string;
  /** A LOCK was executed, and no UNLOCK since. */
  locked: boolean;
}

/** Follows AS commands through COMMAND and STATUS: in flight from the write until AS_ACTIVE clears. */
export class AddressSpaces {
  private readonly views = new Map<number, AddressSpaceView>();

  all(): Iterable<AddressSpaceView> {
    return this.views.values();
  }

  anyLocked(): boolean {
    for (const { locked } of this.views.values()) if (locked) return true;
    return false;
  }

  of(as: number): AddressSpaceView {
    let view = this.views.get(as);
    if (view === undefined) {
      view = { as, command: null, issuer: '', locked: false };
      this.views.set(as, view);
    }
    return view;
  }

  /** A write to a register of an address space. */
  apply(as: number, register: string, event: Extract<SimEvent, { kind: 'word' }>): void {
    const view = this.of(as);
    if (register === 'COMMAND') {
      view.command = asCommandName(event.after);
      view.issuer = event.activity;
      // NOP is what a GPU reset leaves there.
      if (view.command === null) view.locked = false;
    } else if (register === 'STATUS' && event.after === 0) {
      if (view.command === 'LOCK') view.locked = true;
      else if (view.command === 'UNLOCK') view.locked = false;
      view.command = null;
    }
  }
}

const commandNames: ReadonlyMap<number, string> = new Map(
  Object.entries(AS_COMMAND).flatMap(([name, code]) => (code === AS_COMMAND.NOP ? [] : [[code, name]])),
);

/** The name of a command that does something; null for NOP. */
export function asCommandName(code: number): string | null {
  return commandNames.get(code) ?? null;
}
