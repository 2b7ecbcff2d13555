import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { golden } from '../../../bench/checker/models/golden.ts';
import { accessorsOf } from '../../../model/checker/accessors.ts';
import { arbitraryState } from '../../../model/checker/arbitrary.ts';
import { closedCode } from '../../../model/checker/closed-code.ts';
import {
  array,
  bool,
  id,
  idType,
  int,
  type Model,
  oneOf,
  optional,
  perId,
  record,
  setOf,
  words,
} from '../../../model/checker/index.ts';
import { maskOf, pack } from '../../../model/checker/layout.ts';
import { instancesOf, type Params } from '../../../model/checker/model.ts';
import type { RecordType } from '../../../model/checker/schema.ts';
import { decode, OutOfRange } from '../../../model/checker/values.ts';
import { protectedMode, small } from '../../../model/protected-mode/index.ts';
import { zoo } from './zoo.ts';

const Group = idType('group', 3);
const Slot = idType('slot', 2);
const schema = record({
  on: bool,
  n: int(-3, 4),
  wide: int(0, 2 ** 30 - 1),
  mode: oneOf('off', 'on', 'lost'),
  owner: optional(id(Group)),
  held: optional(oneOf('on', 'off')),
  groups: perId(
    Group,
    record({ n: int(2, 9), busy: bool, at: id(Slot), slots: perId(Slot, record({ n: int(0, 1) })) }),
  ),
  marks: perId(Group, int(0, 5)),
  list: array(2, record({ pair: array(2, oneOf('a', 'b')) })),
  members: setOf(Group),
  only: oneOf('only'),
  three: int(3, 3),
  huge: optional(int(-(2 ** 29), 2 ** 29 - 1)),
  grid: array(3, array(4, record({ n: int(-5, 40) }))),
  rows: array(2, array(20, int(0, 2))),
});
const model = words(schema).defineModel({ name: 'all', schema, initial: () => {}, actions: [] });

/** A function of the user, whatever its types. */
type Plain = (s: unknown, params: Params) => unknown;
/** What a call comes to: a value with the words that it leaves, or the write that was refused. */
type Outcome = { readonly value?: unknown; readonly words?: readonly number[]; readonly refused?: unknown };

/** Calls functions, and runs what is written for them, in states of one schema. */
function sides(of: RecordType) {
  const acc = accessorsOf(of);
  const { layout, scratch } = acc;
  const closed = closedCode(layout, acc.tables);
  const word = (w: number): string => `W[${w}]`;
  const load = (state: unknown): void => {
    scratch.set(pack(layout, state));
    for (const { values, column, first, length } of acc.currentArrays)
      for (let k = 0; k < length; k++) {
        const { word: w, shift } = column.places[first + k] ?? { word: 0, shift: 0 };
        values[k] = decode(column.type, ((scratch[w] ?? 0) >>> shift) & maskOf(column.widthBits));
      }
  };
  const outOfRange = (name: string, v: unknown): never => {
    throw new OutOfRange(name, v, '');
  };
  const outcome = (state: unknown, run: () => unknown): Outcome => {
    load(state);
    try {
      const value = run();
      return { value, words: [...scratch.subarray(0, layout.words)] };
    } catch (e) {
      if (e instanceof OutOfRange) return { refused: [e.field, e.value] };
      throw e;
    }
  };
  const compiled = (kind: 'test' | 'effect', f: object, params: Params): (() => unknown) | null => {
    const text = closed[kind](f, params, word);
    if (text === null) return null;
    const names = acc.tables.lists.map((_, i) => `V${i}`);
    const body = kind === 'test' ? `return ${text};` : `let c, v; ${text}`;
    const run = new Function('W', 'outOfRange', ...names, `'use strict'; ${body}`);
    return () => run(scratch, outOfRange, ...acc.tables.lists);
  };
  return {
    closed,
    compiled,
    called: (state: unknown, f: Plain, params: Params) => outcome(state, () => f(acc.current, params)),
    written: (state: unknown, run: () => unknown) => outcome(state, run),
  };
}

const evaluated = (text: string): Plain => new Function(`return (${text});`)() as Plain;
const all = sides(schema);
const params = { g: 1, k: 2, down: -2, word: 'on', yes: true, minus: -0 };

const cells = [
  's.on',
  's.n',
  's.wide',
  's.mode',
  's.owner',
  's.held',
  's.groups[g].n',
  's.groups[2].busy',
  's.groups[k].at',
  's.groups[g].slots[1].n',
  's.marks[k]',
  's.list[1].pair[0]',
  's.only',
  's.three',
  's.huge',
  's.grid[k][3].n',
  's.grid[0][g].n',
  's.rows[g][19]',
];
/** Those that are no element of an array. */
const targets = cells.filter((c) => !/\]$/.test(c));
const literals = ['0', '1', '7', '"on"', "'a'", 'true', 'false', 'null', 'g', 'k', 'down', 'word', 'yes'];
const binary = ['||', '&&', '===', '!==', '<', '>', '<=', '>=', '+', '-', '*', '%'];

/** Texts of expressions, with as few parentheses as may be. */
const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: fc.constantFrom(...cells) },
    { weight: 2, arbitrary: fc.constantFrom(...literals) },
    { weight: 1, arbitrary: tie('operand').map((x) => `!${x}`) },
    { weight: 1, arbitrary: tie('operand').map((x) => `- ${x}`) },
    { weight: 1, arbitrary: tie('expression').map((x) => `(${x})`) },
  ),
  expression: fc.oneof(
    { maxDepth: 3 },
    { weight: 1, arbitrary: tie('operand') },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          tie('operand'),
          fc.array(fc.tuple(fc.constantFrom(...binary), tie('operand')), { minLength: 1, maxLength: 4 }),
        )
        .map(([first, rest]) => `${first} ${rest.map(([o, x]) => `${o} ${x}`).join(' ')}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('operand'), tie('expression'), tie('expression'))
        .map(([c, a, b]) => `${c} ? ${a} : ${b}`),
    },
  ),
}));
const head = '(s, { g, k, down, word, yes })';
const states = arbitraryState(model as Model<unknown>);

describe('what is written for a function that names nothing but its parameters', () => {
  test('says of a state what the function says', () => {
    let [truthy, falsy] = [0, 0];
    fc.assert(
      fc.property(expression, fc.array(states, { minLength: 4, maxLength: 4 }), (text, some) => {
        const f = evaluated(`${head} => ${text}`);
        const run = all.compiled('test', f, params);
        if (run === null) throw new Error('it was given up');
        for (const state of some) {
          const expected = all.called(state, f, params);
          expect(all.written(state, run)).toEqual(expected);
          if (expected.value) truthy += 1;
          else falsy += 1;
        }
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(truthy, falsy)).toBeGreaterThan(1000);
  });

  test('does to a state what the function does, and refuses the same write', () => {
    const fitting = fc.constantFrom(
      's.on = s.groups[g].busy',
      's.n -= 1',
      's.mode = word',
      's.owner = null',
      's.owner = g',
      's.groups[g].n = k + s.groups[2].n % 3',
      's.groups[k].at = s.marks[g] > 2 ? 1 : 0',
      's.wide += 5',
      's.held = s.mode === "lost" ? null : s.mode',
    );
    const any = fc
      .tuple(fc.constantFrom(...targets), fc.constantFrom('=', '+=', '-='), expression)
      .map((x) => x.join(' '));
    const statement = fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: any });
    let [done, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), states, (list, state) => {
        const f = evaluated(`${head} => { ${list.join('; ')} }`);
        const run = all.compiled('effect', f, params);
        if (run === null) throw new Error('it was given up');
        const expected = all.called(state, f, params);
        expect(all.written(state, run)).toEqual(expected);
        if ('refused' in expected) refused += 1;
        else done += 1;
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(done, refused)).toBeGreaterThan(300);
  });

  test('compares bits where a value is known', () => {
    const word = (w: number): string => `word${w}`;
    const text = all.closed.test((s: { mode: string }) => s.mode === 'lost', {}, word);
    expect(text).toMatch(/^\(\(\(\(word\d >>> \d+\) & 3\) === 2\)\)$/);
  });
});

/** What does not belong into a text, or belongs elsewhere. */
const strange = [
  ...[
    '/* , */',
    '/*\n*/',
    '// x\n',
    '// x\r',
    '// x\u2028',
    '//\u2029',
    '<!-- x\n',
    '\n--> x\n',
    '\n',
    '\u00a0',
    '\ufeff',
  ],
  ...['`on`', '"\\x6e"', '"\\\n"', "'\u2028'", '"use strict";', '/s/', '/', '/=', '/*/', '//'],
  ...[
    '?.',
    '??',
    '++',
    '--',
    '**',
    '&',
    '|',
    '^',
    '~',
    '+',
    '-',
    '!',
    '<<',
    '>>',
    '>>>',
    '==',
    '!=',
    '=',
    '+=',
    '&&=',
  ],
  ...['=>', ',', ';', '(', ')', '[', ']', '{', '}', '.', '...', '?', ':', '===', '!==', '&&', '||', '%'],
  ...[
    '010',
    '08',
    '0x1',
    '1e1',
    '1.5',
    '.5',
    '1_0',
    '1n',
    '0',
    '-0',
    '99999999999',
    '1.',
    'g',
    'k',
    'minus',
    'null',
  ],
  ...[
    'undefined',
    'NaN',
    'Infinity',
    'typeof',
    'void',
    'in',
    'instanceof',
    'new',
    'delete',
    'async',
    'await',
    'yield',
  ],
  ...[
    'this',
    'arguments',
    'let',
    'return',
    'if (s.on)',
    'x => x',
    '\u00e9',
    '\\u0073.on',
    '$',
    's',
    's.on',
    's.n',
  ],
  ...[
    's.mode.length',
    's.marks',
    's.marks[5]',
    's.marks[6]',
    's.marks[-1]',
    's["on"]',
    's.groups["1"].busy',
    's?.on',
  ],
  ...[
    's.on?.5:1',
    's.groups[g]["n"]',
    's.groups[s.n].busy',
    's.members',
    's.members.size',
    's.constructor',
    's.__proto__',
  ],
];
type Edit = readonly [at: number, cut: number, piece: string];
const edits = fc.array<Edit>(fc.tuple(fc.nat(), fc.constantFrom(0, 0, 1), fc.constantFrom(...strange)), {
  minLength: 1,
  maxLength: 3,
});
/** The text with some of its pieces replaced, or others put between them. */
function edited(text: string, list: readonly Edit[]): string {
  const pieces = text.match(/\w+|"[^"]*"|'[^']*'|\s+|[=!<>&|]+|[^\w\s]/g) ?? [];
  for (const [at, cut, piece] of list) pieces.splice(at % (pieces.length + 1), cut, piece);
  return pieces.join('');
}
/** The function of a text, if it is one. */
function functionOf(text: string): Plain | null {
  try {
    const f: unknown = evaluated(text);
    return typeof f === 'function' ? (f as Plain) : null;
  } catch {
    return null;
  }
}

describe('a text with something strange in it', () => {
  test.each([
    ['test', expression.map((x) => `${head} => ${x}`)],
    [
      'effect',
      fc
        .array(fc.tuple(fc.constantFrom(...targets), fc.constantFrom('=', '+=', '-='), expression), {
          minLength: 1,
          maxLength: 3,
        })
        .map((list) => `${head} => { ${list.map((x) => x.join(' ')).join('; ')} }`),
    ],
  ] as const)('is given up, or does what the function does: %s', (kind, texts) => {
    let [accepted, givenUp] = [0, 0];
    fc.assert(
      fc.property(texts, edits, fc.array(states, { minLength: 4, maxLength: 4 }), (text, list, some) => {
        const f = functionOf(edited(text, list));
        if (f === null) return;
        const run = all.compiled(kind, f, params);
        if (run === null) {
          givenUp += 1;
          return;
        }
        accepted += 1;
        for (const state of some) {
          const { value, ...rest } = all.called(state, f, params);
          const expected = kind === 'test' ? { value, ...rest } : rest;
          expect(all.written(state, run), JSON.stringify(String(f))).toEqual(expected);
        }
      }),
      { numRuns: 6000 },
    );
    expect(Math.min(accepted, givenUp)).toBeGreaterThan(100);
  });
});

test.each(['\n', '\r', '\r\n', '\u2028', '\u2029'])(
  'a comment ends where JavaScript ends a line: %j',
  (end) => {
    const f = evaluated(`(s, { g }) => s.on // as below${end} && s.groups[g].busy`);
    const run = all.compiled('test', f, params);
    const some = fc.sample(states, { numRuns: 20, seed: 1 });
    expect(run).not.toBeNull();
    for (const state of some) expect(run && all.written(state, run)).toEqual(all.called(state, f, params));
  },
);

describe('a function is called where its text does not say all', () => {
  test.each([
    ['a name from outside', '(s) => s.n === outside'],
    ['undefined', '(s) => s.n === undefined'],
    ['a call', '(s) => s.members.has(0)'],
    ['a field that is none', '(s) => s.m === 1'],
    ['a field that every object has', '(s) => s.constructor === 1'],
    ['more than a scalar', '(s) => s.groups[1]'],
    ['less than a scalar', '(s) => s.mode.length === 2'],
    ['an index past the end', '(s) => s.groups[3].busy'],
    ['an index past the end, with elements of another array behind', '(s) => s.list[0].pair[2] === "a"'],
    ['an index that depends on the state', '(s) => s.groups[s.owner].busy'],
    ['an index that is a word', '(s, { word }) => s.groups[word].busy'],
    ['a parameter that is none of the instance', '(s, { other }) => s.n === other'],
    ['a parameter that is a list', '(s, { many }) => s.n === many'],
    ['renamed parameters', '(s, { g: k }) => s.n === k'],
    ['parameters with a default', '(s, { g = 2 }) => s.n === g'],
    ['parameters in one', '(s, p) => s.n === p.g'],
    ['statements', '(s) => { return s.on; }'],
    ['an optional step', '(s) => s?.on'],
    ['a conversion', '(s) => s.n == "1"'],
    ['bits', '(s) => s.n & 1'],
    ['division', '(s) => s.n / 2 < 1'],
    ['a power', '(s) => s.n ** 2 < 1'],
    ['a number that is no integer', '(s) => s.n < 1.5'],
    ['an octal number', '(s) => s.n === 010'],
    ['a word with an escape', '(s) => s.mode === "o\\x6e"'],
    ['a template', '(s) => s.mode === `on`'],
    ['an assignment', '(s) => (s.n = 1)'],
    ['a promise', 'async (s) => s.on'],
    ['a method', '({ holds(s) { return s.on; } }).holds'],
    ['a function', 'function (s) { return s.on; }'],
    ['a function of JavaScript', 'Boolean'],
    ['a bound function', '((s) => s.on).bind(null)'],
  ])('as a guard: %s', (_, text) => {
    expect(all.closed.test(evaluated(text), { ...params, many: [1] as never }, String)).toBeNull();
  });

  test.each([
    ['an element of an array', '(s) => { s.marks[0] = 1; }'],
    ['a condition', '(s) => { if (s.on) s.n = 1; }'],
    ['a name of its own', '(s) => { const x = s.n; s.n = x; }'],
    ['a record', '(s) => { s.groups[0] = null; }'],
    ['a set', '(s) => { s.members.clear(); }'],
    ['two in one', '(s) => { s.n = s.wide = 1; }'],
    ['an increment', '(s) => { s.n++; }'],
    ['an increment before', '(s) => { s.on = - --s.n; }'],
    ['an assignment that may not be', '(s) => { s.owner ??= 1; }'],
    ['multiplication', '(s) => { s.n *= 2; }'],
    ['statements that lines end', '(s) => { s.n = 1\ns.on = true }'],
    ['a read alone', '(s) => { s.n; }'],
    ['an expression', '(s) => s.n'],
    ['something returned', '(s) => { s.n = 1; return s; }'],
    ['what another function has', '(s) => { s.n = outside; }'],
  ])('as an effect: %s', (_, text) => {
    expect(all.closed.effect(evaluated(text), params, String)).toBeNull();
  });
});

const models = [
  ...golden.filter((g) => g.states < 100_000).map((g) => g.model()),
  zoo() as unknown as Model<never>,
  protectedMode(small).model as unknown as Model<never>,
].map((of) => [of.name, of] as const);

describe('is what the functions say of any state, in', () => {
  test.each(models)('%s', (_, of) => {
    const { compiled, called, written } = sides(of.schema);
    const some = fc.sample(arbitraryState(of as unknown as Model<unknown>), { numRuns: 20, seed: 1 });
    const agree = (kind: 'test' | 'effect', f: object, p: Params): boolean => {
      const run = compiled(kind, f, p);
      if (run === null) return false;
      for (const state of some) {
        const { value, ...rest } = called(state, f as Plain, p);
        expect(written(state, run), String(f)).toEqual(kind === 'test' ? { value, ...rest } : rest);
      }
      return true;
    };
    let found = 0;
    for (const action of of.actions)
      for (const p of instancesOf(action.over)) {
        for (const g of action.guards) if (agree('test', g.holds, p)) found += 1;
        if (agree('effect', action.then, p)) found += 1;
      }
    for (const rule of of.rules) if (rule.kind === 'always' && agree('test', rule.then, {})) found += 1;
    // These say all that they say by calls.
    expect(found > 0).toBe(!/allocator|readers/.test(of.name));
  });
});
