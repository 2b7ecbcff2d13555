import { GLB, PRFCNT_STATUS } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import type { HostEvents } from './host-events.ts';
import type { FirmwareParts } from './parts.ts';

/** GLB_PRFCNT_CONFIG, bits 7:0: how many samples the host's ring buffer holds. */
const RING_SIZE_MASK = 0xff;

/** The requests of GLB_REQ that are about performance counters. */
export const COUNTER_REQUESTS = GLB.PERFCNT_EN | GLB.PERFCNT_SAMPLE;

/**
 * The performance counters, B.1: on while PERFCNT_EN is set and acknowledged; PERFCNT_SAMPLE asks for a sample, which
 * empties them. They do not count protected work: firmware takes a sample by itself before it enters a session, and
 * counts again after it (B.9). What they count is not modelled, only what counts into which sample: the event stream
 * tells it, and NO-PROFILE judges.
 */
export class Counters {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
  ) {}

  /** Serves those of COUNTER_REQUESTS that are in `requests`. */
  *serve(req: number, requests: number): Act {
    if ((requests & GLB.PERFCNT_EN) !== 0) yield* this.switch(req);
    if ((requests & GLB.PERFCNT_SAMPLE) === 0) return;
    // Counters that are off have nothing to sample. A sample that found no room stays unacknowledged.
    if (!this.areOn() || (yield* this.sample())) {
      yield* this.events.acknowledgeGlobal(req, GLB.PERFCNT_SAMPLE);
    }
  }

  /** Before firmware enters a session: the automatic sample, and nothing counts from here on. */
  *beforeSession(): Act {
    if (!this.areOn()) return;
    yield* this.sample();
    this.tell('stop');
  }

  /** After a session or a boot that kept the interface: what is on counts again. Part of the step that ended it. */
  goOn(): void {
    if (this.areOn()) this.tell('start');
  }

  /** GLB_ACK is firmware's own word: looking at it needs no step. */
  private areOn(): boolean {
    return (this.parts.fwif.glb.ack.peek() & GLB.PERFCNT_EN) !== 0;
  }

  private *switch(req: number): Act {
    const on = (req & GLB.PERFCNT_EN) !== 0;
    if (on) yield* this.parts.fwif.glb.prfcntInsert.write(0);
    yield* this.events.acknowledgeGlobal(req, GLB.PERFCNT_EN);
    if (!this.inSession()) this.tell(on ? 'start' : 'stop');
  }

  /** Writes a sample into the ring. Returns whether there was room. */
  private *sample(): Act<boolean> {
    const { glb } = this.parts.fwif;
    const size = (yield* glb.prfcntConfig.read()) & RING_SIZE_MASK;
    const extract = yield* glb.prfcntExtract.read();
    const taken = glb.prfcntInsert.peek() - extract;
    if (taken >= size) {
      yield* this.events.raiseGlobal(GLB.PERFCNT_OVERFLOW);
      return false;
    }
    yield* glb.prfcntStatus.write(this.inSession() ? PRFCNT_STATUS.PROTECTED_SESSION : 0);
    this.tell('sample');
    yield* glb.prfcntInsert.update((insert) => insert + 1);
    if (taken + 1 >= size / 2) yield* this.events.raiseGlobal(GLB.PERFCNT_THRESHOLD);
    return true;
  }

  private inSession(): boolean {
    return this.parts.state.session.get() !== null;
  }

  private tell(op: 'start' | 'stop' | 'sample'): void {
    this.parts.context.emit({ kind: 'counters', op });
  }
}
