import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verify } from '../../cli/commands/verify.ts';
import { Journal } from '../../cli/journal.ts';
import { run } from '../../cli/run.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import type { Memo } from '../../properties/campaign/memo.ts';
import type { ShardResults } from '../../properties/verify-options.ts';
import { searchShard } from '../../properties/verify-shard.ts';
import { FakeIo } from './fake-io.ts';

let folder = '';
beforeAll(() => {
  vi.stubEnv('GITHUB_ACTIONS', '');
  folder = mkdtempSync(join(tmpdir(), 'shard-journal-'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const file = 'properties/workloads/video-playback.json';
const command = ['verify', '--deep', '--shard', '1700/4000', '--revision', 'mainline', '--workload', file];
const journalIn = (report: string): string | null => {
  const [name] = existsSync(join(report, 'journal')) ? readdirSync(join(report, 'journal')) : [];
  return name === undefined ? null : join(report, 'journal', name);
};
/** Lines of the journal behind its head that are whole. */
const keptBy = (report: string): number => {
  const path = journalIn(report);
  return path === null ? 0 : Math.max(0, readFileSync(path, 'utf8').split('\n').length - 2);
};
async function shardIn(report: string): Promise<{ readonly err: string; readonly shard: string }> {
  const io = new FakeIo();
  expect(await run([...command, '--report', report], [verify], io)).toBe(0);
  return {
    err: io.errText,
    shard: readFileSync(join(report, 'shards', 'shard-1700-of-4000.json'), 'utf8'),
  };
}

describe('a shard of the deep search', () => {
  test('killed by SIGKILL goes on where it was, writes what it would have written, and leaves no journal', async () => {
    const report = join(folder, 'killed');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', ...command, '--report', report],
      { stdio: 'ignore' },
    );
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.on('exit', (_, signal) => resolve(signal));
    });
    const watch = setInterval(() => {
      if (keptBy(report) >= 2) child.kill('SIGKILL');
    }, 5);
    expect(await ended).toBe('SIGKILL');
    clearInterval(watch);
    expect(keptBy(report)).toBeGreaterThanOrEqual(2);
    expect(existsSync(join(report, 'shards'))).toBe(false);
    const resumed = await shardIn(report);
    expect(resumed.err).toContain(`going on from ${join(report, 'journal')}`);
    expect(journalIn(report)).toBeNull();
    const whole = await shardIn(join(folder, 'whole'));
    expect(whole.err).toContain(`what is finished is kept in ${join(folder, 'whole', 'journal')}`);
    expect(resumed.shard).toBe(whole.shard);
  }, 240_000);

  test('runs no cell again that was finished', () => {
    const path = join(folder, 'cells.jsonl');
    const search = (stops: number): { readonly results: ShardResults | null; readonly kept: number } => {
      const journal = new Journal(path, 'cells');
      let kept = 0;
      const memo: Memo = {
        recall: (key) => journal.recall(key),
        keep: (key, value) => {
          journal.keep(key, value);
          kept++;
        },
      };
      const results = searchShard(
        {
          seed: 1,
          budget: 'deep',
          revisions: ['mainline'],
          workloads: [readWorkload(file)],
          workers: 1,
          shouldStop: () => kept >= stops,
          onProgress: () => {},
          memo,
        },
        { index: 9_000, count: 9_999 },
      );
      return { results, kept };
    };
    const cut = search(2);
    expect([cut.results, cut.kept]).toEqual([null, 2]);
    const { results, kept } = search(Number.POSITIVE_INFINITY);
    const cells = results?.stacks.flatMap((stack) => stack.cells) ?? [];
    expect(cells.length).toBeGreaterThan(2);
    expect(kept).toBe(cells.length - 2);
    expect(search(Number.POSITIVE_INFINITY).results).toEqual(results);
  }, 120_000);
});
