import { parseArgs } from 'node:util';
import { UsageError } from './io.ts';
import { suggestion } from './nearest.ts';

/** One option of a command, as the help prints it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, `FILE`. */
  readonly value?: string;
  readonly short?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  readonly says: string;
  /** It names what is written: refused before anything is done where it cannot be. */
  readonly writes?: 'file' | 'folder';
  /** What is written where it is not given. */
  readonly usual?: string;
  /** The first operands that it means something to; where it is not given, all. */
  readonly of?: readonly string[];
  /** The flag without which it means nothing. */
  readonly with?: string;
  /** What can stand for the value, where `value` does not list it: for the completion of a shell. */
  readonly words?: () => readonly string[];
}

/** What an option does, and beside what. */
export function optionSays({ of, with: flag, says }: OptionSpec): string {
  const beside = [
    ...(of === undefined ? [] : [`${of.join(', ')}: `]),
    ...(flag === undefined ? [] : [`with --${flag}, `]),
  ];
  return `${beside.join('')}${says}`;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The arguments of a command after parsing. */
export class Args {
  constructor(
    private readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>,
    readonly operands: readonly string[],
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  /** The value of an option, or null where it was not given. */
  text(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' ? value : null;
  }

  /** The values of an option that may be given more than once, in order. */
  texts(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
  }

  /** A whole number within bounds, or `fallback`. Throws `UsageError` on anything else. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${text}"`);
    }
    return value;
  }

  /** One of a few words, or `fallback`. Throws `UsageError` naming the nearest. */
  oneOf<const T extends string>(name: string, words: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const word = words.find((w) => w === text);
    if (word === undefined) throw new UsageError(`--${name} knows no "${text}": ${suggestion(text, words)}`);
    return word;
  }
}

/**
 * Parses the arguments of a command.
 *
 * @throws UsageError on an unknown option (naming the nearest), a missing, empty or superfluous value, an option that is
 *   given twice and may not be, and one that means nothing beside the rest
 */
export function parse(argv: readonly string[], specs: OptionSpecs): Args {
  for (const arg of argv) {
    if (arg === '--') break;
    const name = /^--([^=]+)/.exec(arg)?.[1];
    const letter = /^-([A-Za-z])/.exec(arg)?.[1];
    const known = name !== undefined ? specs[name] : Object.values(specs).find((s) => s.short === letter);
    if ((name ?? letter) === undefined || known !== undefined) continue;
    const given = name === undefined ? `-${letter}` : `--${name}`;
    const names = Object.keys(specs).map((option) => `--${option}`);
    throw new UsageError(`unknown option ${given}: ${suggestion(given, names)}`);
  }
  try {
    const options = Object.fromEntries(
      Object.entries(specs).map(([name, { type, short, multiple }]) => [
        name,
        { type, ...(short === undefined ? {} : { short }), ...(multiple === true ? { multiple } : {}) },
      ]),
    );
    const { values, positionals, tokens } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      tokens: true,
    });
    const given = new Map<string, string>();
    for (const token of tokens) {
      if (token.kind !== 'option' || token.value === undefined) continue;
      const { name, value } = token;
      const first = given.get(name);
      if (value === '') throw new UsageError(`--${name} is given an empty value`);
      if (first !== undefined && first !== value && specs[name]?.multiple !== true)
        throw new UsageError(`--${name} is given twice: ${first} or ${value}?`);
      given.set(name, value);
    }
    const args = new Args(values, positionals);
    refuseIdle(args, specs);
    return args;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // parseArgs explains how to give a value that begins with a dash; the first sentence is what matters here.
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new UsageError(
      message.replace(/^Option '(--\S+) (<value>)' argument missing$/, '$1 needs a value'),
    );
  }
}

/** An option that would be passed over is a mistake: whoever gave it takes it to have done something. */
function refuseIdle(args: Args, specs: OptionSpecs): void {
  const [first = ''] = args.operands;
  // A misspelt operand is told as that.
  const known = Object.values(specs).some((spec) => spec.of?.includes(first));
  for (const [name, spec] of Object.entries(specs)) {
    if (!args.has(name)) continue;
    if (known && spec.of?.includes(first) === false)
      throw new UsageError(`--${name} is for ${spec.of?.join(' and ')}, it says nothing to ${first}`);
    if (spec.with !== undefined && !args.flag(spec.with))
      throw new UsageError(`--${name} is for --${spec.with}, it says nothing without it`);
  }
}
