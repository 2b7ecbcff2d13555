import { describe, expect, it } from 'vitest';
import { type Chooser, decisionText } from '../../../impl/runtime/decision.ts';
import { type CampaignOptions, campaign } from '../../../properties/campaign/campaign.ts';
import { smallestCure } from '../../../properties/campaign/cure.ts';
import { rerunsWith } from '../../../properties/campaign/cure-of.ts';
import { mergeResults, runCell } from '../../../properties/campaign/run-cell.ts';
import type { Cell, Outcome, Subject } from '../../../properties/campaign/subject.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { LenientReplay } from '../../../properties/explore/replay.ts';
import { noHints } from '../../../properties/explore/strategy.ts';
import { decisionsOf, ScheduleRecorder } from '../../../properties/shrink/schedule.ts';
import { type ToyProgram, toySubject } from './toy-subject.ts';

const cells: readonly Cell[] = ['random walk 0.5', 'random walk 0.5 + 1 late'].flatMap((strategy) =>
  ['fast', 'slow'].map((program) => ({ strategy, program, from: 1, count: 60 })),
);

const options: CampaignOptions = {
  rules: ['OWNER', 'TIMELY', 'SERVED'],
  cells,
  cures: {
    fixes: ['conflicting', 'no use', 'atomic increment', 'data first'].map((name) => ({
      name,
      requires: [],
    })),
    use: 'stack',
  },
  shrink: { maxRuns: 500, maxEnumeration: 2_000 },
  known: [],
  deferAbove: 100,
  chunk: 2,
  maxCells: 100,
};

describe('a campaign', () => {
  const result = campaign(toySubject, ['base'], options);

  it('finds each planted defect once, minimal, with its cure, and goes on until nothing is left', () => {
    const rows = result.findings.map(({ rule, cure, shrunk, units, rerun }) => ({
      rule,
      cure,
      units,
      program: shrunk?.program,
      decisions: shrunk?.decisions.map(decisionText),
      minimal: shrunk?.minimality.label,
      rerun,
    }));
    expect(rows).toMatchInlineSnapshot(`
      [
        {
          "cure": [
            "atomic increment",
          ],
          "decisions": [
            "at writer: write counter #0 run other: begin",
          ],
          "minimal": "fewest delays",
          "program": {
            "slowMemory": false,
            "steps": [
              "increment",
            ],
          },
          "rerun": 60,
          "rule": "OWNER",
          "units": [
            "base",
          ],
        },
        {
          "cure": [
            "data first",
          ],
          "decisions": [
            "at writer: write data #0 run other: begin",
          ],
          "minimal": "fewest delays",
          "program": {
            "slowMemory": true,
            "steps": [
              "publish",
            ],
          },
          "rerun": 60,
          "rule": "TIMELY",
          "units": [
            "base",
          ],
        },
        {
          "cure": null,
          "decisions": [
            "late(other) #0 = 10000 us",
          ],
          "minimal": "fewest delays",
          "program": {
            "slowMemory": false,
            "steps": [],
          },
          "rerun": 0,
          "rule": "SERVED",
          "units": [
            "base",
          ],
        },
      ]
    `);
    expect(result.exhausted).toBe(true);
    expect(result.epochs.map((e) => e.units)).toEqual([['base'], ['base', 'atomic increment', 'data first']]);
  });

  it('is a function of its options: same bytes each time', () => {
    const again = campaign(toySubject, ['base'], options);
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  });

  it('counts what was given, matched and consulted', () => {
    const counts = result.epochs[0]?.result;
    expect(counts?.executions).toBe(240);
    expect(counts?.rules.OWNER?.given).toBe(240);
    expect(counts?.rules.OWNER?.violatedRuns).toBeGreaterThan(0);
    expect(counts?.consulted).toEqual(['F01']);
    expect(counts?.mostLate).toBe(1);
    expect(counts?.actions.increment).toBeGreaterThan(240);
  });

  it('does not shrink again what a known cure removes', () => {
    const known = [{ rule: 'OWNER', cure: ['atomic increment'] }] as const;
    const again = campaign(toySubject, ['base'], { ...options, known });
    expect(again.findings.map((f) => [f.rule, f.cure, f.shrunk === null])).toEqual([
      ['OWNER', ['atomic increment'], true],
      ['TIMELY', ['data first'], false],
      ['SERVED', null, false],
    ]);
  });

  it('stacks the cures of all known causes at once, whichever of them it met, and only if they fit', () => {
    // Nobody meets the second: its rule is not asked.
    const atomic = { rule: 'OWNER', cure: ['atomic increment'] } as const;
    const other = { rule: 'TIMELY', cure: ['data first'] } as const;
    const unitsOf = (stacks: typeof toySubject.stacks) =>
      campaign({ ...toySubject, stacks }, ['base'], {
        ...options,
        rules: ['OWNER'],
        known: [atomic, other],
      }).epochs.map(({ units }) => units);
    expect(unitsOf(() => true)).toEqual([['base'], ['base', 'atomic increment', 'data first']]);
    const notBoth = (units: readonly string[]): boolean => units.length < 3;
    expect(unitsOf(notBoth)).toEqual([['base'], ['base', 'atomic increment']]);
  });

  it('ends the executions of a cell with a cure at the first that breaks', () => {
    const [cell] = cells;
    if (cell === undefined) throw new Error('the toy has cells');
    let runs = 0;
    const counting = {
      ...toySubject,
      breaksAt: () => null,
      run: (...run: Parameters<typeof toySubject.run>) => {
        runs++;
        return toySubject.run(...run);
      },
    };
    const program = toySubject.space.program(cell.program, cell.from);
    const broken = { rule: 'OWNER', program, decisions: [], cell } as const;
    expect(rerunsWith(counting, ['base'], ['data first'], broken, options.cures, () => false)).toBeNull();
    const whole = runs;
    expect(whole).toBeLessThan(cell.count);
    runs = 0;
    const kept = rerunsWith(counting, ['base'], ['atomic increment'], broken, options.cures, () => false);
    expect(kept).toBe(cell.count);
    expect(runs).toBeGreaterThanOrEqual(cell.count);
  });

  it('lets a finding with a long schedule wait until others are cured, and loses none', () => {
    const lengthsOf = (some: readonly Cell[]) =>
      mergeResults(some.map((cell) => runCell(toySubject, ['base'], cell, options.rules)))
        .found.map((f) => f.decisions.length)
        .sort((a, b) => a - b);
    // A few seeds of which the rules' shortest findings differ in length.
    const few = Array.from({ length: 50 }, (_, i) =>
      cells.map((c) => ({ ...c, from: 1 + 3 * i, count: 3 })),
    ).find((some) => new Set(lengthsOf(some)).size > 1);
    if (few === undefined) throw new Error('all findings are of one length');
    const deferAbove = lengthsOf(few)[0] ?? 0;
    const causes = (deferAbove: number) =>
      campaign(toySubject, ['base'], { ...options, cells: few, deferAbove })
        .findings.map((f) => `${f.rule}: ${f.cure?.join()}`)
        .sort();
    expect(causes(deferAbove)).toEqual(causes(1_000));
  });

  describe('of a rule that breaks for two causes', () => {
    const judged: readonly RuleId[] = ['OWNER', 'TIMELY'];
    const asOwner = (outcome: Outcome): Outcome => ({
      ...outcome,
      violations: outcome.violations.map((v) => (v.rule === 'TIMELY' ? { ...v, rule: 'OWNER' } : v)),
    });
    const both: ToyProgram = { steps: ['increment', 'publish'], slowMemory: true };
    const breaks = (unit: string, chooser: Chooser): number =>
      toySubject.run(['base', unit], both, chooser, judged).violations.length;
    // A schedule under which both show, each also where the other is cured.
    const atOnce = Array.from({ length: 1_000 }, (_, seed) => {
      const recorder = new ScheduleRecorder(randomWalk(0.5).chooser(seed, noHints));
      const count = breaks('no use', recorder);
      return { count, decisions: decisionsOf(recorder) };
    }).find(
      ({ count, decisions }) =>
        count === 2 &&
        ['atomic increment', 'data first'].every((fix) => breaks(fix, new LenientReplay(decisions)) === 1),
    )?.decisions;
    if (atOnce === undefined) throw new Error('no schedule shows both');
    const cell: Cell = { strategy: 'both at once', program: 'both', from: 1, count: 1 };
    const bothAtOnce: Subject<ToyProgram> = {
      ...toySubject,
      run: (units, p, chooser) => asOwner(toySubject.run(units, p, chooser, judged)),
      breaksAt: (units, p, chooser) => toySubject.run(units, p, chooser, judged).violations[0]?.step ?? null,
      space: {
        program: () => both,
        strategy: (name) => ({ name, lateAllowed: 0, chooser: () => new LenientReplay(atOnce) }),
      },
    };
    const searched = (use: 'stack' | 'name', ...known: readonly string[]) =>
      campaign(bothAtOnce, ['base'], {
        ...options,
        rules: ['OWNER'],
        cells: [cell],
        cures: { ...options.cures, use },
        known: known.map((name) => ({ rule: 'OWNER' as const, cure: [name] })),
      }).findings.map(({ cure }) => cure);

    it('shrinks to the one that is not known', () => {
      expect(searched('stack', 'atomic increment')).toEqual([['data first']]);
      expect(searched('stack', 'data first')).toEqual([['atomic increment']]);
    });

    it('finds both where it searches once', () => {
      expect(searched('name').toSorted()).toEqual([['atomic increment'], ['data first']]);
    });
  });

  it('of a revision whose cures stand on another one searches once, and tells causes of one rule apart', () => {
    const asOwner = (outcome: Outcome): Outcome => ({
      ...outcome,
      violations: outcome.violations.map((v) => (v.rule === 'TIMELY' ? { ...v, rule: 'OWNER' } : v)),
    });
    const judged: readonly RuleId[] = ['OWNER', 'TIMELY'];
    // Both defects break one rule here.
    const merged: Subject<ToyProgram> = {
      ...toySubject,
      run: (units, p, chooser) => asOwner(toySubject.run(units, p, chooser, judged)),
      breaksAt: (units, p, chooser) => toySubject.run(units, p, chooser, judged).violations[0]?.step ?? null,
    };
    // Programs with one of the defects each, so that there is something to tell apart.
    const one = (step: 'increment' | 'publish'): ToyProgram => ({ steps: [step], slowMemory: true });
    const programs = new Map([one('increment'), one('publish')].map((p) => [p.steps.join(), p]));
    const space = { ...merged.space, program: (key: string) => programs.get(key) ?? one('publish') };
    const each = ['increment', 'publish', 'increment'].map(
      (key): Cell => ({ strategy: 'random walk 0.5', program: key, from: 1, count: 40 }),
    );
    const named = campaign({ ...merged, space }, ['base'], {
      ...options,
      rules: ['OWNER'],
      cells: each,
      cures: { ...options.cures, use: 'name' },
    });
    expect(named.findings.map((f) => [f.rule, f.cure])).toEqual([
      ['OWNER', ['atomic increment']],
      ['OWNER', ['data first']],
    ]);
    expect(named.epochs.map((e) => [e.units, e.result.executions])).toEqual([[['base'], 120]]);
    expect(named.exhausted).toBe(true);
  });

  it('keeps what was found when it is stopped', () => {
    let asked = 0;
    const stopped = campaign(toySubject, ['base'], { ...options, shouldStop: () => ++asked > 100 });
    expect(stopped.exhausted).toBe(false);
    expect(stopped.epochs.length).toBe(1);
    expect(stopped.epochs[0]?.result.found.length).toBeGreaterThan(0);
  });

  it('begins nothing more when the time is up, and looks into what was found', () => {
    let begun = 0;
    const ended = campaign(toySubject, ['base'], { ...options, timeUp: () => ++begun > 1 });
    expect(ended.searched.map(({ cell }) => cell)).toEqual(cells.slice(0, 1));
    expect(ended.exhausted).toBe(false);
    expect(ended.findings.length).toBeGreaterThan(0);
    expect(ended.findings.every((f) => f.shrunk !== null)).toBe(true);
    const whole = campaign(toySubject, ['base'], options);
    expect(whole.searched.map(({ cell }) => cell)).toEqual(cells);
  });
});

describe('cells', () => {
  it('give the same merged counts however the seeds are split', () => {
    const whole = cells.map((cell) => runCell(toySubject, ['base'], cell, options.rules));
    const split = cells
      .flatMap((cell) => [
        { ...cell, count: 20 },
        { ...cell, from: 21, count: 40 },
      ])
      .map((cell) => runCell(toySubject, ['base'], cell, options.rules));
    const counts = (results: typeof whole) => {
      const { found, ...rest } = mergeResults(results);
      return { ...rest, found: found.map((f) => [f.violation.rule, f.seed]) };
    };
    expect(counts(split)).toEqual(counts(whole));
  });
});

describe('the smallest cure', () => {
  const fixes = [
    { name: 'a', requires: [] },
    { name: 'b', requires: ['a'] },
    { name: 'c', requires: [] },
    { name: 'd', requires: [] },
  ];
  const cureOf = (...needed: readonly string[]) =>
    smallestCure(fixes, (names) => needed.every((n) => names.includes(n)));

  it('is a single fix if one does, else a pair, with what they require', () => {
    expect(cureOf('c')).toEqual(['c']);
    expect(cureOf('b')).toEqual(['a', 'b']);
    expect(cureOf('c', 'd')).toEqual(['c', 'd']);
    expect(cureOf('b', 'd')).toEqual(['a', 'b', 'd']);
    expect(cureOf('e')).toBeNull();
  });

  it('is a pair rather than a single fix that requires more', () => {
    const removes = (names: readonly string[]) =>
      names.includes('e') || (names.includes('a') && names.includes('c'));
    const all = [...fixes, { name: 'e', requires: ['b', 'd'] }];
    expect(smallestCure(all, removes)).toEqual(['a', 'c']);
    expect(smallestCure(all, (names) => names.includes('e'))).toEqual(['a', 'b', 'd', 'e']);
  });
});

it('a cause is known where what its cure requires stands already', () => {
  const [no, , atomic, data] = options.cures.fixes;
  if (no === undefined || atomic === undefined || data === undefined) throw new Error('the toy has fixes');
  const cures = { ...options.cures, fixes: [no, { ...atomic, requires: [no.name] }, data] };
  const search = (cure: readonly string[]) =>
    campaign(toySubject, ['base', no.name], {
      ...options,
      cures,
      rules: ['OWNER'],
      known: [{ rule: 'OWNER', cure }],
    }).findings.map(({ shrunk, cure: found }) => ({ isKnown: shrunk === null, found }));
  expect(search([no.name, atomic.name])).toEqual([{ isKnown: true, found: [atomic.name] }]);
  expect(search([no.name, data.name])).toEqual([{ isKnown: false, found: [atomic.name] }]);
});
