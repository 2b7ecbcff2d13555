/** Titles that fit over a narrow column, where the kernel's name does not. */
const short: Readonly<Record<string, string>> = {
  process_fw_events_work: 'fw_events',
  queue_run_job: 'run_job',
  queue_timedout_job: 'timedout',
  queue_timeout_work: 'timeout',
  reset_work: 'reset',
  ping_work: 'ping',
  sync_upd_work: 'sync_upd',
  group_sync_upd_work: 'group_sync',
  group_term_work: 'term',
  group_release_work: 'release',
  pm_runtime_work: 'runtime_pm',
  system_sleep: 'sleep',
  'irq/job': 'JOB irq',
  'irq/gpu': 'GPU irq',
  'irq/mmu': 'MMU irq',
};

/** The column's title in a story: a whole word, `fw_events` for process_fw_events_work. */
export function shortTitle({ key, title }: { readonly key: string; readonly title: string }): string {
  return short[key] ?? title;
}
