import { mainline } from '../mainline/index.ts';
import { linkedOnce, type Unit } from '../unit.ts';
import { p3, p4 } from './heap.ts';
import { p5, p6 } from './interface.ts';
import { p7 } from './protm.ts';
import { p8 } from './uapi.ts';

/** The series of 5 May 2026 on mainline, lowest first; 1/8 and 2/8 change nothing that runs. */
export const series2026: readonly Unit[] = linkedOnce([mainline, p3, p4, p5, p6, p7, p8]);
