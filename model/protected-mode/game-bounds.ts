import { type Speed, solve } from '../checker/game.ts';
import type { Rule } from '../checker/index.ts';
import { type Case, type Limits, longestSession } from './config.ts';
import { arenaOf, type GuardName, gameOn } from './game.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** What FAIR-EXIT, BOUNDED-RESIDENCE and SERVED bound, in tick periods. */
export const boundedIds = ['FE-a', 'FE-b', 'FE-c', 'BOUNDED-RESIDENCE', 'SERVED'] as const;
export type BoundedId = (typeof boundedIds)[number];

const nameOf = (id: BoundedId, ticks: number): string => `${id} within ${ticks}`;

/** The rule with another bound than the configuration's. */
function within(t: Terms, id: BoundedId, ticks: number): Rule<State> {
  const waitsLonger = (s: State, beside: 'higher' | 'equal' | 'lower'): boolean =>
    t.anyGroup((g) => s.groups[g].waited > ticks && t.besideOwner(s, g) === beside);
  const holds = (s: State): boolean => {
    switch (id) {
      case 'FE-a':
        return !waitsLonger(s, 'higher');
      case 'FE-b':
        return !waitsLonger(s, 'equal');
      case 'FE-c':
        return !waitsLonger(s, 'lower');
      case 'BOUNDED-RESIDENCE':
        return s.residence <= ticks;
      case 'SERVED':
        return s.unserved <= ticks;
    }
  };
  return t.always({ id: nameOf(id, ticks), then: holds });
}

/** Questions about the bounds of one case; all of them share what they explore. */
export interface Bounds {
  /**
   * Whether some driver keeps all rules with these bounds in place of the configuration's; others but SERVED are not
   * bounded.
   */
  canKeep(bounds: ReadonlyMap<BoundedId, number>): boolean;
  /**
   * The smallest number of tick periods within which some driver always keeps a bounded rule, all other rules but the
   * bounds kept as well; null if there is none that the model can count.
   */
  smallest(id: BoundedId): number | null;
}

/**
 * @param limits what the model counts to, and the residence limit at which the driver may end a session
 * @param free guards that do not bind the driver
 * @param patience periods that a handshake may take
 */
export function boundsOf(
  one: Case,
  limits: Limits,
  free: readonly GuardName[],
  { patience, speed }: { readonly patience: number; readonly speed: Speed },
): Bounds {
  const mostOf = (id: BoundedId): number => (id === 'SERVED' ? limits.unservedTicks : longestSession(limits));
  const all = boundedIds.flatMap((id) =>
    Array.from({ length: mostOf(id) + 1 }, (_, ticks) => ({ id, ticks })),
  );
  const arena = arenaOf({ name: 'bounds', cases: [one], limits }, free, (t) =>
    all.map(({ id, ticks }) => within(t, id, ticks)),
  );
  const canKeep: Bounds['canKeep'] = (bounds) => {
    // Who never lets anybody in bounds every session: SERVED stays, if only with the configuration's bound.
    const own = boundedIds.filter((id) => id !== 'SERVED' || bounds.has(id));
    const others = all.filter(({ id, ticks }) => bounds.get(id) !== ticks);
    const waived = [...own, ...others.map(({ id, ticks }) => nameOf(id, ticks))];
    const game = gameOn(arena, { patience, waived });
    const ranks = solve(game, speed);
    return game.initial.every((x) => ranks[x] === 0);
  };
  const smallest: Bounds['smallest'] = (id) => {
    for (let ticks = 0; ticks <= mostOf(id); ticks++) if (canKeep(new Map([[id, ticks]]))) return ticks;
    return null;
  };
  return { canKeep, smallest };
}
