import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../cli/commands/replay.ts';
import { run } from '../../cli/run.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { checkRun } from '../../properties/check-run.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { encodeCounterexample } from '../../properties/counterexample/format.ts';
import { FakeIo } from './fake-io.ts';

const revision = revisions.mainline;
const workload = readWorkload('properties/workloads/video-playback.json');

/** What the default schedule breaks on mainline, where PROTM_PENDING is never handled (D.5). */
function unhandledRequest(): Counterexample {
  const setup = { revision, workload, profile: {}, faults: {} };
  const violation = checkRun(setup, runToCompletion).violations.find((v) => v.rule === 'EVENT-ONCE');
  if (violation === undefined) throw new Error('mainline handles PROTM_PENDING');
  const { rule, instance, what, step, tUs } = violation;
  return {
    rule,
    instance,
    what,
    revision: { name: 'mainline', units: revision.units.map((u) => u.name) },
    needs: { choices: {}, late: 0 },
    faults: {},
    workload,
    schedule: [],
    minimal: { label: 'fewest delays', edits: [], runs: 1, enumerated: 0 },
    nearest: null,
    breaking: { step, tUs, activity: '', operation: '', changes: [] },
    cure: null,
    status: 'reproduces',
    story: [],
  };
}

const kept = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';
let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  file = join(folder, 'unhandled.json');
  writeFileSync(file, encodeCounterexample(unhandledRequest()));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function runReplay(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  const code = await run(['replay', ...argv], [replay], io);
  return { code, io };
}

describe('replay', () => {
  test('tells the story of a counterexample, the same bytes each time', async () => {
    const { code, io } = await runReplay(file);
    expect(code).toBe(1);
    expect(io.outText).toContain('mainline breaks EVENT-ONCE (player.video:0)');
    expect(io.outText).toContain('PROTM_PENDING');
    expect(io.outText).toContain('BROKEN');
    expect(io.outText).toContain(`npm run replay -- ${file}`.slice(0, 40));
    expect(io.outText).not.toContain('7/8');
    expect((await runReplay(file)).io.outText).toBe(io.outText);
  });

  test('prints every event on request', async () => {
    const { io } = await runReplay(file, '--events');
    expect(io.outText.split('\n').length).toBeGreaterThan(200);
    expect(io.outText).toMatch(/^ +\d+\.\d{3} +\d+ {2}tick_work +tick +/m);
  });

  test('marks the breaking event among them, which is the last row of the story', async () => {
    const { io } = await runReplay(file, '--events');
    const [events = '', story = ''] = io.outText.split('\n\n');
    const marked = (text: string): readonly string[] =>
      text.split('\n').filter((l) => l.endsWith('  BROKEN'));
    expect(marked(events)).toHaveLength(1);
    expect(marked(story)).toHaveLength(1);
    const [{ violation }] = JSON.parse((await runReplay(file, '--json')).io.outText);
    expect(marked(events)[0]).toMatch(new RegExp(`^ +${violation.tUs / 1000}\\d* +${violation.step} `));
  });

  test('as JSON names file, verdict and violation', async () => {
    const { io } = await runReplay(file, '--json');
    expect(JSON.parse(io.outText)).toMatchObject([
      { file, verdict: 'violated', stale: null, violation: { rule: 'EVENT-ONCE' } },
    ]);
  });

  test('what is stored or foreseen is expected, exit code 0; what nobody expected is violated, exit code 1', async () => {
    const stored = await runReplay(kept);
    expect([stored.code, stored.io.outText]).toEqual([
      0,
      expect.stringContaining('Verdict: expected violation, it replays\n'),
    ]);
    // Elsewhere it is foreseen by the manifest of its revision; on one that does not foresee it, nobody expected it.
    const elsewhere = join(folder, 'elsewhere.json');
    const text = readFileSync(kept, 'utf8');
    writeFileSync(elsewhere, text);
    expect((await runReplay(elsewhere)).code).toBe(0);
    writeFileSync(elsewhere, text.replace('"name": "series-2026"', '"name": "reference"'));
    const unexpected = await runReplay(elsewhere);
    expect([unexpected.code, unexpected.io.outText]).toEqual([
      1,
      expect.stringContaining('Verdict: violated, it replays\n'),
    ]);
    expect((await runReplay(elsewhere, '--format', 'markdown')).code).toBe(1);
    const several = await runReplay(kept, elsewhere);
    expect([several.code, several.io.outText]).toEqual([
      1,
      expect.stringContaining(
        `replayed, and not expected:\n  ${elsewhere}\nVerdict: violated. Exit code 1\n`,
      ),
    ]);
    rmSync(elsewhere);
  });

  test('one that no longer shows is stale, exit code 1', async () => {
    const stale = join(folder, 'stale.json');
    const quiet = { ...workload, processes: workload.processes.filter((p) => p.process !== 'player') };
    const processes = quiet.processes.map((p) => ({
      ...p,
      script: p.script.filter((s) => s.op !== 'attempt'),
    }));
    writeFileSync(stale, encodeCounterexample({ ...unhandledRequest(), workload: { ...quiet, processes } }));
    const { code, io } = await runReplay(stale);
    expect(code).toBe(1);
    expect(io.outText).toContain('STALE, EVENT-ONCE holds');
    const both = await runReplay(folder);
    expect(both.code).toBe(1);
    expect(both.io.outText).toContain(
      `2 counterexamples replayed; stale:\n  ${stale}: EVENT-ONCE holds\nreplayed, and not expected:\n  ${file}\n`,
    );
    expect(both.io.outText).toMatch(
      /\nVerdict: violated\. Exit code 1\nNext: npm run replay -- .*stale\.json --events\n$/,
    );
    rmSync(stale);
  });

  test('several end after the one at work when interrupted, exit code 3; what was replayed is told', async () => {
    const io = new FakeIo();
    const err = io.err.bind(io);
    io.err = (text) => {
      err(text);
      if (text.startsWith('replaying')) process.emit('SIGINT');
    };
    expect(await run(['replay', kept, kept, kept], [replay], io)).toBe(3);
    expect(io.outText.match(/BROKEN/g)).toHaveLength(1);
    expect(io.outText).toContain(
      '\n1 counterexample replayed, 2 not; stale: none\nVerdict: unknown (truncated). Exit code 3\n',
    );
    expect(io.outText).toContain(`Next: npm run replay -- ${kept} ${kept} ${kept}\n`);
    const whole = await runReplay(kept, kept);
    expect([whole.code, whole.io.outText]).toEqual([0, expect.stringContaining('Next: npm run findings\n')]);
  });

  test('a file that is none is told what is wrong with it, exit code 2', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, encodeCounterexample(unhandledRequest()).replace('EVENT-ONCE', 'EVENT-TWICE'));
    const { code, io } = await runReplay(broken);
    expect(code).toBe(2);
    expect(io.errText).toContain('broken.json');
    expect(io.errText).toContain('EVENT-TWICE');
    writeFileSync(broken, '{\n  "format": "x",\n}');
    expect((await runReplay(broken)).io.errText).toContain(
      'line 3, column 1: property name expected, found "}"',
    );
    rmSync(broken);
    const missing = await runReplay(join(folder, 'unhandeld.json'));
    expect({ code: missing.code, err: missing.io.errText }).toEqual({
      code: 2,
      err: expect.stringContaining(`did you mean "${file}"?`),
    });
    const far = await runReplay('counterexamples/nothing.json');
    expect(far.io.errText).toMatch(
      /it does not exist; nearest: (counterexamples\/[^ ,]*\.json(, |; )){3}`npm run list -- c/,
    );
    expect((await runReplay()).code).toBe(2);
  });
});
