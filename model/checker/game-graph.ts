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

/** Every step of a model with the rules that it breaks, found when a game first comes to it. */
export interface GameArena<S> {
  /** Ids of all rules, in their order. */
  readonly rules: readonly string[];
  /**
   * Explores a game on it. A state is one of the model with the number of times that time did not wait; a step that
   * breaks a rule which is not waived leads to no state.
   * @throws ModelError beyond `maxStates`
   */
  graph(game: GameOf, maxStates?: number): GameGraph<S>;
}
export interface GameOf extends Pick<GameDef<unknown>, 'moverOf' | 'patience'> {
  /** Rules that the system need not keep. Default: none. */
  readonly waived?: ReadonlySet<string>;
}

/** A game by itself; several about one model share what they explore on a `gameArena`. Throws as they do. */
export const gameGraph = <S>({ model, rules, ...game }: GameDef<S>, maxStates?: number): GameGraph<S> =>
  gameArena({ model, rules }).graph(game, maxStates);

/** @throws ModelError for a rule that is not over states or steps */
export function gameArena<S>({ model, rules }: Pick<GameDef<S>, 'model' | 'rules'>): GameArena<S> {
  for (const r of rules)
    if (r.kind !== 'always' && r.kind !== 'step')
      throw new ModelError(`rule ${r.id} is over behaviours; a game is about states and steps`);
  const search = new Search({ ...model, rules }, {});
  const { engine, accessors, instances } = search;
  const { layout, scratch } = accessors;
  const current = accessors.current as S;
  const before = accessors.before as S;
  const states = new StateSet(layout.words);
  const rulesFor = new Map(
    model.actions.map(({ id }) => [
      id,
      rules.filter((r) => r.kind === 'always' || (r.kind === 'step' && (r.on?.includes(id) ?? true))),
    ]),
  );
  const brokenBy = (action: string, params: TraceStep<S>['params']): readonly string[] =>
    (rulesFor.get(action) ?? []).flatMap((r) => {
      const keeps =
        r.kind === 'always'
          ? !(r.given?.(current) ?? true) || r.then(current)
          : r.kind !== 'step' ||
            !(r.given?.(before, current, action, params) ?? true) ||
            r.then(before, current, action, params);
      return keeps ? [] : [r.id];
    });

  const initial: number[] = [];
  for (const init of model.initial) {
    scratch.fill(0, 0, layout.words);
    engine.unpack();
    init(current);
    engine.pack();
    const x = states.add(scratch);
    if (!initial.includes(x)) initial.push(x);
  }
  /** Of each state, once it was looked at: where its steps begin among these, and how many there are. */
  const firstOf: number[] = [];
  const countOf: number[] = [];
  const who: number[] = [];
  const to: number[] = [];
  const broken = new Map<number, readonly string[]>();
  const expand = (x: number): void => {
    states.load(x, engine);
    const enabled = instances.flatMap(({ action, params }, i) =>
      action.guards.every((g) => g.holds(current, params)) ? [i] : [],
    );
    firstOf[x] = to.length;
    countOf[x] = enabled.length;
    for (const i of enabled) {
      const instance = instances[i];
      if (instance === undefined) continue;
      const { action, params } = instance;
      states.load(x, engine);
      let breaks: readonly string[];
      let y = lost;
      try {
        action.then(current, params);
        engine.pack();
        breaks = brokenBy(action.id, params);
        y = states.add(scratch);
      } catch (e) {
        if (!(e instanceof OutOfRange)) throw e;
        breaks = [`range of ${e.field}`];
      }
      if (breaks.length > 0) broken.set(to.length, breaks);
      who.push(i);
      to.push(y);
    }
  };

  const graph = ({ moverOf, patience, waived = new Set() }: GameOf, maxStates = 1_000_000): GameGraph<S> => {
    const moverOfInstance = instances.map((i) => moverOf(i.action.id));
    const numbers = new Map<number, number>();
    const places: number[] = [];
    const waits: number[] = [];
    const intern = (x: number, debt: number): number => {
      const key = x * (patience + 1) + debt;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      if (places.length === maxStates)
        throw new ModelError(`${model.name} has more than ${maxStates} game states`);
      numbers.set(key, places.length);
      waits.push(debt);
      return places.push(x) - 1;
    };
    const first = initial.map((x) => intern(x, 0));
    const offsets = [0];
    const targets: number[] = [];
    const steps: number[] = [];
    const movers: Mover[] = [];
    const breaks = new Map<number, string>();
    for (let n = 0; n < places.length; n++) {
      const x = places[n] ?? 0;
      if (firstOf[x] === undefined) expand(x);
      const from = firstOf[x] ?? 0;
      const end = from + (countOf[x] ?? 0);
      let owed = false;
      for (let e = from; e < end; e++) owed ||= moverOfInstance[who[e] ?? 0] === 'answer';
      const debt = owed ? (waits[n] ?? 0) : 0;
      for (let e = from; e < end; e++) {
        const i = who[e] ?? 0;
        const mover = moverOfInstance[i];
        if (mover === undefined || (mover === 'time' && owed && debt >= patience)) continue;
        const rule = broken.get(e)?.find((r) => !waived.has(r));
        if (rule !== undefined) breaks.set(targets.length, rule);
        targets.push(
          rule !== undefined ? lost : intern(to[e] ?? lost, mover === 'time' && owed ? debt + 1 : debt),
        );
        steps.push(i);
        movers.push(mover);
      }
      offsets.push(targets.length);
    }
    return {
      states: places.length,
      offsets,
      targets,
      movers,
      initial: first,
      who: steps,
      breaks,
      stateOf: (n) => {
        states.load(places[n] ?? 0, engine);
        return unpack(layout, scratch, 0) as S;
      },
      stepOf: (e) => {
        const instance = instances[steps[e] ?? 0];
        return { action: instance?.action.id ?? null, params: instance?.params ?? {} };
      },
    };
  };
  return { rules: rules.map((r) => r.id), graph };
}

/** Packed states, each once, numbered in the order in which they were added. */
class StateSet {
  #words: Int32Array;
  #table = new Int32Array(1 << 12);
  #count = 0;
  readonly #width: number;
  constructor(width: number) {
    this.#width = width;
    this.#words = new Int32Array(width << 10);
  }
  load(x: number, engine: { put(words: Int32Array, offset: number): void }): void {
    engine.put(this.#words, x * this.#width);
  }
  /** The number of a state, which is added if it is new. */
  add(state: ArrayLike<number>): number {
    if (2 * this.#count >= this.#table.length) this.#grow();
    const width = this.#width;
    let at = this.#placeOf(state, 0);
    for (let number = this.#table[at]; number; number = this.#table[at]) {
      const from = (number - 1) * width;
      let w = 0;
      while (w < width && this.#words[from + w] === state[w]) w += 1;
      if (w === width) return number - 1;
      at = (at + 1) & (this.#table.length - 1);
    }
    if ((this.#count + 1) * width > this.#words.length) {
      const larger = new Int32Array(2 * this.#words.length);
      larger.set(this.#words);
      this.#words = larger;
    }
    for (let w = 0; w < width; w++) this.#words[this.#count * width + w] = state[w] ?? 0;
    this.#count += 1;
    this.#table[at] = this.#count;
    return this.#count - 1;
  }
  #placeOf(words: ArrayLike<number>, from: number): number {
    let hash = 0;
    for (let w = 0; w < this.#width; w++) {
      hash = Math.imul(hash ^ (words[from + w] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#table.length - 1);
  }
  #grow(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    for (let x = 0; x < this.#count; x++) {
      let at = this.#placeOf(this.#words, x * this.#width);
      while (this.#table[at] !== 0) at = (at + 1) & (this.#table.length - 1);
      this.#table[at] = x + 1;
    }
  }
}
