import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import {
  type Command,
  commandText,
  durationText,
  inRegion,
  parseCommand,
  parseDuration,
} from '../../../impl/userspace/stream.ts';
import type { Step } from '../../../impl/userspace/workload.ts';
import {
  decodeWorkload,
  decodeWrittenWorkload,
  encodeWorkload,
  WorkloadError,
} from '../../../impl/userspace/workload-file.ts';

const shipped = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../properties/workloads/${name}.json`, import.meta.url), 'utf8'));

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ op: fc.constantFrom('LOAD', 'LOAD_AT', 'STORE'), bo: fc.constantFrom('film', 'x') }),
  fc.record({ op: fc.constantFrom('RUN', 'ASYNC', 'BRANCH'), us: fc.nat(10_000_000) }),
  fc.record({ op: fc.constant('PROT_REGION'), size: fc.nat(5) }),
  fc.record({ op: fc.constant('SYNC_WAIT'), object: fc.constantFrom('frame', 'x'), seqno: fc.nat(9) }),
  fc.record({
    op: fc.constant('SYNC_WAIT'),
    object: fc.constant('x'),
    seqno: fc.nat(9),
    most: fc.constant(true),
  }),
  fc.record({ op: fc.constant('SYNC_ADD'), object: fc.constantFrom('frame', 'x') }),
  fc.record({
    op: fc.constantFrom('WAIT', 'READ', 'PAGE_FAULT', 'FAULT', 'FATAL', 'UNRECOVERABLE', 'TILER_OOM'),
  }),
) as fc.Arbitrary<Command>;

describe('streams as text', () => {
  test.prop([command])('a command is read back as it was', (c) => {
    expect(parseCommand(commandText(c))).toEqual(c);
  });
  test.prop([fc.nat(100_000_000)])('so is a duration', (us) => {
    expect(parseDuration(durationText(us))).toBe(us);
  });
  it('the size of a region has 16 bits, B.10', () => {
    expect(parseCommand('PROT_REGION 65535')).toEqual({ op: 'PROT_REGION', size: 65_535 });
    expect(() => parseCommand('PROT_REGION 65536')).toThrow('with a number up to 65535, found "65536"');
  });

  it('a region counts the commands that follow it; one inside it does not count', () => {
    const stream = ['RUN 1 ms', 'PROT_REGION 2', 'PROT_REGION 3', 'WAIT', 'RUN 1 ms'].map(parseCommand);
    expect(stream.map((_, i) => inRegion(stream, i))).toEqual([false, false, true, true, false]);
  });
});

describe('workload files', () => {
  it.each(['video-playback', 'private-app'])('%s is read, and written as the same workload', (name) => {
    const workload = decodeWorkload(shipped(name));
    expect(workload.name).toBe(name);
    expect(decodeWorkload(JSON.parse(JSON.stringify(encodeWorkload(workload))))).toEqual(workload);
  });

  test.prop([fc.array(command, { maxLength: 8 })])('any stream survives being written and read', (stream) => {
    const workload = decodeWorkload(shipped('private-app'));
    const [first, ...others] = workload.processes;
    if (first === undefined) throw new Error('the workload has processes');
    const { group } = first.groups[0] ?? { group: undefined };
    if (group === undefined) throw new Error('its first process has a group');
    const changed = {
      ...workload,
      processes: [{ ...first, script: [{ op: 'submit', group, queue: 0, stream } as const] }, ...others],
    };
    expect(decodeWorkload(encodeWorkload(changed))).toEqual(changed);
  });

  it('the sleep of the system survives being written and read, and is absent where there is none', () => {
    const file = { ...minimal(), system: [{ sleep: '5 ms' }, 'suspend', 'resume'] };
    const workload = decodeWorkload(file);
    expect(workload.system).toEqual([{ op: 'sleep', us: 5_000 }, { op: 'suspend' }, { op: 'resume' }]);
    expect(encodeWorkload(workload)).toEqual(file);
    expect(encodeWorkload(decodeWorkload(minimal()))).toEqual(minimal());
  });

  const broken = (change: (file: ReturnType<typeof minimal>) => void): (() => unknown) => {
    const file = minimal();
    change(file);
    return () => decodeWorkload(file);
  };
  const minimal = () => ({
    name: 'x',
    note: '',
    slots: 1,
    asSlots: 1,
    csPerSlot: 1,
    processes: [
      {
        name: 'player',
        groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }] as Record<
          string,
          unknown
        >[],
        script: [{ submit: { queue: 'player.video:0', stream: ['RUN 1 ms'] as unknown[] } }] as unknown[],
      },
    ] as { name: string; groups: Record<string, unknown>[]; script: unknown[] }[],
  });
  const script = (step: unknown) =>
    broken((f) => {
      (f.processes[0] as { script: unknown[] }).script = [step];
    });

  it.each([
    [
      script({ submit: { queue: 'palyer.video:0', stream: [] } }),
      'processes[0].script[0].submit.queue: expected the name of a queue of this process, found "palyer.video:0"; did you mean "player.video:0"?',
    ],
    [
      script({ submit: { queue: 'player.video:0', stream: ['RUN 1'] } }),
      'processes[0].script[0].submit.stream[0]: expected a duration like "3 ms" (us, ms or s), found "1"',
    ],
    [
      script({ submit: { queue: 'player.video:0', stream: [{ protected: ['JUMP'] }] } }),
      'processes[0].script[0].submit.stream[0].protected[0]: expected one of the commands RUN, ASYNC, WAIT, PROT_REGION, SYNC_WAIT, SYNC_ADD, SYNC_SET, CALL, READ, LOAD, LOAD_AT, STORE, BRANCH, PAGE_FAULT, FAULT, FATAL, UNRECOVERABLE, TILER_OOM, ILLEGAL, found "JUMP"',
    ],
    [
      script({ submit: { queue: 'player.video:0', stream: ['SYNC_AD frame'] } }),
      'processes[0].script[0].submit.stream[0]: expected one of the commands RUN, ASYNC, WAIT, PROT_REGION, SYNC_WAIT, SYNC_ADD, SYNC_SET, CALL, READ, LOAD, LOAD_AT, STORE, BRANCH, PAGE_FAULT, FAULT, FATAL, UNRECOVERABLE, TILER_OOM, ILLEGAL, found "SYNC_AD frame"; did you mean "SYNC_ADD"?',
    ],
    [
      script({ slep: '1 ms' }),
      'processes[0].script[0].slep: expected one of the steps submit, wait, sleep, repeat, create, destroy, attempt, bind, bindAsync, bindAfter, waitBind, decode, look, ioctl, query, reclaim, dump, unplug, exit, found "slep"; did you mean "sleep"?',
    ],
    [
      script('exti'),
      'processes[0].script[0]: expected one of the steps submit, wait, sleep, repeat, create, destroy, attempt, bind, bindAsync, bindAfter, waitBind, decode, look, ioctl, query, reclaim, dump, unplug, exit, found "exti"; did you mean "exit"?',
    ],
    [script({ sleep: 3 }), 'processes[0].script[0].sleep: expected a duration like "3 ms", found 3'],
    [
      script({ attempt: { how: 'mmap', bufferOf: 'mail.inbox' } }),
      'processes[0].script[0].attempt.bufferOf: expected the name of a group, found "mail.inbox"',
    ],
    [
      broken((f) => {
        f.slots = 0;
      }),
      'slots: expected a whole number from 1 to 31, found 0',
    ],
    [
      broken((f) => {
        f.asSlots = 16;
      }),
      'asSlots: expected a whole number from 1 to 15, found 16',
    ],
    [
      broken((f) => {
        f.processes.push(...f.processes);
      }),
      'processes[1].name: expected a name that no other process has, found "player"',
    ],
    [
      broken((f) => {
        (f.processes[0]?.groups[0] as Record<string, unknown>).queues = 2;
      }),
      'processes[0].groups[0].queues: expected at most csPerSlot, 1, found 2',
    ],
    [
      broken((f) => {
        (f.processes[0]?.groups[0] as Record<string, unknown>).prio = 'low';
      }),
      'processes[0].groups[0].prio: expected one of the fields name, priority, protected, queues, found "prio"; did you mean "priority"?',
    ],
    [
      broken((f) => {
        f.name = 'mine, default';
      }),
      'name: expected a name without a comma, found "mine, default"',
    ],
    [
      broken((f) => {
        f.processes = [];
      }),
      'processes: expected at least one process, found []',
    ],
    [
      script({ repeat: { times: 1_000_000, script: [] } }),
      'processes[0].script[0].repeat.times: expected a whole number from 0 to 1000 (a run is cut after some thousand steps, so more rounds would never run), found 1000000',
    ],
    [
      () => decodeWorkload({ ...minimal(), system: ['suspnd'] }),
      'system[0]: expected "suspend", "resume" or { "sleep": "3 ms" }, found "suspnd"; did you mean "suspend"?',
    ],
    [() => decodeWorkload([]), 'the file: expected an object, found []'],
  ])('says where a file is wrong %#', (decode, message) => {
    expect(decode).toThrow(new WorkloadError(message));
  });

  it('an attempt on a buffer that is not there is a mistake where somebody wrote it, not where it was shrunk', () => {
    const file = minimal();
    const [process] = file.processes;
    if (process?.groups[0] === undefined) throw new Error('the workload has a process with a group');
    process.script = [{ attempt: { how: 'mmap', bufferOf: 'player.video' } }];
    expect(decodeWrittenWorkload(file)).toEqual(decodeWorkload(file));
    process.groups[0].protected = false;
    expect(decodeWorkload(file).processes[0]?.script).toHaveLength(1);
    expect(() => decodeWrittenWorkload(file)).toThrow(
      new WorkloadError(
        'processes[0].script[0].attempt.bufferOf: expected a group with "protected": true, since another has no protected suspend buffer, found "player.video"',
      ),
    );
  });
});

describe('docs/workloads.md', () => {
  const page = readFileSync(new URL('../../../docs/workloads.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);

  it('shows files that can be run: every field and every step of the format occurs', () => {
    expect(examples).toHaveLength(4);
    const workloads = examples.map((text) => decodeWrittenWorkload(JSON.parse(text)));
    const all = workloads.flatMap((w) => w.processes.flatMap((p) => flat(p.script))).map((step) => step.op);
    const steps = [
      'submit',
      'wait',
      'sleep',
      'repeat',
      'create',
      'destroy',
      'attempt',
      'bind',
      'bindAsync',
      'bindAfter',
      'waitBind',
      'reclaim',
      'decode',
      'look',
      'dump',
      'ioctl',
      'query',
      'unplug',
      'exit',
    ];
    expect([...new Set(all)].sort()).toEqual(steps.sort());
    const system = workloads.flatMap((w) => w.system ?? []).map((step) => step.op);
    expect([...new Set(system)].sort()).toEqual(['resume', 'sleep', 'suspend']);
    const ran: SimEvent[] = [];
    for (const workload of workloads) {
      const { events } = simulate({ revision: revisions.reference, workload, profile: {} }, runToCompletion);
      const jobs = (op: string): number => events.filter((e) => e.kind === 'job' && e.op === op).length;
      expect(jobs('submit')).toBe(2);
      expect(jobs('signal')).toBe(2);
      ran.push(...events);
    }
    const answers = ran.flatMap((e) => (e.kind === 'ioctl' ? [`${e.call}: ${e.result}`] : []));
    expect(answers).toContain('GROUP_DESTROY rogue.job: EINVAL');
    expect(answers).toContain('GROUP_CREATE late.video: ok');
    expect(answers).toContain('PRIME_HANDLE_TO_FD frame: ok');
    expect(answers).toContain('VM_BIND async 4 pages: ok');
    expect(answers).toContain('VM_BIND unmap frame in vm, async: ok');
  });

  it('names every command and every way to reach for a buffer', () => {
    const names = ['RUN', 'ASYNC', 'WAIT', 'PROT_REGION', 'SYNC_WAIT', 'SYNC_ADD', 'READ', 'PAGE_FAULT'];
    names.push(
      'LOAD',
      'LOAD_AT',
      'STORE',
      'BRANCH',
      'FAULT',
      'FATAL',
      'UNRECOVERABLE',
      'TILER_OOM',
      'mmap',
      'gem-handle',
      'dma-buf-export',
      'vm-bind',
    );
    for (const name of names) expect(page).toContain(`\`${name}`);
  });
});

const flat = (script: readonly Step[]): readonly Step[] =>
  script.flatMap((step) => (step.op === 'repeat' ? [step, ...flat(step.script)] : [step]));
