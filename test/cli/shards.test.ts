import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { merge } from '../../cli/commands/merge.ts';
import { verify } from '../../cli/commands/verify.ts';
import { run } from '../../cli/run.ts';
import { FakeIo } from './fake-io.ts';

let folder = '';
let report = '';
beforeAll(async () => {
  // On a CI these reports are not the job's.
  vi.stubEnv('GITHUB_ACTIONS', '');
  folder = mkdtempSync(join(tmpdir(), 'shards-'));
  report = join(folder, 'report');
  for (const shard of ['2/2', '1/2']) {
    const { code, out } = await told('verify', ...search, '--report', report, '--shard', shard);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^shard ${shard}: \\d+ cells, \\d+ exec`)),
    ]);
  }
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function told(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = new FakeIo();
  const code = await run(argv, [verify, merge], io);
  return { code, out: io.outText, err: io.errText };
}

const search = [
  '--budget',
  'smoke',
  '--revision',
  'mainline',
  '--workload',
  'properties/workloads/video-playback.json',
];

/** Every file of a report but its times, by name. */
function filesOf(report: string): Readonly<Record<string, string>> {
  const names = readdirSync(report, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  return Object.fromEntries(
    names
      .filter((name) => name !== 'timing.json' && !name.startsWith('shards'))
      .sort()
      .map((name) => [name, readFileSync(join(report, name), 'utf8')]),
  );
}

describe('verify --shard and merge', () => {
  test('the merged report equals the unsharded one byte for byte, on stdout too', async () => {
    for (const text of Object.values(filesOf(report))) expect(text).toContain('has no report yet');
    const merged = await told('merge', join(report, 'shards'), '--report', report);
    const files = filesOf(report);
    const whole = await told('verify', ...search, '--report', report);
    expect([whole.code, whole.out]).toEqual([merged.code, merged.out]);
    expect(filesOf(report)).toEqual(files);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['junit.xml', 'report.json', 'report.sarif', 'summary.md']),
    );
    expect(JSON.parse(readFileSync(join(report, 'timing.json'), 'utf8'))).toHaveProperty('searchMs');
  });

  test('what is missing, twice there, of another search or of other sources is refused', async () => {
    const shards = join(folder, 'some');
    expect((await told('merge', shards, '--report', join(folder, 'refused'))).err).toContain(
      'verify --shard 1/2',
    );
    const text = readFileSync(join(report, 'shards', 'shard-1-of-2.json'), 'utf8');
    mkdirSync(shards);
    writeFileSync(join(shards, 'one.json'), text);
    const refused = async (): Promise<string> => {
      const { code, out, err } = await told('merge', shards, '--report', join(folder, 'refused'));
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await refused()).toContain('shard 2/2 is missing');
    const other = join(shards, 'other.json');
    writeFileSync(other, text);
    expect(await refused()).toContain('are both shard 1/2');
    writeFileSync(other, text.replace('"seed":1', '"seed":2'));
    expect(await refused()).toContain('is of another search');
    writeFileSync(other, text.replace(/"sources":"\w/, '"sources":"x'));
    expect(await refused()).toContain('made by other sources');
    writeFileSync(other, '{}');
    expect(await refused()).toContain('is no "protm-check shard"');
  });

  test.each(['0/2', '3/2', '1', '1/0', 'a/b', '1/2/3'])(
    '--shard %s is told how it is written',
    async (text) => {
      expect(await told('verify', ...search, '--shard', text)).toMatchObject({
        code: 2,
        err: expect.stringContaining('as 2/8'),
      });
    },
  );
});
