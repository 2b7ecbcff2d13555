import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { replay } from '../../cli/commands/replay.ts';
import { run } from '../../cli/run.ts';
import { causeOf } from '../../properties/campaign/stack.ts';
import { series2026 } from '../../properties/manifests/series-2026.ts';
import { FakeIo } from './fake-io.ts';

const readme = readFileSync('README.md', 'utf8');

test('the finding that the README shows is what replay prints', async () => {
  const shown = /```\n(series-2026 breaks [\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const file = /replay: npm run replay -- \\\n\s+(\S+)/.exec(shown)?.[1] ?? '';
  const io = new FakeIo();
  expect(await run(['replay', file], [replay], io, {})).toBe(0);
  expect(io.outText).toBe(shown);
});

test('the README counts the causes that are stored', () => {
  const causes = new Set(series2026.expected.map(({ cure }) => causeOf(cure)));
  const words = ['no', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
  words.push(
    'Eleven',
    'Twelve',
    'Thirteen',
    'Fourteen',
    'Fifteen',
    'Sixteen',
    'Seventeen',
    'Eighteen',
    'Nineteen',
    'Twenty',
    'Twenty-one',
    'Twenty-two',
    'Twenty-three',
    'Twenty-four',
    'Twenty-five',
    'Twenty-six',
  );
  expect(readme).toContain(`${words[causes.size]} causes are stored for the series`);
  expect(readdirSync('counterexamples/series-2026')).toHaveLength(series2026.expected.length);
});

test('the README names every bench, and one that is misspelt gets the nearest', () => {
  const table = /benches[^{]*\{([\s\S]*?)\};/.exec(readFileSync('bench/run.ts', 'utf8'))?.[1] ?? '';
  const benches = [...table.matchAll(/^ {2}(\w+): '/gm)].map(([, name]) => name);
  const said = /npm run bench -- (\w+) [^;]*; also: ([^`]*?)\n```/.exec(readme) ?? [];
  expect([said[1], ...(said[2] ?? '').split(/,\s+/)].sort()).toEqual(benches.sort());
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/run.ts', 'chekcer'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, 'no bench "chekcer": did you mean "checker"?\n']);
});
