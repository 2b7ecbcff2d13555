import { CS, CSG } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import type { CommandStreams } from './command-streams.ts';
import type { SessionExit } from './exit.ts';
import type { HostEvents } from './host-events.ts';
import { csWords, type FirmwareParts } from './parts.ts';
import { outsideRegion, TRAP } from './state.ts';
import type { Tasks } from './tasks.ts';

/** What command streams ask of the MCU: requests, errors and signals that it passes on to the host. */
export class Traps {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
    private readonly streams: CommandStreams,
    private readonly exit: SessionExit,
    private readonly tasks: Tasks,
  ) {}

  /** What a CS told the MCU, most urgent first; one of its traps is served. */
  *serve(slot: number, index: number): Act {
    const { state, choices } = this.parts;
    const cs = state.cs(slot, index).get();
    const traps = this.tasks.servable(slot, cs);
    const inSession = state.session.get() !== null;
    const take = (trap: number): void => {
      const now = state.cs(slot, index).get();
      state.cs(slot, index).set({ ...now, traps: now.traps & ~trap });
    };
    if ((traps & TRAP.PROTM) !== 0) {
      if (inSession && choices.pick('F38') === 'held until exit') {
        state.changeCs(slot, index, { traps: cs.traps | TRAP.HELD });
        return;
      }
      take(TRAP.PROTM);
      state.changeCs(slot, index, { asked: true });
      yield* this.events.raiseCs(slot, index, CS.PROTM_PENDING);
    } else if ((traps & TRAP.BLOCKED) !== 0) {
      take(TRAP.BLOCKED);
      if (inSession && choices.pick('F36') === 'exit') yield* this.exit.leaveFor('needsHost');
    } else if ((traps & TRAP.SYNC) !== 0) {
      take(TRAP.SYNC);
      yield* this.events.raiseCsg(slot, CSG.SYNC_UPDATE);
    } else {
      const trap = [TRAP.FATAL, TRAP.FAULT, TRAP.TILER_OOM].find((bit) => (traps & bit) !== 0) ?? 0;
      if (inSession && choices.pick('F21') === 'exit first') {
        yield* this.exit.leaveFor(trap === TRAP.TILER_OOM ? 'needsHost' : 'fault');
      }
      take(trap);
      if (trap === TRAP.TILER_OOM) this.publishHeap(slot, index);
      const bit = trap === TRAP.FATAL ? CS.FATAL : trap === TRAP.FAULT ? CS.FAULT : CS.TILER_OOM;
      yield* this.events.raiseCs(slot, index, bit);
    }
  }

  private publishHeap(slot: number, index: number): void {
    const { fwif, state } = this.parts;
    const command = this.streams.readiness.commandAt(state.cs(slot, index).get());
    csWords(fwif.slot(slot), index).heap.set(command?.op === 'TILER_OOM' ? (command.heap ?? null) : null);
  }

  /** One of several CSs of the session has ended its region, F35. */
  *oneDone(slot: number, index: number): Act {
    const { state, choices } = this.parts;
    const cs = state.cs(slot, index).get();
    switch (choices.pick('F35')) {
      case 'waits for the others':
        state.changeCs(slot, index, { traps: cs.traps | TRAP.HELD });
        break;
      case 'ends the session':
        yield* this.exit.leave('regionEnd');
        break;
      case 'goes on in normal mode':
        state.changeCs(slot, index, { ...outsideRegion, place: 'ready', traps: cs.traps & ~TRAP.REGION_END });
        break;
    }
  }
}
