import { describe, expect, test } from 'vitest';
import {
  Diagrams,
  empty,
  mostNodes,
  type Node,
  OutOfMemory,
} from '../../../model/checker/symbolic/diagrams.ts';
import { dice } from '../../../model/checker/symbolic/learn.ts';
import { Relations, type Row } from '../../../model/checker/symbolic/relations.ts';

const levels = 4;
const values = 3;
type Vector = readonly number[];
const key = (v: Vector): string => v.join();
/** Every vector there is. */
const all: readonly Vector[] = Array.from({ length: values ** levels }, (_, i) =>
  Array.from({ length: levels }, (_, k) => Math.floor(i / values ** k) % values),
);
const some = (roll: (n: number) => number): readonly Vector[] => all.filter(() => roll(3) === 0);
const setOf = (d: Diagrams, vectors: readonly Vector[]): Node =>
  vectors.map((v) => d.single(v)).reduce((a, b) => d.union(a, b), empty);
const listed = (d: Diagrams, set: Node): string[] => all.filter((v) => d.has(set, v)).map(key);

describe('diagrams of sets do what sets do', () => {
  test.each(Array.from({ length: 20 }, (_, i) => i))('drawn sets, number %i', (seed) => {
    const roll = dice();
    for (let i = 0; i < seed * 40; i++) roll(2);
    const d = new Diagrams(2 ** 24);
    const [a, b] = [some(roll), some(roll)];
    const inB = new Set(b.map(key));
    const kept = setOf(d, a);
    for (let round = 0; round < 3; round++) {
      const other = setOf(d, b);
      expect(d.has(other, b[0] as Vector)).toBe(true);
      expect(listed(d, d.union(kept, other))).toEqual(
        all.filter((v) => a.includes(v) || inB.has(key(v))).map(key),
      );
      const left = d.minus(kept, other);
      expect(listed(d, left)).toEqual(a.filter((v) => !inB.has(key(v))).map(key));
      expect(d.count(left)).toBe(BigInt(a.filter((v) => !inB.has(key(v))).length));
      // Equal sets are one node, however they came about.
      expect(d.union(d.minus(other, kept), d.minus(other, d.minus(other, kept)))).toBe(other);
      const drawn: number[] = [];
      d.draw(kept, drawn, roll);
      expect(d.has(kept, drawn)).toBe(true);
      const level = round + 1;
      const wider = d.insert(kept, level, 7);
      expect(d.count(wider)).toBe(d.count(kept));
      const first: number[] = [];
      d.first(wider, first);
      expect(first[level]).toBe(7);
      // Numbers of freed nodes are given to others: what is remembered of them must be forgotten.
      d.collect([kept]);
      expect(d.nodes).toBe(d.size([kept]));
      expect(listed(d, kept)).toEqual(a.map(key));
      b.slice(round * 5, round * 5 + 9).map((v) => d.single([...v].reverse()));
    }
  });

  test('there are never more nodes than pairs of them can be named by one number', () => {
    for (const bytes of [2 ** 33, 2 ** 40, Number.POSITIVE_INFINITY])
      expect(new Diagrams(bytes).maxNodes).toBe(mostNodes);
    expect(new Diagrams(36 * 1000).maxNodes).toBe(1000);
    const pair = (a: number, b: number) => a * mostNodes + b;
    expect(Number.isSafeInteger(pair(mostNodes - 1, mostNodes - 1))).toBe(true);
  });

  test('what does not fit into memory is said, and what was there stays', () => {
    const d = new Diagrams(2 ** 18);
    const roll = dice();
    const set = setOf(d, all.slice(5, 30));
    const fill = () => {
      for (;;) d.single(Array.from({ length: 40 }, () => roll(1000)));
    };
    expect(fill).toThrow(OutOfMemory);
    d.collect([set]);
    expect(listed(d, set)).toEqual(all.slice(5, 30).map(key));
  });
});

describe('rows do what they say', () => {
  const answer = 1;
  /** Rows of one function: it looks at some cells until it knows, and writes some. */
  const rowsOf = (roll: (n: number) => number): Row[] => {
    const out: Row[] = [];
    const grow = (reads: number[], vs: number[]): void => {
      const open = [0, 1, 2, 3].filter((c) => !reads.includes(c));
      if (open.length === 0 || roll(3) === 0) {
        const writes = [0, 1, 2, 3].filter(() => roll(3) === 0);
        out.push({ reads, values: vs, writes, written: writes.map(() => roll(values)), answer: roll(2) });
        return;
      }
      const c = open[roll(open.length)] as number;
      for (let v = 0; v < values; v++) grow([...reads, c], [...vs, v]);
    };
    grow([], []);
    return out;
  };
  const fits = (row: Row, v: Vector) => row.reads.every((c, k) => v[c] === row.values[k]);
  const after = (row: Row, v: Vector): Vector =>
    v.map((x, c) => (row.writes.includes(c) ? (row.written[row.writes.indexOf(c)] as number) : x));

  test.each(Array.from({ length: 20 }, (_, i) => i))('drawn functions, number %i', (seed) => {
    const roll = dice();
    for (let i = 0; i < seed * 31; i++) roll(2);
    const d = new Diagrams(2 ** 24);
    const r = new Relations(d);
    const levelOf = [2, 0, 3, 1];
    const place = (v: Vector): Vector => levelOf.map((_, level) => v[levelOf.indexOf(level)] as number);
    const functions = [rowsOf(roll), rowsOf(roll)];
    const from = some(roll);
    const set = setOf(d, from.map(place));
    const sorted = (vectors: readonly Vector[]) => [...new Set(vectors.map((v) => key(place(v))))].sort();
    const same = (node: Node, vectors: readonly Vector[]) =>
      expect(listed(d, node).sort()).toEqual(sorted(vectors));

    const nodes = functions.map((rows) =>
      rows
        .filter((_, i) => i % 4 !== 3)
        .map((x) => r.path(x, levelOf))
        .reduce((a, b) => d.union(a, b), empty),
    );
    for (const [f, rows] of functions.entries()) {
      const known = rows.filter((_, i) => i % 4 !== 3);
      const node = nodes[f] as Node;
      same(
        r.without(set, node),
        from.filter((v) => !known.some((x) => fits(x, v))),
      );
      const taken = known.filter((x) => x.answer === answer);
      same(
        r.fitting(set, node, answer),
        from.filter((v) => taken.some((x) => fits(x, v))),
      );
      const image = from.flatMap((v) => taken.filter((x) => fits(x, v)).map((x) => after(x, v)));
      same(r.image(set, node, answer), image);
      same(r.image(set, r.answering(node, answer), answer), image);
      const targets = setOf(d, all.filter((_, i) => i % 5 === 0).map(place));
      const into = (v: Vector) => taken.some((x) => fits(x, v) && d.has(targets, place(after(x, v))));
      same(r.before(set, targets, node, answer), from.filter(into));
    }

    // All that both lead to in any number of steps.
    const steps = functions.flatMap((rows) => rows.filter((x, i) => i % 4 !== 3 && x.answer === answer));
    const reached = new Map(from.map((v) => [key(v), v]));
    for (const v of reached.values())
      for (const x of steps) if (fits(x, v)) reached.set(key(after(x, v)), after(x, v));
    const both = nodes.map((x) => r.answering(x, answer)).reduce((a, b) => d.union(a, b), empty);
    same(r.closure(set, both), [...reached.values()]);
  });
});
