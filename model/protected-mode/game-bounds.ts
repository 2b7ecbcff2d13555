import { type Speed, solve } from '../checker/game.ts';
import { gameGraph } from '../checker/game-graph.ts';
import type { Rule } from '../checker/index.ts';
import type { Case, Limits } from './config.ts';
import { type GameConfig, gameOf } from './game.ts';
import { protectedMode } from './index.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** What FAIR-EXIT, BOUNDED-RESIDENCE and SERVED bound, in tick periods. */
export const boundedIds = ['FE-a', 'FE-b', 'FE-c', 'BOUNDED-RESIDENCE', 'SERVED'] as const;
export type BoundedId = (typeof boundedIds)[number];

/** The rule with another bound than the configuration's. */
function within(t: Terms, id: BoundedId, ticks: number): Rule<State> {
  const waitsLonger = (s: State, who: (mine: number, owners: number) => boolean): boolean =>
    s.owner !== null &&
    t.anyGroup((g) => s.groups[g].waited > ticks && who(s.groups[g].priority, t.ownerPriority(s)));
  const holds = (s: State): boolean => {
    switch (id) {
      case 'FE-a':
        return !waitsLonger(s, (mine, owners) => mine > owners);
      case 'FE-b':
        return !waitsLonger(s, (mine, owners) => mine === owners);
      case 'FE-c':
        return !waitsLonger(s, (mine, owners) => mine < owners);
      case 'BOUNDED-RESIDENCE':
        return s.residence <= ticks;
      case 'SERVED':
        return s.unserved <= ticks;
    }
  };
  return t.always({ id: `${id} within ${ticks}`, then: holds });
}

export interface BoundQuestion {
  readonly one: Case;
  /** What the model counts to, and the residence limit at which the driver may end a session. */
  readonly limits: Limits;
  readonly free: GameConfig['free'];
  readonly patience: number;
  readonly speed: Speed;
}

/**
 * Whether some driver keeps all rules with these bounds in place of the configuration's; others but SERVED are not
 * bounded.
 */
export function canKeep(question: BoundQuestion, bounds: ReadonlyMap<BoundedId, number>): boolean {
  const { one, limits, free, patience, speed } = question;
  const config = { name: 'bounds', cases: [one], limits };
  const { terms } = protectedMode(config);
  // Who never lets anybody in bounds every session: SERVED stays, if only with the configuration's bound.
  const others = boundedIds.filter((id) => id !== 'SERVED' || bounds.has(id));
  const def = gameOf({ config, free, patience, waived: others });
  const rules = [...def.rules, ...[...bounds].map(([id, ticks]) => within(terms, id, ticks))];
  const game = gameGraph({ ...def, rules });
  const ranks = solve(game, speed);
  return game.initial.every((x) => ranks[x] === 0);
}

/**
 * The smallest number of tick periods within which some driver always keeps a bounded rule, all other rules but the
 * bounds kept as well; null if there is none that the model can count.
 */
export function smallestBound(question: BoundQuestion, id: BoundedId): number | null {
  const most = id === 'SERVED' ? question.limits.unservedTicks : question.limits.residenceTicks;
  for (let ticks = 0; ticks <= most; ticks++) if (canKeep(question, new Map([[id, ticks]]))) return ticks;
  return null;
}
