/** 7/8: protected mode in scheduler, firmware interface and MMU, A.2.3 to A.2.7. */
import type { Unit } from '../unit.ts';
import { entryFunctions } from './protm-entry.ts';
import { exitFunctions } from './protm-exit.ts';
import { protm } from './protm-state.ts';
import { protmTickFunctions } from './protm-tick.ts';

export const p7: Unit = {
  name: 'P7',
  on: 'P6',
  title: 'drm/panthor: support for protected mode',
  cite: ['A.2.3', 'A.2.5', 'A.2.6', 'A.2.7'],
  state: [protm],
  functions: { ...protmTickFunctions, ...entryFunctions, ...exitFunctions },
};
