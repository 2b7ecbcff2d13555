import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { oneGroup } from '../one-group.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit, process, submit } from './scripts.ts';

const job = { submit: { queue: 'p.g:0', stream: ['RUN 90 ms'], signals: 's' } };
const syncobj = [{ ioctl: { call: 'SYNCOBJ_CREATE', syncobj: 's' } }, job];

/** A process and, at 5 ms, what happens to the device; when that was, in milliseconds. */
function happens(what: 'suspended' | 'unplugged', script: readonly unknown[]): number {
  const workload = decodeWorkload(
    oneGroup(script, {
      processes: [
        { name: 'admin', groups: [], script: what === 'unplugged' ? [{ sleep: '5 ms' }, 'unplug'] : [] },
      ],
      ...(what === 'suspended' ? { system: [{ sleep: '5 ms' }, 'suspend', 'resume'] } : {}),
    }),
  );
  const setup = { revision: revisions.reference, workload, profile: {}, horizonUs: 300_000 };
  const { events } = simulate(setup, runToCompletion);
  const at = events.find((e) =>
    what === 'suspended' ? e.kind === 'power' && e.op === 'off' : e.kind === 'device' && e.op === 'unplugged',
  );
  return Math.floor((at?.tUs ?? Number.POSITIVE_INFINITY) / 1_000);
}

describe('a process that waits for a fence', () => {
  const waits = {
    'of a job': [...syncobj, { wait: 'p.g:0' }],
    'in a sync object': [...syncobj, { ioctl: { call: 'SYNCOBJ_WAIT', syncobj: 's' } }],
    'of a VM_BIND': [...syncobj, { bindAfter: { queue: 'p.g:0', pages: 1 } }, { waitBind: '1 s' }],
  };

  test.each(Object.entries(waits))('%s is frozen in its wait, H.3', (_, script) => {
    expect(happens('suspended', script)).toBeLessThan(20);
  });

  test.each(Object.entries(waits))('%s does not hold up an unplug', (_, script) => {
    expect(happens('unplugged', script)).toBeLessThan(20);
  });
});

test('a wait for the fence of a VM_BIND under a lock that fence-signalling code takes is found, H.4', () => {
  const waitUnderLock = function* (d: Driver): Act {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
    const { bind } = yield* d.uapi.vmBindAsync(process, 1, null);
    yield* d.state.schedLock.lock();
    yield* d.uapi.bindWait(process, bind ?? 0, 1_000);
    d.state.schedLock.unlock();
    yield* submit(d, 'g');
  };
  const { context } = drive(revisions.mainline, waitUnderLock, { horizonUs: 20_000 });
  const found = context.events.flatMap((e) => (e.kind === 'lock' && e.op === 'fenceBreach' ? [e.note] : []));
  expect(found).toEqual([expect.stringMatching(/sched.lock held across user: wait for VM_BIND #1 of p/)]);
});

test('a stream that waits for a value or less goes on when the object is set back, on slot and off', () => {
  const script = (stream: readonly string[]) => [{ submit: { queue: 'p.g:0', stream } }];
  const other = { name: 'q', groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }] };
  const waits = ['SYNC_SET x 5', 'SYNC_WAIT x <= 3', 'RUN 1 ms'];
  for (const crowded of [false, true]) {
    const busy = [...'abc'].map((name) => ({
      name,
      groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
      script: crowded ? [{ submit: { queue: `${name}.g:0`, stream: ['RUN 80 ms'] } }] : [],
    }));
    const set = [
      { sleep: '40 ms' },
      { submit: { queue: 'q.g:0', stream: ['SYNC_SET x 4', 'SYNC_SET x 3'] } },
    ];
    const workload = decodeWorkload(
      oneGroup(script(waits), { slots: 3, asSlots: 6, processes: [...busy, { ...other, script: set }] }),
    );
    const { events } = simulate(
      { revision: revisions.reference, workload, profile: {}, horizonUs: 300_000 },
      runToCompletion,
    );
    const at = (text: string, op: string): number =>
      events.find((e) => e.kind === 'command' && e.text === text && e.op === op)?.tUs ?? Number.NaN;
    expect(at('SYNC_WAIT x <= 3', 'complete')).toBeGreaterThanOrEqual(at('SYNC_SET x 3', 'complete'));
    expect(at('RUN 1 ms', 'complete')).toBeLessThan(300_000);
    const left = events.some((e) => e.kind === 'group' && e.op === 'unbind' && e.group === 'p.g');
    expect(left || !crowded).toBe(true);
  }
});

describe('VM_DESTROY', () => {
  const run = (script: readonly unknown[]) => {
    const workload = decodeWorkload(oneGroup(script));
    const left: string[] = [];
    let whole = false;
    const { events } = simulate(
      {
        revision: revisions.reference,
        workload,
        profile: {},
        horizonUs: 50_000,
        afterStep: ({ driver, memory }) => {
          const region = driver.vms.get('p')?.lockedRegion.peek() ?? null;
          if (region !== null) whole = region.size === 2 ** 32;
          else if (whole) {
            whole = false;
            left.push(
              ...memory.mappingViews().flatMap((m) => (m.kind === 'pte' ? [`${m.who} ${m.buffer}`] : [])),
            );
          }
          return false;
        },
      },
      runToCompletion,
    );
    return { left: left.filter((entry) => entry.startsWith('VM of p')), events };
  };
  const job = { submit: { queue: 'p.g:0', stream: ['RUN 20 ms'] } };

  test('takes the page-table entries away while all of the VM is locked', () => {
    const script = [
      { ioctl: { call: 'BO_CREATE', bo: 'a' } },
      { ioctl: { call: 'VM_BIND', bo: 'a' } },
      { ioctl: { call: 'GEM_CLOSE', bo: 'a' } },
      ...[job, { sleep: '5 ms' }, { ioctl: { call: 'VM_DESTROY' } }],
    ];
    const { left, events } = run(script);
    expect(left).toEqual([]);
    expect(events.some((e) => e.kind === 'memory' && e.op === 'free' && e.buffer.startsWith('p/bo'))).toBe(
      true,
    );
  });

  test('leaves nothing for reclaim to evict', () => {
    const evictions = (script: readonly unknown[]): number =>
      run(script).events.filter((e) => e.kind === 'vm' && e.op === 'evicted').length;
    expect(evictions([{ bind: 4 }, 'reclaim'])).toBe(1);
    expect(evictions([{ bind: 4 }, { ioctl: { call: 'VM_DESTROY' } }, 'reclaim'])).toBe(0);
  });
});

test('tick_work() samples the time and its target before it looks whether the device is there, D.4-1', () => {
  const { driver } = drive(
    revisions.mainline,
    function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      yield* d.machine.sleep(1_000, 'settled');
      const sampled = (): number =>
        d.machine.activities.find((a) => a.path === 'tick_work')?.occurrence('read resched_target') ?? 0;
      const before = sampled();
      yield* d.state.guard.unplug();
      d.state.tickWork.queueNow();
      yield* d.state.tickWork.flush();
      expect(sampled()).toBe(before + 1);
    },
    { horizonUs: 10_000 },
  );
  expect(driver.group(groupId('g')).state.peek()).toBe('CREATED');
});
