import type { FindingReport, VerifyReport } from '../../properties/verify-report.ts';
import type { Io } from '../io.ts';
import type { StoryParts } from '../story/story.ts';
import type { Aftermath } from './aftermath.ts';
import { wasCut } from './limit.ts';
import type { SourcePlace } from './source.ts';

/** A finding with its story and the file that replays it. */
export interface ToldFinding {
  readonly revision: string;
  readonly finding: FindingReport;
  /** Path of the counterexample, from the repository's root. */
  readonly file: string;
  readonly story: string;
  /** The story in parts; null where the run does not show it any more. */
  readonly parts: StoryParts | null;
  /** The page that steps through it, a path from the report's folder; null where there is nothing to tell. */
  readonly page: string | null;
  /** Where the simulated driver has the function in which it breaks; null where no function is named. */
  readonly source: SourcePlace | null;
  readonly after: Aftermath;
}

/** What `report.json` says that it is. */
export const REPORT_FORMAT = 'protm-check report';

/** The seed of a search for which none is given. */
export const DEFAULT_SEED = 1;

/** What every form of the report is made of. */
export interface ReportInput {
  readonly report: VerifyReport;
  readonly told: readonly ToldFinding[];
  /** What was asked for beside seed and budget, as it stands on a command line: `--revision mainline`. */
  readonly asked: readonly string[];
  readonly paint: Io['paint'];
  /** On a terminal: name what was searched, instead of counting it. */
  readonly verbose?: boolean;
}

/** A form in which a verification is reported. Pure: the same input gives the same bytes. */
export type Renderer = (input: ReportInput) => string;

/** Every verdict word of a report: what its exit code is made of. */
export function verdictWords(report: VerifyReport): readonly string[] {
  return [
    ...report.canary.missed.map(() => 'violated'),
    ...report.model.flatMap(({ truncatedBy, rules, deadActions }) => [
      ...rules.map((rule) => rule.word),
      ...deadActions.map(() => 'dead'),
      // A scope that was cut short is one word more only where no rule says so.
      ...(wasCut(truncatedBy) && !rules.some(({ word }) => word === 'unknown (truncated)')
        ? ['unknown (truncated)']
        : []),
    ]),
    ...report.revisions.flatMap(({ verdicts, replayed, explored }) => [
      ...explored.races.found.map(() => 'violated'),
      ...explored.reached.declared.dead.map(() => 'dead'),
      ...verdicts.map((verdict) => verdict.word),
      ...replayed.filter(({ stale }) => stale !== null).map(() => 'violated'),
    ]),
  ];
}
