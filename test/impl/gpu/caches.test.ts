import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { SimEvent } from '../../../impl/events.ts';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';

const ordinary = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'BO_CREATE', bo, pages: 1 } },
  { ioctl: { call: 'BO_MMAP_OFFSET', bo } },
  { ioctl: { call: 'MMAP', bo } },
  { ioctl: { call: 'VM_BIND', bo, pages: 1 } },
];
const fromHeap = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'HEAP_ALLOC', fd: bo, pages: 1 } },
  { ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: bo, bo } },
  { ioctl: { call: 'VM_BIND', bo, pages: 1 } },
];
const job = (...stream: readonly unknown[]): readonly unknown[] => [
  { submit: { queue: 'p.g:0', stream } },
  { wait: 'p.g:0' },
];
const region = (...commands: readonly string[]): unknown => ({ protected: commands });

function run(script: readonly unknown[], faults: Faults = {}) {
  const workload = decodeWorkload({
    name: 'caches',
    note: '',
    slots: 1,
    asSlots: 1,
    csPerSlot: 1,
    processes: [
      {
        name: 'p',
        groups: [{ name: 'g', priority: 'medium', protected: true, queues: 1 }],
        script,
      },
    ],
  });
  return { revision: revisions.reference, workload, profile: {}, faults, horizonUs: 500_000 };
}

const told = (events: readonly SimEvent[]): readonly string[] =>
  events.flatMap((e) => {
    if (e.kind === 'value') return [`${e.op} ${e.value} ${e.buffer.split('.')[1] ?? e.buffer} by ${e.who}`];
    if (e.kind === 'memory' && e.op === 'cached') return [`cached ${e.buffer.split('.')[1]}: ${e.note}`];
    return e.kind === 'session' && e.op === 'left' ? ['left'] : [];
  });

const values = (script: readonly unknown[], faults: Faults = {}): readonly string[] =>
  told(simulate(run(script, faults), runToCompletion).events);

describe('caches', () => {
  const film = [...fromHeap('film'), ...fromHeap('screen'), { decode: 'film' }];
  const shown = job(region('LOAD film', 'STORE screen'));

  it('are cleaned before bit 7 falls: what a region wrote is in memory, and nothing of it in them', () => {
    const again = job(region('LOAD screen'));
    expect(values([...film, ...shown, ...again])).toEqual([
      'write 1 film by decoder',
      'read 1 film by p.g:0',
      'write 1 screen by p.g:0',
      'left',
      'read 1 screen by p.g:0',
      'left',
    ]);
  });

  it('that firmware does not clean keep protected content, and whoever loads it then asks no firewall', () => {
    const faults: Faults = { noCacheFlush: true };
    const read = job(region('LOAD film', 'STORE screen'), 'LOAD screen');
    expect(values([...film, ...read]).slice(2)).toEqual(['write 1 screen by p.g:0', 'left']);
    expect(values([...film, ...read], faults).slice(2)).toEqual([
      'write 1 screen by p.g:0',
      'cached film: clean',
      'cached screen: not written back',
      'left',
      'read 1 screen by p.g:0',
    ]);
    const broken = (f: Faults): readonly string[] => [
      ...new Set(checkRun(run([...film, ...read], f), runToCompletion).violations.map((v) => v.rule)),
    ];
    expect(broken({})).toEqual([]);
    expect(broken(faults)).toEqual(expect.arrayContaining(['NO-LEAK-WRITE', 'NO-LEAK']));
  });

  it('show a session what stood in memory as it began, whatever the decoder writes meanwhile', () => {
    const twice = { submit: { queue: 'p.g:0', stream: [region('LOAD film', 'RUN 20 ms', 'LOAD film')] } };
    const script = [
      ...fromHeap('film'),
      twice,
      { sleep: '10 ms' },
      { decode: 'film' },
      { wait: 'p.g:0' },
      ...job(region('LOAD film')),
    ];
    expect(values(script)).toEqual([
      'read 0 film by p.g:0',
      'write 1 film by decoder',
      'read 0 film by p.g:0',
      'left',
      'read 1 film by p.g:0',
      'left',
    ]);
  });

  it('are cleaned by the kernel before each job, FLUSH_CACHE2', () => {
    // The decoder writes memory that is not behind the firewall for the while of one job and the next.
    const script = [...fromHeap('film'), ...job('LOAD film'), { decode: 'film' }, ...job('LOAD film')];
    expect(values(script, { noFirewall: true })).toEqual([
      'read 0 film by p.g:0',
      'write 1 film by decoder',
      'read 1 film by p.g:0',
    ]);
  });

  it('write ordinary stores through: the CPU sees them when the job is done', () => {
    const script = [...film, ...ordinary('page'), ...job('LOAD page', 'STORE page'), { look: 'page' }];
    expect(values(script).slice(1)).toEqual([
      'read 0 page by p.g:0',
      'write 0 page by p.g:0',
      'read 0 page by CPU',
    ]);
  });
});
