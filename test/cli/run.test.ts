import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Args } from '../../cli/args.ts';
import type { Command } from '../../cli/command.ts';
import { explain } from '../../cli/commands/explain.ts';
import { list } from '../../cli/commands/list.ts';
import { limitOf, limits } from '../../cli/explain/bounds.ts';
import { allStored, storedFiles } from '../../cli/explain/stored.ts';
import { units } from '../../cli/explain/unit.ts';
import { knownFindings } from '../../cli/findings/finding.ts';
import { run } from '../../cli/run.ts';
import { said } from '../../cli/story/said.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { type ChoiceId, choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { causeOf } from '../../properties/campaign/stack.ts';
import { headlines, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { packageRoot } from '../../properties/package-root.ts';
import { FakeIo } from './fake-io.ts';

interface Ran {
  readonly code: number;
  readonly io: FakeIo;
  readonly args: Args | null;
}

const seedOption = { type: 'string', value: 'N', says: 'a number' } as const;

/** Runs a command line against one command that takes all sorts of options. */
async function runLine(...argv: string[]): Promise<Ran> {
  const io = new FakeIo();
  let seen: Args | null = null;
  const sample: Command = {
    name: 'verify',
    says: 'a sample',
    operands: '',
    options: {
      seed: seedOption,
      json: { type: 'boolean', says: 'as JSON' },
      budget: { type: 'string', value: 'default|deep', says: 'how much' },
      workload: { type: 'string', value: 'FILE', multiple: true, says: 'a file' },
    },
    examples: [['npm run verify -- --seed 7', 'another seed']],
    async run(args) {
      seen = args;
      args.integer('seed', 1, 0, 100);
      args.oneOf('budget', ['default', 'deep'], 'default');
      return 3;
    },
  };
  const code = await run(argv, [sample, list, explain], io);
  return { code, io, args: seen };
}

describe('a command line', () => {
  test('runs its command with its options and returns its exit code', async () => {
    const { code, args } = await runLine(
      'verify',
      '--seed',
      '7',
      '--json',
      '--workload',
      'a',
      '--workload=b',
    );
    expect(code).toBe(3);
    expect(args?.integer('seed', 1, 0, 100)).toBe(7);
    expect(args?.flag('json')).toBe(true);
    expect(args?.texts('workload')).toEqual(['a', 'b']);
  });

  test.each([
    [['verfy'], 'unknown command "verfy": did you mean "verify"?'],
    [['xyzzy'], 'unknown command "xyzzy": there are: verify, list, explain, help'],
    [['verify', '--sede', '7'], 'unknown option --sede: did you mean "--seed"?'],
    [['verify', '--jsno'], 'unknown option --jsno: did you mean "--json"?'],
    [['verify', '-x'], 'unknown option -x: there are: --seed, --json, --budget, --workload'],
    [['verify', '--seed'], '--seed needs a value'],
    [['verify', '--seed', 'seven'], '--seed takes a whole number from 0 to 100, not "seven"'],
    [['verify', '--seed', '101'], '--seed takes a whole number from 0 to 100, not "101"'],
    [['verify', '--seed', '1.5'], '--seed takes a whole number from 0 to 100, not "1.5"'],
    [['verify', '--budget', 'deap'], '--budget knows no "deap": did you mean "deep"?'],
    [['verify', 'extra'], 'verify takes no "extra"'],
    [['verify', '--json=yes'], "Option '--json' does not take an argument"],
    [['list', 'ruels'], 'cannot list "ruels": did you mean "rules"?'],
    [['explain', 'TOPONLY'], 'nothing is called "TOPONLY": did you mean "TOP-ONLY"?'],
    [['help', 'lsit'], 'unknown command "lsit": did you mean "list"?'],
  ])('%j is told what is wrong, exit code 2', async (argv, message) => {
    const { code, io } = await runLine(...argv);
    expect({ code, err: io.errText, out: io.outText }).toEqual({ code: 2, err: `${message}\n`, out: '' });
  });

  test('what cannot be written is told before anything is done; what fails then, without a stack', async () => {
    let ran = 0;
    const writing: Command = {
      name: 'writing',
      says: 'a sample',
      operands: '',
      options: {
        report: { type: 'string', writes: 'folder', usual: 'report', says: 'a folder' },
        out: { type: 'string', writes: 'file', says: 'a file' },
        read: { type: 'string', says: 'a file' },
      },
      examples: [],
      async run(args) {
        ran++;
        if (args.text('read') !== null) readFileSync(args.text('read') ?? '');
        return 0;
      },
    };
    const told = async (...argv: string[]): Promise<readonly [code: number, err: string]> => {
      const io = new FakeIo();
      return [await run(['writing', ...argv], [writing], io), io.errText];
    };
    const here = process.cwd();
    expect(await told('--report', 'package.json')).toEqual([
      2,
      `cannot write package.json: ${here}/package.json is a file; name another folder\n`,
    ]);
    expect(await told('--report', 'package.json/deep')).toEqual([2, expect.stringContaining('is a file')]);
    expect(await told('--out', 'docs')).toEqual([
      2,
      'cannot write docs: it is a folder; name a file in it\n',
    ]);
    expect(ran).toBe(0);
    expect(await told('--out', 'no/such/folder/yet.json')).toEqual([0, '']);
    expect(await told('--read', 'no/such/file')).toEqual([2, 'cannot use no/such/file: it does not exist\n']);
    expect(ran).toBe(2);
  });

  test('help teaches by example', async () => {
    const { code, io } = await runLine('help', 'verify');
    expect(code).toBe(0);
    expect(io.outText).toContain('npm run verify -- --seed 7  another seed');
    expect(io.outText).toContain('--budget default|deep  how much');
    expect((await runLine('verify', '--help')).io.outText).toBe(io.outText);
    expect((await runLine('--version')).io.outText).toMatch(/^protm-check \d+\.\d+\.\d+\n$/);
    expect((await runLine('help')).code).toBe(0);
    expect((await runLine()).code).toBe(2);
  });

  test('an option that npm kept to itself is told, not lost', async () => {
    const io = new FakeIo();
    expect(
      await run(['list', 'rules'], [{ ...list, options: { seed: seedOption } }], io, {
        npm_config_seed: '7',
      }),
    ).toBe(2);
    expect(io.errText).toContain('`npm run list -- --seed ...`');
    expect(await run(['list', 'rules'], [list], new FakeIo(), { npm_config_seed: '7' })).toBe(0);
  });

  test('what fails here is told whole, and is no verdict: neither a broken rule nor bad input', async () => {
    const broken: Command = { ...list, name: 'broken', run: () => Promise.reject(new Error('a defect')) };
    const io = new FakeIo();
    expect(await run(['broken', 'x'], [broken], io)).toBe(3);
    expect(io.errText).toMatch(
      /^protm-check failed, which says nothing of any rule:\nError: a defect\n +at /,
    );
  });

  test('what a driver of somebody’s own throws is bad input: where, and what', async () => {
    const error = new Error('cell 2 of 8: TypeError: no groups\n    at somewhere');
    const file = join(packageRoot, 'impl/driver/own/mine.ts');
    const frames = (own: string): string =>
      `Error\n    at Machine.run (/a/machine.ts:1:1)\n    ${own}\n    at x (/b.ts:2:2)`;
    for (const [own, within] of [
      [`at Object.mayEnter (${file}:22:8)`, ', mayEnter()'],
      [`at <anonymous> (${file}:22:8)`, ''],
      [`at ${pathToFileURL(file).href}:22:8`, ''],
    ] as const) {
      error.stack = frames(own);
      const throwing: Command = { ...list, name: 'throwing', run: () => Promise.reject(error) };
      const io = new FakeIo();
      expect(await run(['throwing', '--json'], [throwing], io)).toBe(2);
      const says = `impl/driver/own/mine.ts:22${within}, threw while the driver ran: cell 2 of 8: TypeError: no groups`;
      expect(io.errText).toBe(`${says}\n`);
      expect(JSON.parse(io.outText)).toEqual({ error: says, exitCode: 2 });
    }
  });
});

describe('list and explain', () => {
  test('a patch is explained by the number that mails have, a function by the name that the kernel has', async () => {
    for (const [name, first] of [
      ['7/8', 'P7, patch 7/8 of the posted series: '],
      ['5/5', 'R5, patch 5/5 of the RFC: '],
      ['1/8', 'P1, patch 1/8 of the posted series: '],
      ['tick_work', 'tick_work(), a function of the driver\nIt comes with mainline.\n'],
      [
        'panthor_fw_protm_enter()',
        'panthor_fw_protm_enter(), a function of the driver\nIt comes with P7, patch 7/8.\n',
      ],
    ] as const) {
      const { io, code } = await runLine('explain', name);
      expect([code, io.outText.startsWith(first)]).toEqual([0, true]);
    }
    const { io } = await runLine('explain', 'tick_work');
    expect(io.outText).toMatch(/Patches and fixes that change it\n(.*\n)*? {2}P7 +drm.panthor/);
    expect(io.outText).toMatch(/Findings that break in it: \d+ causes/);
  });

  test('a revision has as many causes as the page of findings tells of it', async () => {
    const { io } = await runLine('explain', 'series-2026');
    const told = knownFindings(['series-2026']).length;
    expect(io.outText).toContain(`are expected, of ${told} causes.`);
  });

  test('list rules names every row of the rulebook and what is not yet stated', async () => {
    const { io } = await runLine('list', 'rules');
    expect(io.outText).toMatch(/^TOP-ONLY +S +/m);
    expect(io.outText).toMatch(/^SINGLE-TOP-GROUP +headline +/m);
    expect(io.outText.split('\n').length).toBeGreaterThan(50);
  });

  test('whatever has a name can be explained: what it says, on what it stands, a line to paste', async () => {
    const names = [...ruleIds, ...Object.keys(headlines), ...choiceIds, ...units.map((unit) => unit.name)];
    const asked = new Set<string>();
    for (const name of [...names, ...storedFiles().map((stored) => stored.name)]) {
      const { code, io } = await runLine('explain', name);
      expect(code, name).toBe(0);
      expect(io.outText, name).toMatch(/\n\nTry it\n {2}npm run /);
      expect(io.outText, name).not.toMatch(/undefined|\[object|\.\.$/m);
      // A citation that says nothing but where to look.
      expect(io.outText, name).not.toMatch(/^ +\S+ +docs\/\S+\.md$/m);
      for (const [id] of io.outText.matchAll(/\bF\d\d[a-z]?\b/g)) asked.add(id);
    }
    expect(names.length).toBeGreaterThan(100);
    // Every open question that a page speaks of can be explained in turn.
    expect(asked.size).toBeGreaterThan(30);
    for (const id of asked) expect((await runLine('explain', id)).code, id).toBe(0);
  });

  test('a rule says each thing once and lists what breaks it', async () => {
    const { outText } = (await runLine('explain', 'TOP-ONLY')).io;
    expect(outText.match(/at ENTER the owner is the top group/g)).toHaveLength(1);
    const breaks = allStored().filter((s) => s.counterexample.rule === 'TOP-ONLY');
    for (const { file } of breaks) expect(outText).toContain(`npm run replay -- ${file}\n`);
    expect(outText.match(/npm run replay/g)).toHaveLength(breaks.length);
    expect(outText).toContain('without looking at protm_pending_queues');
    expect((await runLine('explain', 'FE-d')).io.outText.match(/after such an exit/g)).toHaveLength(1);
    expect((await runLine('explain', 'FE-c')).io.outText).toContain('default 2');
    expect((await runLine('explain', 'NO-LEAK')).io.outText).toContain(
      'Judged on pairs of runs of the simulator.',
    );
    expect((await runLine('explain', 'REF-SAFE')).io.outText).toContain(
      'Judged on runs of the simulator and on the reference model.',
    );
  });

  test('a choice has its answers and what hangs on them; a unit what it cures; a finding what it needs', async () => {
    expect((await runLine('explain', 'F04')).io.outText).toContain('plausible  400 ms');
    expect((await runLine('explain', 'F08')).io.outText.match(/^F08[abcd], /gm)).toHaveLength(4);
    expect((await runLine('explain', 'top-only')).io.outText).toMatch(
      /^top-only, a fix of the reference driver/,
    );
    expect((await runLine('explain', 'P7')).io.outText).toMatch(
      /^P7, patch 7\/8 [\s\S]*panthor_fw_protm_enter\(\)/,
    );
    expect((await runLine('explain', 'A.2.3-13')).io.outText).toMatch(
      /^A\.2\.3-13: .*panthor_fw_protm_enter/,
    );
    const statement = (await runLine('explain', 'A.2.3-7')).io.outText;
    expect(Math.max(...statement.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    let choices = 0;
    for (const { file, name, counterexample } of allStored()) {
      const finding = (await runLine('explain', file)).io.outText;
      for (const [id, option] of Object.entries(counterexample.needs.choices)) {
        choices++;
        expect(finding.replaceAll(/\s+/g, ' ')).toContain(
          `${openChoices[id as ChoiceId].question}: ${option}`,
        );
        expect((await runLine('explain', id)).io.outText).toContain(`npm run replay -- ${file}\n`);
      }
      // A revision in the place of another is no fix.
      for (const fix of (counterexample.cure?.fixes ?? []).filter(
        (name) => !Object.hasOwn(revisions, name),
      )) {
        expect((await runLine('explain', fix)).io.outText).toMatch(
          new RegExp(`(npm run replay -- ${file}$|\\b${name}(,|$))`.replaceAll('+', '\\+'), 'm'),
        );
      }
    }
    expect(choices).toBeGreaterThan(0);
  });

  test('a patch tells a cause once, and names whatever else it breaks', async () => {
    const { outText } = (await runLine('explain', 'P7')).io;
    const [, section = ''] =
      /^Findings that break[^:]*: (\d+ causes, \d+ counterexamples\n[\s\S]*?)\n\n/m.exec(outText) ?? [];
    const [, causes = 0, all = 0] = (/^(\d+) causes, (\d+)/.exec(section) ?? []).map(Number);
    expect(causes).toBeGreaterThan(5);
    expect(all).toBeGreaterThan(causes);
    expect(section.match(/npm run replay/g)).toHaveLength(causes);
    const cures = [...section.replaceAll(/\n {6}/g, ' ').matchAll(/; cured by ([^;\n]*)/g)].map(
      ([, cure]) => cure,
    );
    expect(new Set(cures).size).toBe(causes);
    for (const name of section.match(/(?<= )[A-Z][A-Za-z-]+\.[a-z+-]+(?=,|\n)/g) ?? [])
      expect((await runLine('explain', name)).code, name).toBe(0);
  });

  test('a cause is told by the same one wherever it is told, and causes come in the order of the findings', async () => {
    const told = knownFindings().map((finding) => finding.told.file);
    const fixed = (await runLine('explain', 'enter-gate')).io.outText;
    const series = told.filter((file) => /^series-2026.*[.+]enter-gate/.test(file));
    expect(series.length).toBeGreaterThan(1);
    const shown = [...fixed.matchAll(/replay -- counterexamples\/(series-2026\/\S+)/g)].map(
      ([, file]) => file,
    );
    expect(shown).toEqual(series);
    expect(fixed.replaceAll(/\s+/g, ' ')).toContain('cured by enter-gate; the cause is as bad as content (');
    const { outText } = (await runLine('list', 'counterexamples')).io;
    const firsts = [...outText.matchAll(/(?:^|\n\n)(?:\S.*\n)+ {2}(\S+)/g)].map(([, name]) => name);
    expect(firsts).toEqual(told.map((file) => basename(file, '.json')));
  });

  test('counterexamples are listed by cause, each once', async () => {
    const { outText } = (await runLine('list', 'counterexamples')).io;
    const stored = allStored();
    for (const { name, counterexample } of stored) {
      expect(outText.split('\n').filter((line) => line.startsWith(`  ${name} `))).toEqual([
        expect.stringContaining(said(counterexample.what)),
      ]);
    }
    const causes = new Set(stored.map(({ counterexample }) => causeOf(counterexample.cure?.fixes ?? [])));
    // A heading may be broken by the width of the page.
    expect(outText.replaceAll(/\s+/g, ' ').match(/, cured by /g)).toHaveLength(causes.size);
    expect(causes.size).toBeLessThan(stored.length);
  });

  test('1/8 and 2/8 are known, and said to change nothing that is modelled', async () => {
    expect((await runLine('list', 'units')).io.outText).toMatch(
      /^P1 .*no unit[\s\S]*^P2 .*no unit[\s\S]*^P3 /m,
    );
    for (const name of ['P1', 'P2', 'p2']) {
      expect((await runLine('explain', name)).io.outText).toMatch(
        /^P[12], patch [12]\/8 [\s\S]*It has no unit/,
      );
    }
  });

  test('a limit is told as the sum of its parts, and the sum is what violations name', async () => {
    const { outText } = (await runLine('explain', 'BOUNDED-RESIDENCE')).io;
    expect(outText).toMatch(
      / 2000 ms {2}residence limit[\s\S]* 500 ms {3}forced exit[\s\S]* 2541 ms {2}together\n/,
    );
    let compared = 0;
    for (const { counterexample } of allStored()) {
      const { rule, workload } = counterexample;
      const terms = limits[rule];
      if (!counterexample.what.includes('not within')) continue;
      const limitMs = /not within (\d+) ms/.exec(replay(counterexample).violation?.what ?? '')?.[1];
      if (limitMs === undefined || terms === undefined) continue;
      const { fixedUs, perSlotUs } = limitOf(terms);
      const without = limitOf(terms.filter((term) => term.when === undefined));
      const full = fixedUs + perSlotUs * workload.slots;
      expect([full, without.fixedUs + without.perSlotUs * workload.slots]).toContain(Number(limitMs) * 1000);
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });

  test('a limit is made of the bounds that its rule uses', () => {
    const shared: Partial<Record<RuleId, string>> = {
      'FE-a': 'fair-exit',
      'FE-b': 'fair-exit',
      'FE-c': 'fair-exit',
    };
    const used = (file: string): readonly string[] =>
      readFileSync(`properties/rules/${file}.ts`, 'utf8')
        .replaceAll('hostDelayUs', 'HOST_DELAY_US')
        .match(/\b[A-Z_]+_US\b/g) ?? [];
    for (const [rule, terms] of Object.entries(limits)) {
      const file = shared[rule as RuleId];
      const names = new Set([...used(rule), ...(file === undefined ? [] : used(file))]);
      expect(new Set(terms.map((term) => term.constant)), rule).toEqual(names);
    }
    const named = ruleIds.filter(
      (rule) =>
        existsSync(`properties/rules/${rule}.ts`) &&
        /\.owe\(|exitOwedTo/.test(readFileSync(`properties/rules/${rule}.ts`, 'utf8')),
    );
    expect(named.length).toBeGreaterThan(3);
    expect(Object.keys(limits)).toEqual(expect.arrayContaining(named));
  });

  test('an unknown name gets the nearest, or three and where the rest is', async () => {
    expect((await runLine('explain', 'TOP-ONYL')).io.errText).toContain('did you mean "TOP-ONLY"?');
    expect((await runLine('explain', 'enter-gat')).io.errText).toContain('did you mean "enter-gate"?');
    const far = await runLine('explain', 'frobnicate-everything');
    expect(far.code).toBe(2);
    expect(far.io.errText.length).toBeLessThan(200);
    expect(far.io.errText).toContain('npm run list');
  });
});
