/** Every limit and period of the driver, microseconds, each with its source in protocol.md. */

/** Scheduler tick period, A.1.5. */
export const TICK_PERIOD_US = 10_000;
/** Longest wake-up of a work item: one tick period, part F, host side. */
export const WORK_MAX_LATE_US = TICK_PERIOD_US;
/** A wait for an acknowledgement polls this long before it sleeps, H.2. */
export const ACK_BUSY_POLL_US = 10;
/** CSG request acknowledgements, per slot, one slot after another, A.1.5. */
export const CSG_ACK_TIMEOUT_US = 100_000;
/** Job clock of a queue, D.1. */
export const JOB_TIMEOUT_US = 5_000_000;
/** Firmware's progress timer per CSG, A.1.5: cycles, which the firmware takes in units of 1024. */
export const PROGRESS_TIMEOUT_CYCLES = 5 * 500 * 1024 * 1024;
export const PROGRESS_TIMEOUT_UNIT_CYCLES = 1024;
/** Firmware watchdog, D.1. */
export const PING_INTERVAL_US = 12_000_000;
export const PING_TIMEOUT_US = 100_000;
/** Firmware boot, A.1.5. */
export const FW_BOOT_TIMEOUT_US = 1_000_000;
/** Soft reset and cache flush, A.1.5. */
export const SOFT_RESET_TIMEOUT_US = 100_000;
export const CACHE_FLUSH_TIMEOUT_US = 100_000;
/** Firmware HALT at a suspend: how often and for how long MCU_STATUS is looked at, A.1.5, D.1. */
export const FW_HALT_POLL_STEP_US = 10;
export const FW_HALT_TIMEOUT_US = 100_000;
/** A stop of the MCU: how often and for how long MCU_STATUS is looked at, A.1.5, D.1. */
export const MCU_STOP_POLL_STEP_US = 10;
export const MCU_STOP_TIMEOUT_US = 100_000;
/** L2 power, D.1. */
export const L2_POWER_POLL_STEP_US = 100;
export const L2_POWER_TIMEOUT_US = 20_000;
/** Runtime PM: the device is suspended when it was not used for so long, A.1.5. */
export const AUTOSUSPEND_US = 50_000;
/** A command of an address space: AS_ACTIVE is polled before and after it, A.1.5. */
export const AS_ACTIVE_POLL_STEP_US = 10;
export const AS_ACTIVE_TIMEOUT_US = 100_000;
/** PROTM_ENTER acknowledgement [P7], A.1.5; the same in the RFC, E.1. */
export const PROTM_ENTER_TIMEOUT_US = 4_000_000;
/** Poll of GPU_STATUS after the acknowledgement [P7], A.1.5. */
export const PROTM_ACTIVE_POLL_STEP_US = 10;
export const PROTM_ACTIVE_POLL_US = 500_000;
/** A VM operation waits this long for a natural exit [P7], A.1.5. */
export const PROTM_NATURAL_EXIT_US = 5_000;
/** Forced exit by PING [P7], A.1.5. */
export const PROTM_FORCED_EXIT_US = 500_000;
/** Residence limit of a session: reference only, FAIR-EXIT FE-c. */
export const PROTM_RESIDENCE_US = 2_000_000;
/** How long a waiting CS may take to raise its request, and a doorbell to be served; ours, reference only. */
export const PROTM_SETTLE_US = 100;

/** Highest CSG slot priority, D.1. */
export const MAX_CSG_PRIO = 15;
/** Fewer slots fail the probe, D.1; a workload lowers it for a small search. */
export const MIN_CSGS = 3;
/** The driver clamps the slots to this, A.1.5. */
export const MAX_CSGS = 16;

/** Groups that a file can have at a time, D.1. */
export const MAX_GROUPS_PER_POOL = 128;

/** Group priorities, D.1. */
export const PRIORITY = { LOW: 0, MEDIUM: 1, HIGH: 2, RT: 3 } as const;
export type GroupPriority = 0 | 1 | 2 | 3;
/** Highest first, the order in which the scheduler walks its lists. */
export const PRIORITIES_DESCENDING: readonly GroupPriority[] = [3, 2, 1, 0];
/** Lowest first. */
export const PRIORITIES_ASCENDING: readonly GroupPriority[] = [0, 1, 2, 3];
