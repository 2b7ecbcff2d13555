import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explore } from '../../cli/commands/explore.ts';
import { shrink } from '../../cli/commands/shrink.ts';
import { readStored } from '../../cli/files.ts';
import { run } from '../../cli/run.ts';
import { scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { asSmall } from '../../properties/counterexample/shrink.ts';
import { FakeIo } from '../cli/fake-io.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explore-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ran(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = new FakeIo();
  const code = await run(argv, [explore, shrink], io);
  return { code, out: io.outText, err: io.errText };
}

describe('explore, and shrink after it', () => {
  const search = ['--revision', 'mainline', '--strategy', 'random walk 0.5', '--executions', '2'] as const;

  test('a rule that breaks is written as it was met, and shrinking goes on from there to the default schedule', async () => {
    // Mainline never answers PROTM_PENDING: a rule that it is otherwise not judged by.
    const found = await ran('explore', ...search, '--rule', 'EVENT-ONCE', '--no-shrink', '--report', folder);
    expect(found).toMatchObject({ code: 1, err: expect.stringContaining('Ctrl-C') });
    expect(found.out).toMatch(
      /^mainline, video-playback, random walk 0\.5, seeds 1 to 2\n2 executions, [\d,]+ steps/,
    );
    expect(found.out).toContain('Verdict: violated (EVENT-ONCE). Exit code 1');
    const [, file = ''] = /^Next: npm run shrink -- (\S+)$/m.exec(found.out) ?? [];
    expect(file).toMatch(/\/found\/mainline-event-once-[0-9a-f]{8}\.json$/);
    const met = readStored(file);
    expect(replay(met).stale).toBeNull();
    expect(met.schedule.length).toBeGreaterThan(10);
    expect(met.minimal.label).toBe('not shrunk to the end');

    // A limit stands for an interruption: what there is then is smaller, replays, and is gone on with.
    const part = await ran('shrink', file, '--runs', '3', '--enumeration', '5');
    expect(part).toMatchObject({
      code: 3,
      out: expect.stringContaining(`Next: npm run shrink -- ${file} --runs 3\n`),
    });
    const smaller = readStored(file);
    expect(replay(smaller).stale).toBeNull();
    expect(smaller.schedule.length).toBeLessThan(met.schedule.length);

    const whole = await ran('shrink', file, '--enumeration', '5', '--json');
    const small = readStored(file);
    expect(replay(small).stale).toBeNull();
    expect(JSON.parse(whole.out)).toMatchObject({
      rule: 'EVENT-ONCE',
      label: small.minimal.label,
      after: { decisions: small.schedule.length, processes: 1 },
      exitCode: whole.code,
    });
    expect(small.schedule).toEqual([]);
    expect(whole.code).toBe(0);
    expect(existsSync(`${file}.part`)).toBe(false);

    const told = await ran('shrink', file, '--enumeration', '5', '--facts');
    const { needs, noReturn } = readStored(file);
    expect({ code: told.code, searched: needs.searched }).toEqual({ code: 0, searched: [] });
    expect([needs.removing, noReturn?.label]).not.toContain(undefined);
    expect(told.out).toMatch(/no schedule keeps the rule|point of no return/);
  });

  test('a cause that the manifest knows is no news, and nothing is written of it', async () => {
    const report = join(folder, 'known');
    const { code, out } = await ran(
      ...['explore', '--revision', 'series-2026', '--strategy', 'run to completion', '--rule', 'ENTER-GATE'],
      ...['--report', report, '--json'],
    );
    const json = JSON.parse(out);
    expect(code).toBe(0);
    expect(json).toMatchObject({ executions: 1, exitCode: 0, truncated: false });
    expect(json.verdicts['ENTER-GATE']).toMatchObject({ word: 'expected violation', violatedRuns: 1 });
    expect(json.findings).toEqual([
      { rule: 'ENTER-GATE', expected: true, file: 'counterexamples/series-2026/ENTER-GATE.enter-gate.json' },
    ]);
    expect(existsSync(report)).toBe(false);
  });

  test('a rule of which nothing happens is vacuous; the next line is another strategy', async () => {
    const { code, out } = await ran('explore', ...search, '--rule', 'PING-SAFE');
    expect(code).toBe(1);
    expect(out).toContain('Verdict: vacuous (PING-SAFE). Exit code 1');
    expect(out).toMatch(
      /Next: npm run explore -- --revision mainline .*--rule PING-SAFE --seed 3 --executions 2\n/,
    );
  });

  test('shrink leaves a stored counterexample alone, and tells a stale one', async () => {
    const stored = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';
    expect(await ran('shrink', stored)).toMatchObject({ code: 2, err: expect.stringContaining('--out') });
    const counterexample = readStored(stored);
    const kept = asSmall(counterexample, [scenarioOf(counterexample), counterexample.schedule, 7]);
    expect(kept.minimal).toMatchObject({ label: 'not shrunk to the end', runs: 7 });
    expect(readFileSync(stored, 'utf8')).toContain(kept.what);
  });
});
