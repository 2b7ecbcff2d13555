import { describe, expect, test } from 'vitest';
import { type Game, losingLine, lost, type Mover, type Speed, solve } from '../../../model/checker/game.ts';
import { gameGraph } from '../../../model/checker/game-graph.ts';
import { int, oneOf, record, words } from '../../../model/checker/index.ts';

type Edge = readonly [from: number, mover: Mover, to: number];

function gameFrom(states: number, edges: readonly Edge[]): Game {
  const sorted = [...edges].sort((a, b) => a[0] - b[0]);
  const offsets = Array.from({ length: states + 1 }, (_, x) => sorted.filter((e) => e[0] < x).length);
  return { states, offsets, targets: sorted.map((e) => e[2]), movers: sorted.map((e) => e[1]) };
}
const winners = (states: number, edges: readonly Edge[], speed: Speed): string =>
  [...solve(gameFrom(states, edges), speed)].map((r) => (r === 0 ? 'W' : 'L')).join('');

describe('a toy game', () => {
  test('of safety: the system must step aside before time passes', () => {
    const edges: Edge[] = [
      [0, 'environment', 1],
      [0, 'time', 0],
      [1, 'time', lost],
      [1, 'system', 2],
      [2, 'time', 0],
      [3, 'time', lost],
    ];
    expect(winners(4, edges, 'first')).toBe('WWWL');
    expect(winners(4, edges, 'late')).toBe('WWWL');
  });
  test('that is won only by one who is not forestalled', () => {
    const edges: Edge[] = [
      [0, 'time', 0],
      [0, 'environment', 1],
      [1, 'system', 0],
      [1, 'environment', 2],
      [1, 'time', 1],
      [2, 'time', lost],
    ];
    expect(winners(3, edges, 'first')).toBe('WWL');
    expect(winners(3, edges, 'late')).toBe('LLL');
  });
  test('is lost by a system that must keep busy for ever, or keep others busy', () => {
    const busy: Edge[] = [
      [0, 'time', lost],
      [0, 'system', 1],
      [1, 'time', lost],
      [1, 'system', 0],
    ];
    expect(winners(2, busy, 'first')).toBe('LL');
    const answered: Edge[] = [
      [0, 'time', lost],
      [0, 'system', 1],
      [1, 'answer', 0],
    ];
    expect(winners(2, answered, 'first')).toBe('LL');
  });
  test('is not lost where it is the environment that keeps time away', () => {
    const edges: Edge[] = [
      [0, 'environment', 1],
      [0, 'time', 0],
      [1, 'environment', 0],
      [1, 'answer', 0],
    ];
    expect(winners(2, edges, 'late')).toBe('WW');
  });
  test('has a shortest losing line through lost states', () => {
    const game = gameFrom(4, [
      [0, 'system', 1],
      [0, 'time', 2],
      [1, 'time', 2],
      [2, 'environment', lost],
      [2, 'time', 2],
      [3, 'time', 3],
    ]);
    const ranks = solve(game, 'first');
    expect([...ranks].map((r) => r > 0)).toEqual([true, true, true, false]);
    const line = losingLine(game, ranks, 0, (e) => game.targets[e] === lost);
    expect(line?.map((e) => game.movers[e])).toEqual(['time', 'environment']);
    expect(losingLine(game, ranks, 3, () => true)).toBeNull();
  });
});

/** A server that must answer a request within `bound` periods; its worker takes up to `patience` of them. */
function bounded(bound: number, patience: number) {
  const schema = record({ request: oneOf('none', 'asked', 'working', 'done'), waited: int(0, 9) });
  const { action, always, defineModel } = words(schema);
  const model = defineModel({
    name: 'bounded response',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'user.ask',
        when: { 'nothing is asked': (s) => s.request === 'none' },
        then: (s) => {
          s.request = 'asked';
        },
      }),
      action({
        id: 'server.begin',
        when: { 'it is asked': (s) => s.request === 'asked' },
        then: (s) => {
          s.request = 'working';
        },
      }),
      action({
        id: 'worker.finish',
        when: { 'it works': (s) => s.request === 'working' },
        then: (s) => {
          s.request = 'done';
        },
      }),
      action({
        id: 'server.reply',
        when: { 'it is done': (s) => s.request === 'done' },
        then: (s) => {
          s.request = 'none';
          s.waited = 0;
        },
      }),
      action({
        id: 'time.tick',
        then: (s) => {
          if (s.request !== 'none') s.waited += 1;
        },
      }),
    ],
  });
  const movers: Record<string, Mover> = {
    server: 'system',
    worker: 'answer',
    user: 'environment',
    time: 'time',
  };
  return gameGraph({
    model,
    moverOf: (action) => movers[action.split('.')[0] ?? ''] ?? 'environment',
    patience,
    rules: [always({ id: 'BOUND', then: (s) => s.waited <= bound })],
  });
}

test.each([
  [0, 0, true],
  [1, 1, true],
  [2, 2, true],
  [0, 1, false],
  [1, 2, false],
])('bounded response within %i periods by a worker that takes up to %i: %s', (bound, patience, won) => {
  for (const speed of ['first', 'late'] as const) {
    const game = bounded(bound, patience);
    const ranks = solve(game, speed);
    expect(ranks[0] === 0).toBe(won);
    if (won) continue;
    const line = losingLine(game, ranks, 0, (e) => game.breaks.get(e) === 'BOUND') ?? [];
    expect(line.filter((e) => game.stepOf(e).action === 'time.tick').length).toBe(bound + 1);
  }
});

/** Every memoryless way to play for the system, each judged by what can go round for ever. */
function wonByDefinition({ states, offsets, targets, movers }: Game, speed: Speed): boolean[] {
  const edgesOf = (x: number): number[] => {
    const out: number[] = [];
    for (let e = offsets[x] ?? 0; e < (offsets[x + 1] ?? 0); e++) out.push(e);
    return out;
  };
  const all = Array.from({ length: states }, (_, x) => edgesOf(x));
  const choices = all.map((es) => [null, ...es.filter((e) => movers[e] === 'system')]);
  const won = Array.from({ length: states }, () => false);
  const strategy: (number | null)[] = [];
  const judge = (): void => {
    const next = all.map((es, x) => {
      const chosen = strategy[x] ?? null;
      const others = es.filter((e) => movers[e] !== 'system');
      if (chosen === null) return others;
      return speed === 'first' ? [chosen] : [chosen, ...others.filter((e) => movers[e] !== 'time')];
    });
    const bad = Array.from({ length: states }, (_, x) => {
      if ((next[x] ?? []).some((e) => targets[e] === lost)) return true;
      // To rest where only the environment's fancy goes on is to wait for nothing.
      if (strategy[x] === null && !(next[x] ?? []).some((e) => movers[e] !== 'environment')) return true;
      // Back to itself by own moves and answers alone?
      const reach = new Set<number>();
      const walk = [x];
      for (const y of walk)
        for (const e of next[y] ?? []) {
          const z = targets[e] ?? lost;
          if (movers[e] !== 'system' && movers[e] !== 'answer') continue;
          if (z === lost || reach.has(z)) continue;
          reach.add(z);
          walk.push(z);
        }
      return reach.has(x);
    });
    for (let x = 0; x < states; x++) {
      const seen = new Set([x]);
      for (const y of seen)
        for (const e of next[y] ?? []) if (targets[e] !== lost) seen.add(targets[e] ?? lost);
      if (![...seen].some((y) => bad[y])) won[x] = true;
    }
  };
  const each = (x: number): void => {
    if (x === states) judge();
    else
      for (const c of choices[x] ?? []) {
        strategy[x] = c;
        each(x + 1);
      }
  };
  each(0);
  return won;
}

test('small random games are decided as by trying every way to play', () => {
  let seed = 1;
  const below = (n: number): number => {
    seed = (Math.imul(seed, 48_271) >>> 0) % 2_147_483_647;
    return seed % n;
  };
  const kinds: readonly Mover[] = ['system', 'system', 'environment', 'answer', 'time', 'time'];
  const seen = { won: 0, lost: 0, differ: 0 };
  for (let k = 0; k < 3000; k++) {
    const states = 2 + below(4);
    const edges = Array.from({ length: states + below(2 * states) }, (): Edge => {
      const to = below(8) === 0 ? lost : below(states);
      return [below(states), kinds[below(kinds.length)] ?? 'time', to];
    });
    const game = gameFrom(states, edges);
    const first = [...solve(game, 'first')].map((r) => r === 0);
    const late = [...solve(game, 'late')].map((r) => r === 0);
    expect(first, JSON.stringify(edges)).toEqual(wonByDefinition(game, 'first'));
    expect(late, JSON.stringify(edges)).toEqual(wonByDefinition(game, 'late'));
    seen.won += first.filter((w) => w).length;
    seen.lost += first.filter((w) => !w).length;
    if (first.join() !== late.join()) seen.differ += 1;
  }
  expect(Math.min(seen.won, seen.lost)).toBeGreaterThan(2000);
  expect(seen.differ).toBeGreaterThan(50);
});
