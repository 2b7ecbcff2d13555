import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  choiceIds,
  choicesLeftOut,
  clausesLeftOut,
  live,
  madeOf,
  notStated,
  onlyInTheEnd,
  ownRules,
  protectedMode,
  small,
} from '../../../model/protected-mode/index.ts';
import { lively, rulesInTheEnd } from '../../../model/protected-mode/liveness/index.ts';

const rulebook = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
const protocol = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The text under a heading, up to the next one. */
function section(name: string): string | null {
  const [, text] = protocol.split(new RegExp(`^#+ ${name.replaceAll('.', '\\.')}(?![.\\d]).*$`, 'm'));
  return text === undefined ? null : (text.split(/^#+ /m)[0] ?? '');
}

/** `A.2.3-13` is row or item 13 of section A.2.3, `F08a` a row of part F. */
function exists(place: string): boolean {
  if (/^F\d\d[a-d]?$/.test(place)) return new RegExp(`^\\| ${place} \\|`, 'm').test(protocol);
  const [, name, item] = /^([A-H](?:\.\d+)*)(?:-(\d+))?$/.exec(place) ?? [];
  const text = name === undefined ? null : section(name);
  if (text === null) return false;
  return item === undefined || new RegExp(`^(\\| ${item} \\||${item}\\. )`, 'm').test(text);
}

const { model } = protectedMode(small);
const [one] = live.cases;
if (one === undefined) throw new Error('the scope of liveness has a case');
const cited = [...model.actions, ...model.rules, ...lively(one).model.actions, ...rulesInTheEnd()];

test('each action and each rule cites what it rests on, but rules that are about the model alone', () => {
  const none = cited.filter((x) => (x.cite ?? []).length === 0).map((x) => x.id);
  expect(none).toEqual(['HISTORY', 'NO-IDLE-STEPS']);
  const own: readonly string[] = ownRules;
  for (const id of none) expect(own).toContain(id);
});

test('each place that is cited is in the protocol document', () => {
  const places = [...new Set(cited.flatMap((x) => x.cite ?? []))];
  expect(places.length).toBeGreaterThan(60);
  expect(places.filter((p) => !exists(p))).toEqual([]);
  expect(['A.2.3-99', 'A.9', 'F99', 'B.2-77', 'A.2.3-1 '].filter(exists)).toEqual([]);
});

test('each rule of the rulebook is stated, made of others, or listed with one line why it is not; and no other is', () => {
  const ids = [...rulebook.matchAll(/^(?:\| ([A-Z][A-Z-]+) \||- (FE-[a-f]) )/gm)].map(
    ([, row, item]) => row ?? item,
  );
  expect(ids.length).toBeGreaterThan(50);
  const own: readonly string[] = ownRules;
  const stated = [...model.rules.map((r) => r.id), ...Object.keys(onlyInTheEnd), ...Object.keys(madeOf)];
  const reasons = new Map(notStated.map((r) => [r.id, r.why]));
  expect([...new Set(ids)].sort()).toEqual(
    [...new Set([...stated.filter((id) => !own.includes(id)), ...reasons.keys()])].sort(),
  );
  for (const why of reasons.values()) expect(why).toMatch(/^[^\n]{20,}$/);
});

test('what is left out of rules and of part F has a line why, and docs/model.md has the same', () => {
  const stated = [...model.rules.map((r) => r.id), ...Object.keys(onlyInTheEnd)];
  for (const id of Object.keys(clausesLeftOut)) expect(stated).toContain(id);
  const open = [...protocol.matchAll(/^\| (F\d\d[a-d]?) \|/gm)].map(([, id]) => id);
  expect(open.length).toBeGreaterThan(45);
  const carried = choiceIds.filter((id) => id !== 'F04F07');
  // `never` of F04 and F07 is carried, the rest of them is not.
  expect([...carried, ...Object.keys(choicesLeftOut)].sort()).toEqual([...open].sort());
  const doc = readFileSync(new URL('../../../docs/model.md', import.meta.url), 'utf8');
  for (const [id, why] of [...Object.entries(clausesLeftOut), ...Object.entries(choicesLeftOut)])
    expect(doc).toContain(`| ${id} | ${why} |`);
});
