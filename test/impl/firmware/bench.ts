import { SimContext } from '../../../impl/context.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { Firmware } from '../../../impl/firmware/firmware.ts';
import { type Faults, type FirmwareParts, PROTECTED_SECTION } from '../../../impl/firmware/parts.ts';
import { FirmwareState } from '../../../impl/firmware/state.ts';
import { Caches } from '../../../impl/gpu/caches.ts';
import { Gpu } from '../../../impl/gpu/gpu.ts';
import { Mmu } from '../../../impl/gpu/mmu.ts';
import { GpuRegisters } from '../../../impl/gpu/registers.ts';
import { bufferId, groupId, jobId } from '../../../impl/ids.ts';
import {
  type AsCommand,
  CS,
  CS_IDLE_MASK,
  CSG,
  copied,
  GLB,
  GPU_INT,
  MCU_CONTROL,
  toggled,
} from '../../../impl/interface/bits.ts';
import { Ring, Rings, SyncObjects } from '../../../impl/interface/ring.ts';
import { type CsgInterface, FirmwareInterface } from '../../../impl/interface/words.ts';
import { Contents } from '../../../impl/memory/contents.ts';
import { Memory } from '../../../impl/memory/memory.ts';
import { Choices, type Profile } from '../../../impl/profile/choices.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { parseCommand } from '../../../impl/userspace/stream.ts';

const SLOTS = 3;
const CSS = 2;
const ENABLED = 1;

/** What a scenario runs: streams by queue (`a:0`), each queue one job per list, and what a host does. */
export interface Scenario {
  readonly jobs: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly host: (h: Host) => Act;
  readonly profile?: Profile;
  readonly faults?: Faults;
  /** The jobs are measured: the kernel's commands around them store the time. */
  readonly measured?: true;
  /** Groups without a protected suspend buffer. */
  readonly withoutProtmBuf?: readonly string[];
  readonly horizonUs?: number;
}

export interface Bench {
  readonly events: readonly SimEvent[];
  readonly machine: Machine;
  readonly consulted: ReadonlySet<string>;
  readonly host: Host;
}

/** A host without a scheduler: pokes the words as a driver would, one thing after another. */
export class Host {
  /** Whether the script came to its end. */
  finished = false;
  /** What MCU_CONTROL is started with. */
  mcuControl: number = MCU_CONTROL.AUTO;

  constructor(
    readonly parts: FirmwareParts,
    readonly gpu: Gpu,
    private readonly protmBuf: (group: string) => number,
  ) {}

  get machine(): Machine {
    return this.parts.context.machine;
  }

  *boot(): Act {
    const { fwif, regs } = this.parts;
    yield* regs.mcuControl.write(this.mcuControl);
    this.gpu.boot('loaded');
    yield* this.until('booted', () => regs.mcuStatus.cell.get() === ENABLED);
    yield* fwif.glb.ackIrqMask.write(-1);
    yield* fwif.glb.req.update((req) => req | GLB.IDLE_EN);
    yield* regs.ring(0);
  }

  *until(label: string, ready: () => boolean): Act {
    yield* this.machine.until(label, ready);
  }

  *sleep(us: number): Act {
    yield* this.machine.sleep(us, 'host sleeps');
  }

  /** START or RESUME of a group in a slot, and the acknowledgement. */
  *start(
    slot: number,
    group: string,
    priority: number,
    how: 'START' | 'RESUME' = 'START',
    idleOn: number = CS.IDLE_EMPTY | CS.IDLE_SYNC_WAIT,
  ): Act {
    const csg = this.csg(slot);
    for (const [index, cs] of csg.cs.entries()) {
      const name = `${group}:${index}`;
      const bound = this.parts.rings.get(name) !== undefined;
      cs.ring.set(bound ? name : null);
      const bits = CS.STATE_MASK | CS_IDLE_MASK;
      yield* cs.req.update((req) => copied(req, bound ? CS.START | idleOn : CS.STOP, bits));
    }
    yield* csg.endpointReq.write(priority << 28);
    // The host has given the group's VM an address space.
    this.parts.regs.as(slot + 1).table.set(`VM of ${group}`);
    yield* csg.config.write(slot + 1);
    yield* csg.suspendBuf.write(this.parts.memory.mapFirmware(bufferId(`${group}/suspend_buf`)));
    yield* csg.protmSuspendBuf.write(this.protmBuf(group));
    yield* this.request(slot, how === 'START' ? CSG.START : CSG.RESUME);
  }

  *request(slot: number, state: number): Act {
    const csg = this.csg(slot);
    yield* csg.req.update((req) => copied(req, state, CSG.STATE_MASK));
    yield* this.ringCsg(slot);
    yield* this.until('CSG state', () => ((csg.req.cell.get() ^ csg.ack.cell.get()) & CSG.STATE_MASK) === 0);
  }

  /** Sends a toggled request; does not wait. */
  *toggle(slot: number, bit: number): Act {
    const csg = this.csg(slot);
    yield* csg.req.write(toggled(csg.req.peek(), csg.ack.peek(), bit));
    yield* this.ringCsg(slot);
  }

  *ringCsg(slot: number): Act {
    const { glb } = this.parts.fwif;
    yield* glb.doorbellReq.write(toggled(glb.doorbellReq.peek(), glb.doorbellAck.peek(), 1 << slot));
    yield* this.parts.regs.ring(0);
  }

  /** Rings a CSG's doorbell for one of its CSs. */
  *kick(slot: number, index: number): Act {
    const csg = this.csg(slot);
    yield* csg.doorbellReq.write(toggled(csg.doorbellReq.peek(), csg.doorbellAck.peek(), 1 << index));
    yield* this.ringCsg(slot);
  }

  pending(slot: number, index: number, bit: number = CS.PROTM_PENDING): boolean {
    const cs = this.csg(slot).cs[index];
    return cs !== undefined && ((cs.req.cell.get() ^ cs.ack.cell.get()) & bit) !== 0;
  }

  /** Waits for an event of a CS and answers it: CS_REQ := CS_ACK. */
  *answer(slot: number, index: number, bit: number = CS.PROTM_PENDING): Act {
    yield* this.until('CS event', () => this.pending(slot, index, bit));
    const cs = this.csg(slot).cs[index];
    if (cs !== undefined) yield* cs.req.write(copied(cs.req.peek(), cs.ack.peek(), bit));
  }

  /** Sends a global request; does not wait. */
  *send(bit: number): Act {
    const { glb } = this.parts.fwif;
    yield* glb.req.write(toggled(glb.req.peek(), glb.ack.peek(), bit));
    yield* this.parts.regs.ring(0);
  }

  *acked(bit: number): Act {
    const { glb } = this.parts.fwif;
    yield* this.until('GLB ack', () => ((glb.req.cell.get() ^ glb.ack.cell.get()) & bit) === 0);
  }

  /** Sends ENTER and waits until the GPU is protected. */
  *enter(): Act {
    yield* this.send(GLB.PROTM_ENTER);
    yield* this.until('bit 7', () => this.parts.regs.gpuStatus.cell.get() !== 0);
  }

  /** Gives an AS a command; does not wait for more than its start. */
  *asCommand(as: number, command: AsCommand): Act {
    yield* this.parts.regs.as(as).run(command);
    yield* this.sleep(10);
  }

  exitRaised(): boolean {
    const { glb } = this.parts.fwif;
    return ((glb.req.cell.get() ^ glb.ack.cell.get()) & GLB.PROTM_EXIT) !== 0;
  }

  *answerExit(): Act {
    const { glb } = this.parts.fwif;
    yield* this.until('EXIT', () => this.exitRaised());
    yield* glb.req.write(copied(glb.req.peek(), glb.ack.peek(), GLB.PROTM_EXIT));
  }

  *reset(): Act {
    yield* this.machine.step('GPU_CMD SOFT_RESET');
    this.gpu.softReset();
    yield* this.until(
      'RESET_COMPLETED',
      () => (this.parts.regs.gpu.rawstat.get() & GPU_INT.RESET_COMPLETED) !== 0,
    );
    this.parts.regs.gpu.clearByHardware();
  }

  csg(slot: number): CsgInterface {
    return this.parts.fwif.slot(slot);
  }
}

/** Runs a scenario to its end or its horizon. */
export function runBench(scenario: Scenario): Bench {
  const { profile = {}, faults = {}, withoutProtmBuf = [] } = scenario;
  const machine = new Machine({
    chooser: runToCompletion,
    horizonUs: scenario.horizonUs ?? 2_000_000,
    maxSteps: 20_000,
  });
  const context = new SimContext(machine);
  const choices = new Choices(context, profile);
  const memory = new Memory(context, faults.protectedHeapPages ?? 64, () => choices.pick('F28') === 'yes');
  const caches = new Caches(context, memory, faults.noCacheFlush !== true);
  const rings = new Rings();
  const regs = new GpuRegisters(context, SLOTS, SLOTS);
  const state = new FirmwareState(machine, SLOTS, CSS);
  const parts: FirmwareParts = {
    context,
    choices,
    state,
    fwif: new FirmwareInterface(context, SLOTS, CSS),
    regs,
    rings,
    syncObjects: new SyncObjects(context),
    memory,
    contents: new Contents(context, memory, caches, true, () => 0),
    caches,
    mmu: new Mmu(context, choices, regs, memory, () => state.session.get()?.phase === 'entering'),
  };
  const firmware = new Firmware(parts, faults);
  const gpu = new Gpu(parts, firmware, faults.protmFaultFromUs ?? null);
  if (faults.noProtectedSection !== true) {
    memory.alloc(PROTECTED_SECTION, { heap: 'protected', owner: 'kernel' });
    memory.mapFirmware(PROTECTED_SECTION);
  }
  const protmBufs = new Map<string, number>();
  for (const [name, jobs] of Object.entries(scenario.jobs)) {
    const [group = '', queue = '0'] = name.split(':');
    if (!protmBufs.has(group)) {
      memory.alloc(bufferId(`${group}/suspend_buf`), { heap: 'system', owner: 'kernel' });
      const buffer = bufferId(`${group}/protm_suspend_buf`);
      const absent = withoutProtmBuf.includes(group);
      if (!absent) memory.alloc(buffer, { heap: 'protected', owner: 'kernel' });
      protmBufs.set(group, absent ? 0 : memory.mapFirmware(buffer));
    }
    const ring = new Ring(context, name);
    rings.add(ring);
    jobs.forEach((stream, i) => {
      const job = jobId(groupId(group), Number(queue), i + 1);
      const code = assemble(stream.map(parseCommand));
      const { measured } = scenario;
      ring.push({ job, code, syncSeqno: i + 1, flushes: true, ...(measured && { measured }) });
    });
    ring.insert.store(jobs.length);
  }
  const host = new Host(parts, gpu, (group) => protmBufs.get(group) ?? 0);
  machine.spawn('host', 'process', function* () {
    yield* scenario.host(host);
    host.finished = true;
  });
  machine.run();
  return { events: context.events, machine, consulted: choices.consulted(), host };
}

/** One line per event that matters, without its number: for comparing and for snapshots. */
export function lines(events: readonly SimEvent[], kinds: readonly SimEvent['kind'][]): readonly string[] {
  return events
    .filter((e) => kinds.includes(e.kind))
    .map((e) => `${(e.tUs / 1000).toFixed(1)} ${e.activity} ${told(e)}`);
}

function told(e: SimEvent): string {
  switch (e.kind) {
    case 'command':
      return `${e.op} ${e.job}[${e.index}] ${e.text}${e.region ? ' in region' : ''}${e.gpuProtected ? ' protected' : ''}`;
    case 'session':
      return [e.op, e.group, e.cause].filter((x) => x !== null).join(' ');
    case 'request':
      return `${e.op} ${e.group}:${e.queue}`;
    case 'word':
      return `${e.word} ${(e.before >>> 0).toString(16)} -> ${(e.after >>> 0).toString(16)}`;
    case 'irq':
      return `${e.line} ${e.op} ${(e.bits >>> 0).toString(16)}`;
    case 'memory':
      return `${e.op} ${e.buffer} ${e.who} ${e.note}`;
    case 'csg':
      return `${e.op} ${e.slot} ${e.request}`;
    default:
      return e.kind;
  }
}
