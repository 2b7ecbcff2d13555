/** What 7/8 changes in the choice of groups and in the delay of ticks, A.3, seen from outside. */
import { describe, expect, test } from 'vitest';
import type { GroupPriority } from '../../../impl/driver/constants.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { drive, trace } from './answering-firmware.ts';
import { createAndSubmit, finishJob, raiseRequest } from './scripts.ts';

const { mainline } = revisions;
const series = revisions['series-2026'];
const ranked = (context: Parameters<typeof trace>[0]): readonly string[] =>
  trace(context, ['tick']).flatMap((row) => /ranked \w+ (\[.*)/.exec(row)?.[1] ?? []);

describe('idle groups beside a candidate, A.3', () => {
  /** `high`, `mid` and `low` are on slot; all but `mid` have nothing left to do. `off` never had anything. */
  const chosenIn = (revision: typeof mainline): string | undefined => {
    const { context } = drive(
      revision,
      function* (d) {
        const plans: readonly (readonly [string, GroupPriority])[] = [
          ['high', 2],
          ['mid', 1],
          ['low', 0],
          ['off', 1],
        ];
        yield* createAndSubmit(
          d,
          plans.map(([name, priority]) => ({ name, priority })),
          ['high', 'mid', 'low'],
        );
        yield* d.machine.sleep(1_000 - d.machine.nowUs, 'they run');
        for (const name of ['high', 'low']) {
          yield* d.machine.step(`${name} is done`);
          finishJob(d, name);
        }
        // The first tick learns that they are idle, the second one chooses by it.
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
        yield* d.machine.sleep(1_000, 'the tick is over');
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      },
      { slots: 4, horizonUs: 5_000 },
    );
    return ranked(context).at(-1);
  };

  test('mainline keeps all that are on slot, and brings in the idle one that is not', () => {
    expect(chosenIn(mainline)).toBe('[high mid off low] -');
  });

  test('the series keeps only those of no higher priority, and brings none in', () => {
    expect(chosenIn(series)).toBe('[mid low] mid');
  });
});

test('a tick that is asked for during a tick comes up to 10 ms later: the re-arm at its end moves it, A.3', () => {
  const { context } = drive(
    series,
    function* (d) {
      const rivals = ['a', 'b', 'c', 'd'].map((name) => ({ name, priority: 1 as const, protected: true }));
      yield* createAndSubmit(d, rivals, ['a', 'b', 'c', 'd']);
      yield* d.machine.until('a is asked to leave', () => (d.csg(0).req.cell.get() & 7) === 2);
      raiseRequest(d, 'a');
    },
    { horizonUs: 25_000 },
  );
  const of = context.events.flatMap((e) => {
    if (e.kind === 'work' && e.work === 'tick_work' && e.tUs >= 10_000 && /queued|moved/.test(e.op))
      return [e.op];
    return e.kind === 'tick' && e.op === 'begin' && e.tUs >= 10_000
      ? [`begin ${Math.floor(e.tUs / 1_000)} ms`]
      : [];
  });
  expect(of).toEqual(['begin 10 ms', 'queued', 'moved', 'begin 20 ms', 'queued']);
});
