import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import {
  array,
  bool,
  type CheckOptions,
  type CheckpointStore,
  type CheckResult,
  check,
  idType,
  int,
  type Model,
  oneOf,
  type Progress,
  perId,
  record,
  type SavedSearch,
  type StateColumns,
  withoutGuard,
  words,
} from '../../../model/checker/index.ts';
import { zoo } from './zoo.ts';

/** Keeps what is written as bytes would keep it: a copy of each part, put together when read. */
class Memory implements CheckpointStore {
  writes = 0;
  /** Saves after these blocks of states; null: after each. */
  readonly #at: ReadonlySet<number> | null;
  #blocks = 0;
  #saved: string | null = null;
  readonly #parts: StateColumns[] = [];
  #states = 0;
  constructor(at: readonly number[] | null = null) {
    this.#at = at === null ? null : new Set(at);
  }
  read() {
    if (this.#saved === null) return null;
    const total = (of: (part: StateColumns) => { readonly length: number }) =>
      this.#parts.reduce((n, part) => n + of(part).length, 0);
    const columns = {
      words: new Int32Array(total((p) => p.words)),
      predecessors: new Uint32Array(total((p) => p.predecessors)),
      arrivals: new Uint32Array(total((p) => p.arrivals)),
    };
    let [w, s] = [0, 0];
    for (const part of this.#parts) {
      columns.words.set(part.words, w);
      columns.predecessors.set(part.predecessors, s);
      columns.arrivals.set(part.arrivals, s);
      w += part.words.length;
      s += part.predecessors.length;
    }
    return { saved: JSON.parse(this.#saved) as SavedSearch, columns };
  }
  due() {
    this.#blocks += 1;
    return this.#at === null || this.#at.has(this.#blocks);
  }
  write(saved: SavedSearch, { words: w, predecessors, arrivals }: StateColumns, from: number) {
    expect(from).toBe(this.#states);
    expect(predecessors).toHaveLength(saved.states - from);
    this.#parts.push({ words: w.slice(), predecessors: predecessors.slice(), arrivals: arrivals.slice() });
    this.#states = saved.states;
    this.#saved = JSON.stringify(saved);
    this.writes += 1;
  }
}

/** Everything that a result says, as text. */
const bytes = <S>(result: CheckResult<S>): string => JSON.stringify(result);

/** Not yet at the rules of liveness, which are decided over all states. */
const isSearching = ({ states, expanded }: Progress): boolean => expanded < states;

/** Ends the search at its `block`th look at the clock, by an error, as a kill would. */
class Killed extends Error {}
function killedAt<S>(model: Model<S>, options: CheckOptions, block: number): void {
  let looks = 0;
  const onProgress = (progress: Progress): undefined => {
    if (isSearching(progress)) looks += 1;
    if (looks === block) throw new Killed();
  };
  expect(() => check(model, { ...options, onProgress })).toThrow(Killed);
}

const tiny = { groups: 2, slots: 1, commands: 1, priorities: 2, ticks: 2 };

/** Liveness that holds, liveness that fails by a loop, and by standing still. */
function ring() {
  const Place = idType('place', 4);
  const schema = record({ laps: perId(Place, int(0, 2)), turn: int(0, 5) });
  const { action, eventually, leadsTo, always, defineModel } = words(schema);
  return defineModel({
    name: 'ring',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'lap',
        over: { p: Place },
        when: { 'there is one left': (s, { p }) => s.laps[p] < 2 },
        then: (s, { p }) => {
          s.laps[p] += 1;
        },
        fairness: 'weak',
      }),
      action({
        id: 'turn',
        then: (s) => {
          s.turn = (s.turn + 1) % 6;
        },
        fairness: 'strong',
      }),
    ],
    rules: [
      eventually({ id: 'ALL-LAPS', then: (s) => Place.ids.every((p) => s.laps[p] === 2) }),
      leadsTo({
        id: 'STAYS',
        given: (s) => s.turn === 2,
        then: (s) => s.turn === 1 && s.laps[Place.at(0)] < 2,
      }),
      always({ id: 'FEW', then: (s) => s.turn < 5 || s.laps[Place.at(1)] < 2 }),
    ],
  });
}

/** A deadlock on every level. */
function deadEnds() {
  const schema = record({ n: int(0, 20), stuck: oneOf('no', 'yes') });
  const { action, defineModel } = words(schema);
  const free = { 'it is free': (s: { stuck: string }) => s.stuck === 'no' };
  return defineModel({
    name: 'dead ends',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'on',
        when: { ...free, 'there is room': (s) => s.n < 20 },
        then: (s) => {
          s.n += 1;
        },
      }),
      action({
        id: 'stick',
        when: free,
        then: (s) => {
          s.stuck = 'yes';
        },
      }),
    ],
  });
}

describe('a search that was killed and resumed', () => {
  test.each([
    ['shared model with a defect', () => protm({ ...tiny, bug: true }) as Model<never>, {}],
    [
      'every kind of type, several initial states',
      () => zoo() as unknown as Model<never>,
      { maxStates: 10_000 },
    ],
    ['two-phase commit', () => twoPhase(5) as unknown as Model<never>, {}],
    [
      'two-phase commit with helpers',
      () => twoPhase(5) as unknown as Model<never>,
      { helpers: { start: () => {} } },
    ],
    ['to a depth', () => twoPhase(5) as unknown as Model<never>, { maxDepth: 9 }],
    ['up to a number of states', () => twoPhase(5) as unknown as Model<never>, { maxStates: 5_000 }],
    ['deadlocks', () => deadEnds() as unknown as Model<never>, {}],
    ['liveness', () => ring() as unknown as Model<never>, {}],
  ])(
    '%s: the result is the same byte for byte, wherever it was killed',
    (_, modelOf, options: CheckOptions) => {
      const whole = bytes(check(modelOf(), options));
      const blocks = { n: 0 };
      check(modelOf(), {
        ...options,
        onProgress: (progress) => {
          if (isSearching(progress)) blocks.n += 1;
          return undefined;
        },
      });
      expect(blocks.n).toBeGreaterThan(6);
      // Once at each block; and again and again in one search.
      for (let block = 2; block <= blocks.n; block++) {
        const store = new Memory();
        killedAt(modelOf(), { ...options, checkpoint: store }, block);
        expect(store.writes).toBe(block - 1);
        expect(bytes(check(modelOf(), { ...options, checkpoint: store }))).toBe(whole);
      }
      const often = new Memory();
      let kills = 0;
      for (;;) {
        const before = often.writes;
        try {
          let looks = 0;
          const result = check(modelOf(), {
            ...options,
            checkpoint: often,
            onProgress: (progress) => {
              if (isSearching(progress)) looks += 1;
              if (looks === 3) throw new Killed();
              return undefined;
            },
          });
          expect(bytes(result)).toBe(whole);
          break;
        } catch (e) {
          if (!(e instanceof Killed)) throw e;
          kills += 1;
          expect(often.writes).toBe(before + 2);
        }
      }
      expect(kills).toBeGreaterThan(2);
    },
  );

  test('liveness is decided after a resume: a loop and a stay are found, what holds is proved', () => {
    const store = new Memory([3]);
    killedAt(ring(), { checkpoint: store }, 5);
    const rules = check(ring(), { checkpoint: store }).perRule;
    expect(rules.map((r) => r.verdict)).toEqual(['holds (exhaustive)', 'violated', 'violated']);
    expect(rules[1]?.loopStart).toBeTypeOf('number');
    // Also from a checkpoint of the finished search, where no state is left to search.
    let searched = 0;
    const again = check(ring(), {
      checkpoint: store,
      onProgress: (progress) => {
        if (isSearching(progress)) searched += 1;
        return undefined;
      },
    });
    expect(searched).toBe(0);
    expect(again.perRule.map((r) => r.verdict)).toEqual(rules.map((r) => r.verdict));
  });

  test('with symmetry: the same orbits, figures and comparisons', () => {
    const Member = idType('member', 4);
    const schema = record({ at: perId(Member, record({ place: int(0, 4) })) });
    const { action, always, defineModel } = words(schema);
    const model = defineModel({
      name: 'members',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'move',
          over: { m: Member },
          when: { 'not at the end': (s, { m }) => s.at[m].place < 4 },
          then: (s, { m }) => {
            s.at[m].place += 1;
          },
        }),
      ],
      rules: [always({ id: 'NOT-ALL', then: (s) => !Member.ids.every((m) => s.at[m].place === 4) })],
      terminal: () => true,
    });
    const options = { symmetry: [Member], symmetryCheck: { states: 10, perLevel: 2 } };
    const whole = bytes(check(model, options));
    expect(check(model, options).states).toBe(70); // multisets of 4 places out of 5
    for (let block = 2; block < 12; block++) {
      const store = new Memory();
      killedAt(model, { ...options, checkpoint: store }, block);
      expect(bytes(check(model, { ...options, checkpoint: store }))).toBe(whole);
    }
    const store = new Memory();
    check(model, { ...options, checkpoint: store });
    expect(() => check(model, { checkpoint: store })).toThrow('the option symmetry differs');
  });

  test('a write that no packing shows is told before it is saved, and again after a resume', () => {
    const schema = record({ n: int(0, 5_000), a: array(2, bool) });
    const { action, defineModel } = words(schema);
    const model = defineModel({
      name: 'astray',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'up',
          when: { 'below the top': (s) => s.n < 5_000 },
          then: (s) => {
            if (s.n === 1_000) Reflect.set(s.a, '-1', true);
            s.n += 1;
          },
        }),
      ],
      terminal: () => true,
    });
    const store = new Memory();
    for (let run = 0; run < 2; run++) {
      expect(() => check(model, { checkpoint: store })).toThrow('a[-1] := true is out of range');
      expect(store.read()?.saved).toMatchObject({ head: 1_000, states: 1_001 });
    }
  });

  test('limits may be raised: the result is that of the raised limit', () => {
    const store = new Memory([]);
    const model = twoPhase(5);
    expect(check(model, { maxDepth: 6, checkpoint: store }).truncatedBy).toBe('depth');
    expect(store.writes).toBe(1);
    expect(bytes(check(model, { maxStates: 4_000, checkpoint: store }))).toBe(
      bytes(check(model, { maxStates: 4_000 })),
    );
    // What a limit on states left half done is done again.
    expect(bytes(check(model, { checkpoint: store }))).toBe(bytes(check(model)));
    expect(store.writes).toBe(3);
    let states = 0;
    const stopped = new Memory();
    const byCaller = check(model, {
      checkpoint: stopped,
      onProgress: (p) => {
        states = p.states;
        return p.level < 4;
      },
    });
    expect(byCaller.truncatedBy).toBe('caller');
    expect(stopped.read()?.saved.states).toBe(states);
    expect(bytes(check(model, { checkpoint: stopped }))).toBe(bytes(check(model)));
  });
});

describe('a checkpoint that does not fit is refused by name', () => {
  const kept = (options: CheckOptions = {}): Memory => {
    const store = new Memory();
    check(protm(tiny), { ...options, checkpoint: store });
    return store;
  };

  test('of another model or scope', () => {
    expect(() => check(twoPhase(3), { checkpoint: kept() })).toThrow(
      /^the checkpoint is of "protm", this run of "two-phase commit, 3 participants"$/,
    );
    expect(() => check(protm({ ...tiny, groups: 3 }), { checkpoint: kept() })).toThrow(
      'the checkpoint is of another version of "protm": the state differs',
    );
  });

  test('of another version of the model', () => {
    const model = protm(tiny);
    const [action] = model.actions;
    const guard = action?.guards[0];
    if (action === undefined || guard === undefined) throw new Error('no guard');
    const other = { ...withoutGuard(model, action.id, guard.name), name: model.name };
    expect(() => check(other, { checkpoint: kept() })).toThrow(`action ${action.id} differs`);
    const fewer = { ...model, rules: model.rules.slice(1) };
    expect(() => check(fewer, { checkpoint: kept() })).toThrow(/rule .* differs/); // its number has changed
    expect(() => check({ ...model, rules: [] }, { checkpoint: kept() })).toThrow(/rule .* is gone/);
    const start = { ...model, initial: [...model.initial, () => {}] };
    expect(() => check(start, { checkpoint: kept() })).toThrow('the initial states differs');
  });

  test('where the text of the functions is the same and what they call is not', () => {
    const schema = record({ n: int(0, 50) });
    const { action, defineModel } = words(schema);
    const counter = (step: () => number, first = 0) =>
      defineModel({
        name: 'counter',
        schema,
        initial: (s) => {
          s.n = first;
        },
        actions: [
          action({
            id: 'count',
            when: { 'it fits': (s) => s.n + step() <= 50 },
            then: (s) => {
              s.n += step();
            },
          }),
        ],
        terminal: () => true,
      });
    const store = new Memory();
    expect(
      check(
        counter(() => 1),
        { checkpoint: store },
      ).states,
    ).toBe(51);
    expect(() =>
      check(
        counter(() => 2),
        { checkpoint: store },
      ),
    ).toThrow(
      'the checkpoint is of another version of "counter": it has other successors of the state\nn: 0',
    );
    expect(() =>
      check(
        counter(() => 1, 7),
        { checkpoint: store },
      ),
    ).toThrow('it has other initial states');
  });

  test('beyond the limits of the run, or of another option', () => {
    expect(() => check(protm(tiny), { checkpoint: kept(), maxStates: 100 })).toThrow(
      /the checkpoint goes beyond this run: it has \d+ states, maxStates is 100/,
    );
    expect(() => check(protm(tiny), { checkpoint: kept(), maxDepth: 3 })).toThrow(
      /it is at depth \d+, maxDepth is 3/,
    );
    const many = new Memory();
    check(twoPhase(5), { checkpoint: many });
    expect(() => check(twoPhase(5), { checkpoint: many, maxMemoryBytes: 300_000 })).toThrow(
      'the checkpoint has 8832 states, too many for maxMemoryBytes',
    );
    expect(() => check(protm(tiny), { checkpoint: kept(), stopAtFirst: true })).toThrow(
      'the option stopAtFirst differs',
    );
    const atDepth = new Memory();
    check(protm(tiny), { checkpoint: atDepth, maxDepth: 3 });
    expect(bytes(check(protm(tiny), { checkpoint: atDepth, maxDepth: 3 }))).toBe(
      bytes(check(protm(tiny), { maxDepth: 3 })),
    );
    expect(() => check(protm(tiny), { checkpoint: atDepth, maxDepth: 2 })).toThrow('it is at depth 3');
  });

  test('in which a part is missing', () => {
    const whole = kept().read();
    if (whole === null) throw new Error('nothing was saved');
    const short = { ...whole.columns, arrivals: whole.columns.arrivals.slice(1) };
    const store: CheckpointStore = {
      read: () => ({ ...whole, columns: short }),
      due: () => false,
      write: () => {},
    };
    expect(() => check(protm(tiny), { checkpoint: store })).toThrow('its parts are of different sizes');
  });
});
