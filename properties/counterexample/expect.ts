import { didYouMean } from '../../impl/nearest.ts';

/** A file does not have the shape that its format asks for. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';

  /** Names the place, what was expected, what was found, and of `known` the name that was probably meant. */
  static at(path: string, expected: string, found: unknown, known: readonly string[] = []): DecodeError {
    const meant = typeof found === 'string' ? didYouMean(found, known) : '';
    return new DecodeError(`${path}: expected ${expected}, found ${foundText(found)}${meant}`);
  }
}

function foundText(found: unknown): string {
  if (found === undefined) return 'nothing';
  const text = JSON.stringify(found);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A value of a decoded file and where it stands, `schedule[2].run`. */
export class At {
  constructor(
    readonly path: string,
    readonly value: unknown,
  ) {}

  /** The field of an object; the value may be missing. */
  field(name: string): At {
    return new At(this.path === '' ? name : `${this.path}.${name}`, this.object()[name]);
  }

  object(): { readonly [key: string]: unknown } {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) {
      throw this.error('an object');
    }
    return this.value as { readonly [key: string]: unknown };
  }

  /** The object's fields, after checking that it has no others than these. */
  only(...names: readonly string[]): void {
    for (const name of Object.keys(this.object())) {
      if (!names.includes(name))
        throw DecodeError.at(this.field(name).path, `one of the fields ${names.join(', ')}`, name, names);
    }
  }

  items(): readonly At[] {
    if (!Array.isArray(this.value)) throw this.error('a list');
    return this.value.map((item: unknown, i) => new At(`${this.path}[${i}]`, item));
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.error('a text');
    return this.value;
  }

  /** A whole number of at least 0. */
  count(): number {
    if (typeof this.value !== 'number' || !Number.isSafeInteger(this.value) || this.value < 0) {
      throw this.error('a whole number of at least 0');
    }
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.error('true or false');
    return this.value;
  }

  /** @param what what the options are, where they are too many to name them all */
  oneOf<T extends string>(options: readonly T[], what?: string): T {
    const found = options.find((option) => option === this.value);
    if (found === undefined) throw this.error(what ?? `one of ${options.join(', ')}`, options);
    return found;
  }

  /** An object whose values are texts. */
  texts(): { readonly [key: string]: string } {
    const keys = Object.keys(this.object());
    return Object.fromEntries(keys.map((key) => [key, this.field(key).text()]));
  }

  /** Null, or what `decode` makes of it. */
  nullOr<T>(decode: (at: At) => T): T | null {
    return this.value === null ? null : decode(this);
  }

  error(expected: string, known: readonly string[] = []): DecodeError {
    return DecodeError.at(this.path === '' ? 'file' : this.path, expected, this.value, known);
  }
}
