import { strategyNamed } from '../explore/strategies.ts';
import { generatedKey } from './plan.ts';
import type { SubjectSource } from './pool.ts';
import type { Scenario } from './scenario.ts';
import { simulatorSubject } from './simulator-subject.ts';
import type { Subject } from './subject.ts';

/** What the only program of an exploration is called in the keys of its cells. */
export const exploredKey = 'explored';

/** The simulator with one scenario to explore; null: each few seeds draw one of their own. */
export function exploredSubject(scenario: Scenario | null): Subject<Scenario> {
  const subject = simulatorSubject([]);
  const drawn = subject.space;
  const program = (_: string, seed: number): Scenario => scenario ?? drawn.program(generatedKey, seed);
  return { ...subject, space: { strategy: strategyNamed, program } };
}

/** Where the threads of a pool find the subject. */
export function exploredSource(scenario: Scenario | null): SubjectSource {
  return { subjectModule: import.meta.url, subjectExport: 'exploredSubject', subjectArgument: scenario };
}
