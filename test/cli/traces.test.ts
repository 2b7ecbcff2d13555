import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programs } from '../../bench/traces/programs.ts';
import { traces } from '../../cli/commands/traces.ts';
import { run } from '../../cli/run.ts';
import { encodeWorkload } from '../../impl/userspace/workload-file.ts';
import { FakeIo } from './fake-io.ts';

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'traces-'));
  file = join(folder, 'entry.json');
  const entry = programs.find((p) => p.workload.name === 'entry');
  writeFileSync(file, JSON.stringify(entry === undefined ? null : encodeWorkload(entry.workload)));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function runTraces(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  return { code: await run(['traces', ...argv], [traces], io, {}), io };
}

/** How many operations a run has changes with each that is simulated. */
const shown = (io: FakeIo): string =>
  io.outText.replaceAll(file, 'FILE').replaceAll(/at most \d+ operations/g, 'at most N operations');

describe('traces', () => {
  test('says which traces were run, and which rules hold in all of them', async () => {
    const { code, io } = await runTraces(
      '--workload',
      file,
      '--until',
      '1043 us',
      '--rule',
      'HEAP-REF',
      '--rule',
      'OWNER',
    );
    expect(shown(io)).toMatchInlineSnapshot(`
      "all traces of entry on reference under the default profile from 0 us to 1043 us, no wake-up late
      rules that had something to judge: 1 of 2
      9 traces run, each of them; 2 executions given up; at most N operations each
        HEAP-REF  holds (exhaustive)  had something to judge in 9 of 9 traces
      vacuous, nothing of what they speak of happened in any trace: OWNER
      Verdict: vacuous, 1 of 2 rules. Exit code 1
      Next: npm run explore -- --revision reference --workload FILE
      "
    `);
    // OWNER was asked for, and nothing tested it.
    expect(code).toBe(1);
  });

  test('says which rule breaks, in how many traces, and as expected what is stored of it', async () => {
    const { code, io } = await runTraces(
      ...['--workload', file, '--revision', 'series-2026', '--rule', 'ENTER-GATE', '--rule', 'OWNER'],
      ...['--from', '1045 us', '--until', '2045 us', '--executions', '10'],
    );
    expect(shown(io)).toMatchInlineSnapshot(`
      "all traces of entry on series-2026 under the default profile from 1045 us to 2045 us, no wake-up late
      rules that had something to judge: 2 of 2
      8 traces run, not all of them; 2 executions given up; at most N operations each
        ENTER-GATE  expected, cause not looked into  had something to judge in 8 of 8 traces
        OWNER       unknown (truncated)              had something to judge in 8 of 8 traces
      expected, cause not looked into: ENTER-GATE, player.video: no CS was acknowledged since the last EXIT and none waits with bit 29 (8 traces; the first with 0 decisions other than the default, noticed at 1046 us)
      Verdict: unknown (truncated). Exit code 3
      Next: npm run traces -- --revision series-2026 --workload FILE --from '1045 us' --until '2045 us' --rule ENTER-GATE --rule OWNER --executions 100
      "
    `);
    expect(code).toBe(3);
  });

  /** ENTER-GATE in the entry, on a driver. */
  const entered = (revision: string, ...more: readonly string[]) =>
    runTraces(
      ...['--workload', file, '--revision', revision, '--rule', 'ENTER-GATE'],
      ...['--from', '1045 us', '--until', '2045 us', '--executions', '10', ...more],
    );

  test('what is stored of a revision is expected: nothing else is left to find of its rule', async () => {
    const { code, io } = await entered('series-2026');
    expect(io.outText).toContain('Verdict: expected violation (ENTER-GATE). Exit code 0\n');
    expect(io.outText).toContain('Next: npm run explore -- --revision series-2026 ');
    expect(code).toBe(0);
    const { io: told } = await entered('series-2026', '--json');
    expect(JSON.parse(told.outText)).toMatchObject({
      rules: { 'ENTER-GATE': 'expected violation' },
      verdict: 'expected violation',
      exitCode: 0,
    });
  });

  test('what nobody expects of a revision is violated', async () => {
    const { code, io } = await entered('reference+no-enter-gate');
    expect(io.outText).toContain('  ENTER-GATE  violated  had something to judge in ');
    expect(io.outText).toContain('violated: ENTER-GATE, player.video: ');
    expect(io.outText).toContain('Verdict: violated (ENTER-GATE). Exit code 1\n');
    expect(code).toBe(1);
  });

  test('the example of the help', async () => {
    const { code, io } = await runTraces('--workload', 'video-playback', '--until', '1 ms');
    expect(io.outText).toContain('1 trace run, each of them');
    // Rules that nobody asked for by name and nothing tested are told, and are no gap.
    expect(io.outText).toMatch(/^vacuous, .*\bOWNER\b/m);
    // What was exercised is said first, and what holds is said of no more than that.
    const [, first = ''] = io.outText.split('\n');
    const [tested, of] = (/^rules that had something to judge: (\d+) of (\d+)$/.exec(first) ?? [])
      .slice(1)
      .map(Number);
    expect(tested).toBe(io.outText.match(/^ {2}\S+ +holds \(exhaustive\) /gm)?.length);
    expect(io.outText).toContain(
      `Verdict: holds (exhaustive), ${tested} of ${of} rules; ${Number(of) - Number(tested)} vacuous. Exit code 0\n`,
    );
    expect(code).toBe(0);
  });

  test('of a rule that tells orders of a trace apart says what was found, and why no more', async () => {
    const entry = programs.find((p) => p.workload.name === 'entry')?.workload;
    if (entry === undefined) throw new Error('no program is called entry');
    const system = [{ op: 'sleep', us: 4_000 }, { op: 'suspend' }, { op: 'resume' }] as const;
    const asleep = join(folder, 'asleep.json');
    writeFileSync(asleep, JSON.stringify(encodeWorkload({ ...entry, name: 'asleep', system })));
    const scope = ['--workload', asleep, '--from', '5008 us', '--until', '5020 us'];
    const both = await runTraces(...scope, '--rule', 'SUSPEND-EXIT', '--rule', 'OWNER');
    expect(both.io.outText).toMatch(/SUSPEND-EXIT +not found in 6 traces +had something to judge in 6 of 6/);
    expect(both.io.outText).toMatch(/OWNER +holds \(exhaustive\)/);
    expect(both.io.outText).toContain('SUSPEND-EXIT was judged in one order of each trace: it compares');
    expect(both.io.outText).toContain('Verdict: holds (exhaustive), 1 of 2 rules; 1 not found. Exit code 0');
    const alone = await runTraces(...scope, '--rule', 'SUSPEND-EXIT');
    expect(alone.io.outText).toContain('Verdict: not found in 6 traces. Exit code 0');
    expect(alone.io.outText).not.toContain('exhaustive');
    expect([both.code, alone.code]).toEqual([0, 0]);
  });

  test('the same as JSON', async () => {
    const { io } = await runTraces('--workload', file, '--until', '1043 us', '--rule', 'HEAP-REF', '--json');
    expect(JSON.parse(io.outText)).toMatchObject({
      traces: 9,
      complete: true,
      ends: { horizon: 9 },
      tested: 1,
      of: 1,
      given: { 'HEAP-REF': 9 },
      rules: { 'HEAP-REF': 'holds (exhaustive)' },
    });
  });

  test.each([
    [[], '--workload: which?'],
    [['--workload', 'video-playback', '--until', '1 ms', '--rule', 'REFINES'], 'traces cannot judge it'],
    [['--workload', 'video-playback'], '--until: to which time?'],
    [['--workload', 'video-playback', '--until', 'noon'], '--until takes a time like "3 ms"'],
    [['--workload', 'video-playback', '--from', '2 ms', '--until', '1 ms'], '--until is before --from'],
  ])('%j is refused: %s', async (argv, says) => {
    const { code, io } = await runTraces(...argv);
    expect(code).toBe(2);
    expect(io.errText).toContain(says);
  });
});
