import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../cli/args.ts';
import { commands } from '../../cli/commands/index.ts';
import { loadModel } from '../../cli/model/source.ts';
import { isRevision, ruleOption, strategyOption, workloadNames } from '../../cli/named.ts';
import { run } from '../../cli/run.ts';
import { check, fieldNames } from '../../model/checker/index.ts';
import { FakeIo } from './fake-io.ts';
import { pages, shown } from './shown-commands.ts';

const scripts: readonly string[] = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

/** Names that the tutorial makes before it uses them. */
const made = { revisions: ['my-driver', 'my-fix'], workloads: ['higher-comes'] };

describe('the commands of the documentation', () => {
  test('are of scripts, commands and options that there are, with names that there are', () => {
    expect(shown.length).toBeGreaterThan(35);
    for (const { page, line, command, argv } of shown) {
      if (argv.includes('--help')) continue;
      const where = `${page}: ${line}`;
      expect(scripts, where).toContain(command);
      const known = commands.find(({ name }) => name === command);
      if (known === undefined) continue;
      expect(() => parse(argv, known.options), where).not.toThrow();
      const args = parse(argv, known.options);
      for (const name of [...args.texts('revision'), args.text('revision')].flat()) {
        if (name !== null) expect(isRevision(name) || made.revisions.includes(name), where).toBe(true);
      }
      if (command === 'diff') {
        expect(args.operands, where).toHaveLength(2);
        for (const name of args.operands)
          expect(isRevision(name) || made.revisions.includes(name), where).toBe(true);
      }
      if (command === 'explore') {
        for (const rule of args.texts('rule')) expect(ruleOption(rule).length, where).toBeGreaterThan(0);
        const strategy = args.text('strategy');
        if (strategy !== null) expect(strategyOption(strategy), where).toBe(strategy);
        const workload = args.text('workload');
        const known = [...workloadNames(), ...made.workloads, 'generated', 'my.json'];
        if (workload !== null) expect(known, where).toContain(workload);
      }
    }
  });

  test('name what the reference model has', async () => {
    const of = shown.filter(
      ({ command, argv }) => command === 'model' && !argv.includes('--file') && !argv.includes('--help'),
    );
    expect(of.length).toBeGreaterThan(5);
    for (const { page, line, argv } of of) {
      const args = parse(argv, commands.find(({ name }) => name === 'model')?.options ?? {});
      // Throws for a guard that there is not.
      const { actions, rules, ...model } = await loadModel({
        scope: 'small',
        file: null,
        without: args.texts('without'),
      });
      const names = [...rules, ...actions].map(({ id }) => id);
      for (const name of [args.text('at') ?? [], args.texts('action')].flat())
        expect(names, `${page}: ${line}`).toContain(name);
      for (const field of args.text('fields')?.split(',') ?? [])
        expect(fieldNames({ ...model, actions, rules }), `${page}: ${line}`).toContain(field);
    }
  });

  const quick = shown.filter(
    ({ command, argv }) =>
      ['list', 'explain'].includes(command) || (command === 'new' && argv.includes('--dry-run')),
  );
  test('that are quick do what they say', async () => {
    expect(quick.length).toBeGreaterThan(8);
    const done = new Set<string>();
    for (const { page, line, command, argv } of quick) {
      if (done.has(line)) continue;
      done.add(line);
      const io = new FakeIo();
      expect({ page, line, code: await run([command, ...argv], commands, io), err: io.errText }).toEqual({
        page,
        line,
        code: 0,
        err: '',
      });
      expect(io.outText).not.toBe('');
    }
  });

  test('every page that another page names is there', () => {
    for (const page of pages) {
      const folder = page.startsWith('docs/') ? 'docs' : '.';
      for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(/\]\(([\w./-]+\.md)\)/g)) {
        expect(() => readFileSync(join(folder, target)), `${page} names ${target}`).not.toThrow();
      }
    }
  });
});

describe('the model of docs/your-own.md', () => {
  let folder = '';
  let file = '';
  beforeAll(() => {
    const code =
      /```ts\n(import \{ id, idType[\s\S]*?)```/.exec(readFileSync('docs/your-own.md', 'utf8'))?.[1] ?? '';
    folder = mkdtempSync(join(tmpdir(), 'own-'));
    file = join(folder, 'my-model.mts');
    writeFileSync(
      file,
      code.replace("'./model/checker/index.ts'", JSON.stringify(resolve('model/checker/index.ts'))),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('keeps its rules, and breaks exclusion without its guard', async () => {
    const verdicts = async (...without: string[]) => {
      const { perRule } = check(await loadModel({ scope: 'small', file, without }));
      return perRule.map(({ id, verdict }) => [id, verdict]);
    };
    expect(await verdicts()).toEqual([
      ['EXCLUSION', 'holds (exhaustive)'],
      ['SERVED', 'holds (exhaustive)'],
    ]);
    expect(await verdicts('enter/the other lets it')).toEqual([
      ['EXCLUSION', 'violated'],
      ['SERVED', 'holds (exhaustive)'],
    ]);
  });
});
