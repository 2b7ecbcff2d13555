import type { OptionSpec } from './args.ts';
import type { Command } from './command.ts';

const exitCodeLines = [
  'Exit codes',
  '  0  every rule holds, is not found broken, or breaks as its stored counterexample says',
  '  1  a rule is broken that was not expected to, an expected one no longer shows, or a rule or action never happened',
  '  2  bad input',
  '  3  unknown: a limit was hit before the stated scope was done, or it was interrupted',
];

/** The help without a command: what there is, by example. */
export function overview(commands: readonly Command[]): string {
  const lines = [
    'protm-check: rules for protected mode on Arm Mali CSF GPUs, held against a simulated driver and firmware',
    '',
    'Commands',
    ...table(commands.map((c) => [`${c.name} ${c.operands}`.trimEnd(), c.says])),
    '',
    'Examples',
    ...table(commands.flatMap((c) => c.examples.slice(0, 2).map(([line, says]) => [line, says]))),
    '',
    ...exitCodeLines,
    '',
    '`help COMMAND` lists its options.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options);
  const operands = command.operands === '' ? '' : ` ${command.operands}`;
  const lines = [
    `${command.name}${options.length > 0 ? ' [OPTIONS]' : ''}${operands}: ${command.says}`,
    '',
    'Examples',
    ...table(command.examples),
    ...(options.length === 0
      ? []
      : ['', 'Options', ...table(options.map(([name, spec]) => [optionForm(name, spec), spec.says]))]),
    '',
    ...exitCodeLines,
  ];
  return `${lines.join('\n')}\n`;
}

function optionForm(name: string, { value, short }: OptionSpec): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** Two columns, the first as wide as its widest entry. */
function table(rows: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
