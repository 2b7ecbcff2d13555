import { describe, expect, it, test } from 'vitest';
import { words } from '../../../cli/story/words.ts';
import { fixes } from '../../../impl/driver/reference/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../../impl/driver/unit.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { groupId } from '../../../impl/ids.ts';
import type { Profile } from '../../../impl/profile/choices.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../../impl/simulate.ts';
import { assembled } from '../../../impl/userspace/assembler/encode.ts';
import { DEFAULT_VM, VM_BIND_ASYNC } from '../../../impl/userspace/ioctl.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { oneGroup } from '../one-group.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit, finishJob, process } from './scripts.ts';

const { mainline, reference } = revisions;

const syncobj = (name: string) => ({ ioctl: { call: 'SYNCOBJ_CREATE', syncobj: name } });
const submit = (stream: readonly unknown[], syncs: object = {}) => ({
  submit: { queue: 'p.g:0', stream, ...syncs },
});
const bind = (args: object) => ({ ioctl: { call: 'VM_BIND', bo: 'a', flags: 1, ...args } });
const buffer = { ioctl: { call: 'BO_CREATE', bo: 'a' } };

interface Options {
  readonly revision?: Revision;
  readonly horizonUs?: number;
  readonly profile?: Profile;
  /** Other processes. */
  readonly processes?: readonly unknown[];
}

function eventsOf(script: readonly unknown[], options: Options = {}): readonly SimEvent[] {
  const { revision = reference, horizonUs = 200_000, profile = {}, processes = [] } = options;
  const workload = decodeWorkload(oneGroup(script, { slots: 2, asSlots: 2, processes }));
  const { events, end } = simulate({ revision, workload, profile, horizonUs }, runToCompletion);
  expect(['horizon', 'quiet', 'done', 'idle', 'rest']).toContain(end);
  return events;
}

/** Jobs and binds in the order of what happens to them. */
const fencesOf = (events: readonly SimEvent[]): readonly string[] =>
  events.flatMap((e) => {
    if (e.kind === 'job') return [`${e.job} ${e.op}${e.error === null ? '' : `: ${e.error}`}`];
    return e.kind === 'vm' ? [`${e.op} ${e.note}`] : [];
  });

const answersOf = (events: readonly SimEvent[]): readonly string[] =>
  events.flatMap((e) => (e.kind === 'ioctl' && e.process === 'p' ? [e.result] : []));

describe('an asynchronous VM_BIND with sync objects', () => {
  const chain = [
    ...[syncobj('drawn'), syncobj('mapped')],
    submit(['RUN 3 ms'], { signals: 'drawn' }),
    { bindAsync: { pages: 4, after: 'drawn', signals: 'mapped' } },
    submit(['RUN 1 ms'], { after: 'mapped' }),
    { wait: 'p.g:0' },
  ];

  it.each([mainline, reference])('$name: a job waits for a bind that waits for a job', (revision) => {
    expect(fencesOf(eventsOf(chain, { revision }))).toEqual([
      'p.g:0/1 submit',
      'bindQueued #1, 4 pages',
      'p.g:0/2 held',
      'p.g:0/1 run',
      'p.g:0/1 signal',
      'bindRun #1',
      'bindSignalled #1',
      'p.g:0/2 submit',
      'p.g:0/2 run',
      'p.g:0/2 signal',
    ]);
  });

  it('a process waits for the fence of a bind in a sync object', () => {
    const wait = (timeoutUs: string) => ({ ioctl: { call: 'SYNCOBJ_WAIT', syncobj: 'mapped', timeoutUs } });
    const script = [...chain.slice(0, 4), wait('1 ms'), wait('50 ms')];
    expect(answersOf(eventsOf(script)).slice(-2)).toEqual(['ETIME', 'ok']);
  });

  it('waits for the fence that stood in the object when it was queued, whatever becomes of the object', () => {
    const same = { bindAsync: { pages: 4, after: 'drawn', signals: 'drawn' } };
    const gone = { ioctl: { call: 'SYNCOBJ_DESTROY', syncobj: 'drawn' } };
    const done = ['p.g:0/1 signal', 'bindRun #1', 'bindSignalled #1'];
    for (const after of [[], [gone]]) {
      const script = [syncobj('drawn'), submit(['RUN 3 ms'], { signals: 'drawn' }), same, ...after];
      expect(fencesOf(eventsOf(script)).slice(-3)).toEqual(done);
    }
  });

  it('an object that is signalled from the start holds nothing up', () => {
    const signalled = { ioctl: { call: 'SYNCOBJ_CREATE', syncobj: 's', flags: 1 } };
    const script = [signalled, { bindAsync: { pages: 4, after: 's' } }];
    expect(fencesOf(eventsOf(script))).toEqual(['bindQueued #1, 4 pages', 'bindRun #1', 'bindSignalled #1']);
  });

  it('is refused where a submit is: EINVAL without the object for its fence or without a fence, ENOENT without the object', () => {
    const asked = [
      { after: 'nothing' },
      { after: 'empty' },
      { signals: 'nothing' },
      { after: 'nothing', signals: 'nothing' },
      { after: 'nothing', signals: 'empty' },
      { signals: 'empty' },
      { after: 'empty' },
    ];
    const wanted = ['ENOENT', 'EINVAL', 'EINVAL', 'EINVAL', 'ENOENT', 'ok', 'ok'];
    const first = [syncobj('empty'), buffer];
    const scripts = [
      asked.map((syncs) => submit(['RUN 1 ms'], syncs)),
      asked.map((syncs) => ({ bindAsync: { pages: 1, ...syncs } })),
      asked.map((syncs) => bind(syncs)),
    ];
    for (const script of scripts) {
      expect(answersOf(eventsOf([...first, ...script])).slice(-asked.length)).toEqual(wanted);
    }
  });

  it('that is refused says for which sync object', () => {
    const asked = [{ after: 'gone' }, { after: 'empty' }, { signals: 'lost' }];
    const binds = asked.map((syncs) => ({ bindAsync: { pages: 2, ...syncs } }));
    expect(fencesOf(eventsOf([syncobj('empty'), buffer, ...binds]))).toEqual([
      'bindRefused 2 pages: ENOENT, no sync object gone',
      'bindRefused 2 pages: EINVAL, no fence in sync object empty',
      'bindRefused 2 pages: EINVAL, no sync object lost for its own fence',
    ]);
    const submits = asked.map((syncs) => submit(['RUN 1 ms'], syncs));
    const events = eventsOf([syncobj('empty'), buffer, ...submits, submit(['RUN 1 ms'])]);
    expect(events.flatMap((e) => (e.kind === 'job' && e.op !== 'run' ? [words(e)] : []))).toEqual([
      'submit p.g:0/1: ENOENT, no sync object gone',
      'submit p.g:0/1: EINVAL, no fence in sync object empty',
      'submit p.g:0/1: EINVAL, no sync object lost for its own fence',
      'submit p.g:0/1',
      'fence of p.g:0/1',
    ]);
  });

  it('that failed has a fence with its error: whoever waits for it goes on', () => {
    const player = {
      name: 'player',
      groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
      script: [{ submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 100 ms'] }] } }],
    };
    const script = [
      ...[syncobj('s'), submit(['RUN 4 ms']), { sleep: '8 ms' }],
      { bindAsync: { pages: 4, signals: 's' } },
      submit([], { after: 's' }),
    ];
    const units = fixes.map(({ unit }) => unit).filter(({ name }) => name !== 'quiet-mmu');
    const revision = stack('reference - quiet-mmu', [...series2026, ...units]);
    const options = { revision, profile: { F07: 'never' }, horizonUs: 8_000_000, processes: [player] };
    const told = fencesOf(eventsOf(script, options)).filter((row) => !row.startsWith('player'));
    expect(told.slice(2)).toEqual([
      'p.g:0/1 signal',
      'bindQueued #1, 4 pages',
      'p.g:0/2 held',
      'bindRun #1',
      'unusable ',
      'bindSignalled #1: ETIMEDOUT',
      'p.g:0/2 submit',
      'p.g:0/2 signal',
    ]);
  });
});

describe('DRM_PANTHOR_VM_BIND_ASYNC', () => {
  const sleep = { sleep: '10 ms' };
  const close = { ioctl: { call: 'GEM_CLOSE', bo: 'a' } };
  const first = [buffer, syncobj('s'), syncobj('t'), submit(['RUN 3 ms'], { signals: 's' })];
  /** What becomes of the buffer in the address space and of the fences, in order. */
  const rows = (script: readonly unknown[], revision: Revision = mainline): readonly string[] => {
    const said: string[] = [];
    let [seen, mapped] = [0, false];
    const workload = decodeWorkload(oneGroup(script));
    const afterStep: Setup['afterStep'] = ({ driver, memory }) => {
      const now = memory.mappingViews().some((m) => m.kind === 'pte' && m.buffer.startsWith('p/bo'));
      if (now !== mapped) said.push(now ? 'mapped' : 'unmapped');
      mapped = now;
      const { events } = driver.context;
      for (const e of events.slice(seen)) {
        if (e.kind === 'memory' && e.op === 'free' && e.buffer.startsWith('p/bo')) said.push('freed');
        else said.push(...fencesOf([e]).filter((row) => /signal/i.test(row)));
      }
      seen = events.length;
      return false;
    };
    const setup = { revision, workload, profile: {}, horizonUs: 50_000, afterStep };
    expect(simulate(setup, runToCompletion).end).not.toBe('steps');
    return said;
  };

  it('sync objects are for it alone, and there is no other flag', () => {
    const script = [
      ...first,
      bind({ flags: 0, after: 's' }),
      bind({ flags: 0, signals: 't' }),
      bind({ flags: 3 }),
      bind({ vm: 'nothing' }),
      bind({ bo: 'nothing' }),
      bind({ after: 's', signals: 't' }),
    ];
    expect(answersOf(eventsOf(script)).slice(-6)).toEqual([...Array(5).fill('EINVAL'), 'ok']);
  });

  it('maps when what it waits for is signalled, and holds the buffer until then', () => {
    const script = [...first, bind({ after: 's' }), close, sleep];
    expect(rows(script)).toEqual(['p.g:0/1 signal', 'mapped', 'bindSignalled #1']);
  });

  it('unmaps, and frees the buffer when the address space has forgotten it', () => {
    const script = [...first, bind({}), bind({ op: 'unmap', after: 's' }), close, sleep];
    expect(rows(script)).toEqual([
      ...['mapped', 'bindSignalled #1', 'p.g:0/1 signal'],
      ...['unmapped', 'bindSignalled #2', 'freed'],
    ]);
  });

  it('maps in a VM that was destroyed since the call all the same, as upstream does', () => {
    const destroy = { ioctl: { call: 'VM_DESTROY' } };
    expect(answersOf(eventsOf([...first, destroy, bind({})])).slice(-2)).toEqual(['ok', 'EINVAL']);
    const done = ['p.g:0/1 signal', 'mapped', 'bindSignalled #1'];
    expect(rows([...first, bind({ after: 's' }), destroy, close, sleep])).toEqual(done);
  });

  it('maps nothing in a VM that was destroyed since the call with bind-if-alive, and frees the buffer', () => {
    const done = ['p.g:0/1 signal', 'bindSignalled #1: EINVAL', 'freed'];
    for (const ends of [[{ ioctl: { call: 'VM_DESTROY' } }, close, sleep], ['exit']])
      expect(rows([...first, bind({ after: 's' }), ...ends], reference)).toEqual(
        ends.length === 1 ? ['p.g:0/1 signal: ECANCELED', ...done.slice(1)] : done,
      );
  });

  it('maps nothing in a VM that is unusable by then, nor does a synchronous one, and frees the buffer', () => {
    const answers: unknown[] = [];
    const map = { call: 'VM_BIND', op: 'map', vm: DEFAULT_VM, offset: 0, pages: 1 } as const;
    const { context } = drive(mainline, function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      const vm = d.vmNamed('p');
      for (const bo of ['a', 'b'])
        yield* d.uapi.call(process, { call: 'BO_CREATE', bo, pages: 1, flags: 0, vm: null });
      yield* vm.opLock.lock();
      answers.push(yield* d.uapi.call(process, { ...map, bo: 'a', flags: VM_BIND_ASYNC }));
      yield* d.uapi.call(process, { call: 'GEM_CLOSE', bo: 'a' });
      vm.unusable.set(true);
      vm.opLock.unlock();
      answers.push(yield* d.uapi.call(process, { ...map, bo: 'b', flags: 0 }));
      answers.push(yield* d.uapi.call(process, { ...map, op: 'unmap', bo: 'b', flags: 0 }));
    });
    expect(answers).toEqual([0, 'EINVAL', 0]);
    const freed = context.events.flatMap((e) => (e.kind === 'memory' && e.op === 'free' ? [e.buffer] : []));
    expect(freed).toEqual([expect.stringMatching(/a$/)]);
    expect(context.events.flatMap((e) => fencesOf([e])).at(-1)).toBe('bindSignalled #1: EINVAL');
  });
});

describe('who waits for whom, H.4', () => {
  it('a cycle through memory, which no fence shows, ends with the job that waits too long', () => {
    const groups = ['g', 'h'].map((name) => ({ name, priority: 'medium', protected: false, queues: 1 }));
    const [waits, sets] = [['SYNC_WAIT x 1'], ['SYNC_SET x 1']];
    const script = [
      ...[syncobj('drawn'), syncobj('mapped')],
      { submit: { queue: 'q.g:0', stream: waits, signals: 'drawn' } },
      { bindAsync: { pages: 4, after: 'drawn', signals: 'mapped' } },
      { submit: { queue: 'q.h:0', stream: sets, after: 'mapped' } },
    ];
    for (const revision of Object.values(revisions)) {
      const events = eventsOf([], {
        revision,
        horizonUs: 8_000_000,
        processes: [{ name: 'q', groups, script }],
      });
      const late = events.find((e) => e.kind === 'job' && e.op === 'signal');
      expect(late?.tUs).toBeGreaterThan(5_000_000);
      expect(fencesOf(events).slice(3)).toEqual([
        'q.g:0/1 run',
        'q.g:0/1 signal: ETIMEDOUT',
        'bindRun #1',
        'bindSignalled #1',
        'q.h:0/1 submit',
        'q.h:0/1 run',
        'q.h:0/1 signal',
      ]);
    }
  });

  test('a wait under vm.op_lock for a job that waits for a bind is found: the bind takes that lock', () => {
    const waited: boolean[] = [];
    const { context } = drive(
      mainline,
      function* (d) {
        const group = groupId('g');
        const draw = (syncs: object) =>
          d.uapi.groupSubmit(process, {
            group,
            queue: 0,
            code: assembled([{ op: 'RUN', us: 100 }]),
            ...syncs,
          });
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
        for (const name of ['drawn', 'mapped'])
          yield* d.uapi.call(process, { call: 'SYNCOBJ_CREATE', syncobj: name, flags: 0 });
        yield* draw({ signals: 'drawn' });
        yield* d.uapi.vmBindAsync(process, 1, null, { after: 'drawn', signals: 'mapped' });
        const { job } = yield* draw({ after: 'mapped' });
        const { opLock } = d.vmNamed('p');
        yield* opLock.lock();
        if (job !== null) waited.push(yield* d.uapi.fenceWait(job, 1_000));
        opLock.unlock();
        finishJob(d, 'g');
        yield* d.machine.step('the job is done');
        d.queue(d.group(group), 0).ring.syncSeqno.store(1);
        yield* d.fn.groupQueueWork(d.group(group), 'syncUpd');
      },
      { horizonUs: 20_000 },
    );
    const found = context.events.flatMap((e) =>
      e.kind === 'lock' && e.op === 'fenceBreach' ? [e.note] : [],
    );
    expect(waited).toEqual([false]);
    expect(found).toContain(
      'vm_bind_work(p) signals a fence and takes vm.op_lock held across user: a wait for the fence of g:0/2',
    );
  });
});
