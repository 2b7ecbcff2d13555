import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decode } from '../../../impl/userspace/assembler/decode.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { EncodeError, pack, unpack } from '../../../impl/userspace/assembler/isa.ts';
import { CODE_ADDRESS, type Program } from '../../../impl/userspace/assembler/program.ts';
import {
  AssemblyError,
  disassemble,
  instructionText,
  parseAssembly,
} from '../../../impl/userspace/assembler/text.ts';
import { type Command, commandText, parseCommand, type Stream } from '../../../impl/userspace/stream.ts';
import { decodeWorkload, encodeWorkload, WorkloadError } from '../../../impl/userspace/workload-file.ts';
import { oneGroup } from '../one-group.ts';

const us = fc.integer({ min: 0, max: 10_000_000 });
const object = fc.constantFrom('frame', 'x', 'vsync-2', 'a.b');
const seqno = fc.integer({ min: 0, max: 65_535 });
const illegal = fc.constantFrom('ff00000000000000', '2900000100000002', '6300000000000000');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ op: fc.constantFrom('RUN' as const, 'ASYNC' as const, 'BRANCH' as const), us }),
  fc.record({ op: fc.constantFrom('LOAD' as const, 'LOAD_AT' as const, 'STORE' as const), bo: object }),
  fc.record({ op: fc.constant('PROT_REGION' as const), size: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ op: fc.constantFrom('SYNC_WAIT' as const, 'SYNC_SET' as const), object, seqno }),
  fc.record({ op: fc.constant('SYNC_WAIT' as const), object, seqno, most: fc.constant(true as const) }),
  fc.record({ op: fc.constant('SYNC_ADD' as const), object }),
  fc.record({ op: fc.constant('ILLEGAL' as const), word: illegal }),
  fc.record({ op: fc.constant('TILER_OOM' as const), heap: fc.constantFrom('h', 'frame') }),
  fc.record({
    op: fc.constantFrom(
      ...(['WAIT', 'READ', 'PAGE_FAULT', 'FAULT', 'FATAL', 'UNRECOVERABLE', 'TILER_OOM'] as const),
    ),
  }),
);
/** Commands and calls of commands, within one another. */
const stream: fc.Arbitrary<Stream> = fc.letrec<{ stream: Stream; call: Stream }>((tie) => ({
  stream: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        command.map((c) => [c]),
        tie('call'),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.flat()),
  call: tie('stream').map((body): Stream => [{ op: 'CALL', size: body.length }, ...body]),
})).stream;

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => bits.toString(16).padStart(16, '0'));
const parsed = (...texts: readonly string[]): Stream => texts.map(parseCommand);
const programOf = (...lines: readonly string[]): Program => {
  const words = parseAssembly(lines);
  return { words, length: words.length, objects: {} };
};
const textsOf = (program: Program): readonly string[] => decode(program).map(commandText);

describe('the words of instructions', () => {
  it.each([
    ['PROT_REGION size=16', '2900000000000002'],
    ['PROT_REGION size=524280', '290000000000ffff'],
    ['WAIT mask=0xff', '0300000000ff0000'],
    ['MOVE32 destination=r37, value=0xbb8', '0225000000000bb8'],
    ['MOVE48 destination=r40, value=0x123456789abc', '0128123456789abc'],
    ['RUN_COMPUTE', '0400000000000000'],
    ['LOAD_MULTIPLE base=r48, address=r40, mask=0x1', '1430280000010000'],
    ['SET_SB_ENTRY endpoint=0x1, other=0x2', '1700000000000021'],
    ['CALL address=r44, length=r46', '20002c2e00000000'],
    ['FLUSH_CACHE2 l2=0x3, lsc=0x3, other=0x2, flush_id=r3, signal=0x5', '2405030000000233'],
    ['SYNC_ADD64 error_propagate=0x1, scope=0x2, data=r42, address=r40', '3300282a00000005'],
    ['SYNC_SET64 data=r42, address=r40', '3400282a00000000'],
    ['SYNC_WAIT64 condition=0x1, data=r42, address=r40', '3500282a10000000'],
    ['ERROR_BARRIER', '2f00000000000000'],
    ['NOP', '0000000000000000'],
  ])('%s is %s', (text, expected) => {
    expect(parseAssembly([text])).toEqual([expected]);
    expect(instructionText(expected)).toBe(text);
  });

  it('and their text are the same thing, whatever the word', () => {
    let known = 0;
    const opcodes = fc.constantFrom(0, 1, 2, 3, 4, 20, 23, 32, 36, 41, 47, 51, 52, 53);
    const some = fc.tuple(opcodes, word).map(([op, w]) => op.toString(16).padStart(2, '0') + w.slice(2));
    const sparse = some.map((w) => w.slice(0, 8) + '0'.repeat(4) + w.slice(12));
    fc.assert(
      fc.property(fc.oneof(word, some, sparse), (w) => {
        if (unpack(w) !== null) known++;
        expect(parseAssembly([instructionText(w)])).toEqual([w]);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(known).toBeGreaterThan(30);
  });

  it.each([
    ['WAIT mask=0x100', /^line 1, column 1: WAIT mask: expected 0 to 255, found 256$/],
    ['PROT_REGION size=12', /size: expected 0 to 524280, a multiple of 8, found 12$/],
    ['  WAIT mask=r1', /^line 1, column 8: expected mask=a number, found "mask=r1"$/],
    ['MOVE32 destination=r256', /destination: expected 0 to 255, found 256$/],
    ['MOVE32 destination=5', /column 8: expected destination=r0 to r255, found "destination=5"$/],
    ['MOVE32 value=1, value=2', /column 17: expected value once, found "value=2"$/],
    ['ERROR_BARRIER x=1', /column 15: expected nothing more, found "x=1"$/],
    ['WAIT maks=1', /column 6: expected one of mask=..., progress=..., found "maks=1"$/],
    [
      'PROT_REGON size=8',
      /expected one of the instructions .*, found "PROT_REGON"; did you mean "PROT_REGION"\?$/,
    ],
    ['.quad 12', /column 6: expected a word of 16 hexadecimal digits, "0x...", found "12"$/],
  ])('what is wrong in "%s" is told with its place', (text, message) => {
    expect(() => parseAssembly([text])).toThrow(AssemblyError);
    expect(() => parseAssembly([text])).toThrow(message);
  });

  it('do not take what does not fit', () => {
    expect(() => pack('MOVE32', { destination: 1, value: 2 ** 32 })).toThrow(EncodeError);
    expect(() => pack('WAIT', { masks: 1 })).toThrow('WAIT has no field masks: it has mask, progress');
  });
});

describe('the bytes of a stream', () => {
  it('decode to the stream that was assembled', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(stream, (commands) => {
        for (const { op } of commands) met.add(op);
        const program = assemble(commands);
        expect(decode(program)).toEqual(commands);
        expect(parseAssembly(program.words.map(instructionText))).toEqual(program.words);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(met.size).toBe(19);
  });

  it('are listed with offset and word', () => {
    expect(disassemble(assemble(parsed('PROT_REGION 2', 'RUN 3 ms', 'WAIT')).words)).toEqual([
      '0000  2900000000000004  PROT_REGION size=32',
      '0008  0225000000000bb8  MOVE32 destination=r37, value=0xbb8',
      '0010  0400000000000000  RUN_COMPUTE',
      '0018  0300000000010000  WAIT mask=0x1',
      '0020  0300000000ff0000  WAIT mask=0xff',
    ]);
  });

  it('count a region in instructions, those past the end and those of what it calls too', () => {
    const size = (...texts: readonly string[]): number =>
      Number(unpack(assemble(parsed(...texts)).words[0] ?? '')?.fields.size ?? 0n) / 8;
    expect(size('PROT_REGION 1', 'RUN 1 ms')).toBe(3);
    expect(size('PROT_REGION 2', 'ASYNC 1 ms', 'WAIT')).toBe(5);
    expect(size('PROT_REGION 4', 'RUN 1 ms')).toBe(6);
    expect(size('PROT_REGION 2', 'CALL 1', 'RUN 1 ms')).toBe(6);
    expect(size('PROT_REGION 65535', 'RUN 1 ms')).toBe(65_535);
  });

  it('put what is called behind the stream', () => {
    const { words, length } = assemble(parsed('CALL 1', 'WAIT', 'READ'));
    expect(length).toBe(5);
    expect(words).toHaveLength(6);
    expect(unpack(words[0] ?? '')?.fields.value).toBe(CODE_ADDRESS + 40n);
    expect(instructionText(words[5] ?? '')).toBe('WAIT mask=0xff');
  });

  it('of a region that ends before its work is waited for leave the work outstanding', () => {
    const region = ['MOVE32 destination=r37, value=0xbb8', 'RUN_COMPUTE'];
    expect(textsOf(programOf('PROT_REGION size=16', ...region, 'WAIT mask=0x1'))).toEqual([
      'PROT_REGION 1',
      'ASYNC 3 ms',
      'WAIT',
    ]);
    expect(textsOf(programOf('PROT_REGION size=24', ...region, 'WAIT mask=0x1'))).toEqual([
      'PROT_REGION 1',
      'RUN 3 ms',
    ]);
  });

  it('that call what is not there, themselves, or what nothing maps are errors of the CS', () => {
    const at = (address: string): readonly string[] => [
      `MOVE48 destination=r44, value=${address}`,
      'MOVE32 destination=r46, value=24',
      'CALL address=r44, length=r46',
    ];
    expect(textsOf(programOf(...at('0x40000100')))).toEqual(['ILLEGAL 20002c2e00000000']);
    const recursive = textsOf(programOf(...at('0x40000000')));
    expect(recursive).toEqual([
      ...Array.from({ length: 8 }, (_, i) => `CALL ${8 - i}`),
      'ILLEGAL 20002c2e00000000',
    ]);
    expect(textsOf(programOf('SYNC_ADD64 data=r1, address=r2'))).toEqual(['PAGE_FAULT']);
    expect(textsOf(programOf('.quad 0xff00000000000001'))).toEqual(['ILLEGAL ff00000000000001']);
  });
});

describe('what runs is what the bytes say', () => {
  const workload = (commands: readonly unknown[], more: object = {}) =>
    oneGroup([{ submit: { queue: 'p.g:0', stream: commands } }], { isProtected: true, ...more });
  const run = (commands: readonly unknown[], profile: Readonly<Record<string, string>> = {}) => {
    const setup = { workload: decodeWorkload(workload(commands)), profile, horizonUs: 200_000 };
    return simulate({ revision: revisions.reference, ...setup }, runToCompletion);
  };
  const commandsOf = (events: readonly SimEvent[]): readonly string[] =>
    events.flatMap((e) =>
      e.kind === 'command' && e.op === 'complete' ? [`${e.text}${e.gpuProtected ? ' protected' : ''}`] : [],
    );
  const kill = (events: readonly SimEvent[]): readonly string[] =>
    events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [e.cause ?? ''] : []));

  it('assembly in a workload runs like the commands that it is', () => {
    const assembly = [
      'PROT_REGION size=24 ; one piece of work',
      '',
      'MOVE32 destination=r37, value=0x3e8',
      'RUN_COMPUTE',
      'WAIT mask=0x1',
    ];
    const { events } = run([{ assembly }, 'RUN 1 ms']);
    expect(commandsOf(events)).toEqual(['PROT_REGION 1', 'RUN 1 ms protected', 'RUN 1 ms']);
    expect(commandsOf(run([{ protected: ['RUN 1 ms'] }, 'RUN 1 ms']).events)).toEqual(commandsOf(events));
  });

  it('a region that goes on behind the end of what it was called in, F23a', () => {
    const commands = [{ call: ['PROT_REGION 2', 'RUN 1 ms'] }, 'RUN 2 ms', 'RUN 3 ms'];
    const on = run(commands);
    expect(on.consulted).toContain('F23a');
    expect(commandsOf(on.events)).toEqual([
      'CALL 2',
      'PROT_REGION 2',
      'RUN 1 ms protected',
      'RUN 2 ms protected',
      'RUN 3 ms',
    ]);
    const fault = run(commands, { F23a: 'CS fault' });
    expect(commandsOf(fault.events)).toEqual(['CALL 2', 'PROT_REGION 2', 'RUN 1 ms protected']);
    expect(fault.events.flatMap((e) => (e.kind === 'job' && e.op === 'signal' ? [e.error] : []))).toEqual([
      'EINVAL',
    ]);
  });

  it('SYNC_SET lets go on who waits, and a word that is no instruction is fatal', () => {
    const { events } = run(['SYNC_SET x 5', 'SYNC_WAIT x 5', 'ILLEGAL ff00000000000000', 'RUN 1 ms']);
    expect(commandsOf(events)).toEqual(['SYNC_SET x 5', 'SYNC_WAIT x 5']);
    expect(kill(events)).toEqual(['fatal']);
    const kinds = events.flatMap((e) => (e.kind === 'word' && e.word.endsWith('FATAL') ? [e.after] : []));
    expect(kinds).toEqual([0x49]);
  });

  it('a size that is not the stream’s cuts it off, reaches behind it, or is refused', () => {
    const submit = (bytes: number) => {
      const script = [{ submit: { queue: 'p.g:0', stream: ['RUN 1 ms', 'RUN 2 ms'], bytes } }];
      const told = oneGroup(script, { isProtected: true });
      expect(encodeWorkload(decodeWorkload(told))).toEqual(told);
      const setup = { workload: decodeWorkload(told), profile: {}, horizonUs: 200_000 };
      const { events } = simulate({ revision: revisions.reference, ...setup }, runToCompletion);
      const answers = events.flatMap((e) =>
        e.kind === 'ioctl' && e.call.startsWith('GROUP_SUBMIT') ? [e.result] : [],
      );
      return [...answers, ...commandsOf(events), ...kill(events)];
    };
    expect(submit(48)).toEqual(['ok', 'RUN 1 ms', 'RUN 2 ms']);
    expect(submit(24)).toEqual(['ok', 'RUN 1 ms']);
    expect(submit(0)).toEqual(['ok']);
    expect(submit(12)).toEqual(['EINVAL']);
    expect(submit(64)).toEqual(['ok', 'RUN 1 ms', 'RUN 2 ms', 'fatal']);
  });

  it('workload files keep calls, syncs and words, and refuse assembly that is none', () => {
    const commands = [{ call: ['RUN 1 ms', 'SYNC_SET x 1'] }, 'ILLEGAL ff00000000000000', 'CALL 0'];
    const file = workload(commands);
    expect(encodeWorkload(decodeWorkload(file))).toEqual(file);
    const refused = (item: unknown): string => {
      try {
        decodeWorkload(workload([item]));
      } catch (error) {
        if (error instanceof WorkloadError) return error.message;
      }
      return 'taken';
    };
    const at = 'processes[0].script[0].submit.stream[0]';
    expect(refused({ assembly: ['WAIT', 'WIAT'] })).toMatch(
      /stream\[0\]\.assembly: line 2, column 1: expected one of .* did you mean "WAIT"\?$/,
    );
    expect(refused({ assembly: [5] })).toBe(`${at}.assembly[0]: expected a line of assembly, found 5`);
    expect(refused({ assembly: ['MOVE48 destination=r44, value=1', 'CALL address=r44, length=r44'] })).toBe(
      `${at}.assembly: CALL address=r44, length=r44 is an instruction, but not simulated with these operands`,
    );
    expect(refused('ILLEGAL 0300000000ff0000')).toBe(
      `${at}: expected "ILLEGAL <16 hexadecimal digits that are no instruction>", found "0300000000ff0000", which is WAIT mask=0xff`,
    );
    expect(refused('ILLEGAL 12')).toMatch(/found "12"$/);
    expect(refused({})).toMatch(/stream\[0\]: expected a command, or an object with the field/);
    expect(refused({ calls: [] })).toMatch(/one of the fields protected, call, assembly/);
  });
});
