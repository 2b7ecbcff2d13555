import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tell } from '../../cli/report/told.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { campaign } from '../../properties/campaign/campaign.ts';
import { simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../properties/campaign/stack.ts';
import { decodeCounterexample, encodeCounterexample } from '../../properties/counterexample/format.ts';
import { makeCounterexample } from '../../properties/counterexample/make.ts';
import { replay } from '../../properties/counterexample/replay.ts';

const file = new URL('../../properties/workloads/long-playback.json', import.meta.url);

describe('findings on the RFC', () => {
  const { findings, epochs } = campaign(
    simulatorSubject([decodeWorkload(JSON.parse(readFileSync(file, 'utf8')))]),
    revisions['rfc-2025'].units.map((u) => u.name),
    {
      rules: ['ENTER-GATE', 'TIMELY', 'ENTER-CONFIRMED'],
      cells: [{ strategy: 'run to completion', program: 'long-playback, default', from: 1, count: 1 }],
      cures: curesOf('rfc-2025'),
      known: [],
      shrink: { maxRuns: 150, maxEnumeration: 100 },
      deferAbove: 100,
      chunk: 1,
      maxCells: 0,
    },
  );
  const counterexamples = findings.map((f) => makeCounterexample('rfc-2025', f));

  test('are cured by the series in its place, or by that with a fix; the RFC is what was searched', () => {
    expect(Object.fromEntries(counterexamples.map((c) => [c.rule, c.cure?.fixes]))).toEqual({
      'ENTER-GATE': ['series-2026', 'enter-gate'],
      TIMELY: ['series-2026'],
      'ENTER-CONFIRMED': ['series-2026', 'exit-answered'],
    });
    expect(epochs.map((e) => e.units)).toEqual([['mainline', 'R4', 'R5']]);
  });

  test('keep their bytes through the file format, replay, and name the function and patch of the RFC', () => {
    for (const counterexample of counterexamples) {
      const text = encodeCounterexample(counterexample);
      const decoded = decodeCounterexample(text);
      expect(encodeCounterexample(decoded)).toBe(text);
      const replayed = replay(decoded);
      expect(replayed.stale).toBeNull();
      const told = tell(decoded, replayed, 'file.json').trimEnd().split('\n');
      expect(told[0]).toMatch(/^rfc-2025 breaks /);
      expect(told.at(-1)).toMatch(/^noticed at panthor_sched\.c (glb_protm_enter|tick_work)\(\), 5\/5$/);
      expect(told.find((line) => line.startsWith('cure: series-2026'))).toBeDefined();
    }
  });
});
