import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canary } from '../../../impl/driver/defects/index.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { runCanary } from '../../../properties/detect/canary.ts';
import { searchStrategies } from '../../../properties/explore/strategies.ts';

it('every run of the canary condemns it: every workload, every strategy, generated ones', () => {
  const folder = new URL('../../../properties/workloads/', import.meta.url);
  const workloads = readdirSync(folder).map((file) =>
    decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  );
  const { executions, missed } = runCanary(workloads, 12);
  expect(missed).toEqual([]);
  expect(executions).toBeGreaterThan(searchStrategies.length + workloads.length + 12);
});

it('a run that does not condemn it by each of its rules is told', () => {
  let runs = 0;
  const { executions, missed } = runCanary([], 0, () => runs++ >= 4, {
    ...canary,
    breaks: [...canary.breaks, 'KERNEL-OWNED'],
  });
  expect(executions).toBe(4);
  expect(missed).toHaveLength(4);
  for (const one of missed) expect(one).toMatch(/^KERNEL-OWNED: .+ of .+, seed [12]$/);
});
