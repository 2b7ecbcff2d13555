import { describe, expect, test } from 'vitest';
import { asJson, codeOf, detect } from '../../cli/commands/detect.ts';
import { explain } from '../../cli/commands/explain.ts';
import { list } from '../../cli/commands/list.ts';
import { verify } from '../../cli/commands/verify.ts';
import { detectionPage } from '../../cli/report/detection.ts';
import { run } from '../../cli/run.ts';
import { defectNamed } from '../../impl/driver/defects/index.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { condemnedBy, type MatrixRow, matrixRow } from '../../properties/detect/matrix.ts';
import { explainedSurvivors } from '../../properties/detect/survivors.ts';
import { FakeIo } from './fake-io.ts';

async function runLine(...argv: readonly string[]): Promise<{ code: number; io: FakeIo }> {
  const io = new FakeIo();
  return { code: await run(argv, [detect, explain, list, verify], io), io };
}

describe('detect', () => {
  test('names for a defect the rule, the strategy, the program and the runs, and a verdict of them all', async () => {
    const { code, io } = await runLine('detect', '--defect', 'M69', '--defect', 'exit-not-acked');
    expect(code).toBe(0);
    expect(io.outText).toMatch(
      /^M69 +ENTER-CONFIRMED +run to completion +one region, default +1 +condemned$/m,
    );
    expect(io.outText).toMatch(/^M67 .* condemned$/m);
    expect(io.outText).toContain('2 of 2 defects condemned, 0 survive with a reason, 0 without');
    // What is not seeded matters where all were asked for.
    expect(io.outText).not.toContain('not seeded');
    expect(io.outText).toMatch(/^Verdict: each is condemned, .* Exit code 0$/m);
    expect(io.outText).toMatch(/^the canary was condemned in each of \d\d runs$/m);
  });

  test('as JSON has the canary, what each defect came to, and whether it was cut short', () => {
    const kill = { rule: 'OWNER', strategy: 'PCT depth 2', program: 'one region', runs: 3 } as const;
    const canary = { executions: 75, missed: [] };
    expect(asJson({ canary, rows: [{ id: 'M69', kill }], stopped: true }, 3)).toEqual({
      canary,
      defects: [{ defect: 'M69', verdict: 'condemned', condemned: kill }],
      stopped: true,
      exitCode: 3,
    });
  });

  test('what is condemned and said to survive is told, as what is to be mended', () => {
    const kill = {
      rule: 'SERVED',
      strategy: 'mixture',
      program: 'asks of entries, default',
      runs: 3,
    } as const;
    const id = Object.keys(explainedSurvivors)[0] ?? '';
    const result = { canary: { executions: 75, missed: [] }, rows: [{ id, kill }], stopped: false };
    expect(asJson(result, 1)).toMatchObject({
      defects: [{ defect: id, verdict: 'condemned, and said to survive' }],
    });
    expect(codeOf(result)).toBe(1);
    expect(codeOf({ ...result, rows: [{ id, kill: null }] })).toBe(0);
  });

  test('a name that is none gets the nearest', async () => {
    const { code, io } = await runLine('detect', '--defect', 'exit-not-acke');
    expect(code).toBe(2);
    expect(io.errText).toContain('no defect "exit-not-acke"');
    expect((await runLine('verify', '--revision', 'reference+M96')).io.errText).toMatch(
      /no revision "reference\+M96".*reference\+M69/,
    );
  });

  test('the page of the matrix has each defect that was looked for, and how soon each strategy finds it', () => {
    const defect = defectNamed('M61');
    if (defect === null) throw new Error('no M61');
    const row = matrixRow(defect, { workloads: [], seeds: 0, series: 1, maxRuns: 2 });
    const page = detectionPage([row], { command: 'a command', commit: 'abc', series: 1, maxRuns: 2 });
    expect(page).toContain('1 of 1 seeded defects are condemned, 1 of them historical ones');
    expect(page).toMatch(/^\| `M61` \| EVENT-ONCE \|/m);
    expect(page).toMatch(/^\| `M61` \| EVENT-ONCE \| - \|/m);
    expect(page).toMatch(/^\| found, of 1 \| any \| 0 \|/m);
    expect(page).not.toMatch(/undefined|HOLE/);
    // No rule is missing, be it that it condemns nothing here.
    const judged = ruleIds.filter((rule) => catalogue[rule].status === 'carried');
    expect(page.match(/^- \S+(?=: (\d|none, `))/gm)).toEqual(judged.map((rule) => `- ${rule}`));
    expect(page).toMatch(/^- FE-e: none, .*`request-without-tick`/m);
    expect(row.byRule.map(({ rule }) => rule)).toEqual(['EVENT-ONCE']);
    expect(row.elsewhere).toEqual([]);
    expect(page).toMatch(new RegExp(`^\\| \`M61\` \\| EVENT-ONCE \\|.* \\| ${row.drawn ?? '-'} \\|$`, 'm'));
    // Rows are kept as they are when the search is killed.
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });

  test('what every drawn program shows is found at once there', () => {
    const defect = defectNamed('M72');
    if (defect === null) throw new Error('no M72');
    expect(matrixRow(defect, { workloads: [], seeds: 0, series: 1, maxRuns: 1 }).drawn).toBe(1);
  });
});

test('the matrix is by rule: a line for each, one for any where none is as soon, and what is shown on another program', () => {
  const medians = { 'run to completion': 1, mixture: 2 };
  const row: MatrixRow = {
    id: 'M22',
    kill: { rule: 'ENTER-CONFIRMED', program: 'binds, default', strategy: 'run to completion', runs: 1 },
    rules: ['ENTER-CONFIRMED', 'NO-MMU-IN-ENTRY'],
    medians,
    drawn: 3,
    byRule: [
      { rule: 'ENTER-CONFIRMED', program: 'binds, default', medians: { ...medians, mixture: 7 } },
      {
        rule: 'NO-MMU-IN-ENTRY',
        program: 'binds, default',
        medians: { 'run to completion': null, mixture: 2 },
      },
      { rule: 'LOCK-LIVE', program: 'page fault, default', medians: { mixture: 9 } },
      { rule: 'SERVED', program: 'page fault, default', medians: { mixture: null } },
    ],
    elsewhere: [{ strategy: '2 delays', program: 'at once, default', runs: 3 }],
  };
  const made = { command: 'a command', commit: 'abc', series: 1, maxRuns: 2 };
  const table = (of: MatrixRow): readonly string[] =>
    (detectionPage([of], made).match(/^\| `M22` \|.*$/gm) ?? []).slice(1);
  const cells = (line: string): string => line.split(' | ').slice(1, 4).join(' | ');
  expect(table(row).map(cells)).toEqual([
    'any | 1 | 2',
    'ENTER-CONFIRMED | 1 | 7',
    'NO-MMU-IN-ENTRY | - | 2',
    'LOCK-LIVE, on page fault, default | - | 9',
    'SERVED, on page fault, default | - | -',
  ]);
  const [first] = row.byRule;
  if (first === undefined) throw new Error('there is one');
  expect(table({ ...row, byRule: [{ ...first, medians }] }).map(cells)).toEqual(['ENTER-CONFIRMED | 1 | 2']);
  expect(detectionPage([row], made)).toContain('- `M22`, 2 delays: 3 on at once, default\n');
  expect(detectionPage([{ ...row, elsewhere: [] }], made)).not.toContain('on another program:');
  // How soon programs that were not chosen for it show it stands beside how soon those do that were.
  const drawn = (median: number | null) => detectionPage([{ ...row, drawn: median }], made);
  expect(drawn(3)).toContain('| run to completion | 1 | 3 |\n| found, of 1 | | | | | | 1 |\n');
  expect(drawn(null)).toContain('| run to completion | 1 | - |\n| found, of 1 | | | | | | 0 |\n');
  expect(detectionPage([row], { ...made, series: 10 })).toContain('the median of 3 series of 2 runs');
  // What no strategy was seen to break does not count as broken.
  expect(condemnedBy(row)).toEqual(['ENTER-CONFIRMED', 'NO-MMU-IN-ENTRY', 'LOCK-LIVE']);
});

test('a seeded defect is listed and explained: what is wrong, where, and what condemns it', async () => {
  const { io: listed } = await runLine('list', 'defects');
  expect(listed.outText).toMatch(/^M69 +lock-held-only-to-ack +the entry lock is given back/m);
  expect(listed.outText).toMatch(/^M56 +starting-slot +\(not seeded: /m);
  const { io: explained } = await runLine('explain', 'lock-held-only-to-ack');
  expect(explained.outText).toMatch(/^ {2}7\/8 +panthor_fw_protm_enter\(\)$/m);
  expect(explained.outText).toContain('npm run replay -- counterexamples/defects/M69.ENTER-CONFIRMED.json');
  expect((await runLine('explain', 'no-rotation')).io.outText).toContain('Nothing condemns it: no rule:');
});
