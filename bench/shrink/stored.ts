/**
 * Wherever a stored counterexample is labelled `fewest delays`, every schedule with fewer decisions was run and keeps the
 * rule. Here the program is run again under schedules that go astray at random, and each that breaks the rule is shrunk:
 * it should come back to as few decisions.
 */
import { readdirSync } from 'node:fs';
import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../impl/runtime/decision.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { shrinkFinding } from '../../properties/campaign/shrink-finding.ts';
import { simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { type Counterexample, scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { endsOrderly } from '../../properties/detect/detect.ts';
import { deriveSeed, Random } from '../../properties/explore/random.ts';
import { LenientReplay } from '../../properties/explore/replay.ts';
import { isLate } from '../../properties/explore/strategy.ts';
import { type Failing, failingRun } from '../../properties/shrink/joint.ts';
import { decisionsOf } from '../../properties/shrink/schedule.ts';

export interface StoredOptions {
  readonly first: number;
  readonly seeds: number;
  /** Files whose names hold this text. */
  readonly only: string;
  readonly json: boolean;
}

interface Row {
  readonly file: string;
  /** Decisions of the proven minimum. */
  readonly fewest: number;
  readonly reached: number;
  readonly of: number;
  /** Decisions that the starts had, the most of them. */
  readonly longestStart: number;
}

const folders = ['series-2026', 'rfc-2025', 'defects'] as const;
/** Schedules that are tried for each start that breaks the rule. */
const ATTEMPTS = 40;
/** Runs that one shrinking may take, and those that show that fewer decisions do not do. */
const limits = { maxRuns: 3_000, maxEnumeration: 3_000 } as const;
const subject = simulatorSubject([]);

/** Prints a row for each, and how many reach their minimum from at least nine of ten seeds. */
export async function shrinkStored({ first, seeds, only, json }: StoredOptions): Promise<void> {
  const rows: Row[] = [];
  for (const file of folders.flatMap((folder) =>
    readdirSync(pathOf(folder)).map((name) => `${folder}/${name}`),
  )) {
    if (!file.endsWith('.json') || !file.includes(only)) continue;
    const counterexample = readCounterexample(pathOf(file));
    if (counterexample.minimal.label !== 'fewest delays' || counterexample.rule === 'REFINES') continue;
    const row = reachedFrom(file, counterexample, first, seeds);
    if (row === null) {
      console.error(`${file}: no schedule that goes astray breaks it`);
      continue;
    }
    rows.push(row);
    if (!json)
      console.log(
        `${row.reached} of ${row.of}  ${row.fewest} decisions, from up to ${row.longestStart}  ${file}`,
      );
  }
  const good = rows.filter((row) => row.reached >= Math.ceil(0.9 * row.of)).length;
  if (json) console.log(JSON.stringify({ seed: first, seeds, good, rows }, null, 1));
  else
    console.log(
      `\nfrom seed ${first}: ${good} of ${rows.length} reach their minimum from 9 of 10 seeds or more`,
    );
}

function reachedFrom(file: string, counterexample: Counterexample, first: number, seeds: number): Row | null {
  const { rule, schedule, revision } = counterexample;
  const program = scenarioOf(counterexample);
  let reached = 0;
  let of = 0;
  let longestStart = 0;
  // The minimum was proven for this program: only the schedule is to become smaller.
  const scheduleOnly = { ...subject, passes: [] };
  for (let nth = 0; nth < seeds; nth++) {
    const start = astray(counterexample, deriveSeed(first, file, nth));
    if (start === null) continue;
    of++;
    longestStart = Math.max(longestStart, start.schedule.records.length);
    const decisions = decisionsOf(start.schedule);
    const ended = shrinkFinding(scheduleOnly, revision.units, rule, { program, decisions }, limits);
    if (ended.decisions.length <= schedule.length) reached++;
  }
  return of === 0 ? null : { file, fewest: schedule.length, reached, of, longestStart };
}

/** A schedule under which the rule breaks, with more decisions than the stored one; null when none was found. */
function astray(counterexample: Counterexample, seed: number): Failing<Scenario> | null {
  const { rule, schedule, revision } = counterexample;
  const program = scenarioOf(counterexample);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const chooser = new Astray(new LenientReplay(schedule), new Random(deriveSeed(seed, attempt)));
    let start: Failing<Scenario> | null = null;
    endsOrderly(() => {
      start = failingRun(
        program,
        chooser,
        (_, recorded) => subject.breaksAt(revision.units, program, recorded, rule) !== null,
      );
    });
    const found = start as Failing<Scenario> | null;
    if (found !== null && found.schedule.records.length > schedule.length) return found;
  }
  return null;
}

/** Follows another chooser, and now and then anything. */
class Astray implements Chooser {
  private readonly share: number;

  constructor(
    private readonly below: Chooser,
    private readonly random: Random,
  ) {
    this.share = random.pick([0.02, 0.05, 0.1]);
  }

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    const followed = this.below.pickActivity(candidates, last);
    return this.random.chance(this.share) ? this.random.below(candidates.length) : followed;
  }

  pickOption(choice: Choice): number {
    const followed = this.below.pickOption(choice);
    return isLate(choice.name) && this.random.chance(this.share / 10)
      ? this.random.below(choice.options.length)
      : followed;
  }
}
