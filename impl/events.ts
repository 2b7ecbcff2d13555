import type { GroupId, JobId, ProcessId } from './ids.ts';
import type { LockMode } from './linux/lockdep.ts';
import type { WorkEvent } from './linux/workqueue.ts';

/** Why a session is made to end early, B.5 and F06. */
export type ExitCause =
  | 'regionEnd'
  | 'ping'
  | 'csgRequest'
  | 'doorbell'
  | 'globalRequest'
  | 'needsHost'
  | 'fault'
  | 'reset'
  | 'powerOff'
  | 'empty';

/** Why a group was stopped for good. */
export type KillCause =
  | 'fatal'
  | 'jobTimeout'
  | 'progressTimeout'
  | 'mmuFault'
  | 'protmFault'
  | 'suspendTimeout'
  | 'undeclaredUse'
  | 'resetFailed'
  | 'unplugged'
  | 'destroyed';

export type CsgRequest = 'START' | 'RESUME' | 'SUSPEND' | 'TERMINATE' | 'STATUS_UPDATE' | 'EP_CFG';

/** What a GROUP_CREATE says of its group, A.1.6. */
export interface Declaration {
  readonly priority: number;
  readonly queues: number;
  readonly declaredProtected: boolean;
}

/** What happened, in the protocol's words. */
export type EventBody =
  /** A write to an interface word or register, also one that changed nothing. */
  | { readonly kind: 'word'; readonly word: string; readonly before: number; readonly after: number }
  | {
      readonly kind: 'lock';
      /** `inFencePath`: code that signals a fence takes a lock of this kind, told once; `fenceBreach`: it must not. */
      readonly op: 'acquire' | 'release' | 'blocked' | 'breach' | 'inFencePath' | 'fenceBreach';
      readonly lock: string;
      readonly mode: LockMode;
      /** Who holds it (blocked), what is wrong (breach, fenceBreach), else empty. */
      readonly note: string;
    }
  | { readonly kind: 'work'; readonly work: string; readonly op: WorkEvent | 'dropped' }
  /** A wait with a limit in the driver. */
  | {
      readonly kind: 'wait';
      readonly op: 'begin' | 'met' | 'timeout';
      readonly what: string;
      readonly limitUs: number;
    }
  | {
      readonly kind: 'irq';
      readonly line: string;
      /** `post`: a clear was written that has not landed yet. */
      readonly op: 'raise' | 'hard' | 'post' | 'clear' | 'done';
      readonly bits: number;
    }
  | {
      readonly kind: 'tick';
      readonly op: 'begin' | 'ranked' | 'end';
      readonly full: boolean;
      /** The groups chosen, highest slot priority first; empty at `begin`. */
      readonly picked: readonly GroupId[];
      readonly protmGroup: GroupId | null;
    }
  | {
      readonly kind: 'csg';
      readonly op: 'request' | 'ack' | 'timeout';
      readonly slot: number;
      readonly group: GroupId;
      readonly request: CsgRequest;
    }
  | {
      readonly kind: 'group';
      /** `declare`: its process asks for it once more, by another call than the one that the workload begins with. */
      readonly op:
        | 'declare'
        | 'create'
        | 'bind'
        | 'unbind'
        | 'idle'
        | 'busy'
        | 'kill'
        | 'destroy'
        | 'release';
      readonly group: GroupId;
      readonly slot: number | null;
      readonly cause: KillCause | null;
      /** Of `declare`: what the call says of it. */
      readonly declares?: Declaration;
    }
  /** A request to enter protected mode by one CS: raised by firmware, noted and acknowledged by the driver. */
  | {
      readonly kind: 'request';
      readonly op: 'reach' | 'raise' | 'note' | 'ack' | 'drop' | 'sample' | 'forget';
      readonly group: GroupId;
      readonly queue: number;
    }
  | {
      readonly kind: 'session';
      readonly op:
        | 'enterSent'
        | 'enterAcked'
        | 'entered'
        | 'exitForced'
        | 'left'
        | 'exitRaised'
        | 'exitAnswered'
        | 'entrySeen'
        | 'entryFailed';
      /** The group that the driver let in, or that runs; null where there is none. */
      readonly group: GroupId | null;
      readonly cause: ExitCause | null;
    }
  /** A command of a user's stream on a CS. */
  | {
      readonly kind: 'command';
      /** `drain`: asynchronous work that a halt had stopped goes on, wherever the CS stands. */
      readonly op: 'issue' | 'complete' | 'resume' | 'save' | 'drain';
      readonly group: GroupId;
      readonly queue: number;
      readonly job: JobId;
      readonly index: number;
      readonly text: string;
      /** Whether the command stands in a PROT_REGION, and whether the GPU is in protected mode. */
      readonly region: boolean;
      readonly gpuProtected: boolean;
    }
  | {
      readonly kind: 'job';
      /** `held`: accepted, and not eligible before a fence is signalled; then it is submitted. */
      readonly op: 'submit' | 'held' | 'refused' | 'run' | 'signal';
      readonly job: JobId;
      readonly group: GroupId;
      /** The errno of what was refused or signalled with one; of a submit also why, where the errno does not say. */
      readonly error: string | null;
    }
  | {
      readonly kind: 'memory';
      readonly op:
        | 'alloc'
        | 'map'
        | 'unmap'
        | 'tlbFlush'
        | 'scrub'
        | 'free'
        | 'leak'
        | 'attempt'
        | 'fault'
        | 'access'
        /** The caches keep it as protected mode ends, though they got it there. */
        | 'cached';
      readonly buffer: string;
      /** Who: an address space, a process, the CPU, firmware. */
      readonly who: string;
      /** How an attempt was made and how it ended, `mmap: EACCES`. */
      readonly note: string;
    }
  /** What stands in a buffer was read or written, or decided what a command stream does next. */
  | {
      readonly kind: 'value';
      /** `branch`: it decided whether work is done; `miss`: it named a page that the buffer does not have. */
      readonly op: 'read' | 'write' | 'branch' | 'miss';
      /** A queue by its name, `CPU`, `dump`, or the trusted `decoder`. */
      readonly who: string;
      /** For whom; null for a dump, which is everybody's. */
      readonly process: ProcessId | null;
      /** Empty for a branch. */
      readonly buffer: string;
      readonly value: number;
      /** Whether by an access with the protected tag. */
      readonly tagged: boolean;
    }
  /** A job is measured, by time stamps that its stream stores; it counts in the usage that fdinfo shows of its process. */
  | {
      readonly kind: 'usage';
      readonly op: 'measure' | 'count';
      readonly process: ProcessId;
      readonly group: GroupId;
      readonly job: JobId;
      /** From its first command to its last, microseconds; 0 with `measure`. */
      readonly us: number;
    }
  /** The performance counters begin to count, count no more, or are written out as a sample and are empty again. */
  | { readonly kind: 'counters'; readonly op: 'start' | 'stop' | 'sample' }
  /** The device's power: the driver begins to suspend it, power goes, comes back, the driver is up again. */
  | {
      readonly kind: 'power';
      readonly op: 'suspend' | 'off' | 'resume' | 'on' | 'access';
      /**
       * With `on`: whether firmware went on as it was halted, `fast`, or was loaded anew, `slow`. With `access`: the
       * register that was used without power. Else empty.
       */
      readonly note: string;
    }
  /** What becomes of asynchronous operations of a VM, and of mappings that memory reclaim takes. */
  | {
      readonly kind: 'vm';
      readonly op:
        | 'bindQueued'
        | 'bindRefused'
        | 'bindRun'
        | 'bindSignalled'
        | 'unusable'
        /** Closed by VM_DESTROY or with its file, and all that was mapped in it unmapped. */
        | 'destroyed'
        | 'evicted'
        | 'evictionRefused'
        | 'restored';
      /** The process whose VM it is. */
      readonly vm: string;
      /** Which, and the error if there was one: `#2: ETIMEDOUT`. */
      readonly note: string;
    }
  /** The dma-heap of protected memory: its provider, its pool, and the driver that found it, A.2.1. */
  | {
      readonly kind: 'heap';
      readonly op:
        | 'register'
        | 'withdraw'
        | 'find'
        | 'missing'
        | 'put'
        | 'lend'
        | 'reclaim'
        | 'refuse'
        | 'exhausted'
        | 'destroy'
        /** The driver tells clients from now on that there is protected mode, or that there is none any more. */
        | 'offer'
        | 'unoffer';
      readonly heap: string;
    }
  /** Life of the device: its probe, its firmware's boots, its removal. */
  | {
      readonly kind: 'device';
      readonly op: 'ready' | 'deferred' | 'failed' | 'boot' | 'unplug' | 'unplugged';
      /** Whether the firmware's protected section is in place, A.2.1-3. */
      readonly section: boolean;
      /** Why it failed, else empty. */
      readonly note: string;
    }
  | { readonly kind: 'reset'; readonly op: 'schedule' | 'begin' | 'end'; readonly cause: string }
  | { readonly kind: 'ioctl'; readonly process: ProcessId; readonly call: string; readonly result: string }
  /** A choice of part F was consulted. */
  | { readonly kind: 'choice'; readonly id: string; readonly option: string }
  /** What the driver would print: drm_warn, drm_err. */
  | { readonly kind: 'log'; readonly text: string };

/** An event of a run: what happened, when, and which activity did it. */
export type SimEvent = EventBody & {
  readonly seq: number;
  /** Virtual time, microseconds. */
  readonly tUs: number;
  readonly activity: string;
  /** The machine's step in which it happened. */
  readonly step: number;
};
