import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { model } from '../../cli/commands/model.ts';
import { findPath, traceFinder } from '../../cli/model/find-trace.ts';
import type { ModelReport } from '../../cli/model/report.ts';
import { stepSession } from '../../cli/model/session.ts';
import { type AnyModel, loadModel } from '../../cli/model/source.ts';
import { run } from '../../cli/run.ts';
import { check } from '../../model/checker/index.ts';
import { protectedMode, small, verify } from '../../model/protected-mode/index.ts';
import { FakeIo } from './fake-io.ts';

const lock = 'test/cli/model-lock.ts';
const noMutex = ['--file', lock, '--without', 'enter/the lock is free'];

async function runModel(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  const code = await run(['model', ...argv], [model], io);
  return { code, io };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'model-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('model check', () => {
  test('gives the figures of the checker for a scope, the same bytes with more threads', async () => {
    const argv = ['check', '--scope', 'verify', '--depth', '12', '--json'];
    const { code, io } = await runModel(...argv);
    const expected = check(protectedMode(verify).model, { maxDepth: 12 });
    const { verdict, states, transitions, depth } = expected;
    expect(JSON.parse(io.outText)).toMatchObject({
      verdict,
      states,
      transitions,
      depth,
      truncatedBy: 'depth',
      features: { cases: verify.cases.length, on: { 'late heap': 1, 'dead after a fault': 2 } },
    });
    expect(states).toBeGreaterThan(5_000);
    expect(code).toBe(0); // not everything happens within 12 steps: that claims nothing
    expect((await runModel(...argv, '--threads', '2')).io.outText).toBe(io.outText);
  });

  test('tells a broken rule and a lasso, exit code 1, and a line to paste', async () => {
    const { code, io } = await runModel('check', ...noMutex);
    expect(code).toBe(1);
    expect(io.outText).toContain('ALONE, broken in 2 states, the nearest:');
    expect(io.outText).toContain(
      '    4. enter(w=worker1)\n         holder: worker0 -> worker1\n         wants[worker1]: true -> false\n',
    );
    expect(io.outText).toContain(
      `Next: npm run model -- step --file ${lock} --without 'enter/the lock is free' --at ALONE\n`,
    );
    const whole = await runModel('check', '--file', lock);
    expect(whole.code).toBe(1);
    expect(whole.io.outText).toContain('SERVED, broken by a fair behaviour:');
    expect(whole.io.outText).toMatch(/and on from \d+ for ever \(short, not minimal\)/);
    expect((await runModel('check', '--file', lock)).io.outText).toBe(whole.io.outText);
    const json = await runModel('check', '--file', lock, '--json');
    const rules = (JSON.parse(json.io.outText) as ModelReport).rules.map((r) => [r.id, r.loop]);
    expect(rules).toEqual([
      ['ALONE', null],
      ['SERVED', 'short, not minimal'],
    ]);
  });

  test('searches orbits of ids that are interchangeable, and says what they stand for', async () => {
    const file = join(folder, 'two-phase.mts');
    const two = join(process.cwd(), 'bench/checker/models/two-phase.ts');
    writeFileSync(file, `import { twoPhase } from '${two}';\nexport default twoPhase(7);\n`);
    const argv = ['check', '--file', file, '--symmetry', 'participant'];
    const { code, io } = await runModel(...argv);
    expect(code).toBe(0);
    expect(io.outText).toContain('7 participants: 920 orbits, 8,409 transitions, depth 22\n');
    expect(io.outText).toContain(
      'Symmetry of participant: the orbits stand for 296,448 states; sampled, not',
    );
    expect((await runModel(...argv, '--threads', '2')).io.outText).toBe(io.outText);
    const cut = await runModel(...argv, '--max-states', '100');
    expect(cut.code).toBe(3);
    expect(cut.io.outText).toContain(`Next: npm run model -- check --file ${file} --symmetry participant\n`);
    const few = join(folder, 'two-phase-3.mts');
    writeFileSync(few, `import { twoPhase } from '${two}';\nexport default twoPhase(3);\n`);
    const small = await runModel('check', '--file', few, '--symmetry', 'participant', '--json');
    expect(JSON.parse(small.io.outText)).toMatchObject({
      states: 80,
      symmetry: { types: ['participant'], orbits: 80, unreducedStates: '288', checked: { all: true } },
    });
  });

  test('refuses symmetry where the model tells ids apart, or has liveness rules', async () => {
    const apart = await runModel('check', '--symmetry', 'group');
    expect(apart.code).toBe(2);
    expect(apart.io.errText).toContain('is not symmetric: initial states tell ids apart');
    const alive = await runModel('check', '--file', lock, '--symmetry', 'worker');
    expect(alive.code).toBe(2);
    expect(alive.io.errText).toContain('symmetry: rule SERVED is a liveness rule');
  });

  test('what a limit left out is unknown, exit code 3; to a depth it is said so', async () => {
    const cut = await runModel('check', '--max-states', '1000');
    expect(cut.code).toBe(3);
    expect(cut.io.outText).toContain('1,000 states');
    expect(cut.io.outText).toContain('ended by the limit on states');
    expect(cut.io.outText).toMatch(
      /^Not reached before the search was ended by the limit on states, \d+ actions: /m,
    );
    expect(cut.io.outText).not.toContain('Dead');
    const { io } = await runModel('check', '--file', lock, '--depth', '2', '--actions');
    expect(io.outText).toContain('holds to depth 2, 1: ALONE');
    expect(io.outText).toContain('unknown (truncated), 1: SERVED');
    const shallow = await runModel('check', '--file', lock, '--depth', '1');
    expect(shallow.io.outText).toContain('Not reached to depth 1, 2 actions: enter leave\n');
    expect(shallow.io.outText).not.toMatch(/dead/i);
    const { io: told, code } = await runModel('check', '--depth', '3', '--json');
    const report = JSON.parse(told.outText) as ModelReport;
    expect([code, report.verdict, report.deadActions]).toEqual([0, 'holds to depth 3', []]);
    expect(report.unreachedActions.length).toBeGreaterThan(10);
    const words = new Set(report.rules.map((r) => r.verdict));
    expect([...words].sort()).toEqual(['holds to depth 3', 'not reached to depth 3']);
    expect(io.outText).toMatch(/want {3}enabled in \d+ +fired \d+ +found \d+ states/);
  });

  test('writes counterexamples in the ITF format', async () => {
    const { code } = await runModel('check', ...noMutex, '--itf', folder);
    expect(code).toBe(1);
    const itf = JSON.parse(readFileSync(join(folder, 'ALONE.itf.json'), 'utf8')) as { states: unknown[] };
    expect(itf.states).toHaveLength(5);
    await runModel('check', '--file', lock, '--itf', folder);
    const lasso = JSON.parse(readFileSync(join(folder, 'SERVED.itf.json'), 'utf8')) as { loop: unknown };
    expect(lasso.loop).toBeTypeOf('number');
  });

  test('a model that leaves its schema is told with the way there, exit code 2', async () => {
    const file = join(folder, 'leaves.mts');
    const checker = join(process.cwd(), 'model/checker/index.ts');
    writeFileSync(
      file,
      `import { int, record, words } from '${checker}';
const schema = record({ n: int(0, 2) });
const { action, defineModel } = words(schema);
export default defineModel({ name: 'counter', schema, initial: () => {}, actions: [action({ id: 'count', then: (s) => { s.n += 1; } })] });
`,
    );
    const { code, io } = await runModel('check', '--file', file);
    expect(code).toBe(2);
    expect(io.errText).toContain('action count: n := 3 is out of range');
    expect(io.errText).toContain('2. count\n');
  });

  test.each([
    [['chek'], 'model cannot "chek": did you mean "check"?'],
    [[], 'model what?'],
    [['check', 'twice'], 'model takes one word, not also "twice"'],
    [['check', '--scope', 'smal'], '--scope knows no "smal": did you mean "small"?'],
    [['check', '--file', 'no.ts'], 'there is no file no.ts'],
    [['check', '--file', 'cli/exit-codes.ts'], 'the default export of cli/exit-codes.ts is no model'],
    [['check', '--file', lock, '--scope', 'small'], 'give --file or --scope, not both'],
    [['check', '--file', lock, '--without', 'entre/x'], 'no action "entre": did you mean "enter"?'],
    [
      ['check', '--file', lock, '--without', 'enter/it want'],
      'has no guard "it want": did you mean "it wants"?',
    ],
    [
      ['check', '--file', lock, '--symmetry', 'worker,wroker'],
      'lock has no ids "wroker": did you mean "worker"?',
    ],
    [['check', '--max-states', '0'], '--max-states takes a whole number from 1'],
    [['witness', '--file', lock, '--action', 'levae'], 'no action "levae": did you mean "leave"?'],
    [['graph', '--file', lock, '--fields', 'holdr'], 'no field "holdr": did you mean "holder"?'],
    [['graph', '--file', lock, '--format', 'svg'], '--format knows no "svg"'],
    [['graph', '--file', lock, '--max-states', '3'], 'has more than 3 states'],
    [['graph', '--file', lock, '--fields', 'holder', '--format', 'aut'], '--fields is for --format dot'],
  ])('%j is told what is wrong, exit code 2', async (argv, message) => {
    const { code, io } = await runModel(...argv);
    expect({ code, out: io.outText }).toEqual({ code: 2, out: '' });
    expect(io.errText).toContain(message);
  });
});

describe('model graph and witness', () => {
  test('the graph goes to the terminal or to a file, the same bytes', async () => {
    const { code, io } = await runModel('graph', '--file', lock, '--format', 'aut');
    expect(code).toBe(0);
    expect(io.outText).toMatch(/^des \(0, \d+, 8\)\n/);
    const out = join(folder, 'deep/lock.aut');
    const toFile = await runModel('graph', '--file', lock, '--format', 'aut', '--out', out);
    expect(readFileSync(out, 'utf8')).toBe(io.outText);
    expect(toFile.io.outText).toBe('');
    const dot = await runModel('graph', '--file', lock, '--fields', 'holder');
    expect(dot.io.outText).toContain('holder: worker1');
    expect(dot.io.outText.match(/ -> /g)?.length).toBe(4);
  });

  test('witnesses: all in a line each, one in full, a dead one exits with 1', async () => {
    const all = await runModel('witness', '--file', lock);
    expect(all.code).toBe(0);
    expect(all.io.outText).toContain('want: in 1 step\nenter: in 2 steps\nleave: in 3 steps\n3 of 3 actions');
    const one = await runModel('witness', '--file', lock, '--action', 'leave');
    expect(one.io.outText).toContain('    3. leave(w=worker0)\n');
    await runModel('witness', '--file', lock, '--itf', join(folder, 'witnesses'));
    expect(readdirSync(join(folder, 'witnesses')).sort()).toEqual(
      ['enter', 'leave', 'want'].map((a) => `${a}.itf.json`),
    );
    const json = await runModel('witness', '--file', lock, '--action', 'leave', '--json');
    expect(JSON.parse(json.io.outText)).toMatchObject([{ action: 'leave', verdict: 'holds (exhaustive)' }]);
    const cut = await runModel('witness', '--file', lock, '--max-states', '2');
    expect(cut.code).toBe(3);
    expect(cut.io.outText).toContain('leave: unknown (truncated)');
    expect(cut.io.outText).toContain(`Next: npm run model -- witness --file ${lock} --max-states 20\n`);
  });
});

/** Runs a command whose search is asked to end when it says that it has begun. */
async function interrupted(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  const err = io.err.bind(io);
  io.err = (text) => {
    err(text);
    if (text.includes('Ctrl-C') && !text.startsWith('stopping')) process.emit('SIGINT');
  };
  const code = await run(['model', ...argv], [model], io);
  return { code, io };
}

describe('interrupted, with exit code 3', () => {
  test('witness tells what it met, and a line that can be interrupted without loss', async () => {
    const { code, io } = await interrupted('witness', '--scope', 'small');
    expect(code).toBe(3);
    expect(io.errText).toContain('stopping; Ctrl-C again to end at once');
    expect(io.outText).toMatch(/^user\.submit: in \d+ steps?$/m);
    expect(io.outText).toMatch(/: unknown \(truncated\)$/m);
    expect(io.outText).toMatch(
      /\d\d of 64 actions can happen, [\d,]+ states searched\nNext: npm run model -- check --scope small --actions --checkpoint report\/checkpoint\n$/,
    );
  });

  test('graph draws what was found, marked as a part', async () => {
    const { code, io } = await interrupted('graph', '--scope', 'small', '--fields', 'firmware,protmActive');
    expect(code).toBe(3);
    expect(io.outText).toMatch(/^digraph .*style=dashed.*\}\n$/s);
    expect(io.errText).toMatch(
      /interrupted: a part of the graph, [\d,]+ states?, [\d,]+ transitions? as dot/,
    );
  });

  test('step does not begin where it was to begin', async () => {
    const io = new FakeIo();
    const loaded = await loadModel({ scope: 'small', file: lock, without: [] });
    const find = traceFinder(loaded, async (name) =>
      findPath(loaded, name, { maxStates: 100, onProgress: () => false }),
    );
    async function* lines() {
      yield 's';
    }
    const options = { json: false, at: 'ALONE', find, prompt: () => {} };
    expect(await stepSession(loaded, lines(), io, options)).toBe(false);
    expect(io.outText).toBe('interrupted before a way to ALONE was found\n');
  });
});

/** Runs a stepping session over a script. */
async function stepThrough(
  of: AnyModel,
  script: readonly string[],
  { json = false, at = null as string | null } = {},
): Promise<string> {
  const io = new FakeIo();
  async function* lines() {
    yield* script;
  }
  const find = traceFinder(of, async (name) =>
    findPath(of, name, { maxStates: 100_000, onProgress: () => true }),
  );
  await stepSession(of, lines(), io, { json, at, find, prompt: () => {} });
  return io.outText;
}

describe('model step', () => {
  const load = (without: readonly string[] = []) => loadModel({ scope: 'small', file: lock, without });

  test('numbered choices, what a step changed, and back', async () => {
    const out = await stepThrough(await load(), ['2', '1', 'b', 't', 'q', '1']);
    expect(out).toBe(`0. initially
  1) want(w=worker0)
  2) want(w=worker1)
1. want(w=worker1)
     wants[worker1]: false -> true
  1) want(w=worker0)
  2) enter(w=worker1)
2. want(w=worker0)
     wants[worker0]: false -> true
  1) enter(w=worker0)
  2) enter(w=worker1)
1. want(w=worker1)
     wants[worker1]: false -> true
  1) want(w=worker0)
  2) enter(w=worker1)
    0. initially
    1. want(w=worker1)
         wants[worker1]: false -> true
`);
  });

  test('jumps to a counterexample and along it, and says what is broken', async () => {
    const of = await load(['enter/the lock is free']);
    const out = await stepThrough(of, ['b', 'j leave', 'j SERVED'], { at: 'ALONE' });
    const [jumped, back, leave] = out.split(/^(?=\d\. )/m);
    expect(jumped).toContain('4. enter(w=worker1)\n');
    expect(jumped).toContain('     breaks ALONE\n');
    expect(back).toMatch(/^3\. .*\n/);
    expect(back).not.toContain('breaks');
    expect(leave).toMatch(/^3\. leave/);
  });

  test('says why an action cannot happen, and the whole state', async () => {
    const out = await stepThrough(await load(), ['1', 'w enter', 's']);
    expect(out).toContain('  enter(w=worker0): can happen\n  enter(w=worker1): not true that it wants\n');
    expect(out).toContain('\nwants[worker0]: true\n');
  });

  test('mistakes are told and change nothing', async () => {
    const of = await load();
    const mistakes = ['9', 'x', 'b two', 'w entre', 'j ALOEN', 'j ALONE'];
    const out = await stepThrough(of, [...mistakes, 't']);
    expect(out.split('\n').slice(3)).toEqual([
      'there are choices 1 to 2, no 9',
      '"x" is no command; ? lists them',
      'b takes a number of steps, not "two"',
      'no action "entre": did you mean "enter"?',
      'no rule or action "ALOEN": did you mean "ALONE"?',
      'there is no way to ALONE: holds (exhaustive)',
      '    0. initially',
      '',
    ]);
  });

  test('as JSON, one object for each line that was typed', async () => {
    const out = await stepThrough(await load(), ['1', 'w leave', 's', 'nonsense'], { json: true });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatchObject({ step: 1, action: 'want(w=worker0)', broken: [] });
    expect(lines[2]).toHaveProperty('why');
    expect(lines[4]).toHaveProperty('error');
  });

  test('the reference model begins with the choice of a case', async () => {
    const of = await loadModel({ scope: 'small', file: null, without: [] });
    const out = await stepThrough(of, ['2', '1']);
    expect(out).toContain(`${String(small.cases.length).padStart(3)}) initial state\n`);
    expect(out).toMatch(/\n1\. user\.submit\(/);
  });
});
