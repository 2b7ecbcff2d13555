import { endLife } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** What a process may try on a protected suspend buffer. */
export const attempts = ['map for CPU', 'bind in a VM', 'export as dma-buf', 'open a handle'] as const;
/** VM operations, the life of groups and of their protected suspend buffers, and what hostile processes try. */
export function memoryActions(t: Terms) {
  const { action, Group } = t;
  return [
    action({
      id: 'vm.begin',
      when: {
        'VM operations are in scope': (s) => s.scope.vmOps,
        'none is going on': (s) => s.vmOp === 'none',
        'there may be one more': (s) => !s.spent.vmOp,
      },
      then: (s) => {
        s.vmOp = 'waiting';
        s.spent.vmOp = s.scope.once;
      },
      cite: ['A.2.5'],
    }),
    action({
      id: 'vm.lockRegion',
      when: {
        'a VM operation waits': (s) => s.vmOp === 'waiting',
        'no entry is in flight': (s) => !t.entryInFlight(s),
        'the GPU is not protected': (s) => !s.protmActive,
      },
      then: (s) => {
        s.vmOp = 'locked';
      },
      cite: ['A.2.5', 'B.6'],
    }),
    action({
      id: 'vm.unlockRegion',
      when: { 'a region is locked': (s) => s.vmOp === 'locked' },
      then: (s) => {
        s.vmOp = 'none';
      },
      cite: ['A.2.5'],
    }),

    action({
      id: 'memory.allocate',
      over: { g: Group, from: ['protected heap', 'ordinary memory'], by: ['kernel', 'client'] },
      when: {
        'the group is being created': (s, { g }) => s.groups[g].life === 'absent' && s.groups[g].lifecycle,
        'it has no buffer': (s, { g }) => s.groups[g].buffer.pages === 'none',
        'the pages come from the protected heap': (_, { from }) => from === 'protected heap',
        'there is one': (s) => s.heap,
        'the kernel allocates': (_, { by }) => by === 'kernel',
      },
      then: (s, { g, from, by }) => {
        const { buffer } = s.groups[g];
        buffer.pages = 'allocated';
        buffer.protectedMemory = from === 'protected heap';
        buffer.kernelOwned = by === 'kernel';
      },
      cite: ['A.2.2-1', 'B.4'],
    }),
    action({
      id: 'memory.mapForFirmware',
      over: { g: Group },
      when: {
        'the group is being created': (s, { g }) => s.groups[g].life === 'absent',
        'it has a buffer': (s, { g }) => s.groups[g].buffer.pages === 'allocated',
        'it is not mapped': (s, { g }) => !s.groups[g].buffer.mapped,
        'a VM operation has the region locked': (s) => s.vmOp === 'locked',
      },
      then: (s, { g }) => {
        s.groups[g].buffer.mapped = true;
        s.groups[g].buffer.tlb = true;
      },
      cite: ['A.2.2-1', 'A.2.2-2'],
    }),
    action({
      id: 'user.createGroup',
      over: { g: Group },
      when: {
        'the group is being created': (s, { g }) => s.groups[g].life === 'absent' && s.groups[g].lifecycle,
        'what it declared is ready': (s, { g }) => s.groups[g].buffer.mapped || !s.groups[g].declared,
        'what it declared is offered': (s, { g }) => s.offered || !s.groups[g].declared,
      },
      then: (s, { g }) => {
        s.groups[g].life = 'live';
      },
      cite: ['A.2.2-1', 'A.1.6'],
    }),
    action({
      id: 'user.destroyGroup',
      over: { g: Group },
      when: {
        'its life is in scope': (s, { g }) => s.groups[g].lifecycle,
        'the group exists': (s, { g }) => s.groups[g].life === 'live' || s.groups[g].life === 'killed',
      },
      then: (s, { g }) => {
        endLife(s, g, 'destroyed');
      },
      cite: ['A.2.2-3'],
    }),
    action({
      id: 'memory.unmapFromFirmware',
      over: { g: Group },
      when: {
        'the group is destroyed': (s, { g }) => s.groups[g].life === 'destroyed',
        'it is off slot': (s, { g }) => !t.onSlot(s, g),
        'it is not the owner': (s, { g }) => s.owner !== g,
        'its buffer is mapped': (s, { g }) => s.groups[g].buffer.mapped,
        'a VM operation has the region locked': (s) => s.vmOp === 'locked',
      },
      then: (s, { g }) => {
        s.groups[g].buffer.mapped = false;
      },
      cite: ['A.2.2-3'],
    }),
    action({
      id: 'memory.flushTlb',
      over: { g: Group },
      when: {
        'an unmapped buffer may be in the TLB': (s, { g }) =>
          !s.groups[g].buffer.mapped && s.groups[g].buffer.tlb,
        'a VM operation has the region locked': (s) => s.vmOp === 'locked',
      },
      then: (s, { g }) => {
        s.groups[g].buffer.tlb = false;
      },
      cite: ['A.2.5', 'D.6'],
    }),
    action({
      id: 'memory.scrub',
      over: { g: Group },
      when: {
        'the buffer is dirty': (s, { g }) => s.groups[g].buffer.dirty,
        'the firmware does not reach it': (s, { g }) => !s.groups[g].buffer.mapped && !s.groups[g].buffer.tlb,
      },
      then: (s, { g }) => {
        s.groups[g].buffer.dirty = false;
      },
      cite: ['G.1'],
    }),
    action({
      id: 'memory.free',
      over: { g: Group },
      when: {
        'the group is destroyed': (s, { g }) => s.groups[g].life === 'destroyed',
        'it has a buffer': (s, { g }) => s.groups[g].buffer.pages === 'allocated',
        'it is not the owner': (s, { g }) => s.owner !== g,
        'the TLB is flushed': (s, { g }) => !s.groups[g].buffer.tlb,
        'the pages are scrubbed': (s, { g }) => !s.groups[g].buffer.dirty,
      },
      then: (s, { g }) => {
        s.groups[g].buffer.pages = 'freed';
      },
      cite: ['A.2.2-3', 'G.1'],
    }),

    action({
      // Refused unless a client brought the pages.
      id: 'hostile.attempt',
      over: { g: Group, what: attempts },
      when: {
        'hostile processes are in scope': (s, { g }) => s.groups[g].lifecycle,
      },
      then: (s, { g, what }) => {
        const { buffer } = s.groups[g];
        if (buffer.pages !== 'allocated' || buffer.kernelOwned) return;
        if (what === 'map for CPU') buffer.cpuMapped = true;
        else if (what === 'bind in a VM') buffer.vmBound = true;
        else if (what === 'export as dma-buf') buffer.exported = true;
        else buffer.handle = true;
      },
      cite: ['A.2.2-1', 'B.4'],
    }),
  ];
}
