import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { MCU_STATUS } from '../../../impl/interface/bits.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drive } from './answering-firmware.ts';

function probe(slots: object) {
  const workload = decodeWorkload({
    name: 'probe',
    note: '',
    asSlots: 1,
    csPerSlot: 1,
    processes: [{ name: 'p', groups: [], script: ['query'] }],
    ...slots,
  });
  const { events, system } = simulate(
    { revision: revisions['series-2026'], workload, profile: {}, horizonUs: 20_000 },
    runToCompletion,
  );
  const { regs, driver } = system;
  return {
    told: events.flatMap((e) => {
      if (e.kind === 'log') return [e.text];
      if (e.kind === 'ioctl') return [`${e.call}: ${e.result}`];
      return e.kind === 'device' && e.op !== 'boot' ? [`${e.op} ${e.note}`.trim()] : [];
    }),
    stopped: regs.mcuStatus.peek() === MCU_STATUS.DISABLED && !driver.state.pingWork.isPending(),
  };
}

describe('the probe, D.1, D.6', () => {
  it('refuses a device with fewer than MIN_CSGS slots, and shuts it down', () => {
    const told = ['Expected at least 3 CSGs, got 2', 'failed EINVAL'];
    expect(probe({ slots: 2, minSlots: 3 })).toEqual({ told, stopped: true });
  });

  it('takes as many, and fewer where the scope of a search says so', () => {
    const told = ['ready', 'DEV_QUERY PROTECTED_INFO: ok, BASIC'];
    for (const slots of [{ slots: 3 }, { slots: 3, minSlots: 3 }, { slots: 1 }, { slots: 2, minSlots: 2 }]) {
      expect(probe(slots), JSON.stringify(slots)).toEqual({ told, stopped: false });
    }
  });

  it('drives no more slots than MAX_CSGS, A.1.5', () => {
    const used = (slots: number): number =>
      drive(revisions.mainline, function* () {}, { slots }).driver.state.csgSlots.length;
    expect([used(15), used(16), used(17), used(31)]).toEqual([15, 16, 16, 16]);
  });
});
