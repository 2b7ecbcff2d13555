import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { drive, trace } from './answering-firmware.ts';
import { createAndSubmit, process } from './scripts.ts';

describe('groups across a reset, D.6', () => {
  test('one that is destroyed in a reset is terminated and released once, after it', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      yield* d.fn.panthorDeviceScheduleReset('test');
      yield* d.machine.until('the reset stops the group', () => d.state.stoppedGroups.get().length > 0);
      yield* d.uapi.groupDestroy(process, groupId('g'));
    });
    const rows = trace(context, ['group', 'reset']).filter((row) => /destroy|release|end/.test(row));
    expect(rows.map((row) => row.replace(/^\S+ /, '').trim())).toEqual([
      'g destroy',
      'reset end',
      'g release',
    ]);
  });
});

test('the reset takes L2 away, and the driver powers it on before anything else, D.6', () => {
  const { context, driver } = drive(
    revisions.mainline,
    function* (d) {
      yield* d.fn.panthorDeviceScheduleReset('test');
    },
    { horizonUs: 20_000 },
  );
  expect(driver.regs.l2Ready.peek()).toBe(1);
  const rows = context.events.flatMap((e) => {
    if (e.kind === 'reset') return [e.op];
    return e.kind === 'word' && /^(L2_READY|MCU_CONTROL)$/.test(e.word) ? [`${e.word} ${e.after}`] : [];
  });
  expect(rows.slice(rows.indexOf('begin'))).toEqual([
    'begin',
    'L2_READY 0',
    'L2_READY 1',
    'MCU_CONTROL 2',
    'end',
  ]);
});
