import { describe, expect, it } from 'vitest';
import { SimContext } from '../../../impl/context.ts';
import { Mmu } from '../../../impl/gpu/mmu.ts';
import { GpuRegisters } from '../../../impl/gpu/registers.ts';
import { bufferId, processId } from '../../../impl/ids.ts';
import { AS_COMMAND, GPU_STATUS_PROTM_ACTIVE } from '../../../impl/interface/bits.ts';
import { contains, lockAddr, lockedRegion } from '../../../impl/interface/lock-region.ts';
import { Memory } from '../../../impl/memory/memory.ts';
import { Choices, type Profile } from '../../../impl/profile/choices.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';

const KIB = 1024;

interface Hardware {
  readonly machine: Machine;
  readonly regs: GpuRegisters;
  readonly memory: Memory;
  readonly mmu: Mmu;
  readonly consulted: () => ReadonlySet<string>;
  /** Firmware is between the sample and bit 7. */
  switching: boolean;
}

/** Runs a host against the MMU alone. */
function run(host: (h: Hardware) => Act, profile: Profile = {}): Hardware {
  const machine = new Machine({ chooser: runToCompletion, horizonUs: 1_000_000, maxSteps: 5_000 });
  const context = new SimContext(machine);
  const choices = new Choices(context, profile);
  const regs = new GpuRegisters(context, 1, 2);
  const memory = new Memory(context, 64, () => true);
  const h: Hardware = {
    machine,
    regs,
    memory,
    mmu: new Mmu(context, choices, regs, memory, () => h.switching),
    consulted: () => choices.consulted(),
    switching: false,
  };
  let finished = false;
  machine.spawn('host', 'process', function* () {
    yield* host(h);
    finished = true;
  });
  machine.run();
  expect(finished).toBe(true);
  return h;
}

const active = (h: Hardware, as: number): boolean => h.regs.as(as).status.peek() === 1;
const idle = (h: Hardware, as: number): Act =>
  h.machine.until(`AS${as} idle`, () => h.regs.as(as).status.cell.get() === 0);
function* bit7(h: Hardware, on: boolean): Act {
  yield* h.machine.step('GPU_STATUS');
  h.switching = false;
  h.regs.gpuStatus.store(on ? GPU_STATUS_PROTM_ACTIVE : 0);
}

describe('LOCKADDR', () => {
  it.each([
    [
      { start: 0x0400_0000, size: 4 * KIB },
      { start: 0x0400_0000, size: 32 * KIB },
    ],
    [
      { start: 0x0400_8000, size: 32 * KIB },
      { start: 0x0400_8000, size: 32 * KIB },
    ],
    [
      { start: 0x0400_7000, size: 8 * KIB },
      { start: 0x0400_0000, size: 64 * KIB },
    ],
    [
      { start: 0xfff0_0000, size: 0x10_0000 },
      { start: 0xfff0_0000, size: 0x10_0000 },
    ],
  ])('of %j is the aligned power of two around it', (region, locked) => {
    expect(lockedRegion(lockAddr(region))).toEqual(locked);
    expect(contains(locked, region.start) && contains(locked, region.start + region.size - 1)).toBe(true);
    expect(contains(locked, locked.start + locked.size)).toBe(false);
  });
});

describe('a command, A.1.1', () => {
  it('sets AS_ACTIVE at once and clears it when it is done; another one written meanwhile is lost', () => {
    run(function* (h) {
      yield* h.regs.as(1).configure('VM of a');
      yield* h.regs.as(1).run(AS_COMMAND.UPDATE);
      expect([active(h, 1), h.mmu.translates(1)]).toEqual([true, false]);
      yield* h.regs.as(1).run(AS_COMMAND.LOCK);
      yield* idle(h, 1);
      expect(h.machine.nowUs).toBeGreaterThan(0);
      expect([h.mmu.translates(1), h.mmu.locks(1)]).toEqual([true, false]);
    });
  });

  it('of one AS does not wait for another', () => {
    run(function* (h) {
      yield* h.regs.as(1).run(AS_COMMAND.LOCK);
      yield* h.regs.as(2).run(AS_COMMAND.LOCK);
      yield* idle(h, 2);
      yield* idle(h, 1);
      expect([h.mmu.locks(1), h.mmu.locks(2)]).toEqual([true, true]);
    });
  });

  it('UNLOCK drops the TLB entries of the region, UPDATE all of its AS', () => {
    run(function* (h) {
      const { memory, regs } = h;
      const buffers = ['a', 'b', 'c', 'd', 'e'].map((name) => bufferId(name));
      for (const buffer of buffers) memory.alloc(buffer, { heap: 'system', owner: 'kernel' });
      for (const buffer of buffers) memory.bufferAt(memory.mapFirmware(buffer));
      const inTlb = (): readonly string[] =>
        memory.mappingViews().flatMap((m) => (m.kind === 'tlb' ? [m.buffer] : []));
      expect(inTlb()).toEqual(['a', 'b', 'c', 'd', 'e']);
      yield* regs.as(0).lockaddr.write(lockAddr(memory.firmwareRegion(bufferId('b'))));
      yield* regs.as(0).run(AS_COMMAND.LOCK);
      yield* idle(h, 0);
      expect(h.mmu.locksAddress(0, memory.firmwareRegion(bufferId('d')).start)).toBe(true);
      expect(h.mmu.locksAddress(0, memory.firmwareRegion(bufferId('e')).start)).toBe(false);
      expect(inTlb()).toHaveLength(5);
      yield* regs.as(0).run(AS_COMMAND.UNLOCK);
      yield* idle(h, 0);
      // 32 KiB hold four buffers of two pages.
      expect(inTlb()).toEqual(['e']);
      expect(h.mmu.locks(0)).toBe(false);
      yield* regs.as(0).run(AS_COMMAND.UPDATE);
      yield* idle(h, 0);
      expect(inTlb()).toEqual([]);
    });
  });

  it.each(['FLUSH_PT', 'FLUSH_MEM'] as const)('%s drops TLB entries and leaves the region locked', (name) => {
    run(function* (h) {
      const { memory, regs } = h;
      memory.alloc(bufferId('a'), { heap: 'system', owner: 'kernel' });
      memory.bufferAt(memory.mapFirmware(bufferId('a')));
      yield* regs.as(0).lockaddr.write(lockAddr(memory.firmwareRegion(bufferId('a'))));
      yield* regs.as(0).run(AS_COMMAND.LOCK);
      yield* idle(h, 0);
      yield* regs.as(0).run(AS_COMMAND[name]);
      yield* idle(h, 0);
      expect(memory.mappingViews().map((m) => m.kind)).toEqual(['pte']);
      expect(h.mmu.locks(0)).toBe(true);
    });
  });

  it('a command of a stream fills the TLB of its AS from the VM, and only there', () => {
    run(function* (h) {
      const { memory, regs } = h;
      const leaked = bufferId('a/protm_suspend_buf');
      memory.alloc(leaked, { heap: 'protected', owner: 'kernel' });
      memory.map('handle', processId('a'), leaked);
      expect(memory.attempt(processId('a'), 'vm-bind', leaked)).toBe(0);
      for (const as of [1, 2]) {
        yield* regs.as(as).configure(`VM of ${as === 1 ? 'a' : 'b'}`);
        yield* regs.as(as).run(AS_COMMAND.UPDATE);
        yield* idle(h, as);
        h.mmu.touch(as);
      }
      const inTlb = memory.mappingViews().filter((m) => m.kind === 'tlb');
      expect(inTlb).toEqual([{ kind: 'tlb', who: 'AS1', buffer: leaked }]);
    });
  });
});

describe('a command in protected mode, A.1.1', () => {
  it.each(['stalls until exit', 'completes', 'never completes'])(
    'written in a session stalls until its end, also with F16 = %s',
    (option) => {
      const h = run(
        function* (hw) {
          yield* bit7(hw, true);
          yield* hw.regs.as(1).run(AS_COMMAND.LOCK);
          yield* hw.machine.sleep(50_000, 'the session goes on');
          expect(active(hw, 1)).toBe(true);
          yield* bit7(hw, false);
          yield* idle(hw, 1);
          expect(hw.machine.nowUs).toBe(50_000);
          expect(hw.mmu.locks(1)).toBe(true);
        },
        { F16: option },
      );
      expect(h.consulted().has('F16')).toBe(false);
    },
  );

  const written = (when: 'before' | 'during'): ((h: Hardware) => Act<readonly boolean[]>) =>
    function* (h) {
      if (when === 'before') yield* h.regs.as(1).run(AS_COMMAND.LOCK);
      yield* h.machine.step('the switch begins');
      h.switching = true;
      if (when === 'during') yield* h.regs.as(1).run(AS_COMMAND.LOCK);
      yield* h.machine.sleep(100, 'the switch goes on');
      const inSwitch = active(h, 1);
      yield* bit7(h, true);
      yield* h.machine.sleep(100, 'the session goes on');
      const inSession = active(h, 1);
      yield* bit7(h, false);
      yield* h.machine.sleep(100, 'the session is over');
      return [inSwitch, inSession, active(h, 1)];
    };

  it.each([
    ['before', 'stalls until exit', [true, true, false]],
    ['before', 'completes', [false, false, false]],
    ['before', 'never completes', [true, true, true]],
    ['during', 'stalls until exit', [true, true, false]],
    ['during', 'completes', [false, false, false]],
    ['during', 'never completes', [true, true, true]],
  ] as const)('written %s the switch: %s (F16)', (when, option, activeIn) => {
    const h = run(
      function* (hw) {
        expect(yield* written(when)(hw)).toEqual(activeIn);
      },
      { F16: option },
    );
    expect(h.consulted().has('F16')).toBe(true);
  });

  it('one that is done before the switch asks nothing', () => {
    const h = run(
      function* (hw) {
        yield* hw.regs.as(1).run(AS_COMMAND.LOCK);
        yield* idle(hw, 1);
        hw.switching = true;
        yield* bit7(hw, true);
        yield* hw.machine.sleep(100, 'the session goes on');
      },
      { F16: 'never completes' },
    );
    expect(h.consulted().has('F16')).toBe(false);
  });
});

describe('a GPU reset', () => {
  it('ends what never completes, unlocks, unmaps and empties the TLBs', () => {
    run(
      function* (h) {
        const { memory, regs } = h;
        memory.alloc(bufferId('a'), { heap: 'system', owner: 'kernel' });
        memory.bufferAt(memory.mapFirmware(bufferId('a')));
        yield* regs.as(1).configure('VM of a');
        yield* regs.as(1).run(AS_COMMAND.UPDATE);
        yield* idle(h, 1);
        yield* regs.as(2).run(AS_COMMAND.LOCK);
        yield* idle(h, 2);
        h.switching = true;
        yield* regs.as(1).run(AS_COMMAND.LOCK);
        yield* h.machine.sleep(100_000, 'long enough');
        yield* bit7(h, true);
        yield* regs.as(2).run(AS_COMMAND.LOCK);
        yield* h.machine.sleep(10, 'one stalls until exit');
        expect([active(h, 1), active(h, 2)]).toEqual([true, true]);
        h.mmu.reset();
        expect([active(h, 1), h.mmu.translates(1), h.mmu.locks(2)]).toEqual([false, false, false]);
        expect(memory.mappingViews().map((m) => m.kind)).toEqual(['pte']);
        yield* bit7(h, false);
        yield* h.machine.sleep(100, 'what was written before does not come');
        expect([h.mmu.locks(1), h.mmu.locks(2)]).toEqual([false, false]);
      },
      { F16: 'never completes' },
    );
  });
});
