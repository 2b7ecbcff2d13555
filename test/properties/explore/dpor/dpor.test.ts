import { test as property } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enumerateDelays } from '../../../../properties/explore/delay-bounded.ts';
import { exploreTraces, type Pilot, type TraceSearch } from '../../../../properties/explore/dpor.ts';
import * as classics from './classics.ts';
import { enumerateAll } from './plain.ts';
import { type Program, program, toyOf } from './random-programs.ts';
import { flyToy, runToy, type Toy } from './toy-machine.ts';

interface Reduced extends TraceSearch {
  readonly results: ReadonlySet<string>;
}

function reduce(run: (pilot: Pilot) => string): Reduced {
  const results = new Set<string>();
  const search = exploreTraces(
    run,
    (result) => {
      results.add(result);
      return false;
    },
    { maxExecutions: 100_000 },
  );
  return { ...search, results };
}

describe('the programs of the literature', () => {
  // As many as follow from them: readers(n) 2^n, lastzero(n) (n + 3) 2^(n - 2), and 2 for each pair that collides.
  it.each([
    ['readers(2)', classics.readers(2), 4],
    ['readers(8)', classics.readers(8), 256],
    ['lastzero(5)', classics.lastZero(5), 64],
    ['lastzero(7)', classics.lastZero(7), 320],
    ['indexer(12)', classics.indexer(12), 8],
    ['file-system(14)', classics.fileSystem(14), 2],
    ['file-system(16)', classics.fileSystem(16), 8],
    ['last writer(5)', classics.lastWriter(5), 120],
  ] as const)('%s has as many traces as follow from it', (_, toy, traces) => {
    expect(reduce(flyToy(toy))).toMatchObject({ traces, complete: true });
  });

  it.each([
    ['readers(4)', classics.readers(4)],
    ['last writer(4)', classics.lastWriter(4)],
    ['2 writers, 2 readers', classics.writersReaders(2)],
    ['lastzero(3)', classics.lastZero(3)],
  ] as const)('%s has as many traces as plain enumeration tells apart', (_, toy) => {
    const run = flyToy(toy);
    const all = enumerateAll(run, 20_000);
    const { traces, results } = reduce(run);
    expect(traces).toBe(all.traces.size);
    expect(results).toEqual(all.results);
  });
});

describe('random programs', () => {
  const sizes = { seed: 2026, numRuns: 120 };

  property.prop([program], sizes)('have the same ends and as many traces as by plain enumeration', (p) => {
    const run = flyToy(toyOf(p));
    const all = enumerateAll(run, 100_000);
    const { traces, results, complete } = reduce(run);
    expect(complete).toBe(true);
    expect(results).toEqual(all.results);
    expect(traces).toBe(all.traces.size);
  });

  property.prop([program], { ...sizes, numRuns: 40 })(
    'have the same ends by as many delays as there are decisions',
    (p) => {
      fc.pre(p.flat().length <= 5);
      const ends = new Set<string>();
      const { complete } = enumerateDelays(
        (chooser) => ends.add(runToy(toyOf(p), chooser)),
        () => false,
        {
          maxDelays: 40,
          maxRuns: 5_000,
        },
      );
      expect(complete).toBe(true);
      expect(reduce(flyToy(toyOf(p))).results).toEqual(ends);
    },
  );

  it('that once had traces left out', () => {
    const others: readonly Program[] = [
      // A process that nobody lets go any more: the step that forbade it is a race with what it did not do.
      [
        [{ op: 'take', at: 1 }],
        [
          { op: 'await', at: 0, other: 0, both: false },
          { op: 'await', at: 1, other: 0, both: false },
        ],
        [
          { op: 'take', at: 0 },
          { op: 'write', at: 0, value: 0 },
        ],
      ],
      // A condition that holds for one reason where it could have held for another.
      [
        [
          { op: 'writeIf', at: 1, value: 2 },
          { op: 'add', at: 0, value: 1 },
        ],
        [{ op: 'take', at: 0 }],
        [{ op: 'await', at: 1, other: 0, both: false }],
      ],
      // A step that is forbidden, and sleeps: what touches the same as the step has to come before both.
      [
        [
          { op: 'addWhen', at: 0, other: 1 },
          { op: 'take', at: 1 },
        ],
        [
          { op: 'write', at: 0, value: 0 },
          { op: 'take', at: 0 },
        ],
        [{ op: 'read', at: 1 }],
      ],
      // The same where the process is ended.
      [
        [{ op: 'take', at: 1 }],
        [
          { op: 'store', at: 0 },
          { op: 'end', who: 0 },
        ],
        [
          { op: 'store', at: 1 },
          { op: 'sleep', us: 0 },
        ],
      ],
      // A step that sleeps where it would change a cell, and after another step leaves it as it was.
      [
        [{ op: 'await', at: 0, other: 0, both: false }],
        [{ op: 'addWhen', at: 0, other: 0 }],
        [{ op: 'move', at: 1, other: 0 }],
        [
          { op: 'sleep', us: 0 },
          { op: 'move', at: 0, other: 1 },
        ],
      ],
    ];
    const counts = others.map((p) => [
      reduce(flyToy(toyOf(p))).traces,
      enumerateAll(flyToy(toyOf(p)), 1_000).traces.size,
    ]);
    expect(counts).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
      [3, 3],
      [7, 7],
    ]);
  });
});

describe('what the search relies on', () => {
  it('is told where a system does not do the same again', () => {
    let runs = 0;
    const changes: Toy = (m) => {
      const x = m.cell<number>('x', 0);
      const extra = runs++ % 2;
      for (const name of ['a', 'b', ...(extra === 1 ? [] : ['c'])]) {
        m.spawn(name, 'process', () => m.write(x, name.charCodeAt(0)), true);
      }
      return () => String(x.peek());
    };
    expect(() => reduce(flyToy(changes))).toThrow('could run here before and cannot now');
  });

  it('ends where it is told to, and says that it is not complete', () => {
    const run = flyToy(classics.lastWriter(4));
    expect(exploreTraces(run, () => false, { maxExecutions: 5 })).toMatchObject({
      traces: 5,
      complete: false,
    });
    expect(exploreTraces(run, () => true, { maxExecutions: 50 })).toMatchObject({
      traces: 1,
      complete: false,
    });
  });
});
