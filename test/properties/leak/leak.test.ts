import { describe, expect, it } from 'vitest';
import { playerAnd, programsOf } from '../../../bench/leak/programs.ts';
import { leftOutLines } from '../../../cli/report/explored.ts';
import { revisionNamed } from '../../../impl/driver/revisions.ts';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import type { Secrets } from '../../../impl/simulate.ts';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { mergeResults, runCell } from '../../../properties/campaign/run-cell.ts';
import type { Scenario } from '../../../properties/campaign/scenario.ts';
import { shrinkFinding } from '../../../properties/campaign/shrink-finding.ts';
import { runBounds, simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { ruleVerdicts } from '../../../properties/campaign/verdicts.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { minimise } from '../../../properties/shrink/core.ts';
import { secretPasses } from '../../../properties/shrink/secret-passes.ts';

/** Everything else off: only NO-LEAK judges, and no firewall stands in the way. */
const unguarded: Faults = { noFirewall: true };
const region = ['LOAD film', 'RUN 20 ms', 'STORE screen'];

function leakOf(revision: string, workload: Workload, faults: Faults = {}, secrets: Secrets = {}) {
  const found = revisionNamed(revision);
  if (found === null) throw new Error(revision);
  const setup = { revision: found, workload, profile: {}, faults, secrets, ...runBounds };
  const { violations, pairs } = checkRun(setup, runToCompletion, { rules: ['NO-LEAK'] });
  expect(violations.every((v) => v.rule === 'NO-LEAK')).toBe(true);
  return { what: violations.map((v) => v.what), pairs };
}

describe('NO-LEAK alone', () => {
  it.each([
    [
      'M72',
      'a suspend buffer in ordinary memory',
      ['window'],
      /^dump reads 1 from player.main\/protm_suspend_buf; .*2/,
    ],
    [
      'dump-of-everything',
      'a dump that holds protected pages',
      [],
      /^dump reads 1 from player\/bo1.film; .*2/,
    ],
    ['no-scrub', 'a missing scrub', ['window', 'thief'], /^thief.main:0 reads 1 from thief\/bo\d.found; .*2/],
    [
      'client-buffer-unscrubbed',
      "a client's buffer that is not scrubbed",
      ['late'],
      /^late.main:0 reads 1 from/,
    ],
  ] as const)('condemns %s, %s, and not the reference', (defect, _, others, seen) => {
    const workload = playerAnd(others, region);
    const [what = ''] = leakOf(`reference+${defect}`, workload, unguarded).what;
    expect(what).toMatch(seen);
    const { what: none, pairs } = leakOf('reference', workload, unguarded);
    expect(none).toEqual([]);
    expect(pairs).toEqual([{ owner: 'player', moved: true, result: { kind: 'same' } }]);
  });

  it('says nothing of a program that branches on its content, or whose address fails by it', () => {
    const kindOf = (commands: readonly string[], secrets: Secrets = {}) =>
      leakOf('reference', playerAnd([], commands), {}, secrets).pairs.map((pair) => pair.result.kind);
    expect(kindOf(['LOAD film', 'BRANCH 2 ms'])).toEqual(['excluded']);
    // Both odd: it goes the same way.
    expect(kindOf(['LOAD film', 'BRANCH 2 ms'], { player: [1, 3] })).toEqual(['same']);
    // The table has four pages.
    expect(kindOf(['LOAD film', 'LOAD_AT table'])).toEqual(['same']);
    expect(kindOf(['LOAD film', 'LOAD_AT table'], { player: [1, 9] })).toEqual(['excluded']);
  });

  it('counts what it says nothing of, and the count comes with the verdict', () => {
    const base = simulatorSubject([]);
    // By turns one of which nothing is said and one that is judged.
    const program = (_: string, seed: number): Scenario => {
      const commands = seed % 2 === 0 ? ['LOAD film', 'STORE screen'] : ['LOAD film', 'BRANCH 2 ms'];
      return { workload: playerAnd([], commands), faults: {}, profile: {} };
    };
    const subject = { ...base, space: { ...base.space, program } };
    const units = revisionNamed('reference')?.units.map(({ name }) => name) ?? [];
    const cell = (from: number) =>
      runCell(subject, units, { strategy: 'run to completion', program: 'by turns', from, count: 2 }, [
        'NO-LEAK',
        'OWNER',
      ]);
    const searched = mergeResults([cell(1), cell(3), { ...cell(2), executions: 0, rules: {} }]);
    expect(searched.rules['NO-LEAK']).toEqual({ given: 2, violatedRuns: 0, leftOut: 2 });
    expect(searched.rules.OWNER?.leftOut).toBeUndefined();
    const evidence = {
      revision: 'reference',
      manifest: { revision: 'reference', expected: [], may: [] },
      searched,
      found: [],
      stale: new Map(),
      unreplayed: new Set<never>(),
      truncated: false,
      meetsAll: true,
      lateAllowed: 0,
    };
    const verdicts = ruleVerdicts(evidence).filter(({ leftOut }) => leftOut !== undefined);
    expect(verdicts).toEqual([
      { rule: 'NO-LEAK', word: 'not found in 4 executions, at most 0 late', given: 2, leftOut: 2, notes: [] },
    ]);
    expect(leftOutLines(verdicts)).toEqual([
      'NO-LEAK: it had something to judge in 2 of 4 pairs of runs; control flow or a fault depends on protected content in 2',
    ]);
    expect(leftOutLines([{ rule: 'OWNER', given: 3 }])).toEqual([]);
  });

  it('holds for every program of at most two commands in the region, and moves the secret in some', () => {
    const count = { same: 0, moved: 0, excluded: 0 };
    for (const commands of programsOf(2)) {
      const { what, pairs } = leakOf('reference', playerAnd([], commands));
      expect(what, commands.join('; ')).toEqual([]);
      for (const { moved, result } of pairs) {
        if (result.kind === 'excluded') count.excluded++;
        else if (moved) count.moved++;
        else count.same++;
      }
    }
    expect(count).toEqual({ same: 12, moved: 7, excluded: 1 });
  });
});

describe('relational shrinking', () => {
  it('takes away whom the leak does not need, and goes back to the plain content', () => {
    const units = revisionNamed('reference+client-buffer-unscrubbed')?.units.map((unit) => unit.name) ?? [];
    const workload = playerAnd(['window', 'thief', 'late'], ['LOAD film']);
    const start = { workload, faults: {}, profile: {}, secrets: { player: [37, 914] } as const };
    const { program, decisions, minimality } = shrinkFinding(
      simulatorSubject([]),
      units,
      'NO-LEAK',
      { program: start, decisions: [] },
      { maxRuns: 12, maxEnumeration: 0 },
    );
    expect(decisions).toEqual([]);
    expect(minimality.runs).toBeLessThan(20);
    expect(program.secrets).toBeUndefined();
    expect(program.workload.processes.map((p) => p.process)).toEqual(['player', 'late']);
    expect(leakOf('reference+client-buffer-unscrubbed', program.workload).what).toHaveLength(1);
  });

  it('makes content smaller as far as it still shows the difference', () => {
    const start = { secrets: { a: [37, 914], b: [5, 6] } as Secrets };
    const differ = ({ secrets = {} }: { secrets?: Secrets }) => {
      const { a: [one, two] = [1, 2] } = secrets;
      return Math.floor(one / 10) !== Math.floor(two / 10);
    };
    const { value, oneMinimal } = minimise<{ secrets?: Secrets }>(
      start,
      (candidate) => (differ(candidate) ? candidate : null),
      secretPasses(),
      { maxTests: 500 },
    );
    expect(value).toEqual({ secrets: { a: [0, 10] } });
    expect(oneMinimal).toBe(true);
  });
});
