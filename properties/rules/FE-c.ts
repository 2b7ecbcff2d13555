import { RESIDENCE_LIMIT_US, TICK_PERIOD_US } from './bounds.ts';
import { exitOwedTo } from './fair-exit.ts';

/** A waiting group of lower priority: within the residence limit, looked at by the tick. */
export const feC = exitOwedTo(
  'FE-c',
  ['A.2.5', 'B.3', 'C.6-5', 'F07'],
  (waiting, owner) => waiting.facts.priority < owner.facts.priority,
  RESIDENCE_LIMIT_US + TICK_PERIOD_US,
);
