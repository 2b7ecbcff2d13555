import type { ModelSide, ModelStep, Observation, Observer } from './refine.ts';

/** States that are kept; beyond, all are forgotten, which changes nothing but time. */
const MOST_STATES = 10_000;

interface Known<S, P> {
  readonly state: S;
  readonly key: string;
  shown: Observation | null;
  successors: readonly ModelStep<S, P>[] | null;
}

/**
 * A model and what is observed of it, each question about a state worked out once: runs of one workload go through the
 * same states again and again. Equal states that it hands out are one object, as long as it keeps them. States must not
 * be changed once they were given to it.
 */
export class Memo<S, P> {
  readonly side: ModelSide<S, P>;
  readonly observer: Observer<S>;
  private readonly byKey = new Map<string, Known<S, P>>();
  private readonly byState = new Map<S, Known<S, P>>();

  constructor(
    private readonly model: ModelSide<S, P>,
    observer: Observer<S>,
  ) {
    this.side = {
      ...model,
      key: (state) => this.known(state).key,
      successors: (state) => {
        const known = this.known(state);
        known.successors ??= model
          .successors(state)
          .map((step) => ({ ...step, state: this.known(step.state).state }));
        return known.successors;
      },
    };
    this.observer = {
      names: observer.names,
      observe: (state) => {
        const known = this.known(state);
        known.shown ??= observer.observe(state);
        return known.shown;
      },
    };
  }

  /** The one object for all states that equal this one. */
  one(state: S): S {
    return this.known(state).state;
  }

  private known(state: S): Known<S, P> {
    const same = this.byState.get(state);
    if (same !== undefined) return same;
    const key = this.model.key(state);
    const equal = this.byKey.get(key);
    if (equal !== undefined) return equal;
    if (this.byKey.size >= MOST_STATES) {
      this.byKey.clear();
      this.byState.clear();
    }
    const known: Known<S, P> = { state, key, shown: null, successors: null };
    this.byKey.set(key, known);
    this.byState.set(state, known);
    return known;
  }
}
