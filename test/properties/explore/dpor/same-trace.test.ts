import { describe, expect, it } from 'vitest';
import { revisions } from '../../../../impl/driver/revisions.ts';
import type { Activity } from '../../../../impl/runtime/activity.ts';
import type { Chooser, Decision } from '../../../../impl/runtime/decision.ts';
import type { Setup } from '../../../../impl/simulate.ts';
import { drawScenario } from '../../../../properties/campaign/plan.ts';
import { setupOf } from '../../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../../properties/check-run.ts';
import { scenarioOf } from '../../../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../../../properties/counterexample/store.ts';
import { filesOf } from '../../../../properties/detect/store.ts';
import { Touches } from '../../../../properties/explore/dpor/touches.ts';
import { touchedBy } from '../../../../properties/explore/dpor/trace.ts';
import { deriveSeed, Random } from '../../../../properties/explore/random.ts';
import { LenientReplay, StrictReplay } from '../../../../properties/explore/replay.ts';
import { manifestOf, manifestRevisions } from '../../../../properties/manifests/index.ts';
import { rules } from '../../../../properties/rules/index.ts';
import { anotherOrder, type Placed } from './same-trace.ts';

/** `DEEP=1 npx vitest run test/properties/explore/dpor/same-trace.test.ts`: all that is stored, and more scenarios. */
const deep = process.env.DEEP === '1';
const scenarios = deep ? 30 : 2;

/** Rules of which no verdict on all traces is given. */
const tellsOrdersApart: readonly string[] = rules
  .filter((rule) => rule.tellsOrdersApart !== undefined)
  .map(({ id }) => id);

interface Judged {
  readonly steps: readonly Placed[];
  readonly broken: readonly string[];
  readonly decisions: readonly Decision[];
  readonly cells: string;
}

function run(
  setup: Setup,
  chooser: Chooser,
  before: (candidates: readonly Activity[]) => void = () => {},
): Judged {
  const steps: Placed[] = [];
  let touches: Touches | null = null;
  const { run: ran, violations } = checkRun(
    {
      ...setup,
      attend: (machine, candidates) => {
        touches ??= new Touches(machine);
        if (candidates.length > 0) before(candidates);
        return false;
      },
      afterStep: ({ machine }, step) => {
        const { path } = step.activity;
        touches ??= new Touches(machine);
        steps.push({ activity: path, touched: touchedBy(touches.of(step)), nowUs: machine.nowUs });
        return false;
      },
    },
    chooser,
  );
  const { cells } = ran.system.machine;
  return {
    steps,
    broken: violations.map((v) => `${v.rule} ${v.instance}`).sort(),
    decisions: ran.decisions,
    cells: cells
      .map((c) => `${c.name}=${JSON.stringify(c.peek())}`)
      .sort()
      .join('\n'),
  };
}

/** The activities one after the other, and the default after them. */
function inOrder(setup: Setup, order: readonly string[], pickOption: Chooser['pickOption']): Judged {
  let at = 0;
  let chosen = '';
  const pickActivity = (candidates: readonly Activity[]): number => {
    const index = candidates.findIndex((a) => a.path === chosen);
    if (index < 0) throw new Error(`${chosen} cannot run in this order`);
    return index;
  };
  return run(setup, { pickActivity, pickOption }, (candidates) => {
    chosen = order[at++] ?? candidates[0]?.path ?? '';
  });
}

const rulesOf = (broken: readonly string[]): readonly string[] =>
  broken.map((text) => text.split(' ')[0] ?? '');

/** What one of two executions breaks, and the other does not. */
const difference = (one: Judged, other: Judged): readonly string[] => [
  ...one.broken.filter((text) => !other.broken.includes(text)),
  ...other.broken.filter((text) => !one.broken.includes(text)),
];

describe('executions of one trace', () => {
  it('end in the same state and break the same rules, on every revision', () => {
    let broken = 0;
    let moved = 0;
    for (const revision of Object.values(revisions)) {
      for (let seed = 1; seed <= scenarios; seed++) {
        const setup = { revision, ...drawScenario(new Random(seed)), horizonUs: 3_000_000, maxSteps: 1_500 };
        const random = new Random(deriveSeed(seed, 'walk'));
        const pickOption: Chooser['pickOption'] = ({ name, options }) =>
          deriveSeed(seed, name) % options.length;
        const pickActivity = (candidates: readonly Activity[]): number =>
          random.chance(0.3) ? random.below(candidates.length) : 0;
        const one = run(setup, { pickActivity, pickOption });
        const order = anotherOrder(one.steps, new Random(deriveSeed(seed, 'order')));
        const other = inOrder(setup, order, pickOption);
        expect(other.cells).toBe(one.cells);
        expect(rulesOf(difference(one, other)).filter((rule) => !tellsOrdersApart.includes(rule))).toEqual(
          [],
        );
        broken += one.broken.length;
        moved += order.filter((activity, i) => activity !== one.steps[i]?.activity).length;
      }
    }
    // Not the same order again, and rules that could have differed.
    expect(moved).toBeGreaterThan(100);
    expect(broken).toBeGreaterThan(0);
  }, 3_600_000);

  it('break the same rules near what is stored, but for those that tell orders apart', () => {
    const stored = [
      ...manifestRevisions.flatMap((name) =>
        manifestOf(name).expected.map(({ counterexample }) => counterexample),
      ),
      ...filesOf(),
    ];
    const apart = new Set<string>();
    for (const [i, file] of stored.entries()) {
      // One of a rule that does is always among them.
      if (!deep && i % 25 !== 0 && !file.startsWith('series-2026/SUSPEND-EXIT.exit-answered')) continue;
      const counterexample = readCounterexample(pathOf(file));
      const setup = {
        ...setupOf(counterexample.revision.units, scenarioOf(counterexample)),
        maxSteps: 2_500,
      };
      const one = run(setup, new StrictReplay(counterexample.schedule));
      const values = one.decisions.filter(({ kind }) => kind === 'value');
      for (let nth = 0; nth < 3; nth++) {
        const order = anotherOrder(one.steps, new Random(nth));
        const options = new LenientReplay(values);
        const other = inOrder(setup, order, (choice) => options.pickOption(choice));
        for (const rule of rulesOf(difference(one, other))) apart.add(rule);
      }
    }
    expect([...apart]).toEqual(tellsOrdersApart);
  }, 3_600_000);
});
