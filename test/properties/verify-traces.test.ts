import { describe, expect, it } from 'vitest';
import { programs } from '../../bench/traces/programs.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { StrictReplay } from '../../properties/explore/replay.ts';
import { rulesOf } from '../../properties/revision.ts';
import { type TraceScope, type TraceVerdict, verifyTraces } from '../../properties/verify-traces.ts';

function scopeOf(name: string, revision: 'series-2026' | 'reference'): TraceScope {
  const program = programs.find((p) => p.workload.name === name);
  if (program === undefined) throw new Error(`no program ${name}`);
  const { workload, faults, times } = program;
  const [part] = times[revision];
  if (part === undefined) throw new Error(`${name} is not run on ${revision}`);
  const [fromUs, untilUs] = part;
  const { maxSteps } = runBounds;
  const rules = rulesOf(revision).filter((rule) => rule !== 'REFINES');
  return {
    setup: { revision: revisions[revision], workload, faults, profile: {}, maxSteps },
    fromUs,
    untilUs,
    rules,
  };
}

const judge = (name: string, revision: 'series-2026' | 'reference', maxExecutions: number): TraceVerdict =>
  verifyTraces(scopeOf(name, revision), { maxExecutions });

describe('all traces of a program between two times', () => {
  it('of the probe are nine, on both revisions, and break nothing', () => {
    for (const revision of ['series-2026', 'reference'] as const) {
      const { search, broken, ends } = judge('probe', revision, 100);
      expect(search).toMatchObject({ traces: 9, blocked: 2, complete: true });
      expect(broken).toEqual([]);
      expect(ends).toEqual({ horizon: 9 });
    }
  });

  it('are not claimed where a limit came first, and what broke by then is told with a schedule that replays', () => {
    const scope = scopeOf('entry', 'series-2026');
    const { search, broken } = verifyTraces(scope, { maxExecutions: 12 });
    expect(search.complete).toBe(false);
    expect(search.traces + search.blocked).toBe(12);
    expect(broken.map((b) => b.rule)).toEqual(['ENTER-GATE']);
    for (const { rule, decisions, violation } of broken) {
      const chooser = new StrictReplay(decisions);
      const { violations } = checkRun({ ...scope.setup, horizonUs: scope.untilUs }, chooser, {
        rules: [rule],
      });
      chooser.finish();
      expect(violations).toContainEqual(violation);
    }
  });

  it('take one execution where nothing happens at the same time', () => {
    expect(judge('session', 'reference', 10).search).toMatchObject({ traces: 1, complete: true });
  });
});
