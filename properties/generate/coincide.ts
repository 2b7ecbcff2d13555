import type { SimEvent } from '../../impl/events.ts';
import type { SystemStep } from '../../impl/userspace/workload.ts';
import type { Scenario } from '../campaign/scenario.ts';
import type { Random } from '../explore/random.ts';

/** What happens within a microsecond, mostly: something else that begins then meets it on its way. */
const moments: ReadonlySet<SimEvent['kind']> = new Set([
  'session',
  'reset',
  'power',
  'csg',
  'tick',
  'request',
  'group',
]);
/** So long before or after a moment, microseconds; what is late on a loaded host is so by up to 10 ms. */
const aroundUs = [-100, -2, -1, 0, 0, 0, 1, 2, 100, 1_000, 5_000] as const;

/** The times of a run at which something happened that others may meet, and from when on the device was there. */
export interface Moments {
  readonly readyUs: number;
  readonly timesUs: readonly number[];
}

export function momentsOf(events: readonly SimEvent[]): Moments {
  const readyUs = events.find((e) => e.kind === 'device' && e.op === 'ready')?.tUs ?? 0;
  const times = new Set(events.flatMap((e) => (moments.has(e.kind) && e.tUs > readyUs ? [e.tUs] : [])));
  return { readyUs, timesUs: [...times] };
}

/**
 * The same scenario in which a fault, or a sleep of the system, begins when something happened in a run of it: two things
 * of which each lasts for microseconds do not meet by chance.
 */
export function coincide(random: Random, scenario: Scenario, { readyUs, timesUs }: Moments): Scenario {
  if (timesUs.length === 0) return scenario;
  const atUs = Math.max(readyUs + 1, random.pick(timesUs) + random.pick(aroundUs));
  const { workload, faults } = scenario;
  switch (random.below(4)) {
    case 0:
      return { ...scenario, faults: { ...faults, protmFaultFromUs: atUs } };
    case 1:
      return { ...scenario, faults: { ...faults, muteFromUs: atUs } };
    default: {
      const then: readonly SystemStep[] = workload.system?.slice(2) ?? [
        { op: 'sleep', us: 1_000 },
        { op: 'resume' },
      ];
      const system: readonly SystemStep[] = [{ op: 'sleep', us: atUs - readyUs }, { op: 'suspend' }, ...then];
      return { ...scenario, workload: { ...workload, system } };
    }
  }
}
