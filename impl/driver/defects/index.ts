import type { Defect } from './defect.ts';
import { derivedDefects } from './derived.ts';
import { entryDefects } from './entry.ts';
import { fairnessDefects } from './fairness.ts';
import { firmwareDefects, foundationDefects } from './foundations.ts';
import { memoryDefects } from './memory.ts';
import { requestDefects } from './requests.ts';
import { resetDefects } from './reset.ts';
import { sessionDefects } from './session.ts';

export { type Defect, defective, defectiveName } from './defect.ts';

/** Every seeded defect. */
export const defects: readonly Defect[] = [
  ...entryDefects,
  ...requestDefects,
  ...sessionDefects,
  ...resetDefects,
  ...memoryDefects,
  ...fairnessDefects,
  ...foundationDefects,
  ...derivedDefects,
  ...firmwareDefects,
];
