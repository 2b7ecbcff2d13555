import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { writeOutput } from '../../cli/files.ts';
import { publish } from '../../cli/report/publish.ts';
import { run } from '../../cli/run.ts';
import { FakeIo } from './fake-io.ts';
import { faultsOf } from './parse-html.ts';
import { sampleReport } from './sample-report.ts';

const files = ['index.html', 'junit.xml', 'report.json', 'report.sarif', 'summary.md'] as const;
type Files = Readonly<Record<(typeof files)[number], string>>;

/** Something of the earlier run that would show. */
const EARLIER = /nothing unexpected|series-2026|video-playback/;

let folder = '';
let earlier = '';
beforeAll(() => {
  vi.stubEnv('GITHUB_ACTIONS', '');
  folder = mkdtempSync(join(tmpdir(), 'reporting-'));
  earlier = join(folder, 'earlier');
  const { report } = sampleReport(earlier);
  publish(report, { folder: earlier, json: false, verbose: false, asked: [], startMs: 0 }, new FakeIo());
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A folder in which an earlier run left its report. */
function withEarlier(name: string): string {
  const report = join(folder, name);
  cpSync(earlier, report, { recursive: true });
  expect(filesOf(report)['junit.xml']).toMatch(EARLIER);
  expect([existsSync(join(report, 'stories')), existsSync(join(report, 'timing.json'))]).toEqual([
    true,
    true,
  ]);
  return report;
}

function filesOf(report: string): Files {
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(report, name), 'utf8')])) as Files;
}

/** Runs a command line in a process that crashes in a way. */
async function crashed(way: string, ...argv: string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...argv], {
    env: {
      ...process.env,
      CRASH: way,
      GITHUB_ACTIONS: '',
      NODE_OPTIONS: `--import ${new URL('crash.mjs', import.meta.url).href}`,
    },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.on('close', resolve));
}

/** Asserts that no file tells of an earlier run, and that each says why there is no report, in its own format. */
function expectNone(report: string, what: string, why: string, exitCode = 3): void {
  const found = filesOf(report);
  for (const text of Object.values(found)) {
    expect(text).not.toMatch(EARLIER);
    expect(text).toContain(what);
  }
  expect([existsSync(join(report, 'stories')), existsSync(join(report, 'timing.json'))]).toEqual([
    false,
    false,
  ]);

  const json = JSON.parse(found['report.json']);
  expect(json).toMatchObject({ verdict: 'unknown (truncated)', exitCode, truncated: true });
  expect(json.error).toContain(why);
  const schema = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync('docs/report.schema.json', 'utf8')),
  );
  expect([schema(json), schema.errors]).toEqual([true, null]);
  expect(schema({ ...json, exitCode: 0 })).toBe(false);

  expect(XMLValidator.validate(found['junit.xml'])).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { testsuite } = parser.parse(found['junit.xml']).testsuites;
  expect([testsuite.tests, testsuite.errors, testsuite.testcase.error.message]).toEqual(['1', '1', what]);
  expect(testsuite.testcase.error['#text']).toContain(why);

  const sarif = JSON.parse(found['report.sarif']);
  const sarifSchema = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
  const options = { strict: false, validateFormats: false, unicodeRegExp: false };
  const valid = new AjvDraft04.default(options).compile(JSON.parse(readFileSync(sarifSchema, 'utf8')));
  expect([valid(sarif), valid.errors]).toEqual([true, null]);
  expect(sarif.runs[0].invocations[0]).toMatchObject({ executionSuccessful: false, exitCode });

  expect(faultsOf(found['index.html'])).toEqual([]);
  expect(found['summary.md']).toContain(why);
}

const PURPOSE = 'broken on <purpose> ``` & "so"';
const search = ['--budget', 'smoke', '--revision', 'mainline'];

describe.concurrent('a run that does not come to its end leaves no report of an earlier one', {
  timeout: 90_000,
}, () => {
  test.each([
    ['throw', PURPOSE],
    ['exit', 'the worker ended with code 7'],
    ['main', PURPOSE],
  ])('verify whose thread ends by %s says why', async (way, why) => {
    const report = withEarlier(`verify-${way}`);
    expect(await crashed(way, 'verify', ...search, '--report', report)).toBe(3);
    expectNone(report, 'the run failed', why);
  });

  test('verify that is killed has said that it has not ended', async () => {
    const report = withEarlier('verify-kill');
    expect(await crashed('kill', 'verify', ...search, '--report', report)).toBeNull();
    expectNone(report, 'the run has not ended', 'killed before its end');
  });

  test('a shard says why; one that ends well leaves the report to merge, and one that fails no older share', async () => {
    const report = withEarlier('shard');
    const io = new FakeIo();
    const shard = ['verify', ...search, '--report', report, '--shard', '1/64'];
    expect([await run(shard, commands, io), io.errText]).toEqual([0, expect.any(String)]);
    expectNone(report, 'a search in shards has no report yet', 'npm run merge');
    const share = join(report, 'shards', 'shard-1-of-64.json');
    expect(existsSync(share)).toBe(true);
    expect(await crashed('throw', ...shard)).toBe(3);
    expectNone(report, 'the run failed', PURPOSE);
    expect(existsSync(share)).toBe(false);
  });

  test('merge of shards of which one is missing says which', async () => {
    const report = withEarlier('merge');
    const io = new FakeIo();
    expect(await run(['merge', join(folder, 'nowhere'), '--report', report], commands, io)).toBe(2);
    expectNone(report, 'the run failed', 'no shards in', 2);
    expect(io.errText).not.toContain('::error');
  });
});

test('a line that is refused before anything is searched is no run: the report stays', async () => {
  const report = withEarlier('refused');
  const before = filesOf(report);
  const line = ['verify', '--revision', 'series2026', '--report', report];
  expect(await run(line, commands, new FakeIo())).toBe(2);
  expect(filesOf(report)).toEqual(before);
});

test('what somebody else keeps in the folder of a report is not taken away', async () => {
  const merge = (report: string) =>
    run(['merge', join(folder, 'nowhere'), '--report', report], commands, new FakeIo());
  const own = join(folder, 'own');
  const kept = ['stories/page.html', 'stories/button.tsx', 'timing.json'].map((name) => join(own, name));
  for (const file of kept) writeOutput(file, 'mine');
  expect([await merge(own), kept.map((file) => existsSync(file))]).toEqual([2, [true, true, true]]);

  const report = withEarlier('shared');
  writeOutput(join(report, 'stories', 'button.tsx'), 'mine');
  expect([await merge(report), readdirSync(join(report, 'stories'))]).toEqual([2, ['button.tsx']]);
});

test('under GitHub Actions the page of the job and its log say it too', async () => {
  const report = withEarlier('github');
  const page = join(folder, 'page.md');
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  vi.stubEnv('GITHUB_STEP_SUMMARY', page);
  const io = new FakeIo();
  await run(['merge', join(folder, 'nowhere'), '--report', report], commands, io);
  vi.stubEnv('GITHUB_ACTIONS', '');
  expect(io.errText).toContain('::error title=protm-check%3A the run failed::no shards in');
  expect(readFileSync(page, 'utf8')).toBe(`${filesOf(report)['summary.md']}\n`);
});

test('whoever stops reading changes neither the files nor the exit code', { timeout: 30_000 }, async () => {
  const report = withEarlier('unread');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'cli/main.ts', 'merge', join(folder, 'nowhere'), '--json', '--report', report],
    { env: { ...process.env, GITHUB_ACTIONS: '' }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
  expectNone(report, 'the run failed', 'no shards in', 2);
});
