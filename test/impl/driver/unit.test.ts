import { describe, expect, test } from 'vitest';
import { mainline } from '../../../impl/driver/mainline/index.ts';
import { fixes } from '../../../impl/driver/reference/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import { definitions, StackError, stack, type Unit } from '../../../impl/driver/unit.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit } from './scripts.ts';

const unit = (name: string, on: string, more: Partial<Unit> = {}): Unit => ({
  name,
  on,
  title: name,
  cite: [],
  functions: {},
  ...more,
});

describe('units stack as patches do', () => {
  test('a unit without what it is on does not stack', () => {
    expect(() => stack('x', [mainline, unit('a', 'P7')])).toThrow(new StackError('x: a needs P7 below it'));
  });

  test('a unit stands once', () => {
    expect(() => stack('x', [mainline, mainline])).toThrow('x: unit mainline stands twice');
  });

  test('units that conflict do not stack, whichever says so', () => {
    const a = unit('a', 'mainline', { conflicts: ['b'] });
    const b = unit('b', 'mainline');
    expect(() => stack('x', [mainline, a, b])).toThrow('x: b conflicts with a');
    expect(() => stack('x', [mainline, b, a])).toThrow('x: a conflicts with b');
  });

  test('two units on one function need a declared merge', () => {
    const functions = { selectProtmGroup: () => function* () {} };
    const a = unit('a', 'mainline', { functions });
    const b = unit('b', 'mainline', { functions });
    expect(() => stack('x', [mainline, a, b])).toThrow(
      'x: b and a both define selectProtmGroup: declare it in merges of b',
    );
    const merged = stack('x', [mainline, a, { ...b, merges: ['selectProtmGroup'] }]);
    expect(definitions(merged).get('selectProtmGroup')).toEqual(['mainline', 'a', 'b']);
  });

  test('calls are late bound and each unit is given the function below', () => {
    const calls: string[] = [];
    const noting = (name: string): Unit =>
      unit(name, 'mainline', {
        functions: {
          selectProtmGroup: (_d, below) =>
            function* (ctx) {
              calls.push(name);
              yield* below(ctx);
            },
        },
        merges: ['selectProtmGroup'],
      });
    drive(stack('x', [mainline, noting('lower'), noting('upper')]), (d) =>
      createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']),
    );
    expect(calls.slice(0, 2)).toEqual(['upper', 'lower']);
  });

  test('state of a unit that is not in the stack cannot be touched', () => {
    const { driver } = drive(revisions.mainline, function* () {});
    expect(protm.in(driver)).toBe(false);
    expect(() => protm.of(driver)).toThrow('mainline has no protm [P7]');
  });
});

describe('the fixes of the reference', () => {
  const needed = (name: string): readonly Unit[] => {
    const fix = fixes.find((f) => f.unit.name === name);
    if (fix === undefined) return [];
    return [...(fix.unit.requires ?? []).flatMap(needed), fix.unit];
  };

  test.each(fixes.map((f) => f.unit.name))('%s stacks on the posted series with what it requires', (name) => {
    const wanted = new Set(needed(name));
    const chosen = fixes.map((f) => f.unit).filter((u) => wanted.has(u));
    expect(stack(name, [...series2026, ...chosen]).units.at(-1)?.name).toBe(name);
  });

  test('each says which rules force it', () => {
    for (const fix of fixes) expect(fix.forcedBy.length, fix.unit.name).toBeGreaterThan(0);
  });
});
