/** In which order functions of mainline do what the tables of protocol.md leave together. */
import { expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../../impl/driver/unit.ts';
import { groupId } from '../../../impl/ids.ts';
import { CS } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drive, trace } from './answering-firmware.ts';
import { createAndSubmit, process } from './scripts.ts';

const { mainline } = revisions;
const words = (rows: readonly string[]): readonly string[] => rows.map((row) => row.replace(/^\S+ /, ''));

test('who lost its slot is unbound by priority, highest first: so its VM is the first to lose its AS', () => {
  const { context } = drive(mainline, function* (d) {
    const plans = [0, 3, 1].map((priority) => ({ name: `g${priority}`, priority: priority as 0 | 1 | 3 }));
    yield* createAndSubmit(d, plans, ['g0', 'g3', 'g1']);
    yield* d.machine.sleep(3_000, 'they run');
    yield* d.state.schedLock.lock();
    for (const group of d.groups.values()) group.timedout.set(true);
    d.state.schedLock.unlock();
    yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
  });
  const unbound = words(trace(context, ['group'])).filter((row) => row.includes('unbind'));
  expect(unbound.map((row) => row.split(' ')[0])).toEqual(['g3', 'g1', 'g0']);
});

test('a reset stops runnable groups before idle ones, whatever their priority', () => {
  const stopped: (readonly string[])[] = [];
  drive(mainline, function* (d) {
    const plans = [...'abc'].map((name) => ({ name, priority: 3 as const }));
    const more = [
      { name: 'd', priority: 2 as const },
      { name: 'e', priority: 0 as const },
    ];
    yield* createAndSubmit(d, [...plans, ...more], [...'abcd']);
    yield* d.machine.sleep(3_000, 'three of them run');
    yield* d.fn.panthorDeviceScheduleReset('test');
    yield* d.machine.until('all are stopped', () => {
      const groups = d.state.stoppedGroups.get();
      if (groups.length === 5) stopped.push(groups);
      return groups.length === 5;
    });
  });
  expect(stopped[0]).toEqual(['d', 'e', 'c', 'b', 'a']);
});

test('a fatal error in a slot that nobody has any more asks for a tick, and an unrecoverable one for a reset', () => {
  const reported = (kind: number) => {
    const run = drive(mainline, function* (d: Driver) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
      yield* d.machine.sleep(3_000 - d.machine.nowUs, 'until 3 ms');
      yield* d.uapi.groupDestroy(process, groupId('g'));
      yield* d.machine.sleep(1_000, 'its slot is empty');
      const cs = d.cs(0, 0);
      d.machine.atomically(() => {
        cs.fatal.store(kind);
        cs.ack.store(cs.ack.peek() ^ CS.FATAL);
        d.csg(0).irqReq.store(d.csg(0).irqAck.peek() ^ 1);
        d.regs.job.raise(1);
      });
    });
    return words(trace(run.context, ['tick', 'reset']).filter((row) => Number.parseFloat(row) >= 4)).slice(
      0,
      1,
    );
  };
  expect(reported(0)).toEqual(['tick begin partial [] -']);
  expect(reported(0x41)).toEqual(['reset schedule CS_UNRECOVERABLE']);
});

test('what a measured job used is counted after its fence is signalled', () => {
  const workload = decodeWorkload({
    name: 'measured',
    note: '',
    slots: 1,
    asSlots: 1,
    csPerSlot: 1,
    profiling: true,
    processes: [
      {
        name: 'p',
        groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
        script: [{ submit: { queue: 'p.g:0', stream: ['RUN 1 ms'] } }, { wait: 'p.g:0' }],
      },
    ],
  });
  const { events } = simulate({ revision: mainline, workload, profile: {} }, runToCompletion);
  const told = events.flatMap((e) => {
    if (e.kind === 'usage') return [e.op];
    return e.kind === 'job' && e.op === 'signal' ? ['signal'] : [];
  });
  expect(told).toEqual(['measure', 'signal', 'count']);
});

test('a reset waits for the run_job that is in flight before it resets the GPU, A.2.7-4, H.4', () => {
  const slow: Unit = {
    name: 'slow',
    on: 'mainline',
    title: '',
    cite: [],
    functions: {
      panthorDeviceResumeAndGet: (d, below) =>
        function* () {
          if (d.machine.currentPath.startsWith('queue_run_job')) yield* d.machine.sleep(2_000, 'is slow');
          return yield* below();
        },
    },
  };
  const { context } = drive(stack('slow', [...mainline.units, slow]), function* (d) {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
    yield* d.fn.panthorDeviceScheduleReset('test');
  });
  const told = context.events.flatMap((e) => {
    if (e.kind === 'job' && e.op === 'run') return ['run_job'];
    return e.kind === 'word' && e.word === 'L2_READY' && e.after === 0 ? ['GPU reset'] : [];
  });
  expect(told.slice(0, 2)).toEqual(['run_job', 'GPU reset']);
});

test('a job clock that runs when a reset stops its queue never runs out: it is taken back, and does not count as suspended', () => {
  const killed = (after: (d: Driver) => Act): readonly string[] => {
    const { context, driver } = drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
        yield* d.machine.sleep(3_000, 'it runs');
        yield* d.state.schedLock.lock();
        const group = d.group(groupId('g'));
        // As 7/8 does it where firmware does not answer: off its slot, and its CSs are not reset.
        group.state.set('SUSPENDED');
        yield* d.fn.groupUnbindLocked(group);
        d.state.runnable[1]?.set([group.id]);
        d.state.schedLock.unlock();
        yield* d.fn.panthorDeviceScheduleReset('test');
        yield* after(d);
      },
      { horizonUs: 14_000_000 },
    );
    expect(driver.group(groupId('g')).csgId.peek() >= 0 || driver.group(groupId('g')).timedout.peek()).toBe(
      true,
    );
    return trace(context, ['group']).filter((row) => row.includes('kill'));
  };
  expect(killed(function* () {})).toEqual([]);
  // It has its full time again once it was suspended and goes on.
  const again = killed(function* (d) {
    yield* d.machine.sleep(6_000_000 - d.machine.nowUs, 'longer than a clock');
    const group = d.group(groupId('g'));
    yield* d.fn.queueSuspendTimeout(group, d.queue(group, 0));
    yield* d.fn.queueResumeTimeout(group, d.queue(group, 0));
  });
  expect(again).toEqual(['11000.0 g kill CSG0 jobTimeout']);
});

test.each([
  // revision, what the unplug of a device does while somebody is in GROUP_CREATE or VM_CREATE
  ['mainline', 'GROUP_CREATE', ['unplugged', 'GROUP_CREATE g2']],
  ['mainline', 'VM_BIND', ['VM_BIND 1 pages', 'unplugged']],
  ['reference', 'GROUP_CREATE', ['GROUP_CREATE g2', 'unplugged']],
] as const)('an unplug of %s beside a %s', (name, call, told) => {
  const { context } = drive(revisions[name], function* (d) {
    const { machine } = d;
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
    const vm = call === 'VM_BIND' ? d.vmNamed('p') : d.fwVm;
    yield* vm.opLock.lock();
    machine.spawn('caller', 'process', function* () {
      if (call === 'VM_BIND') yield* d.uapi.vmBind(process, 1);
      else
        yield* d.uapi.groupCreate(process, {
          group: groupId('g2'),
          priority: 1,
          queues: 1,
          protected: false,
        });
    });
    yield* machine.sleep(100, 'it waits for op_lock');
    machine.spawn('admin', 'process', () => d.uapi.unplug());
    yield* machine.sleep(10_000, 'the device goes, or waits');
    vm.opLock.unlock();
  });
  const rows = context.events.flatMap((e) => {
    if (e.kind === 'device' && e.op === 'unplugged') return [e.op];
    return e.kind === 'ioctl' && e.activity === 'caller' ? [e.call] : [];
  });
  expect(rows).toEqual(told);
});

test('no work of the scheduler and no ping comes again on a device that is gone', () => {
  const queued: boolean[] = [];
  drive(mainline, function* (d) {
    const { tickWork, fwEventsWork, syncUpdWork, pingWork } = d.state;
    const works = [tickWork, fwEventsWork, syncUpdWork, pingWork];
    for (const work of works) queued.push(work.isPending() || work.queueDelayed(1_000_000));
    yield* d.uapi.unplug();
    for (const work of works) queued.push(work.isPending() || work.queueNow());
  });
  expect(queued).toEqual([true, true, true, true, false, false, false, false]);
});
