import { didYouMean } from '../nearest.ts';
import { unpack } from './assembler/isa.ts';
import { instructionText } from './assembler/text.ts';

/** One command of a user's stream, as the CS executes it. Durations are GPU time in microseconds. */
export type Command =
  /** Work that is waited for: the CS goes on after it. */
  | { readonly op: 'RUN'; readonly us: number }
  /** Work that goes on beside the CS until a WAIT. */
  | { readonly op: 'ASYNC'; readonly us: number }
  /** Waits for all asynchronous work of this CS. */
  | { readonly op: 'WAIT' }
  /** The next `size` commands run in protected mode, B.10. */
  | { readonly op: 'PROT_REGION'; readonly size: number }
  /** Waits until the object is at least `seqno`; `most`: while it is more. */
  | { readonly op: 'SYNC_WAIT'; readonly object: string; readonly seqno: number; readonly most?: true }
  /** Adds one to the object and raises SYNC_UPDATE. */
  | { readonly op: 'SYNC_ADD'; readonly object: string }
  /** Makes the object `seqno` and raises SYNC_UPDATE. */
  | { readonly op: 'SYNC_SET'; readonly object: string; readonly seqno: number }
  /** The next `size` commands stand in another buffer, which is called. */
  | { readonly op: 'CALL'; readonly size: number }
  /** Reads ordinary memory (F25). */
  | { readonly op: 'READ' }
  /** Loads what stands in a buffer, which is called as its process bound it, into the register of the CS. */
  | { readonly op: 'LOAD'; readonly bo: string }
  /** Loads from the page of a buffer that the register names: the address depends on what was loaded. */
  | { readonly op: 'LOAD_AT'; readonly bo: string }
  /** Stores the register to all of a buffer. */
  | { readonly op: 'STORE'; readonly bo: string }
  /** Work that is done if the register is odd: the control flow depends on what was loaded. */
  | { readonly op: 'BRANCH'; readonly us: number }
  /** Accesses an address that its VM does not map. */
  | { readonly op: 'PAGE_FAULT' }
  /** A CS fault: the job fails, the CS goes on with the next. */
  | { readonly op: 'FAULT' }
  /** A CS fatal error: the CS stops. */
  | { readonly op: 'FATAL' }
  /** A CS fatal error of the kind CS_UNRECOVERABLE: only a reset of the GPU ends it. */
  | { readonly op: 'UNRECOVERABLE' }
  /** The tiler runs out of memory and waits for the host to grow its heap; without one: that of the VM. */
  | { readonly op: 'TILER_OOM'; readonly heap?: string }
  /** Eight bytes that are no instruction, 16 hexadecimal digits: a CS fatal error. */
  | { readonly op: 'ILLEGAL'; readonly word: string };

export type Stream = readonly Command[];

/** A text that is no duration or no command; says what was expected. */
export class StreamError extends Error {}

/** Microseconds as text in the largest unit that keeps it whole: `3 ms`, `800 us`, `5 s`. */
export function durationText(us: number): string {
  if (us !== 0 && us % 1_000_000 === 0) return `${us / 1_000_000} s`;
  return us !== 0 && us % 1_000 === 0 ? `${us / 1_000} ms` : `${us} us`;
}

const unitUs: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000 };

/**
 * Microseconds of a text like `3 ms`.
 *
 * @throws StreamError when it is no whole, safe number of microseconds
 */
export function parseDuration(text: string): number {
  const match = /^(\d+) (us|ms|s)$/.exec(text);
  const us = Number(match?.[1]) * (unitUs[match?.[2] ?? ''] ?? Number.NaN);
  if (!Number.isSafeInteger(us)) {
    throw new StreamError(`expected a duration like "3 ms" (us, ms or s), found "${text}"`);
  }
  return us;
}

/** Whether a value of a sync object is what a SYNC_WAIT waits for. */
export function meets(
  value: number,
  { seqno, most }: { readonly seqno: number; readonly most?: boolean },
): boolean {
  return most === true ? value <= seqno : value >= seqno;
}

/** The text of a command: `RUN 3 ms`, `PROT_REGION 2`, `SYNC_WAIT frame 3`, `SYNC_WAIT frame <= 3`. */
export function commandText(command: Command): string {
  switch (command.op) {
    case 'RUN':
    case 'ASYNC':
    case 'BRANCH':
      return `${command.op} ${durationText(command.us)}`;
    case 'LOAD':
    case 'LOAD_AT':
    case 'STORE':
      return `${command.op} ${command.bo}`;
    case 'PROT_REGION':
    case 'CALL':
      return `${command.op} ${command.size}`;
    case 'SYNC_WAIT':
      return `SYNC_WAIT ${command.object} ${command.most === true ? '<= ' : ''}${command.seqno}`;
    case 'SYNC_SET':
      return `SYNC_SET ${command.object} ${command.seqno}`;
    case 'ILLEGAL':
      return `ILLEGAL ${command.word}`;
    case 'TILER_OOM':
      return command.heap === undefined ? 'TILER_OOM' : `TILER_OOM ${command.heap}`;
    case 'SYNC_ADD':
      return `SYNC_ADD ${command.object}`;
    default:
      return command.op;
  }
}

/**
 * The command of a text.
 *
 * @throws StreamError that names what was expected
 */
export function parseCommand(text: string): Command {
  const [op = '', ...rest] = text.split(' ');
  const argument = rest.join(' ');
  switch (op) {
    case 'RUN':
    case 'ASYNC':
    case 'BRANCH':
      return { op, us: workUs(argument) };
    case 'LOAD':
    case 'LOAD_AT':
    case 'STORE':
      if (rest.length !== 1 || argument === '') {
        throw new StreamError(`expected "${op} <buffer>", found "${text}"`);
      }
      return { op, bo: argument };
    case 'PROT_REGION':
    case 'CALL':
      return { op, size: parseCount(argument, `${op} <number of commands>`) };
    case 'SYNC_WAIT':
    case 'SYNC_SET': {
      const most = op === 'SYNC_WAIT' && rest[1] === '<=';
      const [object = '', number = ''] = most ? [rest[0], rest[2]] : rest;
      if (rest.length !== (most ? 3 : 2))
        throw new StreamError(`expected "${op} <object> <number>", found "${text}"`);
      const seqno = parseCount(number, `${op} <object> <number>`);
      return op === 'SYNC_WAIT' && most ? { op, object, seqno, most } : { op, object, seqno };
    }
    case 'ILLEGAL':
      return illegal(argument);
    case 'TILER_OOM':
      if (rest.length > 1)
        throw new StreamError(`expected "TILER_OOM" or "TILER_OOM <heap>", found "${text}"`);
      return argument === '' ? { op } : { op, heap: argument };
    case 'SYNC_ADD':
      if (rest.length !== 1) throw new StreamError(`expected "SYNC_ADD <object>", found "${text}"`);
      return { op, object: argument };
    case 'WAIT':
    case 'READ':
    case 'PAGE_FAULT':
    case 'FAULT':
    case 'FATAL':
    case 'UNRECOVERABLE':
      if (rest.length > 0) throw new StreamError(`expected "${op}" alone, found "${text}"`);
      return { op };
    default:
      throw new StreamError(
        `expected one of the commands ${COMMANDS.join(', ')}, found "${text}"${didYouMean(op, COMMANDS)}`,
      );
  }
}

const COMMANDS: readonly Command['op'][] = [
  'RUN',
  'ASYNC',
  'WAIT',
  'PROT_REGION',
  'SYNC_WAIT',
  'SYNC_ADD',
  'SYNC_SET',
  'CALL',
  'READ',
  'LOAD',
  'LOAD_AT',
  'STORE',
  'BRANCH',
  'PAGE_FAULT',
  'FAULT',
  'FATAL',
  'UNRECOVERABLE',
  'TILER_OOM',
  'ILLEGAL',
];

/** What the size of a job holds that is done a workgroup per microsecond. */
const MAX_WORK_US = 2 ** 32 - 1;

function workUs(text: string): number {
  const us = parseDuration(text);
  if (us > MAX_WORK_US) throw new StreamError(`expected work of at most ${MAX_WORK_US} us, found "${text}"`);
  return us;
}

/** A word that is an instruction is one: only those that are none can be written like this. */
function illegal(word: string): Command {
  const expected = 'ILLEGAL <16 hexadecimal digits that are no instruction>';
  if (!/^[0-9a-f]{16}$/.test(word)) throw new StreamError(`expected "${expected}", found "${word}"`);
  if (unpack(word) === null) return { op: 'ILLEGAL', word };
  throw new StreamError(`expected "${expected}", found "${word}", which is ${instructionText(word)}`);
}

/** Largest size of a region, B.10. */
const MAX_REGION_COMMANDS = 65_535;

function parseCount(text: string, expected: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > MAX_REGION_COMMANDS) {
    throw new StreamError(
      `expected "${expected}" with a number up to ${MAX_REGION_COMMANDS}, found "${text}"`,
    );
  }
  return n;
}

/** Where a command of a stream stands: in a region or not. Regions count on in the stream's order, B.10. */
export function inRegion(stream: Stream, index: number): boolean {
  let end = 0;
  for (let i = 0; i <= index; i++) {
    if (i < end) {
      if (i === index) return true;
      continue;
    }
    const command = stream[i];
    if (command?.op === 'PROT_REGION') end = i + 1 + command.size;
  }
  return false;
}

/** Whether a called buffer in which something at `from` stands is left just before `index`. */
export function leavesCallee(stream: Stream, from: number, index: number): boolean {
  return stream.some((command, at) => command.op === 'CALL' && at < from && at + command.size + 1 === index);
}
