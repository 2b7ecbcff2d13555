import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../impl/runtime/decision.ts';
import { decodeDecision, storeDecision } from '../../../properties/counterexample/decisions.ts';
import { At } from '../../../properties/counterexample/expect.ts';
import { stableJson } from '../../../properties/counterexample/stable-json.ts';

const decisions: readonly Decision[] = [
  {
    kind: 'run',
    insteadOf: { activity: 'tick_work', label: 'ring GLB doorbell', nth: 2, visit: 0 },
    run: 'irq/job',
    label: 'begin',
  },
  {
    kind: 'run',
    insteadOf: { activity: 'fw', label: 'doorbell', nth: 0, visit: 1 },
    run: 'player',
    label: 'submit',
  },
  { kind: 'value', name: 'late(tick_work)', nth: 3, option: '10000 us' },
];

describe('decisions in a file', () => {
  it('come back as they were', () => {
    const stored: unknown = JSON.parse(JSON.stringify(decisions.map(storeDecision)));
    expect(new At('schedule', stored).items().map(decodeDecision)).toEqual(decisions);
  });

  it('name the place, what was expected and what was found', () => {
    const decode = (value: unknown) => () => decodeDecision(new At('schedule[2]', value));
    const good = storeDecision(decisions[1] as Decision);
    expect(decode({ ...good, nth: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[DecodeError: schedule[2].nth: expected a whole number of at least 0, found -1]`,
    );
    expect(decode({ ...good, run: 7 })).toThrowErrorMatchingInlineSnapshot(
      `[DecodeError: schedule[2].run: expected a text, found 7]`,
    );
    expect(decode({ ...good, instead: 'of' })).toThrowErrorMatchingInlineSnapshot(
      `[DecodeError: schedule[2].instead: expected one of the fields at, label, nth, again, run, runs, found "instead"]`,
    );
    expect(decode('later')).toThrowErrorMatchingInlineSnapshot(
      `[DecodeError: schedule[2]: expected an object, found "later"]`,
    );
    expect(decode({ choice: 'F04', nth: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[DecodeError: schedule[2].option: expected a text, found nothing]`,
    );
  });
});

describe('stable JSON', () => {
  it('is JSON, keeps the order of fields, and puts on a line what fits', () => {
    const value = {
      rule: 'OWNER',
      nothing: null,
      left: undefined,
      empty: [],
      none: {},
      short: [1, 2, { a: 'b' }],
      long: Array.from({ length: 12 }, (_, i) => ({ at: 'tick_work', nth: i })),
    };
    const text = stableJson(value);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(stableJson(JSON.parse(text))).toBe(text);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(101);
    expect(text.split('\n').slice(0, 7).join('\n')).toMatchInlineSnapshot(`
      "{
        "rule": "OWNER",
        "nothing": null,
        "empty": [],
        "none": {},
        "short": [1, 2, { "a": "b" }],
        "long": ["
    `);
  });
});
