/** How long the driver waits for a GPU that does not answer, A.1.5, D.1: played, where constants.test.ts reads the constants. */
import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { createAndSubmit } from './scripts.ts';

/** A reset at 1 ms on hardware of which something does not answer: what is logged, in milliseconds. */
function resetOf(broken: (host: AnsweringFirmware) => void): readonly string[] {
  const { context } = drive(
    revisions.mainline,
    function* (d, host) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      yield* d.machine.sleep(1_000 - d.machine.nowUs, 'until 1 ms');
      broken(host);
      yield* d.fn.panthorDeviceScheduleReset('test');
    },
    { horizonUs: 3_000_000 },
  );
  return trace(context, ['reset', 'log']).filter((row) => !row.includes('schedule'));
}

describe('a GPU that does not answer', () => {
  test('the soft reset is waited for 100 ms', () => {
    const told = resetOf((host) => {
      const reset = host.softReset.bind(host);
      host.softReset = () => {
        reset();
        // It is done, and nobody says so.
        host.regs.gpu.clearByHardware();
      };
    });
    expect(told).toEqual(['1.0 reset begin ', '101.0 log RESET_COMPLETED timed out', '101.0 reset end ']);
  });

  test('L2 is polled for 20 ms', () => {
    const told = resetOf((host) => {
      host.switchL2 = () => {};
    });
    expect(told).toEqual(['1.0 reset begin ', '21.0 log L2 power on timed out', '21.0 reset end ']);
  });

  test('firmware has 1000 ms to boot', () => {
    const told = resetOf((host) => {
      host.boot = () => {};
    });
    expect(told.slice(0, 3)).toEqual([
      '1.0 reset begin ',
      '1001.0 log failed to boot MCU (status=enabled)',
      '1001.0 log Failed to boot MCU after reset, making device unusable.',
    ]);
  });
});
