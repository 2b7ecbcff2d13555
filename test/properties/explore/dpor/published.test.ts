import { describe, expect, it } from 'vitest';
import { exploreTraces } from '../../../../properties/explore/dpor.ts';
import { enumerateAll } from './plain.ts';
import { registerProgram } from './register-programs.ts';
import { flyToy } from './toy-machine.ts';

/**
 * Programs over shared memory that the authors of source sets and wakeup trees test their own tool with, and how many
 * executions theirs takes: Concuerror, tests/suites/dpor_tests, src/NAME.erl and results/NAME-*-dpor.txt (optimal) and
 * NAME-*-source.txt, commit 0cbd2fc2acd7. Stated anew, each as the registers that its processes read and write. To Concuerror two writes of
 * one value do not depend on each other, here they do: where a program has such, ours has more traces.
 */
const published: readonly (readonly [
  name: string,
  optimal: number,
  source: number | null,
  readonly string[],
])[] = [
  ['POPL_optimal_example', 5, 10, ['x:=1', 'y:=1', 'y=0? z:=1', 'z=1? y=0? x:=2']],
  [
    'combination_lock_1',
    6,
    12,
    ['z:=1', 'x:=1 a:=1 y=1? w:=1 b:=0', 'x=1? y:=1 c:=0 v=1? z', 'w=1? v:=1 d:=0'],
  ],
  [
    'last_zero',
    64,
    97,
    ['a5!0? a4!0? a3!0? a2!0? a1', 'a0=0? a1:=1', ...[2, 3, 4, 5].map((n) => `a${n - 1} a${n}:=1`)],
  ],
  ['readers', 64, 64, ['x:=42', 'x', 'x', 'x', 'x', 'x', 'x']],
  ['conditional_readers_3', 6, null, ['x:=1', 'y=0? x', 'x y:=1']],
  ['depend_1', 12, null, ['z:=1', 'x:=1', 'y:=1', 'x=1? y=1? z', 'y=1? z']],
  ['depend_2', 12, null, ['z:=1', 'y:=1', 'y=1? z', 'x:=1', 'x=1? y=1? z']],
  ['depend_3', 30, null, ['z:=1', 'x:=1', 'y:=1 y:=2', 'x=1? y!0? z', 'y!0? z']],
  ['depend_4', 30, null, ['z:=1', 'x:=1', 'y:=1', 'x=1? y=1? z', 'y=1? z', 'x:=2']],
  ['depend_5', 12, null, ['z:=1', 'x:=1', 'y:=1 y:=2', 'x=1? y!0? z', 'x']],
  ['depend_6', 18, null, ['y z', 'y', 'z:=1', 'y:=1 y:=2']],
  ['diff_dep_1', 9, null, ['x:=1', 'y:=1', 'z:=1', 'z=1? x', 'y=1? x']],
  ['diff_dep_2', 9, null, ['x:=1', 'z=1? x', 'y=1? x', 'y:=1', 'z:=1']],
  ['diff_dep_3', 6, null, ['x:=1', 'z:=1', 'z=1? x', 'x']],
  ['difficult_readers', 18, null, ['a:=1 x:=1', 'b:=1 x:=2', 'c:=1 x', 'd:=1 x']],
  ['etsi_2', 5, null, ['x:=1', 'y:=1 x', 'x=1? y']],
  [
    'long_chain',
    20,
    null,
    ['x:=1 w:=1', 'x=1? y:=1', 'y=1? a:=1', 'a=1? b:=1', 'b=1? c:=1', 'c=1? z:=1', 'a=1? w', 'z=1? w'],
  ],
  ['manywrite', 4, null, ['x:=1', 'x:=2', 'y:=1', 'y:=2']],
  ['manywrite_2', 16, null, ['w:=1', 'x:=1', 'y:=1', 'x:=2', 'y:=2', 'z:=1', 'z:=2', 'w:=2']],
  ['readers_rrw', 4, null, ['y x', 'y x', 'y x:=1']],
  ['sleeping_races_1', 3, null, ['y:=1', 'x:=1', 'x=1? y']],
  ['sleeping_races_2', 5, null, ['y:=1', 'x:=1', 'y:=2 x=1? y']],
  ['sleeping_races_3_read', 6, null, ['y:=1', 'x:=1', 'x', 'x=1? y']],
  ['sleeping_races_3_write', 10, null, ['y:=1', 'x:=1', 'x:=2', 'x!0? y']],
  ['sleeping_races_4', 12, null, ['y:=1', 'x:=1', 'x', 'x=1? y', 'y']],
  ['sleeping_races_5', 24, null, ['y:=1', 'x:=1', 'x y', 'x=1? y', 'y']],
  ['sleeping_races_6', 10, 28, ['w:=1', 'x:=1', 'y:=1', 'y z:=1', 'y=1? z=1? x=1? w']],
  ['two_writers_readers_1', 9, null, ['x:=1 x:=2', 'y x', 'y x']],
  ['two_writers_readers_2', 18, null, ['x:=1', 'x:=2', 'y x', 'y x']],
];

/** Those with two writes of one value: published, and the traces where these depend on each other. */
const oneValueTwice: readonly (readonly [name: string, optimal: number, here: number, readonly string[]])[] =
  [
    ['conditional_readers', 8, 12, ['x:=1', 'y=0? x y:=1', 'y=0? x y:=1']],
    ['conditional_readers_2', 6, 7, ['x:=1', 'y=0? x=1? y:=1', 'y=0? x=1? y:=1']],
  ];

describe('the programs by which the authors of the reduction test theirs', () => {
  it.each(published)('%s: %i traces', (_, optimal, source, processes) => {
    const search = exploreTraces(flyToy(registerProgram(processes)), () => false, { maxExecutions: 10_000 });
    expect(search).toMatchObject({ traces: optimal, complete: true });
    if (source !== null) expect(search.traces + search.blocked).toBeLessThanOrEqual(source);
  });

  it.each(oneValueTwice)('%s: %i traces, here %i', (_, __, here, processes) => {
    const search = exploreTraces(flyToy(registerProgram(processes)), () => false, { maxExecutions: 10_000 });
    expect(search).toMatchObject({ traces: here, complete: true });
  });

  it('have as many traces as plain enumeration tells apart', () => {
    const all = [
      ...published.map(([name, traces, , processes]) => ({ name, traces, processes })),
      ...oneValueTwice.map(([name, , traces, processes]) => ({ name, traces, processes })),
    ];
    const small = all.filter(({ processes }) => processes.join(' ').split(' ').length <= 6);
    expect(small.length).toBeGreaterThan(10);
    for (const { name, traces, processes } of small) {
      const { traces: told } = enumerateAll(flyToy(registerProgram(processes)), 20_000);
      expect(`${name} ${told.size}`).toBe(`${name} ${traces}`);
    }
  });
});
