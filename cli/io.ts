import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Where a command writes, and what it knows of who reads. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether stderr is a terminal, so that a line can be written over. */
  readonly live: boolean;
  readonly columns: number;
  paint(format: Format, text: string): string;
  /** Milliseconds of a monotonic clock: for progress and timing files only, never for a result. */
  clockMs(): number;
}

/** The process's own streams. Colours only for a terminal, and never with NO_COLOR. */
export function processIo(): Io {
  const coloured = process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    live: process.stderr.isTTY === true && process.env.CI === undefined,
    columns: process.stderr.columns ?? 80,
    paint: (format, text) => (coloured ? styleText(format, text, { validateStream: false }) : text),
    clockMs: () => performance.now(),
  };
}

/** The user asked for something that does not exist or cannot be: exit code 2. */
export class UsageError extends Error {}
