import { plural } from '../../properties/plural.ts';
import type { MetRace, Races } from '../../properties/races/look.ts';
import { cName } from '../c-names.ts';
import { counted } from '../progress.ts';

/** A race as a sentence: what is read without its lock, and the write that nothing orders with that. */
export function raceText({ guard, first, second, at, times }: MetRace): string {
  const [read, write] = first.writes ? [second, first] : [first, second];
  const met = times === 1 ? '' : `, the first of ${counted(times, 'execution')}`;
  return (
    `${read.activity} reads it without ${cName(guard)} at step ${read.step}, "${cName(read.label)}", and ` +
    `${write.activity} writes it at step ${write.step}, "${cName(write.label)}": nothing orders the two; in ${at}${met}`
  );
}

/** What looking for races came to. Null where no execution was looked at. */
export function racesText({ runs, stated, found }: Races): string | null {
  if (runs === 0) return null;
  const beside = found.length === 0 ? 'none' : counted(found.length, 'race');
  const met = stated.length === 0 ? '' : ` (${stated.length} of those raced)`;
  return `races: ${plural(runs, 'run')} looked at, ${beside} beside the lockless reads that are stated${met}`;
}

/** The lockless reads that raced, by name. */
export const statedReads = ({ stated }: Races): readonly string[] =>
  stated.map((source) => source.replace(/:.*/, ''));
