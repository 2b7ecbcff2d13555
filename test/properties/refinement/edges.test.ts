import { expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { small } from '../../../model/protected-mode/index.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { smallWorkloads } from '../../../properties/detect/workloads.ts';
import { actionOf, adequacyOf, edgeOf, edgesOfModel } from '../../../properties/refinement/edges.ts';

const units = revisions.reference.units.map((unit) => unit.name);
const [simplest] = small.cases;
if (simplest === undefined) throw new Error('the small scope has cases');

it('each step that explains a run is told with a state in which the model can take it', () => {
  const workload = smallWorkloads.find(({ name }) => name === 'one region');
  if (workload === undefined) throw new Error('the workload is there');
  const taken: string[] = [];
  const { matchedActions } = checkRun(
    setupOf(units, { workload, faults: {}, profile: {} }),
    runToCompletion,
    {
      rules: ['REFINES'],
      onModelStep: (before, action) => taken.push(edgeOf(before, action)),
    },
  );
  const counted = new Map<string, number>();
  for (const edge of taken) counted.set(actionOf(edge), (counted.get(actionOf(edge)) ?? 0) + 1);
  expect([...counted].sort()).toEqual([...matchedActions].sort());
  expect(
    taken.filter((edge) => edge.startsWith('gpu.raiseBit7 | driver entering, firmware entering, no bit 7')),
  ).not.toEqual([]);
  // What a single owner of the model can do, a run of a single owner does nowhere else.
  const model = edgesOfModel({ name: 'one case', cases: [simplest] }, 100_000);
  const { edges, taken: some, missed, byAction } = adequacyOf(model, new Set(taken));
  expect(some).toBeGreaterThan(10);
  expect(some + missed.length).toBe(edges);
  expect([...byAction.values()].reduce((sum, { of }) => sum + of, 0)).toBe(edges);
});
