import { stateGraph } from '../../model/checker/index.ts';
import { protectedMode, small } from '../../model/protected-mode/index.ts';
import type { Face } from './face.ts';

/**
 * What tells edges of the model apart: an action, and how driver, firmware, GPU, device, reset and fault interrupt stand
 * when it is taken. A run has other groups and queues than a scope, so whole states cannot be compared; these can.
 */
export function edgeOf(before: Face, action: string): string {
  return `${action} | ${faceOf(before)}`;
}

function faceOf(before: Face): string {
  const { driver, firmware, protmActive, power, reset, faultIrq } = before;
  const bit7 = protmActive ? 'bit 7' : 'no bit 7';
  return `driver ${driver}, firmware ${firmware}, ${bit7}, device ${power}, reset ${reset}, fault ${faultIrq}`;
}

/** The action of an edge. */
export const actionOf = (edge: string): string => edge.slice(0, edge.indexOf(' | '));

/** How the machine stands when an edge is taken. */
export const faceIn = (edge: string): string => edge.slice(edge.indexOf(' | ') + 3);

/** Every edge of the small scope, from all of its reachable states. */
export function edgesOfModel(scope = small, maxStates = 1_000_000): ReadonlySet<string> {
  const { model } = protectedMode(scope);
  const graph = stateGraph({ ...model, rules: [] }, maxStates);
  const { edges, actions, stateOf } = graph;
  const all = new Set<string>();
  for (let x = 0; x < edges.states; x++) {
    const face = faceOf(stateOf(x));
    for (let e = edges.offsets[x] ?? 0; e < (edges.offsets[x + 1] ?? 0); e++)
      all.add(`${actions[edges.who[e] ?? 0] ?? ''} | ${face}`);
  }
  return all;
}

/** How much of the model runs took. */
export interface Adequacy {
  readonly edges: number;
  readonly taken: number;
  /** By action: edges that runs took, of those that there are. */
  readonly byAction: ReadonlyMap<string, { readonly taken: number; readonly of: number }>;
  readonly missed: readonly string[];
  /** Edges of runs that the scope does not have: of programs that it has not. */
  readonly beyond: number;
}

export function adequacyOf(model: ReadonlySet<string>, taken: ReadonlySet<string>): Adequacy {
  const byAction = new Map<string, { taken: number; of: number }>();
  for (const edge of model) {
    const action = actionOf(edge);
    const before = byAction.get(action) ?? { taken: 0, of: 0 };
    byAction.set(action, { taken: before.taken + (taken.has(edge) ? 1 : 0), of: before.of + 1 });
  }
  const missed = [...model].filter((edge) => !taken.has(edge)).sort();
  return {
    edges: model.size,
    taken: model.size - missed.length,
    byAction,
    missed,
    beyond: [...taken].filter((edge) => !model.has(edge)).length,
  };
}
