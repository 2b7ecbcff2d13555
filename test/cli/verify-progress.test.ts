import { describe, expect, test } from 'vitest';
import { progressLine } from '../../cli/progress.ts';
import { VerifyPhases } from '../../cli/verify-progress.ts';
import type { VerifyProgress } from '../../properties/verify-options.ts';
import { searchRevision } from '../../properties/verify-revision.ts';

describe('the progress of a verification', () => {
  test('names each phase, estimates only the first search, counts on over revisions', () => {
    const phases = new VerifyPhases(['mainline', 'series-2026']);
    const line = (state: Partial<VerifyProgress>): string =>
      progressLine(
        phases.shown({ phase: 'mainline', done: 0, total: 100, findings: 0, coverage: '', ...state }),
        4_000,
        0,
      );
    expect(line({ phase: 'model, small', done: 40, total: 90, coverage: '90 states' })).toBe(
      'model, small: 40 states, 10/s',
    );
    expect(line({ done: 40 })).toBe(
      'mainline (1 of 2), first search: 40 of 100 cells, 10/s, about 5 s left of this phase',
    );
    const series = { phase: 'series-2026' };
    line({ ...series, done: 100 });
    expect(line({ phase: 'series-2026, shrinking', findings: 3, coverage: '900 executions' })).toBe(
      'series-2026 (2 of 2), looking into what broke: 900 executions, 3 violations looked into',
    );
    expect(line({ ...series, done: 8, findings: 4 })).toBe(
      'series-2026 (2 of 2), searching again, what broke cured or put aside: 8 of 100 cells in a row brought nothing new, 2/s, 4 violations looked into',
    );
    expect(line({ phase: 'series-2026, comparing', done: 3, total: 12, coverage: '29 executions' })).toBe(
      'series-2026 (2 of 2), looked for on the other: 3 of 12 causes, 0.8/s, about 10 s left of this phase, 29 executions',
    );
    expect(line({ phase: 'mainline', findings: 1, done: 1 })).toContain('5 violations looked into');
  });

  test('a real search begins so, and what is counted never goes back', () => {
    const phases = new VerifyPhases(['series-2026']);
    const seen = new Set<string>();
    let most = 0;
    searchRevision('series-2026', {
      seed: 1,
      budget: 'smoke',
      revisions: [],
      workloads: [],
      workers: 1,
      shouldStop: () => most >= 3,
      onProgress: (progress) => {
        const { phase, findings, total, done } = phases.shown(progress);
        seen.add(phase);
        expect(findings === 0 || findings >= most, `${phase}: ${findings} after ${most}`).toBe(true);
        most = Math.max(most, findings);
        if (total > 0) expect(done).toBeLessThanOrEqual(total);
      },
    });
    expect(most).toBeGreaterThanOrEqual(3);
    expect([...seen]).toEqual([
      'series-2026 (1 of 1), first search',
      'series-2026 (1 of 1), looking into what broke',
    ]);
  });
});
