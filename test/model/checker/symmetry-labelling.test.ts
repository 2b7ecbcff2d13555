import { describe, expect, test } from 'vitest';
import { id, idType, int, perId, record, setOf, words } from '../../../model/checker/index.ts';
import { layoutOf } from '../../../model/checker/layout.ts';
import { Search } from '../../../model/checker/search.ts';
import { nodesOf } from '../../../model/checker/symmetry-cells.ts';
import { labellingOf } from '../../../model/checker/symmetry-labelling.ts';
import { dice } from './symmetry-random.ts';

/** A structure on nodes 0 to n - 1. What `to` leaves out points at itself. */
interface Structure {
  readonly n: number;
  readonly edges?: readonly (readonly [number, number])[];
  readonly to?: ReadonlyMap<number, number>;
  readonly colour?: (node: number) => number;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const cycle = (first: number, n: number): [number, number][] =>
  range(n).map((i) => [first + i, first + ((i + 1) % n)]);
const prism = (first: number, k: number): [number, number][] => [
  ...cycle(first, k),
  ...cycle(first + k, k),
  ...range(k).map((i): [number, number] => [first + i, first + k + i]),
];
const moebius = (first: number, k: number): [number, number][] => [
  ...cycle(first, 2 * k),
  ...range(k).map((i): [number, number] => [first + i, first + k + i]),
];
const spokes = (hub: number, rim: number, n: number): [number, number][] =>
  range(n).map((i) => [hub, rim + i]);
/** Pairs of squares of a board of 4 by 4, by how far they are apart modulo 4. */
const board = (first: number, near: (x: number, y: number) => boolean): [number, number][] =>
  range(16).flatMap((a) =>
    range(a).flatMap((b): [number, number][] => {
      const [x, y] = [(a - b + 16) % 4, ((a >> 2) - (b >> 2) + 4) % 4];
      return near(x, y) ? [[first + a, first + b]] : [];
    }),
  );
const rook = (first: number) => board(first, (x, y) => (x === 0) !== (y === 0));
const shrikhande = (first: number) =>
  board(first, (x, y) => ['0 1', '0 3', '1 0', '3 0', '1 1', '3 3'].includes(`${x} ${y}`));
/** Two hubs with six neighbours each, which form one ring of six or two of three; refinement tells neither hub from the other. */
const hubs: [number, number][] = [
  ...spokes(0, 4, 6),
  ...cycle(4, 6),
  ...spokes(1, 10, 6),
  ...cycle(10, 3),
  ...cycle(13, 3),
];
const fourHubs: [number, number][] = [
  ...hubs,
  ...spokes(2, 16, 6),
  ...cycle(16, 6),
  ...spokes(3, 22, 6),
  ...cycle(22, 3),
  ...cycle(25, 3),
];
const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

function schemaOf(n: number) {
  const Node = idType('node', n);
  return {
    Node,
    schema: record({
      colour: perId(Node, int(0, 3)),
      to: perId(Node, id(Node)),
      near: perId(Node, setOf(Node)),
    }),
  };
}

function labellingFor(n: number) {
  const { Node, schema } = schemaOf(n);
  return labellingOf(layoutOf(schema), nodesOf([Node]));
}

/** The packed state in which node i is called `names[i]`. */
function packed({ n, edges = [], to, colour = () => 0 }: Structure, names: readonly number[]): Int32Array {
  const { Node, schema } = schemaOf(n);
  const at = (i: number) => Node.at(names[i] ?? 0);
  const { defineModel } = words(schema);
  const model = defineModel({
    name: 'one state',
    schema,
    initial: (s) => {
      for (const i of range(n)) {
        s.to[at(i)] = at(to?.get(i) ?? i);
        s.colour[at(i)] = colour(i);
      }
      for (const [a, b] of edges) {
        s.near[at(a)].add(at(b));
        s.near[at(b)].add(at(a));
      }
    },
    actions: [],
    terminal: () => true,
  });
  const search = new Search(model, {});
  search.seed();
  return search.engine.words().slice(0, layoutOf(schema).words);
}

function shuffled(n: number, seed: number): number[] {
  const roll = dice(seed);
  const out = range(n);
  for (let i = n - 1; i > 0; i--) {
    const j = roll(i + 1);
    [out[i], out[j]] = [out[j] as number, out[i] as number];
  }
  return out;
}

const coloured = (k: number) => (i: number) => (i < 4 ? k : 3 - k);
const structures: Readonly<Record<string, readonly [Structure, bigint]>> = {
  'twenty that are alike': [{ n: 20 }, factorial(20)],
  'a ring by references': [{ n: 20, to: new Map(range(20).map((i) => [i, (i + 1) % 20])) }, 20n],
  // Of the three that point at a centre, one has a colour of its own and two are alike.
  'five stars': [
    { n: 20, to: new Map(range(20).map((i) => [i, i - (i % 4)])), colour: (i) => (i % 4 === 1 ? 1 : 0) },
    factorial(5) * 2n ** 5n,
  ],
  'ten pairs': [{ n: 20, edges: range(10).map((i) => [2 * i, 2 * i + 1]) }, factorial(10) * 2n ** 10n],
  'two cliques': [
    {
      n: 20,
      edges: range(20).flatMap((i) =>
        range(i).flatMap((j): [number, number][] => (i % 2 === j % 2 ? [[i, j]] : [])),
      ),
    },
    2n * factorial(10) ** 2n,
  ],
  'a prism': [{ n: 20, edges: prism(0, 10) }, 40n],
  'a moebius ladder': [{ n: 20, edges: moebius(0, 10) }, 40n],
  'a prism and a moebius ladder, of one degree': [
    { n: 20, edges: [...prism(0, 6), ...moebius(12, 4)] },
    24n * 16n,
  ],
  "the rook's graph": [{ n: 16, edges: rook(0) }, 1152n],
  'both of them': [{ n: 32, edges: [...rook(0), ...shrikhande(16)] }, 1152n * 192n],
  ...Object.fromEntries(
    // A colour in common changes nothing but the order in which ties are broken.
    range(4).flatMap((k) => [
      [`the Shrikhande graph, coloured ${k}`, [{ n: 16, edges: shrikhande(0), colour: () => k }, 192n]],
      // Nodes 2 and 3 have no neighbour here.
      [`two hubs, coloured ${k}`, [{ n: 16, edges: hubs, colour: coloured(k) }, 2n * 12n * 72n]],
      [
        `four hubs, coloured ${k}`,
        [{ n: 28, edges: fourHubs, colour: coloured(k) }, 2n * 12n ** 2n * (2n * 72n ** 2n)],
      ],
    ]),
  ),
};

describe('ids that are related to one another', () => {
  test.each(Object.entries(structures))(
    '%s: one form under every naming, all automorphisms, few trials',
    (_name, [structure, order]) => {
      const { n } = structure;
      const labelling = labellingFor(n);
      const forms = new Set<string>();
      for (let seed = 0; seed < 10; seed++) {
        const state = packed(structure, shuffled(n, seed));
        expect(labelling.automorphisms(state, 0).reduce((p, f) => p * BigInt(f), 1n)).toBe(order);
        labelling.canonicalise(state, 0);
        forms.add(String(state));
      }
      expect(forms.size).toBe(1);
      // A trial or two for each id, not one for each of the n! ways to name them.
      expect(labelling.trials() / 20).toBeLessThan(2.5 * n);
    },
  );

  test.each([
    [20, prism(0, 10), moebius(0, 10)],
    [16, rook(0), shrikhande(0)],
    [16, hubs, hubs.slice(0, 12)],
  ])('two structures on %i nodes have two forms', (n, a, b) => {
    const labelling = labellingFor(n);
    const forms = [a, b].map((edges, seed) => {
      const state = packed({ n, edges }, shuffled(n, seed));
      labelling.canonicalise(state, 0);
      return String(state);
    });
    expect(forms[0]).not.toBe(forms[1]);
  });
});
