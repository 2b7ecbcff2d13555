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
