import { readdirSync } from 'node:fs';
import { defectNamed } from '../../impl/driver/defects/index.ts';
import type { Revision } from '../../impl/driver/unit.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../impl/simulate.ts';
import { deepRows, usualRows } from '../../properties/campaign/answer-rows.ts';
import { askingWorkloads } from '../../properties/campaign/asking-workloads.ts';
import { spaceOf } from '../../properties/campaign/plan.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import { checkRun } from '../../properties/check-run.ts';
import { type Counterexample, scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { executionsFor, judgedRules, programs } from '../../properties/detect/detect.ts';
import { smallWorkloads } from '../../properties/detect/workloads.ts';
import { deriveSeed } from '../../properties/explore/random.ts';
import { LenientReplay } from '../../properties/explore/replay.ts';
import { strategyNamed } from '../../properties/explore/strategies.ts';
import { noHints, runToCompletion } from '../../properties/explore/strategy.ts';
import { clausePrograms } from './clause-programs.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** A run that the reference is put to, and a broken reference after it. */
export interface Trial {
  readonly name: string;
  readonly scenario: Scenario;
  readonly chooser: () => Chooser;
  /** Nobody draws who runs next: what another driver does otherwise on it is that driver's doing. */
  readonly isPlain: boolean;
}

/** What of `all` has a name that `some` does not have. */
function without<T extends object>(some: object = {}, all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in some))) as T;
}

/** What is stored, as the reference keeps it: without the wrong firmware of a defect. */
function stored(folder: string): readonly Trial[] {
  return readdirSync(pathOf(folder)).map((file) => {
    const counterexample: Counterexample = readCounterexample(pathOf(`${folder}/${file}`));
    const defect = defectNamed(counterexample.revision.name.replace('reference+', ''));
    const { faults, profile, ...rest } = scenarioOf(counterexample);
    const scenario = {
      ...rest,
      profile: without(defect?.firmware, profile),
      faults: without(defect?.faults, faults),
    };
    const name = `${folder}/${file}`;
    const chooser = () => new LenientReplay(counterexample.schedule);
    return { name, scenario, chooser, isPlain: counterexample.schedule.length === 0 };
  });
}

/**
 * What is stored of seeded defects and of the posted series, small workloads, what asks the questions of part F, and what
 * comes to the clauses that none of these comes to.
 */
export function trials(seeds: number): readonly Trial[] {
  const programOf = programs([]);
  const small = [...executionsFor([], [], seeds)].map(({ strategy, program, seed }): Trial => {
    const scenario = programOf(program, seed);
    const chooser = () => strategy.chooser(deriveSeed(seed, strategy.name), noHints);
    const isPlain = strategy === runToCompletion;
    return { name: `${strategy.name} of ${program}, seed ${seed}`, scenario, chooser, isPlain };
  });
  const space = spaceOf([...smallWorkloads, ...askingWorkloads]);
  const asking = [...usualRows, ...deepRows].map(({ strategy, program, from }): Trial => {
    const { chooser } = strategyNamed(strategy);
    return {
      name: `${strategy} of ${program}, seed ${from}`,
      scenario: space.program(program, from),
      chooser: () => chooser(deriveSeed(from, strategy), noHints),
      isPlain: strategy === runToCompletion.name,
    };
  });
  const clauses = clausePrograms.flatMap(({ schedules, ...scenario }) =>
    schedules.map(({ strategy, seed }): Trial => {
      const { chooser, name } = strategyNamed(strategy);
      return {
        name: `${name} of ${scenario.workload.name}, seed ${seed}`,
        scenario,
        chooser: () => chooser(deriveSeed(seed, name), noHints),
        isPlain: name === runToCompletion.name,
      };
    }),
  );
  return [...clauses, ...stored('defects'), ...stored('series-2026'), ...small, ...asking];
}

const setupOf = (revision: Revision, { scenario }: Trial): Setup => ({ revision, ...scenario, ...runBounds });

/** Runs a trial for what it tells by the way. */
export function runThrough(revision: Revision, trial: Trial): void {
  simulate({ ...setupOf(revision, trial), footprints: false }, trial.chooser());
}

/** What two runs have in common when nothing tells them apart: every operation, the state after it, every event. */
export function digestOf(revision: Revision, trial: Trial): string {
  let hash = 0;
  const mix = (text: string): void => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i);
  };
  const run = simulate(
    {
      ...setupOf(revision, trial),
      hashing: true,
      footprints: false,
      afterStep: ({ machine }, { activity, label }) => {
        mix(activity.path);
        mix(label);
        hash = Math.imul(hash ^ machine.stateHash, 0x01000193);
        return false;
      },
    },
    trial.chooser(),
  );
  mix(JSON.stringify(run.events));
  return `${run.steps} ${hash | 0}`;
}

/** NO-LEAK takes further runs, with other content: what it tells is of memory, which no fix is about. */
const rules = judgedRules.filter((rule) => rule !== 'NO-LEAK');

/** The first rule that a run breaks; null: none. */
export function breaks(revision: Revision, trial: Trial): RuleId | null {
  return judged(revision, trial).rule;
}

/** The first rule that a run breaks, null for none, and what its clients got until then. */
export function judged(
  revision: Revision,
  trial: Trial,
): { readonly rule: RuleId | null; readonly outcome: Outcome } {
  const checked = checkRun(setupOf(revision, trial), trial.chooser(), { rules, stopAtFirst: true });
  return { rule: checked.violations[0]?.rule ?? null, outcome: outcomeOf(checked.run) };
}

/** Every rule that a run breaks. */
export function allBroken(revision: Revision, trial: Trial): ReadonlySet<RuleId> {
  const { violations } = checkRun(setupOf(revision, trial), trial.chooser(), { rules });
  return new Set(violations.map((v) => v.rule));
}
