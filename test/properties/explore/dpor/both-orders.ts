import type { Activity } from '../../../../impl/runtime/activity.ts';
import type { Chooser } from '../../../../impl/runtime/decision.ts';
import type { Machine, StepRecord } from '../../../../impl/runtime/machine.ts';
import { type Setup, simulate } from '../../../../impl/simulate.ts';
import { Touches } from '../../../../properties/explore/dpor/touches.ts';
import { conflict, type Touched, touchedBy } from '../../../../properties/explore/dpor/trace.ts';
import { deriveSeed, Random } from '../../../../properties/explore/random.ts';

/** Two neighbouring steps that did not touch what the other wrote, and what differs when they change places. */
export interface Pair {
  readonly at: number;
  readonly first: string;
  readonly second: string;
  readonly differences: readonly string[];
}

interface Taken {
  readonly activity: string;
  readonly label: string;
  readonly touched: Touched;
  /** Who could run before the step. */
  readonly runnable: readonly string[];
  readonly nowUs: number;
}

/**
 * Draws a run, and runs up to `count` pairs of neighbouring steps that are recorded as independent in the other
 * order, comparing all cells and activities after them.
 */
export function bothOrders(setup: Setup, seed: number, count: number): readonly Pair[] {
  const random = new Random(deriveSeed(seed, 'walk'));
  const steps: Taken[] = [];
  follow(
    setup,
    seed,
    (_, candidates) => {
      const at = random.chance(0.5) ? random.below(candidates.length) : 0;
      return candidates[at]?.path ?? timeMoves;
    },
    (step) => void steps.push(step),
  );
  const independent = steps.flatMap((b, i) => {
    const a = steps[i - 1];
    if (a === undefined || a.activity === b.activity || a.nowUs !== b.nowUs) return [];
    return a.runnable.includes(b.activity) && !conflict(a.touched, b.touched) ? [i - 1] : [];
  });
  const drawn = new Random(deriveSeed(seed, 'pairs'));
  const chosen = independent.toSorted(() => drawn.fraction() - 0.5).slice(0, count);
  return chosen.map((at) => {
    const [a, b] = [steps[at] as Taken, steps[at + 1] as Taken];
    const order = steps.slice(0, at).map((s) => s.activity);
    const one = stateAfter(setup, seed, [...order, a.activity, b.activity]);
    const other = stateAfter(setup, seed, [...order, b.activity, a.activity]);
    return {
      at,
      first: `${a.activity}: ${a.label}`,
      second: `${b.activity}: ${b.label}`,
      differences: differencesOf(one, other),
    };
  });
}

/** What everything is after the given activities took a step each, in this order. */
function stateAfter(setup: Setup, seed: number, order: readonly string[]): ReadonlyMap<string, string> {
  let at = 0;
  const state = new Map<string, string>();
  follow(
    setup,
    seed,
    (machine, candidates) => {
      if (candidates.length === 0 && at < order.length) return timeMoves;
      const next = order[at++];
      if (next !== undefined) return next;
      for (const cell of machine.cells) state.set(cell.name, JSON.stringify(cell.peek()));
      for (const a of machine.activities) {
        state.set(
          `activity ${a.path}`,
          `${a.op?.label} ${a.digest} ${candidates.includes(a) ? 'runs' : 'waits'}`,
        );
      }
      return null;
    },
    () => {},
  );
  if (state.size === 0) throw new Error('the run ended before the pair');
  return state;
}

/** Who goes when nobody can. */
const timeMoves = '';

/** A run in which `pick` says who goes, null to end it, and choices of data depend on who makes them only. */
function follow(
  setup: Setup,
  seed: number,
  pick: (machine: Machine, candidates: readonly Activity[]) => string | null,
  took: (step: Taken) => void,
): void {
  let chosen = '';
  let runnable: readonly string[] = [];
  let touches: Touches | null = null;
  const chooser: Chooser = {
    pickActivity: (candidates) => candidates.findIndex((a) => a.path === chosen),
    pickOption: ({ name, options }) => deriveSeed(seed, name) % options.length,
  };
  simulate(
    {
      ...setup,
      hashing: true,
      attend: (machine, candidates) => {
        touches ??= new Touches(machine);
        const next = pick(machine, candidates);
        if (candidates.length === 0) return next === null;
        chosen = next ?? '';
        runnable = candidates.map((a) => a.path);
        if (next !== null && !runnable.includes(next))
          throw new Error(`${next} cannot run in the other order`);
        return next === null;
      },
      afterStep: ({ machine }, step: StepRecord) => {
        const { path } = step.activity;
        touches ??= new Touches(machine);
        took({
          activity: path,
          label: step.label,
          touched: touchedBy(touches.of(step)),
          runnable,
          nowUs: machine.nowUs,
        });
        return false;
      },
    },
    chooser,
  );
}

function differencesOf(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((name) => one.get(name) !== other.get(name))
    .map((name) => `${name}: ${one.get(name)} | ${other.get(name)}`);
}
