import type { Instance } from './engine.ts';
import type { Layout } from './layout.ts';
import type { Model, Rule } from './model.ts';

/** A packed state on which the functions of a model can be called. */
export interface Bench<S> {
  readonly model: Model<S>;
  readonly instances: readonly Instance<S>[];
  readonly layout: Layout;
  /** Holds the state in hand, and after as many words the one before. */
  readonly scratch: Int32Array;
  readonly current: S;
  readonly before: S;
  /** Puts a packed state into both halves of the scratch buffer. */
  put(words: Int32Array, offset: number): void;
  /** Copies what functions wrote into the scratch buffer. Throws OutOfRange. */
  pack(): void;
}

/** Answers to a yes-or-no question: also not asked, since a `given` is false, and failed with an error. */
export const answers = ['false', 'true', 'not asked, since its given is false', 'an error'] as const;
const [no, yes, unasked, failed] = [0, 1, 2, 3];

/** Everything that a model says of one state. Buffers are used again for the next state. */
export class Opinion<S> {
  readonly #bench: Bench<S>;
  terminal = unasked;
  /** Per rule over states. */
  readonly rules: Int8Array;
  /** Per instance, whether it is enabled. */
  readonly enabled: Int8Array;
  /** Per instance that is not enabled, the number of the guard that is false. */
  readonly refusedBy: Int32Array;
  /** Packed successors, one after another; that of instance i is meaningful if it is enabled. */
  readonly successors: Int32Array;
  /** Answers of rules over steps: that of rule r on the step by instance i is `steps[i * rules + r]`. */
  readonly steps: Int8Array;

  constructor(bench: Bench<S>) {
    const { model, instances, layout } = bench;
    this.#bench = bench;
    this.rules = new Int8Array(model.rules.length);
    this.enabled = new Int8Array(instances.length);
    this.refusedBy = new Int32Array(instances.length);
    this.successors = new Int32Array(instances.length * layout.words);
    this.steps = new Int8Array(instances.length * model.rules.length);
  }

  /** Asks what is asked of the state alone: whether it is terminal, and rules over states. */
  formOfState(words: Int32Array, offset: number): void {
    const { model, current, put } = this.#bench;
    put(words, offset);
    this.terminal = unasked;
    if (model.terminal !== null)
      try {
        this.terminal = model.terminal(current) ? yes : no;
      } catch {
        this.terminal = failed;
      }
    for (const [r, rule] of model.rules.entries()) this.rules[r] = this.#ofState(rule);
  }

  /** Asks everything of the state packed in `words` from `offset` on. */
  form(words: Int32Array, offset: number): void {
    const { model, instances, layout, scratch, current, put, pack } = this.#bench;
    this.formOfState(words, offset);
    for (let i = 0; i < instances.length; i++) {
      const { action, params } = instances[i] as Instance<S>;
      let guard = 0;
      try {
        const { guards } = action;
        while (guard < guards.length && guards[guard]?.holds(current, params)) guard++;
        this.refusedBy[i] = guard;
        this.enabled[i] = guard < guards.length ? no : yes;
        if (this.enabled[i] === no) continue;
        action.then(current, params);
        pack();
      } catch {
        this.enabled[i] = failed;
        put(words, offset);
        continue;
      }
      for (let w = 0; w < layout.words; w++) this.successors[i * layout.words + w] = scratch[w] as number;
      for (const [r, rule] of model.rules.entries())
        this.steps[i * model.rules.length + r] = this.#ofStep(rule, instances[i] as Instance<S>);
      put(words, offset);
    }
  }

  #ofState(rule: Rule<S>): number {
    if (rule.kind !== 'always' && rule.kind !== 'sometimes') return unasked;
    const { current } = this.#bench;
    try {
      if (rule.kind === 'always' && rule.given?.(current) === false) return unasked;
      return rule.then(current) ? yes : no;
    } catch {
      return failed;
    }
  }

  #ofStep(rule: Rule<S>, { action, params }: Instance<S>): number {
    if (rule.kind !== 'step' || rule.on?.includes(action.id) === false) return unasked;
    const { before, current } = this.#bench;
    try {
      if (rule.given?.(before, current, action.id, params) === false) return unasked;
      return rule.then(before, current, action.id, params) ? yes : no;
    } catch {
      return failed;
    }
  }
}
