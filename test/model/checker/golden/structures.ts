import { bool, id, idType, optional, perId, record, setOf, words } from '../../../../model/checker/index.ts';

/*
 * Structures whose states are all of a kind, and whose orbits therefore are the structures "up to isomorphism". How
 * many there are is in the On-Line Encyclopedia of Integer Sequences (oeis.org), under the numbers given below.
 */

/** Graphs on n nodes; an edge is in two sets. A000088: 1, 2, 4, 11, 34, 156, 1044. */
export function graphs(n: number) {
  const Node = idType('node', n);
  const schema = record({ neighbours: perId(Node, setOf(Node)) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `graphs on ${n} nodes`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'flip',
        over: { a: Node, b: Node },
        when: { 'two nodes': (_s, { a, b }) => a !== b },
        then: (s, { a, b }) => {
          if (s.neighbours[a].has(b)) {
            s.neighbours[a].delete(b);
            s.neighbours[b].delete(a);
          } else {
            s.neighbours[a].add(b);
            s.neighbours[b].add(a);
          }
        },
      }),
    ],
    terminal: () => true,
  });
  return { model, types: [Node] };
}

/** Relations on n points, that is digraphs with loops, as a table by two ids of one type. A000595: 2, 10, 104, 3044. */
export function relations(n: number) {
  const Point = idType('point', n);
  const schema = record({ holds: perId(Point, perId(Point, bool)) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `relations on ${n} points`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'flip',
        over: { a: Point, b: Point },
        then: (s, { a, b }) => {
          s.holds[a][b] = !s.holds[a][b];
        },
      }),
    ],
  });
  return { model, types: [Point] };
}

/** Partial maps of n points to themselves: ids stored per id. A126285: 2, 6, 16, 45, 121, 338. */
export function partialMaps(n: number) {
  const Point = idType('point', n);
  const schema = record({ to: perId(Point, optional(id(Point))) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `partial maps of ${n} points`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'send',
        over: { a: Point, b: Point },
        then: (s, { a, b }) => {
          s.to[a] = b;
        },
      }),
    ],
  });
  return { model, types: [Point] };
}

/** Maps of n points to themselves: an id stored per id, none of them null. A001372: 1, 3, 7, 19, 47, 130. */
export function maps(n: number) {
  const Point = idType('point', n);
  const schema = record({ to: perId(Point, id(Point)) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `maps of ${n} points`,
    schema,
    initial: (s) => {
      for (const p of Point.ids) s.to[p] = p;
    },
    actions: [
      action({
        id: 'send',
        over: { a: Point, b: Point },
        then: (s, { a, b }) => {
          s.to[a] = b;
        },
      }),
    ],
  });
  return { model, types: [Point] };
}

/** Binary n by n matrices, rows and columns of two types permuted each by itself. A002724: 2, 7, 36, 317, 5624. */
export function matrices(n: number) {
  const Row = idType('row', n);
  const Column = idType('column', n);
  const schema = record({ ones: perId(Row, setOf(Column)) });
  const { action, defineModel } = words(schema);
  const model = defineModel({
    name: `${n} by ${n} matrices`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'flip',
        over: { r: Row, c: Column },
        then: (s, { r, c }) => (s.ones[r].has(c) ? s.ones[r].delete(c) : s.ones[r].add(c)),
      }),
    ],
  });
  return { model, types: [Row, Column] };
}
