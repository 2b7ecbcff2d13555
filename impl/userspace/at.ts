import { didYouMean } from '../nearest.ts';
import { parseDuration, StreamError } from './stream.ts';

/** A workload file is not what it should be: names the path in the file, what was expected and what was found. */
export class WorkloadError extends Error {}

/** A value of a parsed JSON file, with its path in it. */
export class At {
  constructor(
    readonly value: unknown,
    readonly path: string,
  ) {}

  /** @param known names that could stand here, for one that is near to what does */
  fail(expected: string, known: readonly string[] = []): never {
    const found = this.value === undefined ? 'nothing' : JSON.stringify(this.value).slice(0, 80);
    const meant = typeof this.value === 'string' ? didYouMean(this.value, known) : '';
    throw new WorkloadError(
      `${this.path === '' ? 'the file' : this.path}: expected ${expected}, found ${found}${meant}`,
    );
  }

  private record(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('an object');
    return value as Readonly<Record<string, unknown>>;
  }

  field(name: string): At {
    return new At(this.record()[name], this.path === '' ? name : `${this.path}.${name}`);
  }

  /** Fails for a field that is not among `names`. */
  only(...names: readonly string[]): void {
    for (const key of Object.keys(this.record())) {
      if (names.includes(key)) continue;
      new At(key, this.field(key).path).fail(`one of the fields ${names.join(', ')}`, names);
    }
  }

  has(name: string): boolean {
    return Object.hasOwn(this.record(), name);
  }

  keys(): readonly string[] {
    return Object.keys(this.record());
  }

  items(): readonly At[] {
    if (!Array.isArray(this.value)) return this.fail('a list');
    return this.value.map((item: unknown, i) => new At(item, `${this.path}[${i}]`));
  }

  text(expected = 'a text'): string {
    return typeof this.value === 'string' ? this.value : this.fail(expected);
  }

  count(from: number, to: number, why = ''): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
      return this.fail(`a whole number from ${from} to ${to}${why}`);
    }
    return value;
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  oneOf<T extends string>(options: readonly T[]): T {
    return (
      options.find((option) => option === this.value) ?? this.fail(`one of ${options.join(', ')}`, options)
    );
  }

  durationUs(): number {
    try {
      return parseDuration(this.text('a duration like "3 ms"'));
    } catch (error) {
      if (error instanceof StreamError) return this.fail('a duration like "3 ms" (us, ms or s)');
      throw error;
    }
  }
}
