import { describe, expect, test } from 'vitest';
import { DEFAULT_HEAP } from '../../../impl/memory/dma-heap.ts';
import { isShown } from '../../../properties/campaign/controlled.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { catalogue } from '../../../properties/catalogue.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { assumptionsOf, withFewestAssumptions } from '../../../properties/counterexample/assumptions.ts';
import { withControl } from '../../../properties/counterexample/control.ts';
import { type Counterexample, scenarioOf } from '../../../properties/counterexample/counterexample.ts';
import { withFacts } from '../../../properties/counterexample/facts.ts';
import { decodeCounterexample, encodeCounterexample } from '../../../properties/counterexample/format.ts';
import { noReturnOf } from '../../../properties/counterexample/no-return.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { StrictReplay } from '../../../properties/explore/replay.ts';
import { manifestOf } from '../../../properties/manifests/index.ts';

/** All of them with DEEP=1, else a few. */
const deep = process.env.DEEP !== undefined;
const stored = ['series-2026', 'rfc-2025']
  .flatMap((revision) => manifestOf(revision).expected)
  .map(({ counterexample: file }) => ({ file, counterexample: readCounterexample(pathOf(file)) }));
const isSafety = ({ rule }: Counterexample): boolean => catalogue[rule].kinds.includes('S');

test('every stored finding says what it assumes, and its point of no return if its rule is a safety rule', () => {
  for (const { file, counterexample } of stored) {
    const { needs, noReturn } = counterexample;
    expect(noReturn !== undefined, file).toBe(isSafety(counterexample));
    const all = assumptionsOf(counterexample);
    // Each proper subset was searched, each with some executions.
    expect(needs.searched, file).toHaveLength(2 ** all.length - 1);
    for (const { without, executions } of needs.searched ?? []) {
      expect(executions, file).toBeGreaterThan(0);
      for (const assumption of without) expect(all, file).toContain(assumption);
    }
    expect(needs.removing, file).toBeDefined();
  }
});

test('every cure of a finding is one near its schedule, and is told from its placebo there', () => {
  expect(stored.length).toBeGreaterThan(60);
  for (const { file, counterexample } of stored) {
    const control = counterexample.cure?.control;
    expect(control?.executions, file).toBeGreaterThan(0);
    expect(control !== undefined && isShown(control), file).toBe(true);
  }
});

/** The steps of a run, and whether it breaks the rule. */
function runOf(counterexample: Counterexample, schedule: Counterexample['schedule']) {
  const { rule, revision } = counterexample;
  const steps: string[] = [];
  const chooser = new StrictReplay(schedule);
  const setup = {
    ...setupOf(revision.units, scenarioOf(counterexample)),
    afterStep: (
      _: unknown,
      step: { readonly activity: { readonly path: string }; readonly label: string },
    ) => {
      steps.push(`${step.activity.path}: ${step.label}`);
      return false;
    },
  };
  const { violations } = checkRun(setup, chooser, { rules: [rule] });
  chooser.finish();
  return { steps, breaks: violations.length > 0 };
}

describe('the way out of a point of no return', () => {
  const escapable = stored.filter(
    ({ counterexample: c }) => c.noReturn?.last != null && c.rule !== 'REFINES',
  );
  const looked = escapable.filter(
    ({ counterexample: c }, i) => deep || (i % 9 === 0 && c.breaking.step < 1_000),
  );

  test('is there for some', () => expect(looked.length).toBeGreaterThan(1));

  test.each(looked)('$file: is the same run up to there, differs there, and keeps the rule', (one) => {
    const { counterexample } = one;
    const last = counterexample.noReturn?.last;
    if (last == null) throw new Error('there is none');
    const bad = runOf(counterexample, counterexample.schedule);
    const good = runOf(counterexample, last.wayOut);
    expect({ bad: bad.breaks, good: good.breaks }).toEqual({ bad: true, good: false });
    expect(good.steps.slice(0, last.step)).toEqual(bad.steps.slice(0, last.step));
    if ('run' in last.took && 'run' in last.instead) {
      expect(bad.steps[last.step]).toBe(`${last.took.run}: ${last.took.runs}`);
      expect(good.steps[last.step]).toBe(`${last.instead.run}: ${last.instead.runs}`);
    }
    expect(last.step).toBeLessThanOrEqual(counterexample.breaking.step);
  });
});

describe('what is found out about a counterexample', () => {
  const quick = stored.filter(
    ({ counterexample: c }) => c.noReturn?.label === 'proven' && c.noReturn.runs <= 3,
  );
  const again = deep ? stored : quick.slice(0, 2);

  test.each(again)('$file: is found out again', ({ counterexample }) => {
    expect(noReturnOf(counterexample)).toEqual(counterexample.noReturn ?? null);
    expect(withControl(counterexample)).toEqual(counterexample);
  });

  test('one that is new gets all of it, and one whose search was stopped nothing', () => {
    const [one] = quick.filter(({ counterexample: c }) => assumptionsOf(c).length > 0);
    if (one === undefined) throw new Error('there is none');
    const { noReturn, needs, ...rest } = one.counterexample;
    const { choices, late } = needs;
    const fresh = { ...rest, needs: { choices, late } };
    const found = withFacts(fresh, []);
    expect({ noReturn: found.noReturn, removing: found.needs.removing }).toEqual({
      noReturn,
      removing: needs.removing,
    });
    const without = (c: Counterexample) => c.needs.searched?.map((search) => search.without);
    expect(without(found)).toEqual(without(one.counterexample));
    expect(withFacts(fresh, [], () => true)).toEqual(fresh);
  });

  test('an assumption that nothing needs is dropped', () => {
    const needless = stored.find(
      ({ counterexample: c }) => c.rule === 'CREATE-TIME' && assumptionsOf(c).length === 0,
    );
    if (needless === undefined) throw new Error('there is none');
    const { counterexample } = needless;
    const heap = { ...DEFAULT_HEAP, untilUs: 900_000 };
    const posted = {
      ...counterexample,
      faults: { gpuMhz: 900 },
      workload: { ...counterexample.workload, heap },
      secrets: { [counterexample.workload.processes[0]?.process ?? '']: [3, 4] as const },
    };
    expect(assumptionsOf(posted)).toEqual(['gpuMhz', 'heap.untilUs', expect.stringMatching(/^secrets\./)]);
    const { needs, faults, secrets, workload } = withFewestAssumptions(posted, []);
    expect({ faults, secrets, heap: workload.heap, searched: needs.searched }).toEqual({
      faults: {},
      secrets: undefined,
      heap: undefined,
      searched: [],
    });
  });
});

describe('files', () => {
  const [first] = stored.filter(({ counterexample: c }) => c.noReturn?.last != null);
  const text = encodeCounterexample(first?.counterexample as Counterexample);

  test('keep what was found out', () => {
    expect(decodeCounterexample(text)).toEqual(first?.counterexample);
  });

  test('of version 1 are read: nothing was found out then', () => {
    const { noReturn, ...rest } = JSON.parse(text) as { noReturn: unknown; needs: object };
    expect(noReturn).toBeDefined();
    const old = { ...rest, version: 1, needs: { choices: {}, late: 0 } };
    const { needs, noReturn: none } = decodeCounterexample(JSON.stringify(old));
    expect({ needs, none }).toEqual({ needs: { choices: {}, late: 0 }, none: undefined });
  });

  test('name the place of what is wrong', () => {
    const broken = (from: string | RegExp, to: string) => () => decodeCounterexample(text.replace(from, to));
    expect(broken(/"label": "(proven|no escape)"/, '"label": "certain"')).toThrow(
      'noReturn.label: expected one of proven, no escape, found "certain"',
    );
    expect(broken(/"removing": \[[^\]]*\]/, '"removing": [{ "id": "F99" }]')).toThrow(
      /^needs\.removing\[0\]\.id: expected/,
    );
    expect(broken('"late": 0', '"late": 2')).toThrow(
      'needs.late: expected 0, as many as the schedule has, found 2',
    );
    expect(broken('"workload": {', '"secrets": { "nobody": [1, 2] }, "workload": {')).toThrow(
      'secrets.nobody: expected a process of the workload, found "nobody"',
    );
  });

  test('refuse a field that they do not know in any of their objects, by its path', () => {
    const file: unknown = JSON.parse(text);
    // A workload has a format of its own, and tests of that.
    const places = objectsIn(file).filter(({ path }) => !path.startsWith('workload.'));
    expect(places.length).toBeGreaterThan(15);
    for (const { path, object } of places) {
      object.surplus = 1;
      expect(() => decodeCounterexample(JSON.stringify(file)), path).toThrow(`${path}surplus: expected `);
      delete object.surplus;
    }
    expect(decodeCounterexample(JSON.stringify(file))).toEqual(first?.counterexample);
  });
});

/** All objects in a value of JSON, each with the path before the names of its fields. */
function objectsIn(value: unknown, path = ''): readonly { path: string; object: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => objectsIn(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  const inside = path === '' ? '' : `${path}.`;
  return [
    { path: inside, object },
    ...Object.entries(object).flatMap(([name, field]) => objectsIn(field, `${inside}${name}`)),
  ];
}
