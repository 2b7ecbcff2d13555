import type { Driver } from '../../../impl/driver/driver.ts';
import { reference } from '../../../impl/driver/reference/index.ts';
import { type LocklessRead, linkedOnce, type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import type { Act } from '../../../impl/runtime/activity.ts';

/** A unit of somebody's own on the reference that does something of its own before each submit. */
function beforeSubmit(
  name: string,
  own: (d: Driver) => Act,
  lockless: readonly LocklessRead[] = [],
): Revision {
  const unit: Unit = {
    name,
    on: 'P8',
    title: '',
    cite: [],
    functions: {
      groupSubmit: (d, below) =>
        function* (process, args) {
          yield* own(d);
          return yield* below(process, args);
        },
    },
    merges: ['groupSubmit'],
    lockless,
  };
  return stack(name, [...reference.units, unit]);
}

function* peep(d: Driver): Act {
  yield* d.machine.read(d.state.usedCsgSlotCount, 'count the slots in use');
}

/** Reads without the lock how many slots are in use. */
export const peeps = beforeSubmit('peeps', peep);

/** The same, put together once for all runs. */
export const linked = beforeSubmit('linked', peep);
linkedOnce(linked.units.slice(-1));

/** The same, and says so. */
export const states = beforeSubmit('states', peep, [
  {
    cell: /^used_csg_slot_count$/,
    label: /^count the slots in use$/,
    source: 'a hint: a stale count does no harm',
  },
]);

/** The same under the lock. */
export const locks = beforeSubmit('locks', function* (d) {
  yield* d.state.schedLock.lock();
  yield* peep(d);
  d.state.schedLock.unlock();
});

/** Writes it without the lock. */
export const scribbles = beforeSubmit('scribbles', function* (d) {
  yield* d.machine.write(d.state.usedCsgSlotCount, 0, 'forget the slots in use');
});
