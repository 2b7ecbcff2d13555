import { endLife } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** From the request to protected mode: B.2-2 to B.2-9 and the driver's part in A.2.3. */
export function entryActions(t: Terms) {
  const { action, Group, Queue } = t;
  return [
    action({
      id: 'driver.recordRequest',
      over: { g: Group, q: Queue },
      when: {
        'PROTM_PENDING is raised': (s, { g, q }) => s.groups[g].queues[q].event,
        'it is not recorded yet': (s, { g, q }) => !s.groups[g].queues[q].recorded,
      },
      then: (s, { g, q }) => {
        s.groups[g].queues[q].recorded = true;
      },
      cite: ['A.2.3-3', 'B.2-3'],
    }),
    action({
      // By CS_STATUS_WAIT bit 29, which a STATUS_UPDATE publishes: it will not be raised again, or it is about to be.
      id: 'driver.findWaiting',
      over: { g: Group, q: Queue },
      when: {
        'the group runs on its slot': (s, { g }) => s.groups[g].csg === 'active',
        'the CS waits with equal bits': (s, { g, q }) => t.letIn(s, g, q) || t.isAboutToAsk(s, g, q),
        'that is not recorded yet': (s, { g, q }) => !s.groups[g].queues[q].recorded,
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
        'no entry is in flight': (s) => !t.entryInFlight(s),
      },
      then: (s, { g, q }) => {
        s.groups[g].queues[q].recorded = true;
      },
      cite: ['F08b', 'F33'],
    }),
    action({
      id: 'driver.killUndeclared',
      over: { g: Group, q: Queue },
      when: {
        'the group can run': (s, { g }) => t.canRun(s, g),
        'it asks for protected mode': (s, { g, q }) => s.groups[g].queues[q].recorded,
        'it did not declare that at creation': (s, { g }) => !s.groups[g].declared,
      },
      then: (s, { g }) => {
        endLife(s, g, 'killed');
        s.groups[g].cause = 'undeclared';
      },
      cite: ['A.1.6', 'G.1'],
    }),

    action({
      id: 'driver.choose',
      over: { g: Group },
      when: {
        'there is no owner': (s) => s.owner === null,
        'the group is top': (s, { g }) => t.top(s) === g,
        'it asks for protected mode': (s, { g }) => t.asks(s, g),
      },
      then: (s, { g }) => {
        s.owner = g;
        s.driver = 'chosen';
      },
      cite: ['A.2.3-7', 'A.1.3'],
    }),
    action({
      id: 'driver.giveUp',
      when: {
        'an owner is chosen': (s) => s.driver === 'chosen',
        'it holds no acknowledgement': (s) => s.owner === null || !t.holdsAcknowledgement(s, s.owner),
      },
      then: (s) => {
        s.owner = null;
        s.driver = 'none';
      },
      cite: ['A.2.3-9'],
    }),
    action({
      id: 'driver.acknowledge',
      over: { g: Group, q: Queue },
      when: {
        'the group is the owner': (s, { g }) => s.owner === g,
        'ENTER is not sent': (s) => s.driver === 'chosen',
        'the group runs on its slot': (s, { g }) => s.groups[g].csg === 'active',
        'PROTM_PENDING is raised': (s, { g, q }) => s.groups[g].queues[q].event,
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        queue.event = false;
        queue.recorded = false;
        queue.acknowledged = true;
      },
      cite: ['A.2.3-8', 'B.2-4'],
    }),
    action({
      id: 'driver.sendEnter',
      when: {
        'an owner is chosen': (s) => s.driver === 'chosen',
        'it can run': t.ofOwner((s, g) => t.canRun(s, g)),
        'its START or RESUME is acknowledged': t.ofOwner((s, g) => s.groups[g].csg === 'active'),
        'a CS of it is acknowledged or waits': t.ofOwner((s, g) => t.holdsLetIn(s, g)),
        'it declared protected use, and its buffer is mapped': t.ofOwner(
          (s, g) => s.groups[g].declared && s.groups[g].buffer.mapped,
        ),
        'its endpoint priority is the highest': t.ofOwner(
          (s, g) => s.first === g || s.profile.F12 === 'the acknowledged one',
        ),
        'no region is locked': (s) => s.vmOp !== 'locked',
        // With it the GPU is not protected: where EXIT comes first, the exit was forced, and the request is still there.
        'no request that forces an exit is outstanding': (s) => s.forcing === 'none',
        'nobody of its priority or above is owed progress': t.ofOwner((s, g) => !t.isOwedBy(s, g)),
        'no reset is scheduled': (s) => s.reset === 'none',
        'no PROTM_FAULT is unhandled': (s) => s.faultIrq === 'armed',
      },
      then: (s) => {
        s.driver = 'entering';
        s.enterRequest = true;
        s.progressed = false;
        s.unserved = 0;
        if (s.owner === null) return;
        s.groups[s.owner].owed = false;
        for (const q of t.queues) if (t.letIn(s, s.owner, q)) s.groups[s.owner].queues[q].recorded = false;
      },
      cite: ['A.2.3-13', 'B.2-5', 'A.1.6'],
    }),

    action({
      id: 'firmware.sampleAcknowledgements',
      over: { g: Group },
      when: {
        'ENTER is requested': (s) => s.enterRequest,
        'the firmware is out of protected mode': (s) => s.firmware === 'normal',
        'the CSG is the one to run': (s, { g }) =>
          s.profile.F12 === 'highest endpoint priority' ? s.first === g : t.holdsLetIn(s, g),
      },
      then: (s, { g }) => {
        for (const q of t.queues)
          if (t.letIn(s, g, q)) {
            const queue = s.groups[g].queues[q];
            queue.sampled = true;
            queue.acknowledged = false;
            queue.waits = false;
          }
        s.firmware = 'entering';
      },
      cite: ['B.2-6', 'F10', 'F12'],
    }),
    action({
      id: 'firmware.saveOther',
      over: { g: Group },
      when: {
        'an entry is on the way': (s) => s.firmware === 'entering',
        'the CSG runs': (s, { g }) => t.started(s, g),
        'it is not saved': (s, { g }) => !s.groups[g].saved,
        'it is not to run protected': (s, { g }) => !t.inSession(s, g),
      },
      then: (s, { g }) => {
        s.groups[g].saved = true;
      },
      cite: ['B.2-7', 'F13a'],
    }),
    action({
      id: 'firmware.ackEnter',
      when: {
        'ENTER is requested': (s) => s.enterRequest,
        'the acknowledgements are sampled': (s) => s.firmware === 'entering',
      },
      then: (s) => {
        s.enterRequest = false;
      },
      cite: ['B.2-8'],
    }),
    action({
      id: 'gpu.raiseBit7',
      when: {
        'an entry is on the way': (s) => s.firmware === 'entering',
        'ENTER is acknowledged': (s) => !s.enterRequest,
        'all other CSGs are saved': (s) =>
          !t.anyGroup((g) => t.started(s, g) && !s.groups[g].saved && !t.inSession(s, g)),
      },
      then: (s) => {
        s.firmware = 'protected';
        s.protmActive = true;
      },
      cite: ['B.2-9', 'F04'],
    }),
    action({
      id: 'gpu.neverRaiseBit7',
      when: {
        'such a firmware is in scope': (s) => s.profile.F04F07 === 'may never complete',
        'an entry is on the way': (s) => s.firmware === 'entering',
      },
      then: (s) => {
        s.firmware = 'hung';
      },
      cite: ['F04'],
    }),
    action({
      id: 'driver.confirmEntry',
      when: {
        'an entry is in flight': (s) => t.entryInFlight(s),
        'bit 7 or EXIT is seen': (s) => s.protmActive || s.exitEvent,
      },
      then: (s) => {
        s.driver = 'entered';
      },
      cite: ['A.2.3-14', 'A.2.3-15'],
    }),
    action({
      id: 'driver.entryTimesOut',
      when: {
        'an entry is in flight': (s) => t.entryInFlight(s),
        'the firmware does not answer': (s) => s.firmware === 'hung',
        // The poll reads the register before it gives up.
        'bit 7 is not seen': (s) => !s.protmActive,
      },
      then: (s) => {
        s.driver = 'entered';
        s.reset = 'forSession';
      },
      cite: ['A.2.3-15', 'A.1.5'],
    }),
  ];
}
