import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { mix } from '../../impl/runtime/value.ts';
import { type Run, type Setup, simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

const workload = (name: string) =>
  decodeWorkload(
    JSON.parse(readFileSync(new URL(`../../properties/workloads/${name}.json`, import.meta.url), 'utf8')),
  );
const workloads = [workload('video-playback'), workload('private-app')] as const;

/** Leaves the default often enough to reorder, the same way for the same seed. */
function wandering(seed: number): Chooser {
  let n = 0;
  const below = (count: number, oneIn: number): number => {
    const h = mix(seed, n++);
    return h % oneIn === 0 ? (h >>> 8) % count : 0;
  };
  return {
    pickActivity: (candidates) => below(candidates.length, 4),
    pickOption: ({ options }) => below(options.length, 20),
  };
}

const signals = (run: Run): readonly string[] =>
  run.events.flatMap((e) => (e.kind === 'job' && e.op === 'signal' ? [`${e.job} ${e.error ?? 'ok'}`] : []));

describe('whole runs', () => {
  it.each(workloads)('the reference completes every job of $name, protected ones in sessions', (w) => {
    const run = simulate({ revision: revisions.reference, workload: w, profile: {} }, runToCompletion);
    const submitted = run.events.filter((e) => e.kind === 'job' && e.op === 'submit').length;
    expect(submitted).toBeGreaterThan(0);
    expect(signals(run).length).toBe(submitted);
    expect(signals(run).every((s) => s.endsWith(' ok'))).toBe(true);
    const inRegions = run.events.filter((e) => e.kind === 'command' && e.op === 'complete' && e.region);
    expect(inRegions.length).toBeGreaterThan(0);
    expect(inRegions.every((e) => e.kind === 'command' && e.gpuProtected)).toBe(true);
  });

  it('mainline never enters: a job with a region stalls until its clock kills the group', () => {
    const run = simulate(
      { revision: revisions.mainline, workload: workloads[0], profile: {}, horizonUs: 6_000_000 },
      runToCompletion,
    );
    expect(run.events.filter((e) => e.kind === 'session')).toEqual([]);
    expect(signals(run).filter((s) => s.startsWith('player.video:0/1'))).toEqual([
      'player.video:0/1 ETIMEDOUT',
    ]);
  });

  it('a run depends on its setup and its chooser alone', () => {
    for (const w of workloads) {
      for (const seed of [1, 2, 3]) {
        const setup: Setup = {
          revision: revisions.reference,
          workload: w,
          profile: { F04: 'any', F07: 'any' },
          horizonUs: 200_000,
          hashing: true,
        };
        const [a, b] = [simulate(setup, wandering(seed)), simulate(setup, wandering(seed))];
        expect(a.decisions.length).toBeGreaterThan(0);
        expect(JSON.stringify(a.events)).toBe(JSON.stringify(b.events));
        expect(a.decisions).toEqual(b.decisions);
        expect(a.system.machine.stateHash).toBe(b.system.machine.stateHash);
      }
    }
  });

  it('no activity keeps an answer that a cell it looked at has made wrong', () => {
    for (const revision of Object.values(revisions)) {
      for (const w of workloads) {
        const setup: Setup = { revision, workload: w, profile: {}, maxSteps: 4_000, distrustful: true };
        expect(simulate(setup, wandering(7)).steps).toBeGreaterThan(1_000);
      }
    }
  });

  it.each([
    ['mute firmware', { muteFromUs: 5_000 }],
    ['a protected fault', { protmFaultFromUs: 0 }],
    ['a protected fault, and a boot that fails after it', { protmFaultFromUs: 0, deadBootFromUs: 500 }],
    ['no protected firmware section', { noProtectedSection: true }],
    ['no heap', { noProtectedHeap: true }],
    ['a heap with no room for the group', { protectedHeapPages: 3 }],
    ['a heap with no room for the firmware section', { protectedHeapPages: 1 }],
  ])('%s ends in no exception on any revision', (_, faults) => {
    for (const revision of Object.values(revisions)) {
      for (const w of workloads) {
        const run = simulate({ revision, workload: w, profile: {}, faults, maxSteps: 8_000 }, wandering(3));
        expect(run.events.length).toBeGreaterThan(0);
      }
    }
  });
});
