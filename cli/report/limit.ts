/**
 * Whether what ended a search of the model leaves its verdicts open. A depth that it was to go down to does not: its words
 * say how deep.
 */
export const wasCut = (what: string | null): what is string => what !== null && what !== 'depth';

/** What ended a search of the model before it was done, in words: a limit, the caller, or a violation. */
export function endedBy(what: string): string {
  if (what === 'caller') return 'ended by an interruption';
  return what === 'violation' ? 'ended by the first violation' : `ended by the limit on ${what}`;
}
