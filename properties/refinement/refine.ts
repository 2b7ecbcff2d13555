/** One named step of a model with the state that it leads to. */
export interface ModelStep<S> {
  readonly action: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly state: S;
}

/** What refinement needs of a model: its plain-object side. */
export interface ModelSide<S> {
  /** Steps that are possible in a state. */
  successors(state: S): readonly ModelStep<S>[];
  /** What every action would do in a state, possible or not; those whose effect makes no sense are left out. */
  effects(state: S): readonly ModelStep<S>[];
  /** Whether a step is possible; else the name of its first guard that is false. */
  enabled(state: S, step: { action: string; params: Readonly<Record<string, unknown>> }): true | string;
  /** Canonical text of a state. */
  key(state: S): string;
}

/** What an observer can tell of a state, by variable; what is not in it may have any value. */
export type Observation = Readonly<Record<string, string>>;

/** The observer's view of model states, and how to put an observation into one. */
export interface Observer<S> {
  observe(state: S): Observation;
  /** A copy of a state in which what is observed has the values of an observation. */
  impose(state: S, seen: Observation): S;
}

/** An observed change that no sequence of at most k model steps explains. */
export interface Unexplained {
  /** Variables that changed, as `name: before -> after`. */
  readonly changes: readonly string[];
  /** The action whose effect comes nearest to what was observed; null when none comes nearer than nothing. */
  readonly nearest: { readonly action: string; readonly falseGuard: string | null } | null;
}

/** How a change was explained. */
export interface Explained {
  readonly steps: readonly string[];
}

interface Found<S> {
  readonly states: readonly S[];
  /** The shortest explanation that was found first. */
  readonly steps: readonly string[];
}

/** Searches that were done, kept across runs of the same model. */
export type ExplanationCache<S> = Map<string, Found<S> | null>;

/** Limits of one search: states that are looked at, and candidates that are kept. */
const MOST_VISITED = 3_000;
const MOST_CANDIDATES = 24;

/**
 * Follows a run on the model: keeps the set of model states that are compatible with what was observed, and
 * explains each observed change by at most `k` named model steps. A change without explanation is reported
 * once; the checker then takes over what was observed and goes on.
 *
 * Of the steps on the way none may lead away: with each one at most as many observed variables differ from
 * the goal as before. So a search stays small, and an explanation that first undoes something is not found.
 */
export class Refinement<S> {
  /** How often each action took part in an explanation. */
  readonly matched = new Map<string, number>();
  private candidates: readonly S[];
  private seen: Observation;
  private seenKey: string;

  constructor(
    private readonly model: ModelSide<S>,
    private readonly observer: Observer<S>,
    readonly k: number,
    private readonly cache: ExplanationCache<S>,
    initial: S,
  ) {
    this.candidates = [initial];
    this.seen = observer.observe(initial);
    this.seenKey = keyOf(this.seen);
  }

  /** Takes in the next observation. Null: nothing that can be observed changed. */
  next(seen: Observation): Explained | Unexplained | null {
    const key = keyOf(seen);
    if (key === this.seenKey) return null;
    const found = this.search(seen, key);
    const before = this.seen;
    this.seen = seen;
    this.seenKey = key;
    if (found !== null) {
      for (const step of found.steps) this.matched.set(step, (this.matched.get(step) ?? 0) + 1);
      this.candidates = found.states;
      return { steps: found.steps };
    }
    const nearest = this.nearest(seen);
    this.candidates = this.unique(this.candidates.map((s) => this.observer.impose(s, seen)));
    return { changes: differences(before, seen), nearest };
  }

  /** Puts values that are not to be explained, such as elapsed time, into all states that are followed. */
  overlay(change: (state: S) => S): void {
    this.candidates = this.unique(this.candidates.map(change));
  }

  /** The states of the model that are compatible with the run so far. */
  get compatible(): readonly S[] {
    return this.candidates;
  }

  private search(goal: Observation, goalKey: string): Found<S> | null {
    const states: S[] = [];
    let steps: readonly string[] | null = null;
    for (const candidate of this.candidates) {
      const cacheKey = `${this.model.key(candidate)}>${goalKey}`;
      let found = this.cache.get(cacheKey);
      if (found === undefined) {
        found = this.searchFrom(candidate, goal, goalKey);
        this.cache.set(cacheKey, found);
      }
      if (found === null) continue;
      if (steps === null || found.steps.length < steps.length) steps = found.steps;
      states.push(...found.states);
    }
    if (steps === null) return null;
    return { states: this.unique(states).slice(0, MOST_CANDIDATES), steps };
  }

  /** All states that show the goal, at the least depth at which there is one. */
  private searchFrom(from: S, goal: Observation, goalKey: string): Found<S> | null {
    let frontier = [
      { state: from, steps: [] as readonly string[], distance: distance(this.observer.observe(from), goal) },
    ];
    const visited = new Set([this.model.key(from)]);
    for (let depth = 1; depth <= this.k; depth++) {
      const next: typeof frontier = [];
      const reached: { state: S; steps: readonly string[] }[] = [];
      for (const { state, steps, distance: before } of frontier) {
        for (const step of this.model.successors(state)) {
          const key = this.model.key(step.state);
          if (visited.has(key)) continue;
          const shown = this.observer.observe(step.state);
          const after = distance(shown, goal);
          if (after > before) continue;
          visited.add(key);
          const path = [...steps, step.action];
          if (after === 0 && keyOf(shown) === goalKey) reached.push({ state: step.state, steps: path });
          else next.push({ state: step.state, steps: path, distance: after });
          if (visited.size > MOST_VISITED) break;
        }
      }
      if (reached.length > 0) return { states: reached.map((r) => r.state), steps: reached[0]?.steps ?? [] };
      frontier = next.sort((a, b) => a.distance - b.distance);
    }
    return null;
  }

  private nearest(goal: Observation): Unexplained['nearest'] {
    let best: { step: ModelStep<S>; from: S; distance: number } | null = null;
    for (const from of this.candidates) {
      const nothing = distance(this.observer.observe(from), goal);
      for (const step of this.model.effects(from)) {
        const after = distance(this.observer.observe(step.state), goal);
        if (after < nothing && (best === null || after < best.distance))
          best = { step, from, distance: after };
      }
    }
    if (best === null) return null;
    const enabled = this.model.enabled(best.from, best.step);
    return { action: best.step.action, falseGuard: enabled === true ? null : enabled };
  }

  private unique(states: readonly S[]): readonly S[] {
    const byKey = new Map<string, S>();
    for (const state of states) {
      const key = this.model.key(state);
      if (!byKey.has(key)) byKey.set(key, state);
    }
    return [...byKey.values()];
  }
}

/** In how many observed variables a state differs from a goal. */
function distance(shown: Observation, goal: Observation): number {
  let count = 0;
  for (const name in goal) if (shown[name] !== goal[name]) count++;
  return count;
}

function keyOf(seen: Observation): string {
  let key = '';
  for (const name in seen) key += `${seen[name]};`;
  return key;
}

function differences(before: Observation, after: Observation): readonly string[] {
  return Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name]} -> ${after[name]}`);
}
