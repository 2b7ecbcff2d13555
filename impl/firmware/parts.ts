import type { SimContext } from '../context.ts';
import type { Caches } from '../gpu/caches.ts';
import type { Mmu } from '../gpu/mmu.ts';
import type { GpuRegisters } from '../gpu/registers.ts';
import { bufferId } from '../ids.ts';
import type { Rings, SyncObjects } from '../interface/ring.ts';
import type { CsgInterface, CsInterface, FirmwareInterface } from '../interface/words.ts';
import type { Contents } from '../memory/contents.ts';
import type { Memory } from '../memory/memory.ts';
import type { Choices } from '../profile/choices.ts';
import type { FirmwareState } from './state.ts';

/** The protected section of the firmware image, once it is loaded, A.2.1-3. */
export const PROTECTED_SECTION = bufferId('fw/protected_section');

/** What goes wrong in a run beside what part F leaves open. */
export interface Faults {
  /** Firmware serves nothing from this time on, until the next boot; microseconds. */
  readonly muteFromUs?: number;
  /** The MCU takes a fatal error in the first boot that begins at or after this time, and says so in MCU_STATUS; microseconds. */
  readonly deadBootFromUs?: number;
  /** The GPU raises PROTM_FAULT in the first session that is protected at or after this time; microseconds. */
  readonly protmFaultFromUs?: number;
  /** The GPU's clock in MHz, 500 unless told otherwise: the progress timeout is a number of its cycles. */
  readonly gpuMhz?: number;
  /** A write to JOB_INT_CLEAR may land after later reads of shared memory, unless a register is read back, H.5. */
  readonly postedClears?: boolean;
  /** Every interrupt line comes once at this time, and what asserted it is gone when its thread looks; microseconds. */
  readonly spuriousIrqAtUs?: number;
  /** How late a work item may wake up, where that is later than by one tick period; microseconds. */
  readonly workLateUs?: number;
  /** How late an interrupt thread may wake up, where that is later than by 1 ms; microseconds. */
  readonly irqLateUs?: number;
  /** The firmware image has no protected section. */
  readonly noProtectedSection?: boolean;
  /** No dma-heap is configured: protected mode is off, A.2.1-1. */
  readonly noProtectedHeap?: boolean;
  /** Size of the protected heap in pages. */
  readonly protectedHeapPages?: number;
  /** The firewall lets every access through: for seeing what would leak if it alone stood in the way. */
  readonly noFirewall?: boolean;
  /** Firmware enters and leaves protected mode without cleaning the caches. */
  readonly noCacheFlush?: boolean;
}

/** Each fault by what its value is: a figure, or no more than that it is there. */
export const faultKinds: {
  readonly [K in keyof Faults]-?: Faults[K] extends number | undefined ? 'count' : 'flag';
} = {
  muteFromUs: 'count',
  deadBootFromUs: 'count',
  protmFaultFromUs: 'count',
  gpuMhz: 'count',
  postedClears: 'flag',
  spuriousIrqAtUs: 'count',
  workLateUs: 'count',
  irqLateUs: 'count',
  noProtectedSection: 'flag',
  noProtectedHeap: 'flag',
  protectedHeapPages: 'count',
  noFirewall: 'flag',
  noCacheFlush: 'flag',
};

/** What the parts of firmware and hardware share. */
export interface FirmwareParts {
  readonly context: SimContext;
  readonly choices: Choices;
  readonly state: FirmwareState;
  readonly fwif: FirmwareInterface;
  readonly regs: GpuRegisters;
  readonly rings: Rings;
  readonly syncObjects: SyncObjects;
  readonly memory: Memory;
  readonly contents: Contents;
  readonly caches: Caches;
  readonly mmu: Mmu;
}

/** The words of a CS that exists. */
export function csWords(csg: CsgInterface, index: number): CsInterface {
  const cs = csg.cs[index];
  if (cs === undefined) throw new Error(`CSG slot ${csg.slot} has no CS ${index}`);
  return cs;
}
