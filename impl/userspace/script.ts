// Words of a workload file (docs/workloads.md), for workloads that are put together.

import type { GroupPriorityName } from './workload.ts';

export const group = (name: string, priority: GroupPriorityName, marked: boolean, queues = 1): unknown => ({
  name,
  priority,
  protected: marked,
  queues,
});
export const submit = (queue: string, ...stream: readonly unknown[]): unknown => ({
  submit: { queue, stream },
});
export const region = (...commands: readonly string[]): unknown => ({ protected: commands });
export const sleep = (time: string): unknown => ({ sleep: time });
export const wait = (queue: string, atMost: string): unknown => ({ wait: { queue, atMost } });
export const repeat = (times: number, ...script: readonly unknown[]): unknown => ({
  repeat: { times, script },
});
