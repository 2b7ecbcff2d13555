import { describe, expect, test, vi } from 'vitest';
import { execute, racesIn, storedWorkloads } from '../../../cli/api/index.ts';
import { codeOf, text, verdictsOf } from '../../../cli/explore/told.ts';
import { revisionOption } from '../../../cli/named.ts';
import { type ExploreOptions, explore } from '../../../properties/campaign/explore.ts';
import { generatedKey } from '../../../properties/campaign/plan.ts';
import { runCell } from '../../../properties/campaign/run-cell.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../../properties/campaign/stack.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import { manifestOf } from '../../../properties/manifests/index.ts';
import { mergeRaces, type Races } from '../../../properties/races/look.ts';
import { unitsOf } from '../../../properties/revision.ts';
import { FakeIo } from '../../cli/fake-io.ts';
import { locks, peeps, scribbles, states } from './planted.ts';

vi.mock('../../../impl/driver/own/index.ts', async () => {
  const { linked, locks, peeps, states } = await import('./planted.ts');
  return { own: { linked, locks, peeps, states } };
});

const workloads = storedWorkloads().filter(({ name }) => name === 'equal-turns');
const [workload] = workloads;
if (workload === undefined) throw new Error('the workload is there');

const read = {
  activity: expect.stringMatching(/^(vault|editor)$/),
  label: 'count the slots in use',
  writes: false,
  step: expect.any(Number),
};
const write = {
  activity: expect.not.stringMatching(/^(vault|editor)$/),
  label: expect.any(String),
  writes: true,
  step: expect.any(Number),
};
const onCount = { cell: 'used_csg_slot_count', guard: 'sched.lock' };

describe('a unit handed in through the interface', () => {
  test('is told with both accesses where it reads what it has no lock for', () => {
    const { runs, found } = racesIn({ revision: peeps, workload, schedule: 'mixture' });
    expect(runs).toBe(1);
    expect(found).toHaveLength(1);
    const [race] = found;
    if (race === undefined) throw new Error('there is one');
    expect(race).toMatchObject({ ...onCount, at: 'equal-turns by mixture, seed 1', times: 1 });
    const inOrder = race.first.writes ? [race.second, race.first] : [race.first, race.second];
    expect(inOrder).toEqual([read, write]);
    const { run } = execute({ revision: peeps, workload, schedule: 'mixture' });
    expect(race.first.step).toBeLessThan(race.second.step);
    expect(race.second.step).toBeLessThanOrEqual(run.steps);
  });

  test('is not where it takes the lock, and where it says so that is told apart', () => {
    const before = racesIn({ revision: locks, workload, schedule: 'mixture' });
    expect(before.found).toEqual([]);
    const { stated, found } = racesIn({ revision: states, workload, schedule: 'mixture' });
    expect(found).toEqual([]);
    expect(stated).toContain('a hint: a stale count does no harm');
    expect(before.stated).not.toContain('a hint: a stale count does no harm');
  });

  test('that writes without the lock ends the run, with who, what and which lock', () => {
    expect(() => execute({ revision: scribbles, workload })).toThrow(
      /^(vault|editor) writes used_csg_slot_count without sched\.lock$/,
    );
  });
});

/** What a cell of two executions tells of races. */
function racesOfCell(name: string, part: Partial<Cell> = {}): Races | undefined {
  const cell = { strategy: 'mixture', program: 'equal-turns, default', from: 3, count: 2, ...part };
  return runCell(simulatorSubject(workloads), unitsOf(revisionOption(name)), cell, ['SERVED']).races;
}

describe('a search', () => {
  test('looks at one run of each cell with a unit of somebody’s own, also one that is linked once', () => {
    const races = racesOfCell('peeps');
    expect(races).toMatchObject({
      runs: 1,
      found: [{ ...onCount, at: 'mixture | equal-turns, default | 3 to 3' }],
    });
    expect(racesOfCell('locks')).toMatchObject({ runs: 1, found: [] });
    expect(racesOfCell('linked')).toMatchObject({ runs: 1, found: [onCount] });
  });

  test('looks at some drawn runs of what the project has itself, and finds none', () => {
    for (const name of ['mainline', 'rfc-2025', 'series-2026', 'reference', 'reference+M69']) {
      expect(racesOfCell(name)).toBeUndefined();
      expect(racesOfCell(name, { program: generatedKey, from: 4, refine: true })).toMatchObject({
        runs: 1,
        found: [],
      });
    }
  });

  test('tells one race of several executions once, with how many showed it', () => {
    const [one, other] = [racesOfCell('peeps'), racesOfCell('peeps', { from: 5 })];
    if (one === undefined || other === undefined) throw new Error('both were looked at');
    const { runs, found } = mergeRaces([one, other]);
    expect([runs, found]).toEqual([2, [{ ...one.found[0], times: 2 }]]);
  });
});

describe('explore', () => {
  const explored = (name: string): { readonly code: number; readonly out: string } => {
    const request: ExploreOptions = {
      revision: name,
      units: unitsOf(revisionOption(name)),
      scenario: { workload, faults: {}, profile: {} },
      strategy: 'mixture',
      seed: 1,
      executions: 2,
      rules: ['OWNER'],
      refine: false,
      stopAtFirst: false,
      shrink: null,
      cures: curesOf(name),
      manifest: manifestOf(name),
      workers: 1,
      shouldStop: () => false,
      onProgress: () => {},
    };
    const asked = { request, named: [], line: ['--revision', name] };
    const result = explore(request);
    const words = verdictsOf(result, asked);
    const code = codeOf(result, words);
    return { code, out: text(result, asked, [], words, code, new FakeIo()).replaceAll(/\s+/g, ' ') };
  };

  test('tells a race and is violated', () => {
    const { code, out } = explored('peeps');
    expect(code).toBe(1);
    expect(out).toMatch(
      /a race on used_csg_slot_count: (vault|editor) reads it without sched\.lock at step \d+, "count the slots in use", and \S+ writes it at step \d+, "[^"]+": nothing orders the two/,
    );
    expect(out).toContain('races: 1 run looked at, 1 race beside the lockless reads that are stated');
    expect(out).toContain('Verdict: violated (a race on used_csg_slot_count). Exit code 1');
    expect(out).toContain('Next: npm run explore -- --revision peeps --seed 1 --executions 1');
  });

  test('is content where the lock is taken or the reading is declared', () => {
    for (const name of ['locks', 'states']) {
      const { code, out } = explored(name);
      expect(code).toBe(0);
      expect(out).toContain('races: 1 run looked at, none beside the lockless reads that are stated');
    }
  });
});
