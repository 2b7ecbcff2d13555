import { describe, expect, test } from 'vitest';
import { cName, columnOf, placedFunctions, placeIn, placeOf } from '../../cli/c-names.ts';
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

  test('a place names file, function, and the last patch of the revision that touches it', () => {
    const list = new EventList().session(0, 'tick_work', 'enterSent', { group: player });
    const placeWith = (units: readonly string[]) => {
      const place = placeOf(list.last);
      return place === null ? null : placeIn(place, units);
    };
    const series = revisions['series-2026'].units.map((unit) => unit.name);
    const rfc = revisions['rfc-2025'].units.map((unit) => unit.name);
    expect(placeWith(series)).toEqual({
      file: 'panthor_fw.c',
      function: 'panthor_fw_protm_enter',
      simulated: 'panthorFwProtmEnter',
      patch: '7/8',
    });
    expect(placeWith(rfc)).toEqual({
      file: 'panthor_sched.c',
      function: 'glb_protm_enter',
      simulated: 'panthorFwProtmEnter',
      patch: '5/5',
    });
    list.at(0, 'tick_work', { kind: 'group', op: 'bind', group: player, slot: 1, cause: null });
    expect(placeWith(series)).toEqual({
      file: 'panthor_sched.c',
      function: 'group_bind_locked',
      simulated: 'groupBindLocked',
      patch: null,
    });
    list.session(0, 'fw', 'enterAcked');
    expect(placeOf(list.last)).toBeNull();
  });

  test('the waits of an entry and its lock are panthor_fw_protm_enter()’s, not those of the work that calls it', () => {
    const list = new EventList();
    const functionOf = () => placeOf(list.last)?.function;
    for (const what of ['GLB PROTM_ENTER', 'GPU_STATUS PROTM_ACTIVE']) {
      list.at(0, 'tick_work', { kind: 'wait', op: 'timeout', what, limitUs: 500_000 });
      expect(functionOf()).toBe('panthor_fw_protm_enter');
    }
    list.at(0, 'tick_work', { kind: 'wait', op: 'begin', what: 'CSG 0 START', limitUs: 100_000 });
    expect(functionOf()).toBe('tick_work');
    const lock = { kind: 'lock', op: 'release', lock: 'protm.lock', note: '' } as const;
    list.at(0, 'tick_work', { ...lock, mode: 'write' });
    expect(functionOf()).toBe('panthor_fw_protm_enter');
    list.at(0, 'vm_bind_work', { ...lock, mode: 'read' });
    expect(functionOf()).toBe('panthor_vm_bind_run_job');
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
