import { ModelError } from '../model.ts';
import { empty, type Node } from './diagrams.ts';
import type { Row } from './relations.ts';
import type { Space, Table } from './space.ts';

/** A function of the state before the recorder, which may change it. */
export interface Asked {
  /** Its answer, a number from 0 to 7. It says in `where` what it is about to call. */
  readonly ask: () => number;
  /** What was called last, for messages. */
  where: string;
  /** Its changes matter, beside its answer. */
  readonly changes: boolean;
}

/** A function that threw, in the state that is before the recorder. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly where: string;
  constructor(where: string, cause: unknown) {
    super(`${where} failed`, { cause });
    this.where = where;
  }
}

/** A function that does something else in too many states. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';
}

const fickle = 'it does not depend on the state alone: in states that agree in all it read it differs';

/** States that are drawn before what they showed is taken away from those that are left: so many at first, and at last. */
const fewest = 32;
const most = 1024;

/** Numbers that look like chance and are the same in every run (Numerical Recipes' quick generator). */
export function dice(): (n: number) => number {
  let x = 1;
  return (n) => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return (x >>> 8) % n;
  };
}

/**
 * Learns what a function does in each state of a set: it is called in some of those of which no row is known, until
 * there is none. What it reads makes a row, which tells of all states that agree in that, so that few calls are needed.
 *
 * A function that looks at anything but the state would spoil that. So it is called in all states that are drawn, though
 * one row fits several, and all calls together must make a decision tree.
 *
 * @returns how often it was called
 * @throws Failed if it throws; TooManyRows if there are more than `maxRows`
 */
export function learn<S>(space: Space<S>, table: Table, set: Node, asked: Asked, maxRows: number): number {
  const { diagrams, relations } = space;
  const random = dice();
  const rest = space.hold(relations.without(set, table.node));
  let calls = 0;
  try {
    for (let sample = fewest; rest.node !== empty; sample = Math.min(2 * sample, most)) {
      const fresh: Row[] = [];
      for (let i = 0; i < sample; i++) {
        space.show(rest.node, i === 0 ? null : random);
        const row = call(space, asked);
        calls += 1;
        const said = table.tree.add(row);
        if (said === 'contradiction') throw new Failed(asked.where, new ModelError(fickle));
        if (said !== null) fresh.push(said);
      }
      // Of the first state no row was known. Without this, rows that do not fit what they came from would go on for ever.
      if (fresh.length === 0) throw new Error(`${asked.where}: a state is not fitted by its own row`);
      space.add(table, fresh);
      if (table.rows.length > maxRows) throw new TooManyRows(`${asked.where}: more than ${maxRows} rows`);
      rest.node = relations.without(rest.node, space.rowsOf(fresh));
      diagrams.pulse();
    }
  } finally {
    space.release(rest);
  }
  return calls;
}

/** Calls a function in the state before the recorder, and writes down what it reads and does. */
function call<S>({ recorder }: Space<S>, asked: Asked): Row {
  recorder.begin();
  let answer: number;
  try {
    answer = asked.ask();
  } catch (e) {
    throw new Failed(asked.where, e);
  }
  const reads = recorder.readCells.slice(0, recorder.reads());
  const writes = recorder.writtenCells.slice(0, asked.changes ? recorder.writes() : 0);
  return {
    reads: [...reads],
    values: [...reads].map((c) => recorder.codes[c] as number),
    writes: [...writes],
    written: [...writes].map((c) => recorder.written[c] as number),
    answer,
  };
}
