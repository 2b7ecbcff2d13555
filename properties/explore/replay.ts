import type { Activity } from '../../impl/runtime/activity.ts';
import {
  type Choice,
  type Chooser,
  type Decision,
  decisionText,
  type SwitchPoint,
  switchPoint,
  switchPointText,
} from '../../impl/runtime/decision.ts';
import { isLate } from './strategy.ts';

/** A replayed run took another course than the recorded one. */
export class ReplayDivergence extends Error {
  constructor(
    /** Position of the first decision that could not be taken as recorded. */
    readonly position: number,
    readonly decision: Decision,
    what: string,
  ) {
    super(`decision ${position + 1} (${decisionText(decision)}) ${what}`);
    this.name = 'ReplayDivergence';
  }
}

/**
 * Strict replay: takes exactly the recorded decisions, in order, and the default everywhere else.
 * Throws `ReplayDivergence` as soon as one cannot be taken as recorded; call `finish` after the run, which
 * throws if one never came up.
 */
export class StrictReplay implements Chooser {
  private at = 0;

  constructor(private readonly decisions: readonly Decision[]) {}

  /** The decisions taken so far. */
  get taken(): readonly Decision[] {
    return this.decisions.slice(0, this.at);
  }

  pickActivity(candidates: readonly Activity[]): number {
    const next = this.decisions[this.at];
    if (next?.kind !== 'run') return 0;
    const first = candidates[0] as Activity;
    const point = next.insteadOf;
    if (first.path !== point.activity || first.op?.label !== point.label) return 0;
    const here = switchPoint(first);
    if (here.nth !== point.nth || here.visit !== point.visit) {
      if (here.nth > point.nth) throw this.diverged(`is past: the run is at ${switchPointText(here)}`);
      return 0;
    }
    const index = candidates.findIndex((a) => a.path === next.run);
    if (index < 0) throw this.diverged(`finds ${next.run} not able to run`);
    const label = candidates[index]?.op?.label;
    if (label !== next.label) throw this.diverged(`finds ${next.run} about to do ${label}`);
    if (index === 0) throw this.diverged('is the default here');
    this.at++;
    return index;
  }

  pickOption(choice: Choice): number {
    const next = this.decisions[this.at];
    if (next?.kind !== 'value' || next.name !== choice.name || next.nth !== choice.nth) return 0;
    const index = choice.options.indexOf(next.option);
    if (index < 0) throw this.diverged(`is not among ${choice.options.join(', ')}`);
    if (index === 0) throw this.diverged('is the default here');
    this.at++;
    return index;
  }

  /** To be called after the run. Throws `ReplayDivergence` if decisions are left. */
  finish(): void {
    if (this.at < this.decisions.length) throw this.diverged('never came up');
  }

  private diverged(what: string): ReplayDivergence {
    return new ReplayDivergence(this.at, this.decisions[this.at] as Decision, what);
  }
}

/**
 * Lenient replay, for shrinking only: takes each decision when its place comes up, skips what does not, so
 * that any list of decisions is a schedule. Decisions of one place are taken in their order, whatever their
 * recorded visit, since taking one away moves those after it.
 */
export class LenientReplay implements Chooser {
  private readonly runs = new Map<string, { readonly run: string; readonly label: string }[]>();
  private readonly values = new Map<string, string>();

  constructor(decisions: readonly Decision[]) {
    for (const decision of decisions) {
      if (decision.kind === 'value') {
        this.values.set(`${decision.name}#${decision.nth}`, decision.option);
        continue;
      }
      const place = placeOf(decision.insteadOf);
      const here = this.runs.get(place);
      if (here === undefined) this.runs.set(place, [decision]);
      else here.push(decision);
    }
  }

  pickActivity(candidates: readonly Activity[]): number {
    const first = candidates[0] as Activity;
    if (this.runs.size === 0) return 0;
    const place = placeOf(switchPoint(first));
    const here = this.runs.get(place);
    while (here !== undefined && here.length > 0) {
      const { run } = here.shift() as { run: string };
      const index = candidates.findIndex((a) => a.path === run);
      if (index > 0) return index;
    }
    return 0;
  }

  pickOption(choice: Choice): number {
    const option = this.values.get(`${choice.name}#${choice.nth}`);
    if (option === undefined) return 0;
    const index = choice.options.indexOf(option);
    return index < 0 && isLate(choice.name) ? latestWithin(choice.options, option) : Math.max(0, index);
  }
}

/** The longest of the delays that is no longer than the one recorded, where the host may be late by others. */
function latestWithin(options: readonly string[], recorded: string): number {
  const us = (option: string): number => Number.parseInt(option, 10);
  return options.reduce(
    (best, option, i) => (us(option) <= us(recorded) && us(option) > us(options[best] ?? option) ? i : best),
    0,
  );
}

function placeOf(p: SwitchPoint): string {
  return `${p.activity}: ${p.label} #${p.nth}`;
}
