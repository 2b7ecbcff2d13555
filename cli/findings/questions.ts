import { type ChoiceId, choiceIds, openChoices } from '../../impl/profile/choices.ts';
import { hangsOn } from '../../properties/counterexample/hangs-on.ts';
import { hangsOnAnswer } from '../../properties/severity.ts';
import type { KnownFinding } from './finding.ts';

/** A question for the firmware's owners, and what hangs on the answer. */
export interface Question {
  readonly id: ChoiceId;
  readonly question: string;
  /** What is assumed unless something else is said. */
  readonly usual: string;
  /** Findings that hang on the answer: those that show with an unusual one only, and those that vanish with one. */
  readonly findings: readonly KnownFinding[];
  readonly shows: readonly KnownFinding[];
  readonly vanishes: readonly Vanishing[];
  /** The answers with which something shows that does not by default. */
  readonly answers: readonly string[];
  /** Findings that are as bad as they are said to be with such an answer only: it makes their worst rule break. */
  readonly decides: readonly KnownFinding[];
  /** Counterexamples of other findings that show with such an answer only. */
  readonly besides: number;
}

/** A finding that is not found any more with other plausible answers than what it was found with. */
export interface Vanishing {
  readonly finding: KnownFinding;
  readonly options: readonly string[];
}

/** The questions on which something hangs, be it how bad a finding is: that on which most findings hang first. */
export function questionsOf(findings: readonly KnownFinding[]): readonly Question[] {
  return choiceIds
    .map((id) => questionOf(id, findings))
    .filter(({ findings: hanging, decides, besides }) => hanging.length + decides.length + besides > 0)
    .sort(
      (a, b) =>
        b.findings.length - a.findings.length ||
        b.decides.length - a.decides.length ||
        b.besides - a.besides ||
        (a.id < b.id ? -1 : 1),
    );
}

function questionOf(id: ChoiceId, findings: readonly KnownFinding[]): Question {
  const needing = findings.flatMap((finding) =>
    [finding.told, ...finding.others].flatMap(({ counterexample: { needs } }) => {
      const option = needs.choices[id];
      return option === undefined
        ? []
        : [{ finding, told: needs === finding.told.counterexample.needs, option }];
    }),
  );
  const shows = needing.filter(({ told }) => told).map(({ finding }) => finding);
  const vanishes = findings.flatMap((finding): readonly Vanishing[] => {
    const removing = (finding.told.counterexample.needs.removing ?? []).filter((answer) => answer.id === id);
    return removing.length === 0 ? [] : [{ finding, options: removing.map(({ option }) => option) }];
  });
  return {
    id,
    question: openChoices[id].question,
    usual: openChoices[id].default,
    findings: findings.filter(({ told }) => hangsOn(told.counterexample, id)),
    shows,
    vanishes,
    decides: findings.filter(({ severity }) => hangsOnAnswer(severity, id)),
    answers: [...new Set(needing.map(({ option }) => option))].sort(),
    besides: needing.filter(({ finding }) => !shows.includes(finding)).length,
  };
}
