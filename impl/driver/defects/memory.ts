/** Defects of buffers and of what refers to groups. */
import { mapFirmwareBuffer } from '../mainline/groups.ts';
import type { Defect } from './defect.ts';

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
          groupAllocBuffers: (d, _unit, below) =>
            function* (group) {
              const error = yield* below(group);
              if (error !== 0 || !d.fn.groupWantsProtmSuspendBuf(group)) return error;
              const buffer = group.protmSuspendBufId;
              yield* d.machine.step(`allocate ${buffer}`);
              if (d.hw.memory.alloc(buffer, { heap: 'system', owner: 'kernel' }) !== 0) return 'ENOMEM';
              return yield* mapFirmwareBuffer(d, buffer, group.protmSuspendBuf);
            },
        },
      },
    ],
  },
];
