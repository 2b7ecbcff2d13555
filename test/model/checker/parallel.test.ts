import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import {
  array,
  type CheckOptions,
  check,
  EvaluationError,
  type Helpers,
  idType,
  int,
  type Model,
  perId,
  record,
  words,
} from '../../../model/checker/index.ts';
import type { HelperSetup } from './parallel-helper.ts';
import { models, steppedProtm, strayingWheels, Wheel } from './parallel-model.ts';
import { zoo } from './zoo.ts';

/** Nobody comes to help: the search hands out blocks and expands them all by itself. */
const nobody: Helpers = { start: () => {} };

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

/** Helping threads, all of them ready before the search goes on. */
function threads(
  count: number,
  fault: HelperSetup['fault'] = 'none',
  model: HelperSetup['model'] = 'protm',
): { helpers: Helpers; looks(): number; counts: Int32Array } {
  const tally = new SharedArrayBuffer(12);
  const counts = new Int32Array(tally);
  const boot = new URL('../../../properties/campaign/boot.mjs', import.meta.url);
  const entry = new URL('./parallel-helper.ts', import.meta.url).href;
  return {
    looks: () => Atomics.load(counts, 1),
    counts,
    helpers: {
      patienceMs: fault === 'hangs' ? 1_000 : 60_000,
      start(memory) {
        const workerData: HelperSetup = { entry, model, memory, tally, fault };
        for (let i = 0; i < count; i++) workers.push(new Worker(boot, { workerData }));
        for (let n = 0; n < count; n = Atomics.load(counts, 0)) {
          if (Atomics.wait(counts, 0, n, 60_000) === 'timed-out') throw new Error('no thread came');
        }
      },
    },
  };
}

const bytes = (model: Model<never>, options: CheckOptions): string => JSON.stringify(check(model, options));

/** Containers of scalars, deadlocks and liveness. */
function odometer() {
  const Wheel = idType('wheel', 4);
  const schema = record({ digits: perId(Wheel, int(0, 9)), last: array(2, int(0, 9)) });
  const { action, always, leadsTo, step, defineModel } = words(schema);
  return defineModel({
    name: 'odometer',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'turn',
        over: { w: Wheel },
        when: { 'not yet': (s, { w }) => s.digits[w] < 9 },
        then: (s, { w }) => {
          s.digits[w] += 1;
          s.last[0] = s.digits[w];
        },
        fairness: 'weak',
      }),
    ],
    rules: [
      always({ id: 'LOW', then: (s) => s.digits[Wheel.at(0)] < 8 }),
      step({ id: 'UP', given: (b) => b.last[0] === 3, then: (_, a) => a.last[0] !== 7 }),
      leadsTo({ id: 'END', given: () => true, then: (s) => Wheel.ids.every((w) => s.digits[w] === 9) }),
    ],
    terminal: (s) => s.digits[Wheel.at(1)] === 9 && s.last[0] === 9,
  });
}

const stepped = steppedProtm() as unknown as Model<never>;
const steppedAlone = bytes(stepped, {});

const cases: readonly (readonly [string, () => Model<never>, CheckOptions])[] = [
  ['rules over states and steps that break', () => steppedProtm() as unknown as Model<never>, {}],
  ['containers of scalars', () => zoo() as unknown as Model<never>, { maxStates: 20_000 }],
  ['liveness, deadlocks', () => odometer() as unknown as Model<never>, {}],
  ['to a depth', () => twoPhase(6) as unknown as Model<never>, { maxDepth: 11 }],
  ['up to states, an odd number', () => steppedProtm() as unknown as Model<never>, { maxStates: 17_777 }],
  ['up to memory', () => steppedProtm() as unknown as Model<never>, { maxMemoryBytes: 800_000 }],
];

describe('a search with helpers gives the result of one without, byte for byte', () => {
  test.each(cases)('%s', (_, modelOf, options) => {
    const alone = bytes(modelOf(), options);
    expect(bytes(modelOf(), { ...options, helpers: nobody })).toBe(alone);
    expect((JSON.parse(alone) as { states: number }).states).toBeGreaterThan(2_000);
  });

  test('with threads, of any number, in every run, and they do work', () => {
    const model = stepped;
    for (const [count, options] of [
      [1, {}],
      [3, {}],
      [2, { maxStates: 23_456 }],
    ] as const) {
      const { helpers, looks } = threads(count);
      expect(bytes(model, { ...options, helpers })).toBe(bytes(model, options));
      expect(looks(), `${count} threads`).toBeGreaterThan(1_000);
    }
  });

  test.each(['throws', 'hangs'] as const)('also when a thread %s in the midst of a block', (fault) => {
    const model = stepped;
    const { helpers, looks } = threads(1, fault);
    expect(bytes(model, { helpers })).toBe(steppedAlone);
    expect(looks()).toBeGreaterThanOrEqual(1_000);
  });

  test('a write that no packing shows, by a thread, is told as if the search had made it', () => {
    const { helpers, counts } = threads(1, 'strays', 'wheels');
    const model = strayingWheels(counts, 'waits');
    // Only the thread chooses the state, so the search meets it only if it does that block again.
    const failure = (options: CheckOptions): EvaluationError<unknown> => {
      try {
        check(model, options);
      } catch (e) {
        if (e instanceof EvaluationError) return e;
        throw e;
      }
      throw new Error('nothing was told');
    };
    const told = failure({ helpers });
    expect(told).toMatchObject({ field: 'shows[-1]', value: 1 });
    expect(told.trace.length).toBeGreaterThan(10);
    expect(told.message).toBe(failure({}).message);
  });

  test('with threads on rules of liveness: verdicts, figures and lassos; symmetry is refused with them', () => {
    const model = models.wheels();
    const alone = check(model);
    expect(alone.states).toBe(7 ** 5);
    expect(alone.perRule.map((r) => [r.id, r.verdict, r.loop])).toEqual([
      ['NOT-ALL-6', 'violated', undefined],
      ['AGAIN', 'holds (exhaustive)', undefined],
      ['TOGETHER', 'violated', 'short, not minimal'],
      ['HOME', 'violated', 'short, not minimal'],
    ]);
    let looked = 0;
    for (const [count, options] of [
      [3, {}],
      [2, { maxStates: 13_333 }],
      [1, { maxMemoryBytes: alone.memoryBytes - 1 }],
    ] as const) {
      const { helpers, looks } = threads(count, 'none', 'wheels');
      expect(bytes(model, { ...options, helpers })).toBe(bytes(model, options));
      looked += looks();
    }
    expect(looked).toBeGreaterThan(1_000);
    // Without room for the edges: no verdict on liveness, with threads neither.
    const cut = check(model, { maxMemoryBytes: alone.memoryBytes - 1 });
    expect([cut.truncatedBy, cut.perRule[3]?.verdict]).toEqual(['memory', 'unknown (truncated)']);
    const { helpers } = threads(1, 'none', 'wheels');
    for (const options of [{}, { helpers }])
      expect(() => check(model, { ...options, symmetry: [Wheel] })).toThrow('rule AGAIN is a liveness rule');
  });

  test('with symmetry', () => {
    const Member = idType('member', 4);
    const schema = record({ at: perId(Member, record({ place: int(0, 9), kind: int(0, 2) })) });
    const { action, always, defineModel } = words(schema);
    const model = defineModel({
      name: 'members',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'move',
          over: { m: Member },
          when: { 'not at the end': (s, { m }) => s.at[m].place < 9 },
          then: (s, { m }) => {
            s.at[m].place += 1;
          },
        }),
        action({
          id: 'change',
          over: { m: Member },
          then: (s, { m }) => {
            s.at[m].kind = (s.at[m].kind + 1) % 3;
          },
        }),
      ],
      rules: [always({ id: 'NOT-ALL', then: (s) => !Member.ids.every((m) => s.at[m].place === 9) })],
    }) as unknown as Model<never>;
    const options = { symmetry: [Member], symmetryCheck: { states: 20, perLevel: 2 } };
    expect(bytes(model, { ...options, helpers: nobody })).toBe(bytes(model, options));
    expect(check(model, { ...options, helpers: nobody }).states).toBe(40_920); // multisets of 4 out of 30
  });

  test('an error in the midst of a block is found where it is found without', () => {
    const model = steppedProtm();
    type Step = (typeof model.rules)[number] & { kind: 'step' };
    const fragile: Step = {
      kind: 'step',
      id: 'FRAGILE',
      then: (before, _, action) => {
        if (before.mode === 'protected' && action === 'suspend') throw new Error('not thought of');
        return true;
      },
    };
    const thrown = (
      options: CheckOptions,
      broken = { ...model, rules: [...model.rules, fragile] },
    ): string => {
      try {
        check(broken, options);
      } catch (e) {
        if (e instanceof EvaluationError) return e.message;
      }
      throw new Error('nothing was thrown');
    };
    const message = thrown({});
    expect(message).toContain('rule FRAGILE after suspend');
    expect(message).toMatch(/^7\. /m); // levels of that depth are handed out
    expect(thrown({ helpers: nobody })).toBe(message);
    // So is a write that no packing shows, which may be seen while later blocks are expanded.
    const astray: typeof model = {
      ...model,
      actions: model.actions.map((action) =>
        action.id !== 'suspend'
          ? action
          : {
              ...action,
              then: (s, params) => {
                if (s.mode === 'protected') Reflect.set(s.groups, '-1', 1);
                action.then(s, params);
              },
            },
      ),
    };
    const told = thrown({}, astray);
    expect(told).toContain('groups[-1] := 1 is out of range: there is groups[group0] to groups[group2]');
    expect(told).toMatch(/^7\. /m);
    expect(thrown({ helpers: nobody }, astray)).toBe(told);
  });
});
