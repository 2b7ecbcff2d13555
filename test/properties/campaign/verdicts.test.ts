import { describe, expect, it } from 'vitest';
import { findingReports } from '../../../properties/campaign/finding-reports.ts';
import { emptyResult } from '../../../properties/campaign/run-cell.ts';
import { type Evidence, ruleVerdicts } from '../../../properties/campaign/verdicts.ts';
import { catalogue, type RuleId, ruleIds } from '../../../properties/catalogue.ts';
import type { Counterexample } from '../../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { manifestOf } from '../../../properties/manifests/index.ts';
import type { Expected } from '../../../properties/manifests/manifest.ts';

const expected: Expected = {
  rule: 'OWNER',
  cure: ['enter-gate'],
  stated: 'A.2.3-7',
  counterexample: 'series-2026/OWNER.json',
};
const searched = { ...emptyResult, executions: 500, rules: { OWNER: { given: 9, violatedRuns: 0 } } };
const base: Evidence = {
  revision: 'series-2026',
  manifest: { revision: 'series-2026', expected: [], may: [] },
  searched,
  found: [],
  stale: new Map(),
  unreplayed: new Set(),
  truncated: false,
  meetsAll: true,
  lateAllowed: 2,
};
const word = (rule: RuleId, evidence: Partial<Evidence>): string =>
  ruleVerdicts({ ...base, ...evidence }).find((v) => v.rule === rule)?.word ?? '';
const manifest = { revision: 'series-2026', expected: [expected], may: [] };
const asExpected = { rule: 'OWNER', cure: ['enter-gate'], instance: 'player.video' } as const;

describe('the verdict on a rule', () => {
  it('counts executions and never says more', () => {
    expect(word('OWNER', {})).toBe('not found in 500 executions, at most 2 late');
  });

  it('is vacuous when the given never happened, unknown when the search was cut short', () => {
    expect(word('BLAME', {})).toBe('vacuous');
    expect(word('BLAME', { truncated: true })).toBe('unknown (truncated)');
    expect(word('OWNER', { truncated: true })).toBe('unknown (truncated)');
  });

  it('is unknown where a search was stopped before it replayed what is stored, and met nothing of it', () => {
    const stopped = { manifest, unreplayed: new Set([expected]) };
    expect(word('OWNER', { manifest, truncated: true })).toBe('expected violation');
    expect(word('OWNER', stopped)).toBe('unknown (truncated)');
    expect(word('OWNER', { ...stopped, found: [asExpected] })).toBe('expected violation');
  });

  it('is no gap where the search is not meant to come to every given, and claims nothing', () => {
    expect(word('BLAME', { meetsAll: false })).toBe('not reached in 500 executions');
    expect(word('OWNER', { meetsAll: false })).toBe('not found in 500 executions, at most 2 late');
    expect(word('BLAME', { meetsAll: false, truncated: true })).toBe('unknown (truncated)');
  });

  it('is violated by what the manifest does not expect, and by what nothing cures', () => {
    expect(word('OWNER', { found: [asExpected] })).toBe('violated');
    expect(word('OWNER', { manifest, found: [{ ...asExpected, cure: null }] })).toBe('violated');
  });

  it('is an expected violation for another cause too, which is told', () => {
    expect(word('OWNER', { manifest, found: [{ ...asExpected, cure: ['reset'] }, asExpected] })).toBe(
      'expected violation',
    );
  });

  it('is an expected violation while the stored counterexample replays, and violated when it is stale', () => {
    expect(word('OWNER', { manifest })).toBe('expected violation');
    expect(word('OWNER', { manifest, found: [asExpected] })).toBe('expected violation');
    const stale = new Map([[expected, 'decision 1 never came up']]);
    expect(word('OWNER', { manifest, stale })).toBe('violated');
  });

  it('tolerates what the manifest says may break', () => {
    const may = { ...manifest, expected: [], may: [{ rule: 'OWNER', why: 'stress' }] as const };
    expect(word('OWNER', { manifest: may, found: [asExpected] })).toBe('expected violation');
    expect(word('OWNER', { manifest: may })).toBe('not found in 500 executions, at most 2 late');
  });

  it('names rules that do not apply; all others are judged on runs', () => {
    expect(word('OWNER', { revision: 'mainline' })).toBe('not applicable');
    expect(ruleIds.filter((id) => catalogue[id].status !== 'carried')).toEqual([]);
  });
});

describe('the heading of a finding', () => {
  // Any stored one will do: what counts here is its rule and its cure.
  const stored = manifestOf('series-2026').expected[0]?.counterexample ?? '';
  const shown: Counterexample = { ...readCounterexample(pathOf(stored)), rule: 'OWNER' };
  const cures = [['enter-gate'], ['fair-exit'], null];
  const manifests = [
    manifest,
    { ...manifest, expected: [] },
    { ...manifest, expected: [], may: [{ rule: 'OWNER', why: 'stress' }] as const },
  ];
  const cases = cures.flatMap((cure) =>
    manifests.flatMap((known, m) => [true, false].map((truncated) => ({ cure, known, m, truncated }))),
  );

  it.each(cases)(
    'says what the verdict says: cure $cure, manifest $m, stopped $truncated',
    ({ cure, known, truncated }) => {
      const counterexample: Counterexample = {
        ...shown,
        cure: cure === null ? null : { fixes: cure, rerun: 1 },
      };
      const { rule, instance } = counterexample;
      const judged = word('OWNER', { manifest: known, found: [{ rule, cure, instance }], truncated });
      const [finding] = findingReports(known, [], [counterexample], truncated);
      // What is stored already is told by the stored counterexample.
      const isStored = known === manifest && cure?.join() === 'enter-gate';
      if (isStored) expect(finding).toBeUndefined();
      else expect(finding?.expected).toBe(judged === 'expected violation');
      expect(['expected violation', 'violated']).toContain(judged);
    },
  );

  it('foresees what has no cure where the search was stopped before it came to one, and only there', () => {
    const uncured: Counterexample = { ...shown, cure: null };
    expect(findingReports(manifest, [], [uncured], true).map((f) => f.expected)).toEqual([true]);
    expect(findingReports(manifest, [], [uncured], false).map((f) => f.expected)).toEqual([false]);
  });

  it('tells a cause by a stored counterexample, whatever else of the cause the search met', () => {
    const storedOne: Counterexample = {
      ...shown,
      rule: 'PRIVILEGE',
      needs: { choices: { F07: 'never' }, late: 0 },
    };
    const met: Counterexample = {
      ...shown,
      rule: 'BLAME',
      needs: { choices: {}, late: 0 },
      workload: storedOne.workload,
    };
    const known = {
      ...manifest,
      expected: [
        { ...expected, rule: 'PRIVILEGE' },
        { ...expected, rule: 'BLAME', cure: ['fair-exit'] },
      ],
    } as const;
    const reports = findingReports(known, [storedOne], [met], false);
    expect(
      reports.map(({ counterexample, others }) => [counterexample.rule, others.map((o) => o.rule)]),
    ).toEqual([['PRIVILEGE', ['BLAME']]]);
  });
});

describe('what is foreseen of a revision without a manifest', () => {
  const of = (revision: string) => manifestOf(revision).below?.expected.map((e) => e.counterexample) ?? null;
  const series = manifestOf('series-2026').expected;

  it('is what the posted one below it breaks, without what it cures', () => {
    const left = of('series-2026+enter-gate');
    expect(left?.length).toBeGreaterThan(10);
    expect(left).toEqual(series.filter((e) => e.cure.join() !== 'enter-gate').map((e) => e.counterexample));
    expect(of('reference')).toEqual([]);
    expect(of('reference+M69')).toEqual([]);
    expect(of('no-such-revision')).toBeNull();
    expect(manifestOf('series-2026').below).toBeUndefined();
  });

  it('is demanded of nobody, and is an expected violation where it is found', () => {
    const fixed = manifestOf('series-2026+enter-gate');
    const [left] = fixed.below?.expected ?? [];
    if (left === undefined) throw new Error('the series has other causes');
    const found = { rule: left.rule, cure: left.cure, instance: '' };
    const searchedToo = { ...searched, rules: { [left.rule]: { given: 9, violatedRuns: 1 } } };
    expect(word(left.rule, { manifest: fixed, searched: searchedToo })).toMatch(/^not found in/);
    expect(word(left.rule, { manifest: fixed, found: [found] })).toBe('expected violation');
    expect(word('ENTER-GATE', { manifest: fixed, found: [{ ...found, rule: 'ENTER-GATE' }] })).toBe(
      'violated',
    );
    // What a unit of somebody's own breaks has to have a cause that is stored.
    const mine = { ...fixed, below: { expected: [left], own: ['mine'] } };
    expect(word(left.rule, { manifest: mine, found: [found] })).toBe('expected violation');
    expect(word(left.rule, { manifest: mine, found: [{ ...found, cure: ['scrub'] }] })).toBe('violated');
    expect(word(left.rule, { manifest: mine, found: [{ ...found, cure: null }] })).toBe('violated');
    // Or to show without that unit: what of the posted revision is not stored is no reproach to it.
    const below = { ...found, cure: ['scrub'], ofBelow: true };
    expect(word(left.rule, { manifest: mine, found: [below] })).toBe('expected violation');
  });
});
