import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { run } from '../../cli/run.ts';
import { FakeIo } from './fake-io.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const finding = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';

/**
 * The shortest line of each command that does something; null: its own test reads its JSON, since it takes seconds
 * (`verify`, `merge`: shards.test.ts) or a line for each that it is given (`model step`: model.test.ts).
 */
const lines: Readonly<Record<string, (() => readonly string[]) | null>> = {
  completion: () => [],
  detect: null,
  diff: null,
  explain: () => ['TOP-ONLY'],
  explore: null,
  findings: () => [],
  list: () => ['rules'],
  merge: null,
  model: () => ['graph', '--file', 'test/cli/model-lock.ts'],
  new: () => ['workload', 'not-written', '--dry-run'],
  replay: () => [finding, finding],
  shrink: () => [finding, '--out', join(folder, 'small.json'), '--runs', '1', '--enumeration', '0'],
  traces: () => ['--workload', 'video-playback', '--until', '1 ms'],
  verify: null,
};

async function answerOf(...argv: readonly string[]): Promise<{ code: number; answer: unknown; io: FakeIo }> {
  const io = new FakeIo();
  const code = await run([...argv, '--json'], commands, io, {});
  return { code, answer: JSON.parse(io.outText), io };
}

test('every command has --json', () => {
  expect(Object.keys(lines).sort()).toEqual(commands.map(({ name }) => name).sort());
  for (const { name, options } of commands) expect(options['json']?.type, name).toBe('boolean');
});

test.each(Object.entries(lines).flatMap(([name, argv]) => (argv === null ? [] : [[name, argv] as const])))(
  '%s prints one document',
  async (name, argv) => {
    const { code, answer } = await answerOf(name, ...argv());
    expect([0, 1, 3]).toContain(code);
    expect(typeof answer).toBe('object');
    if (typeof answer === 'object' && answer !== null && 'exitCode' in answer)
      expect(answer.exitCode).toBe(code);
  },
);

test.each(commands.map(({ name }) => name))('%s tells a mistake as JSON too', async (name) => {
  const { code, answer, io } = await answerOf(name, '--no-such-option');
  expect({ code, answer }).toEqual({ code: 2, answer: { error: io.errText.trimEnd(), exitCode: 2 } });
  expect(io.errText).toContain('unknown option --no-such-option');
});

test('a command that there is none of, and one that is given too much', async () => {
  expect((await answerOf('exlpain')).answer).toEqual({
    error: 'unknown command "exlpain": did you mean "explain"?',
    exitCode: 2,
  });
  expect((await answerOf('replay', finding, '--format', 'html')).answer).toMatchObject({ exitCode: 2 });
  expect((await answerOf('model', 'graph', '--format', 'dot')).answer).toMatchObject({ exitCode: 2 });
  const io = new FakeIo();
  // Behind `--` it is a name, not an option.
  expect(await run(['explain', '--', '--json'], commands, io, {})).toBe(2);
  expect(io.outText).toBe('');
});
