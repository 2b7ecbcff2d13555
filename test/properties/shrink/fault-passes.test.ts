import { expect, it } from 'vitest';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { minimise } from '../../../properties/shrink/core.ts';
import { faultPasses } from '../../../properties/shrink/fault-passes.ts';

const smallest = (start: Faults, fails: (faults: Faults) => boolean): Faults =>
  minimise(start, (faults) => (fails(faults) ? faults : null), faultPasses, { maxTests: 200 }).value;

it('a delay of the host is halved while it is an assumption, and goes where nothing needs it', () => {
  const start: Faults = { workLateUs: 50_000, irqLateUs: 10_000 };
  expect(smallest(start, ({ irqLateUs = 0 }) => irqLateUs > 2_000)).toEqual({ irqLateUs: 2_500 });
  expect(smallest(start, ({ workLateUs }) => workLateUs !== undefined)).toEqual({ workLateUs: 12_500 });
  expect(smallest(start, ({ irqLateUs }) => irqLateUs !== undefined)).toEqual({ irqLateUs: 1_250 });
});

it('a fault comes as early as it can, at a round time, and goes where nothing needs it', () => {
  const start: Faults = { muteFromUs: 5_001, spuriousIrqAtUs: 61_234, postedClears: true };
  expect(smallest(start, ({ muteFromUs = 0 }) => muteFromUs > 4_000)).toEqual({ muteFromUs: 5_000 });
  expect(smallest(start, ({ spuriousIrqAtUs = 0 }) => spuriousIrqAtUs > 60_500)).toEqual({
    spuriousIrqAtUs: 61_000,
  });
  expect(smallest(start, ({ muteFromUs }) => muteFromUs !== undefined)).toEqual({ muteFromUs: 0 });
  expect(
    smallest({ deadBootFromUs: 900, protmFaultFromUs: 900 }, (f) => Object.keys(f).length === 2),
  ).toEqual({ deadBootFromUs: 0, protmFaultFromUs: 0 });
});
