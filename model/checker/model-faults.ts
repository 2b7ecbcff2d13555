import { familyFault } from './fairness.ts';
import type { Action, ModelDef, Over, Rule } from './model.ts';

// A model is often run by who does not run the type checker. What it would have found is told here before a search, since
// a search would take it for something else: guards that are not read for none, a fairness that is not known for none.

const isFunction = (x: unknown): boolean => typeof x === 'function';

/** A part of that name is not known, so that nobody would read it. */
function strangePart(def: object, known: readonly string[]): string | null {
  const strange = Object.keys(def).find((name) => !known.includes(name));
  return strange === undefined ? null : `there is no \`${strange}\`, only ${known.join(', ')}`;
}

const partsOfAction = ['id', 'over', 'when', 'then', 'cite', 'fairness'];
const partsOfModel = [
  'name',
  'schema',
  'initial',
  'actions',
  'rules',
  'fairness',
  'terminal',
  'notApplicable',
];
const partsOfRule = {
  always: ['kind', 'id', 'given', 'then', 'instance', 'cite'],
  step: ['kind', 'id', 'on', 'given', 'then', 'instance', 'cite'],
  sometimes: ['kind', 'id', 'then', 'cite'],
  eventually: ['kind', 'id', 'then', 'cite'],
  leadsTo: ['kind', 'id', 'given', 'then', 'cite'],
} as const satisfies Record<Rule<never>['kind'], readonly string[]>;

/** What is wrong with an action as its author writes it, for people; null if nothing is. */
export function actionFault(def: {
  readonly id: string;
  readonly over?: unknown;
  readonly when?: unknown;
  readonly then: unknown;
  readonly fairness?: unknown;
}): string | null {
  if (typeof def.id !== 'string' || def.id === '') return 'an action has no id';
  const fault = (what: string): string => `action ${def.id}: ${what}`;
  if (!isFunction(def.then)) return fault('`then` is a function of the state and the parameters');
  const strange = strangePart(def, partsOfAction);
  if (strange !== null) return fault(strange);
  if (isFunction(def.when) || (def.when !== undefined && (typeof def.when !== 'object' || def.when === null)))
    return fault(
      "`when` is an object of named guards, as in when: { 'it is free': (s) => s.owner === null }",
    );
  for (const [name, guard] of Object.entries(def.when ?? {}))
    if (!isFunction(guard)) return fault(`guard "${name}" is no function`);
  if (def.fairness !== undefined && def.fairness !== 'weak' && def.fairness !== 'strong')
    return fault(`fairness is 'weak' or 'strong', not ${JSON.stringify(def.fairness)}`);
  return overFault((def.over ?? {}) as Over, fault);
}

function overFault(over: Over, fault: (what: string) => string): string | null {
  for (const [name, domain] of Object.entries(over)) {
    if (Array.isArray(domain)) {
      if (domain.length === 0) return fault(`parameter "${name}" has no values`);
      const twice = domain.find((x, i) => domain.indexOf(x) !== i);
      if (twice !== undefined) return fault(`parameter "${name}" has the value ${String(twice)} twice`);
      const odd = domain.find((x) => !['string', 'number', 'boolean'].includes(typeof x));
      if (odd !== undefined || domain.includes(undefined))
        return fault(`parameter "${name}" has a value that is no string, number or boolean`);
    } else if ((domain as { readonly kind?: unknown } | null)?.kind !== 'idType')
      return fault(`the values of parameter "${name}" are an id type or a list`);
  }
  return null;
}

/** What is wrong with a rule. */
function ruleFault<S>(rule: Rule<S>, actionIds: readonly string[]): string | null {
  if (typeof rule.id !== 'string' || rule.id === '') return 'a rule has no id';
  const fault = (what: string): string => `rule ${rule.id}: ${what}`;
  const given = 'given' in rule ? rule.given : undefined;
  if (!isFunction(rule.then)) return fault('`then` is a function that answers true or false');
  if (given !== undefined && !isFunction(given))
    return fault('`given` is a function that answers true or false');
  const strange = strangePart(rule, partsOfRule[rule.kind] ?? Object.keys(rule));
  if (strange !== null) return fault(strange);
  switch (rule.kind) {
    case 'step':
      for (const on of rule.on ?? []) if (!actionIds.includes(on)) return fault(`there is no action "${on}"`);
      return null;
    case 'leadsTo':
      return given === undefined ? fault('it needs `given`; or is `eventually` meant?') : null;
    case 'always':
    case 'sometimes':
    case 'eventually':
      return null;
    default:
      return fault('is made by always, step, sometimes, eventually or leadsTo');
  }
}

function repeated(what: string, ids: readonly string[]): string | null {
  const twice = ids.find((x, i) => ids.indexOf(x) !== i);
  return twice === undefined ? null : `two ${what}s are called "${twice}"`;
}

/** What is wrong with a model, for people; null if nothing is. */
export function modelFault<S>(def: ModelDef<S>, initial: readonly unknown[]): string | null {
  const { name, actions, rules = [], fairness = [], notApplicable = [], terminal } = def;
  if (typeof name !== 'string' || name === '') return 'a model has no name';
  const fault = (what: string): string => `model ${name}: ${what}`;
  if ((def.schema as { readonly kind?: unknown } | undefined)?.kind !== 'record')
    return fault('its schema is made by `record`');
  if (!Array.isArray(actions)) return fault('it needs a list of actions');
  const strange = strangePart(def, partsOfModel);
  if (strange !== null) return fault(strange);
  if (initial.length === 0) return `model ${name} has no initial state`;
  if (!initial.every(isFunction))
    return fault('`initial` is a function that changes the lowest state, or a list of such');
  if (terminal !== undefined && !isFunction(terminal)) return fault('`terminal` is a function of the state');
  const actionIds = actions.map((a) => a.id);
  const ruleIds = rules.map((r) => r.id);
  const twice = repeated('action', actionIds) ?? repeated('rule', ruleIds);
  if (twice !== null) return twice;
  for (const rule of rules) {
    const wrong = ruleFault(rule, actionIds);
    if (wrong !== null) return wrong;
  }
  for (const family of fairness) {
    const wrong = familyFault(actions as readonly Action<S>[], family);
    if (wrong !== null)
      return `fairness of model ${name}, ${family.kind} of ${family.of.join(', ')}: ${wrong}`;
  }
  for (const x of notApplicable)
    if (!actionIds.includes(x) && !ruleIds.includes(x))
      return `notApplicable: there is no action or rule "${x}"`;
  return null;
}
