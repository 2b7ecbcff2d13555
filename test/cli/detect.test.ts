import { describe, expect, test } from 'vitest';
import { asJson, detect } from '../../cli/commands/detect.ts';
import { explain } from '../../cli/commands/explain.ts';
import { list } from '../../cli/commands/list.ts';
import { verify } from '../../cli/commands/verify.ts';
import { detectionPage } from '../../cli/report/detection.ts';
import { run } from '../../cli/run.ts';
import { defectNamed } from '../../impl/driver/defects/index.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { matrixRow } from '../../properties/detect/matrix.ts';
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
    expect(page).toMatch(/^\| `M61` \| - \|/m);
    expect(page).toMatch(/^\| found, of 1 \| 0 \|/m);
    expect(page).not.toMatch(/undefined|HOLE/);
    // No rule is missing, be it that it condemns nothing here.
    const judged = ruleIds.filter((rule) => catalogue[rule].status === 'carried');
    expect(page.match(/^- \S+(?=: (\d|none, `))/gm)).toEqual(judged.map((rule) => `- ${rule}`));
    expect(page).toMatch(/^- FE-e: none, .*`request-without-tick`/m);
    // Rows are kept as they are when the search is killed.
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });
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
