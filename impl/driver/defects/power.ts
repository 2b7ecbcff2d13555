/** Defects of the sleep of the device. */
import type { GroupId } from '../../ids.ts';
import type { Cell } from '../../runtime/cell.ts';
import { session } from '../reference/owner-truth.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Defect } from './defect.ts';

/** Who was the owner when the device went to sleep. */
const before = new UnitState<Cell<GroupId | null>>('defect.owner before suspend', (d) =>
  d.machine.cell<GroupId | null>('defect.owner before suspend', null, d.state.schedLock),
);

export const powerDefects: readonly Defect[] = [
  {
    id: 'M75',
    name: 'trust-after-resume',
    wrong: 'a resume restores the owner of before the suspend, whose session is over',
    breaks: ['SUSPEND-EXIT'],
    changes: [
      {
        unit: 'quiet-suspend',
        state: [before],
        functions: {
          prepareSuspend: (d, unit) =>
            function* () {
              yield* d.state.schedLock.lock();
              before.of(d).set(protm.of(d).activeGroup.get());
              d.state.schedLock.unlock();
              yield* unit();
            },
          panthorSchedResume: (d, unit) =>
            function* () {
              const owner = before.of(d);
              yield* d.state.schedLock.lock();
              protm.of(d).activeGroup.set(owner.get());
              protm.of(d).protectedMode.set(owner.get() !== null);
              d.state.schedLock.unlock();
              yield* unit();
            },
        },
      },
    ],
  },
  {
    id: 'halt-only',
    name: 'halt-only',
    wrong: 'a device suspend halts firmware, suspends no group and ends no session',
    breaks: ['NO-POWER-IN-PROTM', 'SUSPEND-EXIT'],
    changes: [
      { unit: 'quiet-suspend', functions: { prepareSuspend: () => function* () {} } },
      { unit: 'mainline', functions: { panthorSchedSuspend: () => function* () {} } },
    ],
  },
  {
    id: 'suspend-by-reset',
    name: 'suspend-by-reset',
    wrong: 'a device suspend ends a session by a reset of the GPU, in the middle of its region',
    breaks: ['NO-LEAK-WRITE', 'SUSPEND-EXIT'],
    changes: [
      {
        unit: 'quiet-suspend',
        functions: {
          prepareSuspend: (d, unit) =>
            function* () {
              if (session.of(d).sinceUs.get() !== null) yield* d.fn.panthorGpuSoftReset();
              yield* unit();
            },
        },
      },
    ],
  },
];
