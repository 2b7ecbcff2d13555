/** Defects of buffers and of what refers to groups. */
import type { ProcessId } from '../../ids.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import type { Group } from '../group.ts';
import { mapFirmwareBuffer } from '../mainline/groups.ts';
import { clientObjects } from '../mainline/objects.ts';
import type { Alteration, Defect } from './defect.ts';

type AllocBuffer = Alteration<Driver['fn']['groupAllocProtmSuspendBuf']>;

/** A protected suspend buffer with another heap or owner than it should have. */
const allocatedAs =
  (heap: 'system' | 'protected', owner: (group: Group) => 'kernel' | ProcessId): AllocBuffer =>
  (d) =>
    function* (group) {
      const buffer = group.protmSuspendBufId;
      yield* d.machine.step(`allocate ${buffer}`);
      if (d.hw.memory.alloc(buffer, { heap, owner: owner(group) }) !== 0) return 'ENOMEM';
      return yield* mapFirmwareBuffer(d, buffer, group.protmSuspendBuf);
    };

/** Everybody who has the device open gets to know a group's protected suspend buffer. */
const publishedAs =
  (how: 'handle' | 'mmapOffset'): AllocBuffer =>
  (d, unit) =>
    function* (group) {
      const error = yield* unit(group);
      if (error !== 0 || group.protmSuspendBuf.get() === 0) return error;
      yield* d.machine.step(`publish ${group.protmSuspendBufId}`);
      for (const process of d.vms.keys()) d.hw.memory.map(how, process, group.protmSuspendBufId);
      return 0;
    };

/** Gives a buffer back with a step of it left out. */
function* destroyWithout(d: Driver, group: Group, step: 'scrub' | 'unmap'): Act {
  const { memory } = d.hw;
  const buffer = group.protmSuspendBufId;
  yield* d.machine.step(`give ${buffer} back`);
  if (step === 'scrub') memory.unmapFirmware(buffer);
  else memory.scrub(buffer);
  memory.free(buffer);
}

const freedWithout =
  (step: 'scrub' | 'unmap'): Alteration<Driver['fn']['groupFreeProtmSuspendBuf']> =>
  (d) =>
  (group) =>
    destroyWithout(d, group, step);

export const memoryDefects: readonly Defect[] = [
  {
    id: 'M36',
    name: 'free-with-queued-work',
    wrong:
      'work that is queued for a group holds no reference to it: the group is freed while the work is queued',
    breaks: ['REF-SAFE'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          groupQueueWork: (d) =>
            function* (group, which) {
              const work = { term: group.termWork, syncUpd: group.syncUpdWork, tilerOom: group.tilerOomWork };
              yield* d.machine.step(`queue ${work[which].name}`);
              work[which].queueNow();
            },
        },
      },
    ],
  },
  {
    id: 'M72',
    name: 'suspend-buffer-plain',
    wrong: 'the protected suspend buffer is allocated from ordinary memory',
    breaks: ['PROT-MEM-ONLY'],
    changes: [
      {
        unit: 'P4',
        functions: {
          groupAllocProtmSuspendBuf: allocatedAs('system', () => 'kernel'),
        },
      },
    ],
  },
  {
    id: 'client-owns-buffer',
    name: 'client-owns-buffer',
    wrong: 'the protected suspend buffer belongs to the process that created the group',
    breaks: ['KERNEL-OWNED'],
    changes: [
      {
        unit: 'P4',
        functions: { groupAllocProtmSuspendBuf: allocatedAs('protected', (group) => group.process) },
      },
    ],
  },
  {
    id: 'buffer-has-handle',
    name: 'buffer-has-handle',
    wrong: 'the protected suspend buffer is a GEM object with a handle: it can be exported and bound',
    breaks: ['NO-GPU-MAP', 'NO-HANDLE'],
    changes: [{ unit: 'P4', functions: { groupAllocProtmSuspendBuf: publishedAs('handle') } }],
  },
  {
    id: 'buffer-has-offset',
    name: 'buffer-has-offset',
    wrong: 'the protected suspend buffer has an mmap offset: it can be mapped by the CPU',
    breaks: ['NO-CPU-MAP', 'NO-HANDLE'],
    changes: [{ unit: 'P4', functions: { groupAllocProtmSuspendBuf: publishedAs('mmapOffset') } }],
  },
  {
    id: 'no-scrub',
    name: 'no-scrub',
    wrong: 'a protected suspend buffer goes back to its heap with the saved region in it',
    breaks: ['NO-HANDLE', 'NO-LEAK'],
    changes: [{ unit: 'P4', functions: { groupFreeProtmSuspendBuf: freedWithout('scrub') } }],
  },
  {
    id: 'dump-of-everything',
    name: 'dump-of-everything',
    wrong: 'a dump holds every buffer of the device, also those of the protected heap',
    breaks: ['NO-CPU-MAP', 'NO-LEAK'],
    changes: [{ unit: 'mainline', functions: { isDumped: () => () => true } }],
  },
  {
    id: 'client-buffer-unscrubbed',
    name: 'client-buffer-unscrubbed',
    wrong: "a client's buffer goes back to its heap with what was decoded into it",
    breaks: ['NO-LEAK'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          gemObjectPut: (d, unit) =>
            function* (buffer) {
              const objects = clientObjects.of(d);
              if (objects.isUsed(buffer) || !objects.bo(buffer).fromHeap) {
                yield* unit(buffer);
                return;
              }
              const { pages, account } = objects.bo(buffer);
              yield* d.machine.step(`free ${buffer}`);
              d.hw.memory.unmap('mmapOffset', null, buffer);
              d.hw.memory.free(buffer);
              yield* d.fn.dmaHeapBufferPut(pages, account);
            },
        },
      },
    ],
  },
  {
    id: 'no-unmap',
    name: 'no-unmap',
    wrong: 'a protected suspend buffer goes back to its heap while firmware has it mapped',
    breaks: ['NO-HANDLE'],
    changes: [{ unit: 'P4', functions: { groupFreeProtmSuspendBuf: freedWithout('unmap') } }],
  },
  {
    id: 'no-address',
    name: 'no-address',
    wrong: 'a slot is programmed without the address of the protected suspend buffer',
    breaks: ['SAVE-BUF'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          csgSlotProgLocked: (d, unit) =>
            function* (csgId, priority) {
              yield* unit(csgId, priority);
              yield* d.csg(csgId).protmSuspendBuf.write(0);
            },
        },
      },
    ],
  },
  {
    id: 'restarts-instead-of-resuming',
    name: 'restarts-instead-of-resuming',
    wrong: 'a suspended group is started anew and not resumed: its streams begin again',
    breaks: ['EXACTLY-ONCE'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          tickCtxStartGroup: (_d, unit) =>
            function* (ctx, updCtx, group, csgId, newCsgPrio) {
              if (group.state.get() === 'SUSPENDED') group.state.set('CREATED');
              yield* unit(ctx, updCtx, group, csgId, newCsgPrio);
            },
        },
      },
    ],
  },
  {
    id: 'unbound-in-session',
    name: 'unbound-in-session',
    wrong: 'destroying a group takes it off its slot at once, also when it is the owner',
    breaks: ['OWNER'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          groupDestroy: (d, unit) =>
            function* (process, id) {
              const result = yield* unit(process, id);
              const group = d.groups.get(id);
              if (result !== 0 || group === undefined) return result;
              yield* d.state.schedLock.lock();
              if (group.csgId.get() >= 0) {
                yield* d.fn.groupUnbindLocked(group);
                yield* d.fn.groupQueueWork(group, 'term');
              }
              d.state.schedLock.unlock();
              return result;
            },
        },
      },
    ],
  },
];
