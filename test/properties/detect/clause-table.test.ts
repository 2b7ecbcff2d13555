import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brokenFixes, referenceWith } from '../../../bench/reference/broken-fixes.ts';
import type { ClauseRow } from '../../../bench/reference/clause-row.ts';
import { breaks, trials } from '../../../bench/reference/executions.ts';

/**
 * What became of each broken clause of the reference. After a change of a fix:
 * npx tsx bench/reference/clauses.ts --most 60 --rows test/properties/detect/clause-table.jsonl
 */
const table = readFileSync(new URL('./clause-table.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ClauseRow]));
const keyOf = ({ file, name }: { readonly file: string; readonly name: string }): string => `${file} ${name}`;

describe('the table of broken clauses of the reference', () => {
  const broken = brokenFixes();

  it('has each clause and statement that can be broken, and no others', () => {
    expect(table.map(keyOf).sort()).toEqual(broken.map(keyOf).sort());
    expect(table.length).toBeGreaterThan(500);
  });

  it('has rows that are made again', async () => {
    const all = new Map(trials(0).map((trial) => [trial.name, trial]));
    const condemned = table.filter(({ fate }) => fate === 'condemned');
    expect(condemned.length).toBeGreaterThan(table.length / 3);
    const again = condemned.filter((_, i) => i % 30 === 0);
    let made = 0;
    for (const row of again) {
      const one = broken.find((b) => keyOf(b) === keyOf(row));
      const trial = all.get(row.on);
      // What is stored of a defect may have another name since.
      if (trial === undefined || one === undefined) continue;
      made++;
      expect(breaks(await referenceWith(one), trial), row.change).not.toBeNull();
      expect(breaks(await referenceWith(null), trial), row.change).toBeNull();
    }
    expect(made).toBeGreaterThan(again.length / 2);
  });
});
