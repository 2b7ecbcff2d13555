import { revisionNamed } from '../../impl/driver/revisions.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { type Cures, closureOf, wholeCure, withFixes } from '../campaign/cure.ts';
import { neighboursOf } from '../campaign/neighbours.ts';
import type { Execution } from '../campaign/rerun.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { isSameCause } from '../campaign/stack.ts';
import type { Subject } from '../campaign/subject.ts';
import type { RuleId } from '../catalogue.ts';
import { measureHints } from '../explore/hints.ts';
import { LenientReplay } from '../explore/replay.ts';
import { searchStrategies, strategyNamed } from '../explore/strategies.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';

/** Why a rule breaks on a driver: what removes it, and an execution that shows it. */
export interface ShownCause {
  readonly rule: RuleId;
  /** Null: no fix that was tried removes it. */
  readonly cure: readonly string[] | null;
  readonly execution: Execution;
}

/** A driver on which a cause of another one is looked for. */
export interface OtherDriver {
  readonly units: readonly string[];
  readonly cures: Cures;
  /** Executions of its own search that break the rule, the shortest first. */
  readonly met: readonly Execution[];
  /** What removes causes of the rule that are known of it, and tells them from the cause that is looked for. */
  readonly known: readonly (readonly string[])[];
  /** What removes others of them, and no finding of the driver that the cause is of: there it may have lost its hold. */
  readonly lost: readonly (readonly string[])[];
}

/** How a cause was come to on another driver. */
export type Under = 'the same decisions' | 'another schedule' | 'its own search';

export interface ShownThere {
  readonly under: Under;
  /** Fixes without which something else hides the cause there; none of them is part of what the drivers differ in. */
  readonly stacked: readonly string[];
  readonly units: readonly string[];
  readonly execution: Execution;
  /** Executions of it, and near it, that keep the rule with the cure. */
  readonly rerun: number;
  /** What removes the execution, though on the driver that the cause is of it removes nothing; null: nothing does. */
  readonly lost: readonly string[] | null;
}

export interface Looked {
  /** Executions of the other driver that were run, to look for the cause. */
  readonly executions: number;
  /** Null: all of them keep the rule, or break it for another cause. */
  readonly shown: ShownThere | null;
}

/** Executions in which a cure has to keep the rule that an execution breaks. */
const OF_CURE = 8;
/** Executions that break the rule for which the cause is looked into. */
const MAX_LOOKED_INTO = 10;
/** Steps that every run may take. */
const SLACK_STEPS = 1_000;
/** Executions with one fix stacked that may bring to light what something else hides. */
const OF_STACKED = 6;

/**
 * Looks for a cause of one driver on another: under the same decisions, in what the other one's own search met, near
 * that schedule and by every strategy; then, where something else there may hide it, with a fix stacked in which the
 * two do not differ. An execution of the other driver is of the same cause if the same cure removes it and that part
 * of the cure in which the drivers differ does not; where nothing cures the cause, if nothing known cures the execution,
 * or only what has lost its hold on the cause's own driver, and it is the same instance that breaks in the same words.
 *
 * @param from units of the driver that the cause is of
 * @param count executions of the other driver, at most, beside those with a fix stacked
 */
export function shownOn(
  subject: Subject<Scenario>,
  cause: ShownCause,
  from: readonly string[],
  there: OtherDriver,
  count: number,
  shouldStop: () => boolean = () => false,
): Looked {
  return new Looking(subject, cause, from, there, count, shouldStop).look();
}

/** Whether a driver has what cures a cause, be it that it is the revision that does. */
export const standsOn = (units: readonly string[], cure: readonly string[] | null): boolean =>
  cure?.every(
    (fix) => units.includes(fix) || revisionNamed(fix)?.units.every(({ name }) => units.includes(name)),
  ) ?? false;

/**
 * What removes causes of one driver, told apart by whether it has a hold on another: it stands there, or removes causes
 * there too. What does not may be defeated there by a change of the very function that it mends.
 *
 * @param cures of the one
 * @param from the driver that a cause is of, and what removes its other causes of the rule
 */
export function byHold(
  cures: readonly (readonly string[])[],
  from: { readonly units: readonly string[]; readonly cures: readonly (readonly string[])[] },
): Pick<OtherDriver, 'known' | 'lost'> {
  const holds = (cure: readonly string[]): boolean =>
    standsOn(from.units, cure) || from.cures.some((own) => isSameCause(own, cure));
  return { known: cures.filter(holds), lost: cures.filter((cure) => !holds(cure)) };
}

/** An execution of a driver. */
export interface Ran {
  readonly units: readonly string[];
  readonly execution: Execution;
}

/**
 * Whether an execution breaks the rule of a cause for that cause, on its own driver.
 *
 * @param alike what it has to break alike where only a lost cure removes it
 */
export function showsCause(
  subject: Subject<Scenario>,
  cause: ShownCause,
  driver: OtherDriver,
  execution: Execution,
  alike: Ran,
): boolean {
  return new Looking(subject, cause, driver.units, driver, 0, () => false, alike).shows(execution);
}

class Looking {
  private executions = 0;
  private lookedInto = 0;
  /** Fixes that one of the two has and the other has not. */
  private readonly differing: ReadonlySet<string>;
  /** Runs go on for as long again as the cause takes to show, and some steps: a driver that goes in circles goes on for ever. */
  private readonly maxSteps: number;
  /** Executions of a driver with the cure that have to keep the rule. */
  private readonly ofCure: number;

  constructor(
    private readonly subject: Subject<Scenario>,
    private readonly cause: ShownCause,
    private readonly from: readonly string[],
    private readonly there: OtherDriver,
    private readonly count: number,
    private readonly shouldStop: () => boolean,
    private readonly alike: Ran = { units: from, execution: cause.execution },
  ) {
    const { units } = there;
    this.differing = new Set([
      ...from.filter((unit) => !units.includes(unit)),
      ...units.filter((unit) => !from.includes(unit)),
    ]);
    const { rule, execution } = cause;
    const at = subject.breaksAt(from, execution.program, new LenientReplay(execution.decisions), rule);
    this.maxSteps = (at ?? 0) * 2 + SLACK_STEPS;
    // Where the cure does not keep the rule near the cause's own schedule, since others break it there, no more is asked.
    this.ofCure = 1;
    if (rule === 'REFINES') return;
    if (cause.cure !== null && this.removes(from, this.whole(cause.cure, from), execution, OF_CURE))
      this.ofCure = OF_CURE;
  }

  look(): Looked {
    const { units } = this.there;
    const plain = this.firstOf(units, [], this.tries(units));
    if (plain !== null) return { executions: this.executions, shown: plain };
    // Where the other driver has what cures it nothing is hidden.
    for (const stacked of standsOn(units, this.cause.cure) ? [] : this.uncovering()) {
      if (this.shouldStop()) break;
      const on = withFixes(units, stacked, this.there.cures.fixes);
      const shown = this.firstOf(on, stacked, this.fewTries());
      if (shown !== null) return { executions: this.executions, shown };
    }
    return { executions: this.executions, shown: null };
  }

  shows(execution: Execution): boolean {
    return this.asOfCause(this.there.units, execution) !== null;
  }

  private firstOf(
    units: readonly string[],
    stacked: readonly string[],
    tries: Iterable<readonly [Under, Scenario, Chooser]>,
  ): ShownThere | null {
    for (const [under, program, chooser] of tries) {
      if (this.shouldStop() || this.lookedInto >= MAX_LOOKED_INTO) return null;
      this.executions++;
      const recorder = new ScheduleRecorder(chooser);
      if (!this.breaks(units, program, recorder)) continue;
      this.lookedInto++;
      const execution = { program, decisions: decisionsOf(recorder) };
      const same = this.asOfCause(units, execution);
      if (same !== null) return { under, stacked, units, execution, rerun: this.ofCure, ...same };
    }
    return null;
  }

  private *tries(units: readonly string[]): Generator<readonly [Under, Scenario, Chooser], void, void> {
    const { rule, execution } = this.cause;
    const { program, decisions } = execution;
    yield ['the same decisions', program, new LenientReplay(decisions)];
    for (const met of this.there.met) yield ['its own search', met.program, new LenientReplay(met.decisions)];
    const count = rule === 'REFINES' ? Math.ceil(this.count / 10) : this.count;
    const schedules = near(this.subject, this.from, rule, execution);
    for (let n = 0; n < count / 2; n++) yield ['another schedule', program, schedules.next().value];
    const strategies = searchStrategies.map(strategyNamed);
    const hints = measureHints((measuring) => this.subject.run(units, program, measuring, []));
    for (let n = 0; n < count / 2; n++) {
      const strategy = strategies[n % strategies.length];
      if (strategy !== undefined) yield ['another schedule', program, strategy.chooser(n + 1, hints)];
    }
  }

  private *fewTries(): Generator<readonly [Under, Scenario, Chooser], void, void> {
    const { rule, execution } = this.cause;
    const { program, decisions } = execution;
    yield ['the same decisions', program, new LenientReplay(decisions)];
    const schedules = near(this.subject, this.from, rule, execution);
    const count = rule === 'REFINES' ? 2 : OF_STACKED;
    for (let n = 1; n < count; n++) yield ['another schedule', program, schedules.next().value];
  }

  /** Single fixes, with what they require, that neither the drivers differ in nor cure the cause. */
  private uncovering(): readonly (readonly string[])[] {
    const { units, cures } = this.there;
    // What takes the place of the whole driver hides and shows whatever it likes.
    if (cures.use === 'name') return [];
    const cure = this.cause.cure ?? [];
    return cures.fixes
      .map((fix) => closureOf(cures.fixes, [fix]).filter((name) => !units.includes(name)))
      .filter(
        (names) =>
          names.length > 0 &&
          !names.some((name) => this.differing.has(name) || cure.includes(name)) &&
          this.subject.stacks(withFixes(units, names, cures.fixes)),
      );
  }

  /** Null unless an execution of the other driver breaks the rule for the cause that is looked for. */
  private asOfCause(units: readonly string[], execution: Execution): Pick<ShownThere, 'lost'> | null {
    const { cure } = this.cause;
    if (cure !== null) return this.hasCure(cure, units, execution) ? { lost: null } : null;
    const removes = (known: readonly string[]): boolean =>
      this.removes(units, this.whole(known, units), execution, 1);
    if (this.there.known.some(removes)) return null;
    const lost = this.there.lost.find(removes) ?? null;
    return lost === null || this.breaksAlike(units, execution) ? { lost } : null;
  }

  /** Whether an execution of the other driver breaks the rule for the same instance, in the same words, as the cause does. */
  private breaksAlike(units: readonly string[], execution: Execution): boolean {
    const told = (on: readonly string[], { program, decisions }: Execution): readonly string[] =>
      this.subject
        .run(on, program, new LenientReplay(decisions), [this.cause.rule])
        .violations.map(({ instance, what }) => `${instance}: ${what.replaceAll(/\d+/g, 'n')}`);
    const [first] = told(this.alike.units, this.alike.execution);
    return first !== undefined && told(units, execution).includes(first);
  }

  private hasCure(cure: readonly string[], units: readonly string[], execution: Execution): boolean {
    const names = this.whole(cure, units);
    const differing = this.whole(
      names.filter((name) => this.differing.has(name)),
      units,
    );
    return (
      this.removes(units, names, execution, this.ofCure) &&
      (differing.length === 0 || !this.removes(units, differing, execution, this.ofCure))
    );
  }

  /** Fixes with what they require, without what stands on a driver already. */
  private whole(names: readonly string[], units: readonly string[]): readonly string[] {
    return wholeCure(this.there.cures.fixes, names).filter((name) => !units.includes(name));
  }

  private removes(
    units: readonly string[],
    names: readonly string[],
    execution: Execution,
    count: number,
  ): boolean {
    const { rule } = this.cause;
    const cured = withFixes(units, names, this.there.cures.fixes);
    if (names.length === 0 || !this.subject.stacks(cured)) return false;
    const { program, decisions } = execution;
    if (this.breaks(cured, program, new LenientReplay(decisions))) return false;
    if (count === 1) return true;
    const schedules = near(this.subject, units, rule, execution);
    for (let n = 1; n < count; n++) {
      if (this.breaks(cured, program, schedules.next().value)) return false;
    }
    return true;
  }

  private breaks(units: readonly string[], program: Scenario, chooser: Chooser): boolean {
    return this.subject.breaksAt(units, program, chooser, this.cause.rule, this.maxSteps) !== null;
  }
}

/** Schedules near that of an execution of a driver, without the one that only carries its decisions over. */
function near(
  subject: Subject<Scenario>,
  units: readonly string[],
  rule: RuleId,
  execution: Execution,
): Generator<Chooser, never, void> {
  const schedules = neighboursOf(subject, units, { rule, ...execution })();
  schedules.next();
  return schedules;
}
