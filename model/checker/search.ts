import { type Accessors, accessorsOf } from './accessors.ts';
import { type Engine, type Instance, makeEngine } from './engine.ts';
import { unpack } from './layout.ts';
import { instancesOf, type Model, ModelError } from './model.ts';
import { printInstance, printTrace, type Trace, type TraceStep } from './show.ts';
import { lowest, OutOfRange } from './values.ts';

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
  /** Bytes for states and index. Default 8 GiB. */
  readonly maxMemoryBytes?: number;
  /** End at the first broken rule instead of finding a counterexample to each. Default false. */
  readonly stopAtFirst?: boolean;
  /** Called now and then; returning false ends the search as truncated. */
  readonly onProgress?: (progress: Progress) => boolean | undefined;
}

/** Thrown when a function of the model throws, changes the state where it must not, or leaves the schema. */
export class EvaluationError<S> extends ModelError {
  override readonly name = 'EvaluationError';
  /** Action or rule that was being evaluated. */
  readonly where: string;
  readonly trace: Trace<S>;
  readonly field?: string;
  readonly value?: unknown;
  constructor(model: Model<S>, where: string, trace: Trace<S>, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const story = printTrace(model, trace, lowest(model.schema) as S);
    super(`${where}: ${why}\n${story}`, { cause });
    this.where = where;
    this.trace = trace;
    if (cause instanceof OutOfRange) {
      this.field = cause.field;
      this.value = cause.value;
    }
  }
}

/** States on which guards are looked at one by one, to name one that writes. */
const auditedStates = 256;
const noPredecessor = 0xffffffff;

/** A search with what is needed to tell about it. */
export class Search<S> {
  readonly model: Model<S>;
  readonly instances: readonly Instance<S>[];
  readonly accessors: Accessors;
  readonly engine: Engine;
  readonly levels: number[] = [];
  constructor(model: Model<S>, options: CheckOptions) {
    this.model = model;
    this.instances = model.actions.flatMap((action, actionIndex) =>
      instancesOf(action.over).map((params) => ({ action, actionIndex, params })),
    );
    this.accessors = accessorsOf(model.schema);
    this.engine = makeEngine(
      model,
      this.instances,
      this.accessors,
      { maxStates: options.maxStates ?? Infinity, maxMemoryBytes: options.maxMemoryBytes ?? 8 * 2 ** 30 },
      options.stopAtFirst ?? false,
      {
        outOfRange: (name, v) => {
          throw new OutOfRange(name, v);
        },
        resized: (name) => {
          throw new ModelError(`the length of ${name} was changed`);
        },
        guardWrote: () => {
          throw new ModelError('a guard changed the state');
        },
        ruleWrote: () => {
          throw new ModelError('a rule changed the state');
        },
      },
    );
  }

  /** A stored state as a plain object. */
  stateOf(number: number): S {
    const { layout } = this.accessors;
    return unpack(layout, this.engine.words(), number * layout.words) as S;
  }

  /** The shortest path to a state. */
  traceTo(number: number): Trace<S> {
    const predecessors = this.engine.predecessors();
    const arrivals = this.engine.arrivals();
    const out: TraceStep<S>[] = [];
    for (let x = number; ; ) {
      const before = predecessors[x] ?? noPredecessor;
      if (before === noPredecessor) {
        out.push({ action: null, params: {}, state: this.stateOf(x) });
        return out.reverse();
      }
      out.push(this.stepBy(arrivals[x] ?? 0, this.stateOf(x)));
      x = before;
    }
  }

  stepBy(instance: number, state: S): TraceStep<S> {
    const i = this.instances[instance];
    if (i === undefined) throw new Error(`no instance ${instance}`);
    return { action: i.action.id, params: i.params, state };
  }

  /** Runs one instance on a stored state, whatever its guards say. */
  fire(number: number, instance: number): TraceStep<S> {
    this.engine.load(number);
    const i = this.instances[instance];
    if (i === undefined) throw new Error(`no instance ${instance}`);
    i.action.then(this.accessors.current as S, i.params);
    this.engine.pack();
    return this.stepBy(instance, unpack(this.accessors.layout, this.accessors.scratch, 0) as S);
  }

  seed(): void {
    for (const [i, init] of this.model.initial.entries()) {
      const { scratch, layout } = this.accessors;
      try {
        scratch.fill(0, 0, layout.words); // all bits clear is the lowest state
        this.engine.unpack();
        init(this.accessors.current as S);
        this.engine.seed();
      } catch (e) {
        throw this.#explain(e, `initial state ${i}`, []);
      }
    }
    this.levels.push(this.engine.states());
  }

  /** Expands states up to, not including, number `end`. */
  run(end: number): void {
    const { engine } = this;
    try {
      while (engine.head() < Math.min(end, auditedStates) && engine.stopReason() === 0) {
        this.#audit(engine.head());
        engine.run(engine.head() + 1);
      }
      engine.run(end);
    } catch (e) {
      throw this.#diagnose(e);
    }
  }

  /** Repeats the evaluation that threw, piece by piece, to say which piece it was. */
  #diagnose(e: unknown): unknown {
    if (e instanceof EvaluationError) return e;
    const { engine, model } = this;
    const current = this.accessors.current as S;
    const before = this.accessors.before as S;
    let where = 'the model';
    let at = engine.head();
    try {
      for (const { action, params } of this.instances) {
        engine.load(at);
        const enabled = action.guards.every((g) => {
          where = `guard "${g.name}" of ${printInstance(action.id, action.over, params)}`;
          return g.holds(current, params);
        });
        if (!enabled) continue;
        where = `action ${printInstance(action.id, action.over, params)}`;
        action.then(current, params);
        engine.pack();
        for (const rule of model.rules) {
          if (rule.kind !== 'step' || (rule.on !== undefined && !rule.on.includes(action.id))) continue;
          where = `rule ${rule.id} after ${printInstance(action.id, action.over, params)}`;
          if (rule.given?.(before, current, action.id, params) ?? true)
            rule.then(before, current, action.id, params);
        }
      }
      where = 'terminal';
      engine.load(at);
      model.terminal?.(current);
      at = engine.states() - 1;
      for (const rule of model.rules) {
        if (rule.kind !== 'always' && rule.kind !== 'sometimes') continue;
        where = `rule ${rule.id}`;
        engine.load(at);
        if (rule.kind === 'sometimes' || (rule.given?.(current) ?? true)) rule.then(current);
        if (this.#wrote()) break;
      }
    } catch {
      // It threw again, as it should: `where` says at which piece.
    }
    return this.#explain(e, where, this.traceTo(at));
  }

  #wrote(): boolean {
    const { scratch, layout } = this.accessors;
    this.engine.pack();
    for (let w = 0; w < layout.words; w++) if (scratch[w] !== scratch[layout.words + w]) return true;
    return false;
  }

  #explain(e: unknown, where: string, trace: Trace<S>): unknown {
    return e instanceof EvaluationError ? e : new EvaluationError(this.model, where, trace, e);
  }

  /** Looks at guards one by one, so that one that writes is named. */
  #audit(number: number): void {
    this.engine.load(number);
    for (const { action, params } of this.instances)
      for (const guard of action.guards) {
        const holds = guard.holds(this.accessors.current as S, params);
        if (this.#wrote()) {
          const where = `guard "${guard.name}" of ${action.id}`;
          throw this.#explain(new ModelError('a guard changed the state'), where, this.traceTo(number));
        }
        if (!holds) break;
      }
  }
}
