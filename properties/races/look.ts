import type { Chooser } from '../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../impl/simulate.ts';
import { declaredRead } from './declared.ts';
import { type Race, RaceDetector } from './detector.ts';

/** A race that no declaration covers. */
export interface MetRace extends Race {
  /** The execution that showed it first: in a search the key of its cell. */
  readonly at: string;
  /** Executions that showed it, on whatever object. */
  readonly times: number;
}

/** What the detector saw in some executions. Plain data. */
export interface Races {
  /** Executions that were looked at. */
  readonly runs: number;
  /** The lockless reads that raced and are declared, each by its source. */
  readonly stated: readonly string[];
  /** The first of each kind. */
  readonly found: readonly MetRace[];
}

export const noRaces: Races = { runs: 0, stated: [], found: [] };

/** Runs an execution and tells its races, those that are declared apart from the others. */
export function racesOf(setup: Setup, chooser: Chooser, at: string): Races {
  const declared = setup.revision.units.flatMap(({ lockless = [] }) => lockless);
  const sources: string[] = [];
  const met: MetRace[] = [];
  for (const race of watched(setup, chooser)) {
    const read = declaredRead(race, declared);
    if (read === null) met.push({ ...race, at, times: 1 });
    else sources.push(read.source);
  }
  const found = [...new Map(met.toReversed().map((race) => [kindOf(race), race])).values()];
  return { runs: 1, stated: [...new Set(sources)].sort(), found: found.toReversed() };
}

function watched(setup: Setup, chooser: Chooser): readonly Race[] {
  const seen: { detector: RaceDetector | null } = { detector: null };
  const afterStep: Setup['afterStep'] = ({ machine }, step) => {
    seen.detector ??= new RaceDetector(machine);
    seen.detector.afterStep(step);
    return false;
  };
  // Somebody has to attend for a step to tell at what it looked.
  simulate({ ...setup, attend: () => false, afterStep }, chooser);
  return seen.detector?.races ?? [];
}

export function mergeRaces(all: readonly Races[]): Races {
  const found = new Map<string, MetRace>();
  for (const race of all.flatMap((one) => one.found)) {
    const before = found.get(kindOf(race));
    found.set(kindOf(race), before === undefined ? race : { ...before, times: before.times + race.times });
  }
  return {
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
    stated: [...new Set(all.flatMap(({ stated }) => stated))].sort(),
    found: [...found.values()],
  };
}

/** The same for all objects: the field, and what reads it without the lock. */
function kindOf({ cell, first, second }: Race): string {
  const { label } = first.writes ? second : first;
  const words = label.split(' ').filter((word) => !/[.(\d]/.test(word));
  return `${cell.replace(/^.*\./, '')} | ${words.join(' ')}`;
}
