import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type AnswerColumn, casesByAnswer, columnOf, searchOf } from '../../../bench/model/answer-columns.ts';
import {
  answers,
  choiceIds,
  choices,
  defaultProfile,
  protectedMode,
  stressAnswers,
} from '../../../model/protected-mode/index.ts';

/** Written by `npx tsx bench/model/answers.ts --json`. */
const table = JSON.parse(
  readFileSync(new URL('./answers-table.json', import.meta.url), 'utf8'),
) as readonly AnswerColumn[];
const byAnswer = casesByAnswer();

test('each answer to part F that the model knows has its cases, beside the defaults of all others', () => {
  const others = choiceIds.flatMap((id) =>
    choices[id].filter((value) => value !== defaultProfile[id]).map((value) => `${id} ${value}`),
  );
  expect(others.length).toBe(choiceIds.length);
  expect([...byAnswer.keys()]).toEqual(['default answers', ...others]);
  expect(answers.cases.every((c) => Object.keys(c.profile ?? {}).length <= 1)).toBe(true);
  expect(table.map((c) => c.answer)).toEqual([...byAnswer.keys()]);
});

test('under each answer each rule had something to say, and was kept', () => {
  const rules = protectedMode(answers).model.rules.map((r) => r.id);
  for (const { answer, given } of table) {
    expect([answer, ...Object.keys(given)]).toEqual([answer, ...rules]);
    expect([answer, rules.filter((id) => (given[id] ?? 0) === 0)]).toEqual([answer, []]);
  }
});

test('each answer makes a difference in one of its cases at least', () => {
  const [defaults, ...others] = table;
  expect(defaults?.casesThatDiffer).toBe(0);
  expect(others.filter((c) => c.casesThatDiffer === 0).map((c) => c.answer)).toEqual([]);
});

test('a column that is made again is the same', { timeout: 120_000 }, () => {
  const answer = 'F18b dead';
  const column = table.find((c) => c.answer === answer);
  expect({ ...column, ...searchOf(answer, byAnswer.get(answer) ?? []) }).toEqual(column);
});

// A minute: DEEP=1 npx vitest run test/model/protected-mode/answers.test.ts
test.skipIf(process.env.DEEP === undefined)('all of them are', { timeout: 1_200_000 }, () => {
  expect([...byAnswer].map(([answer, cases]) => columnOf(answer, cases))).toEqual(table);
});

test('what part F calls plausible or stress, the model does', () => {
  const protocol = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
  /** Of a row: question, default, also plausible, stress. */
  const cellsOf = (id: string): readonly string[] =>
    new RegExp(`^\\| ${id} \\|(.*)$`, 'm')
      .exec(protocol)?.[1]
      ?.split('|')
      .map((cell) => cell.trim()) ?? [];
  for (const [id, value] of Object.entries(stressAnswers)) {
    const [, , plausible, stress] = cellsOf(id);
    expect([id, value, plausible, stress !== '']).toEqual([id, value, '', true]);
  }
  const claimed = choiceIds.filter((id) => id !== 'F04F07' && !(id in stressAnswers));
  expect(claimed.filter((id) => (cellsOf(id)[2] ?? '') === '')).toEqual([]);
});
