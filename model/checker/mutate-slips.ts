import type { Instance } from './engine.ts';
import { maskOf } from './layout.ts';
import type { Params } from './model.ts';
import type { Explored } from './mutate-kills.ts';
import { printInstance } from './show.ts';
import { cardinality, decode, printValue } from './values.ts';

/** A variable with more values than this slips to its neighbours only. */
const allValuesUpTo = 8;

/**
 * Takes steps of the model, each with one variable slipped: it gets a value that the step does not give it; and each step
 * that the model can take from where a slip led. Variables that no step of the model changes, for any id, are constants, and do
 * not slip. This asks what mutants of effects ask, also of the variables that an action leaves alone, and of each step by
 * itself.
 * @param perInstance steps taken of each action for each combination of its parameters, spread over the graph
 * @param visit called with both ends of a step in the buffers of the search; `told` says what it is; false ends the walk
 * @returns the number of slips
 */
export function eachSlip<S>(
  { search, graph, words }: Explored<S>,
  perInstance: number,
  visit: (action: string, params: Params, told: () => string) => boolean,
): number {
  const { engine, accessors, instances } = search;
  const { layout, scratch } = accessors;
  const width = layout.words;
  const steps = new Uint32Array(instances.length);
  const changes = new Int32Array(width);
  for (let x = 0; x < graph.states; x++)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      const who = graph.who[e] ?? 0;
      steps[who] = (steps[who] ?? 0) + 1;
      const to = (graph.targets[e] ?? 0) * width;
      for (let w = 0; w < width; w++)
        changes[w] = (changes[w] ?? 0) | ((words[x * width + w] ?? 0) ^ (words[to + w] ?? 0));
    }
  /** The same field of whatever id. */
  const fieldOf = (path: readonly (string | number)[]): string =>
    path.map((k) => (typeof k === 'number' ? '*' : k)).join('.');
  const changing = new Set<string>();
  for (const { cell, place, widthBits } of layout.cells)
    if (((changes[place.word] ?? 0) & (maskOf(widthBits) << place.shift)) !== 0)
      changing.add(fieldOf(cell.path));
  const variables = layout.cells.filter(({ cell }) => changing.has(fieldOf(cell.path)));

  const current = accessors.current as S;
  /** From a state that the model need not know: what throws there, or leaves its range, is no step. */
  const fires = ({ action, params }: Instance<S>): boolean => {
    try {
      if (!action.guards.every((g) => g.holds(current, params))) return false;
      action.then(current, params);
      engine.pack();
      return true;
    } catch {
      return false;
    }
  };

  let slips = 0;
  const result = new Int32Array(width);
  const slipped = new Int32Array(width);
  const passed = new Uint32Array(instances.length);
  for (let x = 0; x < graph.states; x++)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      const who = graph.who[e] ?? 0;
      const nth = passed[who] ?? 0;
      passed[who] = nth + 1;
      const instance = instances[who];
      const stride = Math.max(1, Math.floor((steps[who] ?? 0) / perInstance));
      if (instance === undefined || nth % stride !== 0) continue;
      const { action, params } = instance;
      engine.put(words, x * width);
      action.then(current, params);
      engine.pack();
      result.set(scratch.subarray(0, width));
      for (const { cell, place, widthBits } of variables) {
        const { word, shift } = place;
        const bits = maskOf(widthBits) << shift;
        const is = ((result[word] ?? 0) & bits) >>> shift;
        const values = cardinality(cell.type);
        for (let value = 0; value < values; value++) {
          if (value === is || (values > allValuesUpTo && Math.abs(value - is) > 1)) continue;
          engine.put(words, x * width);
          action.then(current, params);
          engine.pack();
          scratch[word] = ((scratch[word] ?? 0) & ~bits) | (value << shift);
          engine.unpack();
          slips += 1;
          const told = (): string =>
            `${printInstance(action.id, action.over, params)} also makes ${cell.name} ` +
            printValue(cell.type, decode(cell.type, value));
          slipped.set(scratch.subarray(0, width));
          if (!visit(action.id, params, told)) return slips;
          for (const next of instances) {
            engine.put(slipped, 0);
            if (!fires(next)) continue;
            const thenToo = (): string =>
              `${told()}, then ${printInstance(next.action.id, next.action.over, next.params)}`;
            if (!visit(next.action.id, next.params, thenToo)) return slips;
          }
        }
      }
    }
  return slips;
}
