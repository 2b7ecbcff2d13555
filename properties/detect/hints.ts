/**
 * Where a defect shows soonest: program keys, tried before all others. They cost nothing but time when they are wrong,
 * and a defect that is not here is looked for in everything.
 */
export const hints: Readonly<Record<string, readonly string[]>> = {
  M02: ['higher comes, default'],
  M04: ['equal comes, default'],
  M07: ['one region, PROTM_FAULT in a session'],
  M11: ['owner dies, default'],
  M14: ['higher comes, mute firmware'],
  M22: ['binds, F04 = 40 ms'],
  M27: ['at once, default'],
  M28: ['equal comes, default'],
  M29: ['real time, default'],
  M43: ['long region, F07 = 300 ms', 'long region, mute firmware'],
  M53: ['at once, default'],
  M55: ['one process, default'],
  M61: ['both queues, default'],
  M63: ['watchdog, default'],
  M65: ['one region, PROTM_FAULT in a session'],
};
