import { bool, idType, oneOf, perId, record, words } from '../../../model/checker/index.ts';

/**
 * Atomic commitment with a simple broadcast, after Babaoglu and Toueg, "Non-blocking atomic commitment", 1993: three
 * participants, each with a vote of its own; everybody may die. If the coordinator dies between two of its
 * broadcasts, participants that voted yes wait forever.
 */
export function atomicCommit() {
  const Participant = idType('participant', 3);
  const decision = oneOf('undecided', 'commit', 'abort');
  const schema = record({
    coordinator: record({ alive: bool, decision }),
    of: perId(
      Participant,
      record({
        vote: oneOf('yes', 'no'),
        alive: bool,
        voteSent: bool,
        decision,
        /** What the coordinator did about this participant. */
        requested: bool,
        recorded: oneOf('waiting', 'yes', 'no'),
        sent: oneOf('nothing', 'commit', 'abort'),
      }),
    ),
  });
  const { action, always, step, eventually, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  const all = Participant.ids;
  const collecting = (s: S): boolean =>
    s.coordinator.alive && s.coordinator.decision === 'undecided' && all.every((j) => s.of[j].requested);
  const someoneDied = (s: S): boolean => !s.coordinator.alive || all.some((i) => !s.of[i].alive);

  return defineModel({
    name: 'atomic commitment with simple broadcast, 3 participants',
    schema,
    initial: Array.from({ length: 8 }, (_, votes) => (s: S) => {
      s.coordinator.alive = true;
      for (const [k, i] of all.entries()) {
        s.of[i].alive = true;
        s.of[i].vote = ((votes >> k) & 1) === 1 ? 'yes' : 'no';
      }
    }),
    actions: [
      action({
        id: 'requestVote',
        over: { i: Participant },
        when: { 'not yet': (s, { i }) => s.coordinator.alive && !s.of[i].requested },
        then: (s, { i }) => {
          s.of[i].requested = true;
        },
        fairness: 'weak',
      }),
      action({
        id: 'getVote',
        over: { i: Participant },
        when: {
          'all were asked': collecting,
          'the vote is there': (s, { i }) => s.of[i].recorded === 'waiting' && s.of[i].voteSent,
        },
        then: (s, { i }) => {
          s.of[i].recorded = s.of[i].vote;
        },
        fairness: 'weak',
      }),
      action({
        id: 'detectFault',
        over: { i: Participant },
        when: {
          'all were asked': collecting,
          'i died before it voted': (s, { i }) =>
            s.of[i].recorded === 'waiting' && !s.of[i].alive && !s.of[i].voteSent,
        },
        then: (s) => {
          s.coordinator.decision = 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'makeDecision',
        when: {
          'none is made': (s) => s.coordinator.alive && s.coordinator.decision === 'undecided',
          'all votes are in': (s) => all.every((j) => s.of[j].recorded !== 'waiting'),
        },
        then: (s) => {
          s.coordinator.decision = all.every((j) => s.of[j].recorded === 'yes') ? 'commit' : 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'broadcast',
        over: { i: Participant },
        when: {
          'i was not told': (s, { i }) =>
            s.coordinator.alive && s.coordinator.decision !== 'undecided' && s.of[i].sent === 'nothing',
        },
        then: (s, { i }) => {
          s.of[i].sent = s.coordinator.decision === 'commit' ? 'commit' : 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'coordinatorDies',
        when: { 'it lives': (s) => s.coordinator.alive },
        then: (s) => {
          s.coordinator.alive = false;
        },
      }),
      action({
        id: 'sendVote',
        over: { i: Participant },
        when: { 'i was asked': (s, { i }) => s.of[i].alive && s.of[i].requested },
        then: (s, { i }) => {
          s.of[i].voteSent = true;
        },
        fairness: 'weak',
      }),
      action({
        id: 'abortOnVote',
        over: { i: Participant },
        when: {
          'i is undecided': (s, { i }) => s.of[i].alive && s.of[i].decision === 'undecided',
          'i voted no': (s, { i }) => s.of[i].voteSent && s.of[i].vote === 'no',
        },
        then: (s, { i }) => {
          s.of[i].decision = 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'abortOnTimeout',
        over: { i: Participant },
        when: {
          'i is undecided': (s, { i }) => s.of[i].alive && s.of[i].decision === 'undecided',
          'nobody will ask i': (s, { i }) => !s.coordinator.alive && !s.of[i].requested,
        },
        then: (s, { i }) => {
          s.of[i].decision = 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'decide',
        over: { i: Participant },
        when: {
          'i is undecided': (s, { i }) => s.of[i].alive && s.of[i].decision === 'undecided',
          'i was told': (s, { i }) => s.of[i].sent !== 'nothing',
        },
        then: (s, { i }) => {
          s.of[i].decision = s.of[i].sent === 'commit' ? 'commit' : 'abort';
        },
        fairness: 'weak',
      }),
      action({
        id: 'participantDies',
        over: { i: Participant },
        when: { 'i lives': (s, { i }) => s.of[i].alive },
        then: (s, { i }) => {
          s.of[i].alive = false;
        },
      }),
    ],
    rules: [
      always({
        id: 'AC1',
        given: (s) => all.some((i) => s.of[i].decision === 'commit'),
        then: (s) => all.every((i) => s.of[i].decision !== 'abort'),
      }),
      always({
        id: 'AC2',
        given: (s) => all.some((i) => s.of[i].decision === 'commit'),
        then: (s) => all.every((i) => s.of[i].vote === 'yes'),
      }),
      always({
        id: 'AC3-SAFETY',
        given: (s) => all.some((i) => s.of[i].decision === 'abort'),
        then: (s) => all.some((i) => s.of[i].vote === 'no') || someoneDied(s),
      }),
      step({
        id: 'AC4',
        given: (before) => all.some((i) => before.of[i].decision !== 'undecided'),
        then: (before, after) =>
          all.every(
            (i) => before.of[i].decision === 'undecided' || before.of[i].decision === after.of[i].decision,
          ),
      }),
      eventually({
        id: 'AC3-LIVENESS',
        then: (s) => all.every((i) => s.of[i].decision !== 'undecided') || someoneDied(s),
      }),
      eventually({
        id: 'AC5',
        then: (s) => all.every((i) => s.of[i].decision !== 'undecided' || !s.of[i].alive),
      }),
    ],
    terminal: () => true,
  });
}
