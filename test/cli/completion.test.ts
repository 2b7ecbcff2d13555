import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { strategySays } from '../../cli/explain/strategy.ts';
import { run } from '../../cli/run.ts';
import { spelledForProject } from '../../cli/spelling.ts';
import { ruleIds } from '../../properties/catalogue.ts';
import { strategyNames } from '../../properties/explore/strategies.ts';
import { FakeIo } from './fake-io.ts';

async function script(shell: string): Promise<string> {
  const io = new FakeIo();
  expect(await run(['completion', shell], commands, io)).toBe(0);
  return io.outText;
}

test('bash completes commands, options, their words and names with spaces', async () => {
  const lines: readonly (readonly string[])[] = [
    ['protm-check', 'ex'],
    ['protm-check', 'explore', '--revis'],
    ['protm-check', 'explore', '--strategy', 'PCT depth 2'],
    ['protm-check', 'explore', '--rule', ''],
    ['protm-check', 'verify', '--budget', ''],
    ['protm-check', 'diff', 'serie'],
    ['protm-check', 'replay', 'READ'],
    ['protm-check', 'model', 'ch'],
  ];
  const quoted = (word: string): string => `'${word}'`;
  const asks = lines.map(
    (words) =>
      `COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}; _protm_check; (IFS='|'; echo "\${COMPREPLY[*]}")`,
  );
  const { stdout, stderr } = spawnSync('bash', ['-c', `${await script('bash')}\n${asks.join('\n')}`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|'));
  expect(answers[0]).toEqual(['explore', 'explain']);
  expect(answers[1]).toEqual(['--revision']);
  const pct = strategyNames.filter((name) => name.startsWith('PCT depth 2'));
  expect(answers[2]).toEqual(pct.map((name) => name.replaceAll(' ', '\\ ')));
  expect(answers[3]).toEqual(expect.arrayContaining([...ruleIds, 'FAIR-EXIT']));
  expect(answers[4]).toEqual(['smoke', 'default', 'deep']);
  expect(answers[5]).toEqual(['series-2026']);
  expect(answers[6]).toEqual(['README.md']);
  expect(answers[7]).toEqual(['check']);
});

/** Lines that are completed at their end, and what is offered there. */
const asked: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [
    ['protm-check', 'exp'],
    ['explain', 'explore'],
  ],
  [['protm-check', 'verify', '--budget', 's'], ['smoke']],
  [['protm-check', 'diff', 'serie'], ['series-2026']],
  [['protm-check', 'model', 'ch'], ['check']],
  [['protm-check', 'explore', '--rule', 'FAUL'], ['FAULT-REARM']],
  [
    ['protm-check', 'explore', '--strategy', 'PCT depth 2'],
    strategyNames.filter((n) => n.startsWith('PCT depth 2')),
  ],
];

/** Whether a shell is on this machine; where it is not, the run says so. */
function has(shell: string): boolean {
  const found = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!found) console.log(`completion not tried in ${shell}: it is not installed`);
  return found;
}

test.skipIf(!has('fish'))('fish offers commands, options, their words and names with spaces', async () => {
  const lines = asked.map(([words]) => words.map((w) => w.replaceAll(' ', '\\ ')).join(' '));
  const asks = [...lines, 'protm-check explore --revis'].map(
    (line) => `complete -C '${line.replaceAll('\\', '\\\\')}'; echo @@`,
  );
  const { stdout, stderr } = spawnSync(
    'fish',
    ['--no-config', '-c', `${await script('fish')}\n${asks.join('\n')}`],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe('');
  const answers = stdout.split('@@\n').map((answer) =>
    answer
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t')[0]),
  );
  expect(answers.slice(0, asked.length)).toEqual(asked.map(([, offered]) => [...offered].sort()));
  expect(answers[asked.length]).toEqual(['--revision']);
});

test.skipIf(!has('zsh'))('zsh offers the same', async () => {
  // What zsh offers it hands to these; outside of its line editor they are stood in for.
  const stubs = `compdef() { true }
offer() { local one; for one in "$@"; do if [[ $one == "\${words[CURRENT]}"* ]]; then print -r -- "$one"; fi; done }
compadd() { shift; offer "$@" }
_describe() { offer "\${(@)\${(@P)2}%%:*}" }
_files() { true }
`;
  const body = (await script('zsh')).replace(/_protm_check "\$@"\n$/, '');
  const asks = asked.map(
    ([words]) => `words=(${words.map((w) => `'${w}'`).join(' ')}); CURRENT=$#words; _protm_check; print @@`,
  );
  const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', `${stubs}${body}\n${asks.join('\n')}`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const answers = stdout.split('@@\n').map((answer) => answer.split('\n').filter((line) => line !== ''));
  expect(answers.slice(0, asked.length).map((answer) => answer.sort())).toEqual(
    asked.map(([, offered]) => [...offered].sort()),
  );
});

test('--json has the tables from which the scripts are made', async () => {
  const io = new FakeIo();
  expect(await run(['completion', '--json'], commands, io)).toBe(0);
  const tables: readonly { name: string; options: readonly { name: string; words: readonly string[] }[] }[] =
    JSON.parse(io.outText);
  expect(tables.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
  const strategy = tables
    .find(({ name }) => name === 'explore')
    ?.options.find(({ name }) => name === 'strategy');
  expect(strategy?.words).toEqual(strategyNames);
});

test.each(['zsh', 'fish'])('%s is told of every command and every option', async (shell) => {
  const text = await script(shell);
  for (const { name, options } of commands) {
    expect(text).toContain(name);
    for (const option of Object.keys(options)) {
      expect(text).toContain(shell === 'fish' ? ` -l ${option} ` : `--${option}`);
    }
  }
});

test('another shell is answered with those that there are', async () => {
  const io = new FakeIo();
  expect(await run(['completion', 'bsh'], commands, io)).toBe(2);
  expect(io.errText).toContain('did you mean "bash"?');
});

test('every command has a help that shows lines to paste, each with options that there are', async () => {
  for (const { name, examples, options } of commands) {
    const io = new FakeIo();
    expect(await run([name, '--help'], commands, io)).toBe(0);
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) {
      expect(io.outText).toContain(line);
      expect(line).toMatch(new RegExp(`^npm run (-s )?${name}( -- |$)`));
      for (const [, option = ''] of line.matchAll(/ --([a-z-]+)/g))
        expect([...Object.keys(options)], line).toContain(option);
    }
  }
});

test('every strategy is told in words, and a line of every command is spelled for other projects', () => {
  for (const name of strategyNames) expect(strategySays(name).join(), name).not.toBe('');
  for (const { name } of commands)
    expect(spelledForProject(`npm run ${name} -- x`)).toBe(`npx protm-check ${name} x`);
});
