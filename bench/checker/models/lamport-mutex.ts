import { bool, idType, int, perId, record, words } from '../../../model/checker/index.ts';

const none = 0;
const ack = 1;
const release = 2;
/** A request with clock c is message `request + c`. */
const request = 2;

/**
 * Lamport's mutual exclusion with logical clocks ("Time, clocks, and the ordering of events in a distributed system",
 * 1978): three processes, a first-in-first-out channel for each ordered pair, clocks at most `maxClock`. A step beyond
 * that is cut off.
 */
export function lamportMutex(maxClock = 6) {
  const Process = idType('process', 3);
  const schema = record({
    at: perId(
      Process,
      record({
        clock: int(1, maxClock),
        inside: bool,
        /** From each process: clock of its request, 0 for none; whether it acknowledged; its channel to this one. */
        from: perId(
          Process,
          record({
            asked: int(0, maxClock),
            acked: bool,
            first: int(none, request + maxClock),
            second: int(none, request + maxClock),
            third: int(none, request + maxClock),
          }),
        ),
      }),
    ),
  });
  const { action, always, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type P = (typeof Process.ids)[number];
  const rank = Process.ids.map((_, i) => i) as unknown as { readonly [K in P]: number };

  const send = (s: S, from: P, to: P, message: number): void => {
    const channel = s.at[to].from[from];
    if (channel.first === none) channel.first = message;
    else if (channel.second === none) channel.second = message;
    else if (channel.third === none) channel.third = message;
    else throw new Error('a channel holds four messages');
  };
  const broadcast = (s: S, from: P, message: number): void => {
    for (const to of Process.ids) if (to !== from) send(s, from, to, message);
  };
  const receive = (s: S, from: P, to: P): void => {
    const channel = s.at[to].from[from];
    channel.first = channel.second;
    channel.second = channel.third;
    channel.third = none;
  };
  const beats = (s: S, p: P, q: P): boolean => {
    const mine = s.at[p].from[p].asked;
    const other = s.at[p].from[q].asked;
    return other === 0 || mine < other || (mine === other && rank[p] < rank[q]);
  };
  const clockAfter = (s: S, p: P, q: P): number =>
    Math.max(s.at[p].from[q].first - request, s.at[p].clock) + 1;

  return defineModel({
    name: `Lamport's mutual exclusion, 3 processes, clocks to ${maxClock}`,
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'request',
        over: { p: Process },
        when: { 'p has not asked': (s, { p }) => s.at[p].from[p].asked === 0 },
        then: (s, { p }) => {
          const me = s.at[p];
          me.from[p].asked = me.clock;
          for (const q of Process.ids) me.from[q].acked = q === p;
          broadcast(s, p, request + me.clock);
        },
      }),
      action({
        id: 'enter',
        over: { p: Process },
        when: {
          'all acknowledged': (s, { p }) => Process.ids.every((q) => s.at[p].from[q].acked),
          'p is first': (s, { p }) => Process.ids.every((q) => q === p || beats(s, p, q)),
        },
        then: (s, { p }) => {
          s.at[p].inside = true;
        },
      }),
      action({
        id: 'exit',
        over: { p: Process },
        when: { 'p is inside': (s, { p }) => s.at[p].inside },
        then: (s, { p }) => {
          s.at[p].inside = false;
          s.at[p].from[p].asked = 0;
          for (const q of Process.ids) s.at[p].from[q].acked = false;
          broadcast(s, p, release);
        },
      }),
      action({
        id: 'receiveRequest',
        over: { p: Process, q: Process },
        when: {
          'two processes': (_, { p, q }) => p !== q,
          'a request came': (s, { p, q }) => s.at[p].from[q].first > request,
          'the clock is in range': (s, { p, q }) => clockAfter(s, p, q) <= maxClock,
        },
        then: (s, { p, q }) => {
          const clock = clockAfter(s, p, q);
          s.at[p].from[q].asked = s.at[p].from[q].first - request;
          s.at[p].clock = clock;
          receive(s, q, p);
          send(s, p, q, ack);
        },
      }),
      action({
        id: 'receiveAck',
        over: { p: Process, q: Process },
        when: {
          'two processes': (_, { p, q }) => p !== q,
          'an acknowledgement came': (s, { p, q }) => s.at[p].from[q].first === ack,
        },
        then: (s, { p, q }) => {
          s.at[p].from[q].acked = true;
          receive(s, q, p);
        },
      }),
      action({
        id: 'receiveRelease',
        over: { p: Process, q: Process },
        when: {
          'two processes': (_, { p, q }) => p !== q,
          'a release came': (s, { p, q }) => s.at[p].from[q].first === release,
        },
        then: (s, { p, q }) => {
          s.at[p].from[q].asked = 0;
          receive(s, q, p);
        },
      }),
    ],
    rules: [
      always({
        id: 'MUTEX',
        then: (s) =>
          Process.ids.every((p) => Process.ids.every((q) => p === q || !s.at[p].inside || !s.at[q].inside)),
      }),
    ],
    // Where the clock ends.
    terminal: () => true,
  });
}
