import { describe, expect, test } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { run } from '../../cli/run.ts';
import { FakeIo } from './fake-io.ts';

/** What a command is given so that only the option in question is wrong. */
const operands: Readonly<Record<string, readonly string[]>> = {
  completion: ['bash'],
  diff: ['mainline', 'series-2026'],
  explain: ['P7'],
  list: ['rules'],
  new: ['revision', 'not-written', '--dry-run'],
  replay: ['counterexamples/series-2026/ENTER-GATE.enter-gate.json'],
  shrink: ['counterexamples/series-2026/ENTER-GATE.enter-gate.json', '--out', 'report/not-written.json'],
  traces: ['--workload', 'video-playback', '--until', '1 ms'],
};
/** Where the first operand decides which options there are. */
const operandsFor = (name: string, of: readonly string[] | undefined): readonly string[] =>
  name === 'model' ? [of?.[0] ?? 'check'] : (operands[name] ?? []);

async function refused(...argv: readonly string[]): Promise<string> {
  const io = new FakeIo();
  expect({ argv, code: await run(argv, commands, io, {}), out: io.outText }).toEqual({
    argv,
    code: 2,
    out: '',
  });
  return io.errText;
}

const all = commands.flatMap(({ name, options }) =>
  Object.entries(options).map(([option, spec]) => ({ name, option, spec, title: `${name} --${option}` })),
);
const valued = all.filter(({ spec }) => spec.type === 'string');

describe('an option of any command', () => {
  test.each(valued)(
    '$title says that it needs a value, and takes no empty one',
    async ({ name, option, spec }) => {
      const before = operandsFor(name, spec.of).filter(
        (word, i, words) => word !== `--${option}` && words[i - 1] !== `--${option}`,
      );
      expect(await refused(name, ...before, `--${option}`)).toContain(`--${option}`);
      expect(await refused(name, ...before, `--${option}=`)).toBe(`--${option} is given an empty value\n`);
      if (spec.multiple !== true)
        expect(await refused(name, ...before, `--${option}`, '1', `--${option}`, '2')).toBe(
          `--${option} is given twice: 1 or 2?\n`,
        );
    },
  );

  test.each(all)('$title misspelt gets the nearest', async ({ name, option }) => {
    const near = `${option.slice(0, -2)}${option.at(-1)}${option.at(-2)}`;
    if (!Object.keys(commands.find((c) => c.name === name)?.options ?? {}).includes(near))
      expect(await refused(name, `--${near}`)).toContain(`unknown option --${near}: did you mean "--`);
  });

  const words = valued.filter(
    ({ spec }) => /^[a-z-]+(\|[a-z-]+)+$/.test(spec.value ?? '') && spec.words === undefined,
  );
  test.each(words)('$title takes one of its words, and names the nearest', async ({ name, option, spec }) => {
    const word = spec.value?.split('|').find((w) => w.length > 3) ?? '';
    const near = `${word}x`;
    expect(await refused(name, ...operandsFor(name, spec.of), `--${option}`, near)).toContain(
      `did you mean "${word}"?`,
    );
  });

  const numbers = valued.filter(({ spec }) => spec.value === 'N');
  test.each(numbers)('$title takes a whole number', async ({ name, option, spec }) => {
    const flag = spec.with === undefined ? [] : [`--${spec.with}`];
    for (const text of ['many', '-1', '1.5'])
      expect(await refused(name, ...operandsFor(name, spec.of), ...flag, `--${option}=${text}`)).toContain(
        `--${option} takes a whole number from `,
      );
  });

  test('one that would be passed over is refused', async () => {
    let idle = 0;
    for (const { name, option, spec } of all) {
      if (spec.of === undefined && spec.with === undefined) continue;
      const value = spec.type === 'string' ? ['1'] : [];
      const other = spec.of?.includes('graph') === true ? 'check' : 'graph';
      const given = [name, ...(spec.of === undefined ? [] : [other]), `--${option}`, ...value];
      expect(await refused(...given)).toContain(`--${option} is for `);
      idle++;
    }
    expect(idle).toBeGreaterThan(10);
    expect(await refused('model', 'chekc', '--depth', '3')).toContain('did you mean "check"?');
  });

  test('there are as many of each kind as the tests above are meant for', () => {
    expect([all.length > 60, words.length > 4, numbers.length > 10]).toEqual([true, true, true]);
    for (const { name, examples } of commands) expect(examples.length, name).toBeGreaterThan(1);
  });
});
