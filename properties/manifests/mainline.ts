import type { Manifest } from './manifest.ts';

/** What mainline is known for, beside protected mode. */
export const mainline: Manifest = {
  revision: 'mainline',
  expected: [],
  may: [
    {
      rule: 'FENCE-PATH',
      why: 'sync objects are mapped with sched.lock held, which run_job takes (A.1.4-8, A.1.4-9); the fix map-before-lock stands on the series',
    },
    {
      rule: 'LOCK-RULES',
      why: 'an unplug does not wait for the works of the scheduler but the tick: process_fw_events_work may still ring a doorbell (D.5, A.2.1-6)',
    },
  ],
};
