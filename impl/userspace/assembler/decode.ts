import type { Command, Stream } from '../stream.ts';
import { ADDRESS, EVENT_MARK, EVENTS, SHADER } from './encode.ts';
import { CONDITION, INSTRUCTION_BYTES, type Instruction, JOB_SIZE_X, unpack } from './isa.ts';
import { addressText, CODE_ADDRESS, DATA_ADDRESS, HEAP_PREFIX, type Program } from './program.ts';

/** How deep calls may be nested: the stack of a CS. */
const CALL_DEPTH = 8;
/** What is decoded of a stream that calls itself again and again. */
const MAX_EXECUTED = 100_000;
const ALL_SLOTS = 0xffn;
const MAX_SEQNO = 65_535n;

/** An instruction in the order in which it is executed, with the registers that it reads. */
interface Executed {
  /** Null: not mapped. */
  readonly word: string | null;
  /** Null: not known, or not among those that are simulated. */
  readonly instruction: Instruction | null;
  /** Values of its register operands, by field. */
  readonly read: { readonly address: bigint; readonly data: bigint; readonly length: bigint };
  readonly jobSize: bigint;
  /** The register that a shader takes for the address of its buffer. */
  readonly pointer: bigint;
  /** The instruction in `executed` behind the last one of what a CALL calls. */
  end?: number;
}

/**
 * The commands of a stream's bytes, as the CS executes them: registers are followed from one instruction to the next,
 * calls are gone into, and what only prepares another instruction belongs to it. A word that is no instruction, or none
 * that is simulated, is the command ILLEGAL.
 */
export function decode(program: Program): Stream {
  return new Lowering(executedOf(program), program.objects).run();
}

const cache = new WeakMap<Program, Stream>();

/** The same, once for each program. */
export function decoded(program: Program): Stream {
  let stream = cache.get(program);
  if (stream === undefined) {
    stream = decode(program);
    cache.set(program, stream);
  }
  return stream;
}

function executedOf({ words, length }: Program): readonly Executed[] {
  const executed: Executed[] = [];
  const registers = new Map<bigint, bigint>();
  const held = (register: bigint): bigint => registers.get(register) ?? 0n;
  const walk = (from: number, to: number, depth: number): void => {
    for (let i = from; i < to && executed.length < MAX_EXECUTED; i++) {
      // What lies behind the buffer is not mapped: nothing there can be fetched.
      const word = words[i] ?? null;
      const instruction = word === null ? null : unpack(word);
      const op = instruction?.op;
      const fields: Readonly<Partial<Record<string, bigint>>> = instruction?.fields ?? {};
      const read = {
        address: held(fields.address ?? 0n),
        data: held(fields.data ?? 0n),
        length: held(fields.length ?? 0n),
      };
      const jobSize = held(BigInt(JOB_SIZE_X));
      const entry: Executed = { word, instruction, read, jobSize, pointer: held(BigInt(ADDRESS)) };
      executed.push(entry);
      if (op === 'MOVE32' || op === 'MOVE48') registers.set(fields.destination ?? 0n, fields.value ?? 0n);
      if (op !== 'CALL') continue;
      const start = Number(read.address - CODE_ADDRESS) / INSTRUCTION_BYTES;
      const count = Math.ceil(Number(read.length) / INSTRUCTION_BYTES);
      const inside = Number.isInteger(start) && start >= 0 && start + count <= words.length;
      if (!inside || depth === CALL_DEPTH) continue;
      walk(start, start + count, depth + 1);
      entry.end = executed.length;
    }
  };
  walk(0, length, 0);
  return executed;
}

class Lowering {
  private readonly commands: Command[] = [];
  /** Where in the executed instructions each command stands. */
  private readonly at: number[] = [];
  /** Where regions end, in executed instructions: no command reaches over one. */
  private readonly ends = new Set<number>();
  /** Scoreboard slots with work that nobody has waited for. */
  private pending = 0n;
  private slot = 0n;
  private heap: string | null = null;

  constructor(
    private readonly executed: readonly Executed[],
    private readonly objects: Program['objects'],
  ) {}

  run(): Stream {
    for (let i = 0; i < this.executed.length; i++) {
      const paired = this.lower(i, this.executed[i] as Executed);
      if (paired) i++;
    }
    return this.commands.map((command, c) => {
      if (command.op !== 'PROT_REGION' && command.op !== 'CALL') return command;
      return { op: command.op, size: this.commandsIn(this.at[c] as number, command.size) };
    });
  }

  /** Commands among the `count` instructions behind one, and whatever would come behind the end. */
  private commandsIn(behind: number, count: number): number {
    const last = behind + count;
    const beyond = Math.max(0, last - (this.executed.length - 1));
    return this.at.filter((at) => at > behind && at <= last).length + beyond;
  }

  private add(i: number, command: Command): void {
    this.commands.push(command);
    this.at.push(i);
  }

  /** Adds what an instruction does; true: the next one belongs to it. */
  private lower(i: number, entry: Executed): boolean {
    const { word, instruction, read, jobSize } = entry;
    if (word === null || instruction === null) {
      this.add(i, word === null ? { op: 'PAGE_FAULT' } : { op: 'ILLEGAL', word });
      return false;
    }
    const { op } = instruction;
    const fields: Readonly<Partial<Record<string, bigint>>> = instruction.fields;
    if (op !== 'WAIT') this.waitFor(i, fields.wait ?? 0n);
    const object = this.objects[addressText(read.address)];
    switch (op) {
      case 'MOVE32':
      case 'MOVE48':
      case 'FLUSH_CACHE2':
      case 'ERROR_BARRIER':
        return false;
      case 'HEAP_SET':
        this.heap = object?.startsWith(HEAP_PREFIX) ? object.slice(HEAP_PREFIX.length) : null;
        return false;
      case 'NOP':
        this.event(i, fields.ignored ?? 0n);
        this.shader(i, fields.ignored ?? 0n, entry);
        return false;
      case 'SET_SB_ENTRY':
        this.slot = fields.endpoint ?? 0n;
        return false;
      case 'WAIT':
        if (fields.mask === ALL_SLOTS) this.addWait(i);
        else this.waitFor(i, fields.mask ?? 0n);
        return false;
      case 'RUN_COMPUTE': {
        const us = Number(jobSize);
        if (this.isWaitedForAtOnce(i)) {
          this.add(i, { op: 'RUN', us });
          return true;
        }
        this.pending |= 1n << this.slot;
        this.add(i, { op: 'ASYNC', us });
        return false;
      }
      case 'LOAD_MULTIPLE':
        this.add(i, { op: read.address === DATA_ADDRESS || object !== undefined ? 'READ' : 'PAGE_FAULT' });
        return false;
      case 'PROT_REGION': {
        const size = Number(fields.size ?? 0n) / INSTRUCTION_BYTES;
        this.ends.add(i + size);
        this.add(i, { op, size });
        return false;
      }
      case 'CALL':
        if (entry.end === undefined) this.add(i, { op: 'ILLEGAL', word });
        else this.add(i, { op, size: entry.end - i - 1 });
        return false;
      case 'SYNC_ADD64':
      case 'SYNC_SET64':
      case 'SYNC_WAIT64':
        this.add(i, this.sync(op, word, object, read.data, fields.condition ?? 0n));
        return false;
      default:
        return op satisfies never;
    }
  }

  private sync(
    op: 'SYNC_ADD64' | 'SYNC_SET64' | 'SYNC_WAIT64',
    word: string,
    object: string | undefined,
    data: bigint,
    condition: bigint,
  ): Command {
    if (object === undefined) return { op: 'PAGE_FAULT' };
    if (op === 'SYNC_ADD64' && data === 1n) return { op: 'SYNC_ADD', object };
    if (op === 'SYNC_SET64' && data <= MAX_SEQNO) return { op: 'SYNC_SET', object, seqno: Number(data) };
    if (op === 'SYNC_WAIT64' && condition === BigInt(CONDITION.ALWAYS)) {
      return { op: 'SYNC_WAIT', object, seqno: 0 };
    }
    if (op === 'SYNC_WAIT64' && condition === BigInt(CONDITION.GREATER) && data < MAX_SEQNO) {
      return { op: 'SYNC_WAIT', object, seqno: Number(data) + 1 };
    }
    if (op === 'SYNC_WAIT64' && condition === BigInt(CONDITION.AT_MOST) && data <= MAX_SEQNO) {
      return { op: 'SYNC_WAIT', object, seqno: Number(data), most: true };
    }
    return { op: 'ILLEGAL', word };
  }

  private shader(i: number, ignored: bigint, { jobSize, pointer }: Executed): void {
    if (ignored === (EVENT_MARK | SHADER.BRANCH)) this.add(i, { op: 'BRANCH', us: Number(jobSize) });
    for (const op of ['LOAD', 'LOAD_AT', 'STORE'] as const) {
      if (ignored !== (EVENT_MARK | SHADER[op])) continue;
      const bo = this.objects[addressText(pointer)];
      this.add(i, bo === undefined ? { op: 'PAGE_FAULT' } : { op, bo });
    }
  }

  private event(i: number, ignored: bigint): void {
    for (const [op, code] of Object.entries(EVENTS)) {
      if (ignored !== (EVENT_MARK | code)) continue;
      const command = { op: op as keyof typeof EVENTS };
      this.add(
        i,
        command.op === 'TILER_OOM' && this.heap !== null ? { op: command.op, heap: this.heap } : command,
      );
    }
  }

  /** Whether the next instruction waits for the work of this one and for nothing else, in the same region. */
  private isWaitedForAtOnce(i: number): boolean {
    const next = this.executed[i + 1]?.instruction;
    const own = 1n << this.slot;
    const waits = next?.op === 'WAIT' && next.fields.mask === own;
    return waits && (this.pending & own) === 0n && !this.ends.has(i);
  }

  /** One scoreboard is simulated: who waits for part of the work waits for all of it. */
  private waitFor(i: number, mask: bigint): void {
    if ((mask & this.pending) !== 0n) this.addWait(i);
  }

  private addWait(i: number): void {
    this.pending = 0n;
    this.add(i, { op: 'WAIT' });
  }
}
