import { describe, expect, test } from 'vitest';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { shrinkFinding } from '../../../properties/campaign/shrink-finding.ts';
import type { Subject } from '../../../properties/campaign/subject.ts';
import { LenientReplay } from '../../../properties/explore/replay.ts';
import { strategyNamed } from '../../../properties/explore/strategies.ts';
import { failingRun } from '../../../properties/shrink/joint.ts';
import { decisionsOf } from '../../../properties/shrink/schedule.ts';

/**
 * A writer that does two things and a reader that must not look between them nor long after: two decisions let it look
 * between, one late wake-up after.
 */
function breaksAt(chooser: Chooser): number | null {
  const machine = new Machine({ chooser, horizonUs: 100_000, maxSteps: 100 });
  const seen: number[] = [];
  const written = machine.cell<number>('written', 0);
  machine.spawn('reader', 'work', function* () {
    const begunUs = machine.nowUs;
    yield* machine.step('begin');
    yield* machine.late(10_000);
    seen.push(yield* machine.read(written));
    if (machine.nowUs - begunUs > 5_000) seen.push(1);
  });
  machine.spawn('writer', 'process', function* () {
    yield* machine.write(written, 1);
    yield* machine.write(written, 2);
  });
  machine.run();
  return seen.includes(1) ? machine.steps : null;
}

const subject: Subject<null> = {
  run: () => {
    throw new Error('nobody asks');
  },
  breaksAt: (_units, _program, chooser) => breaksAt(chooser),
  stacks: () => true,
  slowerBy: (units) => units,
  passes: [],
  space: { strategy: strategyNamed, program: () => null },
};

/** A schedule of as many decisions as can be, none of them late, that breaks it. */
function inTime() {
  const walk = strategyNamed('random walk 0.5');
  for (let seed = 1; seed < 1_000; seed++) {
    const start = failingRun(
      null,
      walk.chooser(seed, { points: 10, choices: 0 }),
      (_, c) => breaksAt(c) !== null,
    );
    if (start !== null && start.schedule.records.length > 1) return decisionsOf(start.schedule);
  }
  throw new Error('no walk breaks it');
}

describe('a finding in which no wake-up is late', () => {
  const shrunk = (late: boolean) =>
    shrinkFinding(
      subject,
      ['toy'],
      'OWNER',
      { program: null, decisions: inTime() },
      {
        maxRuns: 500,
        maxEnumeration: 500,
        late,
      },
    );

  test('becomes one with a late one, where that takes fewer decisions', () => {
    const { decisions, minimality } = shrunk(true);
    expect(decisions.map((d) => d.kind)).toEqual(['value']);
    expect(minimality.label).toBe('fewest delays');
  });

  test('stays one where none may be, and does not claim the fewest decisions', () => {
    const { decisions, minimality } = shrunk(false);
    expect(decisions.map((d) => d.kind)).toEqual(['run', 'run']);
    expect(minimality).toMatchObject({ label: '1-minimal', enumerated: null });
    expect(breaksAt(new LenientReplay(decisions))).not.toBeNull();
  });
});
