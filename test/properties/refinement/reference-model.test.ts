import { describe, expect, it } from 'vitest';
import { groupId, processId } from '../../../impl/ids.ts';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { type PlainModel, plain, withoutGuard } from '../../../model/checker/index.ts';
import type { State } from '../../../model/protected-mode/index.ts';
import { instanceOf, lettersOf } from '../../../properties/abstraction/instance.ts';
import { modelSideOf } from '../../../properties/refinement/model-side.ts';
import { observerOf } from '../../../properties/refinement/observed.ts';
import { Refinement, type Unexplained } from '../../../properties/refinement/refine.ts';

const video = groupId('player.video');
const desktop = groupId('compositor.desktop');
const workload: Workload = {
  name: 'two groups',
  note: 'a player with a region beside a compositor',
  slots: 2,
  asSlots: 2,
  csPerSlot: 1,
  processes: [
    {
      process: processId('player'),
      groups: [{ group: video, priority: 'medium', protected: true, queues: 1 }],
      script: [
        {
          op: 'repeat',
          times: 2,
          script: [
            {
              op: 'submit',
              group: video,
              queue: 0,
              stream: [
                { op: 'RUN', us: 100 },
                { op: 'PROT_REGION', size: 2 },
                { op: 'RUN', us: 100 },
                { op: 'WAIT' },
                { op: 'RUN', us: 100 },
              ],
            },
          ],
        },
      ],
    },
    {
      process: processId('compositor'),
      groups: [{ group: desktop, priority: 'high', protected: false, queues: 1 }],
      script: [{ op: 'submit', group: desktop, queue: 0, stream: [{ op: 'RUN', us: 100 }] }],
    },
  ],
};
const instance = instanceOf(workload, {});

/** What would keep a short walk from reaching protected mode. */
const detours = /destroyGroup|UnrelatedReset|protmFault|never|rotate|suspend$|exitTimesOut|giveUp/;

/** A seeded walk through a model: the states in order. */
function walk(of: PlainModel<State>, seed: number, steps: number): State[] {
  let random = seed;
  const draw = (n: number): number => {
    random = (Math.imul(random, 1103515245) + 12345) >>> 0;
    return (random >>> 8) % n;
  };
  const [initial] = of.initial();
  const states = initial === undefined ? [] : [initial];
  for (let i = 0; i < steps; i++) {
    const last = states.at(-1);
    if (last === undefined) break;
    const successors = of.successors(last).filter((step) => !detours.test(step.action));
    const next = successors[draw(successors.length)];
    if (next === undefined) break;
    states.push(next.state);
  }
  return states;
}

function follow(states: readonly State[], k: number) {
  const side = modelSideOf(instance.plain);
  const refinement = new Refinement(side, observerOf(instance), k, new Map(), states[0] as State);
  const unexplained: Unexplained[] = [];
  let explained = 0;
  for (const state of states.slice(1)) {
    const answer = refinement.next(state);
    if (answer?.kind === 'explained') explained++;
    else if (answer?.kind === 'unexplained') unexplained.push(answer);
  }
  return { explained, unexplained, matched: refinement.matched };
}

describe('the reference model as specification of runs', () => {
  it('counts the commands of a stream, without PROT_REGION', () => {
    expect(
      lettersOf([{ op: 'RUN', us: 1 }, { op: 'PROT_REGION', size: 1 }, { op: 'WAIT' }, { op: 'READ' }]),
    ).toBe('NPN');
    expect(instance.plain.model.schema).toBeDefined();
  });

  it('explains most steps of its own walks with hidden steps between, and matches many actions', () => {
    const matched = new Set<string>();
    let explained = 0;
    let unexplained = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const result = follow(walk(instance.plain, seed, 250), 4);
      explained += result.explained;
      unexplained += result.unexplained.length;
      for (const action of result.matched.keys()) matched.add(action);
    }
    expect(explained).toBeGreaterThan(200);
    // A walk hides more than four steps in a row now and then: a run of the simulator has no reason to.
    expect(unexplained / (explained + unexplained)).toBeLessThan(0.05);
    expect(matched.size).toBeGreaterThan(15);
  });

  it.each([
    ['driver.sendEnter', 'a CS of it is acknowledged or waits'],
    ['gpu.issueNormal', 'the CS is not halted'],
    ['user.submit', 'the group can run'],
  ])('does not explain a defect: %s without "%s"', (action, guard) => {
    const broken = withoutGuard(instance.plain.model, action, guard);
    let named = 0;
    for (let seed = 1; seed <= 40 && named === 0; seed++) {
      const { unexplained } = follow(walk(plain(broken), seed, 200), 4);
      named += unexplained.filter(
        (u) => u.nearest?.action === action && u.nearest.falseGuard === guard,
      ).length;
    }
    expect(named).toBeGreaterThan(0);
  });
});

describe('a state that only a broken run can be in', () => {
  it('has the steps that stay within the schema', () => {
    const { plain: model, terms } = instance;
    const side = modelSideOf(model);
    const [g] = terms.groups;
    const [q] = terms.queues;
    const [state] = model.initial();
    if (g === undefined || q === undefined || state === undefined) throw new Error('there is a first one');
    const { apply, instances, enabled } = model;
    Object.assign(state.groups[g], { life: 'live', csg: 'active' });
    Object.assign(state.groups[g].queues[q], { submitted: 1 });
    const issues = (s: State): number => {
      let count = 0;
      side.eachStep(s, (action, after) => {
        if (side.key(after) !== '' && action === 'gpu.issueNormal') count++;
      });
      return count;
    };
    expect(issues(state)).toBe(1);
    // Each command was issued, and one of them twice.
    state.groups[g].queues[q].issued = 9;
    const [params] = instances('gpu.issueNormal').filter(
      (p) => enabled(state, 'gpu.issueNormal', p) === true,
    );
    expect(params).toBeDefined();
    expect(() => apply(state, 'gpu.issueNormal', params ?? {})).toThrow(/issued := 10 is out of range/);
    expect(issues(state)).toBe(0);
  });
});
