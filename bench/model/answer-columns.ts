import { check } from '../../model/checker/index.ts';
import { answers, type Case, type ChoiceId, protectedMode } from '../../model/protected-mode/index.ts';

/** What a search under one answer to part F alone met. */
export interface AnswerColumn {
  /** The answer as `F05 EXIT, then bit 7`, or `default answers`. */
  readonly answer: string;
  readonly states: number;
  readonly transitions: number;
  /** Cases whose states or transitions are others than with the default answers. */
  readonly casesThatDiffer: number;
  /** By rule, in how many states or transitions it had something to say; of a rule that broke, null. */
  readonly given: Readonly<Record<string, number | null>>;
}

export function answerOf({ profile = {} }: Case): string {
  const [id] = Object.keys(profile) as ChoiceId[];
  return id === undefined ? 'default answers' : `${id} ${profile[id]}`;
}

/** The cases of the scope `answers` by their answer, in the order of the scope. */
export function casesByAnswer(): ReadonlyMap<string, readonly Case[]> {
  const all = new Map<string, Case[]>();
  for (const one of answers.cases) {
    const answer = answerOf(one);
    const cases = all.get(answer) ?? [];
    all.set(answer, cases);
    cases.push(one);
  }
  return all;
}

const sizeOf = (one: Case): string => {
  const { model } = protectedMode({ name: 'size', cases: [one] });
  const { states, transitions } = check({ ...model, rules: [] });
  return `${states} ${transitions}`;
};

/** Searches the cases of one answer. */
export function searchOf(answer: string, cases: readonly Case[]): Omit<AnswerColumn, 'casesThatDiffer'> {
  const { model } = protectedMode({ name: answer, cases });
  const { states, transitions, perRule } = check(model);
  return {
    answer,
    states,
    transitions,
    given: Object.fromEntries(perRule.map((r) => [r.id, r.violations > 0 ? null : r.givenCount])),
  };
}

/** The same, and each case beside itself with the default answers. */
export function columnOf(answer: string, cases: readonly Case[]): AnswerColumn {
  const differ = cases.filter((one) => sizeOf(one) !== sizeOf({ ...one, profile: {} }));
  return { ...searchOf(answer, cases), casesThatDiffer: differ.length };
}
