import { readdirSync } from 'node:fs';
import { defectNamed } from '../../impl/driver/defects/index.ts';
import type { Revision, Unit } from '../../impl/driver/unit.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../impl/simulate.ts';
import { answerRows } from '../../properties/campaign/answer-rows.ts';
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
  const asking = answerRows.map(({ strategy, program, from }): Trial => {
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

/** The functions of units that a run calls, `enter-gate.mayEnter`. */
export function calledIn(revision: Revision, trial: Trial): ReadonlySet<string> {
  const called = new Set<string>();
  const watching = watched(revision, (unit, name) => called.add(`${unit}.${name}`));
  simulate({ ...setupOf(watching, trial), footprints: false }, trial.chooser());
  return called;
}

/** What two runs have in common when nothing at all tells them apart: every state, every operation, every event. */
export function digestOf(revision: Revision, trial: Trial): string {
  let hash = 0;
  const run = simulate(
    {
      ...setupOf(revision, trial),
      hashing: true,
      footprints: false,
      afterStep: ({ machine }, { activity }) => {
        hash = Math.imul(hash ^ machine.stateHash, 0x01000193) ^ activity.digest;
        return false;
      },
    },
    trial.chooser(),
  );
  for (const c of JSON.stringify(run.events)) hash = Math.imul(hash, 31) + c.charCodeAt(0);
  return `${run.steps} ${hash | 0}`;
}

/** NO-LEAK takes further runs, with other content: what it tells is of memory, which no fix is about. */
const rules = judgedRules.filter((rule) => rule !== 'NO-LEAK');

/** The first rule that a run breaks; null: none. */
export function breaks(revision: Revision, trial: Trial): RuleId | null {
  const checked = checkRun(setupOf(revision, trial), trial.chooser(), { rules, stopAtFirst: true });
  return checked.violations[0]?.rule ?? null;
}

/** A revision that tells which functions of its units are called. */
function watched(revision: Revision, called: (unit: string, name: string) => void): Revision {
  type Any = (...args: unknown[]) => unknown;
  const watch = (unit: Unit): Unit => {
    const functions = Object.entries(
      unit.functions as Record<string, (d: unknown, below: unknown) => Any>,
    ).map(([name, override]) => [
      name,
      (d: unknown, below: unknown): Any => {
        const own = override(d, below);
        return (...args) => {
          called(unit.name, name);
          return own(...args);
        };
      },
    ]);
    return { ...unit, functions: Object.fromEntries(functions) as Unit['functions'] };
  };
  return { ...revision, units: revision.units.map(watch) };
}
