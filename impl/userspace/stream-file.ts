import { decode } from './assembler/decode.ts';
import { unpack } from './assembler/isa.ts';
import { AssemblyError, instructionText, parseAssembly } from './assembler/text.ts';
import { type At, WorkloadError } from './at.ts';
import { type Command, commandText, parseCommand, StreamError } from './stream.ts';

/** The stream of a workload file: a list of commands as texts, of regions and calls around others, and of assembly. */
export function decodeStream(at: At): readonly Command[] {
  return at.items().flatMap((item): readonly Command[] => {
    if (typeof item.value === 'string') {
      try {
        return [parseCommand(item.value)];
      } catch (error) {
        if (error instanceof StreamError) throw new WorkloadError(`${item.path}: ${error.message}`);
        throw error;
      }
    }
    const [kind = '', ...more] = item.keys();
    if (kind === '') item.fail('a command, or an object with the field protected, call or assembly');
    if (more.length > 0) item.only(kind);
    if (kind === 'assembly') return decodeAssembly(item.field(kind));
    item.only('protected', 'call', 'assembly');
    const body = decodeStream(item.field(kind));
    return [{ op: kind === 'call' ? 'CALL' : 'PROT_REGION', size: body.length }, ...body];
  });
}

/** The commands of lines of assembly; a word that is no instruction is the command ILLEGAL. */
function decodeAssembly(at: At): readonly Command[] {
  const lines = at.items().map((line) => line.text('a line of assembly'));
  try {
    const words = parseAssembly(lines);
    const commands = decode({ words, length: words.length, objects: {} });
    for (const command of commands) {
      if (command.op !== 'ILLEGAL' || unpack(command.word) === null) continue;
      throw new WorkloadError(
        `${at.path}: ${instructionText(command.word)} is an instruction, but not simulated with these operands`,
      );
    }
    return commands;
  } catch (error) {
    if (error instanceof AssemblyError) throw new WorkloadError(`${at.path}: ${error.message}`);
    throw error;
  }
}

/** Regions and calls that lie wholly in the stream and hold no other one are written nested, all else as it is. */
export function encodeStream(stream: readonly Command[]): readonly unknown[] {
  const items: unknown[] = [];
  for (let i = 0; i < stream.length; i++) {
    const command = stream[i] as Command;
    const { op } = command;
    const body = op === 'PROT_REGION' || op === 'CALL' ? stream.slice(i + 1, i + 1 + command.size) : [];
    const plain = body.every((c) => c.op !== 'PROT_REGION' && c.op !== 'CALL');
    if (
      (op === 'PROT_REGION' || op === 'CALL') &&
      command.size > 0 &&
      body.length === command.size &&
      plain
    ) {
      const texts = body.map(commandText);
      items.push(op === 'CALL' ? { call: texts } : { protected: texts });
      i += command.size;
    } else items.push(commandText(command));
  }
  return items;
}
