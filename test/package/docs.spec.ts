import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Shown, shown } from '../cli/shown-commands.ts';
import { type Clone, makeClone, root } from './clone.ts';

/** What says that Ctrl-C ends it takes no longer: then it is interrupted, and has to end as one that was. */
const LIMIT_MS = 8_000;
/** What ends so soon after the signal may have been about to end anyway. */
const ABOUT_DONE_MS = 10_000;
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).scripts;
const stored = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';

/** What is not run, and why. */
const exempt: readonly (readonly [line: RegExp, why: string])[] = [
  [/\|/, 'a form, not a line'],
  [/^npm run (traces|check)$/, 'a name: what it is is said by the other lines; CI runs check'],
  [/^npm run test:docs$/, 'this'],
  [/^npm run new -- revision my-fix$/, 'a name can be taken once: with --on it is'],
  [/my-driver|higher-comes/, 'the tutorial, which is followed as a whole: tutorial.spec.ts'],
];

/** Commands that end with a line to paste, however they end. */
const guides = ['verify', 'merge', 'explore', 'traces', 'shrink', 'diff', 'detect', 'findings'];
const guided = ({ command, argv }: Shown): boolean =>
  !argv.includes('--json') &&
  (guides.includes(command) ||
    (command === 'model' && ['check', 'witness'].includes(argv[0] ?? '')) ||
    (command === 'replay' && argv.includes('counterexamples/')));

/** What would be made, before it is made; shards are merged by the sources that searched them, before those change. */
const isBefore = ({ command, argv }: Shown): number =>
  Number(command === 'merge' || argv.includes('--dry-run'));
const lines = [...new Map(shown.map((one) => [one.line, one])).values()]
  .filter(({ line }) => !exempt.some(([form]) => form.test(line)))
  .sort((a, b) => isBefore(b) - isBefore(a));

let clone: Clone;
beforeAll(async () => {
  clone = makeClone();
  const block = (page: string, begin: RegExp): string =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/^```\w*\n([\s\S]*?)^```/gm)]
      .map(([, code]) => code ?? '')
      .find((code) => begin.test(code)) ?? '';
  const put = (file: string, text: string): void => writeFileSync(join(clone.folder, file), text);
  // What the pages speak of as yours.
  put('my.json', block('docs/workloads.md', /^\{/));
  put('my-strategy.ts', block('docs/your-own.md', /^import \{ type Chooser/));
  put('my-model.ts', block('docs/your-own.md', /^import \{ id, idType/));
  for (const folder of [
    'report/found',
    'home/.zfunc',
    'home/.local/share/bash-completion/completions',
    'home/.config/fish/completions',
  ])
    mkdirSync(join(clone.folder, folder), { recursive: true });
  cpSync(join(root, stored), join(clone.folder, 'FILE'));
  cpSync(join(root, stored), join(clone.folder, 'report/found/series-2026-served-3f2a91c0.json'));
  for (const shard of ['1/2', '2/2']) {
    const { code } = await clone.paste(
      pasted(`npm run verify -- --shard ${shard} --budget smoke --revision mainline`),
    );
    expect(code).toBe(0);
  }
  cpSync(join(clone.folder, 'report/shards'), join(clone.folder, 'artifacts'), { recursive: true });
});
afterAll(() => clone.remove());

/** The line as npm runs it, so that the signal comes to the command and its exit code to us. */
function pasted(line: string): string {
  return line.replace(/^npm run (?:-s )?(\S+)(?: --(?= |$))?/, (_, name: string) => `exec ${scripts[name]}`);
}

test('there are lines of every command', () => {
  expect(lines.length).toBeGreaterThan(75);
  for (const command of [...guides, 'model', 'replay', 'list', 'explain', 'new', 'completion', 'bench'])
    expect(lines.map((one) => one.command)).toContain(command);
});

test('the strategy of docs/your-own.md runs', async () => {
  const { code, out, err } = await clone.paste('exec node --import tsx my-strategy.ts');
  expect([code, out], err).toEqual([0, expect.stringMatching(/^[1-9]\d+ steps, \d+ violations\n$/)]);
});

test.each(lines.map((one) => [one.line, one] as const))('%s', async (line, one) => {
  // A stored one is not shrunk into itself, and a name is taken once.
  const asked = line.replace(
    /^npm run shrink -- FILE\b/,
    'npm run shrink -- report/found/series-2026-served-3f2a91c0.json',
  );
  const { code, out, err, interruptedMs } = await clone.paste(pasted(asked), {
    ms: LIMIT_MS,
    // A bench says nothing of Ctrl-C, and may say nothing for minutes.
    after: one.command === 'bench' ? null : /Ctrl-C/,
  });
  const interrupted = interruptedMs !== null;
  const ended = `${one.page}: ${line} gave ${code}${interrupted ? ', interrupted' : ''}:\n${out.slice(-2000)}${err.slice(-2000)}`;
  // Benches measure what other tools do too, and have nothing to keep when they are interrupted.
  if (one.command === 'bench') {
    expect(interrupted || code === 0, ended).toBe(true);
    return;
  }
  // The signal may come when all is done, or told: then nothing is cut short.
  const was = interrupted && (interruptedMs > ABOUT_DONE_MS || /truncated|interrupted/.test(out));
  const codes = was ? [1, 3] : interrupted ? [0, 1, null] : [0, 1, 3];
  expect(codes, ended).toContain(code);
  expect(err, ended).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  if (guided(one)) expect(out, ended).toMatch(/^Next: \S.*\n$/m);
  if (out === '') expect(line, ended).toMatch(/>|--out/);
});
