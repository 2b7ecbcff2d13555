import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { execute } from '../../../cli/api/execute.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { type ScheduledScenario, scenario } from '../../../properties/generate/arbitraries.ts';

const counted = { runs: 0, entries: 0 };

describe('as its users write it', () => {
  test.prop([scenario()], { numRuns: 8, seed: 5 })('the reference lets nobody in who did not ask', (s) => {
    const run = execute({ revision: revisions.reference, ...s }, { rules: ['ENTER-GATE'] });
    counted.runs++;
    counted.entries += run.given.get('ENTER-GATE') ?? 0;
    expect(run.violations).toEqual([]);
  });

  test('and that was no empty promise', () => {
    expect(counted.runs).toBe(8);
    expect(counted.entries).toBeGreaterThan(0);
  });
});

describe('the report of a property that fails', () => {
  const breaks = (s: ScheduledScenario): boolean =>
    execute({ revision: revisions['series-2026'], ...s }, { rules: ['ENTER-GATE'], stopAtFirst: true })
      .violations.length > 0;
  const property = fc.property(scenario(), (s) => !breaks(s));
  const details = fc.check(property, { seed: 5, numRuns: 20, endOnFailure: false });
  const report = fc.defaultReportMessage(details) ?? '';

  test('names seed and path, and these lead to the shrunk value at once', () => {
    expect(details.failed).toBe(true);
    expect(report).toContain(`{ seed: 5, path: "${details.counterexamplePath}"`);
    const again = fc.check(property, { seed: 5, path: details.counterexamplePath ?? '', endOnFailure: true });
    expect(again.numShrinks).toBe(0);
    expect(again.counterexample).toEqual(details.counterexample);
  });

  test('shows the smallest scenario as files have it, with the default schedule where that does', () => {
    const text = report.slice(report.indexOf('Counterexample: [') + 17, report.indexOf(']\nShrunk'));
    const shown = JSON.parse(text);
    expect(shown).toMatchObject({ schedule: 'run to completion', seed: 1, profile: {}, faults: {} });
    const smallest = details.counterexample?.[0];
    if (smallest === undefined) throw new Error('there is one');
    expect(decodeWorkload(shown.workload)).toEqual(smallest.workload);
    expect(smallest.workload.processes).toHaveLength(1);
    expect(breaks(smallest)).toBe(true);
    expect(text.split('\n').length).toBeLessThan(30);
  });
});
