import { canary } from './canary.ts';
import type { Defect } from './defect.ts';
import { derivedDefects } from './derived.ts';
import { entryDefects } from './entry.ts';
import { fairnessDefects } from './fairness.ts';
import { firmwareDefects, foundationDefects } from './foundations.ts';
import { heapDefects } from './heap.ts';
import { memoryDefects } from './memory.ts';
import { powerDefects } from './power.ts';
import { requestDefects } from './requests.ts';
import { resetDefects } from './reset.ts';
import { sessionDefects } from './session.ts';

export { canary } from './canary.ts';
export { alteredUnits, type Defect, defective, defectiveName } from './defect.ts';
export { type OpenRow, openRows, untestedRules } from './rows.ts';

/** Every seeded defect. */
export const defects: readonly Defect[] = [
  ...entryDefects,
  ...requestDefects,
  ...sessionDefects,
  ...resetDefects,
  ...memoryDefects,
  ...heapDefects,
  ...powerDefects,
  ...fairnessDefects,
  ...foundationDefects,
  ...derivedDefects,
  ...firmwareDefects,
];

/** The defect of an id or a name, `M69` or `lock-held-only-to-ack`, or the canary; null when there is none. */
export function defectNamed(name: string): Defect | null {
  return [...defects, canary].find((defect) => defect.id === name || defect.name === name) ?? null;
}
