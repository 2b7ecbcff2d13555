import type { Errno } from '../errno.ts';
import type { KillCause } from '../events.ts';
import type { BufferId, FenceId, GroupId, JobId, ProcessId } from '../ids.ts';
import type { AsCommand } from '../interface/bits.ts';
import type { Region } from '../interface/lock-region.ts';
import type { InterfaceWord } from '../interface/words.ts';
import type { Work } from '../linux/workqueue.ts';
import type { Act } from '../runtime/activity.ts';
import type { Program } from '../userspace/assembler/program.ts';
import type { IoctlArgs, IoctlName, QueryType } from '../userspace/ioctl.ts';
import type { GroupPriority } from './constants.ts';
import type { CsgsUpdCtx } from './contexts.ts';
import type { Group, Queue } from './group.ts';
import type { TickCtx, TickList } from './tick-ctx.ts';
import type { BindJob, BindMapping, Vm } from './vm.ts';

export interface GroupCreateArgs {
  readonly group: GroupId;
  readonly priority: GroupPriority;
  /** How many queues; their rings are found by `group:index`. */
  readonly queues: number;
  /** flags & GROUP_CREATE_PROTECTED, A.1.6. */
  readonly protected: boolean;
  /** Handle of the VM; absent: the process's own, which is made where there is none. */
  readonly vm?: string;
}

/** Sync objects of a call by their names: the one whose fence it waits for, the one that gets its own. */
export interface SyncOps {
  readonly after: string | null;
  readonly signals: string | null;
}

export const NO_SYNC_OPS: SyncOps = { after: null, signals: null };

export interface GroupSubmitArgs {
  readonly group: GroupId;
  readonly queue: number;
  /** Its bytes; a length of 0: an empty stream. */
  readonly code: Program;
  /** stream_size as userspace gives it; what lies behind the buffer's end is not mapped. Absent: the stream's. */
  readonly bytes?: number;
  /** A sync object whose fence the job waits for. */
  readonly after?: string;
  /** A sync object that gets the fence of the job. */
  readonly signals?: string;
}

/** A call of a process with its arguments, and what it is answered. */
type IoctlFunction<Name extends IoctlName> = (process: ProcessId, args: IoctlArgs<Name>) => Act<Errno | 0>;

/** A request/acknowledgement pair of words. */
export interface ReqAck {
  readonly req: InterfaceWord;
  readonly ack: InterfaceWord;
}

/**
 * The driver's functions, in the kernel's names. Every call goes through this record, late bound, so that a
 * unit can replace or wrap any of them. Functions say in `Act` where they can be switched away from.
 */
export interface DriverFunctions {
  // ---- panthor_sched.c: tick, D.4
  /** tick_work(): one scheduling decision. */
  tickWork(): Act;
  /** What happens under the lock, before tick_ctx_init(). Returning false ends the tick. Mainline: reset check. */
  tickBegin(ctx: TickCtx): Act<boolean>;
  tickCtxInit(ctx: TickCtx): Act;
  /** In tick_ctx_init(): a group whose VM has an unhandled fault is fatal, D.4-2. */
  tickCtxFlagVmFault(csgId: number): Act;
  /** The three passes of tick_work(): partial, non-idle with rotation, idle. */
  tickCtxPickGroups(ctx: TickCtx): Act;
  tickCtxPickGroupsFromList(
    ctx: TickCtx,
    from: { readonly old: TickList } | { readonly list: 'runnable' | 'idle'; readonly prio: GroupPriority },
    skipIdleGroups: boolean,
  ): void;
  /** Between the non-idle and the idle pass: the candidate for protected mode, A.2.3-7. */
  selectProtmGroup(ctx: TickCtx): Act;
  tickCtxPickIdleGroups(ctx: TickCtx): void;
  tickCtxApply(ctx: TickCtx): Act;
  /** Phase 1 for groups that lose their slot. */
  tickCtxSuspendEvicted(ctx: TickCtx, updCtx: CsgsUpdCtx): Act;
  /** Phase 1 for one group that keeps its slot. */
  tickCtxUpdateKept(ctx: TickCtx, updCtx: CsgsUpdCtx, group: Group, newCsgPrio: number): Act;
  /** Phase 2 for one group that keeps its slot: nothing in mainline. */
  tickCtxReprogKept(group: Group, newCsgPrio: number): Act;
  /** Phase 2 for one group that gets a slot. */
  tickCtxStartGroup(ctx: TickCtx, updCtx: CsgsUpdCtx, group: Group, csgId: number, newCsgPrio: number): Act;
  tickCtxUpdateReschedTarget(ctx: TickCtx): number | null;
  /** Queues the next tick after `delayUs`, at the end of a tick. */
  tickRearm(delayUs: number): Act;
  tickCtxCleanup(ctx: TickCtx): Act;
  /** After a successful apply: PROTM_ENTER where the revision has it. */
  tickEnterProtm(ctx: TickCtx): Act;
  schedResumeTick(): Act;

  // ---- panthor_sched.c: requests to slots, D.4 last items
  csgsUpdCtxApplyLocked(ctx: CsgsUpdCtx): Act;
  csgSlotSyncPriorityLocked(csgId: number): Act;
  csgSlotSyncStateLocked(csgId: number): Act;
  csgSlotSyncQueuesStateLocked(csgId: number): Act;
  csSlotSyncQueueStateLocked(csgId: number, csId: number): Act;
  /** `protmAck`: the group's recorded requests are acknowledged by programming its CSs; the RFC only, E.1. */
  csgSlotProgLocked(csgId: number, priority: number, protmAck?: boolean): Act;
  csSlotProgLocked(csgId: number, csId: number, protmAck?: boolean): Act;
  csSlotResetLocked(csgId: number, csId: number): Act;
  groupBindLocked(group: Group, csgId: number): Act<Errno | 0>;
  /** In tick_ctx_apply(): a chosen group could not be bound to its slot, D.4-7. */
  onBindFailed(ctx: TickCtx, group: Group, csgId: number): Act;
  groupUnbindLocked(group: Group): Act;

  // ---- panthor_sched.c: events, D.5
  panthorSchedReportFwEvents(events: number): Act;
  processFwEventsWork(): Act;
  schedProcessGlobalIrqLocked(): Act;
  schedProcessCsgIrqLocked(csgId: number): Act;
  /** Whether the CS's doorbell is to be rung. */
  csSlotProcessIrqLocked(csgId: number, csId: number): Act<boolean>;
  /** A FATAL event of a CS: its group cannot go on, and after CS_UNRECOVERABLE nobody can before a reset. */
  csSlotProcessFatalEventLocked(csgId: number, csId: number): Act;
  csgSlotProcessProgressTimerLocked(csgId: number): Act;
  /** The doorbell at the end of CSG processing, H.5. */
  ringCsgAfterIrqLocked(csgId: number): Act;
  syncUpdWork(): Act;
  /** Whether the sync object that a blocked queue waits for has got there. */
  queueSyncWaitMet(group: Group, queue: Queue): Act<boolean>;
  /** Makes the sync object that a queue waits for readable for the CPU. */
  panthorQueueMapSyncwaitObj(group: Group, object: string): Act;
  groupSyncUpdWork(group: Group): Act;
  groupTermWork(group: Group): Act;
  groupReleaseWork(group: Group): Act;
  /** Grows the tiler heap and lets the CSs that wait for it go on, A.1.4. */
  groupTilerOomWork(group: Group): Act;
  /** The same for one CS. */
  groupProcessTilerOom(group: Group, csId: number): Act;
  /** Adds a chunk to a heap of a VM; null: the one that comes with it. ENOMEM: it has all that it may have. */
  panthorHeapGrow(vm: Vm, heap: string | null, what: string): Act<Errno | 0>;
  /** A chunk that came too late for the group it was for. */
  panthorHeapReturnChunk(vm: Vm, heap: string | null): Act;
  /** The heaps of a VM that is destroyed. */
  panthorHeapPoolDestroy(vm: Vm): Act;

  // ---- panthor_sched.c: groups, jobs
  groupCreate(process: ProcessId, args: GroupCreateArgs): Act<Errno | 0>;
  /** The buffers of a group, before its queues. */
  groupAllocBuffers(group: Group): Act<Errno | 0>;
  /** Whether a group gets a protected suspend buffer; in mainline each does, of ordinary memory. */
  groupWantsProtmSuspendBuf(group: Group): boolean;
  groupAllocProtmSuspendBuf(group: Group): Act<Errno | 0>;
  /** Size of a protected suspend buffer, A.2.2-1. */
  groupProtmSuspendPages(): number;
  groupFreeBuffers(group: Group): Act;
  /** Called for a group that has one. */
  groupFreeProtmSuspendBuf(group: Group): Act;
  /** Unmaps, scrubs and frees a buffer of the firmware. One that cannot be unmapped is leaked, with an error. */
  panthorKernelBoDestroy(buffer: BufferId): Act<Errno | 0>;
  groupDestroy(process: ProcessId, group: GroupId): Act<Errno | 0>;
  /** panthor_postclose(): the last descriptor of a process's file is closed; its groups and VMs go. */
  panthorPostclose(process: ProcessId): Act;
  groupSubmit(
    process: ProcessId,
    args: GroupSubmitArgs,
  ): Act<{ readonly error: Errno | 0; readonly job: JobId | null }>;
  queryProtectedInfo(process: ProcessId): Act<{ readonly error: Errno | 0; readonly features: number }>;
  queueRunJob(group: Group, queue: Queue): Act;
  /** Rings the user doorbell of an on-slot group after its ring was written. */
  queueRingDoorbell(group: Group, queue: Queue): Act;
  groupScheduleLocked(group: Group, queueMask: number): Act;
  /** Nothing more of a queue is run, nor its clock, until it is started: waits for what is running. */
  queueStop(group: Group, queue: Queue): Act;
  queueStart(group: Group, queue: Queue): Act;
  queueTimeoutWork(group: Group, queue: Queue): Act;
  queueTimedoutJob(group: Group, queue: Queue): Act;
  queueSuspendTimeout(group: Group, queue: Queue): Act;
  queueResumeTimeout(group: Group, queue: Queue): Act;
  groupQueueWork(group: Group, work: 'term' | 'syncUpd' | 'tilerOom'): Act;
  groupGet(group: Group): void;
  groupPut(group: Group): void;
  /** sched_queue_work(), sched_queue_delayed_work(): refused while a reset is pending or in progress, H.3. */
  schedQueueWork(work: Work): Act;
  schedQueueDelayedWork(work: Work, delayUs: number): Act;
  noteKill(group: Group, cause: KillCause): void;

  // ---- panthor_fw.c
  panthorFwUpdateReqs(words: ReqAck, value: number, mask: number): Act;
  panthorFwToggleReqs(words: ReqAck, mask: number): Act;
  panthorFwRingCsgDoorbells(csgMask: number): Act;
  /** The acknowledged bits; all of `mask` unless it timed out. */
  panthorFwWaitAcks(words: ReqAck, mask: number, timeoutUs: number, what: string): Act<number>;
  panthorJobIrqHandler(status: number): Act;
  panthorFwInitGlobalIface(): Act;
  panthorFwBoot(): Act<Errno | 0>;
  /** What firmware says it has, once it booted for the first time: EINVAL for too few slots, D.1. */
  panthorFwInitIfaces(): Errno | 0;
  /** The CPU writes what firmware sections hold at first, A.2.1-3, A.2.1-5. */
  panthorFwInitSectionMem(): Act;
  /** Whether a section is synchronised for the device, `written` by the CPU or not, A.2.1-4. */
  fwSectionIsSynced(written: boolean): boolean;
  panthorFwPingWork(): Act;
  /** HALT: sets `reset.fast` when the MCU answers it. Stops the JOB interrupt. */
  panthorFwSuspend(): Act;
  panthorFwResume(): Act<Errno | 0>;

  // ---- panthor_gpu.c, panthor_mmu.c, panthor_device.c
  panthorGpuIrqHandler(status: number): Act;
  panthorGpuSoftReset(): Act<Errno | 0>;
  /** Those that were allocated; mainline has none of which anybody takes notice. */
  panthorFwFreeSections(): Act;
  panthorGpuL2PowerOff(): Act;
  /** L2_PWRON, which firmware needs, and a wait until it is there. */
  panthorGpuL2PowerOn(): Act;
  panthorGpuFlushCaches(): Act<Errno | 0>;
  /** Waits until no command runs in an address space; a failure schedules a reset. */
  mmuHwWaitReady(as: number): Act<Errno | 0>;
  asSendCmdAndWait(as: number, command: AsCommand): Act<Errno | 0>;
  /** These two with as.slots_lock held. */
  panthorMmuAsEnable(as: number, vm: Vm): Act<Errno | 0>;
  /** `recycleSlot`: it gets another VM at once, so its configuration stays. */
  panthorMmuAsDisable(as: number, recycleSlot: boolean): Act<Errno | 0>;
  /** A group of the VM gets a slot: the VM has an address space from now on. */
  panthorVmActive(vm: Vm): Act<Errno | 0>;
  /** A group of the VM left its slot: without one the VM may lose its address space. */
  panthorVmIdle(vm: Vm): Act;
  panthorVmReleaseAsLocked(vm: Vm): Act;
  /** A VM operation: op_lock, region locked, page table changed by `body` from a step called `what` on, unlocked. */
  panthorVmExecOp(
    vm: Vm,
    region: Region,
    what: string,
    body: () => Act<Errno | 0>,
    /** What the queue of the VM asks for; its failure leaves the VM unusable, A.2.5. Absent: somebody waits for it. */
    queued?: BindMapping['op'],
  ): Act<Errno | 0>;
  /** The same for a caller on whom no fence and no reset waits: what it holds may be held for long. */
  panthorVmExecSyncOp(vm: Vm, region: Region, what: string, body: () => Act<Errno | 0>): Act<Errno | 0>;
  panthorVmLockRegion(vm: Vm, region: Region): Act<Errno | 0>;
  panthorVmUnlockRegion(vm: Vm): Act;
  /** Locks more, within a VM operation. */
  panthorVmExpandRegion(vm: Vm, region: Region): Act<Errno | 0>;
  /** A step of an operation that splits a large block: all of `block` changes. */
  panthorGpuvaSmStepRemap(vm: Vm, block: Region): Act<Errno | 0>;
  /** panthor_vm_lock_region(), before as.slots_lock is taken. */
  beforeVmOp(): Act;
  /** panthor_vm_lock_region() of a VM with an AS, before the LOCK command, which an error prevents. */
  beforeAsLock(): Act<Errno | 0>;
  /** panthor_vm_unlock_region(), at its end. */
  afterVmOp(): Act;
  panthorMmuIrqHandler(status: number): Act;
  /** With as.slots_lock held: whether the VM whose fault was raised in an address space has lost it since. */
  mmuFaultIsOver(as: number): boolean;
  panthorMmuPreReset(): Act;
  panthorMmuPostReset(): Act;
  vmBind(process: ProcessId, pages: number): Act<Errno | 0>;
  /** The operation of a VM_BIND. */
  panthorVmBindExec(vm: Vm, pages: number, isQueued: boolean): Act<Errno | 0>;
  /** VM_BIND of ordinary memory in the process's own VM; `after`: a fence that it waits for, in no sync object. */
  vmBindAsync(
    process: ProcessId,
    pages: number,
    after: FenceId | null,
    syncs: SyncOps,
  ): Act<{ readonly error: Errno | 0; readonly bind: number | null }>;
  /** Queues a VM_BIND that runs once what it waits for is signalled; its number among those of the VM. */
  panthorIoctlVmBindAsync(
    process: ProcessId,
    vm: Vm,
    job: Omit<BindJob, 'nth'>,
    syncs: SyncOps,
  ): Act<{ readonly error: Errno | 0; readonly bind: number | null }>;
  /** drm_sched's work of a VM: runs its VM_BIND jobs one after another and signals their fences. */
  vmBindWork(vm: Vm): Act;
  /** EAGAIN: it stays first in the queue and is tried again when the queue is next started. */
  panthorVmBindRunJob(vm: Vm, job: BindJob): Act<Errno | 0>;
  /** Lets go of the buffers that a VM_BIND job held: they may be freed. */
  panthorVmCleanupOpCtx(vm: Vm, job: BindJob): Act;
  /** With vm.op_lock held. */
  panthorVmDeclareUnusable(vm: Vm): Act;
  /** Whether an asynchronous operation that failed is tried again rather than given up with its VM. */
  vmOpIsRetried(): Act<boolean>;
  /** Memory reclaim asks for buffers that nobody uses: in the activity that allocates. */
  panthorGemShrinkerScan(): Act;
  /** Takes the mappings of a VM away. EDEADLK where its lock is held. */
  panthorVmEvictBoMappingsLocked(vm: Vm): Act<Errno | 0>;
  /** Brings back what reclaim took, before a job of the VM. */
  panthorVmRestoreVmas(vm: Vm): Act<Errno | 0>;
  panthorVmStop(vm: Vm): Act;
  panthorVmStart(vm: Vm): Act;
  /** panthor_vm_destroy(): unmaps all of it. Groups that use it keep it alive. */
  panthorVmDestroy(vm: Vm): Act<Errno | 0>;
  panthorDeviceInit(): Act<Errno | 0>;
  /** Whether a call is made inside the device guard, so that an unplug waits for it. */
  ioctlEntersDevice(call: IoctlName | 'GROUP_SUBMIT'): boolean;
  /** Takes the device from its clients and shuts it down. One caller does; another waits until it is done. */
  panthorDeviceUnplug(): Act;
  panthorSchedUnplug(): Act;
  panthorFwUnplug(): Act;
  /** panthor_fw_stop(): switches the MCU off and waits until it is. */
  panthorFwStop(): Act;
  panthorMmuUnplug(): Act;
  panthorGpuUnplug(): Act;
  panthorDeviceScheduleReset(cause: string): Act;
  panthorDeviceResetWork(): Act;
  panthorSchedPreReset(): Act;
  /** In pre-reset, once the scheduler's works are cancelled: what a session in progress needs, A.2.7-2. */
  handleProtmFault(): Act;
  panthorSchedSuspend(): Act;
  panthorSchedPostReset(resetFailed: boolean): Act;
  panthorGroupStop(group: Group): Act;
  panthorGroupStart(group: Group): Act;

  // ---- runtime PM and system sleep, D.6
  /** panthor_device_resume_and_get(): a reference to the powered device. */
  panthorDeviceResumeAndGet(): Act<Errno | 0>;
  panthorDeviceSuspend(): Act<Errno | 0>;
  panthorDeviceResume(): Act<Errno | 0>;
  /** In a device suspend, before the device is entered. */
  beforeSuspend(): Act;
  /** In a device suspend, before groups are suspended: what a session in progress needs. Posted series: nothing. */
  prepareSuspend(): Act;
  panthorSchedResume(): Act;
  panthorMmuSuspend(): Act;
  panthorMmuResume(): Act;
  /** L2 off, or a soft reset where firmware was not halted. Stops the GPU interrupt. */
  panthorGpuSuspend(): Act;
  panthorGpuResume(): Act;
  /** From now on the GPU has something to do, or nothing. */
  panthorDevfreqRecordBusy(): void;
  panthorDevfreqRecordIdle(): void;
  /** Counting begins anew after a time without clocks. */
  panthorDevfreqResume(): void;
  // ---- panthor_drv.c, panthor_gem.c and the DRM core: what clients call
  /** The types of DEV_QUERY that this driver knows. */
  queryTypes(): readonly QueryType[];
  /** The flags of GROUP_CREATE that this driver knows, as a mask. */
  groupCreateFlags(): number;
  /** Answers with the size that it asks for, or with features; other structs are not modelled beyond their size. */
  ioctlDevQuery(
    process: ProcessId,
    args: IoctlArgs<'DEV_QUERY'>,
  ): Act<{ readonly error: Errno | 0; readonly size?: number; readonly features?: number }>;
  ioctlVmCreate: IoctlFunction<'VM_CREATE'>;
  ioctlVmDestroy: IoctlFunction<'VM_DESTROY'>;
  ioctlVmBind: IoctlFunction<'VM_BIND'>;
  ioctlVmGetState: IoctlFunction<'VM_GET_STATE'>;
  ioctlBoCreate: IoctlFunction<'BO_CREATE'>;
  ioctlBoMmapOffset: IoctlFunction<'BO_MMAP_OFFSET'>;
  ioctlMmap: IoctlFunction<'MMAP'>;
  ioctlMunmap: IoctlFunction<'MUNMAP'>;
  ioctlGemClose: IoctlFunction<'GEM_CLOSE'>;
  ioctlPrimeHandleToFd: IoctlFunction<'PRIME_HANDLE_TO_FD'>;
  ioctlPrimeFdToHandle: IoctlFunction<'PRIME_FD_TO_HANDLE'>;
  ioctlCloseFd: IoctlFunction<'CLOSE_FD'>;
  ioctlHeapAlloc: IoctlFunction<'HEAP_ALLOC'>;
  ioctlTilerHeapCreate: IoctlFunction<'TILER_HEAP_CREATE'>;
  ioctlTilerHeapDestroy: IoctlFunction<'TILER_HEAP_DESTROY'>;
  ioctlSyncobjCreate: IoctlFunction<'SYNCOBJ_CREATE'>;
  ioctlSyncobjDestroy: IoctlFunction<'SYNCOBJ_DESTROY'>;
  ioctlSyncobjWait: IoctlFunction<'SYNCOBJ_WAIT'>;
  ioctlGroupCreate: IoctlFunction<'GROUP_CREATE'>;
  ioctlGroupGetState: IoctlFunction<'GROUP_GET_STATE'>;
  /** The flags of DRM_PANTHOR_GROUP_STATE that a client is told, D.2. */
  groupStateFlags(group: GroupId): readonly ('timedout' | 'fatal' | 'innocent')[];
  /** Whether the jobs of a group are measured: sysfs `profiling` asks for it. */
  isJobProfiled(group: Group): boolean;
  /** What a job that is done took counts in the usage of its process. Part of the step that finds it done. */
  updateFdinfoStats(group: Group, queue: Queue, job: JobId): void;
  /** A dump of the device's memory: what `isDumped` says is read by the CPU. */
  takeDump(): Act;
  /** Whether a buffer, the kernel's or a client's, is in a dump. */
  isDumped(buffer: BufferId): boolean;
  /** A reference to a buffer went: the last one frees it. */
  gemObjectPut(buffer: BufferId): Act;
  /** Whatever handles and mappings a process has are given back, when its file is closed. */
  gemRelease(process: ProcessId): Act;

  // ---- drivers/dma-buf/dma-heap.c and the provider of the protected heap
  /** The provider's part of an allocation: the first user lends the region to the trusted firmware. */
  heapPoolGet(): Act<Errno | 0>;
  /** The provider's part of a release: after the last user the region is taken back. */
  heapPoolPut(): Act;
  /** dma_heap_buffer_alloc(). `account`: who is charged for it. Errors are the provider's. */
  dmaHeapBufferAlloc(
    buffer: BufferId,
    pages: number,
    owner: 'kernel' | ProcessId,
    account: string,
  ): Act<Errno | 0>;
  /** The last reference to a buffer of the heap is put; its pages were freed before. */
  dmaHeapBufferPut(pages: number, account: string): Act;

  // ---- protected heap, from unit P4 on
  /** Takes a reference to the heap of the module parameter, A.2.1-1. */
  protmHeapInit(): Act<Errno | 0>;
  /** Frees the protected section and puts the heap. */
  protmHeapFini(): Act;
  /** Allocates and maps the firmware's protected section where it is not loaded, A.2.1-3. */
  panthorFwLoadProtectedSection(): Act<Errno | 0>;

  // ---- protected mode, from unit P7 on
  /** Whether the driver knows of a request of the group. */
  groupAsks(group: Group): boolean;
  /** Phase 1, the candidate that keeps its slot: acknowledge, A.2.3-8. */
  tickCtxAckKept(ctx: TickCtx, updCtx: CsgsUpdCtx, group: Group): Act;
  /** Phase 2, a group that gets a slot: its recorded requests are forgotten, A.2.3-11. */
  tickCtxDropPending(ctx: TickCtx, group: Group): Act;
  /** Acknowledges the requests of a group in its slot: CS_REQ.PROTM_PENDING := CS_ACK. Returns the CSs, A.2.3-8. */
  ackPending(group: Group): Act<number>;
  /** Whether ENTER is sent for the candidate of this tick, `group`. */
  mayEnter(ctx: TickCtx, group: Group): Act<boolean>;
  /** panthor_fw_protm_enter(): sendEnter() and waitEntered() with the entry lock held. */
  panthorFwProtmEnter(): Act<Errno | 0>;
  takeEntry(): Act;
  sendEnter(): Act<Errno | 0>;
  waitEntered(): Act<Errno | 0>;
  /** Gives the entry lock back. */
  releaseEntry(): Act;
  /** PROTM_EXIT is raised: answer it, A.2.5-2. */
  onProtmExit(): Act;
  /** PING and wait until the GPU left, A.2.5. */
  forceExit(): Act<Errno | 0>;
  onProtmFault(): Act;
  /** Takes PROTM_FAULT out of the GPU line's mask, since it may storm; and puts it back, A.2.6. */
  maskProtmFault(): Act;
  unmaskProtmFault(): Act;
  /** `events`: the event bits of the CS that differ. */
  csSlotProcessProtmPendingEventLocked(csgId: number, csId: number, events: number): Act;

  // ---- protected mode, from the reference's units on
  /** Whether an unanswered PROTM_EXIT stands. */
  exitRaised(): Act<boolean>;
  /** Under the scheduler's lock: forces an exit, waits until it is complete and answers it. */
  endSession(): Act<Errno | 0>;
  /** The owner is no more: its session ended or a reset takes over. */
  ownerReleased(owner: Group): Act;
  /** Why the session has to end now, in words; null: it may go on. */
  sessionEndReason(owner: Group): Act<string | null>;
  /** When the session has to be looked at again, virtual time in microseconds; null: at the next event. */
  sessionRecheckUs(owner: Group): number | null;
}
