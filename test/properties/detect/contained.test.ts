import { expect, it } from 'vitest';
import type { RuleId } from '../../../properties/catalogue.ts';
import { containedRules, type MatrixRow } from '../../../properties/detect/matrix.ts';

const row = (id: string, rules: readonly RuleId[]): MatrixRow => ({
  id,
  kill: { rule: rules[0] ?? 'OWNER', program: 'one region, default', strategy: 'mixture', runs: 1 },
  rules,
  medians: {},
  drawn: null,
  byRule: [],
  elsewhere: [],
});

it('a rule is named whose kills another has too, and by which; not one with a kill of its own', () => {
  const rows = [
    row('a', ['OWNER', 'TOP-ONLY']),
    row('b', ['OWNER', 'TIMELY']),
    row('c', ['TIMELY', 'SERVED', 'BLAME']),
    row('d', ['SERVED', 'BLAME']),
  ];
  expect(containedRules(rows)).toEqual([
    { rule: 'TOP-ONLY', within: 'OWNER', kills: 1 },
    { rule: 'SERVED', within: 'BLAME', kills: 2 },
    { rule: 'BLAME', within: 'SERVED', kills: 2 },
  ]);
});
