import { containersIn, intact, mend, strayIn } from './containers.ts';
import { type Column, type Layout, layoutOf, maskOf } from './layout.ts';
import { ModelError } from './model.ts';
import type { RecordType, Scalar, Schema } from './schema.ts';
import { isScalar } from './schema.ts';
import { OutOfRange, printType } from './values.ts';

/**
 * The face that a packed state shows to the user's functions: objects of generated classes whose properties read
 * and write bits of a scratch buffer. Two of them look at the two halves of one buffer: the state in hand, and in
 * step rules the one before it.
 *
 * Elements of a container are objects of one class that differ in constants only, so that call sites in guards see
 * one shape; with literal parameters the optimising compiler folds the constants. An element that is a scalar
 * cannot be such an object, since JavaScript has no fast property access by number other than to real arrays.
 * Containers of scalars therefore are arrays; they are filled when a state is loaded and packed after a body.
 */
export interface Accessors {
  readonly layout: Layout;
  /** The scratch buffer: `layout.words` words of the state in hand, then as many of the one before. */
  readonly scratch: Int32Array;
  readonly current: unknown;
  readonly before: unknown;
  /** Containers of scalars in the state in hand, and in the one before. */
  readonly currentArrays: readonly ScalarArray[];
  readonly beforeArrays: readonly ScalarArray[];
  /**
   * What a function of the user did to a container beside changing its elements, which no packing shows: an index that
   * is none was written to, or an element replaced that is a record or a container itself. Null: nothing.
   */
  stray(): OutOfRange | null;
  /** Undoes that, lest what is evaluated after an error, in this search or another one, fails for it. */
  mend(): void;
  /** Word lists of the generated code. */
  readonly tables: Tables;
}

/** A container of scalars, the array that stands for it, and where its elements lie. */
export interface ScalarArray {
  readonly values: unknown[];
  readonly column: Column;
  /** Number of its first element in the column. */
  readonly first: number;
  readonly length: number;
}

/** Word lists that generated code refers to as `V[i]`. */
export class Tables {
  readonly lists: (readonly string[])[] = [];
  readonly #indices = new Map<readonly string[], number>();
  indexOf(list: readonly string[]): number {
    const known = this.#indices.get(list);
    if (known !== undefined) return known;
    // A copy that nobody freezes: V8 reads frozen arrays by a slow path.
    const index = this.lists.push([...list]) - 1;
    this.#indices.set(list, index);
    return index;
  }
}

/**
 * Expressions that turn the bits of a scalar into a value and back. `encode` adds `plus` to the bits of a good value
 * and is -1 for a bad one. Arguments are evaluated more than once.
 */
export function scalarCode(
  type: Scalar,
  tables: Tables,
): { decode(bits: string): string; encode(value: string, plus?: number): string } {
  switch (type.kind) {
    case 'bool':
      return {
        decode: (b) => `((${b}) !== 0)`,
        encode: (v, plus = 0) => `(${v} === true ? ${1 + plus} : ${v} === false ? ${plus} : -1)`,
      };
    case 'int': {
      const { low, high } = type;
      return {
        decode: (b) => (low === 0 ? `(${b})` : `((${b}) + ${low})`),
        encode: (v, plus = 0) =>
          `((${v} | 0) === ${v} && ${v} >= ${low} && ${v} <= ${high} ? ${v} - ${low - plus} : -1)`.replace(
            '- -',
            '+ ',
          ),
      };
    }
    case 'oneOf': {
      const list = `V${tables.indexOf(type.values)}`;
      return {
        decode: (b) => `${list}[${b}]`,
        encode: (v, plus = 0) =>
          `(${type.values.map((w, i) => `${v} === ${JSON.stringify(w)} ? ${i + plus} : `).join('')}-1)`,
      };
    }
    case 'id':
      return {
        decode: (b) => `(${b})`,
        encode: (v, plus = 0) =>
          `((${v} | 0) === ${v} && ${v} >= 0 && ${v} < ${type.of.count} ? ${v} + ${plus} : -1)`,
      };
    case 'optional': {
      const inner = scalarCode(type.of, tables);
      return {
        decode: (b) => `((${b}) === 0 ? null : ${inner.decode(`(${b}) - 1`)})`,
        encode: (v) => `(${v} === null ? 0 : ${inner.encode(v, 1)})`,
      };
    }
  }
}

/** Where an element of a column lies, as expressions over the accessor's constants. */
function placeCode(column: Column, key: string): { word: string; shift: string; setup: string } {
  const { places, widthBits } = column;
  const [p0] = places;
  if (p0 === undefined) throw new Error(`column ${column.name} is empty`);
  if (places.length === 1) return { word: `this.$o + ${p0.word}`, shift: String(p0.shift), setup: '' };
  if (places.every((p, i) => p.word === p0.word && p.shift === p0.shift + i * widthBits))
    return { word: `this.$o + ${p0.word}`, shift: `${p0.shift} + this.$i * ${widthBits}`, setup: '' };
  const table = JSON.stringify(places.map((p) => [p.word, p.shift]));
  return {
    word: `this.$w_${key}`,
    shift: `this.$s_${key}`,
    setup: `{ const p = ${table}[i]; this.$w_${key} = o + p[0]; this.$s_${key} = p[1]; }\n`,
  };
}

/** What JavaScript itself asks an object for: how it is printed, and whether it is a promise. */
const askedOfAnything = new Set<PropertyKey>([
  'toJSON',
  'then',
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/**
 * Where a record's accessor is looked for what it does not have. It is asked for nothing else, so that it costs nothing.
 */
const noField = new Proxy(Object.prototype, {
  get(target, key, record): unknown {
    if (typeof key === 'symbol' || askedOfAnything.has(key)) return Reflect.get(target, key, record);
    throw unknownField(record, key);
  },
  set(_, key, __, record): never {
    throw unknownField(record, key);
  },
});

function unknownField(record: unknown, key: PropertyKey): ModelError {
  const scalars = Object.getOwnPropertyNames(Object.getPrototypeOf(record));
  const names = [...scalars, ...Object.keys(record as object)].filter((x) => /^[A-Za-z_]/.test(x));
  const known = names.filter((x) => x !== 'constructor').join(', ');
  return new ModelError(`there is no field "${String(key)}", there are ${known}`);
}

class Writer {
  readonly tables = new Tables();
  readonly layout: Layout;
  readonly #classes: string[] = [];
  readonly #records: string[] = [];
  #count = 0;
  constructor(layout: Layout) {
    this.layout = layout;
  }

  #column(name: string): Column {
    const c = this.layout.columns.get(name);
    if (c === undefined) throw new Error(`no column ${name}`);
    return c;
  }

  /** An expression that makes the accessor of `type`; `o` is the buffer half, `i` the element number. */
  make(type: Schema, name: string): string {
    switch (type.kind) {
      case 'record':
        return `new ${this.#recordClass(type, name)}(o, i)`;
      case 'set':
        return `new ${this.#setClass(name, type.of.count)}(o, i)`;
      case 'perId':
      case 'array': {
        const n = type.kind === 'perId' ? type.by.count : type.length;
        if (!isScalar(type.element)) {
          const element = this.make(type.element, `${name}.*`);
          return `elements(o, i, ${n}, (o, i) => ${element})`;
        }
        return `scalarArray(i, ${n}, ${JSON.stringify(`${name}.*`)})`;
      }
      default:
        throw new Error(`a ${type.kind} has no accessor of its own`);
    }
  }

  #recordClass(type: RecordType, name: string): string {
    const id = `R${this.#count++}`;
    let setup = '';
    let members = '';
    for (const [f, t] of Object.entries(type.fields)) {
      const path = name === '' ? f : `${name}.${f}`;
      if (!isScalar(t)) {
        setup += `this.${f} = ${this.make(t, path)};\n`;
        continue;
      }
      const column = this.#column(path);
      const place = placeCode(column, f);
      const mask = maskOf(column.widthBits);
      const code = scalarCode(t, this.tables);
      setup += place.setup;
      members += `get ${f}() { return ${code.decode(`(W[${place.word}] >>> (${place.shift})) & ${mask}`)}; }
set ${f}(v) {
  const c = ${code.encode('v')};
  if (c < 0) outOfRange(${JSON.stringify(path)}, this.$i, v);
  const w = ${place.word}, s = ${place.shift};
  W[w] = (W[w] & ~(${mask} << s)) | (c << s);
}
`;
    }
    this.#records.push(id);
    this.#classes.push(
      `class ${id} {\nconstructor(o, i) {\nthis.$o = o; this.$i = i;\n${setup}Object.freeze(this);\n}\n${members}}`,
    );
    return id;
  }

  #setClass(name: string, count: number): string {
    const id = `S${this.#count++}`;
    const column = this.#column(name);
    const place = placeCode(column, 'set');
    const all = maskOf(count);
    const bit = `((g | 0) === g && g >= 0 && g < ${count} ? 1 << (g + (${place.shift})) : outOfRange(${JSON.stringify(name)}, this.$i, g))`;
    this.#classes.push(`class ${id} {
constructor(o, i) {
this.$o = o; this.$i = i;
${place.setup}}
has(g) { return (W[${place.word}] & ${bit}) !== 0; }
add(g) { W[${place.word}] |= ${bit}; }
delete(g) { W[${place.word}] &= ~${bit}; }
clear() { W[${place.word}] &= ~(${all} << (${place.shift})); }
get size() {
  let n = 0;
  for (let b = (W[${place.word}] >>> (${place.shift})) & ${all}; b !== 0; b &= b - 1) n++;
  return n;
}
[Symbol.iterator]() {
  const ids = [], b = (W[${place.word}] >>> (${place.shift})) & ${all};
  for (let g = 0; g < ${count}; g++) if (((b >>> g) & 1) !== 0) ids.push(g);
  return ids[Symbol.iterator]();
}
}`);
    return id;
  }

  source(schema: RecordType): string {
    const root = this.make(schema, '');
    const lists = this.tables.lists.map((_, i) => `const V${i} = V[${i}];`).join('\n');
    // Constants, not parameters: only those does the compiler take for immutable, and folds.
    return `'use strict';
const { W, V, outOfRange, scalarArray } = env;
${lists}
const elements = (o, i, n, make) => Array.from({ length: n }, (_, k) => make(o, i * n + k));
${this.#classes.join('\n')}
return { make: (o, i) => ${root}, records: [${this.#records.join(', ')}] };`;
  }
}

const cache = new WeakMap<RecordType, Accessors>();

/**
 * The accessors of a schema. They are made once per schema and shared by all searches, because new classes on each
 * search would spoil the type feedback of the user's functions. Searches are synchronous, so they do not meet.
 */
export function accessorsOf(schema: RecordType): Accessors {
  const known = cache.get(schema);
  if (known !== undefined) {
    known.mend();
    return known;
  }
  const layout = layoutOf(schema);
  const writer = new Writer(layout);
  const source = writer.source(schema);
  // V8 keeps typed arrays of up to 64 bytes on its heap, where their address is no constant for generated code.
  const scratch = new Int32Array(Math.max(2 * layout.words, 64));
  const outOfRange = (name: string, element: number, value: unknown): never => {
    const column = layout.columns.get(name);
    if (column === undefined) throw new Error(`no column ${name}`);
    throw new OutOfRange(column.elements[element] ?? name, value, printType(column.type));
  };
  let arrays: ScalarArray[] = [];
  const scalarArray = (i: number, length: number, name: string): unknown[] => {
    const column = layout.columns.get(name);
    if (column === undefined) throw new Error(`no column ${name}`);
    const values: unknown[] = [];
    arrays.push({ values, column, first: i * length, length });
    return values;
  };
  const factory = new Function('env', source);
  const { make, records } = factory({ W: scratch, V: writer.tables.lists, outOfRange, scalarArray }) as {
    make(o: number, i: number): unknown;
    readonly records: readonly { readonly prototype: object }[];
  };
  const current = make(0, 0);
  const currentArrays = arrays;
  arrays = [];
  const before = make(layout.words, 0);
  const beforeArrays = arrays;
  // Not before they are made: constructors look for what is not there yet.
  for (const { prototype } of records) Object.setPrototypeOf(prototype, noField);
  const containers = [current, before].flatMap((state) => containersIn(schema, state));
  const out: Accessors = {
    layout,
    scratch,
    current,
    before,
    currentArrays,
    beforeArrays,
    stray() {
      for (const container of containers) if (!intact(container)) return strayIn(container);
      return null;
    },
    mend() {
      for (const container of containers) if (!intact(container)) mend(container);
    },
    tables: writer.tables,
  };
  cache.set(schema, out);
  return out;
}

/** Throws where there is a stray: see `Accessors.stray`. */
export function refuseStray(accessors: Accessors): void {
  const stray = accessors.stray();
  if (stray !== null) throw stray;
}
