import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as constants from '../../../impl/driver/constants.ts';

const page = readFileSync('docs/protocol.md', 'utf8');
const section = page.slice(page.indexOf('### A.1.5'), page.indexOf('### A.1.6'));

/** The first cell of the row of A.1.5 whose use contains `use`. */
function value(use: string): string {
  const row = section.split('\n').find((line) => line.split('|')[2]?.includes(use));
  if (row === undefined) throw new Error(`A.1.5 has no row on ${use}`);
  return (row.split('|')[1] ?? '').trim();
}

const ms = (us: number): string => `${(us / 1_000).toString().replace(/\B(?=(\d{3})+$)/g, ' ')} ms`;
const plainMs = (us: number): string => `${us / 1_000} ms`;

describe('limits and periods are those of A.1.5', () => {
  it.each([
    ['wait for GLB PROTM_ENTER ack', plainMs(constants.PROTM_ENTER_TIMEOUT_US)],
    ['forced exit after PING', plainMs(constants.PROTM_FORCED_EXIT_US)],
    [
      'every CSG request ack',
      `${constants.ACK_BUSY_POLL_US} us busy + ${plainMs(constants.CSG_ACK_TIMEOUT_US)}`,
    ],
    [
      'FW watchdog PING interval',
      `${ms(constants.PING_INTERVAL_US)} / ${plainMs(constants.PING_TIMEOUT_US)}`,
    ],
    ['scheduler tick period', plainMs(constants.TICK_PERIOD_US)],
    ['job clock per queue', plainMs(constants.JOB_TIMEOUT_US)],
    ['GPU cache flush', plainMs(constants.CACHE_FLUSH_TIMEOUT_US)],
    ['soft reset', plainMs(constants.SOFT_RESET_TIMEOUT_US)],
    ['FW boot', plainMs(constants.FW_BOOT_TIMEOUT_US)],
  ])('%s: %s', (use, own) => {
    expect(value(use)).toBe(own);
  });

  it.each([
    ['poll of GPU_STATUS.PROTM_ACTIVE', constants.PROTM_ACTIVE_POLL_STEP_US, constants.PROTM_ACTIVE_POLL_US],
    ['wait for natural exit', constants.PROTM_ACTIVE_POLL_STEP_US, constants.PROTM_NATURAL_EXIT_US],
    ['AS_ACTIVE wait', constants.AS_ACTIVE_POLL_STEP_US, constants.AS_ACTIVE_TIMEOUT_US],
  ])('%s', (use, stepUs, limitUs) => {
    expect(value(use).replaceAll(' ', '')).toBe(`${stepUs}usstep,${limitUs}us`);
  });

  it('slots and priorities', () => {
    expect(section).toContain(`driver clamps to ${constants.MAX_CSGS}`);
    expect(section).toContain(`${constants.MIN_CSGS}..31 CSG slots`);
    expect(section).toContain(`CSG priority ${constants.MAX_CSG_PRIO}..0`);
    const { LOW, MEDIUM, HIGH, RT } = constants.PRIORITY;
    expect(section).toContain(`LOW${LOW} MED${MEDIUM} HIGH${HIGH} RT${RT}`);
  });
});

describe('and of D.1', () => {
  const text = page.slice(page.indexOf('### D.1'), page.indexOf('### D.2')).replaceAll('\n', ' ');

  it.each([
    `JOB_TIMEOUT ${plainMs(constants.JOB_TIMEOUT_US)}`,
    `tick ${plainMs(constants.TICK_PERIOD_US)}`,
    `CSG ack wait ${plainMs(constants.CSG_ACK_TIMEOUT_US)}`,
    `FW ping every ${ms(constants.PING_INTERVAL_US)}, ack ${plainMs(constants.PING_TIMEOUT_US)}`,
    `FW HALT poll ${plainMs(constants.FW_HALT_TIMEOUT_US)}`,
    `MCU stop ${plainMs(constants.MCU_STOP_TIMEOUT_US)}`,
    `${constants.MAX_GROUPS_PER_POOL} groups per file`,
    `soft reset ${plainMs(constants.SOFT_RESET_TIMEOUT_US)}`,
    `cache flush ${plainMs(constants.CACHE_FLUSH_TIMEOUT_US)}`,
    `L2 power ${plainMs(constants.L2_POWER_TIMEOUT_US)}`,
    `AS ready ${plainMs(constants.AS_ACTIVE_TIMEOUT_US)}`,
    `autosuspend ${plainMs(constants.AUTOSUSPEND_US)}`,
    `MAX_CSG_PRIO ${constants.MAX_CSG_PRIO}`,
    `LOW ${constants.PRIORITY.LOW}, MEDIUM ${constants.PRIORITY.MEDIUM}, HIGH ${constants.PRIORITY.HIGH}, RT ${constants.PRIORITY.RT}`,
  ])('%s', (stated) => {
    expect(text).toContain(stated);
  });

  it('the progress timer', () => {
    expect(text).toContain('PROGRESS_TIMEOUT 5·500·1024·1024 cycles (register value >>10)');
    expect(constants.PROGRESS_TIMEOUT_CYCLES).toBe(5 * 500 * 1024 * 1024);
    expect(constants.PROGRESS_TIMEOUT_UNIT_CYCLES).toBe(1 << 10);
  });
});
