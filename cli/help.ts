import { type OptionSpec, optionSays } from './args.ts';
import type { Command } from './command.ts';
import { wrapText } from './report/table.ts';
import { asPasted } from './spelling.ts';

const WIDTH = 110;
/** Widest entry of a first column. */
const WIDEST = 62;

const exitCodeLines = [
  'Exit codes',
  ...table([
    ['0', 'every rule holds, is not found broken, or breaks as its stored counterexample says'],
    ['1', 'a rule broke unexpectedly, an expected break no longer shows, or a rule or action never happened'],
    ['2', 'bad input'],
    [
      '3',
      'unknown: a limit was hit before the stated scope was done, it was interrupted, or it failed itself',
    ],
  ]),
];

/** The help without a command: what there is, by example. */
export function overview(commands: readonly Command[]): string {
  const lines = [
    'protm-check: rules for protected mode on Arm Mali CSF GPUs, held against a simulated driver and firmware',
    '',
    'Commands',
    ...table(commands.map((c) => [c.name, c.says])),
    '',
    'Examples',
    ...table(commands.flatMap((c) => c.examples.slice(0, 1).map(([line, says]) => [line, says]))),
    '',
    ...exitCodeLines,
    '',
    '`npm run verify -- --help` lists the options of verify; likewise for the others.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options);
  const operands = command.operands === '' ? '' : ` ${command.operands}`;
  const form = `${command.name}${options.length > 0 ? ' [OPTIONS]' : ''}${operands}`;
  const lines = [
    ...wrapText(`${form}: ${command.says}`, WIDTH),
    '',
    'Examples',
    ...table(command.examples),
    ...(options.length === 0
      ? []
      : ['', 'Options', ...table(options.map(([name, spec]) => [optionForm(name, spec), optionSays(spec)]))]),
    ...(command.glossary === undefined ? [] : ['', 'What it says', ...table(command.glossary)]),
    '',
    ...exitCodeLines,
  ];
  return `${lines.join('\n')}\n`;
}

function optionForm(name: string, { value, short }: OptionSpec): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/**
 * Two columns, the first as wide as its widest entry, the second broken at the width of a page. A line too long for a
 * column stands above its text.
 */
function table(written: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const rows = written.map(([left, right]) => [asPasted(left), right] as const);
  const width = Math.max(0, ...rows.map(([left]) => left.length).filter((length) => length <= WIDEST));
  return rows.flatMap(([left, right]) => {
    if (left.length > WIDEST) return [`  ${left}`, ...wrapText(`      ${right}`, WIDTH)];
    const [first = '', ...rest] = wrapText(`${' '.repeat(width + 4)}${right}`, WIDTH);
    return [`  ${left.padEnd(width)}  ${first.trimStart()}`, ...rest];
  });
}
