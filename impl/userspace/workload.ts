import { type GroupId, type ProcessId, processId } from '../ids.ts';
import type { HeapSpec } from '../memory/dma-heap.ts';
import type { Ioctl } from './ioctl.ts';
import type { Stream } from './stream.ts';

export const groupPriorityNames = ['low', 'medium', 'high', 'realtime'] as const;
export type GroupPriorityName = (typeof groupPriorityNames)[number];

/** A group that a process creates before its script begins. */
export interface GroupSpec {
  /** `process.group`. */
  readonly group: GroupId;
  readonly priority: GroupPriorityName;
  /** GROUP_CREATE_PROTECTED, A.1.6. */
  readonly protected: boolean;
  readonly queues: number;
}

/** How a process tries to reach a protected suspend buffer. */
export const attemptHows = ['mmap', 'gem-handle', 'dma-buf-export', 'vm-bind'] as const;
export type AttemptHow = (typeof attemptHows)[number];

/** One step of a process's script. Times in microseconds. */
export type Step =
  /** `after`: a sync object whose fence the job waits for; `signals`: one that gets the job's fence. */
  | {
      readonly op: 'submit';
      /** The size that it says the stream has, if not its own. */
      readonly bytes?: number;
      readonly group: GroupId;
      readonly queue: number;
      readonly stream: Stream;
      readonly after?: string;
      readonly signals?: string;
    }
  /** Waits for the fence of the last job of the queue; goes on after `timeoutUs` without it. */
  | { readonly op: 'wait'; readonly group: GroupId; readonly queue: number; readonly timeoutUs: number }
  | { readonly op: 'sleep'; readonly us: number }
  | { readonly op: 'repeat'; readonly times: number; readonly script: readonly Step[] }
  /** Creates a group of this process that it does not have, because creating it at the start failed. */
  | { readonly op: 'create'; readonly group: GroupId }
  | { readonly op: 'destroy'; readonly group: GroupId }
  /** Tries to reach the protected suspend buffer of a group, of its own or of somebody else. */
  | { readonly op: 'attempt'; readonly how: AttemptHow; readonly group: GroupId }
  /** Binds ordinary memory of `pages` pages in its VM: a VM operation, A.2.5. */
  | { readonly op: 'bind'; readonly pages: number }
  /** The same by the worker of the VM, and not waited for; sync objects as of `submit`. */
  | {
      readonly op: 'bindAsync';
      readonly pages: number;
      readonly after?: string;
      readonly signals?: string;
    }
  /** An asynchronous one that runs once the last job of the queue is done. */
  | { readonly op: 'bindAfter'; readonly group: GroupId; readonly queue: number; readonly pages: number }
  /** Waits for the last asynchronous bind that was accepted; goes on after `timeoutUs` without it. */
  | { readonly op: 'waitBind'; readonly timeoutUs: number }
  /** Allocates until memory is reclaimed, which takes buffer mappings of VMs away, A.1.4. */
  | { readonly op: 'reclaim' }
  /** The trusted decoder writes this process's protected content into a protected buffer of the process. */
  | { readonly op: 'decode'; readonly bo: string }
  /** Reads, by the CPU, a buffer that this process has mapped by MMAP. */
  | { readonly op: 'look'; readonly bo: string }
  /** Takes a dump of the device's memory, as an administrator can. */
  | { readonly op: 'dump' }
  | { readonly op: 'query' }
  /** Any other call, with everything that can be wrong in it. */
  | { readonly op: 'ioctl'; readonly ioctl: Ioctl }
  /** Takes the driver from the device, as an administrator can: A.2.1-6. */
  | { readonly op: 'unplug' }
  | { readonly op: 'exit' };

export interface ProcessSpec {
  readonly process: ProcessId;
  /** Without CAP_SYS_NICE: high priorities are refused. */
  readonly unprivileged?: boolean;
  readonly groups: readonly GroupSpec[];
  readonly script: readonly Step[];
}

/** One step of what the machine as a whole does: system sleep, and time in between. */
export type SystemStep =
  | { readonly op: 'sleep'; readonly us: number }
  /** Freezes the processes and suspends the device; nothing when the system is asleep already. */
  | { readonly op: 'suspend' }
  /** Resumes the device, if it was in use, and thaws the processes. */
  | { readonly op: 'resume' };

/** Programs that run together, and the size of the GPU that they run on. */
export interface Workload {
  readonly name: string;
  /** What it stands for, one sentence. */
  readonly note: string;
  /** CSG slots. */
  readonly slots: number;
  /** Slots that the driver asks for at least; absent: those of panthor, MIN_CSGS, or all there are where these are fewer. */
  readonly minSlots?: number;
  /** Address spaces for VMs, beside the firmware's. */
  readonly asSlots: number;
  /** CSs per CSG slot. */
  readonly csPerSlot: number;
  /** The dma-heap of protected memory; absent: one that is there before the driver, `DEFAULT_HEAP`. */
  readonly heap?: HeapSpec;
  readonly processes: readonly ProcessSpec[];
  /** The administrator had jobs measured, sysfs `profiling`: fdinfo tells how long each kept the GPU. */
  readonly profiling?: true;
  /** System sleep beside the processes; absent: none. */
  readonly system?: readonly SystemStep[];
}

/** The name of a queue, its ring and its sync object: `player.video:0`. */
export const queueName = (group: GroupId, queue: number): string => `${group}:${queue}`;

/** The process that a group belongs to. */
export const processOf = (group: GroupId): ProcessId => processId(group.slice(0, group.indexOf('.')));

/** The groups of a workload, in the order in which they are written. */
export const groupsOf = (workload: Workload): readonly GroupSpec[] =>
  workload.processes.flatMap((p) => p.groups);
