import type { Terms } from '../terms.ts';

/** Device suspend and resume: D.6. A suspend in a session forces the exit first. */
export function powerActions(t: Terms) {
  const { action } = t;
  return [
    action({
      // System suspend, or the runtime-PM timer.
      id: 'pm.requestSuspend',
      when: {
        'device suspends are in scope': (s) => s.scope.deviceSuspends,
        'the device is on': (s) => s.power === 'on',
        'there may be one more': (s) => !s.spent.suspend,
      },
      then: (s) => {
        s.power = 'suspending';
        s.spent.suspend = s.scope.once;
      },
      cite: ['D.6', 'A.2.7'],
    }),
    action({
      // The firmware is halted, then L2 and GPU lose power. A reset that is pending then is left to the resume.
      id: 'driver.powerDown',
      when: {
        'the device is to be suspended': (s) => s.power === 'suspending',
        'all groups are off slot': (s) => t.slotsUsed(s) === 0,
        'EXIT is answered, and there is no owner': (s) => s.owner === null,
        'no request that forces an exit is outstanding': (s) => s.forcing === 'none',
        'no reset runs or has a session to clear up': (s) => s.reset === 'none' || s.reset === 'unrelated',
        'no PROTM_FAULT is unhandled': (s) => s.faultIrq === 'armed',
      },
      then: (s) => {
        s.power = 'off';
      },
      cite: ['D.6', 'B.7', 'F39'],
    }),
    action({
      // Slow: all sections are loaded again.
      id: 'driver.resume',
      over: { how: ['fast', 'slow'] },
      when: {
        'the device is suspended': (s) => s.power === 'off',
        'slow, if a reset was pending': (s, { how }) => how === 'slow' || s.reset === 'none',
      },
      then: (s, { how }) => {
        s.power = 'on';
        s.reset = 'none';
        if (how === 'slow') s.section = s.heap;
      },
      cite: ['D.6', 'A.2.7'],
    }),
  ];
}
