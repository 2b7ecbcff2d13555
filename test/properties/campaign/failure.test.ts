import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CampaignOptions, campaign } from '../../../properties/campaign/campaign.ts';
import { distinct } from '../../../properties/campaign/failure.ts';
import { nearCells, plan } from '../../../properties/campaign/plan.ts';
import { runCell } from '../../../properties/campaign/run-cell.ts';
import { type Cell, cellText, parseCell, type Subject } from '../../../properties/campaign/subject.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { packageRoot } from '../../../properties/package-root.ts';
import { type ToyProgram, toySubject } from './toy-subject.ts';

const rules: readonly RuleId[] = ['OWNER', 'TIMELY', 'SERVED'];
const cell: Cell = { strategy: 'random walk 0.5', program: 'slow', from: 1, count: 30 };

/** The toy, whose runs end in an exception where `fails` says so of the nth, counted from 1. */
function failing(
  fails: (nth: number, judged: readonly RuleId[]) => boolean,
  error: () => Error = () => new Error('planted'),
): Subject<ToyProgram> {
  let nth = 0;
  return {
    ...toySubject,
    run: (units, program, chooser, judged) => {
      if (judged.length > 0) nth++;
      if (fails(nth, judged)) throw error();
      return toySubject.run(units, program, chooser, judged);
    },
  };
}

describe('an execution that ends in an exception', () => {
  const is = (seed: number) => seed === 4 || seed === 9;
  const result = runCell(
    failing((nth, judged) => judged.length > 0 && is(nth)),
    ['base'],
    cell,
    rules,
  );

  it('is set down by its own key, with where it was thrown and how often', () => {
    const [failure, ...others] = result.failed;
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      at: { units: ['base'], cell: 'random walk 0.5 | slow | 4 to 4' },
      during: 'the run',
      times: 2,
    });
    expect(failure?.error).toMatch(/^Error: planted\n +at .*test\/properties\/campaign\/failure\.test\.ts:/);
    expect(failure?.error).not.toContain(packageRoot);
    expect(failure?.error).not.toContain('run-cell');
  });

  it('takes nothing from the others', () => {
    const parts = [
      [1, 3],
      [5, 8],
      [10, 30],
    ].map(([from = 0, to = 0]) =>
      runCell(toySubject, ['base'], { ...cell, from, count: to - from + 1 }, rules),
    );
    expect(result.executions).toBe(28);
    expect(result.steps).toBe(parts.reduce((sum, { steps }) => sum + steps, 0));
    expect(result.rules.OWNER).toEqual({
      given: 28,
      violatedRuns: parts.reduce((sum, part) => sum + (part.rules.OWNER?.violatedRuns ?? 0), 0),
    });
  });

  it('is thrown at once where a driver of somebody’s own threw', () => {
    const error = new Error('no groups');
    error.stack = `Error: no groups\n    at mayEnter (${join(packageRoot, 'impl/driver/own/mine.ts')}:3:1)`;
    expect(() =>
      runCell(
        failing(
          () => true,
          () => error,
        ),
        ['base'],
        cell,
        rules,
      ),
    ).toThrow(error);
  });

  it('is one of a kind with those of the same message from the same place', () => {
    const once = {
      at: { file: 'a.json' },
      during: 'the replay',
      error: 'Error: a\n at f (b.ts:1:1)\n x',
      times: 1,
    } as const;
    const again = { ...once, at: { file: 'c.json' }, error: 'Error: a\n at f (b.ts:1:1)\n y' };
    const other = { ...once, error: 'Error: a\n at f (b.ts:2:1)' };
    expect(distinct([once, other, again])).toEqual([{ ...once, times: 2 }, other]);
  });
});

describe('a campaign in which something fails', () => {
  const options: CampaignOptions = {
    rules,
    cells: [cell, { ...cell, strategy: 'random walk 0.5 + 1 late' }],
    cures: {
      fixes: ['atomic increment', 'data first'].map((name) => ({ name, requires: [] })),
      use: 'stack',
    },
    shrink: { maxRuns: 500, maxEnumeration: 200 },
    known: [],
    deferAbove: 100,
    chunk: 2,
    maxCells: 100,
  };
  const causes = (findings: readonly { readonly rule: RuleId; readonly cure: readonly string[] | null }[]) =>
    findings.map(({ rule, cure }) => [rule, cure]);

  it('finds what it finds without', () => {
    const whole = campaign(toySubject, ['base'], options);
    expect(whole.failed).toEqual([]);
    const { findings, failed } = campaign(
      failing((nth, judged) => judged.length > 1 && nth === 2),
      ['base'],
      options,
    );
    expect(causes(findings)).toEqual(causes(whole.findings));
    expect(findings.length).toBeGreaterThan(0);
    expect(failed.map(({ at, during }) => [at, during])).toEqual([
      [{ units: ['base'], cell: 'random walk 0.5 | slow | 2 to 2' }, 'the run'],
    ]);
  });

  it('tells what it fails in looking into as it was met, and looks into the others', () => {
    const subject: Subject<ToyProgram> = {
      ...toySubject,
      breaksAt: (units, program, chooser, rule) => {
        if (rule === 'OWNER') throw new Error('planted');
        return toySubject.breaksAt(units, program, chooser, rule);
      },
    };
    const { findings, failed } = campaign(subject, ['base'], options);
    const owner = findings.find(({ rule }) => rule === 'OWNER');
    expect(owner?.shrunk?.minimality.label).toBe('not shrunk to the end');
    expect(owner?.shrunk?.decisions.length).toBeGreaterThan(0);
    expect(owner?.cure).toBeNull();
    expect(causes(findings)).toContainEqual(['TIMELY', ['data first']]);
    expect(failed.map(({ during }) => during)).toContain('a look into OWNER');
  });
});

it('the text of a cell is read back as the cell', () => {
  const cells = [
    ...plan('deep', 7, []).slice(0, 3_000),
    ...nearCells([{ program: 'w | x, default', strategy: 'PCT depth 2 + 1 late', seed: 9 }], 2),
  ];
  for (const one of cells) expect(parseCell(cellText(one))).toEqual(one);
  expect(cells.filter(({ every }) => every !== undefined).length).toBeGreaterThan(10);
  for (const text of ['', 'mixture', 'a | b | 3 to 2', 'a | b | 1 to 1 of 3 parts', 'a | b | 1 to x'])
    expect(parseCell(text)).toBeNull();
});
