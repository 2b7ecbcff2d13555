import type { SimContext } from '../context.ts';
import type { GpuRegisters } from '../gpu/registers.ts';
import type { BufferId, ProcessId } from '../ids.ts';
import type { Region } from '../interface/lock-region.ts';
import type { Rings, SyncObjects } from '../interface/ring.ts';
import type { FirmwareInterface } from '../interface/words.ts';

/** What the driver can do to the MCU and the GPU beside interface words; each call is part of the driver's step. */
export interface FirmwareControl {
  /** MCU_CONTROL := AUTO after a reset or at probe: the MCU boots, sets MCU_STATUS and raises JOB_INT b31. */
  boot(): void;
  /** GPU_CMD SOFT_RESET; the GPU raises RESET_COMPLETED when it is done. */
  softReset(): void;
  /** GPU_CMD FLUSH_CACHES; the GPU raises CLEAN_CACHES_COMPLETED when it is done. */
  flushCaches(): void;
}

/** The part of the simulated memory that the kernel driver uses. */
export interface DriverMemory {
  alloc(
    buffer: BufferId,
    options: { readonly heap: 'system' | 'protected'; readonly owner: 'kernel' | ProcessId },
  ): 0 | 'ENOMEM';
  /** Where it is, or will be, mapped in AS0. */
  firmwareRegion(buffer: BufferId): Region;
  /** Maps it in AS0; the address in the firmware's address space, never 0. */
  mapFirmware(buffer: BufferId): number;
  unmapFirmware(buffer: BufferId): void;
  scrub(buffer: BufferId): void;
  free(buffer: BufferId): void;
  /** Makes it known to a process, by a GEM handle or an mmap offset; no driver does so with a firmware buffer. */
  publish(process: ProcessId, buffer: BufferId, how: 'gem-handle' | 'mmap'): void;
}

/** Everything that the driver is given. It never reads the profile. */
export interface Hardware {
  readonly context: SimContext;
  readonly fwif: FirmwareInterface;
  readonly regs: GpuRegisters;
  readonly memory: DriverMemory;
  readonly firmware: FirmwareControl;
  readonly rings: Rings;
  readonly syncObjects: SyncObjects;
  /** Address spaces for VMs, beside the firmware's. */
  readonly asSlots: number;
  /** Whether a dma-heap of the name in the module parameter `protected_heap_name` exists, A.2.1-1. */
  readonly protectedHeap: boolean;
  /** Whether the firmware image has a section flagged as protected, A.2.1-3. */
  readonly protectedSection: boolean;
}
