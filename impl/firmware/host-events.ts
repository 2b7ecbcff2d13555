import { CS, type CSG, type GLB, JOB_INT_GLOBAL_IF } from '../interface/bits.ts';
import type { InterfaceWord } from '../interface/words.ts';
import type { Act } from '../runtime/activity.ts';
import { csWords, type FirmwareParts } from './parts.ts';

/** How firmware tells the host: event bits, acknowledgements, JOB interrupts. Each write is visible on its own. */
export class HostEvents {
  constructor(private readonly parts: FirmwareParts) {}

  /** Raises an event of a CS: its bit in CS_ACK, the CS's bit in CSG_IRQ_REQ, the slot's in JOB RAWSTAT; B.2-2. */
  *raiseCs(slot: number, index: number, bit: number): Act {
    const csg = this.parts.fwif.slot(slot);
    const cs = csWords(csg, index);
    yield* this.raiseBit(cs.req, cs.ack, bit);
    const { group } = this.parts.state.csg(slot).get();
    if (bit === CS.PROTM_PENDING && group !== null) {
      this.parts.context.emit({ kind: 'request', op: 'raise', group, queue: index });
    }
    yield* this.raiseBit(csg.irqAck, csg.irqReq, 1 << index);
    yield* this.raiseJob(1 << slot);
  }

  /** Raises an event of a CSG. */
  *raiseCsg(slot: number, bit: (typeof CSG)['SYNC_UPDATE' | 'IDLE' | 'PROGRESS_TIMER']): Act {
    const csg = this.parts.fwif.slot(slot);
    yield* this.raiseBit(csg.req, csg.ack, bit);
    yield* this.raiseJob(1 << slot);
  }

  /** Raises an event of the global interface. */
  *raiseGlobal(bit: (typeof GLB)['PROTM_EXIT' | 'PERFCNT_THRESHOLD' | 'PERFCNT_OVERFLOW' | 'IDLE']): Act {
    const { glb } = this.parts.fwif;
    yield* this.raiseBit(glb.req, glb.ack, bit);
    yield* this.interruptGlobal(bit);
  }

  /** Acknowledges global requests: their bits of `req` are copied into GLB_ACK. */
  *acknowledgeGlobal(req: number, bits: number): Act {
    const { glb } = this.parts.fwif;
    yield* glb.ack.update((ack) => (ack & ~bits) | (req & bits), 'acknowledge in GLB_ACK');
    yield* this.interruptGlobal(bits);
  }

  /** Raises the global interrupt. Only bits in ack_irq_mask raise the interrupt, H.2. */
  *interruptGlobal(bits: number): Act {
    const mask = yield* this.parts.fwif.glb.ackIrqMask.read();
    if ((mask & bits) !== 0) yield* this.raiseJob(JOB_INT_GLOBAL_IF);
  }

  *raiseJob(bits: number): Act {
    yield* this.parts.context.machine.step('raise JOB interrupt');
    this.parts.regs.job.raise(bits);
  }

  /** One step: firmware reads the host's word and writes its own (F03). */
  private *raiseBit(host: InterfaceWord, own: InterfaceWord, bit: number): Act {
    const { machine } = this.parts.context;
    yield* machine.step(`raise in ${own.name}`);
    machine.atomically(() => {
      const unanswered = ((own.cell.get() ^ host.cell.get()) & bit) !== 0;
      const inverts = unanswered && this.parts.choices.pick('F03') === 'ack := NOT ack';
      const from = inverts ? own.cell.get() : host.cell.get();
      own.store((own.cell.get() & ~bit) | (~from & bit));
    });
  }
}
