import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** A project that has nothing but ours installed, and what its own tests need. */
let project = '';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ran(cwd: string, command: string, ...args: string[]): Ended {
  // What the loader of this process is told is none of the other's business.
  const { NODE_OPTIONS: _, VITEST: __, GITHUB_ACTIONS: ___, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function must(cwd: string, command: string, ...args: string[]): string {
  const { code, out, err } = ran(cwd, command, ...args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} gave ${code}:\n${out}${err}`);
  return out;
}

const protmCheck = (...args: string[]): Ended => ran(project, 'npx', 'protm-check', ...args);

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'project-'));
  const tarball = must(root, 'npm', 'pack', '--silent', '--pack-destination', project)
    .trim()
    .split('\n')
    .at(-1);
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }');
  const { vitest, typescript, '@types/node': nodeTypes } = own.devDependencies;
  const beside = [`vitest@${vitest}`, `typescript@${typescript}`, `@types/node@${nodeTypes}`];
  must(project, 'npm', 'install', '--silent', '--no-audit', '--no-fund', `./${tarball}`, ...beside);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('installed in an empty project', () => {
  test('has compiled code, declarations and what they read, and none of the tests', () => {
    const inside = (path: string): boolean => existsSync(join(project, 'node_modules/protm-check', path));
    expect(
      ['dist/cli/main.js', 'dist/cli/api/index.d.ts', 'docs/rules.md', 'docs/report.schema.json'].filter(
        (f) => !inside(f),
      ),
    ).toEqual([]);
    expect(['test', 'bench', 'node_modules/typescript', 'dist/cli/main.ts'].filter(inside)).toEqual([]);
  });

  test('the command runs on plain Node, and its lines to paste are for this project', () => {
    const help = protmCheck('--help');
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('npx protm-check verify')]);
    expect(help.out).not.toContain('npm run');
    const told = protmCheck('replay', 'counterexamples/series-2026/ENTER-GATE.enter-gate.json');
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('replay: npx protm-check replay')]);
    expect(protmCheck('explain', 'ENTER-GATE').out).toMatch(/^ENTER-GATE, /);
    expect(protmCheck('verify', '--sed', '7')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--seed'),
    });
  });

  test('verify searches in compiled workers and writes its report here', () => {
    const { code, out, err } = protmCheck('verify', '--budget', 'smoke', '--revision', 'mainline');
    // What it does not come to at this budget is no failure: a CI may run it on each merge request.
    expect([code, err]).toEqual([0, expect.not.stringContaining('Error')]);
    expect(out).toMatch(/mainline: \d+ executions/);
    const report = JSON.parse(readFileSync(join(project, 'report/report.json'), 'utf8'));
    expect(report.revisions[0].explored.executions).toBeGreaterThan(10);
    expect(
      ['index.html', 'junit.xml', 'report.sarif', 'summary.md'].filter(
        (f) => !existsSync(join(project, 'report', f)),
      ),
    ).toEqual([]);
  });

  test("a model of one's own, in TypeScript, is searched by several threads", () => {
    const lock = join(root, 'test/cli/model-lock.ts');
    writeFileSync(
      join(project, 'lock.ts'),
      readFileSync(lock, 'utf8').replace('../../model/checker/index.ts', 'protm-check'),
    );
    const here = ran(root, 'node', '--import', 'tsx', 'cli/main.ts', 'model', 'check', '--file', lock);
    const { code, out } = protmCheck('model', 'check', '--file', 'lock.ts', '--threads', '2');
    const asHere = out.replaceAll('lock.ts', lock).replaceAll('npx protm-check model', 'npm run model --');
    expect([code, asHere]).toEqual([here.code, here.out]);
    expect(here.out).toContain('lock: 8 states');
  });

  test('as a library on plain Node', () => {
    writeFileSync(join(project, 'library.mjs'), library);
    expect(must(project, 'node', 'library.mjs').split('\n')).toEqual(['false true', '1000', '']);
  });

  test('the vitest matchers judge runs and drivers, and say why', () => {
    writeFileSync(join(project, 'driver.test.ts'), tests);
    const { code, out } = ran(project, 'npx', 'vitest', 'run', '--reporter=json', 'driver.test.ts');
    const { testResults } = JSON.parse(out) as {
      readonly testResults: readonly {
        readonly assertionResults: readonly { title: string; status: string; failureMessages: string[] }[];
      }[];
    };
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.map(({ title, status }) => [title, status])).toEqual([
      ['the series breaks it', 'passed'],
      ['it does not keep it', 'failed'],
      ['nothing happens', 'failed'],
      ['no such rule', 'failed'],
      ['the reference refines the model', 'passed'],
      ['the series does not', 'failed'],
    ]);
    expect(code).toBe(1);
    const [, kept, vacuous, unknown, , refined] = results.map(({ failureMessages }) =>
      failureMessages.join(),
    );
    expect(kept).toMatch(/expected the run to keep ENTER-GATE, but ENTER-GATE \(.*PROTM_ENTER sent.*BROKEN/s);
    expect(vacuous).toContain('(vacuous)');
    expect(unknown).toContain('no rule is called ENTER-GAET; nearest: ENTER-GATE');
    expect(refined).toMatch(/expected the driver to refine the model, but on .* REFINES/);
  });

  test('the tests that docs/library.md shows hold, and are strict TypeScript', () => {
    const [, shown = ''] =
      /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/library.md'), 'utf8')) ?? [];
    writeFileSync(join(project, 'shown.test.ts'), shown);
    const { out } = ran(project, 'npx', 'vitest', 'run', '--reporter=json', 'shown.test.ts');
    const { numPassedTests, numTotalTests } = JSON.parse(out);
    expect([numPassedTests, numTotalTests], out).toEqual([5, 5]);
    expect(ran(project, 'npx', 'tsc', ...strictly, '--skipLibCheck', 'true', 'shown.test.ts').out).toBe('');
  });

  test('the declarations are strict TypeScript, matchers included', () => {
    writeFileSync(join(project, 'types.ts'), types);
    // vitest's own declarations are not ours to check.
    expect(ran(project, 'npx', 'tsc', ...strictly, '--skipLibCheck', 'false', 'types.ts')).toMatchObject({
      code: 0,
      out: '',
    });
    const lenient = [...strictly, '--skipLibCheck', 'true'];
    expect(
      ran(project, 'npx', 'tsc', ...lenient, 'driver.test.ts')
        .out.split('\n')
        .map((line) => line.replace(/\(.*/, '')),
    ).toEqual(['driver.test.ts', '']);
  });
});

const strictly = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];

const library = `
import { check, execute, keepsRule, referenceModel, revisions, storedWorkloads } from 'protm-check';
const [workload] = storedWorkloads();
const run = execute({ revision: revisions['series-2026'], workload });
console.log(keepsRule(run, 'ENTER-GATE').pass, keepsRule(run, 'FAIR-EXIT').pass);
console.log(check(referenceModel('small'), { maxStates: 1000 }).states);
`;

const tests = `
import 'protm-check/vitest';
import { execute, revisions, storedWorkloads } from 'protm-check';
import { expect, test } from 'vitest';
const [workload] = storedWorkloads();
if (workload === undefined) throw new Error('there are workloads');
const workloads = [workload];
const run = execute({ revision: revisions['series-2026'], workload });
test('the series breaks it', () => expect(run).not.toKeep('ENTER-GATE'));
test('it does not keep it', () => expect(run).toKeep('ENTER-GATE'));
test('nothing happens', () => {
  const idle = { ...workload, processes: [] };
  expect(execute({ revision: revisions['series-2026'], workload: idle })).toKeep('FAIR-EXIT');
});
test('no such rule', () => expect(run).toKeep('ENTER-GAET'));
test('the reference refines the model', () => expect(revisions.reference).toRefineModel({ workloads, executions: 2 }));
test('the series does not', () => expect(revisions['series-2026']).toRefineModel({ workloads, executions: 2 }));
`;

const types = `
import { type CheckedRun, check, execute, referenceModel, type RuleId, revisions, storedWorkloads } from 'protm-check';
const [workload] = storedWorkloads();
if (workload === undefined) throw new Error('there are workloads');
const run: CheckedRun = execute({ revision: revisions.reference, workload, schedule: 'mixture', seed: 3 });
const rule: RuleId | undefined = run.violations[0]?.rule;
export const states: number = check(referenceModel('small'), {}).states;
// @ts-expect-error an execution has a driver
execute({ workload });
export { rule };
`;
