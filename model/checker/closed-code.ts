import { scalarCode, type Tables } from './accessors.ts';
import { type Layout, maskOf, type Place } from './layout.ts';
import type { Params } from './model.ts';
import { isScalar, type Scalar, type Schema } from './schema.ts';
import { encode } from './values.ts';

/**
 * A function of the user is closed if its text names nothing but its parameters: what it does is then all in its text.
 * An expression or assignments over cells of the state, literals and operators are written anew here, over words of the
 * packed state, with the parameters of an instance for their names. For any other function the answer is null, and the
 * search calls it.
 */
export interface ClosedCode {
  /** An expression for what the function returns. `word` names a word of the state. */
  test(f: object, params: Params, word: (w: number) => string): string | null;
  /** Statements that do to these words what the function does to the state; `c` and `v` are free for their use. */
  effect(f: object, params: Params, word: (w: number) => string): string | null;
}

export function closedCode(layout: Layout, tables: Tables): ClosedCode {
  const known = new Map<object, readonly string[]>();
  const attempt = (f: object, write: (tokens: readonly string[]) => string): string | null => {
    const tokens = known.get(f) ?? tokensOf(Function.prototype.toString.call(f));
    known.set(f, tokens);
    try {
      return write(tokens);
    } catch (e) {
      if (e === notClosed) return null;
      throw e;
    }
  };
  return {
    test: (f, params, word) =>
      attempt(f, (tokens) => new Writer(layout, tables, tokens, params, word).test()),
    effect: (f, params, word) =>
      attempt(f, (tokens) => new Writer(layout, tables, tokens, params, word).effect()),
  };
}

const notClosed = new Error('not closed');
const giveUp = (): never => {
  throw notClosed;
};

/** A comment ends where JavaScript ends a line, which is not at a line feed alone. */
const space = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
/** Operators that are not in the grammar are tokens too, lest a part of one is taken for another. */
const token =
  /[A-Za-z_$][\w$]*|\d+(?![\w.])|"[^"\\\n]*"|'[^'\\\n]*'|=>|[=!]==?|&&=?|\|\|=?|\?\?=?|\?\.|<<|>>|\*\*|[<>]=?|\+\+|--|[-+*/%&|^]=|[-+*%!?:.,;=()[\]{}]/y;

/** The tokens of a text, up to one that is not known. */
function tokensOf(text: string): readonly string[] {
  const out: string[] = [];
  for (let at = 0; ; ) {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    if (at === text.length) return out;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return [...out, 'unknown token'];
    out.push(found);
    at += found.length;
  }
}

/** How tightly the operators between two operands bind. */
const binding: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '===': 3,
  '!==': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '%': 6,
};

type Literal = number | string | boolean | null;
const isLiteral = (x: unknown): x is Literal =>
  x === null || typeof x === 'string' || typeof x === 'boolean' || (Number.isInteger(x) && !Object.is(x, -0));

/** A scalar of the state. */
interface ScalarCell {
  readonly type: Scalar;
  readonly name: string;
  readonly place: Place;
  readonly widthBits: number;
  /** Whether an array stands for it, which is packed after an effect. */
  readonly inArray: boolean;
}

interface Expression {
  readonly text: string;
  readonly literal?: Literal;
  readonly cell?: ScalarCell;
}

class Writer {
  readonly #layout: Layout;
  readonly #tables: Tables;
  readonly #tokens: readonly string[];
  readonly #params: Params;
  readonly #word: (w: number) => string;
  #at = 0;
  /** What the function calls the state, and those of its parameters that it names. */
  #state = '';
  readonly #named = new Set<string>();
  constructor(
    layout: Layout,
    tables: Tables,
    tokens: readonly string[],
    params: Params,
    word: (w: number) => string,
  ) {
    this.#layout = layout;
    this.#tables = tables;
    this.#tokens = tokens;
    this.#params = params;
    this.#word = word;
  }

  test(): string {
    this.#head();
    const { text } = this.#expression();
    return this.#at === this.#tokens.length ? text : giveUp();
  }

  effect(): string {
    this.#head();
    this.#expect('{');
    let out = '';
    while (!this.#accept('}')) {
      out += this.#assignment();
      if (this.#peek() !== '}') this.#expect(';');
    }
    return this.#at === this.#tokens.length ? out : giveUp();
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }
  #next(): string {
    return this.#tokens[this.#at++] ?? giveUp();
  }
  #accept(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at += 1;
    return true;
  }
  #expect(text: string): void {
    if (!this.#accept(text)) giveUp();
  }
  #name(): string {
    const name = this.#next();
    return /^[A-Za-z_$]/.test(name) ? name : giveUp();
  }

  /** `s =>`, `() =>`, `(s) =>`, `(s, { g, q }) =>` */
  #head(): void {
    if (!this.#accept('(')) this.#state = this.#name();
    else if (!this.#accept(')')) {
      this.#state = this.#name();
      if (this.#accept(',') && this.#accept('{')) {
        while (!this.#accept('}')) {
          this.#named.add(this.#name());
          if (this.#peek() !== '}') this.#expect(',');
        }
        this.#accept(',');
      }
      this.#expect(')');
    }
    this.#expect('=>');
  }

  #assignment(): string {
    if (this.#next() !== this.#state) giveUp();
    const cell = this.#cell();
    if (cell.inArray) giveUp();
    const operator = this.#next();
    const right = this.#expression();
    switch (operator) {
      case '=':
        return this.#store(cell, right);
      case '+=':
      case '-=':
        return this.#store(cell, { text: `${this.#read(cell)} ${operator[0]} ${right.text}` });
      default:
        return giveUp();
    }
  }

  #store({ type, name, place, widthBits }: ScalarCell, { text, literal }: Expression): string {
    const word = this.#word(place.word);
    const cleared = `${word} & ${~(maskOf(widthBits) << place.shift)}`;
    const known = literal === undefined ? -1 : encode(type, literal);
    if (known >= 0) return `${word} = (${cleared}) | ${known << place.shift};\n`;
    return `v = ${text}; c = ${scalarCode(type, this.#tables).encode('v')}; if (c < 0) outOfRange(${JSON.stringify(name)}, v);
${word} = (${cleared}) | (c << ${place.shift});
`;
  }

  #expression(): Expression {
    const condition = this.#binary(1);
    if (!this.#accept('?')) return condition;
    const yes = this.#expression();
    this.#expect(':');
    const no = this.#expression();
    return { text: `(${condition.text} ? ${yes.text} : ${no.text})` };
  }

  #binary(least: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = this.#peek();
      const strength = Object.hasOwn(binding, operator) ? (binding[operator] ?? 0) : 0;
      if (strength < least) return left;
      this.#at += 1;
      const right = this.#binary(strength + 1);
      const compares = operator === '===' || operator === '!==';
      const equal = compares ? (this.#equal(left, right) ?? this.#equal(right, left)) : null;
      left = {
        text:
          equal === null
            ? `(${left.text} ${operator} ${right.text})`
            : `(${operator === '===' ? '' : '!'}${equal})`,
      };
    }
  }

  /** Whether a cell holds a value that is known: bits are compared, since a value is told by them. */
  #equal({ cell }: Expression, { literal }: Expression): string | null {
    if (cell === undefined || literal === undefined) return null;
    const code = encode(cell.type, literal);
    return code < 0 ? 'false' : `(${this.#bits(cell)} === ${code})`;
  }

  #unary(): Expression {
    if (this.#accept('!')) return { text: `(!${this.#unary().text})` };
    if (this.#accept('-')) return { text: `(-${this.#unary().text})` };
    if (this.#accept('(')) {
      const inner = this.#expression();
      this.#expect(')');
      return inner;
    }
    const found = this.#next();
    if (found === this.#state) {
      const cell = this.#cell();
      return { text: this.#read(cell), cell };
    }
    return this.#literal(found);
  }

  #literal(found: string): Expression {
    const literal = this.#valueOf(found);
    return { text: `(${JSON.stringify(literal)})`, literal };
  }

  #valueOf(found: string): Literal {
    if (this.#named.has(found)) {
      const value = Object.hasOwn(this.#params, found) ? this.#params[found] : undefined;
      return isLiteral(value) ? value : giveUp();
    }
    if (/^\d/.test(found)) return /^(0|[1-9]\d{0,8})$/.test(found) ? Number(found) : giveUp();
    if (/^["']/.test(found)) return found.slice(1, -1);
    if (found === 'true' || found === 'false') return found === 'true';
    return found === 'null' ? null : giveUp();
  }

  /** The rest of a path that begins with the state. */
  #cell(): ScalarCell {
    let type: Schema = this.#layout.schema;
    let name = '';
    let element = 0;
    let inArray = false;
    while (!isScalar(type)) {
      if (type.kind === 'record') {
        this.#expect('.');
        const field = this.#name();
        type = (Object.hasOwn(type.fields, field) ? type.fields[field] : undefined) ?? giveUp();
        name = name === '' ? field : `${name}.${field}`;
        inArray = false;
      } else if (type.kind === 'perId' || type.kind === 'array') {
        this.#expect('[');
        const k = this.#valueOf(this.#next());
        this.#expect(']');
        const count: number = type.kind === 'perId' ? type.by.count : type.length;
        if (typeof k !== 'number' || k < 0 || k >= count) return giveUp();
        element = element * count + k;
        type = type.element;
        name = `${name}.*`;
        inArray = true;
      } else return giveUp();
    }
    const column = this.#layout.columns.get(name) ?? giveUp();
    const place = column.places[element] ?? giveUp();
    return { type, name: column.elements[element] ?? name, place, widthBits: column.widthBits, inArray };
  }

  #bits({ place, widthBits }: ScalarCell): string {
    return `((${this.#word(place.word)} >>> ${place.shift}) & ${maskOf(widthBits)})`;
  }

  #read(cell: ScalarCell): string {
    return scalarCode(cell.type, this.#tables).decode(this.#bits(cell));
  }
}
