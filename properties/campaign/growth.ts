import type { SearchedCell } from './campaign.ts';

/**
 * How coverage grew: after the executions of the first point so many different things had been met, of all kinds and
 * of each (`reachedBy` says what a thing is). Executions are counted in the order of the plan, whoever ran them, so
 * that the same search gives the same figures.
 */
export interface Growth {
  /** The executions after which is counted; the last are all of them. */
  readonly executions: readonly number[];
  /** Different behaviours met by then. */
  readonly things: readonly number[];
  readonly kinds: readonly KindGrowth[];
}

export interface KindGrowth {
  readonly kind: ThingKind;
  readonly things: readonly number[];
  /** How many executions there had been when the cell ended that met the last new one; 0: none was met. */
  readonly last: number;
}

/** What is met, by the first word of its name in `reachedBy`. */
export const thingKinds = {
  rule: 'rules that had something to judge',
  action: 'actions of the model that explain a step',
  state: 'states as the model has them',
  event: 'kinds of events',
  answer: 'answers of the driver to userspace',
  switch: 'who ran in whose place',
  choice: 'answers to part F',
  choices: 'pairs of answers to part F',
} as const;

export type ThingKind = keyof typeof thingKinds;

const kinds = Object.keys(thingKinds) as readonly ThingKind[];

/** Points of a curve, hardly more: a graph does not show more, and a report is read. */
const POINTS = 30;

/** How coverage grew over cells, in their order. */
export function growthOf(cells: readonly SearchedCell[]): Growth {
  const total = cells.reduce((sum, { result }) => sum + result.executions, 0);
  const met = new Map<ThingKind, Set<string>>(kinds.map((kind) => [kind, new Set()]));
  const last = new Map<ThingKind, number>();
  const points: { executions: number; counts: readonly number[] }[] = [];
  let executions = 0;
  for (const [nth, { result }] of cells.entries()) {
    executions += result.executions;
    for (const thing of Object.keys(result.reached)) {
      const kind = kindOf(thing);
      const before = met.get(kind);
      if (before === undefined || before.has(thing)) continue;
      before.add(thing);
      last.set(kind, executions);
    }
    const due = (points.at(-1)?.executions ?? 0) + total / POINTS;
    if (nth === 0 || executions >= due || nth === cells.length - 1)
      points.push({ executions, counts: kinds.map((kind) => met.get(kind)?.size ?? 0) });
  }
  return {
    executions: points.map((point) => point.executions),
    things: points.map(({ counts }) => counts.reduce((sum, n) => sum + n, 0)),
    kinds: kinds.map((kind, i) => ({
      kind,
      things: points.map(({ counts }) => counts[i] ?? 0),
      last: last.get(kind) ?? 0,
    })),
  };
}

function kindOf(thing: string): ThingKind {
  const word = thing.slice(0, thing.indexOf(' '));
  const kind = kinds.find((one) => one === word);
  if (kind === undefined) throw new Error(`"${thing}" is no kind of thing that a run comes to`);
  return kind;
}
