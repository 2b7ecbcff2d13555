/** One named step of a model with the state that it leads to. */
export interface ModelStep<S, P> {
  readonly action: string;
  readonly params: P;
  readonly state: S;
}

/** What refinement needs of a model: its plain-object side. */
export interface ModelSide<S, P> {
  /**
   * Calls `visit` with each step that is possible in a state. The state after it is lent: the next step changes it, so
   * `clone` what is kept. A step whose state has no key makes no sense; `visit` is left there and goes on with the next.
   */
  eachStep(state: S, visit: (action: string, after: S) => void): void;
  /** The steps of one action that are possible in a state. */
  steps(state: S, action: string): readonly ModelStep<S, P>[];
  /** What every action would do in a state, possible or not; those whose effect makes no sense are left out. */
  effects(state: S): readonly ModelStep<S, P>[];
  /** The names of an action's guards that are false in a state. */
  falseGuards(state: S, action: string, params: P): readonly string[];
  /** Canonical text of a state. */
  key(state: S): string;
  clone(state: S): S;
}

/** What can be observed of a state: a value for each of the observer's names. */
export type Observation = readonly Shown[];
export type Shown = string | number | boolean;

/** The observer's view of model states. Variables that it leaves out are hidden: any value explains them. */
export interface Observer<S> {
  readonly names: readonly string[];
  /** @param into what it is written to; a new list by default */
  observe(state: S, into?: Shown[]): Observation;
}

/** An observed change that no sequence of at most k model steps explains. */
export interface Unexplained {
  readonly kind: 'unexplained';
  /** Variables that changed, as `name: before -> after`. */
  readonly changes: readonly string[];
  /** The action whose effect comes nearest to what was observed; null when none comes nearer than nothing. */
  readonly nearest: { readonly action: string; readonly falseGuard: string | null } | null;
}

/** A change with the steps that explain it. */
export interface Explained {
  readonly kind: 'explained';
  readonly steps: readonly string[];
}

/** A change for which the search hit its limit: nothing is claimed. */
export interface Unknown {
  readonly kind: 'unknown';
}

/** A state that nobody changes any more, with its key. */
interface Kept<S> {
  readonly state: S;
  readonly key: string;
}

interface Found<S> {
  readonly states: readonly Kept<S>[];
  readonly steps: readonly string[];
}
/** `none`: searched to the end without an explanation. */
type Answer<S> = Found<S> | 'none' | 'limit';

/** Searches that were done, kept across runs of the same model. */
export type ExplanationCache<S> = Map<string, Answer<S>>;

/** Limits of one search: states after which it goes no deeper, and candidates that are kept. */
const MOST_VISITED = 5_000;
const MOST_CANDIDATES = 8;
/** States from which the nearest step of an unexplained change is looked for. */
const MOST_HIDDEN = 40;

/**
 * Follows a run on the model: keeps the set of model states that are compatible with what was observed, and
 * explains each observed change by at most `k` named model steps. A change without explanation is reported
 * once; the checker then takes over the run's own state and goes on.
 *
 * Explanations on whose way no step leads away from the goal are looked for first: with each step at most as
 * many observed variables differ from it as before. Then those that may be one variable off in between.
 */
export class Refinement<S, P> {
  /** How often each action took part in an explanation. */
  readonly matched = new Map<string, number>();
  /** Told of each step of an explanation, with a state that it was taken in; null: nobody asks. */
  onStep: ((before: S, action: string) => void) | null = null;
  private candidates: readonly Kept<S>[];
  /** What is observed of a step that is only looked at. */
  private readonly glance: Shown[] = [];
  /** What is observed of the run before it is known whether anything changed. */
  private readonly latest: Shown[] = [];
  private seen: Observation;

  constructor(
    private readonly model: ModelSide<S, P>,
    private readonly observer: Observer<S>,
    readonly k: number,
    private readonly cache: ExplanationCache<S>,
    initial: S,
  ) {
    this.candidates = [this.keep(initial)];
    this.seen = observer.observe(initial);
  }

  /**
   * Takes in the state that the run is in now, as far as it can be told.
   *
   * @returns null when nothing that can be observed changed
   */
  next(now: S): Explained | Unexplained | Unknown | null {
    const shown = this.observer.observe(now, this.latest);
    if (distance(shown, this.seen, 0) === 0) return null;
    const seen = [...shown];
    const key = seen.join();
    const found = this.search(seen, key);
    if (found === 'limit') {
      this.startFrom(now);
      return { kind: 'unknown' };
    }
    if (found === 'none') {
      const nearest = this.nearest(seen);
      const changes = this.differences(this.seen, seen);
      this.startFrom(now);
      return { kind: 'unexplained', changes, nearest };
    }
    for (const step of found.steps) this.count(step);
    if (this.onStep !== null) this.tell(found.steps, found.states, this.onStep);
    this.candidates = found.states;
    this.seen = seen;
    return { kind: 'explained', steps: found.steps };
  }

  /** Takes the steps of an explanation again, from a compatible state to one of those that they lead to. */
  private tell(
    steps: readonly string[],
    to: readonly Kept<S>[],
    onStep: NonNullable<typeof this.onStep>,
  ): void {
    const goals = new Set(to.map(({ key }) => key));
    const pathFrom = (state: S, nth: number): readonly S[] | null => {
      const action = steps[nth];
      if (action === undefined) return goals.has(this.model.key(state)) ? [] : null;
      for (const { state: after } of this.model.steps(state, action)) {
        const rest = pathFrom(after, nth + 1);
        if (rest !== null) return [state, ...rest];
      }
      return null;
    };
    for (const candidate of this.candidates) {
      const path = pathFrom(candidate.state, 0);
      if (path === null) continue;
      path.forEach((state, nth) => {
        onStep(state, steps[nth] as string);
      });
      return;
    }
  }

  /**
   * Takes in that an action happened which changes nothing that can be observed: every compatible state takes it,
   * or, where none can, hidden steps of which one leads to where it can.
   *
   * @param now the state to go on with where no state can take it
   */
  took(action: string, now: S): Explained | Unexplained | Unknown {
    const visited = new Map(this.candidates.map(({ state, key }) => [key, state]));
    let frontier = [...visited.values()];
    for (let depth = 0; depth < this.k; depth++) {
      const after = new Map<string, S>();
      for (const state of frontier)
        for (const step of this.model.steps(state, action))
          if (after.size < MOST_CANDIDATES) after.set(this.model.key(step.state), step.state);
      if (after.size > 0) {
        this.count(action);
        if (this.onStep !== null) {
          const before = frontier.find((state) => this.model.steps(state, action).length > 0);
          if (before !== undefined) this.onStep(before, action);
        }
        this.candidates = [...after].map(([key, state]) => ({ state, key }));
        return { kind: 'explained', steps: [action] };
      }
      frontier = this.hiddenSteps(frontier, visited, MOST_VISITED);
    }
    const first = this.candidates[0]?.state;
    this.startFrom(now);
    if (visited.size >= MOST_VISITED || first === undefined) return { kind: 'unknown' };
    const effect = this.model.effects(first).find((e) => e.action === action);
    const guards = effect === undefined ? [] : this.model.falseGuards(first, action, effect.params);
    return { kind: 'unexplained', changes: [action], nearest: { action, falseGuard: guards[0] ?? null } };
  }

  /** Counts an action as matched. */
  count(action: string): void {
    this.matched.set(action, (this.matched.get(action) ?? 0) + 1);
  }

  /**
   * Goes on after what the model need not follow: with the run's own state, and with an explanation where there is one,
   * which counts as matched.
   */
  resume(now: S): void {
    const seen = this.observer.observe(now);
    const found = this.search(seen, seen.join());
    if (found !== 'none' && found !== 'limit' && this.onStep !== null)
      this.tell(found.steps, found.states, this.onStep);
    this.startFrom(now);
    if (found === 'none' || found === 'limit') return;
    for (const step of found.steps) this.count(step);
    const [own] = this.candidates;
    const others = found.states.filter(({ key }) => key !== own?.key);
    this.candidates = own === undefined ? others : [...others, own].slice(-MOST_CANDIDATES);
  }

  /** An action happened that changes nothing at all, in whatever state the run is. */
  happened(action: string): void {
    this.count(action);
    const [kept] = this.candidates;
    if (kept !== undefined) this.onStep?.(kept.state, action);
  }

  /** Takes a state over without explanation. */
  startFrom(now: S): void {
    this.candidates = [this.keep(now)];
    this.seen = this.observer.observe(now);
  }

  /** The states of the model that are compatible with the run so far. */
  get compatible(): readonly S[] {
    return this.candidates.map(({ state }) => state);
  }

  private keep(state: S): Kept<S> {
    return { state, key: this.model.key(state) };
  }

  private search(goal: Observation, goalKey: string): Answer<S> {
    const states = new Map<string, Kept<S>>();
    let steps: readonly string[] | null = null;
    let limited = false;
    for (const candidate of this.candidates) {
      const cacheKey = `${candidate.key}>${goalKey}`;
      let found = this.cache.get(cacheKey);
      if (found === undefined) {
        found = this.searchFrom(candidate.state, goal, 0);
        if (found === 'none' || found === 'limit') found = this.searchFrom(candidate.state, goal, 1);
        this.cache.set(cacheKey, found);
      }
      limited ||= found === 'limit';
      if (found === 'none' || found === 'limit') continue;
      if (steps === null || found.steps.length < steps.length) steps = found.steps;
      for (const kept of found.states) {
        if (states.size < MOST_CANDIDATES) states.set(kept.key, kept);
      }
    }
    if (steps === null) return limited ? 'limit' : 'none';
    return { states: [...states.values()], steps };
  }

  /** All states that show the goal, at the least depth at which there is one. */
  private searchFrom(from: S, goal: Observation, detour: 0 | 1): Answer<S> {
    const { model, observer, glance } = this;
    let frontier: (Kept<S> & { steps: readonly string[]; distance: number })[] = [
      { ...this.keep(from), steps: [], distance: distance(observer.observe(from), goal) },
    ];
    const farthest = distance(observer.observe(from), goal) + detour;
    const visited = new Set([model.key(from)]);
    for (let depth = 1; depth <= this.k; depth++) {
      const next: typeof frontier = [];
      const reached: typeof frontier = [];
      for (const { state, steps, distance: before } of frontier) {
        const most = detour === 0 ? before : farthest;
        model.eachStep(state, (action, after) => {
          const left = distance(observer.observe(after, glance), goal, most);
          if (left > most) return;
          const key = model.key(after);
          if (visited.has(key)) return;
          visited.add(key);
          (left === 0 ? reached : next).push({
            state: model.clone(after),
            key,
            steps: [...steps, action],
            distance: left,
          });
        });
      }
      if (reached.length > 0) {
        const states = reached.map(({ state, key }) => ({ state, key }));
        return { states, steps: reached[0]?.steps ?? [] };
      }
      if (visited.size > MOST_VISITED) return 'limit';
      frontier = next.sort((a, b) => a.distance - b.distance);
    }
    return 'none';
  }

  /**
   * The step that would have shown what was seen, or comes nearest to it, and has the fewest false guards: from
   * a compatible state or one that hidden steps lead to.
   */
  private nearest(goal: Observation): Unexplained['nearest'] {
    const { model, observer } = this;
    const nothing = distance(this.seen, goal);
    let best: { action: string; distance: number; guards: readonly string[] } | null = null;
    for (const from of this.hiddenFrom()) {
      for (const { action, params, state } of model.effects(from)) {
        const after = distance(observer.observe(state), goal);
        if (after >= nothing || (best !== null && after > best.distance)) continue;
        const guards = model.falseGuards(from, action, params);
        if (best === null || after < best.distance || guards.length < best.guards.length) {
          best = { action, distance: after, guards };
        }
      }
    }
    return best === null ? null : { action: best.action, falseGuard: best.guards[0] ?? null };
  }

  /** The compatible states and those that two hidden steps lead to. */
  private hiddenFrom(): readonly S[] {
    const states = new Map(this.candidates.map(({ state, key }) => [key, state]));
    let frontier = [...states.values()];
    for (let depth = 0; depth < 2; depth++) frontier = this.hiddenSteps(frontier, states, MOST_HIDDEN);
    return [...states.values()];
  }

  /** New states that one step leads to of which nothing shows; they are added to those known, up to `most` of these. */
  private hiddenSteps(from: readonly S[], known: Map<string, S>, most: number): S[] {
    const next: S[] = [];
    for (const state of from) {
      if (known.size >= most) return next;
      this.model.eachStep(state, (_, after) => {
        if (known.size >= most || distance(this.observer.observe(after, this.glance), this.seen, 0) > 0)
          return;
        const key = this.model.key(after);
        if (known.has(key)) return;
        const kept = this.model.clone(after);
        known.set(key, kept);
        next.push(kept);
      });
    }
    return next;
  }

  private differences(before: Observation, after: Observation): readonly string[] {
    return this.observer.names.flatMap((name, i) =>
      before[i] === after[i] ? [] : [`${name}: ${before[i]} -> ${after[i]}`],
    );
  }
}

/** In how many observed variables a state differs from a goal; counted up to one more than `most`. */
function distance(shown: Observation, goal: Observation, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let i = 0; i < goal.length; i++) if (shown[i] !== goal[i] && ++count > most) break;
  return count;
}
