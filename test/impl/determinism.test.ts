import { describe, expect, it } from 'vitest';
import type { Driver } from '../../impl/driver/driver.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { type Revision, stack, type Unit } from '../../impl/driver/unit.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import equalTurns from '../../properties/workloads/equal-turns.json' with { type: 'json' };

const workload = decodeWorkload(equalTurns);

/** Decides from a number alone. */
function wandering(seed: number): Chooser {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % n;
  };
  return {
    pickActivity: (candidates) => (below(10) < 7 ? 0 : below(candidates.length)),
    pickOption: ({ options }) => (below(10) < 8 ? 0 : below(options.length)),
  };
}

/** Who did what in each step, and the hash of all state after it, with what activities did since their loop heads. */
function trail(revision: Revision, seed: number): readonly string[] {
  const steps: string[] = [];
  simulate(
    {
      revision,
      workload,
      profile: { F04: 'any', F07: 'any' },
      horizonUs: 60_000,
      hashing: true,
      footprints: false,
      afterStep: ({ machine }, { activity, label }) => {
        steps.push(`${machine.nowUs} ${activity.path}: ${label} ${machine.stateHash} ${activity.digest}`);
        return false;
      },
    },
    wandering(seed),
  );
  return steps;
}

/** The first step after which two runs of one schedule are not the same; null: there is none. */
function partsAt(revision: Revision, seed: number): string | null {
  const [one, two] = [trail(revision, seed), trail(revision, seed)];
  expect(one.length).toBeGreaterThan(300);
  const at = Array.from({ length: Math.max(one.length, two.length) }).findIndex((_, i) => one[i] !== two[i]);
  return at < 0 ? null : `${at}: ${one[at] ?? 'nothing'} | ${two[at] ?? 'nothing'}`;
}

/** The reference with one function that breaks the rules of the simulator. */
function planted(functions: Unit['functions']): Revision {
  const merges = Object.keys(functions) as (keyof typeof functions)[];
  const unit: Unit = { name: 'planted', on: 'P8', title: '', cite: [], functions, merges };
  return stack('planted', [...revisions.reference.units, unit]);
}

describe('two runs of one schedule', () => {
  it.each(Object.values(revisions))('have the same hash after every step, on $name', (revision) => {
    expect(partsAt(revision, 1)).toBeNull();
  });

  it('have not where something is remembered beside the cells', () => {
    let ticks = 0;
    const remembers = planted({
      tickRearm: (_d, below) =>
        function* (delayUs) {
          ticks++;
          yield* below(delayUs + (ticks > 3 ? 1 : 0));
        },
    });
    expect(partsAt(remembers, 1)).toMatch(/^\d+: \d+ tick_work: mod_delayed tick_work/);
  });

  it('have not where things are gone through in no order', () => {
    // As a hash table whose seed is another in each run: what comes first is nobody's decision.
    const seeds = new Map<Driver, number>();
    const shuffles = planted({
      tickCtxPickGroups: (d, below) =>
        function* (ctx) {
          yield* below(ctx);
          const seed = seeds.get(d) ?? seeds.size;
          seeds.set(d, seed);
          const groups = ctx.groupsOf(1);
          if (seed % 2 === 1) groups.set([...groups.all()].reverse());
        },
    });
    expect(partsAt(shuffles, 1)).not.toBeNull();
  });
});
