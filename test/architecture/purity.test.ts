import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What would make a run depend on more than its inputs. */
const impure: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Math.random', pattern: /\bMath\s*\.\s*random\b/ },
  { name: 'Date', pattern: /\b(?:new\s+Date|Date\s*\.\s*now|Date\s*\()/ },
  { name: 'performance', pattern: /\bperformance\s*\./ },
  { name: 'process', pattern: /\bprocess\s*\.\s*(?:hrtime|env|argv|nextTick|cwd|memoryUsage|exit|std\w+)\b/ },
  { name: 'timer', pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/ },
  { name: 'promise', pattern: /\basync\s*(?:function\b|\(|\w+\s*(?:=>|\())|\bawait\s|\bPromise\b/ },
  { name: 'crypto', pattern: /\bcrypto\s*\./ },
];

/** The code without comments; strings stay, except for their contents. */
function code(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, (text) =>
    text.startsWith('/') ? ' ' : "''",
  );
}

function impurities(source: string): readonly string[] {
  const text = code(source);
  return impure.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
}

function sources(folder: string): readonly string[] {
  return readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
    .sort();
}

describe('purity', () => {
  test.each(['model', 'impl'])('%s/ has no clock, no randomness, no promises', (folder) => {
    const files = sources(folder);
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((file) =>
      impurities(readFileSync(resolve(root, file), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['Math.random', 'const x = Math.random();'],
    ['Date', 'const now = Date.now();'],
    ['performance', 'const t = performance.now();'],
    ['process', 'if (process.env.CI) stop();'],
    ['timer', 'setTimeout(f, 10);'],
    ['promise', 'export async function f() {}'],
    ['promise', 'const f = async () => 1;'],
    ['promise', 'class A { async run() {} }'],
    ['promise', 'for (const x of y) await x;'],
    ['crypto', 'crypto.randomUUID();'],
  ])('%s is seen', (name, source) => {
    expect(impurities(source)).toEqual([name]);
  });

  test.each([
    "// Date.now() is not asked\nconst a = 'await';",
    '/* Math.random */ const process = 1; process.path;',
    'const async = { ...x, async: 1 };',
  ])('words in comments and strings are not: %s', (source) => expect(impurities(source)).toEqual([]));
});
