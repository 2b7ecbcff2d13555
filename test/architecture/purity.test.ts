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

/** Variables of a module that can change, and collections in them: what one run leaves there the next one finds. */
const KEPT =
  /^(?:export )?(?:let|var)\s+(\w+)|^(?:export )?const (\w+)(?:: (?!Readonly|readonly)[^=\n]+)? = (?:new (?:Weak)?(?:Map|Set)\b|\[\];)|^ +(?:(?:private|public|readonly) )*static (?:readonly )?(\w+) =/gm;

function kept(source: string): readonly string[] {
  return [...code(source).matchAll(KEPT)].map(
    ([, ...names]) => names.find((name) => name !== undefined) ?? '',
  );
}

/** What depends on nothing of a run: the same operation, text or linked function for the same key. */
const caches = [
  'impl/driver/link.ts: records',
  'impl/driver/link.ts: unused',
  'impl/driver/unit.ts: linkedOnceUnits',
  'impl/runtime/activity.ts: plainOps',
  'impl/runtime/machine.ts: latenessesByMax',
  'impl/userspace/assembler/decode.ts: cache',
  'impl/userspace/assembler/encode.ts: cache',
];

describe('purity', () => {
  test('impl/ keeps nothing in the variables of its modules from one run to the next', () => {
    const found = sources('impl').flatMap((file) =>
      kept(readFileSync(resolve(root, file), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual(caches);
  });

  test.each([
    ['let ticks = 0;', ['ticks']],
    ['export const seen = new Map<string, number>();', ['seen']],
    ['const seen: Set<string> = new Set();', ['seen']],
    ['const order: number[] = [];', ['order']],
    ['const none: readonly number[] = [];', []],
    ['class A {\n  private static count = 0;\n}', ['count']],
    ['const ids: ReadonlySet<string> = new Set(["a"]);', []],
    ['function f() {\n  let i = 0;\n  const seen = new Set();\n}', []],
  ])('%s', (source, names) => {
    expect(kept(source)).toEqual(names);
  });

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
