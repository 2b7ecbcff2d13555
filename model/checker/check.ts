import { refuseStray } from './accessors.ts';
import { auditedStates, wrote } from './audit.ts';
import { Keeper } from './checkpoint.ts';
import { stopReasons } from './engine.ts';
import { EvaluationError } from './evaluation-error.ts';
import { demandsOf } from './fairness.ts';
import { graphBytes, graphOf, type Hop } from './graph.ts';
import { decide, decideBytes } from './liveness.ts';
import { type Model, ModelError, type Params, type Rule, yesOrNo } from './model.ts';
import { Crew } from './parallel.ts';
import { type ActionResult, type CheckResult, loopLabel, type RuleResult, type Verdict } from './result.ts';
import { retrace } from './retrace.ts';
import { type CheckOptions, Search } from './search.ts';
import { instanceClasses } from './symmetry.ts';
import { SymmetryWatch } from './symmetry-search.ts';

/** How far a search came. */
type Reach = Extract<Verdict, 'holds (exhaustive)' | `holds to depth ${number}` | 'unknown (truncated)'>;

/** What is claimed of one rule, if the search came as far as `reach`. */
export function ruleVerdict<S>(
  rule: Rule<S>,
  violations: number,
  given: number,
  reach: Reach,
  mayBeVacuous: boolean,
): Exclude<Verdict, 'dead'> {
  if (violations > 0) return 'violated';
  if (rule.kind === 'sometimes') {
    // A witness is conclusive however far the search went; its absence only when all states were seen.
    if (given > 0) return 'holds (exhaustive)';
    return reach === 'holds (exhaustive)' ? 'violated' : 'unknown (truncated)';
  }
  if (reach === 'unknown (truncated)' || given > 0 || mayBeVacuous) return reach;
  if (reach === 'holds (exhaustive)') return 'vacuous';
  // Deeper down it may happen: that is no gap of the model.
  return `not reached to depth ${Number(reach.slice('holds to depth '.length))}`;
}

/** The worst verdict of a run: exit code 1 before 3 before 0. What was not reached to a depth claims nothing. */
export function worst(verdicts: readonly Verdict[], reach: Reach): Verdict {
  for (const v of ['violated', 'vacuous', 'dead', 'unknown (truncated)'] as const)
    if (verdicts.includes(v)) return v;
  return reach;
}

function ruleResult<S>(search: Search<S>, r: number, reach: Reach): RuleResult<S> {
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
      search.load(first);
      const instance = rule.instance?.(search.accessors.current as S);
      return { ...base, counterexample: trace, ...(instance === undefined ? {} : { instance }) };
    }
    case 'step': {
      const before = search.accessors.before as S;
      const current = search.accessors.current as S;
      const action = search.instances[engine.firstInstance[r] ?? 0]?.action.id ?? '';
      const breaks = (params: Params): boolean =>
        (rule.given?.(before, current, action, params) ?? true) &&
        !rule.then(before, current, action, params);
      const last = search.fire(first, engine.firstInstance[r] ?? 0, breaks);
      const instance = rule.instance?.(before, current, action, last.params);
      return { ...base, counterexample: [...trace, last], ...(instance === undefined ? {} : { instance }) };
    }
    case 'eventually':
    case 'leadsTo':
      return base;
  }
}

interface Liveness<S> {
  /** By number of the rule. */
  readonly results: ReadonlyMap<number, RuleResult<S>>;
  /** What the arrays for it took. */
  readonly bytes: number;
  /** The search was finished, but these did not fit beside its states, or it was stopped since. */
  readonly endedBy?: 'memory' | 'caller';
}

/**
 * Decides the liveness rules of a finished search, or says that it cannot: it was not finished, or memory is short.
 *
 * @param goesOn asked before each rule
 */
function livenessResults<S>(
  search: Search<S>,
  transitions: number,
  reach: Reach,
  goesOn: () => boolean,
): Liveness<S> {
  const { engine, model } = search;
  const out = new Map<number, RuleResult<S>>();
  const rules = [...model.rules.entries()].filter(([, r]) => r.kind === 'eventually' || r.kind === 'leadsTo');
  if (rules.length === 0) return { results: out, bytes: 0 };
  const finished = reach === 'holds (exhaustive)';
  const needed = graphBytes(engine.states(), transitions) + decideBytes(engine.states());
  const fits = engine.memoryBytes() + needed <= search.maxMemoryBytes;
  const graph = finished && fits ? graphOf(engine, transitions) : null;
  const levelEnds: number[] = [];
  for (const n of search.levels) levelEnds.push((levelEnds.at(-1) ?? 0) + n);
  const levelOf = (x: number) => levelEnds.findIndex((end) => x < end);
  const demands = demandsOf(search.instances, model.fairness);
  let stopped = false;
  for (const [r, rule] of rules) {
    if (rule.kind !== 'eventually' && rule.kind !== 'leadsTo') continue;
    const base = { id: rule.id, kind: rule.kind, violations: 0 };
    stopped ||= graph !== null && !goesOn();
    if (graph === null || stopped) {
      out.set(r, { ...base, givenCount: 0, verdict: 'unknown (truncated)' });
      continue;
    }
    const met = new Uint8Array(graph.states);
    const sources: number[] = [];
    let givenCount = 0;
    for (let x = 0; x < graph.states; x++) {
      engine.load(x);
      const current = search.accessors.current as S;
      try {
        if (yesOrNo(rule.then(current))) met[x] = 1;
        const given = rule.kind === 'leadsTo' ? yesOrNo(rule.given(current)) : x < (search.levels[0] ?? 0);
        if (x < auditedStates) {
          if (wrote(search)) throw new ModelError('a rule changed the state');
          refuseStray(search.accessors);
        }
        if (!given) continue;
      } catch (e) {
        throw new EvaluationError(model, `rule ${rule.id}`, search.traceTo(x), e);
      }
      givenCount += 1;
      if (met[x] === 0) sources.push(x);
    }
    try {
      refuseStray(search.accessors);
    } catch (e) {
      throw search.explain(e, `rule ${rule.id}`, []);
    }
    const { violations, lasso } = decide(graph, demands, { sources, met, levelOf });
    const verdict = ruleVerdict(rule, violations, givenCount, reach, model.notApplicable.has(rule.id));
    const result = { ...base, violations, givenCount, verdict };
    if (lasso === null) {
      out.set(r, result);
      continue;
    }
    const hop = (h: Hop) => search.stepBy(h.instance, search.stateOf(h.to));
    const stem = [...search.traceTo(lasso.source), ...lasso.stem.map(hop)];
    const counterexample = [...stem, ...lasso.loop.map(hop)];
    const loopStart = stem.length - 1;
    const told: RuleResult<S> = { ...result, counterexample, loopStart };
    out.set(r, lasso.loop.length === 0 ? told : { ...told, loop: loopLabel });
  }
  const bytes = graph === null ? 0 : needed;
  if (stopped) return { results: out, bytes, endedBy: 'caller' };
  return { results: out, bytes, ...(finished && !fits && { endedBy: 'memory' }) };
}

/** A limit that is no number would be none, and the run would claim what was meant to be left out. */
function refuseLimits({ maxStates, maxDepth, maxMemoryBytes }: CheckOptions): void {
  for (const [name, limit] of Object.entries({ maxStates, maxDepth, maxMemoryBytes }))
    if (limit !== undefined && limit !== Infinity && !(Number.isInteger(limit) && limit >= 0))
      throw new RangeError(`${name} is ${limit}, must be a natural number or Infinity`);
}

/**
 * Searches all states of a model, breadth first, with exact storage. Every rule gets its own shortest counterexample.
 * Throws a RangeError for a limit that is none, an EvaluationError if a function of the model throws or writes where or what it must not, a CheckpointError
 * for a checkpoint of something else.
 */
export function check<S>(model: Model<S>, options: CheckOptions = {}): CheckResult<S> {
  refuseLimits(options);
  const search = new Search(model, options);
  const { engine } = search;
  const watch = search.symmetry === null ? null : new SymmetryWatch(search, options);
  const keeper = options.checkpoint && new Keeper(search, options.checkpoint, options);
  if (keeper?.resume(options) !== true) search.seed();
  search.confirm();
  let levelEnd = 0;
  for (const found of search.levels) {
    watch?.sample(levelEnd, levelEnd + found);
    levelEnd += found;
  }
  const crew = options.helpers && options.stopAtFirst !== true ? new Crew(search, options.helpers) : null;
  let level = search.levels.length - 1;
  let stoppedByCaller = false;
  const maxDepth = options.maxDepth ?? Infinity;
  try {
    while (engine.head() < levelEnd && level < maxDepth && engine.stopReason() === 0 && !stoppedByCaller) {
      (crew ?? search).run(Math.min(levelEnd, engine.head() + 65536));
      const progress = { states: engine.states(), expanded: engine.head(), level };
      if (options.onProgress?.(progress) === false) stoppedByCaller = true;
      if (engine.head() === levelEnd && engine.states() > levelEnd) {
        search.levels.push(engine.states() - levelEnd);
        watch?.sample(levelEnd, engine.states());
        levelEnd = engine.states();
        level += 1;
      }
      if (keeper) search.confirm(); // what is kept is not looked at again
      keeper?.keep(progress);
    }
  } finally {
    crew?.end();
  }
  search.confirm();
  keeper?.save();
  if (engine.states() > levelEnd) search.levels.push(engine.states() - levelEnd);
  const goesOn = (): boolean =>
    options.onProgress?.({ states: engine.states(), expanded: engine.head(), level }) !== false;
  const result = summarise(search, level, stoppedByCaller, goesOn);
  retrace(model, result);
  return watch === null ? result : { ...result, symmetry: watch.result() };
}

function summarise<S>(
  search: Search<S>,
  level: number,
  stoppedByCaller: boolean,
  goesOn: () => boolean,
): CheckResult<S> {
  const { engine, model } = search;
  const done = engine.head() === engine.states();
  const reason = stopReasons[engine.stopReason()] ?? 'none';
  const truncatedBy = reason !== 'none' ? reason : stoppedByCaller ? 'caller' : done ? undefined : 'depth';
  const reach: Reach =
    truncatedBy === undefined
      ? 'holds (exhaustive)'
      : truncatedBy === 'depth'
        ? `holds to depth ${level}`
        : 'unknown (truncated)';

  const classes = instanceClasses(search.instances, search.symmetry?.types ?? []);
  const total = (of: Float64Array, alike: readonly number[]) => alike.reduce((n, i) => n + (of[i] ?? 0), 0);
  const perAction: ActionResult[] = model.actions.map((action, a) => {
    const perInstance = classes.flatMap(({ first, alike }) =>
      first.actionIndex === a
        ? [{ params: first.params, fired: total(engine.fired, alike), newStates: total(engine.found, alike) }]
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
  const liveness = livenessResults(search, transitions, reach, goesOn);
  const perRule = safety.map((x, r) => liveness.results.get(r) ?? x);
  const { count, first } = deadlocked;
  const unfired = perAction.filter((a) => a.fired === 0 && !model.notApplicable.has(a.id)).map((a) => a.id);
  const foundAll = reach === 'holds (exhaustive)';
  const verdicts: Verdict[] = perRule.map((r) => r.verdict);
  if (count > 0) verdicts.push('violated');
  if (foundAll && unfired.length > 0) verdicts.push('dead');
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
    deadActions: foundAll ? unfired : [],
    unreachedActions: foundAll ? [] : unfired,
    vacuousRules: perRule.filter((r) => r.verdict === 'vacuous').map((r) => r.id),
    ...(truncatedBy === undefined ? {} : { truncatedBy }),
    ...(liveness.endedBy && { truncatedBy: liveness.endedBy }),
    memoryBytes: engine.memoryBytes() + liveness.bytes,
  };
}
