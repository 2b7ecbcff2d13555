import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../impl/events.ts';
import type { Rule } from '../../../properties/rule.ts';
import { kernelOwned } from '../../../properties/rules/KERNEL-OWNED.ts';
import { noCpuMap } from '../../../properties/rules/NO-CPU-MAP.ts';
import { noGpuMap } from '../../../properties/rules/NO-GPU-MAP.ts';
import { noHandle } from '../../../properties/rules/NO-HANDLE.ts';
import { protMemOnly } from '../../../properties/rules/PROT-MEM-ONLY.ts';
import { saveBuf } from '../../../properties/rules/SAVE-BUF.ts';
import { judge, Story, video } from './telling.ts';

const buffer = `${video}/protm_suspend_buf`;
type Memory = Extract<EventBody, { kind: 'memory' }>;
const memory = (op: Memory['op'], who: string, note = ''): Memory => ({
  kind: 'memory',
  op,
  buffer,
  who,
  note,
});

function kept(rule: Rule, story: Story): void {
  const { given, violations } = judge(rule, story);
  expect(violations).toEqual([]);
  expect(given).toBeGreaterThan(0);
}
function broken(rule: Rule, story: Story, instance: string, what: RegExp): void {
  const { violations } = judge(rule, story);
  expect(violations.map((v) => v.instance)).toEqual([instance]);
  expect(violations[0]?.what).toMatch(what);
}

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
  it('breaks NO-CPU-MAP for a granted mmap and for a mapping of the kernel', () => {
    broken(
      noCpuMap,
      new Story().tell(memory('attempt', 'player', 'mmap: 0')),
      buffer,
      /player reached it by mmap/,
    );
    broken(noCpuMap, new Story().tell(memory('map', 'kernel')), buffer, /mapped for the CPU by kernel/);
  });
  it('breaks NO-GPU-MAP for a granted bind and for another address space', () => {
    broken(noGpuMap, new Story().tell(memory('attempt', 'player', 'vm-bind: 0')), buffer, /vm-bind/);
    broken(noGpuMap, new Story().tell(memory('map', 'AS3')), buffer, /mapped in AS3/);
  });
  it('breaks NO-HANDLE for a granted handle or descriptor', () => {
    broken(noHandle, new Story().tell(memory('attempt', 'player', 'gem-handle: 0')), buffer, /gem-handle/);
    broken(noHandle, new Story().tell(memory('attempt', 'player', 'dma-buf-export: 0')), buffer, /dma-buf/);
  });
  it('breaks NO-HANDLE when the pages go back unscrubbed or with TLB entries', () => {
    const used = (): Story => new Story().onSlots(video).command('save', video, 1, { region: true });
    const unmapped = used().tell(memory('unmap', 'AS0')).tell(memory('tlbFlush', 'AS0'));
    broken(noHandle, unmapped.tell(memory('free', 'kernel')), buffer, /saved region in it/);
    broken(noHandle, used().tell(memory('scrub', 'kernel')).tell(memory('free', 'kernel')), buffer, /TLB/);
    const clean = used()
      .tell(memory('unmap', 'AS0'))
      .tell(memory('tlbFlush', 'AS0'))
      .tell(memory('scrub', 'kernel'));
    kept(noHandle, clean.tell(memory('free', 'kernel')));
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
