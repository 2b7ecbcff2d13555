import { SimContext } from '../../../impl/context.ts';
import { Driver } from '../../../impl/driver/driver.ts';
import type { FirmwareControl } from '../../../impl/driver/hardware.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { Caches } from '../../../impl/gpu/caches.ts';
import { Mmu } from '../../../impl/gpu/mmu.ts';
import { GpuRegisters } from '../../../impl/gpu/registers.ts';
import { usualHostDelays } from '../../../impl/host-delays.ts';
import { CSG, copied, GLB, GPU_INT, JOB_INT_GLOBAL_IF, MCU_STATUS } from '../../../impl/interface/bits.ts';
import { Rings, SyncObjects } from '../../../impl/interface/ring.ts';
import { FirmwareInterface } from '../../../impl/interface/words.ts';
import { Contents } from '../../../impl/memory/contents.ts';
import { DEFAULT_HEAP, DmaHeap, type HeapSpec } from '../../../impl/memory/dma-heap.ts';
import { Memory } from '../../../impl/memory/memory.ts';
import { Choices } from '../../../impl/profile/choices.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type Chooser, runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine, type RunEnd } from '../../../impl/runtime/machine.ts';

/**
 * A firmware that acknowledges every request of the host at once and executes nothing: queues stay as the test
 * left them. The test plays the rest.
 */
export class AnsweringFirmware implements FirmwareControl {
  /** Slots whose CSG requests are left unanswered. */
  readonly mute = new Set<number>();
  /** Leaves PROTM_ENTER unanswered. */
  ignoreEnter = false;
  /** Leaves FLUSH_CACHES unanswered. */
  ignoreFlush = false;
  /** Leaves HALT unanswered. */
  ignoreHalt = false;
  /** Leaves PING unanswered. */
  ignorePing = false;
  /** The MCU does not stop when it is switched off. */
  ignoreStop = false;
  /** An MCU that was halted does not boot again without its sections loaded. */
  ignoreFastBoot = false;
  /** How the MCU was booted each time. */
  readonly booted: ('loaded' | 'kept')[] = [];

  constructor(
    private readonly context: SimContext,
    private readonly fwif: FirmwareInterface,
    readonly regs: GpuRegisters,
    private readonly onEnter: (host: AnsweringFirmware) => void,
    private readonly exitsOnPing: boolean,
    private readonly mmu: Mmu,
  ) {
    context.machine.spawn('fw', 'firmware', () => this.loop());
  }

  boot(sections: 'loaded' | 'kept'): void {
    this.booted.push(sections);
    if (sections === 'kept' && this.ignoreFastBoot) return;
    this.context.machine.atomically(() => {
      const { req, ack } = this.fwif.glb;
      if (sections === 'loaded') req.store(req.peek() & ~GLB.HALT);
      ack.store(copied(ack.peek(), req.peek(), GLB.HALT));
      this.regs.mcuStatus.store(1);
      this.regs.job.raise(JOB_INT_GLOBAL_IF);
    });
  }

  stop(): void {
    if (!this.ignoreStop) this.context.machine.atomically(() => this.regs.mcuStatus.store(0));
  }

  softReset(): void {
    this.context.machine.atomically(() => {
      this.regs.gpuStatus.store(0);
      this.regs.l2Ready.store(0);
      this.mmu.reset();
      this.regs.gpu.raise(GPU_INT.RESET_COMPLETED);
    });
  }

  flushCaches(): void {
    if (!this.ignoreFlush) this.regs.gpu.raise(GPU_INT.CLEAN_CACHES_COMPLETED);
  }

  switchL2(on: boolean): void {
    this.context.machine.atomically(() => this.regs.l2Ready.store(on ? 1 : 0));
  }

  cutPower(): void {
    this.regs.powered.set(false);
    this.context.machine.atomically(() => {
      if (this.regs.l2Ready.peek() !== 0) this.regs.l2Ready.store(0);
      this.regs.mcuStatus.store(0);
      this.regs.gpuStatus.store(0);
      this.mmu.reset();
    });
  }

  restorePower(): void {
    this.regs.powered.set(true);
  }

  setProtected(on: boolean): void {
    this.regs.gpuStatus.store(on ? 0x80 : 0);
  }

  private *loop(): Act {
    const { machine } = this.context;
    const doorbell = this.regs.doorbell(0);
    for (;;) {
      yield* machine.until('doorbell', () => doorbell.get(), { head: true });
      machine.atomically(() => this.serve());
    }
  }

  private serve(): void {
    this.regs.doorbell(0).set(false);
    const { glb } = this.fwif;
    const enter = this.ignoreEnter ? 0 : GLB.PROTM_ENTER;
    const halt = this.ignoreHalt ? 0 : GLB.HALT;
    const halts = (glb.req.peek() & ~glb.ack.peek() & halt) !== 0;
    const ping = this.ignorePing ? 0 : GLB.PING;
    const requests = ping | enter | halt | GLB.CFG_ALLOC_EN | GLB.CFG_PROGRESS_TIMER;
    const entering = ((glb.req.peek() ^ glb.ack.peek()) & enter) !== 0;
    let raised = 0;
    if (this.exitsOnPing && ((glb.req.peek() ^ glb.ack.peek()) & GLB.PING) !== 0 && this.regs.protectedNow) {
      this.setProtected(false);
      glb.ack.store((glb.ack.peek() & ~GLB.PROTM_EXIT) | (~glb.req.peek() & GLB.PROTM_EXIT));
    }
    const acked = copied(glb.ack.peek(), glb.req.peek(), requests);
    if (acked !== glb.ack.peek()) {
      glb.ack.store(acked);
      raised |= JOB_INT_GLOBAL_IF;
    }
    glb.doorbellAck.store(glb.doorbellReq.peek());
    for (const csg of this.fwif.csg) {
      if (this.mute.has(csg.slot)) continue;
      csg.doorbellAck.store(csg.doorbellReq.peek());
      const mask = CSG.STATE_MASK | CSG.ENDPOINT_CONFIG | CSG.STATUS_UPDATE;
      const ack = copied(csg.ack.peek(), csg.req.peek(), mask);
      if (ack !== csg.ack.peek()) {
        csg.ack.store(ack);
        raised |= 1 << csg.slot;
      }
    }
    if (halts) this.regs.mcuStatus.store(MCU_STATUS.HALT);
    if (raised !== 0) this.regs.job.raise(raised);
    if (entering) this.onEnter(this);
  }
}

/** A driver on a firmware that only answers, and a process that plays `script`. */
export function drive(
  revision: Revision,
  script: (driver: Driver, host: AnsweringFirmware) => Act,
  options: {
    readonly slots?: number;
    /** Address spaces for VMs, beside the firmware's. */
    readonly asSlots?: number;
    readonly horizonUs?: number;
    readonly chooser?: Chooser;
    readonly onEnter?: (host: AnsweringFirmware) => void;
    /** Whether there is a protected heap; with it the firmware has a protected section. */
    readonly protectedHeap?: boolean;
    /** That heap, where it is not the usual one. */
    readonly heap?: Partial<HeapSpec>;
    /** What a PING does to a session. */
    readonly onPing?: 'exit' | 'nothing';
  } = {},
): { readonly driver: Driver; readonly end: RunEnd; readonly context: SimContext } {
  const machine = new Machine({
    chooser: options.chooser ?? runToCompletion,
    horizonUs: options.horizonUs ?? 100_000,
    maxSteps: 200_000,
  });
  const context = new SimContext(machine);
  const slots = options.slots ?? 3;
  const fwif = new FirmwareInterface(context, slots, 2);
  const { asSlots = 7, protectedHeap = true } = options;
  const regs = new GpuRegisters(context, slots, asSlots);
  const memory = new Memory(context, 64, () => true);
  const mmu = new Mmu(context, new Choices(context, {}), regs, memory, () => false);
  const host = new AnsweringFirmware(
    context,
    fwif,
    regs,
    options.onEnter ?? ((h) => h.setProtected(true)),
    options.onPing === 'exit',
    mmu,
  );
  const driver = new Driver(
    {
      context,
      fwif,
      regs,
      memory,
      profiling: false,
      minCsgs: 1,
      contents: new Contents(context, memory, new Caches(context, memory, true), true, () => 0),
      firmware: host,
      rings: new Rings(),
      syncObjects: new SyncObjects(context),
      asSlots,
      workLateUs: usualHostDelays.workLateUs,
      heap: new DmaHeap(context, {
        ...DEFAULT_HEAP,
        ...(protectedHeap ? {} : { parameter: '' }),
        ...options.heap,
      }),
      protectedSection: protectedHeap,
      protectedSectionHasData: () => false,
    },
    revision,
  );
  machine.spawn('user', 'process', function* () {
    yield* driver.uapi.probe();
    yield* script(driver, host);
  });
  return { driver, end: machine.run(), context };
}

/** What the driver did, one line each, without locks and words. */
export function trace(context: SimContext, kinds: readonly string[]): readonly string[] {
  return context.events.flatMap((e) => {
    if (!kinds.includes(e.kind)) return [];
    const ms = (e.tUs / 1000).toFixed(1);
    switch (e.kind) {
      case 'tick':
        return [
          `${ms} tick ${e.op} ${e.full ? 'full' : 'partial'} [${e.picked.join(' ')}] ${e.protmGroup ?? '-'}`,
        ];
      case 'csg':
        return [`${ms} CSG${e.slot} ${e.group} ${e.request} ${e.op}`];
      case 'group':
        return [
          `${ms} ${e.group} ${e.op}${e.slot === null ? '' : ` CSG${e.slot}`}${e.cause === null ? '' : ` ${e.cause}`}`,
        ];
      case 'job':
        return [`${ms} job ${e.job} ${e.op}${e.error === null ? '' : ` ${e.error}`}`];
      case 'session':
        return [`${ms} session ${e.op} ${e.group ?? '-'}`];
      case 'request':
        return [`${ms} ${e.group}:${e.queue} request ${e.op}`];
      case 'reset':
        return [`${ms} reset ${e.op} ${e.cause}`];
      case 'power':
        return [`${ms} power ${e.op}${e.note === '' ? '' : ` ${e.note}`}`];
      case 'log':
        return [`${ms} log ${e.text}`];
      default:
        return [];
    }
  });
}

/** What became of the device's power, with resets and what the driver logged. */
export const power = (context: SimContext): readonly string[] => trace(context, ['power', 'reset', 'log']);
