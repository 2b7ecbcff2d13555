import { bool, id, idType, oneOf, perId, record, setOf, words } from '../../../model/checker/index.ts';

/**
 * The first published mutual exclusion algorithm: Dijkstra, "Solution of a problem in concurrent programming control",
 * 1965. One step per access to a shared variable; a process looks at the others in any order and may stay outside
 * forever. What a process remembers in `seen` is kept until it is overwritten, as a local variable is.
 */
export function dijkstraMutex(processes: number) {
  const Process = idType('process', processes);
  const schema = record({
    turn: id(Process),
    process: perId(
      Process,
      record({
        at: oneOf(
          'begin',
          'test',
          'withdraw',
          'read',
          'look',
          'take',
          'again',
          'claim',
          'compare',
          'inside',
          'unclaim',
          'leave',
          'outside',
        ),
        b: bool,
        c: bool,
        /** Nothing yet, the process whose turn it was, or the processes not compared with yet. */
        seenIs: oneOf('nothing', 'process', 'set'),
        seen: setOf(Process),
      }),
    ),
  });
  const { action, always, leadsTo, weak, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type P = (typeof Process.ids)[number];
  type Place = S['process'][P]['at'];
  /** A step of process p from one place to another. */
  const go = (from: Place, then: (s: S, p: P) => Place) =>
    action({
      id: from,
      over: { p: Process },
      when: { 'p is there': (s, { p }) => s.process[p].at === from },
      then: (s, { p }) => {
        s.process[p].at = then(s, p);
      },
    });

  const actions = [
    go('begin', (s, p) => {
      s.process[p].b = false;
      return 'test';
    }),
    go('test', (s, p) => (s.turn === p ? 'claim' : 'withdraw')),
    go('withdraw', (s, p) => {
      s.process[p].c = true;
      return 'read';
    }),
    go('read', (s, p) => {
      s.process[p].seenIs = 'process';
      s.process[p].seen.clear();
      s.process[p].seen.add(s.turn);
      return 'look';
    }),
    go('look', (s, p) =>
      Process.ids.some((q) => s.process[p].seen.has(q) && s.process[q].b) ? 'take' : 'again',
    ),
    go('take', (s, p) => {
      s.turn = p;
      return 'again';
    }),
    go('again', () => 'test'),
    go('claim', (s, p) => {
      s.process[p].c = false;
      s.process[p].seenIs = 'set';
      for (const q of Process.ids)
        if (q === p) s.process[p].seen.delete(q);
        else s.process[p].seen.add(q);
      return 'compare';
    }),
    action({
      id: 'compare',
      over: { p: Process, q: Process },
      when: {
        'p compares': (s, { p }) => s.process[p].at === 'compare',
        'q is left': (s, { p, q }) => s.process[p].seen.has(q),
      },
      then: (s, { p, q }) => {
        s.process[p].seen.delete(q);
        if (!s.process[q].c) s.process[p].at = 'test';
      },
    }),
    action({
      id: 'enter',
      over: { p: Process },
      when: {
        'p compares': (s, { p }) => s.process[p].at === 'compare',
        'nobody is left': (s, { p }) => s.process[p].seen.size === 0,
      },
      then: (s, { p }) => {
        s.process[p].at = 'inside';
      },
    }),
    go('inside', () => 'unclaim'),
    go('unclaim', (s, p) => {
      s.process[p].c = true;
      return 'leave';
    }),
    go('leave', (s, p) => {
      s.process[p].b = true;
      return 'outside';
    }),
    go('outside', () => 'begin'),
  ];

  return defineModel({
    name: `Dijkstra's mutual exclusion, ${processes} processes`,
    schema,
    initial: Process.ids.map((k) => (s: S) => {
      s.turn = k;
      for (const p of Process.ids) {
        s.process[p].b = true;
        s.process[p].c = true;
      }
    }),
    actions,
    // A process goes on, but for ever outside it may stay.
    fairness: [weak({ of: actions.map((a) => a.id).filter((id) => id !== 'outside'), each: ['p'] })],
    rules: [
      always({
        id: 'MUTEX',
        then: (s) => Process.ids.filter((p) => s.process[p].at === 'inside').length <= 1,
      }),
      ...(processes > 3
        ? []
        : Process.ids.flatMap((p, i) => [
            leadsTo({
              id: `DEADLOCK-FREE-${i}`,
              given: (s) => !['unclaim', 'leave', 'outside'].includes(s.process[p].at),
              then: (s) => Process.ids.some((q) => s.process[q].at === 'inside'),
            }),
            leadsTo({
              id: `STARVATION-FREE-${i}`,
              given: (s) => s.process[p].at === 'begin',
              then: (s) => s.process[p].at === 'inside',
            }),
          ])),
    ],
  });
}
