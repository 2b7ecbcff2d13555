import { bool, idType, int, oneOf, perId, record, words } from '../../../model/checker/index.ts';

/**
 * Paxos Commit after Gray and Lamport, "Consensus on transaction commit", 2006: two resource managers, three
 * acceptors of which any two are a majority, ballots 0 and 1. Messages are never lost nor taken away.
 */
export function paxosCommit() {
  const Manager = idType('manager', 2);
  const Acceptor = idType('acceptor', 3);
  const schema = record({
    commitSent: bool,
    abortSent: bool,
    /** Per resource manager: its state, and the messages of the consensus instance about its vote. */
    of: perId(
      Manager,
      record({
        at: oneOf('working', 'prepared', 'committed', 'aborted'),
        phase1a: bool,
        /** The value proposed in ballot 0 and in ballot 1; one at most is ever proposed. */
        proposal0: oneOf('none', 'prepared', 'aborted'),
        proposal1: oneOf('none', 'prepared', 'aborted'),
        acceptor: perId(
          Acceptor,
          record({
            ballot: int(0, 1),
            acceptedIn: int(-1, 1),
            value: oneOf('none', 'prepared', 'aborted'),
            /** The promise for ballot 1 and the value that it reports; `none` stands for nothing accepted. */
            phase1b: oneOf('unsent', 'none', 'prepared', 'aborted'),
            phase2b0: bool,
            phase2b1: bool,
          }),
        ),
      }),
    ),
  });
  const { action, always, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  const majorities = Acceptor.ids.map((out) => Acceptor.ids.filter((a) => a !== out));
  const decided = (s: S, m: (typeof Manager.ids)[number], value: 'prepared' | 'aborted'): boolean =>
    majorities.some(
      (q) =>
        (s.of[m].proposal0 === value && q.every((a) => s.of[m].acceptor[a].phase2b0)) ||
        (s.of[m].proposal1 === value && q.every((a) => s.of[m].acceptor[a].phase2b1)),
    );

  return defineModel({
    name: 'Paxos Commit, 2 resource managers, 3 acceptors, 2 ballots',
    schema,
    initial: (s) => {
      for (const m of Manager.ids) for (const a of Acceptor.ids) s.of[m].acceptor[a].acceptedIn = -1;
    },
    actions: [
      action({
        id: 'prepares',
        over: { m: Manager },
        when: { 'm works': (s, { m }) => s.of[m].at === 'working' },
        then: (s, { m }) => {
          s.of[m].at = 'prepared';
          s.of[m].proposal0 = 'prepared';
        },
      }),
      action({
        id: 'choosesToAbort',
        over: { m: Manager },
        when: { 'm works': (s, { m }) => s.of[m].at === 'working' },
        then: (s, { m }) => {
          s.of[m].at = 'aborted';
          s.of[m].proposal0 = 'aborted';
        },
      }),
      action({
        id: 'seesCommit',
        over: { m: Manager },
        when: { 'commit was sent': (s) => s.commitSent },
        then: (s, { m }) => {
          s.of[m].at = 'committed';
        },
      }),
      action({
        id: 'seesAbort',
        over: { m: Manager },
        when: { 'abort was sent': (s) => s.abortSent },
        then: (s, { m }) => {
          s.of[m].at = 'aborted';
        },
      }),
      action({
        id: 'phase1a',
        over: { m: Manager },
        then: (s, { m }) => {
          s.of[m].phase1a = true;
        },
      }),
      action({
        id: 'phase2a',
        over: { m: Manager, q: [0, 1, 2] },
        when: {
          'nothing is proposed in ballot 1': (s, { m }) => s.of[m].proposal1 === 'none',
          'a majority promised': (s, { m, q }) =>
            (majorities[q] ?? []).every((a) => s.of[m].acceptor[a].phase1b !== 'unsent'),
        },
        then: (s, { m, q }) => {
          const reported = (majorities[q] ?? []).map((a) => s.of[m].acceptor[a].phase1b);
          s.of[m].proposal1 = reported.includes('prepared') ? 'prepared' : 'aborted';
        },
      }),
      action({
        id: 'decidesCommit',
        when: { 'all prepared': (s) => Manager.ids.every((m) => decided(s, m, 'prepared')) },
        then: (s) => {
          s.commitSent = true;
        },
      }),
      action({
        id: 'decidesAbort',
        when: { 'one aborted': (s) => Manager.ids.some((m) => decided(s, m, 'aborted')) },
        then: (s) => {
          s.abortSent = true;
        },
      }),
      action({
        id: 'phase1b',
        over: { m: Manager, a: Acceptor },
        when: {
          'ballot 1 was begun': (s, { m }) => s.of[m].phase1a,
          'a has not joined it': (s, { m, a }) => s.of[m].acceptor[a].ballot < 1,
        },
        then: (s, { m, a }) => {
          const acceptor = s.of[m].acceptor[a];
          acceptor.ballot = 1;
          acceptor.phase1b = acceptor.value;
        },
      }),
      action({
        id: 'phase2b',
        over: { m: Manager, a: Acceptor, ballot: [0, 1] },
        when: {
          'a value is proposed': (s, { m, ballot }) =>
            (ballot === 0 ? s.of[m].proposal0 : s.of[m].proposal1) !== 'none',
          'a has not promised otherwise': (s, { m, a, ballot }) => s.of[m].acceptor[a].ballot <= ballot,
        },
        then: (s, { m, a, ballot }) => {
          const acceptor = s.of[m].acceptor[a];
          acceptor.ballot = ballot;
          acceptor.acceptedIn = ballot;
          acceptor.value = ballot === 0 ? s.of[m].proposal0 : s.of[m].proposal1;
          if (ballot === 0) acceptor.phase2b0 = true;
          else acceptor.phase2b1 = true;
        },
      }),
    ],
    rules: [
      always({
        id: 'CONSISTENT',
        given: (s) => Manager.ids.some((m) => s.of[m].at === 'committed'),
        then: (s) => Manager.ids.every((m) => s.of[m].at !== 'aborted'),
      }),
    ],
  });
}
