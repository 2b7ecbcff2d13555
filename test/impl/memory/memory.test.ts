import { describe, expect, it } from 'vitest';
import { SimContext } from '../../../impl/context.ts';
import { bufferId, processId } from '../../../impl/ids.ts';
import { Memory } from '../../../impl/memory/memory.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { attemptHows } from '../../../impl/userspace/workload.ts';

const buf = bufferId('a/protm_suspend_buf');
const player = processId('player');

function memory(options: { pages?: number; really?: boolean } = {}): { memory: Memory; context: SimContext } {
  const machine = new Machine({ chooser: runToCompletion, horizonUs: 1, maxSteps: 1 });
  const context = new SimContext(machine);
  return { context, memory: new Memory(context, options.pages ?? 64, () => options.really ?? true) };
}

describe('the firewall', () => {
  it('lets tagged writes into protected memory only, and untagged ones into ordinary memory only', () => {
    const { memory: m } = memory();
    const plain = bufferId('a/suspend_buf');
    m.alloc(buf, { heap: 'protected', owner: 'kernel' });
    m.alloc(plain, { heap: 'system', owner: 'kernel' });
    const [atProtected, atPlain] = [m.mapFirmware(buf), m.mapFirmware(plain)];
    const write = (address: number, tagged: boolean) => m.fwWrite(address, { tagged, content: 'secret' });
    expect(write(atProtected, true)).toBe('ok');
    expect(write(atProtected, false)).toBe('fault');
    expect(write(atPlain, true)).toBe('fault');
    expect(write(atPlain, false)).toBe('ok');
    expect(m.fwRead(atProtected, { tagged: false })).toEqual({ result: 'fault' });
    expect(m.fwRead(atProtected, { tagged: true })).toEqual({ result: 'ok', content: 'secret', words: [] });
    expect(m.fwRead(atPlain, { tagged: true })).toEqual({ result: 'ok', content: 'secret', words: [] });
  });

  it('stands before nothing when the heap is not really protected (F28)', () => {
    const { memory: m } = memory({ really: false });
    m.alloc(buf, { heap: 'protected', owner: 'kernel' });
    expect(m.fwWrite(m.mapFirmware(buf), { tagged: true, content: 'secret' })).toBe('fault');
  });
});

describe('pages', () => {
  it('come back as the last owner left them unless they were scrubbed', () => {
    for (const scrubbed of [false, true]) {
      const { memory: m } = memory();
      m.alloc(buf, { heap: 'protected', owner: 'kernel' });
      m.fwWrite(m.mapFirmware(buf), { tagged: true, content: 'secret' });
      m.unmapFirmware(buf);
      m.flushTlb('AS0', null);
      if (scrubbed) m.scrub(buf);
      m.free(buf);
      const next = bufferId('b/protm_suspend_buf');
      m.alloc(next, { heap: 'protected', owner: 'kernel' });
      const contents = m
        .bufferViews()
        .find((v) => v.buffer === next)
        ?.pages.map((p) => p.content);
      expect(contents).toEqual(scrubbed ? [null, null] : ['secret', 'secret']);
    }
  });

  it('of the protected heap run out, and are there again once freed', () => {
    const { memory: m } = memory({ pages: 3 });
    expect(m.alloc(buf, { heap: 'protected', owner: 'kernel' })).toBe(0);
    expect(m.alloc(bufferId('b'), { heap: 'protected', owner: 'kernel' })).toBe('ENOMEM');
    expect(m.alloc(bufferId('c'), { heap: 'system', owner: 'kernel' })).toBe(0);
    m.free(buf);
    expect(m.alloc(bufferId('b'), { heap: 'protected', owner: 'kernel' })).toBe(0);
  });
});

describe('mappings', () => {
  it('a use fills the TLB, whose entry outlives the page-table entry until it is flushed', () => {
    const { memory: m } = memory();
    m.alloc(buf, { heap: 'protected', owner: 'kernel' });
    const address = m.mapFirmware(buf);
    expect(m.bufferAt(address)).toBe(buf);
    m.unmapFirmware(buf);
    expect(m.mappingViews().map((v) => v.kind)).toEqual(['tlb']);
    expect(m.bufferAt(address)).toBe(buf);
    m.flushTlb('AS0', null);
    expect(m.bufferAt(address)).toBeNull();
  });
});

describe('attempts of processes', () => {
  it('all fail for a buffer that the kernel never published, in every phase of its life', () => {
    const { memory: m, context } = memory();
    const tryAll = (): readonly (string | number)[] => attemptHows.map((how) => m.attempt(player, how, buf));
    const refused = ['EINVAL', 'ENOENT', 'ENOENT', 'EINVAL'];
    expect(tryAll()).toEqual(refused);
    m.alloc(buf, { heap: 'protected', owner: 'kernel' });
    expect(tryAll()).toEqual(refused);
    m.mapFirmware(buf);
    expect(tryAll()).toEqual(refused);
    m.unmapFirmware(buf);
    m.free(buf);
    expect(tryAll()).toEqual(refused);
    expect(m.mappingViews()).toEqual([]);
    expect(context.events.filter((e) => e.kind === 'memory' && e.op === 'attempt').length).toBe(16);
  });

  it('succeed, and really map, where a handle or an offset leaked', () => {
    const { memory: m } = memory();
    m.alloc(buf, { heap: 'protected', owner: 'kernel' });
    m.map('handle', player, buf);
    m.map('mmapOffset', player, buf);
    expect(attemptHows.map((how) => m.attempt(player, how, buf))).toEqual([0, 0, 0, 0]);
    expect(m.mappingViews().map((v) => `${v.kind} ${v.who}`)).toEqual([
      'handle player',
      'mmapOffset player',
      'cpu player',
      'dmaBuf player',
      'pte VM of player',
    ]);
    expect(m.attempt(processId('mail'), 'gem-handle', buf)).toBe('ENOENT');
  });
});
