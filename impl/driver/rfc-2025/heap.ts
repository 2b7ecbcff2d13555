import { p4 } from '../series-2026/heap.ts';
import type { Unit } from '../unit.ts';

/**
 * 4/5: the heap that the device tree names, protected firmware sections and a protected suspend buffer for every
 * group. 4/8 of the series took it over: what differs is where the name comes from, and that 3/8 is not below it, so
 * that the CPU cleans its caches of the protected section too (A.2.1-4).
 */
export const r4: Unit = {
  ...p4,
  name: 'R4',
  on: 'mainline',
  title: 'drm/panthor: support for protected memory allocation',
  cite: ['E.1'],
};
