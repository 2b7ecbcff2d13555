import { type CheckOptions, Search } from './search.ts';
import { checkSymmetryApplies, type SymmetryResult } from './symmetry.ts';
import { EquivarianceCheck } from './symmetry-check.ts';

/** What of the model is compared with its permutations when `symmetryCheck` does not say. */
const usual = { states: 500, perLevel: 10 };

/** Watches over a search with symmetry: that the model is symmetric, and what the orbits amount to. */
export class SymmetryWatch<S> {
  readonly #search: Search<S>;
  readonly #check: EquivarianceCheck<S>;
  readonly #perLevel: number;
  readonly #compared: number;
  readonly #all: boolean;
  #samples = 0;

  /**
   * Compares the first states of the unreduced model, breadth first, with their permutations. Throws a SymmetryError if
   * they show that the model is not symmetric, a ModelError if symmetry does not apply.
   */
  constructor(search: Search<S>, options: CheckOptions) {
    const { model } = search;
    const types = options.symmetry ?? [];
    checkSymmetryApplies(model, types);
    const limit = options.symmetryCheck?.states ?? usual.states;
    this.#search = search;
    this.#perLevel = options.symmetryCheck?.perLevel ?? usual.perLevel;
    const { maxMemoryBytes } = options;
    const unreduced = new Search(model, {
      maxStates: Math.max(limit, model.initial.length),
      ...(maxMemoryBytes === undefined ? {} : { maxMemoryBytes }),
    });
    const { engine, accessors } = unreduced;
    const { layout, scratch } = accessors;
    this.#check = new EquivarianceCheck(
      {
        model,
        instances: search.instances,
        layout,
        scratch,
        current: accessors.current as S,
        before: accessors.before as S,
        put: engine.put,
        pack: engine.pack,
      },
      types,
    );
    unreduced.seed();
    const initial = Array.from({ length: engine.states() }, (_, x) =>
      engine.words().slice(x * layout.words, (x + 1) * layout.words),
    );
    this.#check.initial(initial);
    while (engine.head() < engine.states() && engine.stopReason() === 0) unreduced.run(engine.states());
    this.#compared = engine.states();
    this.#all = engine.stopReason() === 0;
    const under = this.#all ? 'generators' : 'one';
    for (let x = 0; x < this.#compared; x++) this.#check.state(engine.words(), x * layout.words, under);
  }

  /** Compares some of the stored states `from` to, not including, `end`. Throws a SymmetryError. */
  sample(from: number, end: number): void {
    if (this.#all) return;
    const { engine, accessors } = this.#search;
    const n = Math.min(this.#perLevel, end - from);
    for (let i = 0; i < n; i++) {
      const x = from + Math.floor((i * (end - from)) / n);
      this.#check.state(engine.words(), x * accessors.layout.words, 'sample');
    }
    this.#samples += n;
  }

  result(): SymmetryResult {
    const { engine, accessors, symmetry } = this.#search;
    let unreduced = 0n;
    for (let x = 0; x < engine.states(); x++)
      unreduced += symmetry?.orbitSize(engine.words(), x * accessors.layout.words) ?? 1n;
    return {
      types: symmetry?.types.map((t) => t.name) ?? [],
      orbits: engine.states(),
      unreducedStates: String(unreduced),
      checked: { states: this.#compared, all: this.#all, samples: this.#samples },
    };
  }
}
