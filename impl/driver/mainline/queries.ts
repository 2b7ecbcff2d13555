/** panthor_drv.c: DEV_QUERY with its size negotiation, and what groups tell of themselves, A.1.6, D.2. */
import type { Errno } from '../../errno.ts';
import type { Act } from '../../runtime/activity.ts';
import { DEFAULT_VM, QUERY_BYTES } from '../../userspace/ioctl.ts';
import { PRIORITY } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import { clientObjects } from './objects.ts';

export const queryFunctions: UnitFunctions = {
  queryTypes: () => () => ['GPU_INFO', 'CSIF_INFO', 'TIMESTAMP_INFO', 'GROUP_PRIORITIES_INFO'],

  ioctlDevQuery: (d) =>
    function* (process, { type, bytes }) {
      const known = d.fn.queryTypes().find((name) => name === type);
      if (known === undefined) return { error: 'EINVAL' };
      // A NULL pointer asks for the size. A longer struct is filled with zeroes, one without the fields that the
      // interface began with is refused.
      if (bytes === null) return { error: 0, size: QUERY_BYTES[known] };
      const error = known === 'TIMESTAMP_INFO' ? yield* readTimestamp(d) : 0;
      if (error !== 0) return { error };
      if (bytes < QUERY_BYTES[known]) return { error: 'EINVAL' };
      return known === 'PROTECTED_INFO' ? yield* d.fn.queryProtectedInfo(process) : { error: 0 };
    },

  groupCreateFlags: () => () => 0,

  ioctlGroupCreate: (d) =>
    function* (process, { group, priority, flags, queues, vm }) {
      if (queues <= 0 || queues > (d.fwif.csg[0]?.cs.length ?? 0)) return 'EINVAL';
      const level = Object.values(PRIORITY).find((known) => known === priority);
      if (level === undefined) return 'EINVAL';
      if (level > PRIORITY.MEDIUM && d.unprivileged.has(process)) return 'EACCES';
      if ((flags & ~d.fn.groupCreateFlags()) !== 0) return 'EINVAL';
      if (vm !== DEFAULT_VM && !clientObjects.of(d).vms.has(process, vm)) return 'EINVAL';
      return yield* d.fn.groupCreate(process, { group, priority: level, queues, protected: flags !== 0, vm });
    },

  groupStateFlags: (d) => (id) => {
    const group = d.group(id);
    return d.machine.look(() => [
      ...(group.timedout.get() ? (['timedout'] as const) : []),
      ...(group.fatalQueues.get() !== 0 ? (['fatal'] as const) : []),
      ...(group.innocent.get() ? (['innocent'] as const) : []),
    ]);
  },

  ioctlGroupGetState: (d) =>
    function* (process, { group: id }) {
      const group = d.groups.get(id);
      if (group === undefined || group.process !== process) return 'EINVAL';
      yield* d.machine.step(`look at the state of ${id}`);
      return d.machine.look(() => group.destroyed.get()) ? 'EINVAL' : 0;
    },
};

/** GPU_TIMESTAMP is a register: the device needs its power. */
function* readTimestamp(d: Driver): Act<Errno | 0> {
  const error = yield* d.fn.panthorDeviceResumeAndGet();
  if (error !== 0) return error;
  yield* d.machine.step('read GPU_TIMESTAMP');
  d.state.pm.put();
  return 0;
}
