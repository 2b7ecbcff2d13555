import { by, carried, type Entries } from '../entry.ts';

const rfc = 'driver/rfc-2025.test.ts';
const protm = 'driver/rfc-2025/protm.ts';

export const partE: Entries = {
  'E.1-1': carried(
    by(
      'driver/series-2026/heap.ts#panthorFwLoadProtectedSection',
      rfc,
      'protected firmware sections and a protected suspend buffer for every group',
    ),
    by(
      'driver/series-2026/heap.ts#groupWantsProtmSuspendBuf',
      rfc,
      'protected firmware sections and a protected suspend buffer for every group',
    ),
    by(
      'driver/series-2026/heap.ts#protmHeapInit',
      rfc,
      'protected firmware sections and a protected suspend buffer for every group',
    ),
    by(
      'driver/mainline/gem.ts#ioctlPrimeFdToHandle',
      'driver/uapi.test.ts',
      'of the protected heap are imported, and never mapped for the CPU',
    ),
  ),
  'E.1-2': carried(
    by(
      `${protm}#csSlotProcessProtmPendingEventLocked`,
      rfc,
      'is recorded, asks for a tick, and is not acknowledged',
    ),
    by(
      `${protm}#csSlotProcessProtmPendingEventLocked`,
      rfc,
      'a request without one warns once and is forgotten',
    ),
  ),
  'E.1-3': carried(
    by(`${protm}#tickCtxReprogKept`, rfc, 'rewrites all CSs and the endpoint request with priority 14'),
    by(`${protm}#csSlotProgLocked`, rfc, 'writes 0 to every CS that has no recorded request'),
    by(
      `${protm}#csgSlotProgLocked`,
      rfc,
      'of a group that waits for a slot is acknowledged as its CSs are programmed',
    ),
    by(`${protm}#tickEnterProtm`, rfc, 'that is not acknowledged within 4000 ms'),
  ),
  'E.1-4': carried(by(`${protm}#onProtmExit`, rfc, 'IDLE is answered before EXIT')),
  'E.1-5': carried(
    by(
      `${protm}#panthorFwInitGlobalIface`,
      rfc,
      'the interrupt mask contains the PROTM bits only with a heap',
    ),
    by(
      'driver/mainline/vm.ts#panthorVmLockRegion',
      rfc,
      'a VM operation takes no lock, does not wait and forces no exit',
    ),
  ),
  'E.1-text': carried(
    by(`${protm}#tickEnterProtm`, rfc, 'an apply that fails keeps it too'),
    by(`${protm}#csSlotProgLocked`, rfc, 'is a constant 1, whatever ACK is'),
    by('driver/mainline/device.ts#onProtmFault', rfc, 'PROTM_FAULT is logged'),
  ),
};
