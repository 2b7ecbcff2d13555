import type { Domain, Model, Params } from './model.ts';
import type { RecordType } from './schema.ts';
import { type Cell, cellsOf, encode, idLabel, printValue, readCell } from './values.ts';

/** One step of a trace; the first has no action and holds an initial state. */
export interface TraceStep<S> {
  readonly action: string | null;
  readonly params: Params;
  readonly state: S;
}
export type Trace<S> = readonly TraceStep<S>[];

const cache = new WeakMap<RecordType, readonly Cell[]>();
function cells(schema: RecordType): readonly Cell[] {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const fresh = cellsOf(schema);
  cache.set(schema, fresh);
  return fresh;
}

/** All fields of a state, one a line. */
export function print(schema: RecordType, state: unknown): string {
  return cells(schema)
    .map((c) => `${c.name}: ${printValue(c.type, readCell(state, c))}`)
    .join('\n');
}

/** The fields that differ between two states, one a line, as `field: before -> after`; empty if none does. */
export function diff(schema: RecordType, before: unknown, after: unknown): string {
  const out: string[] = [];
  for (const c of cells(schema)) {
    const a = readCell(before, c);
    const b = readCell(after, c);
    if (encode(c.type, a) !== encode(c.type, b))
      out.push(`${c.name}: ${printValue(c.type, a)} -> ${printValue(c.type, b)}`);
  }
  return out.join('\n');
}

/** One instance of an action, as in `enter(g=group1, n=2)`. */
export function printInstance(
  action: string,
  over: Readonly<Record<string, Domain>>,
  params: Params,
): string {
  const parts = Object.entries(params).map(([name, value]) => {
    const domain = over[name];
    const text =
      domain !== undefined && 'kind' in domain ? idLabel(domain, value as unknown as number) : String(value);
    return `${name}=${text}`;
  });
  return parts.length === 0 ? action : `${action}(${parts.join(', ')})`;
}

/** A trace as text: each action with what it changed; of the first state what differs from the lowest. */
export function printTrace<S>(model: Model<S>, trace: Trace<S>, lowestState: S): string {
  const out: string[] = [];
  let before = lowestState;
  for (const [i, { action, params, state }] of trace.entries()) {
    const over = model.actions.find((a) => a.id === action)?.over ?? {};
    out.push(`${i}. ${action === null ? 'initially' : printInstance(action, over, params)}`);
    const changes = diff(model.schema, before, state);
    if (changes !== '') out.push(...changes.split('\n').map((line) => `     ${line}`));
    before = state;
  }
  return out.join('\n');
}
