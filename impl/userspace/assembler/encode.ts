import type { Command, Stream } from '../stream.ts';
import { CONDITION, EncodeError, INSTRUCTION_BYTES, JOB_SIZE_X, pack } from './isa.ts';
import {
  addressText,
  CODE_ADDRESS,
  DATA_ADDRESS,
  HEAP_PREFIX,
  objectAddress,
  type Program,
  UNMAPPED_ADDRESS,
} from './program.ts';

/** Registers that the assembler uses; JOB_SIZE_X beside them. */
export const ADDRESS = 40;
const DATA = 42;
const CALL_ADDRESS = 44;
const CALL_LENGTH = 46;
const LOADED = 48;
/** Scoreboard slots: of work that is waited for at once, and of work that is not. */
const SYNCHRONOUS = 0;
const ASYNCHRONOUS = 1;
const ALL_SLOTS = 0xff;
/** What RUN_COMPUTE's work takes: a workgroup per microsecond. */
const work = (us: number): string => pack('MOVE32', { destination: JOB_SIZE_X, value: us });

/**
 * What a stream's own bytes cannot say, what a shader reads and writes, that it faults or the tiler runs out of memory:
 * it happens to the stream here where a NOP says so in the bits that hardware ignores.
 */
export const EVENTS = { FAULT: 1n, FATAL: 2n, UNRECOVERABLE: 3n, TILER_OOM: 4n } as const;
/** The buffer is at the address register, the work of a branch in the size of a job. */
export const SHADER = { LOAD: 5n, LOAD_AT: 6n, STORE: 7n, BRANCH: 8n } as const;
export const EVENT_MARK = 0x53494d_000000n;

/** Largest size of a region, in instructions. */
const MAX_REGION = 65_535;

const move48 = (destination: number, value: bigint | number): string =>
  pack('MOVE48', { destination, value });
const sync = { address: ADDRESS, data: DATA };

const HEAP_SET = pack('HEAP_SET', { address: ADDRESS });
const event = (op: keyof typeof EVENTS): string => pack('NOP', { ignored: EVENT_MARK | EVENTS[op] });

/** The instructions of a command; those of a region and of a call need to know what follows. */
function plain(command: Exclude<Command, { readonly op: 'PROT_REGION' | 'CALL' }>): readonly string[] {
  switch (command.op) {
    case 'RUN':
      return [work(command.us), pack('RUN_COMPUTE'), pack('WAIT', { mask: 1 << SYNCHRONOUS })];
    case 'ASYNC':
      return [
        pack('SET_SB_ENTRY', { endpoint: ASYNCHRONOUS }),
        work(command.us),
        pack('RUN_COMPUTE'),
        pack('SET_SB_ENTRY', { endpoint: SYNCHRONOUS }),
      ];
    case 'WAIT':
      return [pack('WAIT', { mask: ALL_SLOTS })];
    case 'SYNC_WAIT': {
      const { object, seqno, most = false } = command;
      const atLeast = seqno === 0 ? CONDITION.ALWAYS : CONDITION.GREATER;
      const condition = most ? CONDITION.AT_MOST : atLeast;
      return [
        move48(ADDRESS, objectAddress(object)),
        move48(DATA, most ? seqno : Math.max(0, seqno - 1)),
        pack('SYNC_WAIT64', { ...sync, condition }),
      ];
    }
    case 'SYNC_ADD':
      return [move48(ADDRESS, objectAddress(command.object)), move48(DATA, 1), pack('SYNC_ADD64', sync)];
    case 'SYNC_SET':
      return [
        move48(ADDRESS, objectAddress(command.object)),
        move48(DATA, command.seqno),
        pack('SYNC_SET64', sync),
      ];
    case 'READ':
    case 'PAGE_FAULT':
      return [
        move48(ADDRESS, command.op === 'READ' ? DATA_ADDRESS : UNMAPPED_ADDRESS),
        pack('LOAD_MULTIPLE', { base: LOADED, address: ADDRESS, mask: 1 }),
      ];
    case 'FAULT':
    case 'FATAL':
    case 'UNRECOVERABLE':
      return [event(command.op)];
    case 'TILER_OOM':
      if (command.heap === undefined) return [event(command.op)];
      return [
        move48(ADDRESS, objectAddress(heapSymbol(command.heap))),
        HEAP_SET,
        event(command.op),
        move48(ADDRESS, 0),
        HEAP_SET,
      ];
    case 'LOAD':
    case 'LOAD_AT':
    case 'STORE':
      return [
        move48(ADDRESS, objectAddress(command.bo)),
        pack('NOP', { ignored: EVENT_MARK | SHADER[command.op] }),
      ];
    case 'BRANCH':
      return [work(command.us), pack('NOP', { ignored: EVENT_MARK | SHADER.BRANCH })];
    case 'ILLEGAL':
      return [command.word];
    default:
      return command satisfies never;
  }
}

/** How many instructions a command is, without those of what it calls. */
function lengthOf(command: Command): number {
  if (command.op === 'PROT_REGION') return 1;
  return command.op === 'CALL' ? 3 : plain(command).length;
}

/** Instructions of a region: of the commands in it, and one for each that it has beyond the stream's end. */
function regionLength(stream: Stream, at: number, size: number): number {
  const inside = stream.slice(at + 1, at + 1 + size);
  const beyond = size - inside.length;
  return Math.min(
    MAX_REGION,
    inside.reduce((sum, command) => sum + lengthOf(command), beyond),
  );
}

/** A piece of a stream that lies in one place: the stream itself, or what a CALL in it calls. */
interface Body {
  /** Its commands, those of what it calls among them. */
  readonly from: number;
  readonly to: number;
  /** Where it begins and how long it is, in instructions. */
  readonly start: number;
  readonly length: number;
}

/** The stream's own body first, then those of its calls; each CALL's under the place of its first command. */
function layOut(stream: Stream): ReadonlyMap<number, Body> {
  const bodies = new Map<number, Body>();
  const waiting = [{ from: 0, to: stream.length }];
  let start = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { from, to } = next;
    let length = 0;
    for (let i = from; i < to; i++) {
      const command = stream[i] as Command;
      length += lengthOf(command);
      if (command.op !== 'CALL') continue;
      const end = Math.min(to, i + 1 + command.size);
      waiting.push({ from: i + 1, to: end });
      i = end - 1;
    }
    // A call of nothing stands where what comes behind it does.
    if (from === 0 || to > from) bodies.set(from, { from, to, start, length });
    start += length;
  }
  return bodies;
}

/**
 * The bytes of a stream. `decode` gives the same stream back, but for a region whose size does not fit into 16 bits
 * once it is counted in instructions: that one becomes as large as it can.
 *
 * @throws EncodeError for a number that fits into no instruction
 */
export function assemble(stream: Stream): Program {
  const objects: Record<string, string> = {};
  const bodies = layOut(stream);
  const words = [...bodies.values()].flatMap(({ from, to }): readonly string[] => {
    const body: string[] = [];
    for (let i = from; i < to; i++) {
      const command = stream[i] as Command;
      if (command.op === 'PROT_REGION') {
        const size = regionLength(stream, i, command.size) * INSTRUCTION_BYTES;
        body.push(pack('PROT_REGION', { size }));
      } else if (command.op === 'CALL') {
        const callee = command.size === 0 ? NOTHING : (bodies.get(i + 1) ?? NOTHING);
        body.push(
          move48(CALL_ADDRESS, CODE_ADDRESS + BigInt(callee.start * INSTRUCTION_BYTES)),
          pack('MOVE32', { destination: CALL_LENGTH, value: callee.length * INSTRUCTION_BYTES }),
          pack('CALL', { address: CALL_ADDRESS, length: CALL_LENGTH }),
        );
        i += callee.to - callee.from;
      } else {
        if ('object' in command) note(objects, command.object);
        if ('bo' in command) note(objects, command.bo);
        if ('heap' in command && command.heap !== undefined) note(objects, heapSymbol(command.heap));
        body.push(...plain(command));
      }
    }
    return body;
  });
  return { words, length: bodies.get(0)?.length ?? 0, objects };
}

const NOTHING: Body = { from: 0, to: 0, start: 0, length: 0 };

const cache = new WeakMap<Stream, Program>();

/** The same, once for each stream. */
export function assembled(stream: Stream): Program {
  let program = cache.get(stream);
  if (program === undefined) {
    program = assemble(stream);
    cache.set(stream, program);
  }
  return program;
}

/** Heap contexts and sync objects have names of their own. */
const heapSymbol = (heap: string): string => `${HEAP_PREFIX}${heap}`;

function note(objects: Record<string, string>, name: string): void {
  const address = addressText(objectAddress(name));
  const other = objects[address];
  if (other !== undefined && other !== name) {
    throw new EncodeError(`the sync objects ${other} and ${name} would be at one address: rename one`);
  }
  objects[address] = name;
}
