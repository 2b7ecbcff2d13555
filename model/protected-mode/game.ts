import type { Mover } from '../checker/game.ts';
import type { GameDef } from '../checker/game-graph.ts';
import { withoutGuard } from '../checker/index.ts';
import { type Explored, firstDeviations } from '../checker/mutate-kills.ts';
import type { ProtectedModeConfig } from './config.ts';
import { protectedMode } from './index.ts';
import { ownRules } from './rules/catalogue.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** A guard, by action and name. */
export interface GuardName {
  readonly action: string;
  readonly guard: string;
}

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
          const { rules, range } = firstDeviations(base, { kind: 'guard', action, guard, how: 'deleted' });
          return range === null && rules.length > 0 && !rules.some((r) => own.includes(r))
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
    // The tick picks groups by rank; a session, an entry or a reset may hold the slot.
    id: 'TOP-RUNS',
    on: ['time.tick'],
    then: (s) => {
      const first = t.top(s);
      if (first === null || s.reset !== 'none' || t.sessionOn(s) || s.driver === 'entering') return true;
      return s.groups[first].csg === 'active' || s.groups[first].csg === 'starting';
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

export interface GameConfig {
  readonly config: ProtectedModeConfig;
  /** Guards that do not bind the driver; `normativeGuards` finds them. */
  readonly free: readonly GuardName[];
  /** Rules that it need not keep. Default: none. */
  readonly waived?: readonly string[];
  readonly pace?: GpuPace;
  /** Periods that a handshake may take. Default 0: it is over within the period. */
  readonly patience?: number;
}

/**
 * The game about a configuration: the driver and the rest of the kernel against firmware, GPU and user space. The
 * driver sees everything and is bound by no rule; it loses by breaking one.
 */
export function gameOf({
  config,
  free,
  waived = [],
  pace = 'issues',
  patience = 0,
}: GameConfig): GameDef<State> {
  const { model, terms } = protectedMode(config);
  const freed = free.reduce((m, { action, guard }) => withoutGuard(m, action, guard), model);
  return {
    // What hostile processes try changes nothing that is to be won.
    model: { ...freed, actions: freed.actions.filter((a) => a.id !== 'hostile.attempt') },
    moverOf: (action) => moverOf(action, pace),
    patience,
    rules: [...model.rules.filter((r) => !waived.includes(r.id)), ...dutiesOf(terms)],
  };
}

/** The rules of a configuration, which a driver is to keep in its game. */
export const rulesOfGame = (config: ProtectedModeConfig): readonly string[] =>
  protectedMode(config).model.rules.map((r) => r.id);

/**
 * A smallest set of rules that no driver can keep together, where it can not keep all: no rule can be taken out of it.
 * @param loses whether the driver loses if these rules are waived
 */
export function conflict(
  rules: readonly string[],
  loses: (waived: readonly string[]) => boolean,
): readonly string[] {
  let kept = rules;
  for (let size = Math.ceil(rules.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (loses(rules.filter((r) => !fewer.includes(r)))) kept = fewer;
      else at += size;
    }
    if (size === 1) return kept;
  }
}
