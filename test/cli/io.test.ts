import { afterEach, expect, test, vi } from 'vitest';
import { processIo } from '../../cli/io.ts';

const { isTTY } = process.stdout;
afterEach(() => {
  process.stdout.isTTY = isTTY;
  vi.unstubAllEnvs();
});

test.each([
  [true, '', '\u001b[32mholds\u001b[39m'],
  [true, '1', 'holds'],
  [false, '', 'holds'],
])('on a terminal %s, with NO_COLOR "%s"', (terminal, noColor, painted) => {
  process.stdout.isTTY = terminal;
  vi.stubEnv('NO_COLOR', noColor);
  expect(processIo().paint('green', 'holds')).toBe(painted);
});
