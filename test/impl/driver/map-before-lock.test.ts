import { expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit } from './scripts.ts';

/** A queue waits for an object that is there, and its driver looks at it under the scheduler lock. */
function* lookUnderLock(d: Driver, answers: boolean[]): Act {
  yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
  const group = d.group(groupId('g'));
  const queue = d.queue(group, 0);
  yield* d.machine.step('the object is there');
  d.hw.syncObjects.get('done').store(1);
  yield* d.state.schedLock.lock();
  group.blockedQueues.set(1);
  queue.syncWait.set({ object: 'done', seqno: 1 });
  d.state.waiting.set([group.id]);
  answers.push(yield* d.fn.queueSyncWaitMet(group, queue));
  d.state.schedLock.unlock();
}

const breaches = ({ context }: ReturnType<typeof drive>): readonly string[] =>
  context.events.flatMap((e) => (e.kind === 'lock' && e.op === 'fenceBreach' ? [e.note] : []));

test('a sync object that is not mapped yet is looked at later by the reference, after mapping it without the lock', () => {
  const answers: boolean[] = [];
  const run = drive(revisions.reference, function* (d) {
    yield* lookUnderLock(d, answers);
    yield* d.machine.sleep(1_000, 'sync_upd_work runs');
    const queue = d.queue(d.group(groupId('g')), 0);
    yield* d.state.schedLock.lock();
    answers.push(queue.syncMapped.get() === null, d.group(groupId('g')).blockedQueues.get() === 0);
    d.state.schedLock.unlock();
    yield* createAndSubmit(d, [{ name: 'h', priority: 1 }], ['h']);
  });
  expect(answers).toEqual([false, true, true]);
  expect(breaches(run)).toEqual([]);
});

test('and at once by mainline, which maps it under the lock that run_job takes', () => {
  const answers: boolean[] = [];
  const run = drive(revisions.mainline, function* (d) {
    yield* lookUnderLock(d, answers);
    yield* createAndSubmit(d, [{ name: 'h', priority: 1 }], ['h']);
  });
  expect(answers).toEqual([true]);
  expect(breaches(run)).toEqual([
    'queue_run_job(h:0) signals a fence and takes sched.lock held across user: the kernel mapping of done',
  ]);
});
