import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as api from '../../../cli/api/index.ts';
import { apiPage } from './page.ts';

test('docs/api.md is what the docstrings say, and names every value that is exported', () => {
  const page = readFileSync('docs/api.md', 'utf8');
  expect(page, 'npx tsx test/cli/api/write.ts').toBe(apiPage());
  const values = Object.keys(api);
  expect(values.length).toBeGreaterThan(30);
  for (const name of values) expect(page).toMatch(new RegExp(`^### \`${name}[.\`]`, 'm'));
});
