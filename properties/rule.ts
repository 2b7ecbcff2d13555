import type { SimEvent } from '../impl/events.ts';
import type { RuleId } from './catalogue.ts';
import type { Vocabulary } from './rules/vocabulary.ts';

/** A rule did not hold. */
export interface Violation {
  readonly rule: RuleId;
  /** What it names: which group, lock, page. */
  readonly instance: string;
  readonly seq: number;
  readonly step: number;
  readonly tUs: number;
  /** One line: what was seen; for a bound, the bound and what was measured. */
  readonly what: string;
  /**
   * Earlier events by sequence number that made what the rule holds against the run, where neither the instance nor what
   * led to the breaking event leads to them: a story tells them.
   */
  readonly restsOn?: readonly number[];
  /** For REFINES: the nearest model step and the guard that was false. */
  readonly refinementStep?: { readonly action: string; readonly falseGuard: string | null };
}

/** How a run ended, for rules with deadlines. */
export interface RunEndView {
  /** Virtual time up to which the run was observed, microseconds; infinite when nothing could ever happen again. */
  readonly observedUntilUs: number;
  /** Nothing can run any more: whoever waits then waits for ever. */
  readonly quiet: boolean;
  /** What each activity that has not ended stands at, by its path. */
  readonly standsAt: ReadonlyMap<string, string>;
}

/** A rule at work on one run. */
export interface RuleMonitor {
  observe(event: SimEvent, v: Vocabulary): void;
  /** Called after each operation of the machine that had events or changed state. */
  afterStep?(v: Vocabulary): void;
  finish?(end: RunEndView, v: Vocabulary): void;
}

/** What monitors write into: how often the given happened, and violations, one for each instance. */
export class Verdicts {
  given = 0;
  /** How often the rule's given left out what it would have been judged by. */
  leftOut = 0;
  /** For bounds: the largest value measured, in microseconds; null when nothing was. */
  largestUs: number | null = null;
  readonly violations: Violation[] = [];
  private readonly seen = new Set<string>();

  constructor(readonly rule: RuleId) {}

  /**
   * Reports a violation unless this instance was reported in this run already.
   *
   * @param at where; a time that never comes, of a run in which nothing can run any more, stands for its end
   */
  violated(
    at: { seq: number; step: number; tUs: number },
    instance: string,
    what: string,
    restsOn: readonly number[] = [],
  ): void {
    if (this.seen.has(instance)) return;
    this.seen.add(instance);
    const { seq, step, tUs } = at;
    const rests = restsOn.length === 0 ? {} : { restsOn };
    this.violations.push({ rule: this.rule, instance, seq, step, tUs, what, ...rests });
  }

  measured(us: number): void {
    if (this.largestUs === null || us > this.largestUs) this.largestUs = us;
  }
}

/** A rule over runs of the simulator. */
export interface Rule {
  /** Kind and words of the rule are in the catalogue under this id. */
  readonly id: RuleId;
  /** Sections of protocol.md, rows of part F. */
  readonly cite: readonly string[];
  /** The kinds of events that it looks at; `all` for rules with deadlines. */
  readonly on: readonly SimEvent['kind'][] | 'all';
  /**
   * That it looks at what one activity believes when another takes a step that does not depend on it: within a trace it
   * may break in one order and hold in another. In words; absent: it is not known to.
   */
  readonly tellsOrdersApart?: string;
  monitor(verdicts: Verdicts): RuleMonitor;
}

type Head = Omit<Rule, 'monitor'>;

/** What was seen instead of what a rule asks for, with the events that it rests on. */
type Seen = string | Required<Pick<Violation, 'what' | 'restsOn'>>;

/** A rule that is judged at single events. `then` answers true, or what was seen instead. */
export function atEvents(
  head: Head & {
    /** Whether the rule says something at this event. */
    given(event: SimEvent, v: Vocabulary): boolean;
    then(event: SimEvent, v: Vocabulary): true | Seen;
    instance(event: SimEvent, v: Vocabulary): string;
  },
): Rule {
  return {
    ...head,
    monitor: (verdicts) => ({
      observe(event, v) {
        if (!head.given(event, v)) return;
        verdicts.given++;
        const answer = head.then(event, v);
        if (answer === true) return;
        const { what, restsOn } = typeof answer === 'string' ? { what: answer, restsOn: [] } : answer;
        verdicts.violated(event, head.instance(event, v), what, restsOn);
      },
    }),
  };
}

/** A rule with memory of its own. */
export function watching(head: Head, monitor: (verdicts: Verdicts) => RuleMonitor): Rule {
  return { ...head, monitor };
}

/** Something owed by a deadline. */
interface Debt {
  readonly sinceUs: number;
  readonly deadlineUs: number;
  readonly what: string;
  readonly restsOn: readonly number[];
}

/**
 * Deadlines that are open, by instance. A debt paid late counts as violated at its deadline; it stays that one debt
 * until it is settled.
 */
export class Deadlines {
  private readonly open = new Map<string, Debt>();
  /** Debts whose deadline has passed: since when each is owed, microseconds. */
  private readonly overdue = new Map<string, number>();
  private earliestUs = Number.POSITIVE_INFINITY;

  constructor(private readonly verdicts: Verdicts) {}

  has(instance: string): boolean {
    return this.open.has(instance) || this.overdue.has(instance);
  }

  /** Opens a debt unless the instance has one. `what` says what is owed. */
  owe(
    instance: string,
    sinceUs: number,
    limitUs: number,
    what: string,
    restsOn: readonly number[] = [],
  ): void {
    if (this.has(instance)) return;
    this.verdicts.given++;
    const deadlineUs = sinceUs + limitUs;
    this.open.set(instance, { sinceUs, deadlineUs, what, restsOn });
    this.earliestUs = Math.min(this.earliestUs, deadlineUs);
  }

  /** The debt is paid now, or no longer owed. */
  settle(instance: string, nowUs: number): void {
    const sinceUs = this.open.get(instance)?.sinceUs ?? this.overdue.get(instance);
    if (sinceUs === undefined) return;
    this.verdicts.measured(nowUs - sinceUs);
    this.open.delete(instance);
    this.overdue.delete(instance);
  }

  settleAll(nowUs: number): void {
    if (this.open.size === 0 && this.overdue.size === 0) return;
    for (const instance of [...this.open.keys(), ...this.overdue.keys()]) this.settle(instance, nowUs);
    this.earliestUs = Number.POSITIVE_INFINITY;
  }

  /** To be called before the events of a later time are looked at. */
  expire(at: { seq: number; step: number; tUs: number }): void {
    if (at.tUs <= this.earliestUs) return;
    this.earliestUs = Number.POSITIVE_INFINITY;
    for (const [instance, debt] of this.open) {
      if (at.tUs > debt.deadlineUs) {
        const limit = ms(debt.deadlineUs - debt.sinceUs);
        this.verdicts.violated(
          at,
          instance,
          `${debt.what}: not within ${limit} ms (${ms(at.tUs - debt.sinceUs)} ms so far)`,
          debt.restsOn,
        );
        this.verdicts.measured(at.tUs - debt.sinceUs);
        this.open.delete(instance);
        this.overdue.set(instance, debt.sinceUs);
      } else this.earliestUs = Math.min(this.earliestUs, debt.deadlineUs);
    }
  }

  /** The run is over: what is owed still was owed all the time. */
  finish(end: RunEndView, at: { seq: number; step: number }): void {
    this.expire({ ...at, tUs: end.observedUntilUs });
    for (const sinceUs of this.overdue.values()) this.verdicts.measured(end.observedUntilUs - sinceUs);
  }
}

/** Microseconds as milliseconds for people: at most three decimals, none that are zero. */
export function ms(us: number): string {
  return Number.isFinite(us) ? String(Math.round(us) / 1000) : 'endless';
}
