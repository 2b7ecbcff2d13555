import { expect, it } from 'vitest';
import { coveringRows } from '../../../properties/campaign/covering-rows.ts';

const candidate = (name: string, things: string): { name: string; reached: ReadonlySet<string> } => ({
  name,
  reached: new Set(things),
});
const namesOf = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join();
const each = (): number => 1;

it('takes what adds most first, and nobody who adds nothing', () => {
  const candidates = [candidate('few', 'ab'), candidate('many', 'abcd'), candidate('last', 'de')];
  expect(namesOf(coveringRows(candidates, new Set(), each))).toBe('many,last');
});

it('leaves out who was taken first and became needless', () => {
  // The one in the middle adds most; the two that the rest asks for cover it.
  const candidates = [
    candidate('left', 'abcx'),
    candidate('middle', 'bcdefg'),
    candidate('right', 'defgy'),
    candidate('odd', 'z'),
  ];
  expect(namesOf(coveringRows(candidates, new Set(), each))).toBe('left,right,odd');
});

it('takes nobody for what is come to already or is worth nothing', () => {
  const candidates = [candidate('known', 'ab'), candidate('worthless', 'c'), candidate('new', 'bd')];
  const rows = coveringRows(candidates, new Set('ab'), (thing) => (thing === 'c' ? 0 : 1));
  expect(namesOf(rows)).toBe('new');
  expect(coveringRows([], new Set(), each)).toEqual([]);
});

it('prefers one thing that is worth more to several that are worth less', () => {
  const candidates = [candidate('pairs', 'abc'), candidate('answer', 'Ac')];
  const worth = (thing: string): number => (thing === 'A' ? 100 : 1);
  expect(namesOf(coveringRows(candidates, new Set(), worth))).toBe('answer,pairs');
});

it('covers whatever can be covered, and each row is needed for something', () => {
  const letters = 'abcdefghij';
  for (let seed = 1; seed <= 50; seed++) {
    const candidates = Array.from({ length: 12 }, (_, i) =>
      candidate(
        `${i}`,
        [...letters].filter((_letter, j) => (seed * 31 + i * 17 + j * 7 * (i + seed)) % 5 === 0).join(''),
      ),
    );
    const rows = coveringRows(candidates, new Set(), each);
    const things = (of: typeof rows): ReadonlySet<string> =>
      new Set(of.flatMap(({ reached }) => [...reached]));
    expect(things(rows)).toEqual(things(candidates));
    for (const row of rows)
      expect(things(rows.filter((one) => one !== row)).size).toBeLessThan(things(rows).size);
  }
});
