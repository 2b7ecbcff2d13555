import { SimContext } from './context.ts';
import { MIN_CSGS } from './driver/constants.ts';
import { Driver } from './driver/driver.ts';
import type { Revision } from './driver/unit.ts';
import type { SimEvent } from './events.ts';
import { Firmware } from './firmware/firmware.ts';
import type { Faults, FirmwareParts } from './firmware/parts.ts';
import { FirmwareState } from './firmware/state.ts';
import { Caches } from './gpu/caches.ts';
import { Gpu } from './gpu/gpu.ts';
import { Mmu } from './gpu/mmu.ts';
import { GpuRegisters } from './gpu/registers.ts';
import { spuriousInterrupts } from './gpu/spurious.ts';
import { hostDelaysOf } from './host-delays.ts';
import type { ProcessId } from './ids.ts';
import { Rings, SyncObjects } from './interface/ring.ts';
import { FirmwareInterface } from './interface/words.ts';
import { Freezer } from './linux/freezer.ts';
import { Contents } from './memory/contents.ts';
import { DEFAULT_HEAP, DmaHeap, type HeapSpec } from './memory/dma-heap.ts';
import { Memory } from './memory/memory.ts';
import { type ChoiceId, Choices, type Profile } from './profile/choices.ts';
import type { Act, Activity } from './runtime/activity.ts';
import type { Cell } from './runtime/cell.ts';
import type { Chooser, Decision } from './runtime/decision.ts';
import { Machine, type RunEnd, type StepRecord } from './runtime/machine.ts';
import { Process } from './userspace/process.ts';
import { SystemSleep } from './userspace/system.ts';
import type { Workload } from './userspace/workload.ts';

/** Protected content by process: an abstract value in each of two variants. */
export type Secrets = { readonly [process: string]: readonly [number, number] };

const PLAIN_SECRET = [1, 2] as const;

/** Everything that a run depends on, beside the chooser. */
export interface Setup {
  readonly revision: Revision;
  readonly workload: Workload;
  readonly profile: Profile;
  readonly faults?: Faults;
  /** The protected content of each process, in two variants; `[1, 2]` where it is not said. */
  readonly secrets?: Secrets;
  /** Whose content is the second variant in this run; nobody's when absent. */
  readonly otherContentOf?: ProcessId;
  /** Virtual time at which the run ends, microseconds; default 3 s. */
  readonly horizonUs?: number;
  /** Operations after which the run ends; default 400,000. */
  readonly maxSteps?: number;
  /** Keep a hash of the state. */
  readonly hashing?: boolean;
  /** Check what the runtime keeps of earlier looks; slow. */
  readonly distrustful?: boolean;
  /** Called before each operation, see `MachineOptions.attend`. */
  readonly attend?: (machine: Machine, candidates: readonly Activity[]) => boolean;
  /** Tell `afterStep` what each operation touched; default: yes. */
  readonly footprints?: boolean;
  /** Called after each operation; returning true ends the run. */
  readonly afterStep?: (system: System, step: StepRecord) => boolean;
}

/** What came of a run. Equal setups and equal choices give equal runs, byte for byte. */
export interface Run {
  readonly end: RunEnd;
  readonly events: readonly SimEvent[];
  readonly decisions: readonly Decision[];
  readonly steps: number;
  readonly nowUs: number;
  readonly system: System;
  /** The choices of part F that were consulted. */
  readonly consulted: ReadonlySet<ChoiceId>;
}

const DEFAULT_HORIZON_US = 3_000_000;
const DEFAULT_MAX_STEPS = 400_000;

/** A machine with hardware, firmware, driver and processes on it. */
export class System {
  readonly context: SimContext;
  readonly choices: Choices;
  readonly heap: DmaHeap;
  readonly memory: Memory;
  readonly contents: Contents;
  readonly rings = new Rings();
  readonly syncObjects: SyncObjects;
  readonly fwif: FirmwareInterface;
  readonly regs: GpuRegisters;
  readonly firmwareState: FirmwareState;
  readonly firmware: Firmware;
  readonly gpu: Gpu;
  readonly driver: Driver;
  readonly processes: readonly Process[];

  constructor(
    readonly machine: Machine,
    setup: Setup,
  ) {
    const { workload, faults = {} } = setup;
    const { slots, csPerSlot, asSlots } = workload;
    const context = new SimContext(machine);
    this.context = context;
    this.choices = new Choices(context, setup.profile);
    this.heap = new DmaHeap(context, heapOf(workload, faults));
    const reallyProtected = () => this.choices.pick('F28') === 'yes';
    const firewall = faults.noFirewall !== true;
    this.memory = new Memory(context, this.heap.spec.pages, reallyProtected, this.heap, firewall);
    const decoded = (process: ProcessId) =>
      (setup.secrets?.[process] ?? PLAIN_SECRET)[process === setup.otherContentOf ? 1 : 0];
    const caches = new Caches(context, this.memory, faults.noCacheFlush !== true);
    this.contents = new Contents(context, this.memory, caches, firewall, decoded);
    this.syncObjects = new SyncObjects(context);
    this.fwif = new FirmwareInterface(context, slots, csPerSlot);
    const { workLateUs, irqLateUs } = hostDelaysOf(faults);
    this.regs = new GpuRegisters(context, slots, asSlots, faults.postedClears === true, irqLateUs);
    this.firmwareState = new FirmwareState(machine, slots, csPerSlot);
    const { session } = this.firmwareState;
    const mmu = new Mmu(
      context,
      this.choices,
      this.regs,
      this.memory,
      () => session.get()?.phase === 'entering',
    );
    const parts: FirmwareParts = {
      context,
      choices: this.choices,
      state: this.firmwareState,
      fwif: this.fwif,
      regs: this.regs,
      rings: this.rings,
      syncObjects: this.syncObjects,
      memory: this.memory,
      contents: this.contents,
      caches,
      mmu,
    };
    this.firmware = new Firmware(parts, faults);
    this.gpu = new Gpu(parts, this.firmware, faults.protmFaultFromUs ?? null);
    const { spuriousIrqAtUs } = faults;
    if (spuriousIrqAtUs !== undefined) {
      machine.spawn('spurious', 'gpu', () => spuriousInterrupts(machine, this.regs, spuriousIrqAtUs));
    }
    this.driver = new Driver(
      {
        context,
        fwif: this.fwif,
        regs: this.regs,
        memory: this.memory,
        contents: this.contents,
        profiling: workload.profiling === true,
        firmware: this.gpu,
        rings: this.rings,
        syncObjects: this.syncObjects,
        minCsgs: workload.minSlots ?? Math.min(MIN_CSGS, slots),
        asSlots,
        workLateUs,
        heap: this.heap,
        protectedSection: faults.noProtectedSection !== true,
        protectedSectionHasData: () => this.choices.pick('F27') === 'yes',
      },
      setup.revision,
    );
    const probed = machine.cell<boolean>('probed', false);
    const { driver } = this;
    machine.spawn('probe', 'process', () => probe(driver, probed));
    const freezer = new Freezer(machine);
    this.processes = workload.processes.map(
      (spec) => new Process(machine, driver, this.memory, this.contents, freezer, spec, probed),
    );
    const { system = [] } = workload;
    if (system.length > 0) new SystemSleep(machine, driver, freezer, system, probed);
  }
}

function* probe(driver: Driver, probed: Cell<boolean>): Act {
  if ((yield* driver.uapi.probe()) === 0) yield* driver.machine.write(probed, true, 'register the device');
}

/** The workload's heap, or the usual one, with what goes wrong in this run. */
function heapOf(workload: Workload, faults: Faults): HeapSpec {
  const spec = workload.heap ?? DEFAULT_HEAP;
  const { protectedHeapPages: pages = spec.pages, noProtectedHeap } = faults;
  return { ...spec, pages, parameter: noProtectedHeap === true ? '' : spec.parameter };
}

/**
 * Runs a workload on a revision of the driver.
 *
 * @throws ProfileError for a profile that names an unknown choice or option
 */
export function simulate(setup: Setup, chooser: Chooser): Run {
  const { attend, afterStep, hashing = false, distrustful = false, footprints = true } = setup;
  // The machine calls back with steps only once it runs, when the system exists.
  const holder: { system: System | null } = { system: null };
  const machine: Machine = new Machine({
    chooser,
    horizonUs: setup.horizonUs ?? DEFAULT_HORIZON_US,
    maxSteps: setup.maxSteps ?? DEFAULT_MAX_STEPS,
    hashing,
    distrustful,
    footprints,
    ...(attend === undefined ? {} : { attend: (candidates) => attend(machine, candidates) }),
    ...(afterStep === undefined
      ? {}
      : { afterStep: (step: StepRecord) => holder.system !== null && afterStep(holder.system, step) }),
  });
  const system = new System(machine, setup);
  holder.system = system;
  const end = machine.run();
  system.driver.over();
  return {
    end,
    events: system.context.events,
    decisions: machine.decisions,
    steps: machine.steps,
    nowUs: machine.nowUs,
    system,
    consulted: system.choices.consulted(),
  };
}
