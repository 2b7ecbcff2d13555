import { describe, expect, it } from 'vitest';
import { check, int, oneOf, plain, record, words } from '../../../model/checker/index.ts';
import { protectedMode } from '../../../model/protected-mode/index.ts';
import { small } from '../../../model/protected-mode/scopes.ts';

describe('plain states', () => {
  it('has the instances whose guards all hold, in order, as asking each of them says', () => {
    const model = plain(protectedMode(small).model);
    let [state] = model.initial();
    let [asked, found] = [0, 0];
    for (let i = 0; i < 200 && state !== undefined; i++) {
      const at = state;
      for (const { id } of model.model.actions) {
        const expected = model.instances(id).filter((params) => model.enabled(at, id, params) === true);
        expect(model.enabledInstances(at, id)).toEqual(expected);
        asked += model.instances(id).length;
        found += expected.length;
      }
      const next = model.successors(at);
      state = next[(i * 7) % Math.max(next.length, 1)]?.state ?? model.initial()[0];
    }
    expect(found).toBeGreaterThan(200);
    expect(asked).toBeGreaterThan(10 * found);
  });

  it('copies a state into another and leaves the first as it is', () => {
    const model = plain(protectedMode(small).model);
    const to = model.lowest();
    let [state] = model.initial();
    for (let i = 0; i < 50 && state !== undefined; i++) {
      const key = model.key(state);
      model.copy(state, to);
      expect(model.key(to)).toBe(key);
      const [next] = model.successors(to).slice(-1);
      expect(model.key(state)).toBe(key);
      state = next?.state;
    }
  });

  it('tells apart numbers that need more than one code unit', () => {
    const schema = record({ wide: int(0, 200_000), mode: oneOf('a', 'b') });
    const { defineModel, action } = words(schema);
    const model = plain(
      defineModel({
        name: 'wide',
        schema,
        initial: () => {},
        actions: [action({ id: 'stay', when: {}, then: () => {}, cite: [] })],
        rules: [],
      }),
    );
    const keys = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000].flatMap((wide) =>
      (['a', 'b'] as const).map((mode) => model.key({ wide, mode })),
    );
    expect(new Set(keys).size).toBe(14);
    expect(() => model.key({ wide: 200_001, mode: 'a' })).toThrow(/wide := 200001 is out of range/);
    expect(check(model.model).states).toBe(1);
  });
});
