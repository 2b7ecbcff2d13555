import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../impl/events.ts';
import type { MappingView } from '../../../properties/peek.ts';
import { kernelOwned } from '../../../properties/rules/KERNEL-OWNED.ts';
import { noCpuMap } from '../../../properties/rules/NO-CPU-MAP.ts';
import { noGpuMap } from '../../../properties/rules/NO-GPU-MAP.ts';
import { noHandle } from '../../../properties/rules/NO-HANDLE.ts';
import { protMemOnly } from '../../../properties/rules/PROT-MEM-ONLY.ts';
import { saveBuf } from '../../../properties/rules/SAVE-BUF.ts';
import { broken, judge, kept, Story, video } from './telling.ts';

const buffer = `${video}/protm_suspend_buf`;
type Memory = Extract<EventBody, { kind: 'memory' }>;
const memory = (op: Memory['op'], who: string, note = ''): Memory => ({
  kind: 'memory',
  op,
  buffer,
  who,
  note,
});

describe('NO-USER-MAPPING', () => {
  it('keeps all its parts for a buffer by the book', () => {
    const story = new Story().onSlots(video).tell(memory('attempt', 'player', 'mmap: EACCES'));
    story
      .tell(memory('attempt', 'player', 'vm-bind: ENOENT'))
      .tell(memory('attempt', 'player', 'gem-handle: ENOENT'));
    for (const rule of [protMemOnly, kernelOwned, noCpuMap, noGpuMap, noHandle]) kept(rule, story);
  });
  it('breaks PROT-MEM-ONLY for ordinary memory', () =>
    broken(protMemOnly, new Story().tell(memory('alloc', 'kernel', 'system heap')), buffer, /system heap/));
  it('breaks KERNEL-OWNED when a process passes it in', () =>
    broken(kernelOwned, new Story().tell(memory('alloc', 'player', 'protected heap')), buffer, /by player/));
  const reachable = (kind: MappingView['kind'], who: string): Story =>
    new Story()
      .believing((b) => {
        b.reach = [{ kind, who, buffer }];
      })
      .tell(memory('attempt', 'player', 'mmap: EINVAL: mapped'));
  it('breaks NO-CPU-MAP for a granted mmap and for a CPU mapping', () => {
    broken(
      noCpuMap,
      new Story().tell(memory('attempt', 'player', 'mmap: 0: mapped')),
      buffer,
      /reached it by mmap/,
    );
    broken(noCpuMap, reachable('cpu', 'kernel'), buffer, /kernel can reach it: cpu/);
  });
  it('breaks NO-GPU-MAP for a granted bind and for an entry of another address space', () => {
    broken(noGpuMap, new Story().tell(memory('attempt', 'player', 'vm-bind: 0')), buffer, /vm-bind/);
    broken(noGpuMap, reachable('pte', 'VM of player'), buffer, /VM of player can reach it: pte/);
    broken(noGpuMap, reachable('tlb', 'AS1'), buffer, /AS1 can reach it: tlb/);
    expect(judge(noGpuMap, reachable('pte', 'AS0')).violations).toEqual([]);
  });
  it('breaks NO-HANDLE for a granted handle or descriptor, and for one that is merely there', () => {
    broken(noHandle, new Story().tell(memory('attempt', 'player', 'gem-handle: 0')), buffer, /gem-handle/);
    broken(noHandle, new Story().tell(memory('attempt', 'player', 'dma-buf-export: 0')), buffer, /dma-buf/);
    broken(noHandle, reachable('mmapOffset', 'player'), buffer, /player holds a mmapOffset/);
  });
  it('breaks NO-HANDLE when the pages go back mapped, in the TLB or unscrubbed', () => {
    const used = (): Story => new Story().onSlots(video).tell(memory('access', 'AS0', 'protected write'));
    const free = memory('free', 'kernel');
    broken(noHandle, used().tell(free), buffer, /while firmware has it mapped/);
    const unmapped = (): Story => used().tell(memory('unmap', 'AS0'));
    broken(noHandle, unmapped().tell(memory('scrub', 'kernel')).tell(free), buffer, /TLB/);
    broken(noHandle, unmapped().tell(memory('tlbFlush', 'AS0')).tell(free), buffer, /saved region in it/);
    kept(noHandle, unmapped().tell(memory('tlbFlush', 'AS0')).tell(memory('scrub', 'kernel')).tell(free));
    const elsewhere = unmapped()
      .tell(memory('access', 'AS1', 'translated'))
      .tell(memory('tlbFlush', 'AS0'));
    broken(noHandle, elsewhere.tell(memory('scrub', 'kernel')).tell(free), buffer, /TLB/);
  });
  it('breaks PROT-MEM-ONLY when the firewall stops a protected write', () => {
    const fault = memory('fault', 'AS0', 'tagged write to ordinary memory');
    broken(protMemOnly, new Story().onSlots(video).tell(fault), buffer, /by firmware/);
  });
});

describe('SAVE-BUF', () => {
  const running = (story: Story): Story =>
    story.enteredByTheBook(video, 0, video).command('issue', video, 1, { region: true });
  it('keeps with the buffer mapped and its address given', () =>
    kept(saveBuf, running(new Story().onSlots(video).write('CSG0_PROTM_SUSPEND_BUF', () => 7))));
  it('breaks when CSG_PROTM_SUSPEND_BUF is 0', () =>
    broken(saveBuf, running(new Story().onSlots(video)), video, /SUSPEND_BUF is 0/));
  it('breaks when the buffer was unmapped', () =>
    broken(saveBuf, running(new Story().onSlots(video).tell(memory('unmap', 'AS0'))), video, /is unmapped/));
});
