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
import { noHints } from '../../properties/explore/strategy.ts';

/** A run that the reference is put to, and a broken reference after it. */
export interface Trial {
  readonly name: string;
  readonly scenario: Scenario;
  readonly chooser: () => Chooser;
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
    return { name, scenario, chooser: () => new LenientReplay(counterexample.schedule) };
  });
}

/** What is stored of seeded defects and of the posted series, small workloads, and what asks the questions of part F. */
export function trials(seeds: number): readonly Trial[] {
  const programOf = programs([]);
  const small = [...executionsFor([], [], seeds)].map(({ strategy, program, seed }): Trial => {
    const scenario = programOf(program, seed);
    const chooser = () => strategy.chooser(deriveSeed(seed, strategy.name), noHints);
    return { name: `${strategy.name} of ${program}, seed ${seed}`, scenario, chooser };
  });
  const space = spaceOf([...smallWorkloads, ...askingWorkloads]);
  const asking = [...usualRows, ...deepRows].map(({ strategy, program, from }): Trial => {
    const { chooser } = strategyNamed(strategy);
    return {
      name: `${strategy} of ${program}, seed ${from}`,
      scenario: space.program(program, from),
      chooser: () => chooser(deriveSeed(from, strategy), noHints),
    };
  });
  return [...stored('defects'), ...stored('series-2026'), ...small, ...asking];
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
  const checked = checkRun(setupOf(revision, trial), trial.chooser(), { rules, stopAtFirst: true });
  return checked.violations[0]?.rule ?? null;
}

/** Every rule that a run breaks. */
export function allBroken(revision: Revision, trial: Trial): ReadonlySet<RuleId> {
  const { violations } = checkRun(setupOf(revision, trial), trial.chooser(), { rules });
  return new Set(violations.map((v) => v.rule));
}
