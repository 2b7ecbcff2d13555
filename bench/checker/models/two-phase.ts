import { bool, idType, oneOf, perId, record, setOf, words } from '../../../model/checker/index.ts';

/**
 * Two-phase commit after Lamport's TwoPhase.tla (Gray and Lamport, "Consensus on transaction commit", 2006).
 * @param participants number of resource managers; 3, 5, 7, 9 give 288, 8,832, 296,448, 10,340,352 states
 * @param options `liveness` adds that every participant decides, under weak fairness of what follows a decision
 */
export function twoPhase(participants: number, options: { readonly liveness?: boolean } = {}) {
  const Participant = idType('participant', participants);
  const schema = record({
    /** The transaction manager. */
    manager: oneOf('init', 'done'),
    preparedSeen: setOf(Participant),
    /** Messages, which are never lost nor taken away. */
    preparedSent: setOf(Participant),
    commitSent: bool,
    abortSent: bool,
    state: perId(Participant, record({ at: oneOf('working', 'prepared', 'committed', 'aborted') })),
  });
  const { action, always, leadsTo, sometimes, defineModel } = words(schema);
  const fair = options.liveness ? ({ fairness: 'weak' } as const) : {};
  return defineModel({
    name: `two-phase commit, ${participants} participants`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'managerSeesPrepared',
        over: { r: Participant },
        when: {
          undecided: (s) => s.manager === 'init',
          'r said so': (s, { r }) => s.preparedSent.has(r),
        },
        then: (s, { r }) => s.preparedSeen.add(r),
      }),
      action({
        id: 'managerCommits',
        when: {
          undecided: (s) => s.manager === 'init',
          'all are prepared': (s) => s.preparedSeen.size === participants,
        },
        then: (s) => {
          s.manager = 'done';
          s.commitSent = true;
        },
      }),
      action({
        id: 'managerAborts',
        when: { undecided: (s) => s.manager === 'init' },
        then: (s) => {
          s.manager = 'done';
          s.abortSent = true;
        },
        ...fair,
      }),
      action({
        id: 'prepares',
        over: { r: Participant },
        when: { 'r works': (s, { r }) => s.state[r].at === 'working' },
        then: (s, { r }) => {
          s.state[r].at = 'prepared';
          s.preparedSent.add(r);
        },
      }),
      action({
        id: 'choosesToAbort',
        over: { r: Participant },
        when: { 'r works': (s, { r }) => s.state[r].at === 'working' },
        then: (s, { r }) => {
          s.state[r].at = 'aborted';
        },
      }),
      action({
        id: 'seesCommit',
        over: { r: Participant },
        when: { 'commit was sent': (s) => s.commitSent },
        then: (s, { r }) => {
          s.state[r].at = 'committed';
        },
        ...fair,
      }),
      action({
        id: 'seesAbort',
        over: { r: Participant },
        when: { 'abort was sent': (s) => s.abortSent },
        then: (s, { r }) => {
          s.state[r].at = 'aborted';
        },
        ...fair,
      }),
    ],
    rules: [
      always({
        id: 'CONSISTENT',
        given: (s) => Participant.ids.some((r) => s.state[r].at === 'committed'),
        then: (s) => Participant.ids.every((r) => s.state[r].at !== 'aborted'),
      }),
      sometimes({
        id: 'ALL-COMMIT',
        then: (s) => Participant.ids.every((r) => s.state[r].at === 'committed'),
      }),
      ...(options.liveness
        ? [
            leadsTo({
              id: 'ALL-DECIDE',
              given: (s) => s.manager === 'init',
              then: (s) =>
                Participant.ids.every((r) => s.state[r].at === 'committed' || s.state[r].at === 'aborted'),
            }),
          ]
        : []),
    ],
  });
}
