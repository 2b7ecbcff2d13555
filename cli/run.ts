import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../properties/package-root.ts';
import { parse } from './args.ts';
import type { Command } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { refuseUnwritable } from './files.ts';
import { commandHelp, overview } from './help.ts';
import { type Io, UsageError } from './io.ts';
import { suggestion } from './nearest.ts';
import { failureOf } from './thrown.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs the command that the arguments name.
 *
 * @param argv what stands after the program's name
 * @param env the environment, in which npm leaves the options that it kept to itself
 * @returns the exit code; mistakes of the user are told on stderr and give 2, what fails here gives 3
 */
export async function run(
  argv: readonly string[],
  commands: readonly Command[],
  io: Io,
  env: Env = {},
): Promise<ExitCode> {
  try {
    const [name, ...rest] = argv;
    if (name === undefined || name === '--help' || name === '-h') {
      io.out(overview(commands));
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-V') {
      io.out(`protm-check ${version()}\n`);
      return 0;
    }
    if (name === 'help') return help(rest, commands, io);
    const command = find(name, commands);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(commandHelp(command));
      return 0;
    }
    refuseSwallowed(command, env);
    const args = parse(rest, command.options);
    if (command.operands === '' && args.operands.length > 0) {
      throw new UsageError(`${name} takes no "${args.operands[0]}"`);
    }
    for (const [option, { writes, usual }] of Object.entries(command.options)) {
      const path = args.text(option) ?? usual;
      if (writes !== undefined && path !== undefined) refuseUnwritable(path, writes);
    }
    return await command.run(args, io);
  } catch (error) {
    const { says, exitCode } = failureOf(error);
    io.err(`${says}\n`);
    // Who reads JSON is answered in JSON.
    if (asksForJson(argv)) io.out(`${JSON.stringify({ error: says, exitCode })}\n`);
    return exitCode;
  }
}

function version(): string {
  const { version: text } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return text;
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}

/** Options that npm has too: it may have them from its own configuration. */
const NPM_OPTIONS: readonly string[] = ['json', 'scope', 'depth'];

/**
 * `npm run verify --seed 7` never hands over the option: npm takes it for its own, and the search would silently be
 * another one.
 */
function refuseSwallowed(command: Command, env: Env): void {
  for (const name of Object.keys(command.options)) {
    if (NPM_OPTIONS.includes(name) || env[`npm_config_${name.replaceAll('-', '_')}`] === undefined) continue;
    throw new UsageError(
      `npm kept --${name} to itself: put \`--\` before the options, \`npm run ${command.name} -- --${name} ...\``,
    );
  }
}

function help(rest: readonly string[], commands: readonly Command[], io: Io): ExitCode {
  const [about] = rest;
  io.out(about === undefined ? overview(commands) : commandHelp(find(about, commands)));
  return 0;
}

function find(name: string, commands: readonly Command[]): Command {
  const command = commands.find((c) => c.name === name);
  if (command !== undefined) return command;
  const names = commands.map((c) => c.name);
  throw new UsageError(`unknown command "${name}": ${suggestion(name, [...names, 'help'])}`);
}
