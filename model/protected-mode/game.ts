import { type Mover, type Ranks, solve } from '../checker/game.ts';
import { type GameArena, type GameGraph, gameArena } from '../checker/game-graph.ts';
import { type Rule, withoutGuard } from '../checker/index.ts';
import { type Explored, firstDeviations } from '../checker/mutate-kills.ts';
import type { Case, GroupConfig, Limits, ProtectedModeConfig } from './config.ts';
import { protectedMode } from './index.ts';
import { ownRules } from './rules/catalogue.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** A guard, by action and name. */
export interface GuardName {
  readonly action: string;
  readonly guard: string;
}

const owner: GroupConfig = { priority: 1, queues: [['P']] };

/** Kernel code that runs in the context of a process, and the driver proper. */
const systemActors = ['driver', 'memory'];
const systemActions = ['vm.lockRegion', 'vm.unlockRegion'];

/** How soon the GPU executes what it may execute. */
export type GpuPace =
  /** It issues a command within the period, but may take as long as it likes to finish it. */
  | 'issues'
  /** It may hold its progress back for ever, as an owner does that blocks inside its region (F36). */
  | 'idles';

/**
 * Who decides that an action happens. The steps of a handshake are answers: a firmware that answers at all does so
 * before the period is over. A reset that has nothing to do with sessions is nobody's decision here.
 */
export function moverOf(action: string, pace: GpuPace): Mover {
  const [actor = ''] = action.split('.');
  if (actor === 'time') return 'time';
  if (action === 'driver.scheduleUnrelatedReset') return 'environment';
  if (systemActors.includes(actor) || systemActions.includes(action)) return 'system';
  if (action === 'gpu.issueProtected' || action === 'gpu.issueNormal')
    return pace === 'issues' ? 'answer' : 'environment';
  if (action === 'gpu.raiseBit7' || action === 'gpu.clearBit7') return 'answer';
  return actor === 'firmware' && action !== 'firmware.neverLeave' ? 'answer' : 'environment';
}

/**
 * The guards of the driver, of the kernel and of time that stand for what rules demand, as far as the first step
 * without them shows it: only rules of the rulebook notice their deletion, none of the model's own and no range. A free
 * driver goes without them.
 */
export function normativeGuards(base: Explored<State>): readonly GuardName[] {
  const own: readonly string[] = ownRules;
  return base.model.actions.flatMap(({ id: action, guards }) =>
    !['system', 'time'].includes(moverOf(action, 'issues'))
      ? []
      : guards.flatMap(({ name: guard }) => {
          const { rules, fault } = firstDeviations(base, { kind: 'guard', action, guard, how: 'deleted' });
          return fault === null && rules.length > 0 && !rules.some((r) => own.includes(r))
            ? [{ action, guard }]
            : [];
        }),
  );
}

/**
 * What the driver owes beyond the rulebook, since one that runs nobody breaks no rule: no period passes while
 * something waits that only the driver can move on.
 */
const dutiesOf = (t: Terms) => [
  t.step({
    // The tick picks groups by rank; a session, an entry, a reset or a request may hold the slot.
    id: 'TOP-RUNS',
    on: ['time.tick'],
    then: (s) => {
      const first = t.top(s);
      if (first === null || s.reset !== 'none' || t.sessionOn(s) || s.driver === 'entering') return true;
      const underWay = ['starting', 'suspending', 'terminating'];
      return s.groups[first].csg === 'active' || t.anyGroup((g) => underWay.includes(s.groups[g].csg));
    },
    cite: ['D.4'],
  }),
  t.step({
    // In a session it asks for the exit first and waits for that.
    id: 'RESET-GOES-ON',
    on: ['time.tick'],
    given: (s) => s.reset !== 'none',
    then: (s) =>
      s.reset !== 'running' && s.driver === 'entered' && s.firmware !== 'hung' && s.forcing !== 'none',
    cite: ['D.6'],
  }),
  t.step({
    id: 'VM-OP-GOES-ON',
    on: ['time.tick'],
    given: (s) => s.vmOp !== 'none' && s.reset === 'none',
    then: (s) => s.vmOp === 'waiting' && t.sessionOn(s) && s.forcing !== 'none',
    cite: ['A.2.5'],
  }),
];

/** How one game on an arena is played. */
export interface GameOptions {
  /** Rules that the driver need not keep. Default: none. */
  readonly waived?: readonly string[];
  /** Default: `issues`. */
  readonly pace?: GpuPace;
  /** Periods that a handshake may take. Default 0: it is over within the period. */
  readonly patience?: number;
}

/**
 * The ground of all games about a configuration: the driver and the rest of the kernel against firmware, GPU and user
 * space. The driver sees everything and is bound by no rule; it loses by breaking one.
 * @param free guards that do not bind the driver; `normativeGuards` finds them
 * @param more rules beside the model's own
 */
export function arenaOf(
  config: ProtectedModeConfig,
  free: readonly GuardName[],
  more: (t: Terms) => readonly Rule<State>[] = () => [],
): GameArena<State> {
  const { model, terms } = protectedMode(config);
  const freed = free.reduce((m, { action, guard }) => withoutGuard(m, action, guard), model);
  return gameArena({
    // What hostile processes try changes nothing that is to be won.
    model: { ...freed, actions: freed.actions.filter((a) => a.id !== 'hostile.attempt') },
    rules: [...model.rules, ...dutiesOf(terms), ...more(terms)],
  });
}

/** Explores one game. Throws a ModelError if it has more than `maxStates`. */
export const gameOn = (
  arena: GameArena<State>,
  { waived = [], pace = 'issues', patience = 0 }: GameOptions,
  maxStates?: number,
): GameGraph<State> =>
  arena.graph({ moverOf: (a) => moverOf(a, pace), patience, waived: new Set(waived) }, maxStates);

/** Who wins a game, and how large it is. */
export interface Outcome {
  readonly states: number;
  readonly moves: number;
  /** The driver wins, whatever its speed; only if it is never forestalled; or not at all. */
  readonly driver: 'wins' | 'wins if it is first' | 'loses';
  readonly game: GameGraph<State>;
  /** For a driver that is first. */
  readonly ranks: Ranks;
}

/** Plays a game. Throws a ModelError if it has more than `maxStates`. */
export function play(arena: GameArena<State>, options: GameOptions = {}, maxStates?: number): Outcome {
  const graph = gameOn(arena, options, maxStates);
  const winsAt = (ranks: Ranks): boolean => graph.initial.every((x) => ranks[x] === 0);
  const ranks = solve(graph, 'first');
  const driver = !winsAt(ranks) ? 'loses' : winsAt(solve(graph, 'late')) ? 'wins' : 'wins if it is first';
  return { states: graph.states, moves: graph.movers.length, driver, game: graph, ranks };
}

/** Of a game that the driver loses, `outcome`: the rules without any one of which it would win. */
export function conflicting(
  arena: GameArena<State>,
  options: GameOptions,
  { game: graph, ranks }: Outcome,
): readonly string[] {
  const broken = new Set<string>();
  for (let x = 0; x < graph.states; x++)
    if (ranks[x] !== 0)
      for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
        const rule = graph.breaks.get(e);
        if (rule !== undefined) broken.add(rule);
      }
  const { waived = [] } = options;
  return arena.rules
    .filter((id) => broken.has(id))
    .filter((id) => {
      const game = gameOn(arena, { ...options, waived: [...waived, id] });
      const without = solve(game, 'first');
      return game.initial.every((x) => without[x] === 0);
    });
}

/** The bounds with which games are played in which a handshake may take so many periods: `game-bounds.ts` finds them. */
export const limitsFor = (patience: number): Limits => ({
  higherWaitsTicks: Math.max(1, patience),
  equalWaitsTicks: Math.max(2, 2 * patience),
  residenceTicks: Math.max(3, 2 * patience + 1),
  exitTicks: patience,
  unservedTicks: 1,
});

/** The games about part F: what is at stake in a session, each alone. */
export const gameCases: Readonly<Record<string, Case>> = {
  'a lower group waits': { slots: 1, groups: [owner, { priority: 0, queues: [['N']] }] },
  'an equal group waits': { slots: 1, groups: [owner, { priority: 1, queues: [['N']] }] },
  'a higher group waits': { slots: 1, groups: [owner, { priority: 2, queues: [['N']] }] },
  'a group is saved': { slots: 2, groups: [owner, { priority: 0, queues: [['N']] }] },
  'two queues': { slots: 1, groups: [{ priority: 1, queues: [['P'], ['P']] }] },
  'two regions': { slots: 1, groups: [{ priority: 1, queues: [['P', 'P']] }] },
  resets: { slots: 1, unrelatedResets: true, groups: [{ priority: 1, queues: [['PP']] }] },
  'faults, an equal group waits': {
    slots: 1,
    faults: true,
    groups: [owner, { priority: 1, queues: [['N']] }],
  },
  'VM operations': { slots: 1, vmOps: true, groups: [{ priority: 1, queues: [['PP']], lifecycle: true }] },
};
