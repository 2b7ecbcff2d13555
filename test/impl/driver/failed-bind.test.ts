import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { groupId } from '../../../impl/ids.ts';
import { drive, trace } from './answering-firmware.ts';
import { createAndSubmit } from './scripts.ts';

/** Where a group stands: on which of the scheduler's lists, in which slot, in which state. */
function standing(d: Driver, name: string): string {
  const group = d.group(groupId(name));
  const lists = [...d.state.runnable, ...d.state.idle].filter((list) => list.peek().includes(group.id));
  return `${lists.map((list) => list.name).join(' ') || 'on no list'}, slot ${group.csgId.peek()}, ${group.state.peek()}`;
}

/** A group is submitted to while a command hangs in the only address space; the reset clears it. */
function run(revision: Revision, horizonUs: number) {
  return drive(
    revision,
    function* (d) {
      yield* d.regs.as(1).status.write(1);
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
    },
    { horizonUs, asSlots: 1 },
  );
}

describe('a group that cannot be given an address space, D.4-7', () => {
  test('on the base of the series is asked to start all the same, acknowledged, and lost', () => {
    for (const revision of [revisions.mainline, revisions['series-2026']]) {
      const { driver, context } = run(revision, 3_000_000);
      const rows = trace(context, ['csg', 'group', 'reset']).map((row) => row.replace(/^\S+ /, ''));
      // The slot holds no group, so the request is nobody's, and the only reset is that of the stuck command.
      expect(rows.filter((row) => /bind|CSG0/.test(row))).toEqual([]);
      expect(rows.filter((row) => row.startsWith('reset'))).toEqual([
        'reset schedule AS1 AS_ACTIVE stuck',
        'reset begin ',
        'reset end ',
      ]);
      const state = (req: string): number | undefined =>
        context.events.flatMap((e) => (e.kind === 'word' && e.word === req ? [e.after & 7] : []))[0];
      expect([state('CSG0_REQ'), state('CSG0_ACK')]).toEqual([1, 1]);
      expect(standing(driver, 'g')).toBe('on no list, slot -1, CREATED');
    }
  });

  test('in the reference goes back to its list, and runs after the reset', () => {
    const { driver, context } = run(revisions.reference, 3_000_000);
    expect(context.events.some((e) => e.kind === 'log' && e.text === 'failed to bind g to CSG slot 0')).toBe(
      true,
    );
    const rows = trace(context, ['csg', 'group', 'reset']).filter((row) => /bind|START|reset/.test(row));
    expect(rows.map((row) => row.replace(/^\S+ /, ''))).toEqual([
      'reset schedule AS1 AS_ACTIVE stuck',
      'reset begin ',
      'reset end ',
      'g bind CSG0',
      'CSG0 g START request',
      'CSG0 g START ack',
    ]);
    expect(standing(driver, 'g')).toBe('on no list, slot 0, ACTIVE');
  });
});
