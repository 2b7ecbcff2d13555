import { mainline } from './mainline/index.ts';
import { fixes, reference } from './reference/index.ts';
import { series2026 } from './series-2026/index.ts';
import { type Revision, stack } from './unit.ts';

export { fixes };

/** The revisions that can be run, by name. */
export const revisions: Readonly<Record<'mainline' | 'series-2026' | 'reference', Revision>> = {
  mainline: stack('mainline', [mainline]),
  'series-2026': stack('series-2026', series2026),
  reference,
};
