import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Journal, journalPath, keptIn, removeJournal, staysIn } from '../../cli/journal.ts';
import { searchModel } from '../../properties/search-model.ts';
import type { ModelReport } from '../../properties/verify-report.ts';
import { searchToy } from './journal-child.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

describe('a journal', () => {
  test('has what was kept, and nothing of a line that a kill cut', () => {
    const path = join(folder, 'a', 'b.jsonl');
    const journal = new Journal(path, 'one search');
    expect([journal.size, journal.recall('x')]).toEqual([0, null]);
    journal.keep('x', { found: [1, 'zwölf'] });
    journal.keep('y', 'ü'.repeat(50));
    const again = new Journal(path, 'one search');
    expect([again.size, again.recall('x'), again.recall('y')]).toEqual([
      2,
      { found: [1, 'zwölf'] },
      'ü'.repeat(50),
    ]);
    truncateSync(path, readFileSync(path).length - 20);
    const cut = new Journal(path, 'one search');
    expect([cut.size, cut.recall('y')]).toEqual([1, null]);
    cut.keep('z', 3);
    const mended = new Journal(path, 'one search');
    expect([mended.size, mended.recall('x'), mended.recall('z')]).toEqual([2, { found: [1, 'zwölf'] }, 3]);
  });

  test('of another search is begun anew, and has another name', () => {
    const path = join(folder, 'other.jsonl');
    new Journal(path, 'one').keep('x', 1);
    expect(new Journal(path, 'two').recall('x')).toBeNull();
    expect(journalPath('report', 'one')).not.toBe(journalPath('report', 'two'));
    expect(journalPath('report', 'one')).toMatch(/^report\/journal\/[0-9a-f]{16}\.jsonl$/);
  });
});

test('where a journal is, and how many others are beside it, is told as long as it is there', () => {
  const place = (about: string) => ({ path: join(folder, 'places', `${about}.jsonl`), about });
  const [one, two] = [place('one'), place('two')];
  expect(keptIn(one)).toBe(`what is finished is kept in ${one.path}`);
  for (const { path, about } of [one, two]) new Journal(path, about).keep('x', 1);
  mkdirSync(join(folder, 'places', 'one-unfinished'));
  expect(keptIn(one)).toBe(`going on from ${one.path}`);
  expect(staysIn(one)).toContain(`kept in ${one.path}: the same command goes on from it; remove it`);
  expect(staysIn(one)).toContain('beside it is 1 journal of other searches');
  removeJournal(one);
  expect(readdirSync(join(folder, 'places'))).toEqual(['two.jsonl']);
  expect(staysIn(two)).not.toContain('beside it');
});

describe('a search with a journal', () => {
  test('killed after each thing that it keeps, and in the midst of a line, goes on to the same result', () => {
    const whole = JSON.stringify(searchToy(null, Number.POSITIVE_INFINITY).result);
    const path = join(folder, 'whole.jsonl');
    const { computed } = searchToy(path, Number.POSITIVE_INFINITY);
    expect(linesOf(path)).toHaveLength(1 + computed);
    expect(computed).toBeGreaterThan(10);
    for (let kills = 0; kills < computed; kills++) {
      const one = join(folder, `killed-${kills}.jsonl`);
      expect(() => searchToy(one, kills)).toThrow('killed');
      expect(linesOf(one)).toHaveLength(1 + kills);
      if (kills % 2 === 1) truncateSync(one, readFileSync(one).length - 7);
      const resumed = searchToy(one, Number.POSITIVE_INFINITY);
      expect(JSON.stringify(resumed.result), `killed after ${kills}`).toBe(whole);
      // What was finished is not computed again.
      expect(resumed.computed).toBe(computed - kills + (kills % 2));
    }
  });

  test('is killed by SIGKILL as well', () => {
    const path = join(folder, 'sigkill.jsonl');
    const child = ['--import', 'tsx', 'test/cli/journal-child.ts', path, '6'];
    const { signal } = spawnSync(process.execPath, child, { encoding: 'utf8' });
    expect(signal).toBe('SIGKILL');
    expect(linesOf(path)).toHaveLength(7);
    const resumed = searchToy(path, Number.POSITIVE_INFINITY);
    expect(resumed.result).toEqual(searchToy(null, Number.POSITIVE_INFINITY).result);
  });
});

describe('a search of the model with a journal', () => {
  /** The small scope as far as a search comes that is told to stop after so many looks at the flag. */
  function searched(path: string | null, looks: number): ModelReport | undefined {
    let left = looks;
    const memo = path === null ? [] : [new Journal(path, 'model')];
    const [report] = searchModel(
      'smoke',
      () => left-- <= 0,
      () => {},
      undefined,
      [],
      ...memo,
    );
    return report;
  }

  test('goes on where it was stopped, is never told with fewer states, and ends as if it had not been', () => {
    const whole = searched(null, Number.POSITIVE_INFINITY);
    const path = join(folder, 'model.jsonl');
    let before = 0;
    for (const looks of [4, 0]) {
      const stopped = searched(path, looks);
      expect(stopped?.truncatedBy).toBe('caller');
      expect(stopped?.states).toBeGreaterThan(before);
      before = stopped?.states ?? 0;
    }
    expect(searched(path, Number.POSITIVE_INFINITY)).toEqual(whole);
    // What is finished is one line, and needs no states any more.
    expect(linesOf(path)).toHaveLength(2);
    expect(readdirSync(join(folder, 'model-unfinished'))).toEqual([]);
    expect(searched(path, 0)).toEqual(whole);
  });
});
