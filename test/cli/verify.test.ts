import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../cli/commands/verify.ts';
import { run } from '../../cli/run.ts';
import { FakeIo } from './fake-io.ts';

const root = resolve(import.meta.dirname, '../..');
const playback = 'properties/workloads/video-playback.json';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The message that a mistaken command line is answered with; exit code 2 is asserted. */
async function mistake(...argv: string[]): Promise<string> {
  const io = new FakeIo();
  expect(await run(['verify', ...argv], [verify], io)).toBe(2);
  expect(io.outText).toBe('');
  return io.errText;
}

function workloadFile(name: string, change: (json: { [key: string]: unknown }) => void): string {
  const json = JSON.parse(readFileSync(resolve(root, playback), 'utf8'));
  change(json);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
}

describe('verify', () => {
  test('refuses what it cannot search, and says what is wrong', async () => {
    expect(await mistake('--revision', 'series2026')).toBe(
      'no revision "series2026": did you mean "series-2026"?\n',
    );
    expect(await mistake('--workload', 'properties/workloads/video-playbak.json')).toContain(
      'did you mean "properties/workloads/video-playback.json"?',
    );
    expect(await mistake('--workload', 'nothing-like-it.json')).toMatch(
      /^cannot read nothing-like-it\.json: it does not exist; nearest: .*\.json; `npm run list -- workloads` shows all\n$/,
    );
    // What lies beside it and is no workload is not proposed.
    expect(await mistake('--workload', 'vitest.config')).not.toContain('did you mean');
    expect(await mistake('--workload', 'properties')).toBe(
      'cannot read properties: it is a folder; name a file; `npm run list -- workloads` shows some\n',
    );
    expect(await mistake('--workload', 'README.md')).toMatch(/^README\.md is no JSON: line 1, column 1: /);
    expect(await mistake('--workload', playback, '--workload', playback)).toBe(
      'two workloads are called "video-playback"\n',
    );
    expect(await mistake('--budget', 'deeep')).toContain('did you mean "deep"?');
    expect(await mistake('--budget', '30min')).toContain('smoke, default, deep, 30m, 2h');
    expect(await mistake('--deep', '--budget', 'smoke')).toContain('give a time as 30m');
    expect(await mistake('--budget', '30m', '--shard', '1/2')).toContain('a shard has no time of its own');
  });

  test('names the place in a workload file that is wrong', async () => {
    const file = workloadFile('slots.json', (json) => {
      json.slots = 'three';
    });
    const message = await mistake('--workload', file);
    expect(message).toContain(`${file}: slots`);
    expect(message).toContain('"three"');
    const field = workloadFile('field.json', (json) => {
      json.slot = 3;
    });
    expect(await mistake('--workload', field)).toBe(
      `${field}: slot: expected one of the fields name, note, slots, minSlots, asSlots, csPerSlot, heap, profiling, processes, system, found "slot"; did you mean "slots"?; the format: docs/workloads.md\n`,
    );
  });

  test('names the line and column where a file is no JSON, and takes a byte order mark for nothing', async () => {
    const write = (name: string, text: string): string => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    const faults: readonly (readonly [text: string, where: string])[] = [
      ['{\n  "name": "x",\n  "slots": 1,\n}', 'line 4, column 1: property name expected, found "}"'],
      ['{\n  "name": "x"\n  "slots": 1\n}', 'line 3, column 3: comma expected, found "\\"slots\\""'],
      ['{ "name": x }', 'line 1, column 11: invalid symbol, found "x"'],
      ['{ "name": "x"', 'line 1, column 14: close brace expected, found the end'],
      ['', 'line 1, column 1: value expected, found the end'],
      ['{ // no\n}', 'line 1, column 3: invalid comment token, found "// no"'],
    ];
    for (const [text, where] of faults) {
      const file = write('fault.json', text);
      expect(await mistake('--workload', file)).toBe(`${file} is no JSON: ${where}\n`);
    }
    const marked = write('marked.json', '\uFEFF[]');
    expect(await mistake('--workload', marked)).toBe(
      `${marked}: the file: expected an object, found []; the format: docs/workloads.md\n`,
    );
  });

  test('Ctrl-C ends the search, prints what there is, and exits with 3', { timeout: 90_000 }, async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', 'verify', '--workload', playback],
      {
        cwd: root,
        // On a CI this report is not the job's.
        env: { ...process.env, GITHUB_ACTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    // It says so once it listens; some time in between lets the search get on.
    child.stderr.once('data', () => setTimeout(() => child.kill('SIGINT'), 1_000));
    const { code, out, err } = await ended(child);
    expect(err).toContain('stopping');
    expect(out).toContain('Verdict: unknown (truncated)');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Exit code 3');
    expect(code).toBe(3);
  });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolveCode) => child.on('close', resolveCode));
  return { code, out, err };
}
