import type { SimContext } from '../context.ts';
import type { GpuRegisters } from '../gpu/registers.ts';
import type { BufferId, ProcessId } from '../ids.ts';
import type { Region } from '../interface/lock-region.ts';
import type { Rings, SyncObjects } from '../interface/ring.ts';
import type { FirmwareInterface } from '../interface/words.ts';
import type { Contents } from '../memory/contents.ts';
import type { DmaHeap } from '../memory/dma-heap.ts';
import type { Mapping } from '../memory/mappings.ts';

/** What the driver can do to the MCU and the GPU beside interface words; each call is part of the driver's step. */
export interface FirmwareControl {
  /**
   * MCU_CONTROL := AUTO after a reset, at probe or at a resume: the MCU boots, sets MCU_STATUS and raises JOB_INT b31.
   * `sections`: whether the host has loaded the firmware's sections anew, or they stand as they were halted.
   */
  boot(sections: 'loaded' | 'kept'): void;
  /** MCU_CONTROL := off: the MCU stops wherever it stands, and with it all command streams. */
  stop(): void;
  /** GPU_CMD SOFT_RESET; the GPU raises RESET_COMPLETED when it is done. */
  softReset(): void;
  /** GPU_CMD FLUSH_CACHES; the GPU raises CLEAN_CACHES_COMPLETED when it is done. */
  flushCaches(): void;
  /** L2_PWRON or L2_PWROFF; L2_READY follows. */
  switchL2(on: boolean): void;
  /** The clocks of the device stop, and all of it but memory is lost; and they run again, with L2 off. */
  cutPower(): void;
  restorePower(): void;
}

/** The part of the simulated memory that the kernel driver uses. */
export interface DriverMemory {
  alloc(
    buffer: BufferId,
    options: {
      readonly heap: 'system' | 'protected';
      readonly owner: 'kernel' | ProcessId;
      readonly pages?: number;
    },
  ): 0 | 'ENOMEM';
  /** To be called after the heap's region was lent or reclaimed. */
  heapRegionChanged(): void;
  /** Pages of a buffer; 0 for one that was freed or never was. */
  pageCount(buffer: BufferId): number;
  /** Buffers that are not freed. */
  bufferNames(): readonly BufferId[];
  /** Whether a buffer that is not freed lies in the protected heap. */
  inProtectedHeap(buffer: BufferId): boolean;
  /** Where it is, or will be, mapped in AS0. */
  firmwareRegion(buffer: BufferId): Region;
  /** Maps it in AS0; the address in the firmware's address space, never 0. */
  mapFirmware(buffer: BufferId): number;
  /** Writes a buffer's initial data by the CPU, through a kernel mapping that is gone afterwards. */
  initialise(buffer: BufferId): 'absent' | 'ok' | 'fault';
  /** The CPU cleans its caches of a buffer. */
  syncForDevice(buffer: BufferId): void;
  /** Where a buffer is mapped in AS0; 0 when it is not. */
  firmwareAddress(buffer: BufferId): number;
  unmapFirmware(buffer: BufferId): void;
  /** Somebody can reach a buffer by a new way, or no longer; `who` null: whoever could by that way. */
  map(kind: Mapping['kind'], who: string, buffer: BufferId, at?: string): void;
  unmap(kind: Mapping['kind'], who: string | null, buffer: BufferId): void;
  scrub(buffer: BufferId): void;
  free(buffer: BufferId): void;
}

/** Everything that the driver is given. It never reads the profile. */
export interface Hardware {
  readonly context: SimContext;
  readonly fwif: FirmwareInterface;
  readonly regs: GpuRegisters;
  readonly memory: DriverMemory;
  /** sysfs `profiling`: jobs are measured. */
  readonly profiling: boolean;
  /** What the CPU finds in memory. */
  readonly contents: Pick<Contents, 'readByCpu'>;
  readonly firmware: FirmwareControl;
  readonly rings: Rings;
  readonly syncObjects: SyncObjects;
  /** CSG slots that the driver asks for at least: MIN_CSGS, or fewer for a small search. */
  readonly minCsgs: number;
  /** Address spaces for VMs, beside the firmware's. */
  readonly asSlots: number;
  /** How late the wake-up of a work item may be, microseconds. */
  readonly workLateUs: number;
  /** The kernel's dma-heap, and in its specification the module parameter `protected_heap_name`, A.2.1-1. */
  readonly heap: DmaHeap;
  /** Whether the firmware image has a section flagged as protected, A.2.1-3. */
  readonly protectedSection: boolean;
  /** Whether that section carries initial data or ZERO, A.2.1-3; asked of one that is loaded. */
  readonly protectedSectionHasData: () => boolean;
}
