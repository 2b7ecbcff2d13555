import fc from 'fast-check';
import type { Model } from './model.ts';
import { cardinality, cellsOf, decode, encode, lowest, readCell, writeCell } from './values.ts';

/**
 * All states that the schema of a model declares, reachable or not, for property-based tests of guards, rules and abstractions.
 * They shrink towards the state in which everything has its lowest value, each field by itself.
 * @returns plain states, as `plain(model)` takes them; each fresh, so a test may change it
 */
export function arbitraryState<S>({ schema }: Model<S>): fc.Arbitrary<S> {
  const cells = cellsOf(schema);
  const codes = fc.tuple(...cells.map(({ type }) => fc.integer({ min: 0, max: cardinality(type) - 1 })));
  return codes.map(
    (drawn) => {
      const state = lowest(schema);
      for (const [i, cell] of cells.entries()) writeCell(state, cell, decode(cell.type, drawn[i] ?? 0));
      return state as S;
    },
    (state) => cells.map((cell) => encode(cell.type, readCell(state, cell))),
  );
}
