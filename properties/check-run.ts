import { hostDelaysOf } from '../impl/host-delays.ts';
import type { Chooser } from '../impl/runtime/decision.ts';
import { type Run, type Setup, type System, simulate } from '../impl/simulate.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import type { Params } from '../model/checker/index.ts';
import type { State } from '../model/protected-mode/index.ts';
import { Abstraction } from './abstraction/abstraction.ts';
import { factsOf, instanceOf, type ModelInstance, modelProfile } from './abstraction/instance.ts';
import type { RuleId } from './catalogue.ts';
import { type Pair, pairsOf } from './leak/pair.ts';
import { SystemPeek } from './peek-system.ts';
import type { Face } from './refinement/face.ts';
import type { Moment } from './refinement/missed.ts';
import { modelSideOf } from './refinement/model-side.ts';
import { observerOf } from './refinement/observed.ts';
import type { ExplanationCache, ModelSide, Observer } from './refinement/refine.ts';
import { RefinesMonitor } from './refinement/refines.ts';
import { type RunEndView, Verdicts, type Violation } from './rule.ts';
import { hostDelayUs } from './rules/bounds.ts';
import { rules as allRules } from './rules/index.ts';
import { noLeak } from './rules/NO-LEAK.ts';
import { RunChecker } from './run-checker.ts';

/** A run with what the rules say of it. */
export interface CheckedRun {
  readonly run: Run;
  /** In the order in which they happened, one for each rule and instance. */
  readonly violations: readonly Violation[];
  /** How often each checked rule's given happened; 0: vacuous in this run. */
  readonly given: ReadonlyMap<RuleId, number>;
  /** How often a checked rule's given left a pair of runs out: nothing is said of it. */
  readonly leftOut: ReadonlyMap<RuleId, number>;
  /** The largest value that a bound was measured with, microseconds. */
  readonly largestUs: ReadonlyMap<RuleId, number>;
  /** How often each action of the reference model took part in an explanation; empty without refinement. */
  readonly matchedActions: ReadonlyMap<string, number>;
  /** Open choices of part F that the run consulted. */
  readonly consulted: ReadonlySet<string>;
  /** Keys of the states of the reference model that the run went through; empty without refinement. */
  readonly abstractStates: ReadonlySet<string>;
  /** What came of the runs with other protected content that this one was compared with, for NO-LEAK. */
  readonly pairs: readonly Pair[];
}

export interface CheckOptions {
  /** Rules to check; all when absent. REFINES among them follows the run on the reference model. */
  readonly rules?: readonly RuleId[];
  /** Follow the run on the reference model; default: when `rules` names REFINES. Costs several times the rest. */
  readonly refine?: boolean;
  /** End the run at the first violation: for searches that want to know only whether there is one. */
  readonly stopAtFirst?: boolean;
  /**
   * Told of each step of the reference model that explains the run, where that is followed: with a state of the model in
   * which it was taken, and the run's own before it.
   */
  readonly onModelStep?: (before: Face, action: string, own: Face) => void;
  /** Told of each change of the run's own state that is by itself a step of the model: those that nothing shows too. */
  readonly onOwnStep?: (before: Face, action: string, moment: Moment) => void;
}

/**
 * Simulates a setup and judges the run by the rules.
 *
 * @param setup revision, workload, profile, faults, bounds; its own `afterStep` is called too
 * @param chooser who decides the schedule and data choices
 * @throws ProfileError for a profile that names an unknown choice or option
 */
export function checkRun(setup: Setup, chooser: Chooser, options: CheckOptions = {}): CheckedRun {
  const { rules: wanted } = options;
  const refine = options.refine ?? wanted?.includes('REFINES') ?? false;
  const rules = wanted === undefined ? allRules : allRules.filter((r) => wanted.includes(r.id));
  const checking: { checker: RunChecker | null; refines: RefinesMonitor | null } = {
    checker: null,
    refines: null,
  };
  const { workload, faults = {} } = setup;
  const delayUs = hostDelayUs(hostDelaysOf(faults));
  const begin = (system: System): RunChecker => {
    const peek = new SystemPeek(system.driver, system.memory, system.firmwareState);
    const checker = new RunChecker(rules, factsOf(workload), workload.slots, peek, delayUs);
    if (refine) {
      checking.refines = refinesFor(setup, checker, delayUs);
      if (options.onModelStep !== undefined) checking.refines.onStep = options.onModelStep;
      if (options.onOwnStep !== undefined) checking.refines.onOwnStep = options.onOwnStep;
    }
    checking.checker = checker;
    return checker;
  };
  const judged: Setup = {
    ...setup,
    footprints: setup.afterStep !== undefined && setup.footprints !== false,
    afterStep: (system, step) => {
      const checker = checking.checker ?? begin(system);
      checker.afterStep(system.context.events, checking.refines);
      const stop = setup.afterStep?.(system, step) ?? false;
      if (stop || options.stopAtFirst !== true) return stop;
      return checker.anyViolation() || (checking.refines?.violations.length ?? 0) > 0;
    },
  };
  // A run that only measures its length needs nobody to look on.
  const run = simulate(rules.length > 0 || refine ? judged : setup, chooser);
  const checker = checking.checker ?? begin(run.system);
  checker.finish(endOf(run, setup));
  // A run that was ended at a violation has no pair: what it would have shown comes later.
  const paired = (wanted?.includes(noLeak.id) ?? true) && run.end !== 'stopped';
  const pairs = paired ? pairsOf(setup, run) : [];
  return summary(run, checker, checking.refines, paired ? pairs : null);
}

function summary(
  run: Run,
  checker: RunChecker,
  refines: RefinesMonitor | null,
  pairs: readonly Pair[] | null,
): CheckedRun {
  const leaks = new Verdicts(noLeak.id);
  noLeak.judge(pairs ?? [], leaks);
  const violations = [...checker.violations(), ...(refines?.violations ?? []), ...leaks.violations].sort(
    (a, b) => a.seq - b.seq,
  );
  const given = new Map(checker.given());
  if (pairs !== null) given.set(noLeak.id, leaks.given);
  if (refines !== null) given.set('REFINES', refines.given);
  const leftOut = new Map<RuleId, number>(leaks.leftOut > 0 ? [[noLeak.id, leaks.leftOut]] : []);
  return {
    run,
    violations,
    given,
    leftOut,
    largestUs: checker.largestUs(),
    matchedActions: refines?.matched ?? new Map(),
    consulted: run.consulted,
    abstractStates: refines?.states ?? new Set(),
    pairs: pairs ?? [],
  };
}

/** Up to when a run says something: what nobody can ever end lasts for ever. */
function endOf(run: Run, setup: Setup): RunEndView {
  const { activities } = run.system.machine;
  const standsAt = new Map(activities.flatMap(({ path, op }) => (op === null ? [] : [[path, op.label]])));
  if (run.end === 'quiet') return { observedUntilUs: Number.POSITIVE_INFINITY, quiet: true, standsAt };
  const untilUs = run.end === 'horizon' ? (setup.horizonUs ?? run.nowUs) : run.nowUs;
  return { observedUntilUs: untilUs, quiet: false, standsAt };
}

/** An instance of the model with the searches done on it, shared by all runs of a workload and profile. */
interface Shared {
  readonly instance: ModelInstance;
  readonly side: ModelSide<State, Params>;
  readonly observer: Observer<State>;
  readonly cache: ExplanationCache<State>;
}
const sharedByWorkload = new WeakMap<Workload, Map<string, Shared>>();
/** Searches that are kept; beyond, a cache is emptied, which changes nothing but time. */
const MOST_CACHED = 200_000;

function refinesFor(setup: Setup, checker: RunChecker, delayUs: number): RefinesMonitor {
  const { workload, profile } = setup;
  const byProfile = sharedByWorkload.get(workload) ?? new Map<string, Shared>();
  sharedByWorkload.set(workload, byProfile);
  const key = JSON.stringify([modelProfile(profile), delayUs]);
  const shared = byProfile.get(key) ?? sharedFor(instanceOf(workload, profile, delayUs));
  byProfile.set(key, shared);
  if (shared.cache.size > MOST_CACHED) shared.cache.clear();
  const { instance, side, observer, cache } = shared;
  const abstraction = new Abstraction(instance, checker.vocabulary);
  return new RefinesMonitor(instance, side, observer, abstraction, cache, setup.faults?.muteFromUs);
}

function sharedFor(instance: ModelInstance): Shared {
  const side = modelSideOf(instance.plain);
  return { instance, side, observer: observerOf(instance), cache: new Map() };
}
