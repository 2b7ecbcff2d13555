import { openChoices } from '../../impl/profile/choices.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { type Cause, campaign } from '../campaign/campaign.ts';
import { withFixes } from '../campaign/cure.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { allBut } from '../campaign/smallest-set.ts';
import { curesOf, stacks } from '../campaign/stack.ts';
import type { Subject } from '../campaign/subject.ts';
import { type Counterexample, scenarioOf } from '../counterexample/counterexample.ts';
import { makeCounterexample } from '../counterexample/make.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { filesOf } from '../detect/store.ts';
import { deriveSeed } from '../explore/random.ts';
import { mixture } from '../explore/strategies.ts';
import type { Strategy } from '../explore/strategy.ts';
import { type RevisionName, rulesOf, unitsOf } from '../revision.ts';
import { searchLimits } from '../verify-revision.ts';
import { manifestOf, manifestRevisions } from './index.ts';

/** Schedules of each program: on the revision, and on each stack that lacks a fix. */
const ON_REVISION = 9;
const WITHOUT_FIX = 3;

export interface KnownProgramsOptions {
  /** Causes that are stored: they are not looked into again. */
  readonly known: readonly Cause[];
  readonly shouldStop: () => boolean;
  readonly say: (what: string) => void;
  /** The programs by name; those of everything stored by default. */
  readonly programs?: ReadonlyMap<string, Scenario>;
}

/**
 * Searches a revision with the programs of everything that is stored: what broke one rule of one driver, made small,
 * often breaks others or for another cause. First as it is, then with all fixes but one and those that stand on it, for
 * each fix in turn: what breaks there has that fix in its cure, so that every pair of a rule and a fix is looked for.
 *
 * @returns a counterexample of each cause that is not known
 */
export function searchKnownPrograms(
  revision: RevisionName,
  { known, shouldStop, say, programs = knownPrograms() }: KnownProgramsOptions,
): readonly Counterexample[] {
  const subject = subjectOf(programs);
  const cures = curesOf(revision);
  const units = unitsOf(revision);
  const found: Counterexample[] = [];
  const causes = [...known];
  const search = (base: readonly string[], schedules: number, what: string): void => {
    const { findings } = campaign(subject, base, {
      rules: rulesOf(revision),
      cells: [...programs.keys()].map((file) => ({
        strategy: defaultFirst.name,
        program: file,
        from: 1,
        count: schedules,
      })),
      cures,
      known: causes,
      ...searchLimits.default,
      shouldStop,
    });
    for (const finding of findings) {
      if (finding.shrunk === null) continue;
      found.push(makeCounterexample(revision, finding));
      if (finding.cure !== null) causes.push({ rule: finding.rule, cure: finding.cure });
    }
    say(`${what}: ${found.length} new in all`);
  };
  search(units, ON_REVISION, 'known programs');
  for (const { name } of cures.use === 'stack' ? cures.fixes : []) {
    const base = withFixes(units, allBut(cures.fixes, name), cures.fixes);
    if (!shouldStop() && stacks(base)) search(base, WITHOUT_FIX, `known programs without ${name}`);
  }
  return found;
}

/**
 * The programs of all stored counterexamples that need nothing implausible of firmware, by file.
 *
 * @param manifest of a revision, as it is now
 */
export function knownPrograms(manifest = manifestOf): ReadonlyMap<string, Scenario> {
  const files = [
    ...manifestRevisions.flatMap((name) => manifest(name).expected.map((e) => e.counterexample)),
    ...filesOf(),
  ];
  const scenarios = files.map((file) => [file, scenarioOf(readCounterexample(pathOf(file)))] as const);
  return new Map(scenarios.filter(([, scenario]) => isPlausible(scenario)));
}

function isPlausible({ profile, faults }: Scenario): boolean {
  // A firewall or a cache that does not do its work is a defect of its own.
  if (faults.noFirewall === true || faults.noCacheFlush === true) return false;
  return Object.entries(profile).every(([id, option]) => {
    const choice = openChoices[id as keyof typeof openChoices];
    return option === choice.default || (choice.plausible as readonly string[]).includes(option);
  });
}

/** The default schedule of a program, then those of the mixture, in one cell: a cure is tried with all of them. */
const defaultFirst: Strategy = {
  ...mixture,
  name: 'the default schedule, then the mixture',
  chooser: (seed, hints) => (seed === firstSeed ? runToCompletion : mixture.chooser(seed, hints)),
};
const firstSeed = deriveSeed(1, defaultFirst.name);

function subjectOf(programs: ReadonlyMap<string, Scenario>): Subject<Scenario> {
  const program = (key: string): Scenario => {
    const found = programs.get(key);
    if (found === undefined) throw new Error(`no program is stored in ${key}`);
    return found;
  };
  return { ...simulatorSubject([]), space: { strategy: () => defaultFirst, program } };
}
