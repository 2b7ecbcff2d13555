import type { LocklessRead } from '../../impl/driver/unit.ts';
import type { Race, RacyAccess } from './detector.ts';

/** Every place that is known of what is here. What races elsewhere is a mistake of the simulator or a finding. */
const locklessReads: readonly LocklessRead[] = [
  {
    cell: /\.(state|destroyed|timedout|fatal_queues)$/,
    label: /^look whether .* can run$/,
    source: 'group_can_run() in panthor_job_create and GROUP_SUBMIT: the scheduler lock is not held there',
  },
  {
    cell: /^vm\(.*\)\.mapped$/,
    label: /^look (whether .* can run|for evicted mappings of .*)$/,
    source:
      'GROUP_SUBMIT looks whether reclaim evicted the VM, before vm->op_lock is taken to restore it: a VM_BIND beside it maps anew itself',
  },
  {
    cell: /^resched_target$/,
    label: /^read resched_target$/,
    source: 'tick_work samples now and resched_target before it takes the lock, docs/protocol.md C.1 and H.3',
  },
  {
    cell: /^vm\(.*\)\.as$/,
    label: /^read vm\(.*\)\.as$/,
    source:
      'panthor_vm_as() in csg_slot_prog_locked: without as.slots_lock; the VM is active, so it keeps its slot',
  },
  {
    cell: /^vm\(.*\)\.unhandled_fault$/,
    label: /^read vm\(.*\)\.unhandled_fault$/,
    source: 'panthor_vm_has_unhandled_faults() in the tick: without as.slots_lock',
  },
  {
    cell: /\.(idle_queues|blocked_queues|state|csg_id|destroyed|timedout|fatal_queues|syncwait|in_flight_jobs)$/,
    label: /^(look whether .* can do without its|evict the) mappings\b/,
    source:
      'reclaim looks whether a VM is busy without the locks of the scheduler, and again in the step that evicts',
  },
  {
    cell: /\.(timedout|fatal_queues)$/,
    label: /^take the jobs of .* for termination$/,
    source:
      'group_term_post_processing() in the termination work: the error of the jobs, without the scheduler lock',
  },
  {
    cell: /^groups\.waiting$/,
    label: /^run sync_upd_work$/,
    source:
      'whether anybody waits at all, before the lock is taken: who begins to wait later queues the work again (reference, map-before-lock)',
  },
  {
    cell: /^protm\.active_group$/,
    label: /^read protm\.active_group$/,
    source:
      'the owner of the session, a single word read to decide whether there is anything to do; looked at again under the lock (reference, fair-exit)',
  },
];

/**
 * The declaration that covers a race, null if there is none.
 *
 * @param further what units declare of themselves
 */
export function declaredRead(
  { cell, first, second }: Race,
  further: readonly LocklessRead[] = [],
): LocklessRead | null {
  const covers = (r: LocklessRead, { label, writes }: RacyAccess): boolean => !writes && r.label.test(label);
  // That of a second object of its name is no other place.
  const place = cell.replace(/ \(\d+\)$/, '');
  return (
    [...locklessReads, ...further].find(
      (r) => r.cell.test(place) && (covers(r, first) || covers(r, second)),
    ) ?? null
  );
}
