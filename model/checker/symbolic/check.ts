import { ruleVerdict, worst } from '../check.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { Action, Model, Rule } from '../model.ts';
import { plain } from '../plain.ts';
import type { Verdict } from '../result.ts';
import type { Trace, TraceStep } from '../show.ts';
import { cellsOf } from '../values.ts';
import { Diagrams, empty, type Node, OutOfMemory } from './diagrams.ts';
import { Failed, TooManyRows } from './learn.ts';
import { type Instance, Reachable } from './reachable.ts';
import type { SymbolicActionResult, SymbolicLimit, SymbolicResult, SymbolicRuleResult } from './result.ts';
import { askStates, askSteps, type Opinion, terminalStates } from './rules.ts';
import { type Held, Space } from './space.ts';
import { wayInto } from './way.ts';

export interface SymbolicProgress {
  /** What is going on: `searching`, or the rule that is asked. */
  readonly doing: string;
  /** Turns of learning and searching, and the states that were known when the last one ended. */
  readonly rounds: number;
  readonly states: bigint;
  /** Nodes of diagrams in memory. */
  readonly nodes: number;
}

export interface SymbolicOptions {
  /** Bytes for decision diagrams, which never take more than 2.25 GiB (`mostNodes`), the default. */
  readonly maxMemoryBytes?: number;
  /** How many different things one action, with its parameters, may be seen to do before it is given up. Default 500,000. */
  readonly maxRows?: number;
  /** The same of a rule, for a rule over steps after each action with its parameters. Default 20,000. */
  readonly maxRowsPerRule?: number;
  /**
   * Cells of the schema as printed (`groups[group1].pending`), in the order of the levels of the diagrams; those not
   * named come last. It decides over memory and time, not over results. Default: as declared.
   */
  readonly order?: readonly string[];
  /** Called now and then; returning false ends the search as truncated. */
  readonly onProgress?: (progress: SymbolicProgress) => boolean | undefined;
}

/** What a rule was found to say of all states, or steps. */
interface Heard<S> {
  given: bigint;
  broken: bigint;
  /** States that break it, or that a `sometimes` rule asks for; of a step rule by instance, states that such steps leave. */
  readonly hits: { readonly set: Held; readonly instance: Instance<S> | null }[];
  why?: SymbolicRuleResult<S>['why'];
}

/**
 * Finds all states of a model as sets, counts them exactly, and asks the rules of safety of all of them. It goes much
 * further than `check` where states are made of parts that depend little on one another, and says the same: its
 * counterexamples are as short. Levels are not counted, and rules `eventually` and `leadsTo` are not decided; their
 * verdict is `unknown (truncated)`.
 *
 * @throws EvaluationError as `check` does; RangeError for an order that names what is no cell, or a cell of more than
 * 4096 values
 */
export function checkSymbolically<S>(model: Model<S>, options: SymbolicOptions = {}): SymbolicResult<S> {
  return new SymbolicCheck(model, options).run();
}

/** Ends a search that the caller does not want to go on. */
class Stopped extends Error {}

class SymbolicCheck<S> {
  readonly #model: Model<S>;
  readonly #maxRows: number;
  readonly #diagrams: Diagrams;
  readonly #space: Space<S>;
  readonly #reachable: Reachable<S>;
  #doing = 'searching';

  constructor(model: Model<S>, options: SymbolicOptions) {
    this.#model = model;
    this.#maxRows = options.maxRowsPerRule ?? 20_000;
    this.#diagrams = new Diagrams(options.maxMemoryBytes ?? Number.POSITIVE_INFINITY, () => {
      const { rounds, states } = this.#reachable;
      const progress = { doing: this.#doing, rounds, states, nodes: this.#diagrams.nodes };
      if (options.onProgress?.(progress) === false) throw new Stopped();
    });
    this.#space = new Space(model, this.#diagrams, orderOf(model, options.order ?? []));
    this.#reachable = new Reachable(model, this.#space, options.maxRows ?? 500_000);
  }

  run(): SymbolicResult<S> {
    const { instances, found } = this.#reachable;
    const diagrams = this.#diagrams;
    const enabled = new Map(instances.map((x) => [x, this.#space.hold(empty)]));
    let perAction = this.#model.actions.map((action) => this.#actionResult(action, enabled));
    const truncatedBy = this.#attempt(() => {
      this.#reachable.run();
      for (const [x, held] of enabled) held.node = this.#reachable.enabled(x);
      perAction = this.#model.actions.map((action) => this.#actionResult(action, enabled));
    });
    let ended: SymbolicLimit | undefined = truncatedBy;
    const perRule = this.#model.rules.map((rule) => {
      const heard =
        ended === undefined ? this.#ask(rule, enabled) : { given: 0n, broken: 0n, hits: [], why: ended };
      if (heard.why === 'caller') ended = 'caller';
      return this.#ruleResult(rule, heard);
    });
    const deadlocks = ended === undefined ? this.#deadlocks(enabled) : null;
    const may = this.#model.notApplicable;
    const unfired = perAction.filter((a) => a.fired === 0n && !may.has(a.id)).map((a) => a.id);
    const verdicts: Verdict[] = perRule.map((r) => r.verdict);
    if (deadlocks !== null && deadlocks.count > 0n) verdicts.push('violated');
    if (unfired.length > 0 && truncatedBy === undefined) verdicts.push('dead');
    return {
      model: this.#model.name,
      verdict: worst(verdicts, deadlocks === null ? 'unknown (truncated)' : 'holds (exhaustive)'),
      states: diagrams.count(found.node),
      transitions: sum(perAction.map((a) => a.fired)),
      perAction,
      perRule,
      deadlocks,
      deadActions: truncatedBy === undefined ? unfired : [],
      unreachedActions: truncatedBy === undefined ? [] : unfired,
      vacuousRules: perRule.filter((r) => r.verdict === 'vacuous').map((r) => r.id),
      ...(truncatedBy === undefined ? {} : { truncatedBy }),
      nodes: diagrams.size([found.node]),
      levels: this.#space.cells.length,
      calls: this.#reachable.calls,
      memoryBytes: diagrams.memoryBytes,
    };
  }

  #actionResult(action: Action<S>, enabled: ReadonlyMap<Instance<S>, Held>): SymbolicActionResult {
    const own = [...enabled].flatMap(([x, { node }]) => (x.action === action ? [node] : []));
    const perInstance = own.map((set) => this.#diagrams.count(set));
    const any = own.reduce((a, b) => this.#diagrams.union(a, b), empty);
    return { id: action.id, enabled: this.#diagrams.count(any), fired: sum(perInstance), perInstance };
  }

  /** Does something that may meet a limit, and says which. */
  #attempt(what: () => void): SymbolicLimit | undefined {
    try {
      what();
      return undefined;
    } catch (e) {
      if (e instanceof Failed) throw this.#explained(e);
      if (e instanceof TooManyRows) return 'rows';
      if (e instanceof Stopped) return 'caller';
      if (!(e instanceof OutOfMemory)) throw e;
      return 'memory';
    } finally {
      // What is held is all that matters from here on.
      this.#space.collect();
    }
  }

  #explained(e: Failed): EvaluationError<S> {
    const state = this.#diagrams.single(this.#space.shown());
    return new EvaluationError(this.#model, e.where, this.#wayInto([state]) ?? [], e.cause);
  }

  /** A shortest way into one of the sets, which are held or new; undefined if a limit was met. */
  #wayInto(sets: readonly Node[]): Trace<S> | undefined {
    let trace: Trace<S> | undefined;
    this.#attempt(() => {
      const target = sets.reduce((a, b) => this.#diagrams.union(a, b), empty);
      trace = wayInto(this.#model, this.#reachable, target);
    });
    return trace;
  }

  /** Asks a rule of all there is. Where a limit ends that, what was heard is a part. */
  #ask(rule: Rule<S>, enabled: ReadonlyMap<Instance<S>, Held>): Heard<S> {
    const heard: Heard<S> = { given: 0n, broken: 0n, hits: [] };
    this.#doing = `rule ${rule.id}`;
    const limit = this.#attempt(() => {
      switch (rule.kind) {
        case 'eventually':
        case 'leadsTo':
          heard.why = 'liveness';
          return;
        case 'always':
        case 'sometimes': {
          const { found } = this.#reachable;
          this.#note(heard, askStates(this.#space, rule, found.node, this.#maxRows), rule.kind, null);
          return;
        }
        case 'step':
          for (const [instance, { node }] of enabled) {
            if (node === empty || rule.on?.includes(instance.action.id) === false) continue;
            const said = askSteps(this.#space, rule, instance, node, this.#maxRows);
            this.#note(heard, said, rule.kind, instance);
            this.#space.collect();
          }
      }
    });
    return limit === undefined ? heard : { ...heard, why: limit };
  }

  #note(heard: Heard<S>, said: Opinion, kind: Rule<S>['kind'], instance: Instance<S> | null): void {
    const kept = this.#diagrams.count(said.kept);
    const broken = this.#diagrams.count(said.broken);
    heard.given += kind === 'sometimes' ? BigInt(kept > 0n) : kept + broken;
    heard.broken += broken;
    const set = kind === 'sometimes' ? said.kept : said.broken;
    if (set !== empty) heard.hits.push({ set: this.#space.hold(set), instance });
  }

  #ruleResult(rule: Rule<S>, { given, broken, hits, why }: Heard<S>): SymbolicRuleResult<S> {
    const reach = why === undefined ? 'holds (exhaustive)' : 'unknown (truncated)';
    const mayBeVacuous = this.#model.notApplicable.has(rule.id);
    const verdict = ruleVerdict(rule, Number(broken), Number(given), reach, mayBeVacuous);
    const result = { id: rule.id, kind: rule.kind, verdict, givenCount: given, violations: broken };
    if (hits.length === 0) return why === undefined ? result : { ...result, why };
    const trace = this.#wayInto(hits.map((x) => x.set.node));
    const told = trace === undefined ? {} : this.#told(rule, trace, hits);
    for (const { set } of hits) this.#space.release(set);
    return { ...result, ...told, ...(why === undefined ? {} : { why }) };
  }

  /** The trace as the rule tells it, with the step that breaks it at its end. */
  #told(rule: Rule<S>, trace: Trace<S>, hits: Heard<S>['hits']): Partial<SymbolicRuleResult<S>> {
    const { state } = trace.at(-1) as TraceStep<S>;
    switch (rule.kind) {
      case 'sometimes':
        return { witness: trace };
      case 'always':
        return {
          counterexample: trace,
          ...(rule.instance === undefined ? {} : { instance: rule.instance(state) }),
        };
      case 'step': {
        const vector = this.#space.vectorOf(state) ?? [];
        const by = hits.find((x) => this.#diagrams.has(x.set.node, vector))?.instance;
        if (by == null) throw new Error(`rule ${rule.id}: the way does not lead to what breaks it`);
        const { action, params } = by;
        const after = plain(this.#model).apply(state, action.id, params);
        const counterexample = [...trace, { action: action.id, params, state: after }];
        if (rule.instance === undefined) return { counterexample };
        return { counterexample, instance: rule.instance(state, after, action.id, params) };
      }
      case 'eventually':
      case 'leadsTo':
        return {};
    }
  }

  /** States without a step that are not terminal; null if a limit was met. */
  #deadlocks(enabled: ReadonlyMap<Instance<S>, Held>): SymbolicResult<S>['deadlocks'] | null {
    this.#doing = 'deadlocks';
    const { terminal } = this.#model;
    const stuck = this.#space.hold(this.#reachable.found.node);
    const limit = this.#attempt(() => {
      for (const { node } of enabled.values()) stuck.node = this.#diagrams.minus(stuck.node, node);
      if (terminal === null || stuck.node === empty) return;
      const terminals = terminalStates(this.#space, terminal, stuck.node, this.#maxRows);
      stuck.node = this.#diagrams.minus(stuck.node, terminals);
    });
    const { node } = stuck;
    this.#space.release(stuck);
    if (limit !== undefined) return null;
    const count = this.#diagrams.count(node);
    const trace = node === empty ? undefined : this.#wayInto([node]);
    return { count, ...(trace === undefined ? {} : { trace }) };
  }
}

const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);

/** The cells of a schema, by number, those that are named first. */
function orderOf<S>(model: Model<S>, names: readonly string[]): number[] {
  const cells = cellsOf(model.schema).map((c) => c.name);
  const chosen = names.map((name) => {
    const c = cells.indexOf(name);
    if (c < 0) throw new RangeError(`order: the schema has no cell "${name}"`);
    return c;
  });
  return [...new Set([...chosen, ...cells.keys()])];
}
