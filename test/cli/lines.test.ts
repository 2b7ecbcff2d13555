import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textAt, wholeLines } from '../../cli/lines.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the lines of a file are the same whatever is read at once, without one that was cut, and are found again', () => {
  const path = join(folder, 'file');
  const lines = ['eins', '', 'zwölf', 'ü'.repeat(20)];
  writeFileSync(path, `${lines.join('\n')}\ncut`);
  for (const chunkBytes of [1, 3, 7, 1_000]) {
    const found = [...wholeLines(path, chunkBytes)];
    expect(found.map(({ text }) => text)).toEqual(lines);
    expect(found.map((line) => textAt(path, line))).toEqual(lines);
  }
});
