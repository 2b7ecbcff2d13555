import type { RuleId } from '../catalogue.ts';

/** A rule that a revision is known to break, once for each distinct cause. */
export interface Expected {
  readonly rule: RuleId;
  /** The smallest set of fixes that removes it, which is what tells one cause from another; empty: none is known. */
  readonly cure: readonly string[];
  /** The statement of protocol.md that makes it break, `A.2.3-7`. */
  readonly stated: string;
  /** The stored counterexample, a path below counterexamples/. */
  readonly counterexample: string;
}

/** A rule that a revision may break: what is found of it is reported, but is neither demanded nor a failure. */
export interface May {
  readonly rule: RuleId;
  readonly why: string;
}

/** What is known of the posted revision on which another one stands, without what that one cures. */
export interface Below {
  readonly expected: readonly Expected[];
  /**
   * The units above that are no named fixes. With none of them a rule among the expected may break for a further cause too; with
   * some a cause has to be stored, or to show without them.
   */
  readonly own: readonly string[];
}

/** What is known of a revision before it is searched. A violation of a rule in no list fails. */
export interface Manifest {
  readonly revision: string;
  readonly expected: readonly Expected[];
  readonly may: readonly May[];
  /** What is found of it is foreseen, but nothing of it is demanded. Absent: it is a posted revision, or stands on none. */
  readonly below?: Below;
}
