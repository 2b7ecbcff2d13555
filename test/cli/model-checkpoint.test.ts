import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { model } from '../../cli/commands/model.ts';
import { checkpointIn } from '../../cli/model/checkpoint-file.ts';
import { featuresIn } from '../../cli/model/features.ts';
import { reportOf } from '../../cli/model/report.ts';
import type { AnyModel } from '../../cli/model/source.ts';
import { run } from '../../cli/run.ts';
import { check } from '../../model/checker/index.ts';
import { protectedMode, small } from '../../model/protected-mode/index.ts';
import { FakeIo } from './fake-io.ts';
import { livingProtm } from './living-protm.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'checkpoint-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const child = (...argv: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'test/cli/checkpoint-child.ts', ...argv], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });

/** Park and Miller's generator, so that the points are always the same. */
function* points(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 48271) % 2147483647;
    yield x;
  }
}

const living = () => livingProtm(() => {});

describe('a process that is killed by SIGKILL', () => {
  test('in the midst of writing, again and again, and then while liveness is decided: the same result', () => {
    const whole = check(living());
    const [enters, again] = whole.perRule.slice(-2);
    expect([enters?.verdict, again?.verdict]).toEqual(['holds (exhaustive)', 'violated']);
    expect(again?.loopStart).toBeTypeOf('number');
    const folder = join(root, 'killed');
    const seeded = points(7);
    const saved: number[] = [];
    // A save makes nine such calls: 1 cuts, 2 to 4 write states, 5 syncs, 6 writes the head, 7 syncs, 8 and 9 rename.
    for (const kind of [3, 6, 5, 8, 9]) {
      const at = 9 * ((seeded.next().value ?? 0) % 6) + kind;
      expect(child(folder, 'write', String(at)).signal, `killed at write ${at}`).toBe('SIGKILL');
      saved.push(checkpointIn(folder, () => false).read()?.saved.states ?? 0);
    }
    // Each went on where the one before was.
    expect([...saved].sort((a, b) => a - b)).toEqual(saved);
    expect(saved.at(-1)).toBeGreaterThan(saved[0] ?? Infinity);
    expect(saved.at(-1)).toBeLessThan(whole.states);
    expect(child(folder, 'liveness', '1000').signal).toBe('SIGKILL');
    expect(checkpointIn(folder, () => false).read()?.saved.head).toBe(whole.states);
    const { stdout, status, stderr } = child(folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(JSON.stringify(whole));
  });
});

describe('files of a checkpoint', () => {
  const finished = (name: string): string => {
    const folder = join(root, name);
    check(living(), { maxDepth: 12, checkpoint: checkpointIn(folder, () => true) });
    return folder;
  };
  const resume = (folder: string) =>
    check(living(), { maxDepth: 12, checkpoint: checkpointIn(folder, () => true) });

  test('what a killed process left behind the end changes nothing', () => {
    const folder = finished('tail');
    const states = join(folder, 'states.bin');
    writeFileSync(states, Buffer.concat([readFileSync(states), Buffer.from('half a state')]));
    writeFileSync(join(folder, 'search.json.new'), '123\n{"for');
    expect(JSON.stringify(resume(folder))).toBe(JSON.stringify(check(living(), { maxDepth: 12 })));
    const on = check(living(), { checkpoint: checkpointIn(folder, () => true) });
    expect(JSON.stringify(on)).toBe(JSON.stringify(check(living())));
    expect(readdirSync(folder).sort()).toEqual(['search.json', 'states.bin']);
  });

  test('damage is told, and what to do', () => {
    const flipped = finished('flipped');
    const states = join(flipped, 'states.bin');
    const bytes = readFileSync(states);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(states, bytes);
    expect(() => resume(flipped)).toThrow(
      /states\.bin is damaged at states \d+ to \d+: remove .* and begin again/,
    );

    const short = finished('short');
    truncateSync(join(short, 'states.bin'), 100);
    expect(() => resume(short)).toThrow('states.bin is too short');

    const changed = finished('changed');
    const head = join(changed, 'search.json');
    writeFileSync(head, readFileSync(head, 'utf8').replace('"head":', '"head":1'));
    expect(() => resume(changed)).toThrow(/search\.json is damaged: remove/);
  });
});

describe('model check --checkpoint', () => {
  async function runModel(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
    const io = new FakeIo();
    const code = await run(['model', 'check', ...argv], [model], io);
    return { code, io };
  }

  test('goes on after a limit, with the report of one run; a checkpoint of something else is bad input', async () => {
    const folder = join(root, 'deep/cli');
    const kept = ['--checkpoint', folder];
    const first = await runModel(...kept, '--max-states', '8000');
    expect(first.code).toBe(3);
    expect(first.io.outText).toContain(`Next: npm run model -- check --scope small --checkpoint ${folder}\n`);
    expect(existsSync(join(folder, 'states.bin'))).toBe(true);
    const second = await runModel(...kept, '--depth', '15', '--json');
    expect(second.io.errText).toMatch(/going on from [\d,]+ states in /);
    const reference = protectedMode(small).model as unknown as AnyModel;
    const whole = reportOf(reference, check(reference, { maxDepth: 15 }), featuresIn(small.cases));
    expect(second.io.outText).toBe(`${JSON.stringify(whole, null, 2)}\n`);
    const other = await runModel('--file', 'test/cli/model-lock.ts', '--checkpoint', folder);
    expect(other.code).toBe(2);
    expect(other.io.errText).toContain('the checkpoint is of "protected mode, small", this run of "lock"');
  });
});
