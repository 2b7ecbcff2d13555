import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLines } from '../../cli/report/table.ts';

const line = `npm run traces -- --workload 'a b/my own.json' --until "2 ms" --rule SERVED`;

test('a line to paste that fits stays as it is', () => {
  expect(commandLines(`  ${line}`, 100)).toEqual([`  ${line}`]);
});

test.each([20, 35, 50, 70])('one that is wider than %i columns is the same to a shell', (width) => {
  const lines = commandLines(`  ${line}`, width);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]).toMatch(/^ {2}npm/);
  const words = (text: string): readonly string[] =>
    execFileSync('sh', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' }).split('\n');
  expect(words(lines.join('\n'))).toEqual(words(line));
  // Only a word that is wider alone stands out.
  for (const one of lines)
    if (one.length > width) expect(one.trim().replace(/ \\$/, '')).toMatch(/^('.*'|\S+)$/);
});
