import type { Faults } from '../../impl/firmware/parts.ts';
import type { Random } from '../explore/random.ts';

/** Mostly none; else one thing that goes wrong, at a time at which sessions are likely. */
export function drawFaults(random: Random): Faults {
  if (random.chance(0.85)) return {};
  const atUs = random.pick([0, 5_000, 20_000, 60_000]);
  return random.pick<Faults>([
    // Later than the boot of the probe: that of a reset or a resume.
    atUs === 60_000 ? { deadBootFromUs: 500 } : { muteFromUs: atUs + 1 },
    { protmFaultFromUs: atUs },
    { protmFaultFromUs: atUs },
    { noProtectedSection: true },
    { noProtectedHeap: true },
    { protectedHeapPages: 2 },
    { gpuMhz: 1_000 },
    { postedClears: true },
  ]);
}

/** How often interrupt threads may be later than part F lets them be. */
const SLOW_HOST = 0.03;
/** How often work items may be later as well where those are. */
const SLOW_WORK = 0.5;

/** On a slow host, now and then, docs/decisions/0064. */
export function withSlowHost(random: Random, faults: Faults): Faults {
  if (!random.chance(SLOW_HOST)) return faults;
  const late = { ...faults, irqLateUs: random.pick([2_000, 10_000]) };
  return random.chance(SLOW_WORK) ? { ...late, workLateUs: 50_000 } : late;
}

/** How often interrupts come that nothing has raised. */
const SPURIOUS = 0.05;

/** With spurious interrupts beside, now and then: something that a driver must take at any time. */
export function withSpurious(random: Random, faults: Faults): Faults {
  if (!random.chance(SPURIOUS)) return faults;
  return { ...faults, spuriousIrqAtUs: random.pick([1_100, 3_000, 5_000, 20_000, 60_000]) };
}
