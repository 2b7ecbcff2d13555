import { type Action, instancesOf, type Model, type Params, yesOrNo } from '../model.ts';
import { printInstance } from '../show.ts';
import { empty, type Node } from './diagrams.ts';
import { type Asked, learn } from './learn.ts';
import type { Held, Space, Table } from './space.ts';

/** Answers of an instance of an action. */
export const refused = 0;
export const taken = 1;

/** One action with one combination of parameter values, and what is known of it. */
export interface Instance<S> {
  readonly action: Action<S>;
  readonly params: Params;
  readonly name: string;
  readonly table: Table;
}

/** Guards and effect of an instance, as one function. */
function asks<S>(space: Space<S>, { action, params, name }: Instance<S>): Asked {
  const { recorder } = space;
  const s = recorder.state as S;
  const asked = {
    where: name,
    changes: true,
    ask: () => {
      recorder.readOnlyFor = 'a guard';
      for (const g of action.guards) {
        asked.where = `guard "${g.name}" of ${name}`;
        if (!yesOrNo(g.holds(s, params))) return refused;
      }
      recorder.readOnlyFor = null;
      asked.where = `action ${name}`;
      action.then(s, params);
      return taken;
    },
  };
  return asked;
}

/** A search over sets of states. */
export class Reachable<S> {
  readonly space: Space<S>;
  readonly instances: readonly Instance<S>[];
  /** The states found so far. */
  readonly found: Held;
  /** How often functions of the model were called; turns; states that were known after the last one. */
  calls = 0;
  rounds = 0;
  states = 0n;
  readonly #maxRows: number;
  readonly #asked: readonly Asked[];

  constructor(model: Model<S>, space: Space<S>, maxRows: number) {
    this.space = space;
    this.#maxRows = maxRows;
    this.instances = model.actions.flatMap((action) =>
      instancesOf(action.over).map((params) => ({
        action,
        params,
        name: printInstance(action.id, action.over, params),
        table: space.table(),
      })),
    );
    this.#asked = this.instances.map((x) => asks(space, x));
    this.found = space.hold(space.initial);
  }

  /**
   * Finds all states. In turns all is learned of the states that are known, and all states are found to which what is
   * known leads; in the end there is nothing to learn, so that the states are closed under what the actions really do.
   * That they are closed is looked at once more in the end, by a single step, which shares little with how it came about.
   * @throws Failed, TooManyRows (`learn`), OutOfMemory
   */
  run(): void {
    const { space, found } = this;
    const { diagrams, relations } = space;
    const fresh = space.hold(found.node);
    for (;;) {
      let calls = 0;
      for (const [i, { table }] of this.instances.entries()) {
        calls += learn(space, table, fresh.node, this.#asked[i] as Asked, this.#maxRows);
        space.collect();
      }
      this.calls += calls;
      if (calls === 0) break;
      this.rounds += 1;
      const next = relations.closure(found.node, this.steps());
      fresh.node = diagrams.minus(next, found.node);
      found.node = next;
      this.states = diagrams.count(next);
      space.collect();
    }
    space.release(fresh);
    const after = relations.image(found.node, this.steps(), taken);
    if (diagrams.minus(after, found.node) !== empty)
      throw new Error('the states that were found are not closed');
  }

  /** All known steps of all instances as rows of one diagram. */
  steps(): Node {
    const { diagrams, relations } = this.space;
    return this.instances
      .map(({ table }) => relations.answering(table.node, taken))
      .reduce((a, b) => diagrams.union(a, b), empty);
  }

  /** The states in which an instance can be taken. */
  enabled({ table }: Instance<S>): Node {
    return this.space.relations.fitting(this.found.node, table.node, taken);
  }
}
