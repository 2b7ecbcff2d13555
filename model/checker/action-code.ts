import type { ClosedCode } from './closed-code.ts';
import type { Action, Guard, Over, Params } from './model.ts';

/** Gives a run-time value a name under which generated code refers to it. */
export type Bind = (name: string, value: unknown) => string;

/** An instance with its number in the search. */
export interface Numbered {
  readonly number: number;
  readonly params: Params;
}

/**
 * Names of the parameters that a guard looks at, read off its parameter list when that is a plain destructuring;
 * otherwise all.
 */
export function parametersUsed(holds: (...args: never[]) => boolean, over: Over): readonly string[] {
  const all = Object.keys(over);
  const text = Function.prototype.toString.call(holds);
  // By the text, not by `holds.length`: that leaves out what has a default and what is gathered by three dots.
  if (/^(\(\s*\)|\(\s*[\w$]+\s*,?\s*\)|[\w$]+)\s*=>/.test(text)) return [];
  const pattern = /^\(\s*[\w$]+\s*,\s*\{([^{}=.[\]]*)\}\s*,?\s*\)\s*=>/.exec(text);
  if (pattern === null) return all;
  const names = (pattern[1] ?? '').split(',').map((part) => (part.split(':')[0] ?? '').trim());
  // A quoted name, or one beside a comment, is none of these: it must not be taken for one that is not looked at.
  if (!names.every((name) => /^[\w$]*$/.test(name))) return all;
  return all.filter((name) => names.includes(name));
}

const scratchWord = (w: number): string => `W[${w}]`;

export interface ActionCode {
  /** Declarations of functions; `action<index>` evaluates all instances. */
  readonly functions: string;
  /** Statements that forget what was remembered about the state before. */
  readonly reset: string;
}

/**
 * Code that finds the enabled instances of one action. Parameters are fixed one after another as in nested loops,
 * unrolled; a guard is evaluated as soon as the parameters are fixed that it and the guards before it look at, so
 * that one false guard rules out many instances. Guards keep their order, because later ones may rely on earlier ones.
 * @param fire statements for an enabled instance
 */
export function actionCode<S>(
  index: number,
  action: Action<S>,
  instances: readonly Numbered[],
  bind: Bind,
  closed: ClosedCode,
  fire: (instance: Numbered) => string,
): ActionCode {
  const names = Object.keys(action.over);
  const guards: { holds: Guard<S>['holds']; name: string; level: number; memo: string | null }[] = [];
  let level = 0;
  for (const [k, g] of action.guards.entries()) {
    const used = parametersUsed(g.holds, action.over);
    const own = Math.max(0, ...used.map((n) => names.indexOf(n) + 1));
    level = Math.max(level, own);
    const name = bind(`g${index}_${k}`, g.holds);
    const constant = used.length === 0 && level > 0 && closed.test(g.holds, {}, scratchWord) === null;
    guards.push({ holds: g.holds, name, level, memo: constant ? `m${index}_${k}` : null });
  }
  let functions = '';
  for (const g of guards) if (g.memo !== null) functions += `var ${g.memo} = -1;\n`;
  const tests = (at: number, { number, params }: Numbered): string =>
    guards
      .filter((g) => g.level === at)
      .map((g) =>
        g.memo === null
          ? `if (!${closed.test(g.holds, params, scratchWord) ?? `${g.name}(s, p${number})`}) return;\n`
          : `if (${g.memo} < 0) ${g.memo} = ${g.name}(s, p${number}) ? 1 : 0;\nif (${g.memo} === 0) return;\n`,
      )
      .join('');

  const valueAt = (x: Numbered, depth: number) => x.params[names[depth] ?? ''];
  /** Emits the functions for the instances that agree in the first `depth` parameters; returns the calls of them. */
  const emit = (group: readonly Numbered[], depth: number, path: string): string => {
    const [first] = group;
    if (first === undefined) return '';
    if (depth === names.length) {
      functions += `function f${first.number}() {\n${depth === 0 ? '' : tests(depth, first)}${fire(first)}}\n`;
      return `f${first.number}();\n`;
    }
    const parts = new Map<unknown, Numbered[]>();
    for (const x of group) {
      const value = valueAt(x, depth);
      const part = parts.get(value);
      if (part === undefined) parts.set(value, [x]);
      else part.push(x);
    }
    const calls = [...parts.values()].map((part, k) => emit(part, depth + 1, `${path}_${k}`)).join('');
    const own = depth === 0 ? '' : tests(depth, first);
    if (own === '') return calls;
    functions += `function n${index}${path}() {\n${own}${calls}}\n`;
    return `n${index}${path}();\n`;
  };
  for (const x of instances) bind(`p${x.number}`, { ...x.params });
  const calls = emit(instances, 0, '');
  const [any] = instances;
  functions += `function action${index}() {
${any === undefined ? '' : tests(0, any)}const before = nOut;
${calls}if (nOut !== before) ENABLED[${index}]++;
}
`;
  return { functions, reset: guards.map((g) => (g.memo === null ? '' : `${g.memo} = -1; `)).join('') };
}
