import { type Dialect, written } from './export-values.ts';
import type { Model } from './model.ts';
import { loopLabel } from './result.ts';
import { printInstance, type Trace } from './show.ts';

/** Integers always in the long form and options as variants, as Apalache and Quint write and read them. */
const itf: Dialect = {
  integer: (value) => ({ '#bigint': String(value) }),
  optional: (inner) =>
    inner === null ? { tag: 'None', value: { '#tup': [] } } : { tag: 'Some', value: inner },
  set: (members) => ({ '#set': members }),
  perId: (elements) => ({ '#map': elements }),
};

export interface ItfOptions {
  /** Of a lasso, as in `RuleResult`: number of the step whose state the last step returns to. */
  readonly loopStart?: number;
  readonly description?: string;
}

/** A trace in the Informal Trace Format; `JSON.stringify` writes the file, by convention `*.itf.json`. */
export interface ItfTrace {
  readonly '#meta': Readonly<Record<string, string>>;
  readonly vars: readonly string[];
  readonly states: readonly Readonly<Record<string, unknown>>[];
  readonly loop?: number;
}

/**
 * A counterexample or witness for tools that read ITF (Apalache's ADR-015: variables are the fields of the schema's
 * outermost record, ids are strings, the action that led to a state is in its `#meta`). There the last state is
 * followed by state number `loop`, so a lasso's last state is left out where it only repeats that one.
 */
export function toItf<S>(model: Model<S>, trace: Trace<S>, options: ItfOptions = {}): ItfTrace {
  const { loopStart, description } = options;
  const closes = loopStart !== undefined && loopStart < trace.length - 1;
  const shown = closes ? trace.slice(0, -1) : trace;
  const overOf = new Map(model.actions.map((a) => [a.id, a.over]));
  const meta = (action: string | null, params: Trace<S>[number]['params']) =>
    action === null ? {} : { action: printInstance(action, overOf.get(action) ?? {}, params) };
  const last = trace.at(-1);
  return {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: model.name,
      ...(description === undefined ? {} : { description }),
      ...(closes && last !== undefined && last.action !== null
        ? { 'loop-action': meta(last.action, last.params).action ?? '', 'loop-length': loopLabel }
        : {}),
    },
    vars: Object.keys(model.schema.fields),
    states: shown.map(({ action, params, state }, index) => ({
      '#meta': { index, ...meta(action, params) },
      ...(written(model.schema, state, itf) as Record<string, unknown>),
    })),
    ...(loopStart === undefined ? {} : { loop: loopStart }),
  };
}
