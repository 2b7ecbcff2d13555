import { mainline } from '../mainline/index.ts';
import { linkedOnce, type Unit } from '../unit.ts';
import { r4 } from './heap.ts';
import { r5 } from './protm.ts';

/** The RFC of 30 January 2025 on mainline, lowest first; 1/5 to 3/5 are bindings and heaps outside of panthor. */
export const rfc2025: readonly Unit[] = linkedOnce([mainline, r4, r5]);
