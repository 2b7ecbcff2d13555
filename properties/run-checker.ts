import type { SimEvent } from '../impl/events.ts';
import type { RuleId } from './catalogue.ts';
import type { Peek } from './peek.ts';
import { type Rule, type RuleMonitor, type RunEndView, Verdicts, type Violation } from './rule.ts';
import type { GroupFacts } from './rules/views.ts';
import { Vocabulary } from './rules/vocabulary.ts';

type EventKind = SimEvent['kind'];

/** Something else that follows a run event by event, with the words of the rulebook at hand. */
export interface Follower {
  observe(event: SimEvent): void;
  afterStep(v: Vocabulary): void;
}

/** Rules at work on one run: feeds each event to those that look at its kind. */
export class RunChecker {
  readonly vocabulary: Vocabulary;
  readonly verdicts: readonly Verdicts[];
  private readonly monitors: readonly RuleMonitor[];
  private readonly afterSteps: readonly RuleMonitor[];
  private readonly byKind = new Map<EventKind, readonly RuleMonitor[]>();
  private taken = 0;

  constructor(
    private readonly rules: readonly Rule[],
    facts: readonly GroupFacts[],
    slots: number,
    peek: Peek | null,
    hostDelayUs?: number,
  ) {
    this.vocabulary = new Vocabulary(facts, slots, peek, hostDelayUs);
    this.verdicts = rules.map((rule) => new Verdicts(rule.id));
    this.monitors = rules.map((rule, i) => rule.monitor(this.verdicts[i] as Verdicts));
    this.afterSteps = this.monitors.filter((m) => m.afterStep !== undefined);
  }

  /**
   * Looks at the events that came since the last call, and at the state after them.
   *
   * @param events all events of the run so far
   * @param follower what follows the run beside the rules
   */
  afterStep(events: readonly SimEvent[], follower: Follower | null = null): void {
    if (events.length === this.taken) return;
    for (; this.taken < events.length; this.taken++) {
      const event = events[this.taken] as SimEvent;
      this.vocabulary.apply(event);
      follower?.observe(event);
      for (const monitor of this.watchers(event.kind)) monitor.observe(event, this.vocabulary);
    }
    for (const monitor of this.afterSteps) monitor.afterStep?.(this.vocabulary);
    follower?.afterStep(this.vocabulary);
  }

  finish(end: RunEndView): void {
    for (const monitor of this.monitors) monitor.finish?.(end, this.vocabulary);
  }

  anyViolation(): boolean {
    return this.verdicts.some((v) => v.violations.length > 0);
  }

  /** All violations, in the order in which they happened. */
  violations(): readonly Violation[] {
    const endUs = this.vocabulary.now.tUs;
    return this.verdicts
      .flatMap((v) => v.violations)
      .map((v) => (Number.isFinite(v.tUs) ? v : { ...v, tUs: endUs }))
      .sort((a, b) => a.seq - b.seq);
  }

  /** How often each rule's given happened. */
  given(): ReadonlyMap<RuleId, number> {
    return new Map(this.verdicts.map((v) => [v.rule, v.given]));
  }

  /** The largest value that each bound was measured with, microseconds. */
  largestUs(): ReadonlyMap<RuleId, number> {
    const measured = this.verdicts.filter((v) => v.largestUs !== null);
    return new Map(measured.map((v) => [v.rule, v.largestUs as number]));
  }

  private watchers(kind: EventKind): readonly RuleMonitor[] {
    let watchers = this.byKind.get(kind);
    if (watchers === undefined) {
      watchers = this.monitors.filter((_, i) => {
        const on = this.rules[i]?.on ?? [];
        return on === 'all' || on.includes(kind);
      });
      this.byKind.set(kind, watchers);
    }
    return watchers;
  }
}
