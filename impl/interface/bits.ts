/** Bits of the shared interface, A.1.2 and B.1. */

export const GLB = {
  HALT: 1 << 0,
  CFG_PROGRESS_TIMER: 1 << 1,
  CFG_ALLOC_EN: 1 << 2,
  CFG_POWEROFF_TIMER: 1 << 3,
  PROTM_ENTER: 1 << 4,
  PERFCNT_EN: 1 << 5,
  PERFCNT_SAMPLE: 1 << 6,
  COUNTER_EN: 1 << 7,
  PING: 1 << 8,
  FWCFG_UPDATE: 1 << 9,
  IDLE_EN: 1 << 10,
  SLEEP: 1 << 12,
  PROTM_EXIT: 1 << 23,
  PERFCNT_THRESHOLD: 1 << 24,
  PERFCNT_OVERFLOW: 1 << 25,
  IDLE: 1 << 26,
} as const;

/** CSG_REQ.STATE is a value in bits 2:0: acknowledged when req and ack are equal. The others are toggles. */
export const CSG = {
  STATE_MASK: 7,
  TERMINATE: 0,
  START: 1,
  SUSPEND: 2,
  RESUME: 3,
  ENDPOINT_CONFIG: 1 << 4,
  STATUS_UPDATE: 1 << 5,
  SYNC_UPDATE: 1 << 28,
  IDLE: 1 << 29,
  DOORBELL: 1 << 30,
  PROGRESS_TIMER: 1 << 31,
} as const;

export const CS = {
  STATE_MASK: 7,
  STOP: 0,
  START: 1,
  EXTRACT_EVENT: 1 << 4,
  IDLE_SYNC_WAIT: 1 << 8,
  IDLE_PROTM_PENDING: 1 << 9,
  IDLE_EMPTY: 1 << 10,
  IDLE_RESOURCE: 1 << 11,
  TILER_OOM: 1 << 26,
  PROTM_PENDING: 1 << 27,
  FATAL: 1 << 30,
  FAULT: 1 << 31,
} as const;

/** The event bits of a CS: TILER_OOM, PROTM_PENDING, FATAL, FAULT. */
export const CS_EVENT_MASK = CS.TILER_OOM | CS.PROTM_PENDING | CS.FATAL | CS.FAULT;
/** What waits of a CS count as idle: for a sync object, for protected mode, for work, for memory. */
export const CS_IDLE_MASK = CS.IDLE_SYNC_WAIT | CS.IDLE_PROTM_PENDING | CS.IDLE_EMPTY | CS.IDLE_RESOURCE;
export const CSG_EVENT_MASK = CSG.SYNC_UPDATE | CSG.IDLE | CSG.PROGRESS_TIMER;
export const GLB_EVENT_MASK = GLB.PROTM_EXIT | GLB.PERFCNT_THRESHOLD | GLB.PERFCNT_OVERFLOW | GLB.IDLE;

/** GLB_PRFCNT_STATUS: what is to be known of the last sample of the performance counters. */
export const PRFCNT_STATUS = { PROTECTED_SESSION: 1 << 3 } as const;

/** CS_STATUS_WAIT bit 29: the CS waits for protected mode. */
export const STATUS_WAIT_PROTM_PENDING = 1 << 29;

/** CS_STATUS_BLOCKED_REASON; there is no value for "waits for protected mode". */
export const BLOCKED = {
  UNBLOCKED: 0,
  SB_WAIT: 1,
  PROGRESS_WAIT: 2,
  SYNC_WAIT: 3,
  DEFERRED: 4,
  RESOURCE: 5,
  FLUSH: 6,
} as const;

/** CS_FATAL, bits 7:0: the kind of a fatal error. */
export const CS_EXCEPTION_TYPE_MASK = 0xff;
export const CS_EXCEPTION = {
  CS_CONFIG_FAULT: 0x40,
  CS_UNRECOVERABLE: 0x41,
  CS_INVALID_INSTRUCTION: 0x49,
} as const;

/** JOB_INT bits: b31 the global interface, b0 to b30 the CSG slots. */
export const JOB_INT_GLOBAL_IF = 1 << 31;
/** GPU_INT bits that the driver enables. */
export const GPU_INT = {
  FAULT: 1 << 0,
  PROTM_FAULT: 1 << 1,
  RESET_COMPLETED: 1 << 8,
  CLEAN_CACHES_COMPLETED: 1 << 17,
} as const;
/** MCU_STATUS, A.1.1. */
export const MCU_STATUS = { DISABLED: 0, ENABLED: 1, HALT: 2, FATAL: 3 } as const;
/** MCU_CONTROL, A.1.1; only with AUTO the MCU comes back by itself from the reset that ends a session, B.2-12. */
export const MCU_CONTROL = { OFF: 0, ON: 1, AUTO: 2 } as const;
/** MMU_INT: a bit per address space that faulted. */
export const MMU_INT_FAULTS = 0xffff;
/** ASn_COMMAND, A.1.1. */
export const AS_COMMAND = { NOP: 0, UPDATE: 1, LOCK: 2, UNLOCK: 3, FLUSH_PT: 4, FLUSH_MEM: 5 } as const;
export type AsCommand = (typeof AS_COMMAND)[keyof typeof AS_COMMAND];
/** ASn_STATUS.AS_ACTIVE: a command is running. */
export const AS_STATUS_ACTIVE = 1 << 0;
/** GPU_STATUS.PROTM_ACTIVE, bit 7: the truth in hardware. */
export const GPU_STATUS_PROTM_ACTIVE = 1 << 7;

/** Names of the set bits of a word, for printing: `PROTM_ENTER|PING`. */
export function bitNames(bits: Readonly<Record<string, number>>, word: number): string {
  const names = Object.entries(bits)
    .filter(
      ([name, bit]) => !/^(STATE_MASK|TERMINATE|START|SUSPEND|RESUME|STOP)$/.test(name) && (word & bit) !== 0,
    )
    .map(([name]) => name);
  return names.length > 0 ? names.join('|') : '0';
}

/** The word in which `bits` of req become NOT ack: a request is sent. Sending one that is outstanding changes nothing. */
export function toggled(req: number, ack: number, bits: number): number {
  return (req & ~bits) | (~ack & bits);
}

/** The word in which `bits` of req are copied from ack: events are answered, requests acknowledged. */
export function copied(req: number, from: number, bits: number): number {
  return (req & ~bits) | (from & bits);
}
