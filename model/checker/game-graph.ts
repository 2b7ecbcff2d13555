import { type Game, lost, type Mover } from './game.ts';
import { unpack } from './layout.ts';
import type { Model, Rule } from './model.ts';
import { ModelError } from './model.ts';
import { Search } from './search.ts';
import type { TraceStep } from './show.ts';
import { OutOfRange } from './values.ts';

/** A model read as a game: who makes which move, and what the system must keep. */
export interface GameDef<S> {
  readonly model: Model<S>;
  readonly moverOf: (action: string) => Mover;
  /** How often time may pass although an answer is owed, until none is owed any more. 0: it always waits. */
  readonly patience: number;
  /** What the system must keep; the model's own rules are not looked at. A variable out of its range is lost too. */
  readonly rules: readonly Rule<S>[];
}

/** The graph of a game, with the model's names for its edges. */
export interface GameGraph<S> extends Game {
  readonly initial: readonly number[];
  /** Instance of each edge, and the rule that it breaks if it is lost. */
  readonly who: readonly number[];
  readonly breaks: ReadonlyMap<number, string>;
  readonly stateOf: (state: number) => S;
  readonly stepOf: (edge: number) => Pick<TraceStep<S>, 'action' | 'params'>;
}

/**
 * Explores a game. A state is one of the model with the number of times that time did not wait; a step that breaks a
 * rule leads to no state.
 * @throws ModelError beyond `maxStates`, and for a rule that is not over states or steps
 */
export function gameGraph<S>(def: GameDef<S>, maxStates = 1_000_000): GameGraph<S> {
  const { model, rules, patience } = def;
  for (const r of rules)
    if (r.kind !== 'always' && r.kind !== 'step')
      throw new ModelError(`rule ${r.id} is over behaviours; a game is about states and steps`);
  const search = new Search({ ...model, rules }, {});
  const { engine, accessors, instances } = search;
  const { layout, scratch } = accessors;
  const current = accessors.current as S;
  const before = accessors.before as S;
  const width = layout.words;
  const movers = instances.map((i) => def.moverOf(i.action.id));

  const states: Int32Array[] = [];
  const waits: number[] = [];
  const numbers = new Map<string, number>();
  const intern = (debt: number): number => {
    const key = `${debt},${scratch.subarray(0, width).join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (states.length === maxStates)
      throw new ModelError(`${model.name} has more than ${maxStates} game states`);
    numbers.set(key, states.length);
    waits.push(debt);
    return states.push(scratch.slice(0, width)) - 1;
  };
  const load = (x: number): void => engine.put(states[x] ?? scratch, 0);
  const rulesFor = new Map(
    model.actions.map(({ id }) => [
      id,
      rules.filter((r) => r.kind === 'always' || (r.kind === 'step' && (r.on?.includes(id) ?? true))),
    ]),
  );
  const brokenBy = (action: string, params: TraceStep<S>['params']): string | null => {
    for (const r of rulesFor.get(action) ?? []) {
      const keeps =
        r.kind === 'always'
          ? !(r.given?.(current) ?? true) || r.then(current)
          : r.kind !== 'step' ||
            !(r.given?.(before, current, action, params) ?? true) ||
            r.then(before, current, action, params);
      if (!keeps) return r.id;
    }
    return null;
  };

  for (const init of model.initial) {
    scratch.fill(0, 0, width);
    engine.unpack();
    init(current);
    engine.pack();
    intern(0);
  }
  const initial = states.map((_, x) => x);
  const offsets = [0];
  const targets: number[] = [];
  const who: number[] = [];
  const edgeMovers: Mover[] = [];
  const breaks = new Map<number, string>();
  for (let x = 0; x < states.length; x++) {
    load(x);
    const enabled = instances.flatMap(({ action, params }, i) =>
      action.guards.every((g) => g.holds(current, params)) ? [i] : [],
    );
    const owed = enabled.some((i) => movers[i] === 'answer');
    const debt = owed ? (waits[x] ?? 0) : 0;
    for (const i of enabled) {
      const instance = instances[i];
      const mover = movers[i];
      if (instance === undefined || mover === undefined) continue;
      if (mover === 'time' && owed && debt >= patience) continue;
      const { action, params } = instance;
      load(x);
      let broken: string | null;
      try {
        action.then(current, params);
        engine.pack();
        broken = brokenBy(action.id, params);
      } catch (e) {
        if (!(e instanceof OutOfRange)) throw e;
        broken = `range of ${e.field}`;
      }
      if (broken !== null) breaks.set(targets.length, broken);
      const nextDebt = mover === 'time' && owed ? debt + 1 : debt;
      targets.push(broken !== null ? lost : intern(nextDebt));
      who.push(i);
      edgeMovers.push(mover);
    }
    offsets.push(targets.length);
  }
  return {
    states: states.length,
    offsets,
    targets,
    movers: edgeMovers,
    initial,
    who,
    breaks,
    stateOf: (x) => unpack(layout, states[x] ?? scratch, 0) as S,
    stepOf: (e) => {
      const instance = instances[who[e] ?? 0];
      return { action: instance?.action.id ?? null, params: instance?.params ?? {} };
    },
  };
}
