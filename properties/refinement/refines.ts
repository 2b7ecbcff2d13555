import type { KillCause, SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import type { Params } from '../../model/checker/index.ts';
import type { State } from '../../model/protected-mode/index.ts';
import type { Abstraction } from '../abstraction/abstraction.ts';
import { MODEL_TICK_US, type ModelInstance } from '../abstraction/instance.ts';
import { concernsModel } from '../abstraction/relevant.ts';
import type { RuleId } from '../catalogue.ts';
import type { MappingView } from '../peek.ts';
import type { Violation } from '../rule.ts';
import type { Vocabulary } from '../rules/vocabulary.ts';
import type { Moment } from './missed.ts';
import { ownSteps } from './own-steps.ts';
import {
  type Explained,
  type ExplanationCache,
  type ModelSide,
  type Observer,
  Refinement,
  type Unexplained,
  type Unknown,
} from './refine.ts';
import { type StateRule, stateRulesOf } from './state-rules.ts';

/** Model steps that may explain one visible change, with up to three groups that take turns. */
const MOST_STEPS = 6;

/** Each further group of one priority may have to stand back, a step of the model, before the one that is chosen is first. */
function mostStepsOf({ terms }: ModelInstance): number {
  const peers = [0, 0, 0, 0];
  for (const { priority } of terms.config.cases[0]?.groups ?? [])
    peers[priority] = (peers[priority] ?? 0) + 1;
  return MOST_STEPS + Math.max(0, Math.max(...peers) - 3);
}

/**
 * Changes without explanation after which a run is followed no further: each is searched for in vain to the
 * end, and a run that has left the model so often has told what it can.
 */
const MOST_FAILURES = 4;

/** Ends of groups that have nothing to do with protected mode: the model does not explain them. */
const ordinaryEnds: ReadonlySet<KillCause> = new Set([
  'fatal',
  'jobTimeout',
  'progressTimeout',
  'mmuFault',
  'suspendTimeout',
  'resetFailed',
  'unplugged',
]);

/**
 * Commands that the model does not have: a run is followed up to the first of them. One that kills its group (FATAL,
 * UNRECOVERABLE) is to the model a command that does not end, so that these are followed.
 */
const unmodelledCommands: ReadonlySet<string> = new Set([
  'TILER_OOM',
  'FAULT',
  'PAGE_FAULT',
  'SYNC_WAIT',
  'SYNC_ADD',
  'LOAD',
  'LOAD_AT',
  'STORE',
  'SYNC_SET',
  'CALL',
  'ILLEGAL',
]);

/** The command of a text such as `SYNC_WAIT frame 3`. */
const nameOf = (text: string): string => text.split(' ')[0] ?? text;

/**
 * REFINES: every visible step of the simulator is explained by at most `mostStepsOf` named model steps; the first
 * that is not is the finding, with the guard that was false, and checking goes on after it.
 *
 * Not followed: a run before its probe is through, after `MOST_FAILURES` changes without explanation, an unplug, a
 * command that the model does not have, a job behind one that was refused or one that a sleep of the system refused;
 * what happens within a reset; the end of a group for causes that the model does not have; a heap that is given up in
 * a resume; where the end of a region ends the session for all, who else's region is over then; the reset that answers a
 * firmware which left protected mode and went mute before its exit was complete.
 */
export class RefinesMonitor {
  given = 0;
  /** Changes for which the search hit its limit: neither explained nor reported. */
  unknown = 0;
  readonly violations: Violation[] = [];
  /** Keys of the model states that the run went through. */
  readonly states = new Set<string>();
  private readonly mostSteps: number;
  private readonly refinement: Refinement<State, Params>;
  /** How often the given of each of the model's state rules held in a new state. */
  readonly stateGiven = new Map<RuleId, number>();
  private readonly stateRules: readonly StateRule[];
  private readonly ownSteps: ReturnType<typeof ownSteps>;
  /** The end of one region ends the session for all, F35. */
  private readonly endsForAll: boolean;
  private readonly reported = new Set<string>();
  /** Groups that were refused a submit. */
  private readonly refused = new Set<string>();
  private lost = false;
  private failures = 0;
  /** Groups that did not answer SUSPEND in a device suspend. */
  private readonly silent = new Set<GroupId>();
  /** The GPU has left protected mode since it was entered last. */
  private hasLeft = false;
  /** The run's own state that was taken in last. */
  private own: State | null = null;
  /** The key of the state that was taken in last. */
  private lastKey = '';
  /** Periods of the model that have passed. */
  private periods = 0;
  private following: boolean;
  /** The probe is through. */
  private begun = false;
  /** Something happened that the model's state depends on, since it was last worked out. */
  private concerned = true;
  private mappings: readonly MappingView[] | null = null;

  constructor(
    instance: ModelInstance,
    private readonly side: ModelSide<State, Params>,
    observer: Observer<State>,
    private readonly abstraction: Abstraction,
    cache: ExplanationCache<State>,
    private readonly muteFromUs = Number.POSITIVE_INFINITY,
  ) {
    this.following = instance.followed;
    this.endsForAll = instance.terms.config.cases[0]?.profile?.F35 === 'ends the session';
    const initial = side.clone(abstraction.state());
    this.stateRules = stateRulesOf(instance);
    this.ownSteps = ownSteps(instance, side, observer);
    this.mostSteps = mostStepsOf(instance);
    this.refinement = new Refinement(side, observer, this.mostSteps, cache, initial);
  }

  /**
   * Told of each step of the model that explains the run, with a state of the model that it was taken in, and with the
   * run's own state before it: what the model hides, such as the phases of firmware, it moves as late as it can.
   */
  set onStep(told: (before: State, action: string, own: State) => void) {
    this.refinement.onStep = (before, action) => told(before, action, this.own ?? before);
  }

  get matched(): ReadonlyMap<string, number> {
    return this.refinement.matched;
  }

  /** Told of each change of the run's own state that is one step of the model, with the state before it and who did it. */
  onOwnStep: ((before: State, action: string, moment: Moment) => void) | null = null;
  private activity = '';

  observe(event: SimEvent): void {
    this.activity = event.activity;
    if (!this.following) return;
    if (event.kind === 'device' && event.op === 'unplug') this.following = false;
    if (event.kind === 'command' && unmodelledCommands.has(nameOf(event.text))) this.following = false;
    // A job that came in a sleep of the system is never executed: the model's program is another one.
    if (event.kind === 'job' && event.op === 'signal' && event.error === 'EACCES') this.following = false;
    if (this.isBehindRefused(event)) this.following = false;
    this.abstraction.observe(event);
    this.concerned ||= concernsModel(event);
    // The model gives a heap up in resets only.
    if (event.kind === 'heap' && event.op === 'put' && this.abstraction.device.power !== 'on')
      this.lost = true;
    // In the model nobody else's region ends with it; in a run another CS may be as far before firmware notices.
    if (event.kind === 'command' && event.op === 'complete' && event.region && this.endsForAll)
      this.lost = true;
    // The model's firmware hangs in protected mode; one that goes mute may have left, and not answered what forced it.
    if (event.kind === 'session' && (event.op === 'entered' || event.op === 'left'))
      this.hasLeft = event.op === 'left';
    if (event.kind === 'reset' && event.op === 'schedule' && event.cause === 'no exit from protected mode')
      this.lost ||= this.hasLeft && event.tUs >= this.muteFromUs;
    // It changes nothing where it is refused, so no change of state tells of it.
    if (event.kind === 'memory' && event.op === 'attempt') this.refinement.happened('hostile.attempt');
    const ordinaryEnd = event.kind === 'group' && event.op === 'kill' && event.cause !== null;
    if (ordinaryEnd && ordinaryEnds.has(event.cause)) this.lost = true;
    if (event.kind === 'csg' || event.kind === 'group') this.followSilent(event);
  }

  /** The model stops a group once: what is asked of a silent one after that is the soft reset's to carry out, D.6. */
  private followSilent(event: Extract<SimEvent, { kind: 'csg' | 'group' }>): void {
    if (event.kind === 'csg' && event.op === 'timeout' && event.request === 'SUSPEND') {
      this.silent.add(event.group);
    }
    if (!this.silent.has(event.group)) return;
    this.lost = true;
    if (event.kind === 'group' && event.op === 'unbind') this.silent.delete(event.group);
  }

  /**
   * A job of a group that was refused one before, or its creation after that: the model's programs hold what scripts submit, in their order, and
   * that one is missing. A group that is over takes nothing more, so that nothing comes behind.
   */
  private isBehindRefused(event: SimEvent): boolean {
    if (event.kind === 'ioctl' && event.result !== 'ok' && event.call.startsWith('GROUP_SUBMIT '))
      this.refused.add(event.call.slice('GROUP_SUBMIT '.length).replace(/:\d+$/, ''));
    const goesOn =
      (event.kind === 'job' && event.op === 'run') || (event.kind === 'group' && event.op === 'create');
    return goesOn && this.refused.has(event.group);
  }

  afterStep(v: Vocabulary): void {
    if (!this.following) return;
    if (v.reset === 'running') {
      this.lost = true;
      return;
    }
    if (!this.begun) {
      this.begun = this.abstraction.device.ready;
      if (this.begun) this.refinement.startFrom(this.side.clone(this.abstraction.state()));
      return;
    }
    const period = Math.floor(v.nowUs / MODEL_TICK_US);
    const mappings = v.peek?.mappings() ?? null;
    const concerned = this.concerned || mappings !== this.mappings;
    if (!concerned && period === this.periods && !this.lost) return;
    this.concerned = false;
    this.mappings = mappings;
    const lent = this.abstraction.state();
    const key = this.side.key(lent);
    // Most events change nothing that the model has.
    if (key === this.lastKey && period === this.periods && !this.lost) return;
    this.lastKey = key;
    const now = this.side.clone(lent);
    if (this.onOwnStep !== null && this.own !== null) {
      const { activity } = this;
      for (const action of this.ownSteps(this.own, now))
        this.onOwnStep(this.own, action, { activity, heldBy: v.heldBy });
    }
    for (; this.periods < period; this.periods++) {
      if (!this.lost) this.judgeAnswer(this.refinement.took('time.tick', now), v);
    }
    if (!this.states.has(key)) {
      this.states.add(key);
      this.judge(now, v);
    }
    if (this.lost) {
      this.lost = false;
      // What the model does not follow it may still explain; if not, nothing is said against the run.
      this.refinement.resume(now);
      this.own = now;
      return;
    }
    const answer = this.refinement.next(now);
    if (answer !== null) this.judgeAnswer(answer, v);
    this.own = now;
  }

  private judgeAnswer(answer: Explained | Unexplained | Unknown, v: Vocabulary): void {
    this.given++;
    if (answer.kind === 'explained') return;
    this.failures++;
    if (this.failures >= MOST_FAILURES) this.following = false;
    if (answer.kind === 'unexplained') this.report(answer, v);
    else this.unknown++;
  }

  /** The model's own predicates, on a state that the run was not in before. */
  private judge(now: State, v: Vocabulary): void {
    for (const { id, rule } of this.stateRules) {
      if (rule.given?.(now) === false) continue;
      this.stateGiven.set(id, (this.stateGiven.get(id) ?? 0) + 1);
      if (rule.then(now)) continue;
      const instance = rule.instance?.(now) ?? 'state';
      if (this.reported.has(`${id} ${instance}`)) continue;
      this.reported.add(`${id} ${instance}`);
      const { seq, step, tUs } = v.now;
      this.violations.push({ rule: id, instance, seq, step, tUs, what: `the model's ${id} does not hold` });
    }
  }

  private report(answer: Unexplained, v: Vocabulary): void {
    const { nearest, changes } = answer;
    const instance =
      nearest === null
        ? changes.map((c) => c.slice(0, c.indexOf(':'))).join(', ')
        : `${nearest.action}: ${nearest.falseGuard ?? 'nothing is false'}`;
    if (this.reported.has(instance)) return;
    this.reported.add(instance);
    const { seq, step, tUs } = v.now;
    this.violations.push({
      rule: 'REFINES',
      instance,
      seq,
      step,
      tUs,
      what: `no ${this.mostSteps} model steps explain ${changes.join(', ')}`,
      ...(nearest === null ? {} : { refinementStep: nearest }),
    });
  }
}
