import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../cli/args.ts';
import { explore } from '../../cli/commands/explore.ts';
import { verify } from '../../cli/commands/verify.ts';
import { strategyNames } from '../../properties/explore/strategies.ts';

const page = readFileSync('docs/exploration.md', 'utf8');
const scripts: readonly string[] = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

test('every line that the page on exploration shows can be typed', () => {
  const lines = [...page.matchAll(/npm run (\S+) -- ([^`\n]*?)(?:`| {2}|$)/gm)];
  expect(lines.length).toBeGreaterThanOrEqual(4);
  for (const [line, script = '', rest = ''] of lines) {
    expect(scripts, line).toContain(script);
    const words = [...rest.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    if (script === 'verify') expect(() => parse(words, verify.options), line).not.toThrow();
    else if (script === 'explore') expect(() => parse(words, explore.options), line).not.toThrow();
    else if (script === 'bench')
      expect(readFileSync('bench/run.ts', 'utf8'), line).toContain(`  ${words[0]}: '`);
    else expect(script, line).toBe('detect');
  }
  for (const [, file = ''] of page.matchAll(/`((?:properties|test|docs|bench)\/[\w./-]+\.\w+)`/g))
    expect(existsSync(file), file).toBe(true);
});

test('every kind of strategy is in its table', () => {
  const kinds = ['random walk', 'uniform walk', 'PCT depth', 'delays', 'run to completion', 'mixture'];
  for (const name of strategyNames)
    expect(
      kinds.some((kind) => name.includes(kind)),
      name,
    ).toBe(true);
  for (const kind of kinds) expect(page, kind).toMatch(new RegExp(`^\\| .*${kind}`, 'm'));
});
