import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { faults, profile, scenario, workload } from '../../../properties/generate/arbitraries.ts';

it('a property over workloads shrinks to the smallest that fails', () => {
  const hasDestroy = (w: Workload) => w.processes.some((p) => p.script.some((s) => s.op === 'destroy'));
  const details = fc.check(
    fc.property(workload(), (w) => !hasDestroy(w)),
    { seed: 42, numRuns: 200 },
  );
  expect(details.failed).toBe(true);
  const smallest = details.counterexample?.[0] as Workload;
  expect(smallest.processes.map((p) => p.script.map((s) => s.op))).toEqual([['destroy']]);
  expect(smallest.processes[0]?.groups.length).toBe(1);
});

it('a property over scenarios ends at the one assumption that matters', () => {
  const details = fc.check(
    fc.property(scenario(), ({ profile }) => !('F05' in profile)),
    { seed: 7, numRuns: 2_000 },
  );
  const smallest = details.counterexample?.[0];
  expect(smallest?.profile).toEqual({ F05: 'EXIT, bit 7, ack' });
  expect(smallest?.faults).toEqual({});
  expect(smallest?.workload.processes.map((p) => [p.groups.length, p.script.length])).toEqual([[1, 0]]);
});

it('an example of another arbitrary beside ours is left to that one', () => {
  const shrunkTo = (values: fc.Arbitrary<unknown>, example: unknown, fails: (value: unknown) => boolean) =>
    fc.check(
      fc.property(values, (value) => !fails(value)),
      { examples: [[example]], numRuns: 1 },
    ).counterexample?.[0];
  for (const ours of [scenario(), workload(), profile(), faults()]) {
    expect(shrunkTo(fc.oneof(ours, fc.nat()), 50, (v) => typeof v === 'number' && v >= 10)).toBe(10);
    expect(
      shrunkTo(fc.oneof(ours, fc.array(fc.nat())), [3, 9], (v) => Array.isArray(v) && v.length > 0),
    ).toEqual([0]);
    expect(
      shrunkTo(fc.oneof(ours, fc.record({ a: fc.nat() })), { a: 4 }, (v) => Object.hasOwn(v as object, 'a')),
    ).toEqual({ a: 0 });
  }
  // And an example of ours is made smaller.
  const example = { F04: 'never', F07: 'never' };
  expect(shrunkTo(fc.oneof(fc.nat(), profile()), example, (v) => Object.hasOwn(v as object, 'F07'))).toEqual({
    F07: 'never',
  });
});
