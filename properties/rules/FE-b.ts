import { TICK_PERIOD_US } from './bounds.ts';
import { exitOwedTo } from './fair-exit.ts';

/** A waiting group of equal priority: within T and one tick period. */
export const feB = exitOwedTo(
  'FE-b',
  ['A.2.5', 'B.3', 'C.6', 'F07'],
  (waiting, owner) => waiting.facts.priority === owner.facts.priority,
  TICK_PERIOD_US,
);
