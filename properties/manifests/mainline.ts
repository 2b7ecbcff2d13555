import type { Manifest } from './manifest.ts';

/** What mainline is known for, beside protected mode. */
export const mainline: Manifest = {
  revision: 'mainline',
  expected: [],
  may: [
    {
      rule: 'EXACTLY-ONCE',
      why: 'a tick that waits for sched.lock while the system goes to sleep puts groups back on slots before the HALT (D.6, H.3): firmware goes on with them until the power goes, the next suspend saves nothing, and what it saved before runs again; the fix quiet-suspend stands on the series',
    },
    {
      rule: 'FENCE-PATH',
      why: 'sync objects are mapped with sched.lock held, which run_job takes (A.1.4-8, A.1.4-9); the fix map-before-lock stands on the series',
    },
    {
      rule: 'LOCK-LIVE',
      why: 'a device suspend waits for the reset work; the reset stops run_job, which waits for the end of that suspend, or takes a device away that does not boot, which waits for the guard that the suspend is in (A.2.7, D.6); the fix reset-holds-device stands on the series',
    },
    {
      rule: 'LOCK-RULES',
      why: 'an unplug does not wait for the works of the scheduler but the tick: process_fw_events_work may still ring a doorbell (D.5, A.2.1-6)',
    },
  ],
};
