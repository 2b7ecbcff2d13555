import type { LeadsToRule } from '../../checker/index.ts';
import type { Case } from '../config.ts';
import type { GroupId, QueueId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** What a rule of the rulebook promises in the end: parts that each say that one thing leads to another. */
export interface LivenessRule {
  readonly id: string;
  readonly says: string;
  readonly cite: readonly string[];
  readonly parts: readonly LeadsToRule<State>[];
}

interface Part {
  readonly what: string;
  readonly given: (s: State) => boolean;
  readonly then: (s: State) => boolean;
}

/**
 * The rules of liveness for one case. Where the rulebook says "that is top infinitely often" more is shown: streams end
 * here, so that a pending group becomes top.
 */
export function livenessRules(t: Terms, { groups }: Case): readonly LivenessRule[] {
  const rule = (
    id: string,
    says: string,
    cite: readonly string[],
    promises: readonly Part[],
  ): LivenessRule => ({
    id,
    says,
    cite,
    parts: promises.map(({ what, given, then }) => t.leadsTo({ id: `${id}, ${what}`, given, then, cite })),
  });
  const ofGroups = (promise: (g: GroupId) => Omit<Part, 'what'>): Part[] =>
    groups.map((_, i) => ({ what: `group ${i}`, ...promise(t.Group.at(i)) }));
  const ofQueues = (promise: (g: GroupId, q: QueueId) => Omit<Part, 'what'>): Part[] =>
    groups.flatMap(({ queues }, i) =>
      queues.map((_, j) => ({ what: `group ${i}, queue ${j}`, ...promise(t.Group.at(i), t.Queue.at(j)) })),
    );
  /** One promise for each command inside a region of each stream. */
  const ofRegions = (promise: (g: GroupId, q: QueueId, position: number) => Omit<Part, 'what'>): Part[] =>
    groups.flatMap(({ queues }, i) =>
      queues.flatMap((program, j) =>
        [...program.join('')].flatMap((letter, p) =>
          letter === 'P'
            ? [{ what: `group ${i}, queue ${j}, command ${p}`, ...promise(t.Group.at(i), t.Queue.at(j), p) }]
            : [],
        ),
      ),
    );
  const isPending = (s: State, g: GroupId, q: QueueId): boolean => {
    const { event, recorded, waits } = s.groups[g].queues[q];
    return event || recorded || waits;
  };
  const isAt = (s: State, g: GroupId, q: QueueId, p: number): boolean => s.groups[g].queues[q].position === p;
  /** The command is done, or the group was killed or destroyed. */
  const isOver = (s: State, g: GroupId, q: QueueId, p: number): boolean =>
    s.groups[g].queues[q].position > p || !t.canRun(s, g);

  return [
    rule(
      'FE-e',
      'a pending group finishes its region or is killed',
      ['C.6'],
      ofRegions((g, q, p) => ({
        given: (s) => isAt(s, g, q, p) && isPending(s, g, q),
        then: (s) => !t.canRun(s, g) || t.endsRegionWithin(s, g, q, p, s.groups[g].queues[q].position),
      })),
    ),
    rule(
      'SERVED',
      'a pending request leads to an entry, or the group is killed',
      ['A.2.3', 'C.6'],
      ofGroups((g) => ({
        given: (s) => t.pending(s, g),
        then: (s) => !t.canRun(s, g) || (s.owner === g && t.sessionKnown(s)),
      })),
    ),
    rule(
      'NO-LOST-WAKE',
      'what is to run in normal mode during a session runs after it',
      ['B.3', 'F15'],
      ofQueues((g, q) => ({
        given: (s) => t.sessionOn(s) && t.head(s, g, q) === 'normal',
        then: (s) => !t.canRun(s, g) || t.executing(s, g, q),
      })),
    ),
    rule(
      'EVENT-ONCE',
      'a request that is raised is recorded, or gone with its group',
      ['B.2-3', 'A.2.3-3'],
      ofQueues((g, q) => ({
        given: (s) => s.groups[g].queues[q].event,
        then: (s) => !s.groups[g].queues[q].event || s.groups[g].queues[q].recorded,
      })),
    ),
    rule(
      'NO-THRASH',
      'a region that was begun makes progress, whatever interrupts it',
      ['C.6-5'],
      ofRegions((g, q, p) => ({
        given: (s) => isAt(s, g, q, p) && t.insideRegion(s, g, q),
        then: (s) => isOver(s, g, q, p),
      })),
    ),
    rule(
      'PRIVILEGE',
      'VM operations keep no region from progress, and no session keeps a VM operation waiting',
      ['A.2.5', 'B.6'],
      [
        ...ofRegions((g, q, p) => ({
          given: (s) => s.forcing === 'vmOp' && t.inSession(s, g) && isAt(s, g, q, p),
          then: (s) => isOver(s, g, q, p),
        })),
        { what: 'VM operations', given: (s) => s.vmOp === 'waiting', then: (s) => s.vmOp === 'locked' },
      ],
    ),
    rule(
      'UNMAP-ALWAYS',
      'the pages of a destroyed group are given back',
      ['A.2.2-3'],
      ofGroups((g) => ({
        given: (s) => s.groups[g].life === 'destroyed' && s.groups[g].buffer.pages === 'allocated',
        then: (s) => s.groups[g].buffer.pages === 'freed',
      })),
    ),
    rule(
      'RESET-CLEAN',
      'a reset that is scheduled comes, and ends',
      ['A.2.7', 'D.6'],
      [{ what: 'resets', given: (s) => s.reset !== 'none', then: (s) => s.reset === 'none' }],
    ),
    rule(
      'SUSPEND-EXIT',
      'a device that is to be suspended is, and goes on',
      ['D.6'],
      [
        { what: 'down', given: (s) => s.power === 'suspending', then: (s) => s.power === 'off' },
        { what: 'up', given: (s) => s.power === 'off', then: (s) => s.power === 'on' },
      ],
    ),
  ];
}
