import type { Defect } from './defect.ts';
import { entryDefects } from './entry.ts';

export { type Defect, defective, defectiveName } from './defect.ts';

/** Every seeded defect. */
export const defects: readonly Defect[] = [...entryDefects];
