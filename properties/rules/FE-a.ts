import { exitOwedTo } from './fair-exit.ts';

/** A waiting group of strictly higher priority: GPU protected ends or a reset begins within T. */
export const feA = exitOwedTo(
  'FE-a',
  ['A.2.5', 'B.3', 'C.6', 'F07'],
  (waiting, owner) => waiting.facts.priority > owner.facts.priority,
  0,
);
