import type { GroupId } from '../ids.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

/** Where a CS stands. */
export type CsPlace =
  /** About to issue the command at `pc`, or to fetch a job. */
  | 'ready'
  /** The command at `pc` is executing. */
  | 'busy'
  /** Halted at a PROT_REGION, or inside one that was cut off. */
  | 'protm'
  /** At a SYNC_WAIT. */
  | 'sync'
  /** At a WAIT for its asynchronous work. */
  | 'async'
  /** At the end of its region, in protected mode. */
  | 'regionEnd'
  /** Until the host answers its FAULT; the rest of the job is then skipped. */
  | 'fault'
  /** An access was not translated: until the host reconfigures the AS. */
  | 'pageFault'
  /** Until the host answers its TILER_OOM. */
  | 'oom'
  | 'stopped';

/** What a CS tells the MCU, as a bit mask. */
export const TRAP = {
  PROTM: 1,
  REGION_END: 2,
  FAULT: 4,
  FATAL: 8,
  TILER_OOM: 16,
  SYNC: 32,
  BLOCKED: 64,
  /** The MCU has seen PROTM or REGION_END and leaves it until the session ends (F35, F38). */
  HELD: 128,
} as const;

/** The pc of a CS between jobs. */
export const NO_JOB = -1;
const NONE = -1;

/** All that a CS is made of. Times of what executes are absolute while it runs, and what is left while it is halted. */
export type CsContext = {
  /** Its ring, by the queue's name; null: the CS is stopped. */
  readonly queue: string | null;
  /** Ring index of the present or next job, and insert as it was last read. */
  readonly job: number;
  readonly insertSeen: number;
  readonly place: CsPlace;
  readonly pc: number;
  /** Commands regionStart to regionEnd - 1 are protected; -1 outside of a region. */
  readonly regionStart: number;
  readonly regionEnd: number;
  /** It executed in its region before it was cut off. */
  readonly inside: boolean;
  /** Where it stood when it was cut off, and goes on at the next entry. */
  readonly cutPlace: CsPlace;
  /** PROTM_PENDING was raised for this wait, or it waits with equal bits (F08). */
  readonly asked: boolean;
  readonly dueUs: number | null;
  readonly leftUs: number;
  readonly asyncDueUs: number | null;
  readonly asyncLeftUs: number;
  readonly traps: number;
  /** What counts as idle, by the bits of CS_REQ that it was started with: IDLE_EMPTY, IDLE_SYNC_WAIT, IDLE_PROTM_PENDING. */
  readonly idleOn: number;
};

export const stoppedCs: CsContext = {
  queue: null,
  job: 0,
  insertSeen: 0,
  place: 'ready',
  pc: NO_JOB,
  regionStart: NONE,
  regionEnd: NONE,
  inside: false,
  cutPlace: 'ready',
  asked: false,
  dueUs: null,
  leftUs: 0,
  asyncDueUs: null,
  asyncLeftUs: 0,
  traps: 0,
  idleOn: 0,
};

export const outsideRegion = {
  regionStart: NONE,
  regionEnd: NONE,
  inside: false,
  cutPlace: 'ready',
  asked: false,
} as const;

export const isInRegion = (cs: CsContext): boolean => cs.regionEnd !== NONE;
export const hasAsync = (cs: CsContext): boolean => cs.asyncDueUs !== null || cs.asyncLeftUs > 0;

/** A CSG slot as firmware sees it. */
export type CsgContext = {
  /** The group that was started in it last; for the event stream only. */
  readonly group: GroupId | null;
  /** START or RESUME is acknowledged. */
  readonly active: boolean;
  /** Saved at the entry into a session, and not restored yet. */
  readonly frozen: boolean;
  readonly priority: number;
  /** The address space of its streams. */
  readonly as: number;
  readonly suspendBuf: number;
  readonly protmSuspendBuf: number;
  /** Since when all its CSs are idle; null: they are not. */
  readonly idleSinceUs: number | null;
  readonly idleReported: boolean;
  /** Idleness is not reported in this session (F37). */
  readonly idleHeld: boolean;
};

export const emptyCsg: CsgContext = {
  group: null,
  active: false,
  frozen: false,
  priority: 0,
  as: 0,
  suspendBuf: 0,
  protmSuspendBuf: 0,
  idleSinceUs: null,
  idleReported: false,
  idleHeld: false,
};

/** A protected session, B.2. */
export type Session = {
  readonly phase: 'entering' | 'protected' | 'leaving';
  /** The slot of the group that runs; -1 in a session without one (F01). */
  readonly slot: number;
  /** The CSs that were sampled, a bit each. */
  readonly sampled: number;
  /** By slot, the CSs that waited unacknowledged when ENTER was sampled (F08c). */
  readonly unacknowledged: readonly number[];
};

/** The contents of a suspend buffer. */
export type SavedCsg = {
  readonly cs: readonly CsContext[];
  readonly by: 'suspend' | 'entry';
  /** The host flushed the caches since, so that a reset cannot drop it (F13b). */
  readonly flushed: boolean;
};

/** The progress timer of a CSG slot. */
export type ProgressTimer = {
  /** Where its CSs stand: as long as this stays, there is no progress. */
  readonly mark: string;
  /** What is left of it while it does not count, microseconds. */
  readonly leftUs: number;
  /** When it runs out; null: it does not count. */
  readonly dueUs: number | null;
  /** The host was told, and there was no progress since. */
  readonly fired: boolean;
  /** The row of part F that decided on it since the last progress. */
  readonly row: 'F20' | 'F34' | null;
  /** When it would have run out if a session had not held it. */
  readonly missedUs: number | null;
};

export const idleProgressTimer: ProgressTimer = {
  mark: '',
  leftUs: 0,
  dueUs: null,
  fired: false,
  row: null,
  missedUs: null,
};

const hardware: Guard = { name: 'the hardware itself', heldBy: () => true };

/** All state of firmware and command streams, in cells. */
export class FirmwareState {
  readonly csgs: readonly Cell<CsgContext>[];
  readonly css: readonly (readonly Cell<CsContext>[])[];
  readonly session: Cell<Session | null>;
  /** Suspend buffers by their name. */
  readonly saved: Cell<{ readonly [buffer: string]: SavedCsg }>;
  /** ENTER is held back until EXIT is answered (F02). */
  readonly enterDeferred: Cell<boolean>;
  /** An ENTER that is never acknowledged (F01, F02, F19). */
  readonly enterIgnored: Cell<boolean>;
  /** A CS with an acknowledged request was stopped or terminated since the last ENTER (F24). */
  readonly acknowledgedGone: Cell<boolean>;
  /** Firmware serves nothing until the next boot: halted, hung, or dead after a fault (F18b). */
  readonly dead: Cell<boolean>;
  readonly glbIdleReported: Cell<boolean>;
  /** All are idle, and the session keeps the event back (F37). */
  readonly glbIdleHeld: Cell<boolean>;
  /** How long a progress timer runs, as last configured, microseconds; 0: off. */
  readonly progressTimerUs: Cell<number>;
  /** The register of each CS, by slot: what was loaded last. */
  private readonly registers: readonly (readonly Cell<number>[])[];
  private readonly progressTimers: readonly Cell<ProgressTimer>[];
  /** Where the protected firmware section was at the last boot; 0 when none was in place, B.8. */
  readonly protectedSection: Cell<number>;

  constructor(machine: Machine, slots: number, csPerSlot: number) {
    const cell = <T extends Parameters<Machine['cell']>[1]>(name: string, initial: T): Cell<T> =>
      machine.cell<T>(name, initial, hardware);
    this.csgs = Array.from({ length: slots }, (_, s) => cell<CsgContext>(`fw.csg${s}`, emptyCsg));
    this.css = Array.from({ length: slots }, (_, s) =>
      Array.from({ length: csPerSlot }, (_, i) => cell<CsContext>(`fw.csg${s}.cs${i}`, stoppedCs)),
    );
    this.registers = this.css.map((css, s) => css.map((_, i) => cell(`fw.csg${s}.cs${i}.register`, 0)));
    this.progressTimers = this.csgs.map((_, s) =>
      cell<ProgressTimer>(`fw.csg${s}.progress`, idleProgressTimer),
    );
    this.progressTimerUs = cell('fw.progressTimer', 0);
    this.session = cell<Session | null>('fw.session', null);
    this.saved = cell<{ readonly [buffer: string]: SavedCsg }>('fw.saved', {});
    this.enterDeferred = cell<boolean>('fw.enterDeferred', false);
    this.enterIgnored = cell<boolean>('fw.enterIgnored', false);
    this.acknowledgedGone = cell<boolean>('fw.acknowledgedGone', false);
    this.dead = cell<boolean>('fw.dead', false);
    this.glbIdleReported = cell<boolean>('fw.glbIdleReported', false);
    this.glbIdleHeld = cell<boolean>('fw.glbIdleHeld', false);
    this.protectedSection = cell('fw.protectedSection', 0);
  }

  csg(slot: number): Cell<CsgContext> {
    const csg = this.csgs[slot];
    if (csg === undefined) throw new Error(`no CSG slot ${slot}`);
    return csg;
  }

  progress(slot: number): Cell<ProgressTimer> {
    const timer = this.progressTimers[slot];
    if (timer === undefined) throw new Error(`no CSG slot ${slot}`);
    return timer;
  }

  cs(slot: number, index: number): Cell<CsContext> {
    const cs = this.css[slot]?.[index];
    if (cs === undefined) throw new Error(`no CS ${index} in CSG slot ${slot}`);
    return cs;
  }

  register(slot: number, index: number): Cell<number> {
    const register = this.registers[slot]?.[index];
    if (register === undefined) throw new Error(`no CS ${index} in CSG slot ${slot}`);
    return register;
  }

  /** The registers of a slot as they are saved; nothing where all are zero. */
  registersOf(slot: number): readonly number[] {
    const values = (this.registers[slot] ?? []).map((cell) => cell.get());
    return values.some((value) => value !== 0) ? values : [];
  }

  /** Puts what was saved back; registers that are not in it are zero. */
  restoreRegisters(slot: number, values: readonly number[]): void {
    (this.registers[slot] ?? []).forEach((cell, index) => {
      if (cell.get() !== (values[index] ?? 0)) cell.set(values[index] ?? 0);
    });
  }

  changeCsg(slot: number, change: Partial<CsgContext>): void {
    const csg = this.csg(slot);
    csg.set({ ...csg.get(), ...change });
  }

  changeCs(slot: number, index: number, change: Partial<CsContext>): void {
    const cs = this.cs(slot, index);
    cs.set({ ...cs.get(), ...change });
  }

  /** All that a GPU reset wipes out. */
  wipe(): void {
    for (const csg of this.csgs) csg.set(emptyCsg);
    for (const slot of this.css) for (const cs of slot) cs.set(stoppedCs);
    for (const slot of this.csgs.keys()) this.restoreRegisters(slot, []);
    for (const timer of this.progressTimers) timer.set(idleProgressTimer);
    this.progressTimerUs.set(0);
    this.session.set(null);
    this.enterDeferred.set(false);
    this.enterIgnored.set(false);
    this.acknowledgedGone.set(false);
    this.dead.set(false);
    this.glbIdleReported.set(false);
    this.glbIdleHeld.set(false);
  }
}
