import { describe, expect, test } from 'vitest';
import { cName, columnOf, placedFunctions, placeOf } from '../../cli/c-names.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { EventList, player } from './event-list.ts';

describe('the kernel names', () => {
  test.each([
    ['panthorFwProtmEnter', 'panthor_fw_protm_enter'],
    ['tick_work', 'tick_work'],
    ['protmPendingQueues', 'protm_pending_queues'],
  ])('%s is %s', (name, kernelName) => expect(cName(name)).toBe(kernelName));

  test('every function that a place names exists in the simulated series', () => {
    const known = new Set(revisions['series-2026'].units.flatMap((unit) => Object.keys(unit.functions)));
    expect(placedFunctions.filter((name) => !known.has(name))).toEqual([]);
  });

  test('a place names file, function, and the unit where the series touches it', () => {
    const list = new EventList().session(0, 'tick_work', 'enterSent', { group: player });
    expect(placeOf(list.last)).toEqual({
      file: 'panthor_fw.c',
      function: 'panthor_fw_protm_enter',
      unit: 'P7',
      simulated: 'panthorFwProtmEnter',
    });
    list.at(0, 'tick_work', { kind: 'group', op: 'bind', group: player, slot: 1, cause: null });
    expect(placeOf(list.last)).toEqual({
      file: 'panthor_sched.c',
      function: 'group_bind_locked',
      unit: null,
      simulated: 'groupBindLocked',
    });
    list.session(0, 'fw', 'enterAcked');
    expect(placeOf(list.last)).toBeNull();
  });

  test.each([
    ['tick_work', 'tick_work'],
    ['cs/1', 'FW/GPU'],
    ['fw.2', 'FW/GPU'],
    ['irq/job', 'JOB irq thread'],
    ['queue_run_job(player.video:0)', 'queue_run_job'],
    ['player', 'player'],
  ])('%s stands in column "%s"', (activity, title) => expect(columnOf(activity).title).toBe(title));

  test('firmware and command streams share a column, jobs of all queues too', () => {
    expect(columnOf('fw').key).toBe(columnOf('cs/3').key);
    expect(columnOf('queue_run_job(a.b:0)').key).toBe(columnOf('queue_run_job(a.c:1)').key);
    expect(columnOf('tick_work').key).not.toBe(columnOf('fw').key);
  });
});
