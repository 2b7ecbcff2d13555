import { goOn } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** User space and the ordinary scheduler: submit, START or RESUME, stop, unbind, priorities, rotation, idle reports. */
export function schedulingActions(t: Terms) {
  const { action, Group, Queue } = t;
  return [
    action({
      id: 'user.submit',
      over: { g: Group, q: Queue },
      when: {
        'the group can run': (s, { g }) => t.canRun(s, g),
        'user space has a job': (s, { g, q }) => t.hasJobsLeft(s, g, q),
      },
      then: (s, { g, q }) => {
        s.groups[g].queues[q].submitted += 1;
        s.groups[g].idle = false;
      },
      cite: ['H.4', 'D.5'],
    }),

    action({
      id: 'driver.start',
      over: { g: Group },
      when: {
        'the group can run': (s, { g }) => t.canRun(s, g),
        'it is off slot': (s, { g }) => !t.onSlot(s, g),
        'a slot is free': (s) => t.slotsUsed(s) < s.slots,
        'no reset runs': (s) => s.reset !== 'running',
        'the device is not suspended': (s) => s.power !== 'off',
        'no entry is in flight': (s) => !t.entryInFlight(s),
        'no session is disturbed': (s) => !t.sessionUndisturbed(s),
      },
      then: (s, { g }) => {
        s.groups[g].csg = 'starting';
      },
      cite: ['A.2.3-11', 'D.4-7'],
    }),
    action({
      id: 'firmware.ackStart',
      over: { g: Group },
      when: {
        'START or RESUME is requested': (s, { g }) => s.groups[g].csg === 'starting',
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
      },
      then: (s, { g }) => {
        s.groups[g].csg = 'active';
        s.first ??= g;
        goOn(t, s, g);
      },
      cite: ['B.5', 'D.4-7'],
    }),

    action({
      id: 'driver.suspend',
      over: { g: Group },
      when: {
        'the group runs on its slot': (s, { g }) => s.groups[g].csg === 'active',
        'no entry is in flight': (s) => !t.entryInFlight(s),
        'no session is disturbed': (s) => !t.sessionUndisturbed(s),
      },
      then: (s, { g }) => {
        s.groups[g].csg = 'suspending';
      },
      cite: ['A.2.3-8', 'D.4-7'],
    }),
    action({
      id: 'driver.terminate',
      over: { g: Group },
      when: {
        'the group runs on its slot': (s, { g }) => s.groups[g].csg === 'active',
        'it can not run': (s, { g }) => !t.canRun(s, g),
        'no entry is in flight': (s) => !t.entryInFlight(s),
        'no session is disturbed': (s) => !t.sessionUndisturbed(s),
      },
      then: (s, { g }) => {
        s.groups[g].csg = 'terminating';
      },
      cite: ['A.2.3-8', 'D.4-7'],
    }),
    action({
      // With several others left, which of them is next by endpoint priority follows from the driver's earlier choice.
      id: 'firmware.ackStop',
      over: { g: Group, heir: Group },
      when: {
        'SUSPEND or TERMINATE is requested': (s, { g }) =>
          s.groups[g].csg === 'suspending' || s.groups[g].csg === 'terminating',
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
        'the next in endpoint priority takes over': (s, { g, heir }) => t.takesOver(s, g, heir),
      },
      then: (s, { g, heir }) => {
        if (s.first === g) s.first = heir === g ? null : heir;
        for (const q of t.queues) {
          const queue = s.groups[g].queues[q];
          if (s.profile.F08a === 'raised again') queue.waits = false;
          queue.acknowledged = false;
        }
        s.groups[g].csg = 'stopped';
      },
      cite: ['B.4', 'F08a'],
    }),
    action({
      id: 'driver.unbind',
      over: { g: Group },
      when: {
        'the stop is acknowledged': (s, { g }) => s.groups[g].csg === 'stopped',
      },
      then: (s, { g }) => {
        s.groups[g].csg = 'off';
        for (const q of t.queues) {
          const queue = s.groups[g].queues[q];
          queue.event = false;
          queue.recorded = false;
        }
      },
      cite: ['A.2.3-10'],
    }),

    action({
      // EP_CFG, from request to acknowledgement.
      id: 'driver.prioritise',
      over: { g: Group },
      when: {
        'the group runs on its slot': (s, { g }) => s.groups[g].csg === 'active',
        'another one has the highest endpoint priority': (s, { g }) => s.first !== g,
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
        'no entry is in flight': (s) => !t.entryInFlight(s),
      },
      then: (s, { g }) => {
        s.first = g;
      },
      cite: ['A.2.3-8', 'A.3'],
    }),
    action({
      id: 'driver.rotate',
      over: { g: Group },
      when: {
        'it is the first of several of its priority': (s, { g }) =>
          t.isInRun(s, g) && s.groups[g].turn === 0 && t.hasPeers(s, g),
      },
      then: (s, { g }) => {
        let last = 0;
        for (const h of t.groups)
          if (t.arePeers(s, g, h)) {
            s.groups[h].turn -= 1;
            last += 1;
          }
        s.groups[g].turn = last;
      },
      cite: ['A.3', 'D.4-4'],
    }),
    action({
      // STATUS_UPDATE, or the status words left by SUSPEND.
      id: 'driver.reportIdle',
      over: { g: Group },
      when: {
        'the last report says otherwise': (s, { g }) => !s.groups[g].idle,
        'everything submitted is done': (s, { g }) => t.hasNothingToDo(s, g),
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
        'no entry is in flight': (s) => !t.entryInFlight(s),
      },
      then: (s, { g }) => {
        s.groups[g].idle = true;
      },
      cite: ['D.3', 'A.2.3-6'],
    }),
  ];
}
