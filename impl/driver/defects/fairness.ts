/** Defects of fairness: each part of FAIR-EXIT, and the clock of the residence limit. */
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun } from '../group.ts';
import { waitingGroups } from '../reference/keep-session.ts';
import { session } from '../reference/owner-truth.ts';
import type { Defect } from './defect.ts';

const lowerWaits = (d: Driver, owner: Group): boolean =>
  waitingGroups(d, owner).some((g) => g.priority < owner.priority);

/** When a session is over the limit for whoever takes it to be five seconds, microseconds. */
const lateLimitUs = (d: Driver): number => (session.of(d).sinceUs.get() ?? d.machine.nowUs) + 5_000_000;

/** How long the driver lets the GPU come to rest where none of that is needed, microseconds. */
const REST_US = 600_000;

/** An owner's session is ended for those that `counts` lets count, at once. */
function endsFor(
  id: string,
  wrong: string,
  breaks: string,
  counts: (waiting: Group, owner: Group) => boolean,
): Defect {
  return {
    id,
    name: id,
    wrong,
    breaks: [breaks],
    changes: [
      {
        unit: 'keep-session',
        functions: {
          sessionEndReason: (d) =>
            function* (owner) {
              yield* d.machine.step('look who waits');
              if (!groupCanRun(owner)) return 'its group cannot run any more';
              const waiting = waitingGroups(d, owner).find((g) => counts(g, owner));
              return waiting === undefined ? null : `${waiting.id} waits`;
            },
          sessionRecheckUs: () => () => null,
        },
      },
    ],
  };
}

export const fairnessDefects: readonly Defect[] = [
  endsFor('higher-waits', 'a session is not ended for a group of higher priority', 'FE-a', () => false),
  endsFor(
    'equal-waits',
    'a session is ended for a group of higher priority, and not when it is the turn of one of the same',
    'FE-b',
    (waiting, owner) => waiting.priority > owner.priority,
  ),
  endsFor(
    'equal-ends-at-once',
    'a session is ended for a group of the same priority at once, and not when its turn is over',
    'FE-f',
    (waiting, owner) => waiting.priority >= owner.priority,
  ),
  endsFor(
    'any-ends',
    'a session is ended for whoever wants to run, also for a lower priority',
    'NO-THRASH',
    () => true,
  ),
  {
    id: 'lower-starves',
    name: 'lower-starves',
    wrong: 'the residence limit ends a session only when nobody waits for it',
    breaks: ['FE-c', 'BOUNDED-RESIDENCE'],
    changes: [
      {
        unit: 'fair-exit',
        functions: {
          sessionEndReason: (d, unit, below) =>
            function* (owner) {
              return yield* lowerWaits(d, owner) ? below(owner) : unit(owner);
            },
          sessionRecheckUs: (d, unit, below) => (owner) => (lowerWaits(d, owner) ? below : unit)(owner),
        },
      },
    ],
  },
  {
    id: 'owed-turn-forgotten',
    name: 'owed-turn-forgotten',
    wrong: 'a group for which a session was ended is not run before the next entry',
    breaks: ['FE-d'],
    changes: [
      {
        unit: 'fair-exit',
        functions: {
          mayEnter: (_d, _unit, below) => below,
          tickBegin: (_d, _unit, below) => below,
        },
      },
    ],
  },
  {
    id: 'slow-entries',
    name: 'slow-entries',
    wrong:
      'each ENTER is held back for 600 ms with the scheduler lock held: no single one is late, and a region that takes several waits for longer than a second',
    breaks: ['FE-e'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          mayEnter: (d, unit) =>
            function* (ctx, group) {
              yield* d.machine.sleep(REST_US, 'let the GPU come to rest');
              return yield* unit(ctx, group);
            },
        },
      },
    ],
  },
  {
    id: 'residence-clock-restarts',
    name: 'residence-clock-restarts',
    wrong: 'each tick in a session restarts the clock of the residence limit',
    breaks: ['BOUNDED-RESIDENCE'],
    changes: [
      {
        unit: 'keep-session',
        functions: {
          tickBegin: (d, unit) =>
            function* (ctx) {
              const { sinceUs } = session.of(d);
              if (sinceUs.get() !== null) sinceUs.set(d.machine.nowUs);
              return yield* unit(ctx);
            },
        },
      },
    ],
  },
  {
    id: 'residence-clock-late',
    name: 'residence-clock-late',
    wrong: 'the residence limit is looked at five seconds after the session began, not two',
    breaks: ['BOUNDED-RESIDENCE'],
    changes: [
      {
        unit: 'fair-exit',
        functions: {
          sessionEndReason: (d, unit, below) =>
            function* (owner) {
              return yield* d.machine.nowUs < lateLimitUs(d) ? below(owner) : unit(owner);
            },
          sessionRecheckUs: (d) => () => lateLimitUs(d),
        },
      },
    ],
  },
];
