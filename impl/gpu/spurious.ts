import type { Act } from '../runtime/activity.ts';
import type { Machine } from '../runtime/machine.ts';
import type { GpuRegisters } from './registers.ts';

/** Interrupts that nothing has raised: one of each line, at the same time. */
export function* spuriousInterrupts(machine: Machine, { job, gpu, mmu }: GpuRegisters, atUs: number): Act {
  yield* machine.sleep(atUs, 'nothing raised yet');
  for (const line of [job, gpu, mmu]) {
    yield* machine.step(`spurious interrupt of ${line.name}`);
    line.spurious();
  }
}
