import { type Accessors, accessorsOf } from './accessors.ts';
import { type Engine, type Instance, makeEngine, stopReasons } from './engine.ts';
import { graphOf, type Hop } from './graph.ts';
import { unpack } from './layout.ts';
import { decide } from './liveness.ts';
import { instancesOf, type Model, ModelError, type Rule } from './model.ts';
import type { ActionResult, CheckResult, RuleResult, Verdict } from './result.ts';
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

function ruleVerdict<S>(
  rule: Rule<S>,
  violations: number,
  given: number,
  reach: Verdict,
  mayBeVacuous: boolean,
): Verdict {
  if (violations > 0) return 'violated';
  if (rule.kind === 'sometimes') {
    // A witness is conclusive however far the search went; its absence only when all states were seen.
    if (given > 0) return 'holds (exhaustive)';
    return reach === 'holds (exhaustive)' ? 'violated' : 'unknown (truncated)';
  }
  if (reach === 'unknown (truncated)') return reach;
  return given === 0 && !mayBeVacuous ? 'vacuous' : reach;
}

/** The worst verdict of a run: exit code 1 before 3 before 0. */
function worst(verdicts: readonly Verdict[], reach: Verdict): Verdict {
  for (const v of ['violated', 'vacuous', 'dead', 'unknown (truncated)'] as const)
    if (verdicts.includes(v)) return v;
  return reach;
}

function ruleResult<S>(search: Search<S>, r: number, reach: Verdict): RuleResult<S> {
  const { engine, model } = search;
  const rule = model.rules[r];
  if (rule === undefined) throw new Error(`no rule ${r}`);
  const given = rule.kind === 'always' && rule.given === undefined ? engine.states() : (engine.given[r] ?? 0);
  const violations = engine.broken[r] ?? 0;
  const verdict = ruleVerdict(rule, violations, given, reach, model.notApplicable.has(rule.id));
  const base = { id: rule.id, kind: rule.kind, givenCount: given, violations, verdict };
  const first = engine.firstState[r] ?? -1;
  if (first < 0) return base;
  const trace = search.traceTo(first);
  switch (rule.kind) {
    case 'sometimes':
      return { ...base, witness: trace };
    case 'always': {
      engine.load(first);
      const instance = rule.instance?.(search.accessors.current as S);
      return { ...base, counterexample: trace, ...(instance === undefined ? {} : { instance }) };
    }
    case 'step': {
      const last = search.fire(first, engine.firstInstance[r] ?? 0);
      const { before, current } = search.accessors;
      const instance = rule.instance?.(before as S, current as S, last.action ?? '', last.params);
      return { ...base, counterexample: [...trace, last], ...(instance === undefined ? {} : { instance }) };
    }
    case 'eventually':
    case 'leadsTo':
      return base;
  }
}

/** Decides the liveness rules of a finished search, or says that an unfinished one cannot. */
function livenessResults<S>(
  search: Search<S>,
  transitions: number,
  reach: Verdict,
): Map<number, RuleResult<S>> {
  const { engine, model } = search;
  const out = new Map<number, RuleResult<S>>();
  const rules = [...model.rules.entries()].filter(([, r]) => r.kind === 'eventually' || r.kind === 'leadsTo');
  if (rules.length === 0) return out;
  const graph = reach === 'holds (exhaustive)' ? graphOf(engine, transitions) : null;
  const levelEnds: number[] = [];
  for (const n of search.levels) levelEnds.push((levelEnds.at(-1) ?? 0) + n);
  const levelOf = (x: number) => levelEnds.findIndex((end) => x < end);
  const fairness = search.instances.map((i) => i.action.fairness);
  for (const [r, rule] of rules) {
    if (rule.kind !== 'eventually' && rule.kind !== 'leadsTo') continue;
    const base = { id: rule.id, kind: rule.kind, violations: 0 };
    if (graph === null) {
      out.set(r, { ...base, givenCount: 0, verdict: 'unknown (truncated)' });
      continue;
    }
    const met = new Uint8Array(graph.states);
    const sources: number[] = [];
    let givenCount = 0;
    for (let x = 0; x < graph.states; x++) {
      engine.load(x);
      const current = search.accessors.current as S;
      if (rule.then(current)) met[x] = 1;
      if (!(rule.kind === 'leadsTo' ? rule.given(current) : x < (search.levels[0] ?? 0))) continue;
      givenCount += 1;
      if (met[x] === 0) sources.push(x);
    }
    const { violations, lasso } = decide(graph, fairness, { sources, met, levelOf });
    const verdict = ruleVerdict(rule, violations, givenCount, reach, model.notApplicable.has(rule.id));
    const result = { ...base, violations, givenCount, verdict };
    if (lasso === null) {
      out.set(r, result);
      continue;
    }
    const hop = (h: Hop) => search.stepBy(h.instance, search.stateOf(h.to));
    const stem = [...search.traceTo(lasso.source), ...lasso.stem.map(hop)];
    const counterexample = [...stem, ...lasso.loop.map(hop)];
    out.set(r, { ...result, counterexample, loopStart: stem.length - 1 });
  }
  return out;
}

/**
 * Searches all states of a model, breadth first, with exact storage. Every rule gets its own shortest counterexample.
 * Throws an EvaluationError if a function of the model throws or writes where or what it must not.
 */
export function check<S>(model: Model<S>, options: CheckOptions = {}): CheckResult<S> {
  const search = new Search(model, options);
  const { engine } = search;
  search.seed();
  let level = 0;
  let stoppedByCaller = false;
  const maxDepth = options.maxDepth ?? Infinity;
  let levelEnd = engine.states();
  while (engine.head() < levelEnd && level < maxDepth && engine.stopReason() === 0 && !stoppedByCaller) {
    search.run(Math.min(levelEnd, engine.head() + 65536));
    if (options.onProgress?.({ states: engine.states(), expanded: engine.head(), level }) === false)
      stoppedByCaller = true;
    if (engine.head() < levelEnd) continue;
    const found = engine.states() - levelEnd;
    if (found === 0) break;
    search.levels.push(found);
    levelEnd = engine.states();
    level += 1;
  }
  if (engine.states() > levelEnd) search.levels.push(engine.states() - levelEnd);
  return summarise(search, level, stoppedByCaller);
}

function summarise<S>(search: Search<S>, level: number, stoppedByCaller: boolean): CheckResult<S> {
  const { engine, model } = search;
  const done = engine.head() === engine.states();
  const reason = stopReasons[engine.stopReason()] ?? 'none';
  const truncatedBy = reason !== 'none' ? reason : stoppedByCaller ? 'caller' : done ? undefined : 'depth';
  const reach: Verdict =
    truncatedBy === undefined
      ? 'holds (exhaustive)'
      : truncatedBy === 'depth'
        ? `holds to depth ${level}`
        : 'unknown (truncated)';

  const perAction: ActionResult[] = model.actions.map((action, a) => {
    const perInstance = search.instances.flatMap((x, i) =>
      x.actionIndex === a
        ? [{ params: x.params, fired: engine.fired[i] ?? 0, newStates: engine.found[i] ?? 0 }]
        : [],
    );
    const sum = (of: 'fired' | 'newStates') => perInstance.reduce((n, x) => n + x[of], 0);
    return {
      id: action.id,
      enabled: engine.enabled[a] ?? 0,
      fired: sum('fired'),
      newStates: sum('newStates'),
      perInstance,
    };
  });
  const transitions = perAction.reduce((n, a) => n + a.fired, 0);
  const safety = model.rules.map((_, r) => ruleResult(search, r, reach));
  const deadlocked = engine.deadlocks();
  const liveness = livenessResults(search, transitions, reach);
  const perRule = safety.map((x, r) => liveness.get(r) ?? x);
  const { count, first } = deadlocked;
  const deadActions = perAction
    .filter((a) => a.fired === 0 && !model.notApplicable.has(a.id))
    .map((a) => a.id);
  const verdicts = perRule.map((r) => r.verdict);
  if (count > 0) verdicts.push('violated');
  if (deadActions.length > 0 && reach !== 'unknown (truncated)') verdicts.push('dead');
  return {
    model: model.name,
    verdict: worst(verdicts, reach),
    states: engine.states(),
    transitions,
    depth: search.levels.length - 1,
    perLevel: search.levels,
    perAction,
    perRule,
    deadlocks: count === 0 ? { count } : { count, trace: search.traceTo(first) },
    deadActions,
    vacuousRules: perRule
      .filter((r) => r.givenCount === 0 && !model.notApplicable.has(r.id))
      .map((r) => r.id),
    ...(truncatedBy === undefined ? {} : { truncatedBy }),
    memoryBytes: engine.memoryBytes(),
  };
}
