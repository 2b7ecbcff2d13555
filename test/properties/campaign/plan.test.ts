import { expect, test } from 'vitest';
import { plan, profilesOf } from '../../../properties/campaign/plan.ts';
import { Random } from '../../../properties/explore/random.ts';
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
