import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choiceIds } from '../../impl/profile/choices.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { parseCell } from '../../properties/campaign/subject.ts';
import { ruleIds } from '../../properties/catalogue.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import type { Manifest } from '../../properties/manifests/manifest.ts';
import { scopesOf, searchModel } from '../../properties/search-model.ts';
import { verify } from '../../properties/verify.ts';
import type { VerifyOptions } from '../../properties/verify-options.ts';
import { searchRevision } from '../../properties/verify-revision.ts';

const file = new URL('../../properties/workloads/video-playback.json', import.meta.url);
const options: VerifyOptions = {
  seed: 1,
  budget: 'smoke',
  revisions: ['mainline'],
  workloads: [decodeWorkload(JSON.parse(readFileSync(file, 'utf8')))],
  shouldStop: () => false,
  onProgress: () => {},
};

it('searches the scopes of the model from the smallest up', () => {
  expect(scopesOf('default').map((scope) => scope.name)).toEqual(['verify']);
  expect(scopesOf('deep').map((scope) => scope.name)).toEqual(['verify', 'medium']);
  expect(scopesOf('smoke').map((scope) => scope.name)).toEqual(['small']);
});

it('a smoke search of the model goes down to a depth, and what happens only below is no gap', () => {
  const [small, ...others] = searchModel(
    'smoke',
    () => false,
    () => {},
  );
  expect(others).toEqual([]);
  expect([small?.truncatedBy, small?.deadActions]).toEqual(['depth', []]);
  const words = new Set(small?.rules.map(({ word }) => word));
  expect([...words].sort()).toEqual([
    `holds to depth ${small?.depth}`,
    `not reached to depth ${small?.depth}`,
  ]);
});

it('a scope of the model that was searched before is told even if nothing more is to be begun', () => {
  const [report] = searchModel(
    'smoke',
    () => false,
    () => {},
  );
  const recall = (key: string): unknown => (key === 'model | medium' ? report : null);
  const stopped = searchModel(
    'deep',
    () => true,
    () => {},
    undefined,
    [],
    { recall, keep: () => {} },
  );
  expect(stopped).toEqual([report]);
});

it('what comes in the end is decided case by case: a search that is stopped goes on with the next', () => {
  const kept = new Map<string, unknown>();
  const memo = {
    recall: (key: string) => kept.get(key) ?? null,
    keep: (key: string, value: unknown) => {
      expect(kept.has(key)).toBe(false);
      kept.set(key, value);
    },
  };
  for (const cases of [2, 3]) {
    expect(
      searchModel(
        'default',
        () => kept.size >= cases,
        () => {},
        undefined,
        [],
        memo,
      ),
    ).toEqual([]);
    expect(kept.size).toBe(cases);
  }
});

it('what the canary came to is told even where a search that goes on is stopped at once', () => {
  const kept = new Map<string, unknown>();
  const memo = {
    recall: (key: string) => kept.get(key) ?? null,
    keep: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
  const request = { ...options, revisions: ['mainline'], memo } as const;
  const { canary } = verify({ ...request, shouldStop: () => kept.size > 0 });
  expect(canary.executions).toBeGreaterThan(50);
  expect(verify({ ...request, shouldStop: () => true }).canary).toEqual(canary);
});

describe('the search of a revision', () => {
  it('gives the same bytes whatever the number of threads, a verdict for each rule, and counts', () => {
    const one = searchRevision('mainline', { ...options, workers: 1 });
    const two = searchRevision('mainline', { ...options, workers: 2 });
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(one.report.verdicts.map((v) => v.rule)).toEqual(ruleIds);
    expect(one.report.explored.executions).toBeGreaterThan(10);
    expect(one.report.explored.exhausted).toBe(true);
    const { growth, reached, executions } = one.report.explored;
    expect([growth.executions.at(-1), growth.things.at(-1)]).toEqual([executions, reached.things]);
    expect(one.consulted.every((id) => choiceIds.some((known) => known === id))).toBe(true);
    const words = new Set(one.report.verdicts.map((v) => v.word.replaceAll(/\d+/g, 'n')));
    expect([...words].sort()).toEqual(['not applicable', 'not found in n executions, at most n late']);
  });

  it('tells what failed with its key, and searches all else, with the same bytes whatever the number of threads', () => {
    const [workload] = options.workloads;
    // No program is like this: what the simulator throws at it stands for a mistake in the simulator.
    const broken = { ...workload, name: 'broken', processes: [null] } as unknown as Workload;
    const workloads = [...options.workloads, broken];
    const one = searchRevision('mainline', { ...options, workloads, workers: 1 });
    const two = searchRevision('mainline', { ...options, workloads, workers: 2 });
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    const { failed, explored, verdicts } = one.report;
    expect(failed.length).toBeGreaterThan(0);
    for (const { at, times } of failed) {
      const cell = 'cell' in at ? parseCell(at.cell) : null;
      expect(cell).toMatchObject({ program: 'broken, default', count: 1 });
      expect(times).toBeGreaterThan(0);
    }
    const whole = searchRevision('mainline', { ...options, workers: 2 });
    expect(explored.executions).toBe(whole.report.explored.executions);
    expect(verdicts).toEqual(whole.report.verdicts);
  });

  it('is no whole one where something failed: the exit code cannot be that of a search in which nothing did', () => {
    const [small] = searchModel(
      'smoke',
      () => false,
      () => {},
    );
    const stale: Manifest = {
      ...manifestOf('mainline'),
      expected: [{ counterexample: 'no/such-file.json', rule: 'OWNER', cure: [], stated: '' }],
    };
    const given = { model: small === undefined ? [] : [small], stacks: [] };
    const verdict = (manifest: Manifest) => verify({ ...options, given, manifest });
    expect(verdict(manifestOf('mainline')).truncated).toBe(false);
    const failed = verdict(stale);
    expect(failed.truncated).toBe(true);
    expect(failed.revisions[0]?.failed[0]?.at).toEqual({ file: 'counterexamples/no/such-file.json' });
  });

  it('lists as dead what is declared and was not come to, where the search was whole and promises it', () => {
    const planted = { thing: 'answer MMAP EIO', source: 'nowhere' };
    const met = { thing: 'event tick begin', source: 'impl/events.ts' };
    const declared = () => [planted, met];
    const kept = new Map<string, unknown>();
    const memo = {
      recall: (key: string) => kept.get(key) ?? null,
      keep: (key: string, value: unknown) => {
        kept.set(key, JSON.parse(JSON.stringify(value)));
      },
    };
    const come = (more: Partial<VerifyOptions>) =>
      searchRevision('mainline', { ...options, declared, memo, ...more }).report.explored.reached.declared;
    expect(come({ budget: 'default' })).toEqual({ of: 2, dead: [planted] });
    expect(come({ budget: 'smoke' })).toEqual({ of: 0, dead: [] });
    expect(come({ budget: 'default', seed: 2, shouldStop: () => true })).toEqual({ of: 0, dead: [] });
  });

  it('says unknown when it is stopped', () => {
    const stopped = searchRevision('mainline', { ...options, workers: 1, shouldStop: () => true });
    const carried = stopped.report.verdicts.find((v) => v.rule === 'EXACTLY-ONCE');
    expect(carried?.word).toBe('unknown (truncated)');
    expect(stopped.report.explored.exhausted).toBe(false);
  });

  it('tells what it replayed before it was killed, even where it is stopped at once', () => {
    const manifest = {
      ...manifestOf('series-2026'),
      expected: manifestOf('series-2026').expected.slice(0, 3),
    };
    const kept = new Map<string, unknown>();
    const memo = {
      recall: (key: string) => kept.get(key) ?? null,
      keep: (key: string, value: unknown) => {
        kept.set(key, JSON.parse(JSON.stringify(value)));
      },
    };
    const killed = { ...options, manifest, memo, workers: 1, shouldStop: () => kept.size >= 2 };
    const before = searchRevision('series-2026', killed).report.replayed;
    expect(before).toHaveLength(2);
    const stopped = { ...killed, shouldStop: () => true };
    expect(searchRevision('series-2026', stopped).report.replayed).toEqual(before);
  });

  it('replays nothing any more that is stored, and claims nothing of it, when it is stopped', () => {
    const stopped = searchRevision('series-2026', { ...options, workers: 1, shouldStop: () => true });
    expect(stopped.report.replayed).toEqual([]);
    expect(stopped.report.findings).toEqual([]);
    const words = new Set(stopped.report.verdicts.map((v) => v.word));
    expect([...words]).toEqual(['unknown (truncated)']);
  });

  it('tells what was kept, however soon it is ended', () => {
    const kept = new Map<string, unknown>();
    const memo = {
      recall: (key: string): unknown => structuredClone(kept.get(key) ?? null),
      keep: (key: string, value: unknown) => void kept.set(key, value),
    };
    const whole = searchRevision('mainline', { ...options, workers: 1, memo });
    const { size } = kept;
    expect(size).toBeGreaterThan(5);
    const stopped = searchRevision('mainline', { ...options, workers: 1, memo, shouldStop: () => true });
    expect(stopped).toEqual(whole);
    // With a time there are more rounds: none of the next is begun.
    const late = searchRevision('mainline', { ...options, workers: 1, memo, timeUp: () => true });
    expect(late.report.verdicts).toEqual(whole.report.verdicts);
    expect(kept.size).toBe(size);
    // Where one thing is missing the search ends there.
    for (const key of [...kept.keys()].slice(-1)) kept.delete(key);
    const less = searchRevision('mainline', { ...options, workers: 1, memo, shouldStop: () => true });
    expect(less.report.verdicts.find((v) => v.rule === 'EXACTLY-ONCE')?.word).toBe('unknown (truncated)');
    expect(kept.size).toBe(size - 1);
  });
});
