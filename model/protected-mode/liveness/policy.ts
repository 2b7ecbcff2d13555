import type { ExtraGuards } from '../../checker/index.ts';
import type { GroupId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

type Reason = State['forcing'];
/** Guards for actions by their parameters, as far as they have these. */
export type Guards = ExtraGuards<State, { readonly g: GroupId; readonly reason: Reason }>;

/**
 * One driver of the many that the model allows: what it adds so that nothing is put off for ever. The model leaves
 * open whom to put on a slot, when to rotate and when to give up; a driver that decides by turns of a coin keeps all
 * rules of safety and may serve nobody. Each guard is needed: without it some rule of liveness breaks.
 */
export function policyOf(t: Terms): Readonly<Record<string, Guards>> {
  /** Among the first by rank of those that have work, as many as there are slots. */
  const wanted = (s: State, g: GroupId): boolean => {
    if (!t.canRun(s, g) || s.groups[g].idle || s.power !== 'on') return false;
    let before = 0;
    for (const h of t.groups)
      if (h !== g && t.canRun(s, h) && !s.groups[h].idle && t.ranksBefore(s, h, g)) before += 1;
    return before < s.slots;
  };
  const mayEnterSoon = (s: State, g: GroupId): boolean =>
    s.reset === 'none' && s.power === 'on' && s.groups[g].declared && t.canRun(s, g) && t.top(s) === g;
  const owedPeer = (s: State, g: GroupId): boolean =>
    t.anyGroup((h) => t.arePeers(s, g, h) && s.groups[h].owed);
  const peerHasWaited = (s: State, g: GroupId): boolean =>
    t.anyGroup((h) => t.arePeers(s, g, h) && s.groups[h].waited > 0 && t.waitsForNormalMode(s, h));
  /** A page-table entry or the TLB waits for a region to be locked. */
  const needsLock = (s: State): boolean =>
    t.anyGroup((g) => {
      const { life, buffer } = s.groups[g];
      if (life === 'absent') return buffer.pages === 'allocated' && !buffer.mapped;
      if (life === 'destroyed' && buffer.mapped) return !t.onSlot(s, g) && s.owner !== g;
      return !buffer.mapped && buffer.tlb;
    });

  return {
    'driver.start': { 'it is among those that should run': (s, { g }) => wanted(s, g) },
    'driver.suspend': { 'it is not among those that should run': (s, { g }) => !wanted(s, g) },
    // Who was acknowledged can not be given up any more, also where somebody else became top.
    'driver.prioritise': { 'it is to enter, or top': (s, { g }) => (s.owner ?? t.top(s)) === g },
    'driver.rotate': {
      'its turn is over': (s, { g }) =>
        (owedPeer(s, g) && !s.groups[g].owed) ||
        (s.owner === g && s.driver === 'entered' && s.progressed && peerHasWaited(s, g)),
    },
    'driver.choose': { 'it may enter soon': (s, { g }) => mayEnterSoon(s, g) },
    'driver.giveUp': {
      'it may not enter soon, or asks no more': (s) =>
        s.owner === null || !mayEnterSoon(s, s.owner) || !(t.asks(s, s.owner) || t.holdsLetIn(s, s.owner)),
    },
    // Whoever maps and unmaps all the time must not keep an owner from its region.
    'driver.forceExit': {
      'not for a VM operation before progress': (s, { reason }) => reason !== 'vmOp' || s.progressed,
    },
    // As a writer who waits for a lock keeps new readers out.
    'vm.lockRegion': { 'no entry is being prepared': (s) => s.driver !== 'chosen' },
    'vm.unlockRegion': { 'what needs the lock is done': (s) => !needsLock(s) },
  };
}

/** What is done in its own time, or never: fair is all else (docs/rules.md, section 3). */
export const unfair: readonly string[] = [
  'user.submit',
  'user.createGroup',
  'user.destroyGroup',
  'memory.allocate',
  'vm.begin',
  'hostile.attempt',
  'pm.requestSuspend',
  'driver.scheduleUnrelatedReset',
  'driver.findHeap',
  'driver.offer',
  'driver.dropHeap',
  'gpu.protmFault',
  'gpu.neverRaiseBit7',
  'firmware.neverLeave',
];

/** What time waits for: the GPU does not take longer than a session for one command, interrupts come within a period. */
export const paceOf = (t: Terms): Guards => ({
  'the GPU has got somewhere before the residence limit': (s) =>
    s.firmware !== 'protected' || s.progressed || s.residence + 1 < t.limits.residenceTicks,
  'PROTM_FAULT is handled within the period': (s) => s.faultIrq !== 'raised',
});

/** Why memory of a group needs a VM operation: whoever maps or unmaps begins one. */
export const beginsForMemory = (t: Terms): Guards => ({
  'a buffer is to be mapped or unmapped': (s) =>
    t.anyGroup((g) => {
      const { life, buffer } = s.groups[g];
      if (life === 'absent') return buffer.pages === 'allocated' && !buffer.mapped;
      return life === 'destroyed' && (buffer.mapped || buffer.tlb);
    }),
});
