import { goOn, interrupt, oweWaiting } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** From protected mode back to normal: A.2.5, B.2-12 to B.2-15, B.5. */
export function exitActions(t: Terms) {
  const { action, Group } = t;
  return [
    action({
      // PING, or any other request that the firmware answers only in normal mode.
      id: 'driver.forceExit',
      over: { reason: ['rank', 'residence', 'vmOp', 'reset', 'suspend'] },
      when: {
        'a session is on': (s) => t.sessionOn(s),
        'no such request is outstanding': (s) => s.forcing === 'none',
        'there is that reason': (s, { reason }) => t.isReason(s, reason),
        'for an equal, only after progress': (s, { reason }) =>
          reason !== 'rank' || s.progressed || !t.topIsEqual(s),
      },
      then: (s, { reason }) => {
        s.forcing = reason;
      },
      cite: ['B.5', 'C.6-5', 'C.6-6', 'C.7'],
    }),
    action({
      id: 'firmware.leaveForced',
      when: {
        'a request forces an exit': (s) => s.forcing !== 'none',
        'the GPU is protected': (s) => t.inProtectedMode(s),
      },
      then: (s) => {
        if (s.forcing === 'rank' || s.forcing === 'residence') oweWaiting(t, s);
        interrupt(t, s);
        s.exitForced = true;
      },
      cite: ['A.2.5', 'B.5'],
    }),
    action({
      id: 'firmware.leaveAtEnd',
      when: {
        'the GPU is protected': (s) => s.firmware === 'protected',
        'all regions that were let in have ended': (s) => !t.anyGroup((g) => t.inSession(s, g)),
      },
      then: (s) => {
        interrupt(t, s);
      },
      cite: ['B.2-12', 'F35'],
    }),
    action({
      id: 'firmware.neverLeave',
      when: {
        'such a firmware is in scope': (s) => s.profile.F04F07 === 'may never complete',
        'a request forces an exit': (s) => s.forcing !== 'none',
        'the GPU is protected': (s) => s.firmware === 'protected',
      },
      then: (s) => {
        s.firmware = 'hung';
      },
      cite: ['F07'],
    }),
    action({
      id: 'gpu.clearBit7',
      when: {
        'bit 7 is set': (s) => s.protmActive,
        'its turn has come in the exit': (s) => s.firmware === (t.exitComesFirst(s) ? 'left' : 'leaving'),
      },
      then: (s) => {
        s.protmActive = false;
        s.residence = 0;
        for (const g of t.groups) s.groups[g].waited = 0;
      },
      cite: ['A.2.5-1', 'F05'],
    }),
    action({
      id: 'firmware.restore',
      over: { g: Group },
      when: {
        'the CSG is saved': (s, { g }) => s.groups[g].saved,
        'the GPU is not protected': (s) => !s.protmActive,
        'its turn has come in the exit': (s) =>
          s.firmware === 'left' || (s.firmware === 'leaving' && s.profile.F30 === 'restore first'),
      },
      then: (s, { g }) => {
        s.groups[g].saved = false;
        goOn(t, s, g);
      },
      cite: ['B.2-13', 'F30'],
    }),
    action({
      id: 'firmware.raiseExit',
      when: {
        'the firmware leaves protected mode': (s) => s.firmware === 'leaving',
        'its turn has come in the exit': (s) =>
          t.exitComesFirst(s) ||
          (!s.protmActive && (s.profile.F30 === 'EXIT first' || !t.anyGroup((g) => s.groups[g].saved))),
      },
      then: (s) => {
        s.exitEvent = true;
        s.firmware = 'left';
      },
      cite: ['B.2-14', 'F05', 'F30'],
    }),
    action({
      id: 'firmware.completeExit',
      when: {
        'EXIT is raised': (s) => s.firmware === 'left',
        'the GPU is not protected': (s) => !s.protmActive,
        'all CSGs are restored': (s) => !t.anyGroup((g) => s.groups[g].saved),
      },
      then: (s) => {
        s.firmware = 'normal';
        s.exitForced = false;
      },
      cite: ['B.2-13'],
    }),
    action({
      id: 'firmware.ackForcing',
      when: {
        'a request that forces an exit is outstanding': (s) => s.forcing !== 'none',
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
      },
      then: (s) => {
        s.forcing = 'none';
      },
      cite: ['A.2.5-1', 'B.5'],
    }),
    action({
      id: 'driver.answerExit',
      when: {
        'EXIT is raised': (s) => s.exitEvent,
      },
      then: (s) => {
        s.exitEvent = false;
        s.owner = null;
        s.driver = 'none';
      },
      cite: ['A.2.5-2', 'B.2-15'],
    }),
  ];
}
