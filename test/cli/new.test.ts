import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newIn } from '../../cli/commands/new.ts';
import { run } from '../../cli/run.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { FakeIo } from './fake-io.ts';

/** Files that `new` changes. */
const changed = [
  'impl/driver/own/index.ts',
  'impl/driver/defects/index.ts',
  'impl/driver/defects/rows.ts',
  'properties/rules/index.ts',
  'properties/catalogue.ts',
  'model/protected-mode/rules/catalogue.ts',
  'docs/rules.md',
];

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'new-'));
  for (const file of changed) cpSync(file, join(root, file));
});
afterAll(() => rmSync(root, { recursive: true }));

async function made(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = new FakeIo();
  const code = await run(['new', ...argv], [newIn(root)], io);
  return { code, out: io.outText, err: io.errText };
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

// That what is made compiles and runs is tested where a clone is: test/package/commands.spec.ts.
describe('new', () => {
  test.each([
    [[], 'new what? there are: revision, workload, rule, defect'],
    [['revison', 'x'], 'did you mean "revision"?'],
    [['rule', 'lower-case'], 'a rule is called like NO-SURPRISE'],
    [['rule'], 'npm run new -- rule NO-SURPRISE'],
    [['rule', 'ENTER-GATE'], 'there is a rule called ENTER-GATE'],
    [['revision', 'series-2026'], 'there is a revision called series-2026'],
    [['defect', 'M69'], 'a defect is called like'],
    [['defect', 'no-enter-gate'], 'there is a defect called no-enter-gate'],
    [['rule', 'NO-SURPRISE', '--on', 'reference'], 'a rule stands on nothing'],
    [['revision', 'mine', '--on', 'serie-2026'], 'did you mean "series-2026"?'],
  ])('%j is answered with what to do', async (argv, message) => {
    expect(await made(...argv)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
  });

  test('with --dry-run shows what would be written, and writes nothing', async () => {
    const before = changed.map(textOf);
    const { code, out } = await made('rule', 'NO-SURPRISE', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain("new properties/rules/NO-SURPRISE.ts\n+ import { atEvents } from '../rule.ts';\n");
    expect(out).toMatch(/into properties\/catalogue\.ts\n\+ {3}'NO-SURPRISE': \{/);
    expect(out).toContain('Nothing was written');
    expect(changed.map(textOf)).toEqual(before);
    expect(existsSync(join(root, 'properties/rules/NO-SURPRISE.ts'))).toBe(false);
  });

  test('a rule gets its place in every list, and a second one beside it', async () => {
    expect((await made('rule', 'NO-SURPRISE')).code).toBe(0);
    expect((await made('rule', 'NO-OTHER')).code).toBe(0);
    for (const name of ['NO-SURPRISE', 'NO-OTHER']) {
      expect(textOf('properties/rules/index.ts')).toContain(`from './${name}.ts';`);
      expect(textOf('properties/catalogue.ts')).toMatch(new RegExp(`  '${name}': \\{.*\\},\\n`));
      expect(textOf('model/protected-mode/rules/catalogue.ts')).toContain(`id: '${name}'`);
      expect(textOf('impl/driver/defects/rows.ts')).toContain(`'${name}':`);
      expect(textOf('docs/rules.md')).toMatch(
        new RegExp(`^\\| REFINES .*\\n(\\| NO-.*\\n)?\\| ${name} \\| S \\|`, 'm'),
      );
    }
    expect(textOf('properties/rules/index.ts')).toMatch(/ {2}noSurprise,\n {2}noOther,\n\];/);
    expect((await made('rule', 'NO-SURPRISE')).err).toContain('is there already');
  });

  test('revisions and defects are listed; a workload is one that can be read', async () => {
    expect(JSON.parse((await made('revision', 'my-fix', '--on', 'series-2026', '--json')).out)).toMatchObject(
      {
        written: true,
        files: [
          { path: 'impl/driver/own/my-fix.ts', isNew: true },
          { path: 'impl/driver/own/index.ts', isNew: false },
        ],
        next: ['npm run explore -- --revision my-fix', expect.stringContaining('diff -- series-2026 my-fix')],
      },
    );
    await made('revision', 'plain');
    expect(textOf('impl/driver/own/index.ts')).toMatch(
      /own = \{\n {2}plain: plain|own = \{\n {2}plain,\n {2}'my-fix': myFix,/,
    );
    expect(textOf('impl/driver/own/my-fix.ts')).toContain('tickWork: (driver, below) =>');
    expect(textOf('impl/driver/own/plain.ts')).toContain('sessionEndReason: (driver, below) =>');
    await made('defect', 'endless-session');
    expect(textOf('impl/driver/defects/index.ts')).toMatch(/ {2}endlessSession,\n\];/);
    await made('workload', 'two-players');
    expect(readWorkload(join(root, 'properties/workloads/two-players.json')).processes).toHaveLength(2);
  });
});
