import { describe, expect, test } from 'vitest';
import { plan, planRound, profilesOf } from '../../../properties/campaign/plan.ts';
import { answerPairs } from '../../../properties/campaign/reached.ts';
import { Random } from '../../../properties/explore/random.ts';
import { singleChoiceRows } from '../../../properties/generate/profile.ts';
import { drawWorkload } from '../../../properties/generate/workload.ts';

const cells = plan('default', 1, [drawWorkload(new Random(1))]);

test('profiles are named only where a run came to what they vary', () => {
  expect(profilesOf(cells, new Set())).toEqual(['default', 'mute firmware', 'a GPU at 1 GHz']);
  expect(profilesOf(cells, new Set(['F05']))).toEqual([
    'default',
    'mute firmware',
    'a GPU at 1 GHz',
    'many answers at once',
    'drawn',
  ]);
  const faulty = profilesOf(cells, new Set(['F04', 'F18a']));
  expect(faulty).toContain('PROTM_FAULT in a session');
  expect(faulty).toContain('any per event');
  expect(faulty.filter((name) => name.startsWith('F04'))).toEqual(['F04 = never']);
});

describe('the deep search', () => {
  const workloads = Array.from({ length: 6 }, (_, i) => {
    return { ...drawWorkload(new Random(i)), name: `w${i}` };
  });
  const round = (nth: number) => planRound('deep', 1, workloads, nth);
  const programs = (nths: readonly number[]) => new Set(nths.flatMap(round).map(({ program }) => program));

  test('does in its first round what the default search does, and more', () => {
    const first = round(0);
    const usual = planRound('default', 1, workloads, 0);
    const covers = ({ strategy, program, from, count, refine }: (typeof usual)[number]): boolean =>
      first.some(
        (c) =>
          c.strategy === strategy &&
          c.program === program &&
          c.refine === refine &&
          c.from <= from &&
          c.from + c.count >= from + count,
      );
    const rows = usual.filter((cell) => !covers(cell));
    // The two take other turns in which profile is tried on which workload.
    expect(rows.map(({ program }) => program.slice(program.indexOf(', ') + 2))).toEqual(
      rows.map(() => 'any per event'),
    );
    expect(rows.length).toBeLessThan(3);
    expect(first.length).toBeGreaterThan(1.5 * usual.length);
  });

  test('tries each answer on each workload in six rounds, and each two on all in sixty', () => {
    const six = programs([4, 5, 6, 7, 8, 9]);
    const sixty = programs(Array.from({ length: 60 }, (_, i) => i + 10));
    const missing = (among: ReadonlySet<string>, rows: readonly string[]): readonly string[] =>
      workloads.flatMap(({ name }) => rows.map((row) => `${name}, ${row}`)).filter((key) => !among.has(key));
    const singles = singleChoiceRows().map(({ name }) => name);
    expect(missing(six, singles)).toEqual([]);
    const pairs = answerPairs().map(([a, b]) => `${a} & ${b}`);
    expect(missing(sixty, pairs)).toEqual([]);
    expect([singles.length > 40, pairs.length > 1_000]).toEqual([true, true]);
  });
});
