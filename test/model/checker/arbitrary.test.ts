import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryState } from '../../../model/checker/arbitrary.ts';
import { canonicalForm, idTypesOf, type Model, plain } from '../../../model/checker/index.ts';
import { layoutOf, pack, unpack } from '../../../model/checker/layout.ts';
import { cardinality, cellsOf } from '../../../model/checker/values.ts';
import { image, renamings } from './symmetry-brute.ts';
import { zoo } from './zoo.ts';

const model = zoo();
const p = plain(model);
const states = arbitraryState(model);
const equal = (a: Parameters<typeof p.key>[0], b: typeof a): boolean => p.key(a) === p.key(b);

test('every value of every field is drawn, and nothing else', () => {
  const seen = new Map<string, Set<string>>();
  fc.assert(
    fc.property(states, (state) => {
      for (const line of p.print(state).split('\n')) {
        const [field = '', value = ''] = line.split(': ');
        seen.set(field, (seen.get(field) ?? new Set()).add(value));
      }
      p.key(state); // throws for a value outside the schema
    }),
    { numRuns: 500, seed: 1 },
  );
  for (const { name, type } of cellsOf(model.schema))
    expect([name, seen.get(name)?.size]).toEqual([name, cardinality(type)]);
});

test('what is packed is unpacked again; printer, differ and key tell the same states apart', () => {
  const layout = layoutOf(model.schema);
  let same = 0;
  fc.assert(
    fc.property(states, fc.oneof(fc.constant(null), states), (a, other) => {
      const b = other ?? (unpack(layout, pack(layout, a), 0) as typeof a);
      if (other === null) expect(equal(a, b)).toBe(true);
      if (equal(a, b)) same += 1;
      expect(p.diff(a, b) === '').toBe(equal(a, b));
      expect(p.print(a) === p.print(b)).toBe(equal(a, b));
      expect(String(pack(layout, a)) === String(pack(layout, b))).toBe(equal(a, b));
    }),
    { numRuns: 300, seed: 2 },
  );
  expect(same).toBeGreaterThan(50);
});

test('states shrink to the lowest values that matter, also one that the user gave', () => {
  const hungry = (state: typeof lowest): boolean => state.gate === 'open' && state.escaped.size >= 2;
  const lowest = p.lowest();
  const shrunk = fc.check(
    fc.property(states, (state) => !hungry(state)),
    { seed: 3, numRuns: 1000 },
  ).counterexample?.[0];
  expect(p.diff(lowest, shrunk ?? lowest)).toBe('gate: shut -> open\nescaped: {} -> {beast0 beast1}');

  const example = p.initial()[1] ?? lowest;
  const none = fc.check(
    fc.property(states, (state) => state.offset === null),
    { examples: [[example]], numRuns: 1 },
  ).counterexample?.[0];
  // An optional's lowest value that is present.
  expect(p.diff(lowest, none ?? lowest)).toBe('offset: null -> -2');
});

test('the canonical form is the same for all renamings of a state, and for no other state', () => {
  const types = idTypesOf(model as Model<never>);
  const all = renamings(types);
  const form = canonicalForm(model, types);
  const orbit = (state: typeof lowest) =>
    new Set(all.map((by) => p.key(image(model.schema, state, by) as typeof lowest)));
  const lowest = p.lowest();
  fc.assert(
    fc.property(states, fc.nat(all.length - 1), states, (a, n, b) => {
      const renamed = image(model.schema, a, all[n] ?? new Map()) as typeof a;
      expect(p.key(form(renamed))).toBe(p.key(form(a)));
      expect(orbit(a).has(p.key(form(a)))).toBe(true);
      expect(equal(form(a), form(b))).toBe(orbit(a).has(p.key(b)));
    }),
    { numRuns: 100, seed: 4 },
  );
  expect(all).toHaveLength(12);
});
