import { CSG, GLB, MCU_STATUS } from '../interface/bits.ts';
import { type Act, type Activity, LoopHead } from '../runtime/activity.ts';
import type { Cell } from '../runtime/cell.ts';
import { BOOT_US, initialise } from './boot.ts';
import { CommandStreams } from './command-streams.ts';
import { COUNTER_REQUESTS, Counters } from './counters.ts';
import { CsgRequests } from './csg-requests.ts';
import { SessionEntry } from './entry.ts';
import { SessionExit } from './exit.ts';
import { HostEvents } from './host-events.ts';
import type { Faults, FirmwareParts } from './parts.ts';
import { bits, hang } from './session.ts';
import { type Task, Tasks } from './tasks.ts';
import { Traps } from './traps.ts';

/** GLB_PROGRESS_TIMER counts in units of so many cycles of the GPU's clock, D.1. */
const PROGRESS_TIMER_UNIT_CYCLES = 1024;
/** At this clock the driver's limit of 5 * 500 * 1024 * 1024 cycles is the 5 s that it stands for. */
const DEFAULT_GPU_MHZ = 500;
const REQUESTS =
  GLB.HALT |
  GLB.CFG_PROGRESS_TIMER |
  GLB.CFG_ALLOC_EN |
  GLB.CFG_POWEROFF_TIMER |
  GLB.PROTM_ENTER |
  COUNTER_REQUESTS |
  GLB.COUNTER_EN |
  GLB.PING |
  GLB.FWCFG_UPDATE |
  GLB.IDLE_EN |
  GLB.SLEEP;
/** The global requests that F39 speaks of. */
const OTHERS = REQUESTS & ~(GLB.PROTM_ENTER | GLB.PING);
/** Those of them that need no more than an acknowledgement. */
const CONFIGURATION = OTHERS & ~(GLB.HALT | GLB.SLEEP | COUNTER_REQUESTS);

/**
 * The MCU's firmware: one activity that serves one thing at a time. While it switches modes it serves nothing
 * else, and while it is dead it serves nothing until the next boot.
 */
export class Firmware {
  readonly streams: CommandStreams;
  private readonly events: HostEvents;
  private readonly counters: Counters;
  private readonly requests: CsgRequests;
  private readonly entry: SessionEntry;
  private readonly exit: SessionExit;
  private readonly tasks: Tasks;
  private readonly traps: Traps;
  private readonly boots: Cell<number>;
  /** The boot that a run lets fail has been. */
  private readonly diedInBoot: Cell<boolean>;
  private activity: Activity | null = null;

  constructor(
    private readonly parts: FirmwareParts,
    private readonly faults: Faults,
  ) {
    this.events = new HostEvents(parts);
    this.counters = new Counters(parts, this.events);
    this.streams = new CommandStreams(parts);
    this.requests = new CsgRequests(parts, this.events, this.streams);
    this.exit = new SessionExit(parts, this.events, this.streams, this.requests, this.counters);
    this.entry = new SessionEntry(parts, this.events, this.streams, this.requests, this.exit, this.counters);
    this.tasks = new Tasks(parts, this.streams.timers);
    this.traps = new Traps(parts, this.events, this.streams, this.exit, this.tasks);
    const control = { name: 'MCU_CONTROL', heldBy: () => true };
    this.boots = parts.context.machine.cell('fw.boots', 0, control);
    this.diedInBoot = parts.context.machine.cell<boolean>('fw.diedInBoot', false, control);
    this.streams.start();
  }

  /** MCU_CONTROL leaves off: the firmware boots. Part of the step of whoever writes the register. */
  boot(sections: 'loaded' | 'kept'): void {
    const { machine } = this.parts.context;
    this.powerOff();
    const nth = this.boots.get() + 1;
    this.boots.set(nth);
    this.activity = machine.spawn(nth === 1 ? 'fw' : `fw.${nth}`, 'firmware', () => this.main(nth, sections));
  }

  /** The MCU stops wherever it stands: a reset, or MCU_CONTROL := off. */
  powerOff(): void {
    if (this.activity !== null) this.parts.context.machine.end(this.activity);
    this.activity = null;
  }

  private *main(boot: number, sections: 'loaded' | 'kept'): Act {
    const { machine } = this.parts.context;
    const bootedUs = machine.nowUs;
    yield* machine.sleep(BOOT_US[sections], 'boot firmware');
    if (!this.diedInBoot.get() && bootedUs >= (this.faults.deadBootFromUs ?? Number.POSITIVE_INFINITY)) {
      this.diedInBoot.set(true);
      yield* this.parts.regs.mcuStatus.write(MCU_STATUS.FATAL);
      yield* hang(this.parts);
    }
    yield* initialise(this.parts, this.events, boot, sections);
    this.counters.goOn();
    const { tasks } = this;
    const { muteFromUs } = this.faults;
    const mute = (): boolean =>
      muteFromUs !== undefined && (boot === 1 || bootedUs < muteFromUs) && machine.nowUs >= muteFromUs;
    const op = new LoopHead(
      'serve',
      () => !mute() && tasks.next() !== null,
      () => (mute() ? null : tasks.nextDueUs()),
    );
    for (;;) {
      yield op;
      const task = machine.look(() => this.tasks.next());
      if (task !== null && !mute()) yield* this.serve(task);
    }
  }

  private *serve(task: Task): Act {
    switch (task.do) {
      case 'host':
        yield* this.serveHost();
        break;
      case 'trap':
        yield* this.traps.serve(task.slot, task.index);
        break;
      case 'endSession':
        yield* this.exit.leave('regionEnd');
        break;
      case 'userDoorbell':
        this.parts.choices.pick('F06');
        yield* this.exit.leaveFor('doorbell');
        break;
      case 'sampleAgain':
        yield* this.entry.sampleAgain();
        break;
      case 'deferredEnter':
        yield* this.entry.enter();
        break;
      case 'oneDone':
        yield* this.traps.oneDone(task.slot, task.index);
        break;
      case 'progress':
        this.streams.timers.fire(task.slot);
        yield* this.events.raiseCsg(task.slot, CSG.PROGRESS_TIMER);
        break;
      case 'csgIdle':
        yield* this.reportIdle(task.slot);
        break;
      case 'glbIdle':
        yield* this.reportAllIdle();
        break;
      default:
        task satisfies never;
    }
  }

  /** The global doorbell was rung. */
  private *serveHost(): Act {
    const { context, regs, fwif, choices, state } = this.parts;
    const { glb } = fwif;
    yield* context.machine.write(regs.doorbell(0), false, 'take CSF_DOORBELL(0)');
    const doorbellReq = yield* glb.doorbellReq.read();
    const slots = doorbellReq ^ glb.doorbellAck.peek();
    // A slot can be rung without a request to it, as at the end of CSG processing, H.5.
    let asked = false;
    if (slots !== 0) {
      yield* glb.doorbellAck.write(doorbellReq);
      for (const slot of bits(slots)) {
        if (slot < fwif.csg.length) asked = (yield* this.serveCsg(slot)) || asked;
      }
    }
    const req = yield* glb.req.read();
    let requests = (req ^ glb.ack.peek()) & REQUESTS;
    if (state.enterIgnored.get() || state.enterDeferred.get()) requests &= ~GLB.PROTM_ENTER;
    if (!asked && requests === 0 && state.session.get() !== null) {
      if (choices.pick('F06') === 'global doorbell') yield* this.exit.leaveFor('doorbell');
    }
    yield* this.serveGlobal(req, requests);
  }

  /** Returns whether anything was asked of the slot. */
  private *serveCsg(slot: number): Act<boolean> {
    const { state, choices } = this.parts;
    const demand = yield* this.requests.read(slot);
    let owesExit = false;
    if (state.session.get() !== null) {
      if (demand.bits !== 0) owesExit = yield* this.exit.leave('csgRequest');
      else if (demand.kicks !== 0 && choices.pick('F06') === 'CS doorbell') {
        owesExit = yield* this.exit.leave('doorbell');
      }
    }
    yield* this.requests.serve(demand);
    if (owesExit) yield* this.exit.raiseExit(slot);
    return demand.bits !== 0 || demand.kicks !== 0;
  }

  private *serveGlobal(req: number, requests: number): Act {
    const { state, choices, regs } = this.parts;
    let owesExit = false;
    const { slot } = state.session.get() ?? { slot: -1 };
    if ((requests & OTHERS) !== 0 && state.session.get() !== null) {
      if (choices.pick('F39') === 'force an exit') owesExit = yield* this.exit.leave('globalRequest');
    }
    if ((requests & GLB.CFG_PROGRESS_TIMER) !== 0) this.configureProgressTimers();
    if ((requests & CONFIGURATION) !== 0) yield* this.events.acknowledgeGlobal(req, requests & CONFIGURATION);
    if ((requests & COUNTER_REQUESTS) !== 0) yield* this.counters.serve(req, requests);
    if ((requests & GLB.PING) !== 0) {
      if (state.session.get() !== null) owesExit = (yield* this.exit.leave('ping')) || owesExit;
      yield* this.events.acknowledgeGlobal(req, GLB.PING);
    }
    if (owesExit) yield* this.exit.raiseExit(slot);
    if ((requests & GLB.HALT) !== 0) {
      yield* this.events.acknowledgeGlobal(req, GLB.HALT);
      yield* regs.mcuStatus.write(MCU_STATUS.HALT);
      state.dead.set(true);
      return;
    }
    if ((requests & GLB.SLEEP) !== 0) yield* this.sleep(req);
    if ((requests & GLB.PROTM_ENTER) !== 0) yield* this.entry.enter();
  }

  /**
   * GLB_REQ.SLEEP: acknowledged, and MCU_STATUS says HALT as after a HALT; but CSGs stay on their slots, and the global
   * doorbell wakes it [K mali_kbase_csf_firmware.c, backend/gpu/mali_kbase_pm_driver.c].
   */
  private *sleep(req: number): Act {
    const { state, regs, context } = this.parts;
    const asleep = [...state.csgs.keys()].filter((slot) => {
      const { active, frozen } = state.csg(slot).get();
      return active && !frozen;
    });
    for (const slot of asleep) {
      yield* context.machine.step(`halt CSG ${slot}`);
      this.streams.haltAll(slot);
      state.changeCsg(slot, { frozen: true });
      this.streams.follow(slot);
    }
    yield* this.events.acknowledgeGlobal(req, GLB.SLEEP);
    yield* regs.mcuStatus.write(MCU_STATUS.HALT);
    yield* context.machine.until('asleep until the global doorbell', () => regs.doorbell(0).get());
    yield* regs.mcuStatus.write(MCU_STATUS.ENABLED);
    for (const slot of asleep) {
      yield* context.machine.step(`CSG ${slot} goes on`);
      state.changeCsg(slot, { frozen: false });
      this.streams.follow(slot);
    }
  }

  private configureProgressTimers(): void {
    const { state, fwif } = this.parts;
    const cycles = fwif.glb.progressTimer.get() * PROGRESS_TIMER_UNIT_CYCLES;
    state.progressTimerUs.set(Math.floor(cycles / (this.faults.gpuMhz ?? DEFAULT_GPU_MHZ)));
    for (const slot of state.csgs.keys()) this.streams.timers.follow(slot);
  }

  private *reportIdle(slot: number): Act {
    const { state, choices } = this.parts;
    const session = state.session.get();
    if (session !== null) {
      const rule = choices.pick('F37');
      if (rule === 'no' || (rule === 'for the owner' && slot !== session.slot)) {
        state.changeCsg(slot, { idleHeld: true });
        return;
      }
    }
    state.changeCsg(slot, { idleReported: true });
    yield* this.events.raiseCsg(slot, CSG.IDLE);
  }

  private *reportAllIdle(): Act {
    const { state, choices } = this.parts;
    if (state.session.get() !== null && choices.pick('F37') !== 'for any') {
      state.glbIdleHeld.set(true);
      return;
    }
    state.glbIdleReported.set(true);
    yield* this.events.raiseGlobal(GLB.IDLE);
  }
}
