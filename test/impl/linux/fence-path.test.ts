import { describe, expect, it } from 'vitest';
import { FencePath } from '../../../impl/linux/fence-path.ts';

/** Locks that activities hold, and what the check says of them. */
function bench(): {
  readonly take: (activity: string, lock: string) => void;
  readonly drop: (activity: string) => void;
  readonly check: FencePath;
  readonly said: string[];
  readonly noted: string[];
} {
  const held = new Map<string, string[]>();
  const said: string[] = [];
  const noted: string[] = [];
  const check = new FencePath(
    (activity) => held.get(activity) ?? [],
    (_, what) => said.push(what),
    (lock) => noted.push(lock),
  );
  return {
    take: (activity, lock) => {
      check.acquired(activity, lock);
      held.set(activity, [...(held.get(activity) ?? []), lock]);
    },
    drop: (activity) => held.set(activity, []),
    check,
    said,
    noted,
  };
}

describe('fence-signalling code', () => {
  it('and a holder that may wait for a fence are found in one run, whichever comes first', () => {
    for (const first of ['signaller', 'waiter'] as const) {
      const { take, drop, check, said, noted } = bench();
      const halves = {
        signaller: () => {
          check.begin('run_job');
          take('run_job', 'a');
          drop('run_job');
          check.end('run_job');
        },
        waiter: () => {
          take('work', 'a');
          check.mayWait('work', 'an allocation');
          drop('work');
        },
      };
      halves[first]();
      expect(said).toEqual([]);
      halves[first === 'signaller' ? 'waiter' : 'signaller']();
      expect(said).toEqual(['run_job signals a fence and takes a held across work: an allocation']);
      expect(noted).toEqual(['a']);
    }
  });

  it('may not depend on such a lock through another one, of whichever object', () => {
    const { take, drop, check, said } = bench();
    take('tick', 'sched');
    take('tick', 'op(p)');
    drop('tick');
    take('bind', 'op(q)');
    check.mayWait('bind', 'an allocation');
    drop('bind');
    check.begin('run_job');
    take('run_job', 'sched');
    expect(said).toEqual([
      'run_job signals a fence and takes sched, under which op is taken, held across bind: an allocation',
    ]);
  });

  it('may take locks that nobody waits under, and others may wait under locks that it does not take', () => {
    const { take, drop, check, said } = bench();
    check.begin('run_job');
    take('run_job', 'a');
    drop('run_job');
    check.end('run_job');
    take('run_job', 'b');
    check.mayWait('run_job', 'an allocation');
    take('work', 'b');
    check.mayWait('work', 'a fence');
    drop('work');
    check.mayWait('work', 'a fence');
    expect(said).toEqual([]);
  });

  it('may not wait itself', () => {
    const { check, said } = bench();
    check.begin('run_job');
    check.mayWait('run_job', 'an allocation');
    expect(said).toEqual(['run_job signals a fence and may wait for one: an allocation']);
  });
});
