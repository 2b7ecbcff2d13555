import { type Accessors, accessorsOf, refuseStray } from './accessors.ts';
import { audit, auditedStates } from './audit.ts';
import type { CheckpointStore } from './checkpoint.ts';
import { diagnose } from './diagnose.ts';
import { type Engine, type Instance, makeEngine } from './engine.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { IdType } from './id.ts';
import { unpack } from './layout.ts';
import { instancesOf, type Model, ModelError, type Params, type StepRule } from './model.ts';
import type { Helpers } from './parallel.ts';
import type { Trace, TraceStep } from './show.ts';
import { type Symmetry, symmetryOf } from './symmetry.ts';
import { OutOfRange, printType } from './values.ts';

export interface Progress {
  readonly states: number;
  /** States whose successors are known. */
  readonly expanded: number;
  readonly level: number;
}
export interface CheckOptions {
  /** Default: no limit but memory. */
  readonly maxStates?: number;
  /** Levels to search; the states of the last are not expanded. Default: no limit. */
  readonly maxDepth?: number;
  /** Bytes for states and index, then also for edges and the arrays that decide liveness. Default 8 GiB. */
  readonly maxMemoryBytes?: number;
  /** End at the first broken rule instead of finding a counterexample to each. Default false. */
  readonly stopAtFirst?: boolean;
  /**
   * Id types whose members are interchangeable: states that differ in the names of such ids only are searched once.
   * The model is compared with its permutations first, and refused with a SymmetryError if it tells the ids apart.
   */
  readonly symmetry?: readonly IdType[];
  /**
   * How many states are compared: the first `states` of the unreduced model (default 500), breadth first, and unless
   * these are all, `perLevel` of each level of the reduced search (default 10).
   */
  readonly symmetryCheck?: { readonly states?: number; readonly perLevel?: number };
  /** Called now and then, and before each rule of liveness is decided; returning false ends the search as truncated. */
  readonly onProgress?: (progress: Progress) => boolean | undefined;
  /** Goes on from what is saved there, and saves the search there. Limits may be raised between two runs. */
  readonly checkpoint?: CheckpointStore;
  /** Threads that expand states for this one. The result is the same without; not used with `stopAtFirst`. */
  readonly helpers?: Helpers;
}

/** A look for strays takes longer than to expand a state, so it is taken each so many. */
const strayInterval = 4096;
const noPredecessor = 0xffffffff;

/** A search with what is needed to tell about it. */
export class Search<S> {
  readonly model: Model<S>;
  readonly instances: readonly Instance<S>[];
  readonly accessors: Accessors;
  readonly engine: Engine;
  /** Null for a search without reduction. Else stored states stand for others too. */
  readonly symmetry: Symmetry | null;
  readonly levels: number[] = [];
  readonly maxMemoryBytes: number;
  /** Per action the rules over steps that look at its steps. */
  readonly stepRules: readonly (readonly StepRule<S>[])[];
  /** Up to where functions of the model are known to have left the containers alone. */
  #confirmed = { head: 0, states: 0 };
  constructor(model: Model<S>, options: CheckOptions) {
    this.model = model;
    this.instances = model.actions.flatMap((action, actionIndex) =>
      instancesOf(action.over).map((params) => ({ action, actionIndex, params })),
    );
    this.stepRules = model.actions.map(({ id }) =>
      model.rules.filter((r) => r.kind === 'step').filter((r) => r.on === undefined || r.on.includes(id)),
    );
    this.accessors = accessorsOf(model.schema);
    this.maxMemoryBytes = options.maxMemoryBytes ?? 8 * 2 ** 30;
    const types = options.symmetry ?? [];
    this.symmetry = types.length === 0 ? null : symmetryOf(this.accessors.layout, types);
    this.engine = makeEngine(
      model,
      this.instances,
      this.accessors,
      { maxStates: options.maxStates ?? Infinity, maxMemoryBytes: this.maxMemoryBytes },
      options.stopAtFirst ?? false,
      {
        outOfRange: (name, v) => {
          const column = [...this.accessors.layout.columns.values()].find((c) => c.elements.includes(name));
          throw new OutOfRange(name, v, column === undefined ? '' : printType(column.type));
        },
        resized: (name) => {
          throw this.accessors.stray() ?? new ModelError(`the length of ${name} was changed`);
        },
        guardWrote: () => {
          throw new ModelError('a guard changed the state');
        },
        ruleWrote: () => {
          throw new ModelError('a rule changed the state');
        },
      },
      this.symmetry?.canonicalise ?? null,
    );
  }

  /** A stored state as a plain object. */
  stateOf(number: number): S {
    const { layout } = this.accessors;
    return unpack(layout, this.engine.words(), number * layout.words) as S;
  }

  /** The shortest path to a state; with symmetry to one that the stored state stands for. */
  traceTo(number: number): Trace<S> {
    return this.#walk(number).trace;
  }

  /** Puts the state in which `traceTo` ends into the scratch buffer. */
  load(number: number): void {
    if (this.symmetry === null) this.engine.load(number);
    else this.engine.put(this.#walk(number).end, 0);
  }

  /** Packed, the state to which an initialising function leads. */
  #initial(init: (s: S) => void): Int32Array {
    const { scratch, layout } = this.accessors;
    scratch.fill(0, 0, layout.words); // all bits clear is the lowest state
    this.engine.unpack();
    init(this.accessors.current as S);
    this.engine.pack();
    return scratch.slice(0, layout.words);
  }

  #walk(number: number): { trace: Trace<S>; end: Int32Array } {
    const { layout } = this.accessors;
    const predecessors = this.engine.predecessors();
    const arrivals = this.engine.arrivals();
    const path: number[] = [];
    for (let x = number; x !== noPredecessor; x = predecessors[x] ?? noPredecessor) path.unshift(x);
    const stored = (x: number) => this.engine.words().slice(x * layout.words, (x + 1) * layout.words);
    const trace: TraceStep<S>[] = [];
    let end: Int32Array = stored(path[0] ?? 0);
    if (this.symmetry !== null)
      end = this.model.initial.map((init) => this.#initial(init)).find((w) => this.#standsFor(end, w)) ?? end;
    trace.push({ action: null, params: {}, state: unpack(layout, end, 0) as S });
    for (const x of path.slice(1)) {
      const to = stored(x);
      let instance = arrivals[x] ?? 0;
      if (this.symmetry === null) end = to;
      else ({ instance, end } = this.#follow(end, instance, (after) => this.#standsFor(to, after)));
      trace.push(this.stepBy(instance, unpack(layout, end, 0) as S));
    }
    return { trace, end };
  }

  #standsFor(stored: Int32Array, words: Int32Array): boolean {
    const copy = words.slice();
    this.symmetry?.canonicalise(copy, 0);
    return copy.every((w, i) => w === stored[i]);
  }

  /**
   * With symmetry: the step that the unreduced model takes from `from` where the reduced one took `instance`. It is
   * really taken, guards and all, so that what is told is a path of the model itself.
   */
  #follow(
    from: Int32Array,
    instance: number,
    wanted: (after: Int32Array, params: Params) => boolean,
  ): { instance: number; end: Int32Array } {
    const { layout, scratch } = this.accessors;
    const current = this.accessors.current as S;
    const { actionIndex } = this.instances[instance] ?? {};
    for (const [i, { action, params, actionIndex: a }] of this.instances.entries()) {
      if (a !== actionIndex) continue;
      this.engine.put(from, 0);
      if (!action.guards.every((g) => g.holds(current, params))) continue;
      action.then(current, params);
      this.engine.pack();
      const end = scratch.slice(0, layout.words);
      if (wanted(end, params)) return { instance: i, end };
    }
    throw new ModelError(
      `${this.model.name} is not symmetric, though no compared state showed it: ${this.instances[instance]?.action.id} ` +
        'cannot be repeated with other ids on the way to a counterexample. Compare more states (symmetryCheck).',
    );
  }

  stepBy(instance: number, state: S): TraceStep<S> {
    const i = this.instances[instance];
    if (i === undefined) throw new Error(`no instance ${instance}`);
    return { action: i.action.id, params: i.params, state };
  }

  /**
   * Takes the step from a stored state by an instance that is enabled there, and leaves both of its ends in the scratch
   * buffer. With symmetry, the corresponding step from the state in which `traceTo` ends.
   * @param wanted picks among steps of the same action, where the other end of a step does not tell them apart
   */
  fire(number: number, instance: number, wanted: (params: Params) => boolean = () => true): TraceStep<S> {
    const { layout, scratch } = this.accessors;
    this.load(number);
    if (this.symmetry !== null) {
      const from = scratch.slice(0, layout.words);
      const step = this.#follow(from, instance, (_, params) => wanted(params));
      return this.stepBy(step.instance, unpack(layout, step.end, 0) as S);
    }
    const i = this.instances[instance];
    if (i === undefined) throw new Error(`no instance ${instance}`);
    i.action.then(this.accessors.current as S, i.params);
    this.engine.pack();
    return this.stepBy(instance, unpack(layout, scratch, 0) as S);
  }

  seed(): void {
    for (const [i, init] of this.model.initial.entries()) {
      try {
        this.#initial(init);
        refuseStray(this.accessors);
      } catch (e) {
        throw this.explain(e, `initial state ${i}`, []);
      }
      try {
        this.engine.seed();
      } catch (e) {
        throw diagnose(this, e, this.#confirmed, false);
      }
    }
    this.levels.push(this.engine.states());
  }

  /** Expands states up to, not including, number `end`. */
  run(end: number): void {
    const { engine } = this;
    try {
      while (engine.head() < Math.min(end, auditedStates) && engine.stopReason() === 0) {
        audit(this, engine.head());
        engine.run(engine.head() + 1);
      }
      engine.run(end);
    } catch (e) {
      throw diagnose(this, e, this.#confirmed);
    }
    const all = engine.head() === engine.states() || engine.stopReason() !== 0;
    if (all || engine.head() - this.#confirmed.head >= strayInterval) this.confirm();
  }

  /**
   * Refuses what packing does not show: see `Accessors.stray`. `run` looks for it now and then, and when all states
   * are found; to be called before a result or a checkpoint is made of less.
   */
  confirm(): void {
    const { engine } = this;
    if (this.accessors.stray() !== null) throw diagnose(this, null, this.#confirmed);
    this.#confirmed = { head: engine.head(), states: engine.states() };
  }

  /** An error of one of the user's functions. */
  explain(e: unknown, where: string, trace: Trace<S>): unknown {
    return e instanceof EvaluationError ? e : new EvaluationError(this.model, where, trace, e);
  }
}
