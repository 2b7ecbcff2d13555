import type { Model, Params, Rule } from './model.ts';
import { type PlainModel, plain } from './plain.ts';
import type { Trace, TraceStep } from './show.ts';

/** Something that can happen next. */
export interface Choice<S> {
  /** Null for an initial state, which is what there is to choose before the first step. */
  readonly action: string | null;
  readonly params: Params;
  /** Null if the action throws here, then `fault` says why. */
  readonly state: S | null;
  readonly fault?: string;
}

/** Why an instance of an action cannot happen. */
export interface Refusal {
  readonly params: Params;
  /** The first guard that is false, or true where none is. */
  readonly guard: string | true;
}

/** A walk through a model, one chosen step at a time, with a way back. Begins before the initial states. */
export class Walk<S> {
  readonly plain: PlainModel<S>;
  #steps: TraceStep<S>[] = [];
  constructor(model: Model<S>) {
    this.plain = plain(model);
  }

  /** The steps so far; the first has the initial state. */
  get trace(): Trace<S> {
    return this.#steps;
  }

  /** Where the walk stands; null before an initial state is chosen. */
  get state(): S | null {
    return this.#steps.at(-1)?.state ?? null;
  }

  /** What can happen next, in the order of the model. An action that throws is listed with its fault. */
  choices(): readonly Choice<S>[] {
    const { model, initial, instances, enabled, apply } = this.plain;
    const { state } = this;
    if (state === null) return initial().map((s) => ({ action: null, params: {}, state: s }));
    return model.actions.flatMap(({ id }) =>
      instances(id)
        .filter((params) => enabled(state, id, params) === true)
        .map((params) => {
          try {
            return { action: id, params, state: apply(state, id, params) };
          } catch (e) {
            const fault = e instanceof Error ? e.message : String(e);
            return { action: id, params, state: null, fault };
          }
        }),
    );
  }

  /** Goes one step on. Throws a RangeError for one that leads nowhere. */
  take({ action, params, state, fault }: Choice<S>): void {
    if (state === null) throw new RangeError(`${action} cannot be taken: ${fault}`);
    this.#steps.push({ action, params, state });
  }

  /** Takes steps back, at most all; returns how many. */
  back(steps = 1): number {
    const kept = Math.max(0, this.#steps.length - steps);
    const taken = this.#steps.length - kept;
    this.#steps.length = kept;
    return taken;
  }

  /** Forgets the walk and stands at the end of a trace, from where one can go back along it. */
  jump(trace: Trace<S>): void {
    this.#steps = [...trace];
  }

  /** For each instance of an action what forbids it here. Throws a ModelError for an unknown action. */
  refusals(action: string): readonly Refusal[] {
    const { state } = this;
    if (state === null) return [];
    return this.plain
      .instances(action)
      .map((params) => ({ params, guard: this.plain.enabled(state, action, params) }));
  }

  /** Ids of the rules over states and steps that the last step has broken. */
  broken(): readonly string[] {
    const last = this.#steps.at(-1);
    if (last === undefined) return [];
    const before = this.#steps.at(-2)?.state ?? null;
    return this.plain.model.rules.filter((rule) => breaks(rule, before, last)).map((rule) => rule.id);
  }
}

/** Whether a step, or the state that it led to, breaks a rule. */
export function breaks<S>(rule: Rule<S>, before: S | null, { action, params, state }: TraceStep<S>): boolean {
  switch (rule.kind) {
    case 'always':
      return (rule.given?.(state) ?? true) && !rule.then(state);
    case 'step': {
      if (before === null || action === null) return false;
      if (rule.on !== undefined && !rule.on.includes(action)) return false;
      const given = rule.given?.(before, state, action, params) ?? true;
      return given && !rule.then(before, state, action, params);
    }
    case 'sometimes':
    case 'eventually':
    case 'leadsTo':
      return false; // not decided by one step
  }
}
