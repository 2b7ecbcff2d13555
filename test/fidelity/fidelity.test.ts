import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCode } from './find-code.ts';
import { protocolItems } from './items.ts';
import { fidelityPage } from './page.ts';
import { entries } from './parts/index.ts';

const items = protocolItems();

describe('docs/fidelity.md', () => {
  it('has every statement of parts A, B, D, E, F and H, once, and no other', () => {
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(200);
    expect(Object.keys(entries).sort()).toEqual([...ids].sort());
  });

  it('is what its generator writes', () => {
    expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(fidelityPage());
  });

  it.each(items.map(({ id }) => id))(
    '%s: the code and the test that it names are there, or it says why not',
    (id) => {
      const entry = entries[id];
      if (entry === undefined) throw new Error(`${id} has no entry`);
      if ('leftOut' in entry) {
        expect(entry.leftOut.length).toBeGreaterThan(15);
        return;
      }
      expect(entry.carried.length).toBeGreaterThan(0);
      for (const { code, test, title } of entry.carried) {
        const [path = '', name = ''] = code.split('#');
        expect(existsSync(path), path).toBe(true);
        expect(findCode(path, name), code).toBeDefined();
        expect(readFileSync(test, 'utf8'), test).toContain(title);
      }
    },
  );
});
