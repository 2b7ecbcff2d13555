import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { deriveSeed } from '../../../properties/explore/random.ts';
import { strategyNamed } from '../../../properties/explore/strategies.ts';
import { noHints } from '../../../properties/explore/strategy.ts';

/** A session that never ends, a client beside it, and after 20 ms somebody who takes the device away. */
const hung = (groups: number, script: readonly unknown[]) =>
  decodeWorkload({
    name: 'unplugged beside a session that hangs',
    note: '',
    slots: 2,
    asSlots: 3,
    csPerSlot: 2,
    processes: [
      {
        name: 'a',
        groups: [{ name: 'main', priority: 'medium', protected: true, queues: 1 }],
        script: [
          { submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 4 s'] }] } },
          { wait: { queue: 'a.main:0', atMost: '2 s' } },
        ],
      },
      {
        name: 'b',
        groups: Array.from({ length: groups }, (_, i) => ({
          name: `g${i}`,
          priority: 'low',
          protected: true,
          queues: 2,
        })),
        script,
      },
      { name: 'c', groups: [], script: [{ sleep: '20 ms' }, 'unplug'] },
    ],
  });

const busy = { submit: { queue: 'b.g0:0', stream: ['RUN 50 ms'] } };
const destroyVm = { ioctl: { call: 'VM_DESTROY', vm: 'vm' } };
const createHeap = (chunks: number) => ({
  ioctl: { call: 'TILER_HEAP_CREATE', heap: 'h', vm: 'vm', chunks, chunkBytes: 0x20_0000, maxChunks: 64 },
});
const destroyHeap = { ioctl: { call: 'TILER_HEAP_DESTROY', heap: 'h', vm: 'vm' } };

function onReference(workload: ReturnType<typeof hung>, chooser = runToCompletion) {
  const setup = { revision: revisions.reference, workload, profile: { F07: 'never' }, horizonUs: 13_000_000 };
  const { violations, run } = checkRun(setup, chooser);
  const answers = run.events.flatMap((e) =>
    e.kind === 'ioctl' && e.process === 'b' ? [`${e.call}: ${e.result}`] : [],
  );
  const unpluggedMs = run.events.flatMap((e) =>
    e.kind === 'device' && e.op === 'unplugged' ? [Math.floor(e.tUs / 1000)] : [],
  );
  return { broken: violations.map(({ rule, instance }) => `${rule} ${instance}`), answers, unpluggedMs };
}

describe('what is mapped is given back beside an unplug and a session that hangs', () => {
  const { name, chooser } = strategyNamed('random walk 0.5');
  const seeds = Array.from({ length: 30 }, (_, i) => i + 1);
  const walk = (workload: ReturnType<typeof hung>, seed: number) =>
    onReference(workload, chooser(deriveSeed(seed, name), noHints));

  it('by a GROUP_CREATE that fails with some of its buffers mapped', () => {
    const walks = seeds.map((seed) => walk(hung(4, []), seed));
    expect(walks.flatMap(({ broken }) => broken)).toEqual([]);
    const failed = walks.filter(({ answers }) => answers.some((a) => /^GROUP_CREATE .*ETIMEDOUT/.test(a)));
    expect(failed.length).toBeGreaterThan(10);
  });

  it('by a tiler heap that is made meanwhile, when its VM goes', () => {
    const workload = hung(1, [busy, { sleep: '40 us' }, createHeap(20), 'exit']);
    const walks = seeds.map((seed) => walk(workload, seed));
    expect(walks.flatMap(({ broken }) => broken)).toEqual([]);
    const waited = walks.filter(({ answers }) => answers.includes('TILER_HEAP_CREATE h: ok'));
    expect(waited.length).toBeGreaterThan(10);
  });

  it.each([
    ['VM_DESTROY', [busy, { sleep: '30 ms' }, destroyVm]],
    ['VM_DESTROY', [busy, { sleep: '6 ms' }, destroyVm]],
    ['TILER_HEAP_DESTROY', [busy, createHeap(2), { sleep: '6 ms' }, destroyHeap]],
  ])('by %s, which the unplug does not wait for', (_, script) => {
    const { broken, answers, unpluggedMs } = onReference(hung(1, script));
    expect(broken).toEqual([]);
    expect(answers.at(-1)).toMatch(/: ok$|: ENODEV$/);
    expect(unpluggedMs).toEqual([721]);
  });
});
