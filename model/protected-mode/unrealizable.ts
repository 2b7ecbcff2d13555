/** Rules that no driver can keep together under one answer to part F. */
export interface Unrealizable {
  readonly choice: string;
  readonly answer: string;
  /** When it comes up. */
  readonly when: string;
  /** Without any one of these a driver wins, and each is what a driver would give up to keep the others. */
  readonly rules: readonly string[];
  /** Rules that a driver would have to break on the way out: they belong to the conflict, and nobody means to give them up. */
  readonly besides: readonly string[];
}

/**
 * What the games of `game.ts` show: under every other plausible answer that the model knows a driver that sees
 * everything can keep all rules. Found by `npx tsx bench/model/game.ts`; the tests play the game again. Faults in scope, where
 * a driver could hope for one, change neither the rules nor that each is needed.
 */
export const unrealizable: readonly Unrealizable[] = [
  {
    choice: 'F36',
    answer: 'session stays',
    when: 'an equal group waits',
    rules: ['FE-b', 'FE-f', 'SERVED', 'NO-THRASH'],
    besides: ['IDLE-TRUTH', 'BLAME', 'PING-SAFE'],
  },
];
