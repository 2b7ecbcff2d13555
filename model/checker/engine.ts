import { type Accessors, type ScalarArray, scalarCode } from './accessors.ts';
import { actionCode, type Numbered } from './action-code.ts';
import { closedCode } from './closed-code.ts';
import { maskOf } from './layout.ts';
import type { Action, Model, Params, Rule } from './model.ts';

/** One action with one combination of parameter values. */
export interface Instance<S> {
  readonly action: Action<S>;
  readonly actionIndex: number;
  readonly params: Params;
}

export interface Limits {
  readonly maxStates: number;
  readonly maxMemoryBytes: number;
}

export const stopReasons = ['none', 'states', 'memory', 'violation'] as const;

/**
 * A search in progress. States are numbered in the order in which they were found, so numbers of a level are
 * consecutive. Ties between paths to a state are thereby broken by (level, predecessor, action, parameters).
 */
export interface Engine {
  /** Adds the state in the scratch buffer as an initial one, unless it is known. */
  seed(): void;
  /** Expands states up to, not including, number `end`, or until something stops the search. */
  run(end: number): void;
  /** Makes room for so many states, in the order in which a search does. False if that exceeds the memory limit. */
  reserve(count: number): boolean;
  /** Forgets what it has for the states that were put into the reserved room; the counters are left alone. */
  resume(count: number, head: number, deadlocks: number, firstDeadlock: number): void;
  /**
   * Expands packed states that need not be stored here and have numbers `from`, `from` + 1, ...: the number of
   * successors of each goes to `counts`, instances and packed successors one after the other to `who` and `out`. Ends
   * before a state for which `who` may be too small. Returns how many states were expanded; counts them as `run` does.
   */
  survey(
    states: Int32Array,
    from: number,
    count: number,
    counts: Int32Array,
    who: Int32Array,
    out: Int32Array,
  ): number;
  /** Goes on as if it had expanded `count` states that were surveyed elsewhere; what `survey` counts is left out. */
  absorb(count: number, counts: Int32Array, who: Int32Array, out: Int32Array): void;
  /** Fills `successors` and `who` for one state without storing anything; returns how many. For later passes. */
  expand(state: number): number;
  /** The steps out of one state with the packed state after each, as `run` takes them; counts and stores nothing. */
  steps(state: number): { readonly who: Int32Array; readonly after: Int32Array };
  /** Per rule over states: what the search makes of its functions in the state in the scratch buffer. Else null. */
  readonly judges: readonly ({ given(): unknown; then(): unknown } | null)[];
  /** Puts a stored state into the scratch buffer. */
  load(state: number): void;
  /** Puts any packed state into the scratch buffer. */
  put(words: Int32Array, offset: number): void;
  /** Copies containers of scalars into the scratch buffer. Throws OutOfRange. */
  pack(): void;
  /** Fills containers of scalars from the scratch buffer. */
  unpack(): void;
  states(): number;
  /** Number of the state that is, or is to be, expanded next. */
  head(): number;
  stopReason(): number;
  words(): Int32Array;
  predecessors(): Uint32Array;
  /** Instance that led to a state first. */
  arrivals(): Uint16Array | Uint32Array;
  deadlocks(): { count: number; first: number };
  memoryBytes(): number;
  /** State number of each successor found by `expand`, and the instance that leads there. */
  readonly successors: Int32Array;
  readonly who: Int32Array;
  /** Per action: states in which some instance is enabled. */
  readonly enabled: Float64Array;
  /** Per instance. */
  readonly fired: Float64Array;
  readonly found: Float64Array;
  /** Per rule: how often its `given` held; how often it was broken; first state that breaks it, or witness, or -1. */
  readonly given: Float64Array;
  readonly broken: Float64Array;
  readonly firstState: Float64Array;
  /** Per step rule: the instance that leads out of `firstState` in the violation. */
  readonly firstInstance: Float64Array;
}

/**
 * States are expanded some at a time before what was found is stored, so that the loads of many places of the table
 * overlap: at most so many states, and no further one once there are so many successors.
 */
const batchStates = 64;
const batchSuccessors = 512;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Statements that copy containers of scalars into the buffer, and back. */
function arrayCode(acc: Accessors, arrays: readonly ScalarArray[], prefix: string, half: number) {
  let pack = '';
  let unpack = '';
  for (const [a, { column, first, length }] of arrays.entries()) {
    if (column.type.kind === 'set') throw new Error('a set is not a scalar');
    const code = scalarCode(column.type, acc.tables);
    const mask = maskOf(column.widthBits);
    const container = column.elements[first]?.replace(/\[[^[]*\]$/, '') ?? column.name;
    pack += `if (${prefix}${a}.length !== ${length}) resized(${JSON.stringify(container)});\n`;
    for (let k = 0; k < length; k++) {
      const place = column.places[first + k];
      if (place === undefined) throw new Error(`column ${column.name} is too short`);
      const name = JSON.stringify(column.elements[first + k]);
      pack += `v = ${prefix}${a}[${k}]; c = ${code.encode('v')}; if (c < 0) outOfRange(${name}, v);\n`;
      pack += `W[${place.word}] = (W[${place.word}] & ${~(mask << place.shift)}) | (c << ${place.shift});\n`;
      unpack += `${prefix}${a}[${k}] = ${code.decode(`(W[${half + place.word}] >>> ${place.shift}) & ${mask}`)};\n`;
    }
  }
  return { pack, unpack };
}

/**
 * Writes and compiles the search for one model: one function per action instance, so that the optimising compiler
 * has an inlining budget for each and folds its parameters; constants of the layout are literals.
 */
export function makeEngine<S>(
  model: Model<S>,
  instances: readonly Instance<S>[],
  acc: Accessors,
  limits: Limits,
  stopAtFirst: boolean,
  errors: {
    outOfRange(name: string, v: unknown): never;
    resized(name: string): never;
    guardWrote(): never;
    ruleWrote(): never;
  },
  /** Overwrites each state that is found with the one that stands for it; null for a search without reduction. */
  canonicalise: ((words: Int32Array, offset: number) => void) | null,
): Engine {
  const NW = acc.layout.words;
  const words = range(NW);
  const bound: string[] = [];
  const values: unknown[] = [];
  const bind = (name: string, value: unknown): string => {
    bound.push(name);
    values.push(value);
    return name;
  };
  bind('W', acc.scratch);
  bind('s', acc.current);
  bind('b', acc.before);
  bind('maxStates', limits.maxStates);
  bind('maxMemoryBytes', limits.maxMemoryBytes);
  for (const [name, f] of Object.entries(errors)) bind(name, f);
  const canonical = canonicalise === null ? '' : `${bind('canonicalise', canonicalise)}(OUT, k);`;
  for (const [i, a] of acc.currentArrays.entries()) bind(`x${i}`, a.values);
  for (const [i, a] of acc.beforeArrays.entries()) bind(`y${i}`, a.values);

  const hasArrays = acc.currentArrays.length > 0;
  const { pack, unpack } = arrayCode(acc, acc.currentArrays, 'x', 0);
  const unpackBefore = arrayCode(acc, acc.beforeArrays, 'y', NW).unpack;
  const arrayWords = [...new Set(acc.currentArrays.flatMap((a) => a.column.places.map((p) => p.word)))];

  const closed = closedCode(acc.layout, acc.tables);
  const scratchWord = (w: number): string => `W[${w}]`;
  /** What a function says of the state in hand. */
  const says = (name: string, f: (s: S) => boolean): string =>
    closed.test(f, {}, scratchWord) ?? `${bind(name, f)}(s)`;

  const stepRules: number[] = [];
  const stateRules: number[] = [];
  let ruleFunctions = '';
  const judges = model.rules.map(() => 'null');
  for (const [r, rule] of model.rules.entries()) {
    switch (rule.kind) {
      case 'always': {
        const then = says(`then${r}`, rule.then);
        const given = rule.given === undefined ? 'true' : says(`given${r}`, rule.given);
        ruleFunctions += `function rule${r}(x) { if (${given}) { GIVEN[${r}]++; if (!${then}) broken(${r}, x, -1); } }\n`;
        judges[r] = `{ given: () => ${given}, then: () => ${then} }`;
        stateRules.push(r);
        break;
      }
      case 'sometimes': {
        const then = says(`then${r}`, rule.then);
        ruleFunctions += `function rule${r}(x) { if (FIRST[${r}] >= 0) return; if (${then}) { FIRST[${r}] = x; GIVEN[${r}]++; } }\n`;
        judges[r] = `{ given: () => true, then: () => ${then} }`;
        stateRules.push(r);
        break;
      }
      case 'step':
        bind(`then${r}`, rule.then);
        if (rule.given !== undefined) bind(`given${r}`, rule.given);
        stepRules.push(r);
        break;
      case 'eventually':
      case 'leadsTo':
        break; // looked at when the graph is complete
    }
  }
  const stepCode = (i: number, actionId: string): string =>
    stepRules
      .filter((r) => appliesTo(model.rules[r], actionId))
      .map((r) => {
        const args = `(b, s, ${JSON.stringify(actionId)}, p${i})`;
        const given = bound.includes(`given${r}`) ? `given${r}${args}` : 'true';
        return `if (${given}) { GIVEN[${r}]++; if (!then${r}${args}) broken(${r}, head, ${i}); }\n`;
      })
      .join('');

  const restore = words.map((w) => `W[${w}] = W[${NW + w}];`).join(' ');
  const dirty = arrayWords.map((w) => `W[${w}] !== W[${NW + w}]`).join(' || ');
  const output = (i: number, word: (w: number) => string): string => `const k = nOut * ${NW};
${words.map((w) => `OUT[k + ${w}] = ${word(w)};`).join(' ')}
WHO[nOut++] = ${i};
`;
  const actionFunctions = model.actions.map((action, a) => {
    const watched = stepRules.some((r) => appliesTo(model.rules[r], action.id));
    /** The effect where it is closed and no rule looks at the step: it need not pass through the scratch buffer. */
    const inLocals = ({ number, params }: Numbered): string | null => {
      if (watched) return null;
      const used = new Set<number>();
      const local = (w: number): string => {
        used.add(w);
        return `w${w}`;
      };
      const statements = closed.effect(action.then, params, local);
      if (statements === null) return null;
      const locals = [...used].map((w) => `, w${w} = W[${w}]`).join('');
      return `let c, v${locals};
${statements}${output(number, (w) => (used.has(w) ? `w${w}` : `W[${w}]`))}`;
    };
    const then = bind(`t${a}`, action.then);
    const own = instances.flatMap((x, number) => (x.actionIndex === a ? [{ number, params: x.params }] : []));
    const called = ({ number: i }: Numbered): string => `${then}(s, p${i});
${hasArrays ? 'pack();\n' : ''}${output(i, scratchWord)}${stepCode(i, action.id)}${hasArrays ? `const d = ${dirty};\n` : ''}${restore}
${hasArrays ? 'if (d) unpack();\n' : ''}`;
    return actionCode(a, action, own, bind, closed, (x) => inLocals(x) ?? called(x));
  });
  const terminal = model.terminal === null ? 'false' : `${bind('terminal', model.terminal)}(s)`;
  const hash = (word: (w: number) => string): string =>
    words
      .map(
        (w) =>
          `h = Math.imul(h ^ ${word(w)}, ${w % 2 === 0 ? 0x9e3779b1 | 0 : 0x85ebca6b | 0}); h ^= h >>> 15;`,
      )
      .concat('h = Math.imul(h, 0xc2b2ae35); h ^= h >>> 13;')
      .join(' ');
  const sameAsOut = words.map((w) => `A[m + ${w}] === OUT[k + ${w}]`).join(' && ');
  const wrote = words.map((w) => `W[${w}] !== W[${NW + w}]`).join(' || ');
  const ruleWroteTest = words.map((w) => `W[${w}] !== OUT[k + ${w}]`).join(' || ');
  const wide = instances.length >= 65536;
  const most = Math.max(1, instances.length);

  for (const [i, list] of acc.tables.lists.entries()) bind(`V${i}`, list);

  // Constants, not parameters: only those does the compiler take for immutable, and folds.
  const source = `'use strict';
const { ${bound.join(', ')} } = env;
const ENDS = new Int32Array(${batchStates});
const OUT = new Int32Array(${(batchSuccessors + most) * NW});
const WHO = new Int32Array(${batchSuccessors + most});
const HASH = new Int32Array(${batchSuccessors + most});
const NEXT = new Int32Array(${most});
const ENABLED = new Float64Array(${model.actions.length});
const FIRED = new Float64Array(${instances.length});
const FOUND = new Float64Array(${instances.length});
const GIVEN = new Float64Array(${model.rules.length});
const BROKEN = new Float64Array(${model.rules.length});
const FIRST = new Float64Array(${model.rules.length}).fill(-1);
const FIRST_INSTANCE = new Float64Array(${model.rules.length}).fill(-1);
var capacity = 1 << 12, slots = 1 << 13, mask = slots - 1;
var A = new Int32Array(capacity * ${NW}), PRED = new Uint32Array(capacity), ARRIVED = new ${wide ? 'Uint32Array' : 'Uint16Array'}(capacity);
// A slot holds the number of a state plus one and, above it, the bits of the hash that do not choose the slot: they
// tell most states that differ apart without a look at them. All words are compared before two states are called equal.
var T = new Int32Array(slots);
var n = 0, head = 0, nOut = 0, stop = 0, deadlocks = 0, firstDeadlock = -1, touched = 0;

function pack() { let v, c; ${pack} }
function unpack() { ${unpack} }
function unpackBefore() { ${unpackBefore} }
function broken(r, x, i) {
  if (BROKEN[r]++ === 0) { FIRST[r] = x; FIRST_INSTANCE[r] = i; }
  ${stopAtFirst ? 'stop = 3;' : ''}
}
${ruleFunctions}
function checkState(x) {
  ${stateRules.map((r) => `rule${r}(x);`).join(' ')}
}
${actionFunctions.map((x) => x.functions).join('')}
const bytes = () => A.byteLength + PRED.byteLength + ARRIVED.byteLength + T.byteLength;
function growArena() {
  // The largest array exists twice while it is copied.
  if (bytes() * 2 + A.byteLength > maxMemoryBytes) { stop = 2; return false; }
  capacity *= 2;
  const a = new Int32Array(capacity * ${NW}); a.set(A); A = a;
  const p = new Uint32Array(capacity); p.set(PRED); PRED = p;
  const r = new ${wide ? 'Uint32Array' : 'Uint16Array'}(capacity); r.set(ARRIVED); ARRIVED = r;
  return true;
}
function growTable() {
  if (bytes() + 2 * T.byteLength > maxMemoryBytes) { stop = 2; return false; }
  slots *= 2; mask = slots - 1;
  T = new Int32Array(0);
  T = new Int32Array(slots);
  index();
  return true;
}
function index() {
  for (let x = 0; x < n; x++) {
    const k = x * ${NW};
    let h = 0;
    ${hash((w) => `A[k + ${w}]`)}
    let q = h & mask;
    while (T[q] !== 0) q = (q + 1) & mask;
    T[q] = (h & ~mask) | (x + 1);
  }
}
function load(x) { put(A, x * ${NW}); }
function put(words, k) {
  ${words.map((w) => `W[${w}] = W[${NW + w}] = words[k + ${w}];`).join(' ')}
  ${hasArrays ? `unpack();${stepRules.length > 0 ? ' unpackBefore();' : ''}` : ''}
}
function fire() {
  ${actionFunctions.map((x) => x.reset).join('')}
  ${model.actions.map((_, a) => `action${a}();`).join(' ')}
  ${hasArrays ? 'pack();' : ''}
  if (${wrote}) guardWrote();
}
/** Readies all of OUT for \`insert\`: canonical forms and hashes. */
function prepare() {
  // All slots are touched before the first is probed, so that the loads overlap.
  let t = 0;
  for (let i = 0; i < nOut; i++) {
    const k = i * ${NW};
    ${canonical}
    let h = 0;
    ${hash((w) => `OUT[k + ${w}]`)}
    HASH[i] = h;
    t ^= T[h & mask];
  }
  touched ^= t;
}
/** Stores successors number \`first\` to, not including, \`end\` as those of state x. */
function insert(x, first, end) {
  for (let i = first; i < end; i++) {
    const k = i * ${NW}, who = WHO[i];
    FIRED[who]++;
    const h = HASH[i];
    let q = h & mask, y;
    while ((y = T[q]) !== 0) {
      if (((y ^ h) & ~mask) === 0) {
        const m = ((y & mask) - 1) * ${NW};
        if (${sameAsOut}) break;
      }
      q = (q + 1) & mask;
    }
    if (y !== 0) continue;
    if (n === maxStates) { stop = 1; return; }
    if (n === capacity && !growArena()) return;
    const m = n * ${NW};
    ${words.map((w) => `A[m + ${w}] = OUT[k + ${w}];`).join(' ')}
    PRED[n] = x; ARRIVED[n] = who; FOUND[who]++;
    T[q] = (h & ~mask) | ++n;
    ${
      stateRules.length === 0
        ? ''
        : `${words.map((w) => `W[${w}] = OUT[k + ${w}];`).join(' ')}
    ${hasArrays ? 'unpack();' : ''}
    checkState(n - 1);
    ${hasArrays ? 'pack();' : ''}
    if (${ruleWroteTest}) ruleWrote();`
    }
    if (n * 5 > slots * 3 && !growTable()) return;
  }
}
/** How many states can be expanded at once: one only where storing what is found might be stopped in their midst. */
function batch(count) {
  if (${stopAtFirst} || n + ${batchSuccessors + most} > Math.min(maxStates, capacity, slots * 0.6)) return 1;
  return Math.min(${batchStates}, count);
}
/** Expands states from \`head\` on, not beyond \`end\`; returns how many. Leaves \`head\` alone, unless something throws. */
function surveyMany(end) {
  const most = batch(end - head), first = head;
  nOut = 0;
  let k = 0;
  try {
    for (; k < most && nOut <= ${batchSuccessors}; k++, head++) {
      load(head);
      fire();
      ENDS[k] = nOut;
    }
  } catch (e) {
    // As if states had been expanded one by one: what was found before the error is stored, and may err too.
    const at = head;
    head = first;
    nOut = k === 0 ? 0 : ENDS[k - 1];
    settle(k);
    head = at;
    throw e;
  }
  head = first;
  return k;
}
/** Ends the expansion of \`count\` states from \`head\` on. */
function settle(count) {
  prepare();
  for (let j = 0, from = 0; j < count && stop === 0; j++) {
    const to = ENDS[j];
    if (to === from) {
      load(head);
      if (!(${terminal}) && deadlocks++ === 0) firstDeadlock = head;
    }
    if (stop === 0) insert(head, from, to);
    if (stop === 0) head++;
    from = to;
  }
}
return {
  seed() {
    ${hasArrays ? 'pack();' : ''}
    ${words.map((w) => `OUT[${w}] = W[${w}];`).join(' ')}
    WHO[0] = 0; nOut = 1;
    const fired = FIRED[0], found = FOUND[0];
    prepare();
    insert(0xffffffff, 0, 1);
    FIRED[0] = fired; FOUND[0] = found;
  },
  run(end) {
    while (head < end && stop === 0) settle(surveyMany(end));
  },
  survey(states, from, count, counts, who, out) {
    let e = 0, i = 0;
    for (; i < count && e + ${most} <= who.length; i++) {
      head = from + i;
      put(states, i * ${NW});
      nOut = 0;
      fire();
      counts[i] = nOut;
      for (let k = 0; k < nOut; k++) who[e + k] = WHO[k];
      const o = e * ${NW};
      for (let k = 0; k < nOut * ${NW}; k++) out[o + k] = OUT[k];
      e += nOut;
    }
    return i;
  },
  absorb(count, counts, who, out) {
    let e = 0;
    for (let i = 0; i < count && stop === 0; ) {
      const most = batch(count - i);
      let k = 0;
      nOut = 0;
      for (; k < most && nOut <= ${batchSuccessors}; k++) {
        const found = counts[i + k];
        for (let j = 0; j < found; j++) WHO[nOut + j] = who[e + j];
        const to = nOut * ${NW}, from = e * ${NW};
        for (let j = 0; j < found * ${NW}; j++) OUT[to + j] = out[from + j];
        nOut += found;
        e += found;
        ENDS[k] = nOut;
      }
      settle(k);
      i += k;
    }
  },
  reserve(count) {
    while (count > capacity || count * 5 > slots * 3)
      if (!(count > capacity && capacity * 5 <= slots * 3 ? growArena() : growTable())) return false;
    return true;
  },
  resume(count, at, deadlockCount, deadlockAt) {
    n = count; head = at; deadlocks = deadlockCount; firstDeadlock = deadlockAt;
    T.fill(0);
    index();
  },
  expand(x) {
    load(x);
    nOut = 0;
    fire();
    for (let i = 0; i < nOut; i++) {
      const k = i * ${NW};
      ${canonical}
      let h = 0, y;
      ${hash((w) => `OUT[k + ${w}]`)}
      let q = h & mask;
      while ((y = T[q]) !== 0) {
        if (((y ^ h) & ~mask) === 0) {
          const m = ((y & mask) - 1) * ${NW};
          if (${sameAsOut}) break;
        }
        q = (q + 1) & mask;
      }
      NEXT[i] = (y & mask) - 1;
    }
    return nOut;
  },
  steps(x) {
    const counters = [ENABLED, GIVEN, BROKEN, FIRST, FIRST_INSTANCE];
    const was = counters.map((all) => all.slice()), stopped = stop;
    nOut = 0;
    try {
      load(x);
      fire();
      return { who: WHO.slice(0, nOut), after: OUT.slice(0, nOut * ${NW}) };
    } finally {
      for (const [i, all] of counters.entries()) all.set(was[i]);
      stop = stopped;
    }
  },
  judges: [${judges.join(', ')}],
  load, put, pack, unpack,
  states: () => n, head: () => head, stopReason: () => stop,
  words: () => A, predecessors: () => PRED, arrivals: () => ARRIVED,
  deadlocks: () => ({ count: deadlocks, first: firstDeadlock }), memoryBytes: bytes,
  successors: NEXT, who: WHO, enabled: ENABLED, fired: FIRED, found: FOUND,
  given: GIVEN, broken: BROKEN, firstState: FIRST, firstInstance: FIRST_INSTANCE,
};`;
  const build = new Function('env', source) as (env: Readonly<Record<string, unknown>>) => Engine;
  return build(Object.fromEntries(bound.map((name, i) => [name, values[i]])));
}

function appliesTo<S>(rule: Rule<S> | undefined, actionId: string): boolean {
  return rule?.kind === 'step' && (rule.on === undefined || rule.on.includes(actionId));
}
