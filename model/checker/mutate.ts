import type { Domain, Model, Over, Params } from './model.ts';
import { ModelError, withoutGuard } from './model.ts';
import type { Schema } from './schema.ts';
import { type Cell, cardinality, cellsOf, decode, encode, readCell, writeCell } from './values.ts';

/** One thing of a model broken: a guard of an action, or what an action does to one variable. */
export type Mutation = GuardMutation | EffectMutation;
export interface GuardMutation {
  readonly kind: 'guard';
  readonly action: string;
  readonly guard: string;
  readonly how: 'deleted' | 'negated';
}
export interface EffectMutation {
  readonly kind: 'effect';
  readonly action: string;
  /** As `variableOf` names it. */
  readonly variable: string;
  /** What the action would have changed keeps its value, or gets the next value of its domain that is neither. */
  readonly how: 'left alone' | 'another value';
}

const idIndex = (value: unknown): number => value as number; // ids are small integers at run time

/**
 * The variable that a cell is for one instance of an action: indices of an id type are named after the parameter that
 * has this value, `other` if another member was meant, `*` if the action has no parameter of that type. So
 * `groups[g].turn` and `groups[other].turn` are two effects of a rotation.
 */
export function variableOf(schema: Schema, cell: Cell, over: Over, params: Params): string {
  let name = '';
  let type = schema;
  for (const key of cell.path) {
    switch (type.kind) {
      case 'record': {
        const field = type.fields[key];
        if (field === undefined) throw new ModelError(`there is no field ${key}`);
        name += name === '' ? key : `.${key}`;
        type = field;
        break;
      }
      case 'perId': {
        const { by } = type;
        const ofType = Object.entries(over).filter(([, d]: [string, Domain]) => d === by);
        const named = ofType.find(([p]) => idIndex(params[p]) === key);
        name += `[${named?.[0] ?? (ofType.length > 0 ? 'other' : '*')}]`;
        type = type.element;
        break;
      }
      case 'array':
        name += `[${key}]`;
        type = type.element;
        break;
      default:
        throw new ModelError(`${cell.name} goes beyond a leaf`);
    }
  }
  return name;
}

/** The number of a cell's value, in a plain state or in one of the search. */
function readCode(state: unknown, { path, type, name }: Cell): number {
  const value = readCell(state, { path, type, name });
  if (type.kind !== 'set') return encode(type, value);
  const set = value as Set<unknown>;
  return type.of.ids.reduce((bits, id, i) => (set.has(id) ? bits | (1 << i) : bits), 0) >>> 0;
}
function writeCode(state: unknown, cell: Cell, code: number): void {
  const { type } = cell;
  if (type.kind !== 'set') {
    writeCell(state, cell, decode(type, code));
    return;
  }
  const set = readCell(state, cell) as Set<unknown>;
  set.clear();
  for (const [i, id] of type.of.ids.entries()) if ((code >>> i) & 1) set.add(id);
}

/**
 * The model with one thing broken. Its schema is that of the original, so that graphs can be compared.
 * @throws ModelError if the model has no such action or guard
 */
export function mutant<S>(model: Model<S>, mutation: Mutation): Model<S> {
  const target = model.actions.find((a) => a.id === mutation.action);
  if (target === undefined) throw new ModelError(`there is no action "${mutation.action}"`);
  const replaced = (by: typeof target): Model<S> => ({
    ...model,
    name: `${model.name}, mutant: ${mutationName(mutation)}`,
    actions: model.actions.map((a) => (a === target ? by : a)),
  });
  if (mutation.kind === 'guard') {
    const deleted = withoutGuard(model, mutation.action, mutation.guard);
    if (mutation.how === 'deleted') return deleted;
    const guards = target.guards.map((g) =>
      // Parameters are named in no list here, so that the search evaluates it with all of them fixed.
      g.name === mutation.guard ? { ...g, holds: (s: S, p: Params) => !g.holds(s, p) } : g,
    );
    return replaced({ ...target, guards });
  }
  const cells = cellsOf(model.schema);
  const affected = new Map<string, readonly Cell[]>();
  const affectedBy = (params: Params): readonly Cell[] => {
    const key = Object.values(params).map(String).join();
    const known = affected.get(key);
    if (known !== undefined) return known;
    const own = cells.filter((c) => variableOf(model.schema, c, target.over, params) === mutation.variable);
    affected.set(key, own);
    return own;
  };
  return replaced({
    ...target,
    then: (s, params) => {
      const own = affectedBy(params);
      const before = own.map((c) => readCode(s, c));
      target.then(s, params);
      for (const [i, cell] of own.entries()) {
        const was = before[i] ?? 0;
        const is = readCode(s, cell);
        if (was === is) continue;
        if (mutation.how === 'left alone') writeCode(s, cell, was);
        else {
          const values = cardinality(cell.type);
          const next = (is + 1) % values;
          writeCode(s, cell, next === was ? (next + 1) % values : next);
        }
      }
    },
  });
}

/** For people and for tables. */
export function mutationName(m: Mutation): string {
  return m.kind === 'guard'
    ? `${m.action}: "${m.guard}" ${m.how}`
    : `${m.action}: ${m.variable} ${m.how === 'left alone' ? 'left alone' : 'gets another value'}`;
}
