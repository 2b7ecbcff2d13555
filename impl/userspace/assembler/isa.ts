/**
 * Instructions of a command stream: 64 bits, the opcode in the top byte, fields as Mesa's genxml has them for CSF GPUs
 * from v10 on (src/panfrost/genxml/v10.xml: opcodes, bit positions; B.10 for PROT_REGION). Those that the simulated
 * command streams execute, and those that the kernel wraps around them (H.4).
 */

/** What a field holds: a number, a register, or a length in bytes that is stored in instructions of 8 bytes. */
type FieldKind = 'number' | 'register' | 'bytes';
export type Field = readonly [start: number, size: number, kind: FieldKind];

const number = (start: number, size: number): Field => [start, size, 'number'];
const register = (start: number): Field => [start, 8, 'register'];
const waitMask = number(16, 16);
const signalSlot = number(48, 4);
const selects = { srt: number(40, 2), spd: number(42, 2), tsd: number(44, 2), fau: number(46, 2) };
const syncWrite = {
  error_propagate: number(0, 1),
  scope: number(1, 2),
  wait: waitMask,
  data: register(32),
  address: register(40),
  signal: signalSlot,
};

const FORMATS = {
  NOP: { opcode: 0, fields: { ignored: number(0, 56) } },
  MOVE48: { opcode: 1, fields: { destination: register(48), value: number(0, 48) } },
  MOVE32: { opcode: 2, fields: { destination: register(48), value: number(0, 32) } },
  WAIT: { opcode: 3, fields: { mask: number(16, 8), progress: number(32, 1) } },
  RUN_COMPUTE: {
    opcode: 4,
    fields: { task_increment: number(0, 14), task_axis: number(14, 2), progress: number(32, 1), ...selects },
  },
  LOAD_MULTIPLE: {
    opcode: 20,
    fields: { base: register(48), address: register(40), offset: number(0, 16), mask: number(16, 16) },
  },
  SET_SB_ENTRY: { opcode: 23, fields: { endpoint: number(0, 4), other: number(4, 4) } },
  CALL: { opcode: 32, fields: { address: register(40), length: register(32) } },
  FLUSH_CACHE2: {
    opcode: 36,
    fields: {
      l2: number(0, 4),
      lsc: number(4, 4),
      other: number(8, 4),
      wait: waitMask,
      flush_id: register(40),
      signal: signalSlot,
    },
  },
  PROT_REGION: { opcode: 41, fields: { size: [0, 16, 'bytes'] } },
  ERROR_BARRIER: { opcode: 47, fields: {} },
  HEAP_SET: { opcode: 48, fields: { address: register(40) } },
  SYNC_ADD64: { opcode: 51, fields: syncWrite },
  SYNC_SET64: { opcode: 52, fields: syncWrite },
  SYNC_WAIT64: {
    opcode: 53,
    fields: {
      error_reject: number(0, 1),
      condition: number(28, 4),
      data: register(32),
      address: register(40),
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly opcode: number; readonly fields: Readonly<Record<string, Field>> }>
>;

export type Mnemonic = keyof typeof FORMATS;
export const MNEMONICS = Object.keys(FORMATS) as readonly Mnemonic[];

/** Conditions of SYNC_WAIT64. */
export const CONDITION = { AT_MOST: 0, GREATER: 1, ALWAYS: 6 } as const;
/** The first word of what RUN_COMPUTE works on, in each dimension. */
export const JOB_SIZE_X = 37;
export const INSTRUCTION_BYTES = 8;
const OPCODE_SHIFT = 56n;
const WORD_DIGITS = 16;

/** An instruction with its fields; a field that is not named is 0. */
export interface Instruction {
  readonly op: Mnemonic;
  readonly fields: Readonly<Record<string, bigint>>;
}

/** A field that does not hold what it should: says which, its range and what was found. */
export class EncodeError extends Error {}

export function fieldsOf(op: Mnemonic): Readonly<Record<string, Field>> {
  return FORMATS[op].fields;
}

/**
 * The word of an instruction: 16 hexadecimal digits, most significant first.
 *
 * @param fields values in the units of the text form: bytes where a field is a length
 * @throws EncodeError for a field that the instruction does not have or a value that does not fit
 */
export function pack(op: Mnemonic, fields: Readonly<Record<string, bigint | number>> = {}): string {
  const known = fieldsOf(op);
  let word = BigInt(FORMATS[op].opcode) << OPCODE_SHIFT;
  for (const [name, given] of Object.entries(fields)) {
    const field = known[name];
    if (field === undefined) {
      const names = Object.keys(known).join(', ');
      throw new EncodeError(`${op} has no field ${name}${names === '' ? '' : `: it has ${names}`}`);
    }
    const [start, size, kind] = field;
    const unit = kind === 'bytes' ? BigInt(INSTRUCTION_BYTES) : 1n;
    const value = BigInt(given);
    const limit = (1n << BigInt(size)) - 1n;
    if (value < 0n || value > limit * unit || value % unit !== 0n) {
      const step = unit === 1n ? '' : `, a multiple of ${unit}`;
      throw new EncodeError(`${op} ${name}: expected 0 to ${limit * unit}${step}, found ${value}`);
    }
    word |= (value / unit) << BigInt(start);
  }
  return word.toString(16).padStart(WORD_DIGITS, '0');
}

/** The instruction of a word; null for an opcode that is not known, or with a bit set that no field has. */
export function unpack(word: string): Instruction | null {
  const bits = BigInt(`0x${word}`);
  const opcode = Number(bits >> OPCODE_SHIFT);
  const op = MNEMONICS.find((name) => FORMATS[name].opcode === opcode);
  if (op === undefined) return null;
  const fields: Record<string, bigint> = {};
  let rest = bits & ((1n << OPCODE_SHIFT) - 1n);
  for (const [name, [start, size, kind]] of Object.entries(fieldsOf(op))) {
    const mask = ((1n << BigInt(size)) - 1n) << BigInt(start);
    const value = (bits & mask) >> BigInt(start);
    rest &= ~mask;
    if (value !== 0n) fields[name] = kind === 'bytes' ? value * BigInt(INSTRUCTION_BYTES) : value;
  }
  return rest === 0n ? { op, fields } : null;
}
