import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { drawn } from '../../../properties/generate/arbitrary.ts';
import { drawWorkload } from '../../../properties/generate/workload.ts';
import { workloadPasses } from '../../../properties/shrink/workload-passes.ts';

it('a property over workloads shrinks to the smallest that fails', () => {
  const workload: fc.Arbitrary<Workload> = drawn(drawWorkload, workloadPasses);
  const hasDestroy = (w: Workload) => w.processes.some((p) => p.script.some((s) => s.op === 'destroy'));
  const details = fc.check(
    fc.property(workload, (w) => !hasDestroy(w)),
    { seed: 42, numRuns: 200 },
  );
  expect(details.failed).toBe(true);
  const smallest = details.counterexample?.[0] as Workload;
  expect(smallest.processes.map((p) => p.script.map((s) => s.op))).toEqual([['destroy']]);
  expect(smallest.processes[0]?.groups.length).toBe(1);
});
