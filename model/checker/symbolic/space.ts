import { EvaluationError } from '../evaluation-error.ts';
import type { Model } from '../model.ts';
import {
  cardinality,
  decode,
  encode,
  lowest,
  OutOfRange,
  printType,
  readCell,
  writeCell,
} from '../values.ts';
import { type Diagrams, empty, type Node } from './diagrams.ts';
import { type Recorder, recorderOf } from './recorder.ts';
import { Relations, type Row } from './relations.ts';
import { DecisionTree } from './tree.ts';

/** A set of states, or rows of a table, that survive `collect` and are kept in step with the levels. */
export interface Held {
  node: Node;
}

/** What is known of one function of states (`learn.ts`). */
export class Table {
  readonly rows: Row[] = [];
  readonly tree = new DecisionTree();
  /** The rows as a diagram. */
  node: Node = empty;
  /** Cells of which some row says something. */
  readonly cells = new Set<number>();
}

const mostValues = 4096;
/** Garbage is not looked for while there are fewer nodes. */
const fewestToCollect = 1 << 22;

/**
 * The states of a model as vectors. A cell is a level of the diagrams once it is known to change; until then all states
 * have in it what the initial states have.
 */
export class Space<S> {
  readonly diagrams: Diagrams;
  readonly relations: Relations;
  readonly recorder: Recorder;
  /** The cell of each level. */
  cells: readonly number[];
  readonly #model: Model<S>;
  readonly #order: readonly number[];
  /** The level of each cell, -1 for one that does not change. */
  readonly #levelOf: Int32Array;
  readonly #first: readonly number[];
  readonly #held = new Set<Held>();
  readonly #tables = new Set<Table>();
  readonly #vector: number[] = [];
  #collectAt: number;
  readonly #initial: Held;

  /**
   * @param order the cells of the schema, by number, in the order of their levels
   * @throws RangeError where a cell has too many values: lists of a diagram are as long as that, and walked by recursion;
   * EvaluationError for an initial state that is none
   */
  constructor(model: Model<S>, diagrams: Diagrams, order: readonly number[]) {
    this.#model = model;
    this.diagrams = diagrams;
    this.relations = new Relations(diagrams);
    this.recorder = recorderOf(model.schema);
    this.#order = order;
    this.#collectAt = Math.min(fewestToCollect, diagrams.maxNodes / 2);
    for (const { name, type } of this.recorder.cells)
      if (cardinality(type) > mostValues)
        throw new RangeError(
          `${name} has ${cardinality(type)} values; a search over sets takes cells of at most ${mostValues}`,
        );
    const states = model.initial.map((init, i) => {
      try {
        const s = lowest(model.schema) as S;
        init(s);
        return this.#codesOf(s);
      } catch (e) {
        throw new EvaluationError(model, `initial state ${i}`, [], e);
      }
    });
    this.#first = states[0] ?? [];
    this.#levelOf = new Int32Array(order.length).fill(-1);
    this.cells = order.filter((c) => states.some((x) => x[c] !== this.#first[c]));
    for (const [level, c] of this.cells.entries()) this.#levelOf[c] = level;
    const vectors = states.map((x) => diagrams.single(this.cells.map((c) => x[c] as number)));
    this.#initial = this.hold(vectors.reduce((a, b) => diagrams.union(a, b), empty));
  }

  /** The set of the initial states. */
  get initial(): Node {
    return this.#initial.node;
  }

  #codesOf(state: S): number[] {
    return this.recorder.cells.map((cell) => {
      const value = readCell(state, cell);
      const code = encode(cell.type, value);
      if (code < 0) throw new OutOfRange(cell.name, value, printType(cell.type));
      return code;
    });
  }
  /** The vector of a plain state; null if it differs where no state does. */
  vectorOf(state: S): number[] | null {
    const codes = this.#codesOf(state);
    if (codes.some((code, c) => this.#levelOf[c] === -1 && code !== this.#first[c])) return null;
    return this.cells.map((c) => codes[c] as number);
  }
  /** The plain state of a vector. */
  stateOf(vector: readonly number[]): S {
    const state = lowest(this.#model.schema);
    for (const [c, cell] of this.recorder.cells.entries())
      writeCell(state, cell, decode(cell.type, this.#code(vector, c)));
    return state as S;
  }
  /** The first state of a set that is not empty. */
  firstOf(set: Node): S {
    const vector: number[] = [];
    this.diagrams.first(set, vector);
    return this.stateOf(vector);
  }
  #code(vector: readonly number[], cell: number): number {
    const level = this.#levelOf[cell] as number;
    return (level < 0 ? this.#first[cell] : vector[level]) as number;
  }
  /** Puts a state of a set before the recorder: the first one, or one drawn with `dice`. */
  show(set: Node, dice: ((n: number) => number) | null): void {
    const vector = this.#vector;
    if (dice === null) this.diagrams.first(set, vector);
    else this.diagrams.draw(set, vector, dice);
    const { codes } = this.recorder;
    for (let c = 0; c < codes.length; c++) codes[c] = this.#code(vector, c);
  }

  /** The vector of the state that was put there last. */
  shown(): readonly number[] {
    const { codes } = this.recorder;
    return this.cells.map((c) => codes[c] as number);
  }

  hold(node: Node): Held {
    const held = { node };
    this.#held.add(held);
    return held;
  }
  release(held: Held): void {
    this.#held.delete(held);
  }
  table(): Table {
    const table = new Table();
    this.#tables.add(table);
    return table;
  }
  drop(table: Table): void {
    this.#tables.delete(table);
  }

  /** Adds rows to a table. Cells that they change for the first time become levels. */
  add(table: Table, rows: readonly Row[]): void {
    const changed = new Set<number>();
    for (const { reads, writes, written } of rows) {
      for (const c of reads) table.cells.add(c);
      for (const [k, c] of writes.entries()) {
        table.cells.add(c);
        if (this.#levelOf[c] === -1 && written[k] !== this.#first[c]) changed.add(c);
      }
    }
    table.rows.push(...rows);
    if (changed.size > 0) this.#widen(changed);
    // Rows of a table with a new level were entered with all others of it.
    if ([...changed].some((c) => table.cells.has(c))) return;
    table.node = this.diagrams.union(table.node, this.rowsOf(rows));
  }

  /** Rows as a diagram. */
  rowsOf(rows: readonly Row[]): Node {
    const { diagrams, relations } = this;
    return rows
      .map((row) => relations.path(row, this.#levelOf))
      .reduce((a, b) => diagrams.union(a, b), empty);
  }

  #widen(changed: ReadonlySet<number>): void {
    this.cells = this.#order.filter((c) => this.#levelOf[c] !== -1 || changed.has(c));
    for (const [level, c] of this.cells.entries()) this.#levelOf[c] = level;
    const levels = [...changed]
      .map((c) => [this.#levelOf[c] as number, c] as const)
      .sort(([a], [b]) => a - b);
    const { diagrams, relations } = this;
    for (const held of this.#held)
      for (const [level, c] of levels)
        held.node = diagrams.insert(held.node, level, this.#first[c] as number);
    for (const table of this.#tables) {
      if (levels.some(([, c]) => table.cells.has(c))) {
        table.node = this.rowsOf(table.rows);
      } else for (const [level] of levels) table.node = relations.insert(table.node, level);
    }
  }

  /** Frees nodes that nothing held is made of, if there may be many. Not to be called while others are in use. */
  collect(): void {
    const { diagrams } = this;
    if (diagrams.nodes < this.#collectAt) return;
    diagrams.collect([...this.#held, ...this.#tables].map((x) => x.node));
    this.#collectAt = Math.min(Math.max(fewestToCollect, 4 * diagrams.nodes), diagrams.maxNodes / 2);
  }
}
