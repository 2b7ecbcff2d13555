import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { GPU_INT } from '../../../impl/interface/bits.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { drive } from './answering-firmware.ts';
import { createAndSubmit } from './scripts.ts';

/** POWER_CHANGED, which power tracing enables by the helper of the line. */
const POWER_CHANGED = 1 << 9;

/** Prefers tracing at its `nth` opportunity to interrupt another activity. */
function interruptsAt(nth: number): Chooser {
  let seen = 0;
  return {
    pickActivity: (candidates) => {
      const at = candidates.findIndex((a) => a.path === 'tracing' && a.op?.label.startsWith('enable events'));
      return at > 0 && seen++ === nth ? at : 0;
    },
    pickOption: () => 0,
  };
}

interface Outcome {
  /** The bits that tracing enabled are in the mask at the end. */
  readonly kept: boolean;
  /** When the reset command is written, the register holds what the mask says. */
  readonly inEffectAtReset: boolean;
}

/** A protected fault, and tracing that is enabled meanwhile. */
function faultAndTracing(revision: Revision, nth: number): Outcome {
  let inEffectAtReset = true;
  const { driver } = drive(
    revision,
    function* (d, host) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], ['g']);
      yield* d.machine.sleep(3_000, 'it runs');
      const { softReset } = host;
      host.softReset = () => {
        inEffectAtReset &&= d.regs.gpu.maskInEffect();
        softReset.call(host);
      };
      d.machine.spawn('tracing', 'process', () => d.regs.gpu.enableEvents(POWER_CHANGED), true);
      d.machine.atomically(() => d.regs.gpu.raise(GPU_INT.PROTM_FAULT));
    },
    { horizonUs: 1_000_000, chooser: interruptsAt(nth) },
  );
  expect(driver.regs.gpu.mask.peek() & GPU_INT.PROTM_FAULT).not.toBe(0);
  return { kept: (driver.regs.gpu.mask.peek() & POWER_CHANGED) !== 0, inEffectAtReset };
}

describe('irq.mask of the GPU line, A.2.6', () => {
  const outcomes = (revision: Revision): readonly Outcome[] =>
    Array.from({ length: 60 }, (_, nth) => faultAndTracing(revision, nth));

  test('in the series is changed under the wrong lock: a change in between is lost, the register lags behind', () => {
    const all = outcomes(revisions['series-2026']);
    expect(all.some((o) => !o.kept)).toBe(true);
    expect(all.some((o) => o.kept)).toBe(true);
    expect(all.some((o) => !o.inEffectAtReset)).toBe(true);
  });

  test('in the reference is changed by the helper: nothing is lost, the register follows', () => {
    expect(outcomes(revisions.reference).filter((o) => !o.kept || !o.inEffectAtReset)).toEqual([]);
  });
});
