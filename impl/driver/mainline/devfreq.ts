/** panthor_devfreq.c: what the governor of the clock is told of how busy the GPU is, D.4-8. Rates are not modelled. */
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import { type UnitFunctions, UnitState } from '../unit.ts';

/** struct panthor_devfreq: times in microseconds. */
type Utilization = {
  readonly busyUs: number;
  readonly idleUs: number;
  readonly lastUpdateUs: number;
  readonly lastBusyState: boolean;
};

export const utilization = new UnitState<Cell<Utilization>>('devfreq', (d) =>
  d.machine.cell<Utilization>(
    'devfreq',
    { busyUs: 0, idleUs: 0, lastUpdateUs: 0, lastBusyState: false },
    spinGuard('devfreq.lock'),
  ),
);

/** The time since the last update belongs to the state that was recorded then. */
function updated(d: Driver): Utilization {
  const { busyUs, idleUs, lastUpdateUs, lastBusyState } = utilization.of(d).get();
  const { nowUs } = d.machine;
  const elapsedUs = nowUs - lastUpdateUs;
  return {
    busyUs: busyUs + (lastBusyState ? elapsedUs : 0),
    idleUs: idleUs + (lastBusyState ? 0 : elapsedUs),
    lastUpdateUs: nowUs,
    lastBusyState,
  };
}

/** What the governor is told when it asks, microseconds; counting begins anew with that. */
export function panthorDevfreqGetDevStatus(d: Driver): { readonly busyUs: number; readonly totalUs: number } {
  const now = updated(d);
  utilization.of(d).set({ ...now, busyUs: 0, idleUs: 0 });
  return { busyUs: now.busyUs, totalUs: now.busyUs + now.idleUs };
}

export const devfreqFunctions: UnitFunctions = {
  panthorDevfreqRecordBusy: (d) => () => {
    utilization.of(d).set({ ...updated(d), lastBusyState: true });
  },

  panthorDevfreqRecordIdle: (d) => () => {
    utilization.of(d).set({ ...updated(d), lastBusyState: false });
  },

  panthorDevfreqResume: (d) => () => {
    const { nowUs } = d.machine;
    utilization.of(d).set({ busyUs: 0, idleUs: 0, lastUpdateUs: nowUs, lastBusyState: false });
  },
};
