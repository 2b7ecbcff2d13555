import { type Model, ModelError } from '../model.ts';
import { plain } from '../plain.ts';
import type { Trace, TraceStep } from '../show.ts';
import { empty, type Node } from './diagrams.ts';
import { type Reachable, taken } from './reachable.ts';

/**
 * A shortest way from an initial state into a set of states that were found. It is looked for backwards, over sets, and
 * then taken forwards with the functions of the model on ordinary objects, which must find each step as it was learned.
 */
export function wayInto<S>(model: Model<S>, reachable: Reachable<S>, target: Node): Trace<S> {
  const { space, found } = reachable;
  const { diagrams, relations } = space;
  const meet = (a: Node, b: Node): Node => diagrams.minus(a, diagrams.minus(a, b));
  const steps = reachable.steps();
  const layers: Node[] = [target];
  let seen = target;
  for (let layer = target; meet(layer, space.initial) === empty; ) {
    layer = diagrams.minus(relations.before(found.node, layer, steps, taken), seen);
    if (layer === empty) throw new ModelError('a state that was found has no way to it');
    seen = diagrams.union(seen, layer);
    layers.push(layer);
  }
  const side = plain(model);
  let state = space.firstOf(meet(layers.pop() as Node, space.initial));
  const trace: TraceStep<S>[] = [{ action: null, params: {}, state }];
  for (let layer = layers.pop(); layer !== undefined; layer = layers.pop()) {
    const at = layer;
    const next = side.successors(state).find((x) => {
      const vector = space.vectorOf(x.state);
      return vector !== null && diagrams.has(at, vector);
    });
    if (next === undefined) throw new ModelError('a step that was learned is not there');
    trace.push(next);
    state = next.state;
  }
  return trace;
}
