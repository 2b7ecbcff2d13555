import { mainline } from './mainline/index.ts';
import { type Revision, stack } from './unit.ts';

/** The revisions that can be run, by name. */
export const revisions: Readonly<Record<'mainline', Revision>> = {
  mainline: stack('mainline', [mainline]),
};
