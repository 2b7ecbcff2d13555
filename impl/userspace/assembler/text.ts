import { didYouMean } from '../../nearest.ts';
import { EncodeError, type Field, fieldsOf, MNEMONICS, type Mnemonic, pack, unpack } from './isa.ts';

/** A line of assembly that is none: names the line and the column, what was expected and what was found. */
export class AssemblyError extends Error {}

const WORD = '.quad';

function valueText(value: bigint, [, , kind]: Field): string {
  if (kind === 'register') return `r${value}`;
  return kind === 'bytes' ? `${value}` : `0x${value.toString(16)}`;
}

/** An instruction as text: `MOVE32 destination=r37, value=0xbb8`; `.quad` and the word where it is none. */
export function instructionText(word: string): string {
  const instruction = unpack(word);
  if (instruction === null) return `${WORD} 0x${word}`;
  const known = fieldsOf(instruction.op);
  const fields = Object.entries(known).flatMap(([name, field]) => {
    const value = instruction.fields[name];
    return value === undefined ? [] : [`${name}=${valueText(value, field)}`];
  });
  return [instruction.op, fields.join(', ')].join(' ').trim();
}

/** A listing: offset in bytes, word and text of each instruction. */
export function disassemble(words: readonly string[]): readonly string[] {
  return words.map(
    (word, i) => `${(i * 8).toString(16).padStart(4, '0')}  ${word}  ${instructionText(word)}`,
  );
}

/**
 * The words of lines of assembly, an instruction each. Empty lines and what stands behind `;` are left out.
 *
 * @throws AssemblyError
 */
export function parseAssembly(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, i) => {
    const code = line.replace(/;.*$/, '').trimEnd();
    return code.trim() === '' ? [] : [parseLine(code, i + 1)];
  });
}

function parseLine(code: string, line: number): string {
  const fail = (column: number, expected: string, found: string): never => {
    throw new AssemblyError(`line ${line}, column ${column + 1}: expected ${expected}, found "${found}"`);
  };
  const [, indent = '', name = '', rest = ''] = /^(\s*)(\S+)(.*)$/.exec(code) ?? [];
  if (name === WORD) {
    const word = /^\s+0x([0-9a-f]{16})$/.exec(rest)?.[1];
    return word ?? fail(indent.length + name.length, 'a word of 16 hexadecimal digits, "0x..."', rest.trim());
  }
  const op = MNEMONICS.find((mnemonic) => mnemonic === name);
  if (op === undefined) {
    const known = `one of the instructions ${MNEMONICS.join(', ')}, ${WORD}`;
    const meant = didYouMean(name, MNEMONICS);
    throw new AssemblyError(
      `line ${line}, column ${indent.length + 1}: expected ${known}, found "${name}"${meant}`,
    );
  }
  const fields: Record<string, bigint> = {};
  let column = indent.length + name.length;
  for (const part of rest.trim() === '' ? [] : rest.split(',')) {
    const at = column + (part.length - part.trimStart().length);
    const text = part.trim();
    const [, field = '', value = ''] = /^([a-z_0-9]+)=(\S+)$/.exec(text) ?? [];
    const known = fieldsOf(op)[field];
    if (known === undefined) {
      const names = Object.keys(fieldsOf(op)).map((one) => `${one}=...`);
      fail(at, names.length === 0 ? 'nothing more' : `one of ${names.join(', ')}`, text);
    } else {
      if (fields[field] !== undefined) fail(at, `${field} once`, text);
      fields[field] =
        parseValue(value, known) ??
        fail(at, `${field}=${known[2] === 'register' ? 'r0 to r255' : 'a number'}`, text);
    }
    column += part.length + 1;
  }
  return packed(op, fields, line, indent.length);
}

function packed(
  op: Mnemonic,
  fields: Readonly<Record<string, bigint>>,
  line: number,
  column: number,
): string {
  try {
    return pack(op, fields);
  } catch (error) {
    if (error instanceof EncodeError)
      throw new AssemblyError(`line ${line}, column ${column + 1}: ${error.message}`);
    throw error;
  }
}

function parseValue(text: string, [, , kind]: Field): bigint | null {
  const number = kind === 'register' ? /^r(\d+)$/.exec(text)?.[1] : /^(0x[0-9a-f]+|\d+)$/.exec(text)?.[1];
  return number === undefined ? null : BigInt(number);
}
