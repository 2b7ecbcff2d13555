/** What became of a broken fix. */
export interface ClauseRow {
  readonly file: string;
  readonly change: string;
  readonly name: string;
  /**
   * `condemned` by a rule; `throws`, the simulator stops it, as lockdep would; of what keeps every rule: `fails`, a call
   * or a job comes to a worse end, or to none; `later`, none does, and one ends later; `seen`, runs differ otherwise;
   * `same`, no run differs in any state, operation or event; `not noticed`, each run comes to the same answer there.
   */
  readonly fate: 'condemned' | 'throws' | 'fails' | 'later' | 'seen' | 'same' | 'not noticed';
  /** The rule, what is thrown, what fails, or what is later by how much. */
  readonly by: string;
  /** The first run that shows it. */
  readonly on: string;
  /** Runs that come to what is broken, and get another answer there. */
  readonly runs: number;
  /** The rule that the posted series with this fix alone breaks where it did not with the fix whole; absent: not tried. */
  readonly alone?: string | null;
}
