import type { SimContext } from '../context.ts';
import { type Act, plainOp } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';

/** Written before, and read after, the request or acknowledgement that hands it over. */
const publishedByReq: Guard = { name: 'the request that hands it over', heldBy: () => true };

/** One word of the interface that host and firmware share: uncached, each access a switch point. */
export class InterfaceWord {
  readonly cell: Cell<number>;
  /** What a toggle of its bits is called. */
  readonly toggleLabel: string;

  constructor(
    private readonly context: SimContext,
    readonly name: string,
    initial = 0,
  ) {
    this.cell = context.machine.cell(name, initial);
    this.toggleLabel = `toggle ${name}`;
  }

  peek(): number {
    return this.cell.peek();
  }

  read(label?: string): Act<number> {
    return this.context.machine.read(this.cell, label);
  }

  write(value: number, label?: string): Act {
    const op = label === undefined ? this.cell.writeOp : plainOp(label);
    return this.context.machine.perform(op, () => this.store(value));
  }

  /** A read-modify-write under the interface's spinning lock, so one step. */
  update(change: (word: number) => number, label?: string): Act {
    const op = label === undefined ? this.cell.updateOp : plainOp(label);
    return this.context.machine.perform(op, () => this.store(change(this.cell.get())));
  }

  /** The store itself, for hardware that writes several words in a step of its own making. */
  store(value: number): void {
    const before = this.cell.peek();
    this.cell.set(value | 0);
    this.context.emit({ kind: 'word', word: this.name, before, after: value | 0 });
  }
}

/** GLB: the global interface. */
export class GlobalInterface {
  readonly req: InterfaceWord;
  readonly ack: InterfaceWord;
  readonly ackIrqMask: InterfaceWord;
  /** Cycles until a CSG without progress is reported, in units of 1024; handed over by CFG_PROGRESS_TIMER. */
  readonly progressTimer: Cell<number>;
  /** A bit per CSG slot. */
  readonly doorbellReq: InterfaceWord;
  readonly doorbellAck: InterfaceWord;
  /** The ring of counter samples: its size in bits 7:0; how many the host has read; how many firmware has written. */
  readonly prfcntConfig: InterfaceWord;
  readonly prfcntExtract: InterfaceWord;
  readonly prfcntInsert: InterfaceWord;
  /** Of the last sample. */
  readonly prfcntStatus: InterfaceWord;

  constructor(context: SimContext) {
    const word = (name: string): InterfaceWord => new InterfaceWord(context, `GLB_${name}`);
    this.req = word('REQ');
    this.ack = word('ACK');
    this.ackIrqMask = word('ACK_IRQ_MASK');
    this.progressTimer = context.machine.cell('GLB_PROGRESS_TIMER', 0, publishedByReq);
    this.doorbellReq = word('DB_REQ');
    this.doorbellAck = word('DB_ACK');
    this.prfcntConfig = word('PRFCNT_CONFIG');
    this.prfcntExtract = word('PRFCNT_EXTRACT');
    this.prfcntInsert = word('PRFCNT_INSERT');
    this.prfcntStatus = word('PRFCNT_STATUS');
  }
}

/** One CSG slot's interface. */
export class CsgInterface {
  readonly req: InterfaceWord;
  readonly ack: InterfaceWord;
  /** A bit per CS. */
  readonly doorbellReq: InterfaceWord;
  readonly doorbellAck: InterfaceWord;
  /** Which CS has an event, a bit per CS: firmware toggles irqReq, the host copies it into irqAck. */
  readonly irqReq: InterfaceWord;
  readonly irqAck: InterfaceWord;
  /** Priority in bits 31:28. */
  readonly endpointReq: InterfaceWord;
  /** The AS id. */
  readonly config: InterfaceWord;
  /** Firmware address of the buffers, 0 for none. The simulator's addresses are opaque numbers. */
  readonly suspendBuf: InterfaceWord;
  readonly protmSuspendBuf: InterfaceWord;
  readonly cs: readonly CsInterface[];

  constructor(
    context: SimContext,
    readonly slot: number,
    csCount: number,
  ) {
    const word = (name: string): InterfaceWord => new InterfaceWord(context, `CSG${slot}_${name}`);
    this.req = word('REQ');
    this.ack = word('ACK');
    this.doorbellReq = word('DB_REQ');
    this.doorbellAck = word('DB_ACK');
    this.irqReq = word('IRQ_REQ');
    this.irqAck = word('IRQ_ACK');
    this.endpointReq = word('EP_REQ');
    this.config = word('CONFIG');
    this.suspendBuf = word('SUSPEND_BUF');
    this.protmSuspendBuf = word('PROTM_SUSPEND_BUF');
    this.cs = Array.from({ length: csCount }, (_, i) => new CsInterface(context, slot, i));
  }
}

/** One CS's interface. */
export class CsInterface {
  readonly req: InterfaceWord;
  readonly ack: InterfaceWord;
  /** Ring buffer and ring interface of the queue bound to it, by the queue's name; null for none. */
  readonly ring: Cell<string | null>;
  readonly statusWait: InterfaceWord;
  readonly statusBlockedReason: InterfaceWord;
  readonly statusScoreboards: InterfaceWord;
  /** What the last fatal error was. */
  readonly fatal: InterfaceWord;
  /** The sync object that the CS waits for, by its name in streams, and the value that it waits for. */
  readonly statusWaitSyncPointer: Cell<string | null>;
  readonly statusWaitSyncValue: InterfaceWord;
  /** Bits 27:24 of CS_STATUS_WAIT: it waits for the value or less, otherwise for the value or more. */
  readonly statusWaitSyncAtMost: Cell<boolean>;
  /** HEAP_ADDRESS: the heap that the tiler has run out of, by its name; null: the one of its VM. */
  readonly heap: Cell<string | null>;

  constructor(
    context: SimContext,
    readonly slot: number,
    readonly index: number,
  ) {
    const word = (name: string): InterfaceWord => new InterfaceWord(context, `CSG${slot}_CS${index}_${name}`);
    this.req = word('REQ');
    this.ack = word('ACK');
    this.statusWait = word('STATUS_WAIT');
    this.statusBlockedReason = word('STATUS_BLOCKED_REASON');
    this.statusScoreboards = word('STATUS_SCOREBOARDS');
    this.fatal = word('FATAL');
    const pointer = (name: string): Cell<string | null> =>
      context.machine.cell<string | null>(`CSG${slot}_CS${index}_${name}`, null, publishedByReq);
    this.ring = pointer('RINGBUF_BASE');
    this.statusWaitSyncPointer = pointer('STATUS_WAIT_SYNC_POINTER');
    this.statusWaitSyncValue = word('STATUS_WAIT_SYNC_VALUE');
    const condition = `CSG${slot}_CS${index}_STATUS_WAIT_SYNC_COND`;
    this.statusWaitSyncAtMost = context.machine.cell<boolean>(condition, false, publishedByReq);
    this.heap = pointer('HEAP_ADDRESS');
  }
}

/** The whole interface: GLB and a CSG per slot. */
export class FirmwareInterface {
  /**
   * What a group's buffers must hold, in pages: suspend_size and protm_suspend_size of the CSG control blocks (B.4).
   * Ours: no source states them. They differ, since a driver that takes one for the other is wrong (B.4).
   */
  readonly suspendPages = 1;
  readonly protmSuspendPages = 2;
  readonly glb: GlobalInterface;
  readonly csg: readonly CsgInterface[];

  constructor(context: SimContext, slots: number, csPerSlot: number) {
    this.glb = new GlobalInterface(context);
    this.csg = Array.from({ length: slots }, (_, slot) => new CsgInterface(context, slot, csPerSlot));
  }

  /** The slot's interface. Throws when the firmware has no such slot. */
  slot(slot: number): CsgInterface {
    const csg = this.csg[slot];
    if (csg === undefined) throw new Error(`no CSG slot ${slot}: the firmware has ${this.csg.length}`);
    return csg;
  }
}
